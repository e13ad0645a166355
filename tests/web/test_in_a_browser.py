"""The page in a real browser, by a user's steps."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.no_cover
FEW = "?scenario=baseline&runs=50&days=60"


def answered(page: Any) -> int:
    """How many answers the charts have been drawn from."""
    return int(page.locator(".view-ensemble").get_attribute("data-answered"))


def moved(page: Any, act: Any) -> None:
    """Do something, and wait until the charts have followed."""
    before = answered(page)
    act()
    page.wait_for_function("before => Number(document.querySelector('.view-ensemble').dataset.answered) > before", arg=before)


def test_a_moved_slider_is_followed_by_headline_and_charts(tab: Any) -> None:
    page = tab.open(FEW)
    before = page.locator(".headline").text_content()
    drawing = page.locator(".chart-year .drawing").inner_html()
    slider = page.get_by_role("slider", name="Russia").first
    moved(page, lambda: slider.press("End"))
    assert page.locator(".headline").text_content() != before
    assert page.locator(".chart-year .drawing").inner_html() != drawing
    assert "russia.time_pressure%3D0.99" in page.url
