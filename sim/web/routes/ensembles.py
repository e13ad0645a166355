"""A moved slider: an ensemble played anew, and what all charts are drawn from."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sim.web.answers.ensemble import ensemble
from sim.web.asking import answer, client, desk_of, said, settings_of
from sim.web.meaning import setting


async def ensembles(request: Request) -> Response:
    """All charts of a setting."""
    settings = settings_of(request)
    asked = await said(request, settings.file)
    return answer(await desk_of(request).ask(client(asked), "ensemble", ensemble, setting(asked, settings), settings.work))


ROUTES: list[BaseRoute] = [Route("/api/ensemble", ensembles, methods=["POST"])]
