"""A class in a room, as students and the projector see it: everybody who has its code."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from sim.result import OUTCOMES
from sim.web import neighbourhood, wording
from sim.web.asking import answer, desk_of, mask_of, said, settings_of, take_turn
from sim.web.refusing import RefusedError
from sim.web.rooms import codes
from sim.web.rooms.house import House
from sim.web.rooms.question import Question
from sim.web.rooms.room import REASONS, Room
from sim.web.routes.pages import FRESH, STATIC
from sim.words import say

SMALL = 2_000  # bytes of what a student says
Asked = dict[str, Any]


def house_of(request: Request) -> House:
    """All rooms."""
    found: House = request.app.state.house
    return found


def told(request: Request, seen: dict[str, Any]) -> Response:
    """What is seen of a room, and whether names are invented."""
    return answer({**seen, "masked": mask_of(request).on})


def unchanged(version: int) -> Response:
    """The answer to a look that would show nothing new."""
    return answer({"version": version})


def code_of(request: Request) -> str:
    """The code in the address."""
    return str(request.path_params["code"])


async def page(request: Request) -> Response:
    """The page of a room, whoever opens it; 404 if there is no such room."""
    markup = (STATIC / "room.html").read_text(encoding="utf-8")
    status = 200
    if "code" in request.path_params:
        code = codes.read(code_of(request))
        status = 200 if code in house_of(request).rooms else 404
    return HTMLResponse(wording.filled(markup, request.app.state.words), status, FRESH)


async def by_student(request: Request) -> tuple[Asked, Room, float]:
    """What a student asks, the room, and when. A tab that asks too often is refused, by its token."""
    asked, now = await said(request, SMALL), time.monotonic()
    room = house_of(request).find(code_of(request), now)
    if isinstance(token := asked.get("token"), str) and token in room.students:
        take_turn(request, token)
    return asked, room, now


async def join(request: Request) -> Response:
    """A student comes in, and gets a token that only this tab knows."""
    _, room, now = await by_student(request)
    token = room.join(now)
    return told(request, {"token": token, **room.view_of(token, now)})


async def look(request: Request) -> Response:
    """What a student or, without a token, the projector sees; nothing but the version if that is still the same."""
    asked, room, now = await by_student(request)
    room.tidy(now)
    if "token" in asked:
        room.student(asked["token"], now)
    if asked.get("version") == room.version:
        return unchanged(room.version)
    return told(request, room.view_of(asked["token"], now) if "token" in asked else room.view())


async def predict(request: Request) -> Response:
    """A student's prediction; the last one counts."""
    asked, room, now = await by_student(request)
    room.say(asked.get("token"), asked.get("said"), asked.get("reason", ""), now)
    return told(request, room.view_of(asked.get("token"), now))


async def move(request: Request) -> Response:
    """A student moves the knob: the model's answer there, played once for the whole class."""
    asked, room, now = await by_student(request)
    token = asked.get("token")
    place: Any = asked.get("place")
    question = room.may_try(token, place, now)
    found = await answer_at(request, room, question, place)
    if room.question is not question:
        raise RefusedError(say("answers.room.gone_on"), 409)
    later = time.monotonic()
    room.tried(token, place, found, later)
    return told(request, room.view_of(token, later))


async def answer_at(request: Request, room: Room, question: Question, place: int) -> Any:
    """The model's answer at a place of the knob: played once, and together with its neighbours, as many as the page plays at once."""
    if place not in question.tried:
        places = beside(request, question, place)
        answers = await once(request, (id(question), places), lambda: played(request, room, question, places))
        question.tried |= dict(zip(places, answers, strict=True))
    return question.tried[place]


def beside(request: Request, question: Question, place: int) -> tuple[int, ...]:
    """The places that are played together with a place."""
    assert question.knob is not None, "the room has looked"
    count = 1 if question.knob.alone else max(1, settings_of(request).work // (question.told["days"] * question.told["runs"]))
    first = place - place % count
    return tuple(range(first, min(first + count, len(question.knob.places))))


async def played(request: Request, room: Room, question: Question, places: tuple[int, ...]) -> Any:
    """The model's answers at some places of the knob."""
    assert question.knob is not None, "the room has looked"
    values = tuple(question.knob.places[place] for place in places)
    kind = f"places {places} of {room.number}"
    return await desk_of(request).ask(room.code, kind, *question.asked, question.knob.names, values)


async def once(request: Request, key: object, work: Callable[[], Awaitable[Any]]) -> Any:
    """The same work for several students at a time is done once; who goes away does not stop it."""
    going: dict[object, asyncio.Future[Any]] = request.app.state.going
    if key not in going:
        going[key] = asyncio.ensure_future(work())
        going[key].add_done_callback(lambda _: going.pop(key, None))
    return await asyncio.shield(going[key])


async def beginning(request: Request) -> Response:
    """What every seat needs: the address that others on this network type, if they can come at all; how runs end; reasons to choose from."""
    return answer({"address": neighbourhood.address_for_others(settings_of(request)), "outcomes": OUTCOMES, "reasons": REASONS})


ROUTES: list[BaseRoute] = [
    Route("/room", page),
    Route("/room/{code}", page),
    Route("/room/{code}/projector", page),
    Route("/room/{code}/teacher", page),
    Route("/api/room", beginning),
    Route("/api/rooms/{code}/join", join, methods=["POST"]),
    Route("/api/rooms/{code}/look", look, methods=["POST"]),
    Route("/api/rooms/{code}/predict", predict, methods=["POST"]),
    Route("/api/rooms/{code}/move", move, methods=["POST"]),
]
