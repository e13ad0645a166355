"""The page for tests: on a free port of this machine, served by a thread of the tests' own process, or asked without any port."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from starlette.testclient import TestClient

from sim.web.app import application
from sim.web.guard import Buckets
from sim.web.serving import Server, bound, configured
from sim.web.settings import LOOPBACK, Settings

PATIENCE = 60


@contextlib.contextmanager
def served(**chosen: object) -> Iterator[str]:
    """The address of a page that is up; it is taken down at the end."""
    listening = bound(LOOPBACK, 0)
    port = listening.getsockname()[1]
    settings = Settings(port=port, **{"workers": 1, "ahead": False, **chosen})
    up = threading.Event()
    server = Server(configured(settings), up.set)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        assert up.wait(PATIENCE), "the page did not come up"
        yield f"http://{LOOPBACK}:{port}/"
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        listening.close()


@contextlib.contextmanager
def asked_directly() -> Iterator[TestClient]:
    """The application with a worker, asked without a port as often as anybody likes."""
    with TestClient(application(Settings(port=80, workers=1)), base_url="http://127.0.0.1", raise_server_exceptions=False) as found:
        found.app.state.buckets = Buckets(10**6, 1)
        yield found
