"""A class in a room, as the teacher steers it, who has its key."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sim.web.answers import betting, classroom
from sim.web.asking import answer, client, desk_of, mask_of, said, settings_of
from sim.web.guard import address, is_this_machine
from sim.web.meaning import setting
from sim.web.refusing import RefusedError, whole
from sim.web.rooms.question import Question
from sim.web.rooms.room import Room
from sim.web.routes.rooms import SMALL, Asked, answer_at, code_of, house_of, told, unchanged
from sim.words import say

RUNS, SEED, WORDS, MOST_BETS = 2000, 1, 300, 100


async def open_room(request: Request) -> Response:
    """A new room. Only who sits at the machine that serves the page opens one, so that no student can use them up."""
    await said(request, SMALL)
    if not is_this_machine(request.scope):
        raise RefusedError(say("answers.room.elsewhere", address=address(request.scope)), 403)
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
    return Question(low, high, found["told"], found["model"], (betting.tried, wager), found["knob"], choices=found["choices"])


async def lessons(request: Request) -> Response:
    """The lessons that can be asked."""
    asked, _, _ = await by_teacher(request)
    return answer({"lessons": await desk_of(request).ask(client(asked), "lessons", betting.shelf)})


def word(asked: Asked, name: str) -> str:
    """A short text of a question."""
    found = asked.get(name, "")
    if not isinstance(found, str) or len(found) > WORDS:
        raise RefusedError(say("answers.room.text", name=name, most=WORDS))
    return found.strip()


def turned(turn: Callable[[Room, float], None]) -> Callable[[Request], Awaitable[Response]]:
    """A handler that takes the room one step on."""

    async def handler(request: Request) -> Response:
        _, room, now = await by_teacher(request)
        turn(room, now)
        return told(request, room.view())

    return handler


async def close(request: Request) -> Response:
    """No more bets. While the class talks about them, the places of the knob are played ahead, so that nobody will wait."""
    _, room, now = await by_teacher(request)
    room.close(now)
    if settings_of(request).ahead and room.question is not None and room.question.knob is not None:
        ahead: set[asyncio.Task[None]] = request.app.state.ahead
        task = asyncio.create_task(play_ahead(request, room, room.question))
        ahead.add(task)
        task.add_done_callback(ahead.discard)
    return told(request, room.view())


async def play_ahead(request: Request, room: Room, question: Question) -> None:
    """Play all places of the knob, as long as the question stands."""
    assert question.knob is not None, "there is a knob"
    with contextlib.suppress(Exception):  # whoever tries the place is told what is wrong with it
        for place in range(len(question.knob.places)):
            if room.question is not question or house_of(request).rooms.get(room.code) is not room:
                return
            await answer_at(request, room, question, place)


async def end(request: Request) -> Response:
    """The room is gone, and with it all that was said in it."""
    _, room, _ = await by_teacher(request)
    house_of(request).end(room)
    return answer({"ended": True})


ROUTES: list[BaseRoute] = [
    Route("/api/rooms", open_room, methods=["POST"]),
    Route("/api/rooms/{code}/steer", steer, methods=["POST"]),
    Route("/api/rooms/{code}/lessons", lessons, methods=["POST"]),
    Route("/api/rooms/{code}/ask", ask, methods=["POST"]),
    Route("/api/rooms/{code}/close", close, methods=["POST"]),
    Route("/api/rooms/{code}/reopen", turned(Room.reopen), methods=["POST"]),
    Route("/api/rooms/{code}/show", turned(Room.show), methods=["POST"]),
    Route("/api/rooms/{code}/try", turned(Room.let_try), methods=["POST"]),
    Route("/api/rooms/{code}/reveal", reveal, methods=["POST"]),
    Route("/api/rooms/{code}/end", end, methods=["POST"]),
]
