"""A class in a room: opened and steered by the teacher, who has its key; seen by everybody who has its code."""

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
from sim.web.answers import betting, classroom
from sim.web.asking import answer, client, desk_of, said, settings_of, take_turn
from sim.web.guard import address, is_this_machine
from sim.web.masking import Mask
from sim.web.meaning import setting
from sim.web.refusing import RefusedError, whole
from sim.web.rooms import codes
from sim.web.rooms.house import House
from sim.web.rooms.question import Question
from sim.web.rooms.room import REASONS, Room
from sim.web.routes.pages import FRESH, STATIC

RUNS, SEED, WORDS, MOST_BETS = 2000, 1, 300, 100
SMALL = 2_000  # bytes of what a student says
Asked = dict[str, Any]


def house_of(request: Request) -> House:
    """All rooms."""
    found: House = request.app.state.house
    return found


def mask_of(request: Request) -> Mask:
    """What is called what."""
    found: Mask = request.app.state.mask
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


# Students and the projector


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
    seen = room.view_of(asked["token"], now) if "token" in asked else room.view()
    return unchanged(seen["version"]) if asked.get("version") == seen["version"] else told(request, seen)


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
    found = question.tried.get(place) or await once(request, (id(question), place), lambda: played(request, room, question, place))
    if room.question is not question:
        raise RefusedError("The class has gone on to another question.", 409)
    later = time.monotonic()
    room.tried(token, place, found, later)
    return told(request, room.view_of(token, later))


async def played(request: Request, room: Room, question: Question, place: int) -> Any:
    """The model's answer at a place of the knob."""
    assert question.knob is not None, "the room has looked"
    names, value = question.knob.names, question.knob.places[place]
    kind = f"place {place} of {room.number}"
    return await desk_of(request).ask(room.code, kind, *question.asked, names, value)


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


# The teacher


async def open_room(request: Request) -> Response:
    """A new room. Only who sits at the machine that serves the page opens one, so that no student can use them up."""
    await said(request, SMALL)
    if not is_this_machine(request.scope):
        raise RefusedError(f"Rooms are opened on the machine that serves this page, not from {address(request.scope)}.", 403)
    room = house_of(request).open(time.monotonic())
    return answer({"code": room.code, "key": room.key}, 201)


async def by_teacher(request: Request) -> tuple[Asked, Room, float]:
    """What a teacher asks, the room, and when. Raises RefusedError without the key."""
    asked, now = await said(request), time.monotonic()
    return asked, house_of(request).steered(code_of(request), asked.get("key"), now), now


async def reveal(request: Request) -> Response:
    """The true names from now on, in every room and on every page of this server."""
    _, room, _ = await by_teacher(request)
    mask_of(request).drop()
    house_of(request).refresh()
    return told(request, room.view())


async def steer(request: Request) -> Response:
    """The teacher looks at the room."""
    asked, room, now = await by_teacher(request)
    room.tidy(now)
    return unchanged(room.version) if asked.get("version") == room.version else told(request, room.view())


async def ask(request: Request) -> Response:
    """The next question. The model answers it before the class does, so that nobody waits for it later."""
    asked, room, _ = await by_teacher(request)
    question = await (of_a_lesson(request, asked) if "lesson" in asked else of_a_scenario(request, asked))
    room.ask(question, time.monotonic())
    return told(request, room.view())


async def of_a_scenario(request: Request, asked: Asked) -> Question:
    """A question about a scenario and a share of its runs."""
    settings = settings_of(request)
    wanted = classroom.Asked(setting({**asked, "runs": RUNS, "seed": SEED}, settings), word(asked, "measure"), word(asked, "knob"))
    words = word(asked, "words")
    found = await desk_of(request).ask(client(asked), "class", classroom.prepared, wanted, settings.work)
    tried = (classroom.tried, wanted, settings.work)
    return Question(0.0, 100.0, {**found["told"], "words": words}, found["model"], tried, found["knob"])


async def of_a_lesson(request: Request, asked: Asked) -> Question:
    """A bet of a lesson."""
    bet, knob = (whole(asked, name, 0, 0, MOST_BETS) for name in ("bet", "knob"))
    wager = betting.Wager(word(asked, "lesson"), bet, knob, RUNS, SEED)
    found = await desk_of(request).ask(client(asked), "class", betting.prepared, wager)
    low, high = found["ends"]
    return Question(low, high, found["told"], found["model"], (betting.tried, wager), found["knob"])


async def lessons(request: Request) -> Response:
    """The lessons that can be asked."""
    asked, _, _ = await by_teacher(request)
    return answer({"lessons": await desk_of(request).ask(client(asked), "lessons", betting.shelf)})


def word(asked: Asked, name: str) -> str:
    """A short text of a question."""
    found = asked.get(name, "")
    if not isinstance(found, str) or len(found) > WORDS:
        raise RefusedError(f"{name} should be a text of at most {WORDS} letters.")
    return found.strip()


def turned(turn: Callable[[Room, float], None]) -> Callable[[Request], Awaitable[Response]]:
    """A handler that takes the room one step on."""

    async def handler(request: Request) -> Response:
        _, room, now = await by_teacher(request)
        turn(room, now)
        return told(request, room.view())

    return handler


async def end(request: Request) -> Response:
    """The room is gone, and with it all that was said in it."""
    _, room, _ = await by_teacher(request)
    house_of(request).end(room)
    return answer({"ended": True})


ROUTES: list[BaseRoute] = [
    Route("/room", page),
    Route("/room/{code}", page),
    Route("/room/{code}/projector", page),
    Route("/room/{code}/teacher", page),
    Route("/api/room", beginning),
    Route("/api/rooms", open_room, methods=["POST"]),
    Route("/api/rooms/{code}/join", join, methods=["POST"]),
    Route("/api/rooms/{code}/look", look, methods=["POST"]),
    Route("/api/rooms/{code}/predict", predict, methods=["POST"]),
    Route("/api/rooms/{code}/move", move, methods=["POST"]),
    Route("/api/rooms/{code}/steer", steer, methods=["POST"]),
    Route("/api/rooms/{code}/lessons", lessons, methods=["POST"]),
    Route("/api/rooms/{code}/ask", ask, methods=["POST"]),
    Route("/api/rooms/{code}/close", turned(Room.close), methods=["POST"]),
    Route("/api/rooms/{code}/reopen", turned(Room.reopen), methods=["POST"]),
    Route("/api/rooms/{code}/show", turned(Room.show), methods=["POST"]),
    Route("/api/rooms/{code}/try", turned(Room.let_try), methods=["POST"]),
    Route("/api/rooms/{code}/reveal", reveal, methods=["POST"]),
    Route("/api/rooms/{code}/end", end, methods=["POST"]),
]
