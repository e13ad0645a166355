"""One run in a real browser, by a reader's steps. Every test also sees to it that nothing leaves the machine and no console complains."""

from __future__ import annotations

import time
from typing import Any

import pytest

import sim
from sim.runs import run
from sim.story import follow, paragraphs, why

pytestmark = pytest.mark.no_cover
DAYS, RUNS = 60, 60
ONE = f"?scenario=baseline&runs={RUNS}&days={DAYS}&view=run"
DAY = "() => Number(document.querySelector('.scrubber input').value)"


def opened(tab: Any, query: str = "") -> Any:
    """The page with one run open."""
    tab.page.goto(f"{tab.address}{ONE}{query}")
    tab.page.wait_for_selector(".view-run[data-answered]")
    return tab.page


def shows(page: Any, number: int) -> None:
    """Wait until a run is shown."""
    page.wait_for_function("text => document.querySelector('.view-run .headline').textContent.startsWith(text)", arg=f"Run {number}:")


def scenario() -> sim.Scenario:
    return sim.load("baseline").set("days", DAYS)


def test_a_run_is_stepped_through_by_keys_and_buttons(tab: Any) -> None:
    page = opened(tab, "&run=2")
    days = [each.day for each in follow(scenario(), 1, 2).happenings if each.kind != "conduct"]
    slider = page.get_by_role("slider", name="Day")
    assert page.evaluate(DAY) == days[0]
    slider.press("ArrowRight")
    assert page.evaluate(DAY) == days[0] + 1
    assert slider.get_attribute("aria-valuetext").startswith(f"Day {days[0] + 1}, ")
    page.get_by_role("button", name="A day back").press("Enter")
    assert page.evaluate(DAY) == days[0]
    page.get_by_role("button", name="On to what happens next").press("Enter")
    assert page.evaluate(DAY) == days[1]
    slider.press("End")
    assert page.evaluate(DAY) == DAYS
    assert "The run ends with" in page.locator(".said").text_content()
    page.wait_for_function(f"() => location.search.includes('day={DAYS}') && location.search.includes('run=2')")
    page.reload()
    page.wait_for_selector(".view-run[data-answered]")
    assert page.evaluate(DAY) == DAYS


def test_a_run_plays_until_it_is_stopped(tab: Any) -> None:
    page = opened(tab, "&run=2&day=3")
    page.get_by_label("Speed").select_option("30")
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("() => Number(document.querySelector('.scrubber input').value) > 8")
    page.get_by_role("button", name="Pause").click()
    day = page.evaluate(DAY)
    page.wait_for_timeout(300)
    assert page.evaluate(DAY) == day
    page.emulate_media(reduced_motion="reduce")
    page.get_by_role("button", name="Play").click()
    page.wait_for_function(f"() => Number(document.querySelector('.scrubber input').value) > {day}")
    assert page.evaluate(DAY) in {each.day for each in follow(scenario(), 1, 2).happenings}


def test_a_click_on_a_decision_shows_its_reasons(tab: Any) -> None:
    page = opened(tab, "&run=2")
    told = follow(scenario(), 1, 2)
    offer = next(each for each in told.happenings if each.kind == "offer" and each.rung)
    page.locator(f'.timeline [data-day="{offer.day}"]').first.click()
    page.wait_for_selector(f'.reasons[data-day="{offer.day}"]')
    assert (
        page.locator(".sheet h4").first.text_content() == f"What offers are worth to {told.label(offer.who)} more than holding out (% of the stake)"
    )
    printed = why(told, offer.day)
    for row in page.locator(".sheet .marked").all():
        assert " ".join(cell for cell in row.locator("td").all_text_contents()) in " ".join(printed.split())
    assert page.locator(".bars svg").first.get_attribute("aria-label").split(", ")
    page.get_by_role("button", name="Close").click()
    assert page.locator(".reasons").is_hidden()
    button = page.locator(".said .why").first
    button.press("Enter")
    page.wait_for_selector(".reasons[data-day]")
    page.get_by_role("button", name="Close").press("Enter")
    assert button.evaluate("button => button === document.activeElement")


