"""What can be taken along: the setting as a file and as a command, and tables."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sim.web.answers import taking
from sim.web.asking import answer, client, desk_of, mask_of, said, settings_of
from sim.web.meaning import setting


async def along(request: Request) -> Response:
    """The setting as YAML, and the command line that repeats it."""
    settings = settings_of(request)
    asked, masked = await said(request, settings.file), mask_of(request).on
    found = await desk_of(request).ask(
        client(asked), "take", taking.taken_by_itself if masked else taking.taken, setting(asked, settings), settings.work
    )
    return answer({**found, "masked": masked})


async def table(request: Request) -> Response:
    """A table as CSV."""
    settings, name = settings_of(request), request.path_params["name"]
    if name not in taking.TABLES:
        raise HTTPException(404)
    asked = await said(request, settings.file)
    found = await desk_of(request).ask(client(asked), f"table {name}", taking.table, setting(asked, settings), name, settings.work)
    return Response(found, media_type="text/csv; charset=utf-8", headers={"Cache-Control": "no-store"})


ROUTES: list[BaseRoute] = [Route("/api/take", along, methods=["POST"]), Route("/api/tables/{name}.csv", table, methods=["POST"])]
