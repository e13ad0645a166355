"""Lessons: bet first, then see what the runs say and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sim.web.answers import lesson
from sim.web.asking import answer, client, desk_of, said
from sim.web.refusing import RefusedError, shown
from sim.words import say

MOST = 20


async def shelf(request: Request) -> Response:
    """All lessons, a line each."""
    asked = await said(request)
    return answer({"lessons": await desk_of(request).ask(client(asked), "lessons", lesson.shelf)})


async def opened(request: Request) -> Response:
    """One lesson up to its bets."""
    asked = await said(request)
    return answer(await desk_of(request).ask(client(asked), "lesson", lesson.opened, named(asked)))


async def bet(request: Request) -> Response:
    """How somebody's bets came out, and the rest of the lesson."""
    asked = await said(request)
    return answer(await desk_of(request).ask(client(asked), "bet", lesson.judged, named(asked), listed(asked, "said")))


async def tried(request: Request) -> Response:
    """The same numbers with the knobs elsewhere."""
    asked = await said(request)
    return answer(await desk_of(request).ask(client(asked), "bet", lesson.tried, named(asked), listed(asked, "values")))


def named(asked: Mapping[str, Any]) -> str:
    """The lesson that a question is about."""
    found = asked.get("lesson")
    if not isinstance(found, str):
        raise RefusedError(say("answers.lesson.name", what=shown(found)))
    return found


def listed(asked: Mapping[str, Any], name: str) -> list[Any]:
    """A short list of a question."""
    found = asked.get(name)
    if not isinstance(found, list) or len(found) > MOST:
        raise RefusedError(say("answers.lesson.list", name=name, most=MOST))
    return found


ROUTES: list[BaseRoute] = [
    Route("/api/lessons", shelf, methods=["POST"]),
    Route("/api/lesson", opened, methods=["POST"]),
    Route("/api/lesson/bet", bet, methods=["POST"]),
    Route("/api/lesson/try", tried, methods=["POST"]),
]
