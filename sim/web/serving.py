"""The page on a port of this machine, until somebody stops it."""

from __future__ import annotations

import contextlib
import errno
import socket
from collections.abc import Callable, Iterator

import uvicorn

from sim.web.app import application
from sim.web.settings import Settings

PATIENCE = 2
TRIES = 50


class PortTakenError(Exception):
    """Something else listens there. ``free`` is a port on which nothing does, if one was found."""

    def __init__(self, port: int, free: int | None) -> None:
        self.port, self.free = port, free
        super().__init__(port, free)


def bound(host: str, port: int) -> socket.socket:
    """A socket on the port. Raises PortTakenError where it is in use."""
    found = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
    except OSError as fault:
        found.close()
        if fault.errno == errno.EADDRINUSE:
            raise PortTakenError(port, next_free(host, port)) from None
        no_address = "this machine has no such address; 0.0.0.0 stands for all that it has"
        raise OSError(fault.errno, no_address if fault.errno == errno.EADDRNOTAVAIL else fault.strerror, f"{host}:{port}") from None
    return found


def next_free(host: str, port: int) -> int | None:
    """The next port on which nothing listens."""
    for candidate in range(port + 1, min(port + TRIES, 65536)):
        with contextlib.suppress(OSError), socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as tried:
            tried.bind((host, candidate))
            return candidate
    return None


class Server(uvicorn.Server):
    """Says when it is ready, and stops quietly."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        if self.started:
            self.ready()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """The same, but a signal that has stopped the server is not raised once more."""
        with contextlib.suppress(KeyboardInterrupt), super().capture_signals():
            yield
            self._captured_signals.clear()


def configured(settings: Settings) -> uvicorn.Config:
    """How the page is served."""
    return uvicorn.Config(
        application(settings), log_level="critical", access_log=False, server_header=False, date_header=False, lifespan="on",
        timeout_graceful_shutdown=PATIENCE,
    )  # fmt: skip


def serve(settings: Settings, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Serve the page on the socket until it is stopped."""
    Server(configured(settings), ready).run(sockets=[listening])
