"""The page itself: its markup with the words put in, its words for the browser, and its files."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sim.web import wording
from sim.web.settings import HERE

STATIC = HERE / "static"
FRESH = {"Cache-Control": "no-cache"}


class Files(StaticFiles):
    """Files that a browser keeps, but asks about each time, so that after an upgrade nobody sees half of the old page."""

    def file_response(self, *arguments: object, **named: object) -> Response:
        """One file."""
        found = super().file_response(*arguments, **named)  # type: ignore[arg-type]
        found.headers["Cache-Control"] = "no-cache"
        return found


async def page(request: Request) -> Response:
    """The page."""
    markup = (STATIC / "index.html").read_text(encoding="utf-8")
    return HTMLResponse(wording.filled(markup, request.app.state.words), headers=FRESH)


async def words(request: Request) -> Response:
    """All words of the page by name."""
    return JSONResponse(request.app.state.words, headers=FRESH)


ROUTES: list[BaseRoute] = [Route("/", page), Route("/words.json", words), Mount("/static", Files(directory=STATIC))]
