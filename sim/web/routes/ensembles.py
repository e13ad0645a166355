"""A moved slider: an ensemble played anew, and what all charts are drawn from."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sim.web.answers.ensemble import as_json
from sim.web.asking import JSON_TYPE, client, desk_of, said, settings_of
from sim.web.kept import Kept
from sim.web.meaning import pinned, setting


async def ensembles(request: Request) -> Response:
    """All charts of a setting. What was asked before is not played again."""
    settings = settings_of(request)
    asked = await said(request, settings.file)
    now = setting(asked, settings)
    before = pinned(asked, now)
    kept: Kept = request.app.state.kept
    found = kept.get((now, before))
    if found is None:
        found = await desk_of(request).ask(client(asked), kind(asked), as_json, now, before, settings.work)
        kept.put((now, before), found)
    return Response(found, media_type=JSON_TYPE, headers={"Cache-Control": "no-store"})


def kind(asked: dict[str, object]) -> str:
    """What is compared with is asked for by the same tab, and must not take the place of the slider's question."""
    return "ensemble of before" if asked.get("kind") == "before" else "ensemble"


ROUTES: list[BaseRoute] = [Route("/api/ensemble", ensembles, methods=["POST"])]