def test_a_state_can_be_followed_below_the_timeline(tab: Any) -> None:
    page = opened(tab, "&run=2")
    drawn = page.locator(".timeline .curve").first.get_attribute("d")
    assert drawn.count("L") == DAYS
    page.get_by_label("Curve at the bottom").select_option("resources")
    assert page.locator(".timeline .curve").first.get_attribute("d") != drawn
    cells = page.locator(".states tbody tr").nth(1).locator("td").all_text_contents()
    day = page.evaluate(DAY)
    states = follow(scenario(), 1, 2).states
    assert [float(cell) for cell in cells] == [float(f"{states[f'resources_{party}'][day]:.3g}") for party in ("russia", "ukraine")]


def test_runs_are_found_by_number_and_by_how_they_end(tab: Any) -> None:
    page = opened(tab)
    codes = run(scenario(), RUNS, 1, panel=0).outcomes["outcome"].astype(str).tolist()
    page.get_by_label("Run number").fill("7")
    page.get_by_label("Run number").press("Enter")
    shows(page, 7)
    assert "run=7" in page.url
    wanted = next(code for code in codes[7:] if code != codes[6])
    following = [number for number, code in enumerate(codes, 1) if code == wanted and number > 7]
    page.wait_for_selector(f'.finder option[value="{wanted}"]', state="attached")
    page.get_by_label("How it ends").select_option(wanted)
    shows(page, following[0])
    page.wait_for_function("() => document.querySelector('.finder .quiet').textContent.includes('this one is number')")
    assert f"{codes.count(wanted)} of {RUNS} runs end like this" in page.locator(".finder .quiet").text_content()
    page.get_by_role("button", name="Next run").click()
    shows(page, [*following[1:], codes.index(wanted) + 1][0])
    page.go_back()
    shows(page, following[0])
    page.route("**/api/run/like", lambda route: (time.sleep(0.6), route.continue_()))  # slowly, while one goes on at once
    page.get_by_label("Run number").fill("7")
    page.get_by_label("Run number").press("Enter")
    shows(page, 7)
    page.get_by_role("button", name="Next run").click()
    shows(page, following[0])


def test_an_outcome_that_no_run_has_is_said(tab: Any) -> None:
    page = opened(tab, "&set=talks.every%3D3650&set=us.table_every%3D3650")
    page.wait_for_selector('.finder option[value="settlement holding"]', state="attached")
    page.get_by_label("How it ends").select_option("settlement holding")
    page.wait_for_function("() => document.querySelector('.finder .quiet').textContent.startsWith('None of the 60 runs')")
    shows(page, 1)


def test_the_list_of_days_says_what_the_story_says(tab: Any) -> None:
    page = opened(tab, "&run=2")
    told = [" ".join(one.split()) for one in paragraphs(follow(scenario(), 1, 2))]
    items = page.locator(".story-days li")
    listed = [f"{item.locator('button').text_content()}. {item.locator('p').text_content()}" for item in items.all()]
    assert listed == told
    items.nth(4).get_by_role("button").click()
    assert items.nth(4).get_attribute("aria-current") == "date"


def test_a_run_that_is_not_there_is_refused_in_a_sentence(tab: Any) -> None:
    page = tab.page
    page.goto(f"{tab.address}{ONE}&run=99999")
    page.wait_for_selector(".view-run .complaints:visible")
    assert "run is 99999, but should be a whole number from 1 to 10,000." in page.locator(".view-run .complaints").text_content()
    tab.complaints.clear()  # the browser itself notes a refused question


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light"), (1920, "dark")])
def test_one_run_is_accessible_at_every_width(tab: Any, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tab.page.set_viewport_size({"width": width, "height": 900})
    tab.page.emulate_media(color_scheme=scheme)
    page = opened(tab, "&run=2&day=28")
    page.locator(".said .why").first.click()
    page.wait_for_selector(".reasons[data-day]")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
