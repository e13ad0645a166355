"""The page in a real browser, by a user's steps. Every test also sees to it that nothing leaves the machine and no console complains (``tab``)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import sim
from sim import outputs
from sim.runs import run
from sim.scenario import complaints
from tests.web.serving import served

pytestmark = pytest.mark.no_cover
FEW = "?scenario=baseline&runs=60&days=60"
ANSWERS = "before => Number(document.querySelector('.view-ensemble').dataset.answered) > before"


def moved(page: Any, act: Callable[[], Any]) -> None:
    """Do something, and wait until the charts have followed."""
    before = int(page.locator(".view-ensemble").get_attribute("data-answered"))
    act()
    page.wait_for_function(ANSWERS, arg=before)


def typed(page: Any, name: str, value: str) -> None:
    """Type a number for one of the knobs in front, and wait until the charts have followed."""
    moved(page, lambda: (page.get_by_role("spinbutton", name=name).first.fill(value), page.keyboard.press("Enter")))


def downloaded(page: Any, button: str) -> Path:
    """The file that a button saves."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    return Path(waiting.value.path())


def test_a_moved_slider_is_followed_by_headline_and_charts(tab: Any) -> None:
    page = tab.open(FEW)
    before = page.locator(".headline").text_content()
    drawings = [page.locator(f".chart-{name} .drawing").inner_html() for name in ("year", "bargaining", "why", "moods")]
    moved(page, lambda: page.get_by_role("slider", name="Russia").first.press("End"))
    assert page.locator(".headline").text_content() != before
    assert all(
        page.locator(f".chart-{name} .drawing").inner_html() != drawing
        for name, drawing in zip(("year", "bargaining", "why", "moods"), drawings, strict=True)
    )
    assert "russia.time_pressure%3D0.99" in page.url


def test_what_sliders_in_front_may_ask_for_is_played_ahead_once_nothing_moves(browser: Any) -> None:
    with served(ahead=True) as address:
        page = browser.new_context().new_page()
        ahead: list[Any] = []
        page.on("requestfinished", lambda sent: ahead.append(sent) if sent.url.endswith("/api/ahead") else None)
        page.goto(f"{address}?scenario=baseline&runs=2&days=2")
        sliders = page.locator(".front input[type=range]")
        page.wait_for_selector(".view-ensemble[data-answered]")
        while len({sent.post_data_json["name"] for sent in ahead}) < 2:
            page.wait_for_event("requestfinished", lambda sent: sent.url.endswith("/api/ahead"), timeout=60_000)
        expected = {(sent.post_data_json["name"], value) for sent in ahead for value in sent.post_data_json["values"]}
        first = [sent.response().json() for sent in ahead[:-1]]
        assert sum(one["kept"] for one in first) == len(ahead[0].post_data_json["values"]) == 50
        assert [one["left"] for one in first] == [42, 34, 26, 18, 10, 2, 0]
        with page.expect_request(lambda sent: sent.url.endswith("/api/ensemble")) as asked:
            sliders.nth(1).press("PageUp")
        assert set(asked.value.post_data_json["set"].items()) <= expected
        page.context.close()


def test_the_headline_is_the_number_of_sim_run(tab: Any) -> None:
    page = tab.open(f"{FEW}&set=us.bias%3D0.1")
    summary = run(sim.load("baseline", ["us.bias=0.1"]).set("days", 60), 60, 1, panel=0).summary
    share = summary["outcome.ceasefire holding"].value + summary["outcome.settlement holding"].value
    assert page.locator(".headline").text_content().startswith(f"In {100 * share:.1f}% of 60 runs")


def test_every_parameter_is_one_click_away_with_what_is_declared(tab: Any) -> None:
    page = tab.open(FEW)
    page.get_by_text("Every parameter").click()
    page.get_by_label("Search by name").fill("leverage russia")
    row = page.locator(".knob.full:visible")
    page.wait_for_function("document.querySelectorAll('.knob.full:not([hidden])').length === 1")
    assert row.count() == 1
    declared = sim.load("baseline").parameters["us.leverage.russia"]
    said = row.text_content()
    assert "Range: 0 to 2." in said
    assert all(part in said for part in (declared.meaning[1:], declared.unit, declared.source, str(declared.value)))
    moved(page, lambda: (row.get_by_role("spinbutton").fill("0.3"), page.keyboard.press("Enter")))
    assert "us.leverage.russia%3D0.3" in page.url
    moved(page, lambda: row.get_by_role("button").click())
    assert "leverage" not in page.url


def test_a_pinned_setting_is_compared_on_the_same_luck(tab: Any) -> None:
    page = tab.open(FEW)
    page.get_by_role("button", name="Pin as").click()
    page.wait_for_function("() => document.querySelector('.compared').textContent.includes('pinned')")
    typed(page, "Ukraine", "0.6")
    assert "on the same luck" in page.locator(".compared").text_content()
    page.wait_for_selector(".chart-year .before")
    page.get_by_role("button", name="Table: Before and now").click()
    assert page.locator(".chart-differences tbody tr").count() > 10
    assert " to " in page.locator(".chart-differences tbody tr td").nth(3).text_content()
    page.get_by_role("button", name="Unpin").click()
    page.wait_for_function("() => document.querySelector('.chart-differences').hidden")


def test_the_setting_is_in_the_address_and_the_back_button_works(tab: Any) -> None:
    page = tab.open(FEW)
    first = page.locator(".headline").text_content()
    typed(page, "Russia", "0.5")
    later = page.locator(".headline").text_content()
    page.reload()
    page.wait_for_selector(".view-ensemble[data-answered]")
    assert page.locator(".headline").text_content() == later
    assert page.get_by_role("spinbutton", name="Russia").first.input_value() == "0.5"
    page.go_back()
    page.wait_for_function("was => document.querySelector('.headline').textContent === was", arg=first)


