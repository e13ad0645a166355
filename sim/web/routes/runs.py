"""One run of the setting: its days, the reasons of one of them, and which runs end like this or that."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sim.result import OUTCOMES
from sim.scenario.complaining import shortened
from sim.web.answers.course import course
from sim.web.answers.endings import like
from sim.web.answers.reasons import reasons
from sim.web.asking import answer, client, desk_of, said, settings_of
from sim.web.meaning import Setting, setting
from sim.web.refusing import RefusedError, near, shown, whole
from sim.web.settings import Settings
from sim.words import either, say


async def one_run(request: Request) -> Response:
    """The course of one run."""
    settings = settings_of(request)
    asked = await said(request, settings.file)
    alone, number = one_of(asked, settings)
    return answer(await desk_of(request).ask(client(asked), "run", course, alone, number, settings.work))


async def why(request: Request) -> Response:
    """All reasons of one day of a run."""
    settings = settings_of(request)
    asked = await said(request, settings.file)
    alone, number = one_of(asked, settings)
    day = whole(asked, "day", 0, 1, settings.days)
    return answer(await desk_of(request).ask(client(asked), "why", reasons, alone, number, day, settings.work))


async def alike(request: Request) -> Response:
    """The runs before and after a number that end in one way."""
    settings = settings_of(request)
    asked = await said(request, settings.file)
    number = whole(asked, "run", 1, 1, settings.runs)
    return answer(await desk_of(request).ask(client(asked), "like", like, setting(asked, settings), ending(asked), number, settings.work))


def one_of(asked: Mapping[str, Any], settings: Settings) -> tuple[Setting, int]:
    """The setting of a question with one run, and the number of that run: it is the same run in every ensemble that has it."""
    return dataclasses.replace(setting(asked, settings), runs=1), whole(asked, "run", 1, 1, settings.runs)


def ending(asked: Mapping[str, Any]) -> str | None:
    """The outcome that a question names, if it does."""
    found = asked.get("outcome")
    if found is None or (isinstance(found, str) and found in OUTCOMES):
        return found
    known = {"known": either(OUTCOMES), "near": near(found, OUTCOMES) if isinstance(found, str) else ""}
    if isinstance(found, str):
        raise RefusedError(say("answers.outcome.word", name=shortened(found), **known))
    raise RefusedError(say("answers.outcome.no_word", what=shown(found), **known))


ROUTES: list[BaseRoute] = [
    Route("/api/run", one_run, methods=["POST"]),
    Route("/api/run/why", why, methods=["POST"]),
    Route("/api/run/like", alike, methods=["POST"]),
]
