"""Invented names for parties and scenarios, in everything the server says, until a teacher shows the true ones.

Names are replaced in the text of answers, so that no view can forget to, and put back in the text of questions.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sim.scenario import lessons, load, names
from sim.words import SHIPPED

FILE = SHIPPED / "masks.yaml"
KEPT = ("baseline", "two_cities")  # names of scenarios that tell nothing
START, END = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"
QUOTE = '"'
SHORT = 2  # a name as short as "us" is a word of the language as well: it is replaced only where it can be nothing else
ALONE = r'(?<=["./=]){0}(?=["./=_])|(?<![A-Za-z0-9]){0}(?=\.[a-z_])'
STREAM = "text/event-stream"
TEXTS = ("application/json", "text/")


class Mask:
    """What is called what, while it is on. Questions are understood under both names, also after the true ones have been shown."""

    def __init__(self, on: bool, file: Path = FILE) -> None:
        self.on = self.worn = on
        told = yaml.safe_load(file.read_text(encoding="utf-8")) if on else {"parties": {}, "words": {}}
        self.parties: dict[str, str] = {name: label.lower().replace(" ", "_") for name, label in told["parties"].items()}
        self.cases = {name: f"case_{number}" for number, name in enumerate(names(), 1) if name not in KEPT} if on else {}
        self.hiding = Replacing(phrases(told, self.parties, self.cases)) if on else None
        self.seeking = Replacing({false: true for true, false in {**self.parties, **self.cases}.items()}) if on else None

    def hide(self, text: str) -> str:
        """The text with invented names."""
        return self.hiding.done(text) if self.on and self.hiding else text

    def seek(self, text: str) -> str:
        """The text with true names, where a page names an invented one."""
        return self.seeking.done(text) if self.seeking else text

    def drop(self) -> None:
        """Show the true names from now on."""
        self.on = False


def phrases(told: Mapping[str, Any], parties: Mapping[str, str], cases: Mapping[str, str]) -> dict[str, str]:
    """Everything that is replaced, by what stands in its place: labels, words, names, titles and what scenarios say of themselves."""
    found = {**told["words"], **parties, **cases}
    for number, name in enumerate((*names(), *lessons()), 1):
        scenario = load(name)
        real = [party for party in scenario.situation.parties if party not in told["invented"]]
        for party in real:
            found[scenario.situation.parties[party].label or party.capitalize()] = told["parties"][party]
        if real:
            found[as_text(scenario.about)] = as_text(told["about"])
        if name in cases or name in KEPT[:1]:
            found[f'"{as_text(scenario.title)}"'] = f'"{as_text(told["case"].format(number=number))}"'
    return {before: after for before, after in found.items() if before}


def as_text(words: str) -> str:
    """Words as they stand inside of a text in JSON."""
    return json.dumps(words, ensure_ascii=False)[1:-1]


class Replacing:
    """Replaces phrases by others, the longest first, wherever they stand as whole words."""

    def __init__(self, others: Mapping[str, str]) -> None:
        self.others = others
        self.pattern = re.compile("|".join(patterns(sorted(others, key=len, reverse=True))))

    def done(self, text: str) -> str:
        """The text with every phrase replaced."""
        return self.pattern.sub(lambda found: self.others[found[0]], text)


def patterns(phrases: list[str]) -> list[str]:
    """Whole words, looked for where a word begins; what stands in quotes; and what is as short as a word of the language."""
    short = [ALONE.format(re.escape(phrase)) for phrase in phrases if len(phrase) <= SHORT]
    quoted = [phrase[1:] for phrase in phrases if phrase.startswith(QUOTE)]
    words = [phrase for phrase in phrases if len(phrase) > SHORT and not phrase.startswith(QUOTE)]
    found = [f"{START}(?:{any_of(words)}){END}", f"{QUOTE}(?:{any_of(quoted)})", *short]
    return [pattern for pattern, used in zip(found, (words, quoted, *short), strict=True) if used]


def any_of(phrases: list[str]) -> str:
    """The pattern of one of some phrases."""
    return "|".join(re.escape(phrase) for phrase in phrases)


class Masked:
    """Puts the mask on every answer to a question, and takes it off every question."""

    def __init__(self, app: ASGIApp, mask: Mask, largest: int) -> None:
        self.app, self.mask, self.largest = app, mask, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or not self.mask.worn or not scope["path"].startswith("/api/"):
            await self.app(scope, receive, send)
            return
        await self.app(scope, Question(receive, self.mask, self.largest), Answer(send, self.mask))


class Question:
    """A question, read as a whole, as names may be cut in two by how it travels. One that is too large is passed on to be refused."""

    def __init__(self, receive: Receive, mask: Mask, largest: int) -> None:
        self.receive, self.mask, self.largest, self.read = receive, mask, largest, False

    async def __call__(self) -> Message:
        """The next message."""
        if self.read:
            return await self.receive()
        body, more = b"", True
        while more and len(body) <= self.largest:
            message = await self.receive()
            if message["type"] != "http.request":
                return message
            body, more = body + message.get("body", b""), message.get("more_body", False)
        self.read = True
        with contextlib.suppress(UnicodeDecodeError):  # whoever reads it will say so
            body = body if more else self.mask.seek(body.decode("utf-8")).encode()
        return {"type": "http.request", "body": body, "more_body": more}


class Answer:
    """An answer, sent as a whole with its new length; a stream of events is sent on as it comes."""

    def __init__(self, send: Send, mask: Mask) -> None:
        self.send, self.mask = send, mask
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        """One message."""
        if message["type"] == "http.response.start" and Headers(raw=message["headers"]).get("content-type", "").startswith(TEXTS):
            self.start = message
            if Headers(raw=message["headers"])["content-type"].startswith(STREAM):
                await self.send(message)
        elif message["type"] == "http.response.body" and self.start is not None:
            await self.say(self.start, message)
        else:
            await self.send(message)

    async def say(self, start: Message, message: Message) -> None:
        """A part of the body."""
        part, more = message.get("body", b""), message.get("more_body", False)
        if Headers(raw=start["headers"])["content-type"].startswith(STREAM):
            await self.send({**message, "body": self.mask.hide(part.decode("utf-8", "replace")).encode()})
            return
        self.body += part
        if more:
            return
        whole = self.mask.hide(self.body.decode("utf-8", "replace")).encode()
        MutableHeaders(raw=start["headers"])["content-length"] = str(len(whole))
        await self.send(start)
        await self.send({"type": "http.response.body", "body": whole})
