"""The mask on its way: put on every answer that can be read, and taken off every question."""

from __future__ import annotations

import contextlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sim.web.masking import Mask

JSON, TEXT = "application/json", "text/"
FILES = "/static/"  # scripts and looks, which name nobody


class Masked:
    """Puts the mask on every answer to a question, and takes it off every question."""

    def __init__(self, app: ASGIApp, mask: Mask, largest: int) -> None:
        self.app, self.mask, self.largest = app, mask, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or not self.mask.worn or scope["path"].startswith(FILES):
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
    """An answer that can be read, sent as a whole with its new length."""

    def __init__(self, send: Send, mask: Mask) -> None:
        self.send, self.mask = send, mask
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        """One message."""
        if message["type"] == "http.response.start" and kind_of(message).startswith((JSON, TEXT)):
            self.start = message
        elif message["type"] == "http.response.body" and self.start is not None:
            await self.say(self.start, message)
        else:
            await self.send(message)

    async def say(self, start: Message, message: Message) -> None:
        """A part of the body; the last one sends it all."""
        self.body += message.get("body", b"")
        if message.get("more_body", False):
            return
        hide = self.mask.hide_answer if kind_of(start).startswith(JSON) else self.mask.hide
        whole = hide(self.body.decode("utf-8", "replace")).encode()
        MutableHeaders(raw=start["headers"])["content-length"] = str(len(whole))
        await self.send(start)
        await self.send({"type": "http.response.body", "body": whole})


def kind_of(start: Message) -> str:
    """What an answer is made of."""
    return Headers(raw=start["headers"]).get("content-type", "")
