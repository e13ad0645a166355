"""What stands before every request: who may ask, how much and how often, and the headers of every answer. As pure ASGI, for speed."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections import OrderedDict

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sim.web.settings import Settings
from sim.words import say

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
KEPT = 1000
LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")


def host_of(header: str) -> str:
    """The host of a Host header, without its port.

    >>> host_of("localhost:8000"), host_of("[::1]:8000"), host_of("")
    ('localhost', '[::1]', '')
    """
    return header.rpartition(":")[0] if ":" in header.rpartition("]")[2] else header


def is_address(host: str) -> bool:
    """Whether a host is a number and not a name. A page elsewhere can make a name of its own point here, but not a number."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


class Guard:
    """Refuses strangers and floods, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings
        self.buckets = Buckets(settings.address_rate, settings.burst)
        own = {settings.host, socket.gethostname().lower(), f"{socket.gethostname().lower()}.local"}
        self.names = {*LOCAL_NAMES, *(own if settings.is_open else ())}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return

        begun = False

        async def with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refused = self.refused(scope)
        try:
            await (refused or self.app)(scope, receive, with_headers)
        except Exception:  # a fault of our own: said without details, under the same policy as everything else
            if begun:
                raise
            await refusal(say("answers.fault"), 500)(scope, receive, with_headers)

    def refused(self, scope: Scope) -> JSONResponse | None:
        """An answer that refuses, if the request must not go on."""
        headers = Headers(scope=scope)
        if not self.knows(host_of(headers.get("host", "")).lower()):
            return refusal(say("answers.address"), 421)
        origin = headers.get("origin")
        if origin and origin.partition("://")[2].lower() != headers.get("host", "").lower():
            return refusal(say("answers.stranger"), 403)
        if not self.buckets.take(address(scope)):
            return refusal(say("answers.flood"), 429)
        return None

    def knows(self, host: str) -> bool:
        """Whether a host is this machine under a name that nobody else can give it."""
        return host in self.names or (self.settings.is_open and is_address(host))


def address(scope: Scope) -> str:
    """Where a request comes from."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def is_this_machine(scope: Scope) -> bool:
    """Whether a request comes from the machine that serves the page: by its own address, or by the one that only it can use."""
    found, served = address(scope), scope.get("server")
    return is_address(found) and (ipaddress.ip_address(found).is_loopback or bool(served and found == served[0]))


def refusal(sentence: str, status: int) -> JSONResponse:
    """A sentence and a status."""
    return JSONResponse({"sentences": [sentence]}, status, {"Retry-After": "1"} if status == 429 else None)


class Buckets:
    """How much each asker may still ask: a bucket that fills at a steady rate. The oldest askers are forgotten."""

    def __init__(self, rate: float, burst: float) -> None:
        self.rate, self.full = rate, rate * burst
        self.left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, asker: str, now: float | None = None) -> bool:
        """Take one question out of the asker's bucket, if there is one."""
        now = time.monotonic() if now is None else now
        left, then = self.left.pop(asker, (self.full, now))
        left = min(self.full, left + self.rate * (now - then))
        self.left[asker] = (left - 1 if left >= 1 else left, now)
        if len(self.left) > KEPT:
            self.left.popitem(last=False)
        return left >= 1

    def __repr__(self) -> str:
        return f"<Buckets of {len(self.left)} askers>"
