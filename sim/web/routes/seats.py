"""A game for one: the choices come with every question, so that the server need not remember anybody."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sim.web.answers import seat
from sim.web.asking import JSON_TYPE, answer, client, desk_of, said, settings_of
from sim.web.kept import Kept
from sim.web.refusing import RefusedError, whole
from sim.web.sitting import CHOICES, Sat, sat
from sim.words import say


async def asked_for(request: Request) -> tuple[dict[str, Any], Sat]:
    """A question about a game."""
    asked = await said(request, settings_of(request).file)
    return asked, sat(asked)


async def look(request: Request) -> Response:
    """How the game stands, and the decision that is due."""
    asked, game = await asked_for(request)
    return answer(await desk_of(request).ask(client(asked), "seat", seat.state, game, game.parties))


async def follow(request: Request) -> Response:
    """The choices, and after them what the model's party would choose: once, a few times, or to the end."""
    asked, game = await asked_for(request)
    count = None if asked.get("count") is None else whole(asked, "count", 1, 1, CHOICES)
    return answer({"choices": await desk_of(request).ask(client(asked), "seat", seat.follow, game, count)})


async def expect(request: Request) -> Response:
    """What follows from each option of the decision that is due."""
    asked, game = await asked_for(request)
    return await kept(request, client(asked), "seat: expect", seat.expectations, game, game.parties)


async def why(request: Request) -> Response:
    """Why the model's party would do what."""
    asked, game = await asked_for(request)
    return answer(await desk_of(request).ask(client(asked), "seat: why", seat.reasons, game, game.parties))


async def debrief(request: Request) -> Response:
    """What came of it: the score, or with ``closely`` some decisions with all their branches as well."""
    asked, game = await asked_for(request)
    party, closely = asked.get("party", "".join(game.parties[:1])), asked.get("closely", False)
    if not isinstance(party, str) or not isinstance(closely, bool):
        raise RefusedError(say("answers.game.debrief"))
    return await kept(request, client(asked), f"seat: debrief {closely}", seat.debriefed, game, game.parties, party, closely)


async def kept(request: Request, asker: str, kind: str, work: Callable[..., Any], *arguments: Hashable) -> Response:
    """An answer that takes long, which is kept for the next who asks the same."""
    memory: Kept = request.app.state.kept
    found = memory.get((kind, *arguments))
    if found is None:
        found = bytes(answer(await desk_of(request).ask(asker, kind, work, *arguments)).body)
        memory.put((kind, *arguments), found)
    return Response(found, media_type=JSON_TYPE, headers={"Cache-Control": "no-store"})


ROUTES: list[BaseRoute] = [
    Route(f"/api/seat/{handler.__name__}", handler, methods=["POST"]) for handler in (look, follow, expect, why, debrief)
]  # fmt: skip
