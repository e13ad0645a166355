"""A class in a real browser: the teacher, the projector and two students, each in a tab of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.web.conftest import Tab, missing
from tests.web.rooms.real_names import real_names
from tests.web.serving import served

pytestmark = pytest.mark.no_cover
READABLE = """() => [location.href, document.title, document.documentElement.textContent,
    ...[...document.querySelectorAll('*')].flatMap((one) => [...[...one.attributes].map(({ value }) => value), one.value ?? ''])].join('\\n')"""
ENDED = "404 (Not Found)"  # what a browser's console says of a room that has just been ended


@pytest.fixture
def open_tab(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Opens tabs that share nothing; at the end none has asked anything of other machines or has anything to complain of."""
    contexts, tabs = [], []

    def new(path: str, width: int = 1280, height: int = 800) -> Any:
        contexts.append(browser.new_context(viewport={"width": width, "height": height}))
        tabs.append(Tab(contexts[-1].new_page(), address))
        tabs[-1].page.goto(f"{address}{path}")
        return tabs[-1].page

    yield new
    for context in contexts:
        context.close()
    assert [stranger for tab in tabs for stranger in tab.strangers] == []
    assert [said for tab in tabs for said in tab.complaints if ENDED not in said] == []


def violations(page: Any) -> list[str]:
    """What a program that checks accessibility finds."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        missing("axe-playwright-python is not installed")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    return [f"{one['id']}: {node['html']}" for one in found.response["violations"] for node in one["nodes"]]


def shows(page: Any, text: str) -> None:
    """Wait until the page shows a text."""
    page.get_by_text(re.compile(text)).first.wait_for()


def predict(page: Any, number: int) -> None:
    """A student predicts, with the keyboard alone."""
    page.get_by_role("spinbutton").fill(str(number))
    page.get_by_role("spinbutton").press("Enter")
    shows(page, f"Your prediction is in: {number}%")


def choose(page: Any, choice: str) -> None:
    """A student chooses, with the keyboard alone."""
    page.get_by_role("radio", name=choice).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    shows(page, f"Your prediction is in: ‘{choice}’")


def test_a_class_predicts_sees_the_model_and_tries_the_knob(open_tab: Callable[..., Any]) -> None:
    teacher = open_tab("room")
    teacher.get_by_role("button", name="Open a room").click()
    teacher.wait_for_url("**/teacher")
    code = teacher.url.split("/")[-2]
    wall = open_tab(f"room/{code}/projector", 1920, 1080)
    shows(wall, code)
    one, other = open_tab("room", 390, 800), open_tab(f"room/{code}", 390, 800)
    one.get_by_label("The code on the projector").fill(code.upper().replace("-", " "))
    one.keyboard.press("Enter")
    shows(one, "You are in")
    shows(wall, "2 in the room")

    teacher.get_by_label("What is changed, and what everybody may try afterwards").select_option("talks.every")
    teacher.get_by_label("Changed to").last.fill("9")
    teacher.get_by_label("Changed to").last.press("Tab")
    teacher.get_by_role("button", name="Ask the class", exact=True).click()
    predict(one, 20)
    predict(other, 70)
    shows(wall, "2 of 2 have answered")
    assert wall.locator(".drawing").count() == 0
    assert violations(one) == []

    one.reload()
    shows(one, "Your prediction is in: 20%")
    teacher.get_by_role("button", name="Close the bets").click()
    shows(wall, r"The class \(2 predictions\): 45% in the middle")
    assert wall.locator(".drawing .model").count() == 0
    teacher.get_by_role("button", name="Show the model's answer").click()
    shows(wall, r"The model, in 2,000 runs: [\d.]+% \(")
    assert wall.locator(".drawing .model").count() == 1
    shows(one, "You said 20%")
    assert all(size >= 32 for size in sizes(wall))
    assert [*violations(wall), *violations(teacher)] == []

    teacher.get_by_role("button", name="Let everybody try the knob").click()
    shows(one, "Play 2,000 runs")
    one.get_by_role("slider").press("Home")
    one.get_by_role("slider").press("ArrowRight")
    one.get_by_role("button", name="Play 2,000 runs").click()
    shows(one, r"At 2 \(days\) it is [\d.]+%")
    wall.locator(".drawing .dot").first.wait_for()
    assert violations(one) == []

    teacher.get_by_label("Lesson", exact=True).select_option("empty_offers")
    shows(teacher, "The class chooses between: More offers, About as many, Fewer offers")
    teacher.get_by_role("button", name="Ask the class this bet").click()
    choose(one, "More offers")
    choose(other, "Fewer offers")
    shows(wall, "2 of 2 have answered")
    assert violations(one) == []
    teacher.get_by_role("button", name="Close the bets").click()
    shows(wall, "‘More offers’ 1, ‘About as many’ 0, ‘Fewer offers’ 1")
    assert wall.locator(".drawing .interval").count() == 0
    teacher.get_by_role("button", name="Show the model's answer").click()
    shows(wall, r"The model, in 2,000 runs: ‘More offers’. Offers by Orvel in a year: [\d.]+ before, [\d.]+ now .* 1 of 2 say what the model says")
    assert wall.get_by_text("More offers, the model’s answer").count() == 1
    shows(one, "Right. So it is.")
    shows(other, "Not so. More.")
    assert all(size >= 32 for size in sizes(wall))
    assert [*violations(wall), *violations(one), *violations(teacher)] == []

    teacher.once("dialog", lambda asked: asked.accept())
    teacher.get_by_role("button", name="End the room").click()
    for page in (one, other, wall, teacher):
        shows(page, "This room is closed")


def sizes(page: Any) -> list[float]:
    """The sizes of all type that is seen on a page, in pixels."""
    return page.evaluate("""() => [...document.querySelectorAll('#place *')]
        .filter((one) => one.checkVisibility() && !one.closest('.unseen'))
        .filter((one) => [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
        .map((one) => parseFloat(getComputedStyle(one).fontSize))""")


def read(page: Any, path: str, sign: str) -> None:
    """Open a masked page, and read all that a reader can: sentences, labels, fields, addresses. Nobody real is named."""
    page.goto(path)
    page.locator(sign).first.wait_for()
    page.evaluate("() => document.querySelectorAll('details:not([open]) > summary').forEach((one) => one.click())")
    assert real_names(page.evaluate(READABLE)) == []


def test_with_the_mask_on_no_view_names_anybody_until_the_teacher_shows_the_names(browser: Any) -> None:
    with served(mask=True) as address:
        tab = Tab(browser.new_context(viewport={"width": 1280, "height": 900}).new_page(), address)
        page, few = tab.page, f"{address}?scenario=baseline&runs=40&days=40"
        read(page, f"{few}&set=us.lean=0.9", ".view-ensemble[data-answered]")
        assert "set=osmere_league.lean%3D0.9" in page.url
        shows(page, "Names are invented here until your teacher shows the true ones")
        assert page.locator(".command").input_value() == "parley run scenario.yaml --runs 40"
        read(page, f"{few}&view=run&run=2", ".view-run[data-answered]")
        shows(page, "Velmar")
        read(page, f"{few}&view=seat&seat=osmere_league", ".seat-question")
        shows(page, "in the seat of Osmere League")
        read(page, f"{few}&view=lessons&scenario=whose_blame", ".lesson-shelf")
        page.goto(f"{address}room")
        page.get_by_role("button", name="Open a room").click()
        page.wait_for_url("**/teacher")
        page.get_by_label("Scenario").locator("option").nth(20).wait_for(state="attached")
        page.get_by_label("Lesson", exact=True).select_option("whose_blame")
        assert real_names(page.evaluate(READABLE)) == []
        page.get_by_role("button", name="Show the true names").click()
        page.get_by_label("Scenario").locator("option", has_text="April 2025").wait_for(state="attached")
        page.goto(f"{address}?scenario=baseline&runs=40&days=40&set=velmar.trust=0.5")
        page.wait_for_function("() => location.search.includes('russia.trust')")
        page.context.close()
        assert (tab.strangers, tab.complaints) == ([], [])
