"""A lesson in a real browser: bet, see what the runs say, move the knob, go on to all charts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.test_seat_in_a_browser import PHONE, SCREEN, accessible

pytestmark = pytest.mark.no_cover


def test_from_the_shelf_to_all_charts(tab: Any) -> None:
    page = tab.page
    page.goto(f"{tab.address}?view=lessons")
    page.wait_for_selector(".lesson-shelf")
    assert page.locator(".lesson-shelf > li").count() >= 9
    accessible(page, PHONE, SCREEN)

    page.get_by_role("button", name="Whose side is time on?").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".lesson-bets")
    assert "scenario=whose_time" in page.url
    assert page.locator(".lesson-part h4").all_text_contents() == ["Question", "What you predict"]

    page.get_by_role("button", name="Place the bet").click()  # nothing was said yet
    assert page.evaluate("document.activeElement.type") == "number"
    page.keyboard.type("95")
    page.keyboard.press("Enter")
    page.wait_for_selector(".view-lessons[data-answered='1']")
    assert "too high." in page.locator(".lesson-verdict").inner_text()
    assert "You may have looked at the front" in page.locator(".lesson-verdict").inner_text()
    assert "Why" in page.locator(".lesson-part h4").all_text_contents()
    page.locator(".lesson-teacher summary").click()
    accessible(page, PHONE, SCREEN)

    page.locator(".lesson-trial input[type=number]").fill("0.06")
    page.get_by_role("button", name="Play this setting").click()
    page.wait_for_selector(".lesson-trial[data-answered='1']")
    assert "of 100 years see a short truce" in page.locator(".lesson-trial .lesson-answers").inner_text()

    page.get_by_role("button", name="See it in all charts").click()
    page.wait_for_selector(".view-ensemble[data-answered]")
    assert "set=russia.time_pressure%3D0.06" in page.url
