"""One browser and one served page for all tests of the page. Without a browser they are skipped, unless PARLEY_BROWSER is ``required``."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from sim.web.settings import LOOPBACK
from tests.web.serving import served

ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--process-per-site"),
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {LOOPBACK}",  # other machines are not to be found
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REQUIRED = os.environ.get("PARLEY_BROWSER") == "required"
SIZE = {"width": 1280, "height": 900}
PATIENCE = 120_000  # milliseconds; a busy machine may take its time


def missing(why: str) -> None:
    """Skip, or fail where a browser is required."""
    if REQUIRED:
        pytest.fail(f"PARLEY_BROWSER=required, but {why}")
    pytest.skip(why)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the page is served."""
    with served() as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's Chromium without a window."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        missing("there is no Chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api") if not REQUIRED else __import__("playwright.sync_api", fromlist=["sync_playwright"])
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield found
        found.close()


@pytest.fixture(scope="session")
def window(browser: Any, address: str) -> Iterator[Any]:
    """A window in which one test after another has a tab of its own. Like any user's it keeps the files of the page, and another tab is open."""
    found = browser.new_context(viewport=SIZE, accept_downloads=True)
    found.new_page().goto(f"{address}words.json")
    yield found
    found.close()


class Tab:
    """A tab of the browser on the page: what it asked of other machines, and what its console complained of."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.strangers: list[str] = []
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", self.note_strangers)
        page.on("console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))

    def note_strangers(self, request: Any) -> None:
        """Remember what is asked of others than the page's own server."""
        if not request.url.startswith((self.address, "blob:", "data:")):
            self.strangers.append(request.url)

    def open(self, query: str = "") -> Any:
        """Open the page, and wait until the charts are there."""
        self.page.goto(f"{self.address}{query}")
        self.page.wait_for_selector(".view-ensemble[data-answered]")
        return self.page


@pytest.fixture
def tab(window: Any, address: str) -> Iterator[Tab]:
    """A fresh tab, which at the end has asked nothing of other machines and has nothing to complain of."""
    found = Tab(window.new_page(), address)
    yield found
    found.page.close()
    assert found.strangers == []
    assert found.complaints == []
