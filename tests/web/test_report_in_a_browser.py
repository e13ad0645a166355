"""The report in a real browser: it reads well at every width and on paper, asks for nothing, and keeps to the rules for access."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.report.pages import made
from tests.web.conftest import PATIENCE

pytestmark = pytest.mark.no_cover
WIDTHS = (390, 1280, 1920)


@pytest.fixture(scope="module")
def opened(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, list[str]]]:
    """The report, opened from a file, and what it asked for or complained of."""
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(made(), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab, heard = context.new_page(), list[str]()
    tab.set_default_timeout(PATIENCE)
    tab.on("request", lambda request: heard.append(request.url) if request.url != file.as_uri() else None)
    tab.on("console", lambda said: heard.append(said.text))
    tab.goto(file.as_uri())
    yield tab, heard
    context.close()


def test_the_report_asks_for_nothing_and_complains_of_nothing(opened: tuple[Any, list[str]]) -> None:
    assert opened[1] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_report_is_never_wider_than_the_window(opened: tuple[Any, list[str]], width: int) -> None:
    tab, _ = opened
    tab.set_viewport_size({"width": width, "height": 900})
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate("[...document.querySelectorAll('main p, main li')].every(each => each.getBoundingClientRect().width <= 640)")


def test_the_report_keeps_to_the_rules_for_access(opened: tuple[Any, list[str]]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    tab, _ = opened
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = axe.Axe().run(tab, context={"exclude": [["svg > g"]]})  # a drawing is one picture, with its text alternative
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = false)")
    assert found.violations_count == 0, found.generate_report()


def test_the_keyboard_leads_past_the_contents_at_once(opened: tuple[Any, list[str]]) -> None:
    tab, _ = opened
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.getAttribute('href')") == "#content"


def test_the_report_prints_on_pages_of_a4(opened: tuple[Any, list[str]], tmp_path: Path) -> None:
    tab, _ = opened
    printed = tab.pdf(path=str(tmp_path / "report.pdf"), prefer_css_page_size=True)
    boxes = {tuple(map(float, box)) for box in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)}
    assert [(round(wide), round(tall)) for wide, tall in boxes] == [(595, 842)]
    assert 5 < len(re.findall(rb"/Type /Page\b(?!s)", printed)) < 40
