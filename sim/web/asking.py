"""What is asked and answered: JSON of a limited size in, JSON out, and for everything that is wrong a sentence and a 4xx."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from sim.scenario import ScenarioError
from sim.web.desk import CrowdedError, Desk, SupersededError
from sim.web.guard import Buckets
from sim.web.masking import Mask
from sim.web.refusing import RefusedError
from sim.web.settings import Settings
from sim.words import number, say, say_of

CLIENT = re.compile(r"[A-Za-z0-9_-]{8,64}")
JSON_TYPE = "application/json"
GONE = 499


def settings_of(request: Request) -> Settings:
    """What the page was started with."""
    found: Settings = request.app.state.settings
    return found


def desk_of(request: Request) -> Desk:
    """The worker processes."""
    found: Desk = request.app.state.desk
    return found


def answer(content: Any, status: int = 200) -> Response:
    """Plain data as JSON, which no browser keeps."""
    return JSONResponse(content, status, {"Cache-Control": "no-store"})


def refused(sentences: list[str], status: int) -> Response:
    """Sentences as JSON."""
    return JSONResponse({"sentences": sentences}, status, {"Retry-After": "1"} if status in (429, 503) else None)


def mask_of(request: Request) -> Mask:
    """What is called what."""
    found: Mask = request.app.state.mask
    return found


async def said(request: Request, largest: int | None = None) -> dict[str, Any]:
    """The question: a JSON object. Raises RefusedError for anything else."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON_TYPE:
        raise RefusedError(say("answers.question.type"), 415)
    content = await body(request, largest or settings_of(request).body)
    try:
        found = json.loads(content.decode("utf-8"), parse_constant=no_number)
    except (ValueError, RecursionError):
        raise RefusedError(say("answers.question.unreadable"), 400) from None
    if not isinstance(found, dict):
        raise RefusedError(say("answers.question.object"), 400)
    take_turn(request, client(found))
    return found


def no_number(word: str) -> Any:
    """JSON has no NaN and no infinity, though Python reads them."""
    raise ValueError(word)


async def body(request: Request, largest: int) -> bytes:
    """The bytes of a question, refused as soon as they are too many."""
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > largest:
            raise RefusedError(say("answers.question.large", most=number(largest, ",")), 413)
    return bytes(found)


def client(asked: Mapping[str, Any]) -> str:
    """The tab that asks, by the name it has given itself."""
    found = asked.get("client")
    if not isinstance(found, str) or not CLIENT.fullmatch(found):
        raise RefusedError(say("answers.question.client"))
    return found


def take_turn(request: Request, asker: str) -> None:
    """Refuse a tab that asks too often."""
    buckets: Buckets = request.app.state.buckets
    if not buckets.take(asker):
        raise RefusedError(say("answers.flood"), 429)


async def politely(request: Request, fault: Exception) -> Response:
    """A fault as sentences and a status; what is nobody's slip is said without details."""
    if isinstance(fault, RefusedError):
        return refused(fault.sentences, fault.status)
    if isinstance(fault, ScenarioError):
        return refused(fault.sentences, 422)
    if isinstance(fault, SupersededError):
        return refused([say("answers.superseded")], 409)
    if isinstance(fault, CrowdedError):
        return refused([say("answers.crowded")], 503)
    if isinstance(fault, BrokenProcessPool):
        return refused([say("answers.broken")], 503)
    if isinstance(fault, HTTPException):
        return refused([say_of("answers.status", fault.status_code, detail=fault.detail)], fault.status_code)
    if isinstance(fault, ClientDisconnect):
        return refused([say("answers.nobody")], GONE)
    raise fault
