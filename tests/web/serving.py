"""The page on a free port of this machine, served by a thread of the tests' own process."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

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
