"""Which scenarios there are, and what can be said of one of them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sim.web.answers import describing
from sim.web.asking import answer, client, desk_of, said, settings_of
from sim.web.meaning import meant, settled


async def scenarios(request: Request) -> Response:
    """The shipped scenarios, a line each."""
    return answer({"scenarios": describing.shipped(), "limits": limits(request)})


def limits(request: Request) -> dict[str, int]:
    """What the page refuses as too much."""
    settings = settings_of(request)
    return {"runs": settings.runs, "days": settings.days, "work": settings.work}


async def scenario(request: Request) -> Response:
    """One scenario: who is in it, and every parameter with what is declared about it. named: values by name, said back as the page names them now."""
    asked = await said(request, settings_of(request).file)
    named = dict(settled(asked.get("named", {}), "named"))
    return answer({**await desk_of(request).ask(client(asked), "scenario", describing.described, meant(asked)), "named": named})


ROUTES: list[BaseRoute] = [Route("/api/scenarios", scenarios), Route("/api/scenario", scenario, methods=["POST"])]
