"""A game for two or more over the same page: each sits in one seat, in a tab of its own, and sees its own decisions only."""

from __future__ import annotations

import dataclasses
import time
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sim.web.answers import seat
from sim.web.asking import answer, client, desk_of, said, settings_of
from sim.web.refusing import RefusedError
from sim.web.rooms.games import Shared, Shelf
from sim.web.routes.seats import kept
from sim.web.sitting import sat
from sim.words import say

SMALL = 2_000  # bytes of what is said in a game that has begun
Asked = dict[str, Any]


def shelf_of(request: Request) -> Shelf:
    """All games that are shared."""
    found: Shelf = request.app.state.shelf
    return found


async def of_a_game(request: Request) -> tuple[Asked, Shared, float]:
    """A question about a shared game, the game, and when."""
    asked, now = await said(request, SMALL), time.monotonic()
    return asked, shelf_of(request).find(str(request.path_params["code"]), now), now


async def seated(request: Request) -> tuple[Asked, Shared, str]:
    """A question of somebody who sits in a seat: which game, and whose seat."""
    asked, game, now = await of_a_game(request)
    return asked, game, game.party_of(asked.get("token"), now)


async def open_game(request: Request) -> Response:
    """A new game, with whoever opens it in one of its seats."""
    asked = await said(request, settings_of(request).file)
    begun = sat({**asked, "choices": []})
    begun = dataclasses.replace(begun, parties=tuple(dict.fromkeys(begun.parties)))
    if len(begun.parties) < 2:
        raise RefusedError(say("answers.game.alone"))
    if asked.get("party") not in begun.parties:
        raise RefusedError(say("answers.game.party"))
    await desk_of(request).ask(client(asked), "open a game", seat.state, begun, begun.parties)  # refuses what is none
    game = shelf_of(request).open(begun, now := time.monotonic())
    return answer({"code": game.code, "token": game.sit(asked["party"], now)}, 201)


async def sit(request: Request) -> Response:
    """Somebody with the link sits down in a free seat."""
    asked, game, now = await of_a_game(request)
    return answer({"token": game.sit(asked.get("party"), now)})


async def look(request: Request) -> Response:
    """How the game stands for a seat, or nothing but the version where that is still the same; without a token, which seats are free."""
    asked, game, now = await of_a_game(request)
    if "token" not in asked:
        state = await desk_of(request).ask(game.code, "door", seat.state, game.begun, game.begun.parties)
        named = {name: state[name] for name in ("title", "days", "start", "parties")}
        return answer({**named, "free": free(game)})
    party = game.party_of(asked["token"], now)
    if asked.get("version") == game.version:
        return answer({"version": game.version})
    return answer(await view(request, game, party))


def free(game: Shared) -> list[str]:
    """Seats that nobody has taken yet."""
    return [party for party in game.begun.parties if party not in game.tokens]


async def view(request: Request, game: Shared, party: str) -> Asked:
    """How the game stands for a seat."""
    now, moves, version = game.game, game.moves, game.version
    known, found = game.seen.get(party, (-1, None))
    if known != moves:
        found = await desk_of(request).ask(game.code, f"look {party}", seat.state, now, (party,))
        game.seen[party] = moves, found
    return {**found, "version": version, "number": moves, "free": free(game), **going_back(game, party)}


def going_back(game: Shared, party: str) -> Asked:
    """Whether somebody wishes to go back, how the last such wish has ended, and the branches as they look from a seat."""
    wishes = game.wishes
    branches = [{**one.seen[party], "number": one.number, "here": one.number == game.at} for one in wishes.branches]
    return {"wish": wishes.open.told() if wishes.open else None, "ended": wishes.last, "branches": branches}


async def choose(request: Request) -> Response:
    """A choice of the one whose decision is due."""
    asked, game, party = await seated(request)
    after = game.with_choice(party, asked.get("choice"), asked.get("number"))
    found = await desk_of(request).ask(game.code, f"choose {party}", seat.chosen_by, game.game, after, party)
    game.went_on(after)
    game.seen[party] = game.moves, found
    return answer(await view(request, game, party))


async def back(request: Request) -> Response:
    """A wish to go back to a day or to change to a branch, which all others are asked about."""
    asked, game, party = await seated(request)
    wanted, moves = game.wanted(party, asked.get("day"), asked.get("branch")), game.moves
    seen = await desk_of(request).ask(game.code, f"back {party}", seat.places, game.game, game.begun.parties)
    game.wish(party, wanted, moves, seen)
    return answer(await view(request, game, party))


async def withdraw(request: Request) -> Response:
    """The wish is taken back by whoever had it."""
    asked, game, party = await seated(request)
    game.wishes.withdraw(party, asked.get("wish"))
    return answer(await view(request, game, party))


async def reply(request: Request) -> Response:
    """One of those that are asked agrees or declines."""
    asked, game, party = await seated(request)
    game.reply(party, asked.get("wish"), asked.get("agree"))
    return answer(await view(request, game, party))


async def expect(request: Request) -> Response:
    """What follows from each option, for the one whose decision is due."""
    asked, game, party = await seated(request)
    return await kept(request, client(asked), "seat: expect", seat.expectations, game.game, (party,))


async def why(request: Request) -> Response:
    """Why the model's party would do what, for the one whose decision is due."""
    asked, game, party = await seated(request)
    return answer(await desk_of(request).ask(client(asked), "seat: why", seat.reasons, game.game, (party,)))


async def debrief(request: Request) -> Response:
    """What came of it, for one's own seat."""
    asked, game, party = await seated(request)
    closely = asked.get("closely") is True
    return await kept(request, client(asked), f"seat: debrief {closely}", seat.debriefed, game.game, (party,), party, closely)


async def end(request: Request) -> Response:
    """The game is gone, for everybody in it."""
    _, game, _ = await seated(request)
    shelf_of(request).end(game)
    return answer({"ended": True})


ROUTES: list[BaseRoute] = [
    Route("/api/games", open_game, methods=["POST"]),
    *(
        Route(f"/api/games/{{code}}/{part.__name__}", part, methods=["POST"])
        for part in (sit, look, choose, back, withdraw, reply, expect, why, debrief, end)
    ),
]