def test_the_setting_can_be_taken_along(tab: Any, tmp_path: Path) -> None:
    page = tab.open(f"{FEW}&set=us.bias%3D0.1")
    page.get_by_text("Take it along").click()
    page.wait_for_function("() => document.querySelector('.command').value")
    assert page.locator(".command").input_value() == "parley run baseline --set us.bias=0.1 --runs 60 --days 60"
    scenario = sim.load("baseline", ["us.bias=0.1"]).set("days", 60)
    file = tmp_path / "mine.yaml"
    file.write_bytes(downloaded(page, "Setting as YAML").read_bytes())
    assert complaints(file) == []
    assert sim.load(file).digest == scenario.digest
    outputs.write_table(run(scenario, 60, 1).outcomes, tmp_path / "outcomes.csv")
    assert downloaded(page, "outcomes.csv").read_bytes() == (tmp_path / "outcomes.csv").read_bytes()


def test_a_chart_can_be_taken_along_as_a_picture(tab: Any) -> None:
    page = tab.open(FEW)
    drawn = downloaded(page, "Save as SVG: Do ceasefires hold").read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
    assert page.locator(".chart-holding h3").text_content() in " ".join(
        drawn.replace("</text>", " </text>").split("<title>")[1].split("</title>")[:1]
    )
    assert "class=" not in drawn
    assert downloaded(page, "Save as PNG: The year at a glance").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_every_chart_has_words_and_a_table(tab: Any) -> None:
    page = tab.open(FEW)
    for chart in page.locator(".charts .chart:visible").all():
        assert len(chart.locator(".drawing").get_attribute("aria-label")) > 100
        chart.get_by_role("button", name="Table").click()
        assert chart.locator("tbody tr").count() >= 4
        assert chart.locator("th[scope=col]").count() >= 4


def test_a_hostile_file_shows_as_text(tab: Any, tmp_path: Path) -> None:
    page = tab.open(FEW)
    title = "<img src=x onerror=alert(1)>"
    file = tmp_path / "hostile.yaml"
    file.write_text(
        f"title: '{title}'\nabout: '<b>bold</b>'\nextends: baseline\ndays: 30\nparties: {{russia: {{label: '<i>R</i>'}}}}\n", encoding="utf-8"
    )
    page.locator("input[type=file]").set_input_files(file)
    page.wait_for_function("() => document.querySelector('.about').textContent.includes('<b>bold</b>')")
    assert page.locator(".picker option").first.text_content() == title
    page.wait_for_function("() => document.querySelector('.chart-why .drawing').textContent.includes('<i>R</i>')")
    assert page.locator("main img, main b, main i").count() == 0


def test_a_bad_file_is_refused_in_a_sentence(tab: Any, tmp_path: Path) -> None:
    page = tab.open(FEW)
    file = tmp_path / "bad.yaml"
    file.write_text("title: x\nextends: baseline\nparties: {us: {bias: 7}}\n", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(file)
    page.wait_for_selector(".complaints:visible")
    assert "bias is 7, but it goes from -1 to 1" in page.locator(".complaints:visible").text_content()
    tab.complaints.clear()  # the browser itself notes a status of 422


def test_a_lost_connection_is_said_calmly_and_found_again(tab: Any) -> None:
    page = tab.open(FEW)
    before = page.locator(".headline").text_content()
    page.route("**/api/*", lambda route: route.abort())
    page.get_by_role("slider", name="Ukraine").first.press("End")
    page.wait_for_selector("#notice:visible")
    assert "setting is kept" in page.locator("#notice").text_content()
    assert page.locator(".headline").text_content() == before
    page.unroute("**/api/*")
    page.wait_for_function("was => document.querySelector('.headline').textContent !== was", arg=before)
    assert page.locator("#notice").is_hidden()
    tab.complaints.clear()  # the browser itself notes the lost connection


def test_all_that_is_read_comes_from_the_file_of_words(tab: Any) -> None:
    answer = tab.page.request.get(f"{tab.address}words.json").json()
    strange = {name: "en" if name == "language" else f"⟦{text}⟧" for name, text in answer.items()}
    tab.page.route("**/words.json", lambda route: route.fulfill(body=json.dumps(strange), content_type="application/json"))
    page = tab.open(FEW)
    read = page.locator(
        "button, summary, legend, label:not(.knob label), .view h2, .chart h3, .kicker, .chart .quiet, .drawing .name, .legend li, .headline"
    ).all_text_contents()
    shown = [text for text in read if text.strip()]
    own = {"Russia", "Ukraine"}
    assert len(shown) > 50
    assert [text for text in shown if "⟦" not in text and text not in own] == []


@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_the_page_is_accessible_at_every_width(tab: Any, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tab.page.set_viewport_size({"width": width, "height": 900})
    tab.page.emulate_media(color_scheme="dark" if width == 390 else "light")
    page = tab.open(f"{FEW}&pin.scenario=baseline&set=russia.trust%3D0.9")
    page.wait_for_selector(".chart-differences:visible")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_keyboard_alone_suffices(tab: Any) -> None:
    page = tab.open(FEW)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("[document.activeElement.tagName, document.activeElement.type || ''].join()"))
    assert {"SELECT,select-one", "INPUT,file", "INPUT,range", "INPUT,number", "SUMMARY,", "BUTTON,button"} <= reached
