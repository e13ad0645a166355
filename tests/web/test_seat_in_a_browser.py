"""A seat in a real browser, by a user's steps, from sitting down to the debrief."""

from __future__ import annotations

from typing import Any

import pytest

import sim
from sim.seat import Game

pytestmark = pytest.mark.no_cover
OPEN = "?scenario=baseline&days=30&view=seat"
PHONE, SCREEN = (390, "dark"), (1280, "light")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}


def seated(tab: Any, query: str = OPEN) -> Any:
    """The tab of the page on which one takes a seat."""
    tab.page.goto(f"{tab.address}{query}")
    tab.page.wait_for_selector(".seat-party")
    return tab.page


def stands(page: Any, question: str) -> None:
    """Wait until this is asked."""
    page.wait_for_function("asked => document.querySelector('.seat-question')?.textContent.startsWith(asked)", arg=question)


def accessible(page: Any, *sizes: tuple[int, str]) -> None:
    """Nothing to complain of, and nothing to scroll sideways for."""
    from axe_playwright_python.sync_playwright import Axe

    for width, scheme in sizes:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def signed(value: float) -> str:
    """A share of the stake in per cent as the page writes it."""
    return f"{100 * value:+.1f}" if round(100 * value, 1) else "0.0"


def terms_as_bars(page: Any, game: Game) -> None:
    """Each agreement that can be offered has its signed terms as bars, in the words that are read aloud, and as a table."""
    page.get_by_role("button", name="How the model weighs it").click()
    chart = page.locator(".chart-agreements")
    chart.wait_for()
    deals = [option.deal for option in game.decision.options if option.deal]
    assert chart.locator("svg.drawing rect").count() == sum(bool(value) for deal in deals for value in deal.values())
    assert chart.locator("svg.drawing path.sum").count() == len(deals)
    aloud = chart.get_by_role("img").get_attribute("aria-label")
    gains = sum(sum(deal.values()) >= 0 for deal in deals)
    assert f"{gains} of {len(deals)} agreements would be worth more to Ukraine than fighting on" in aloud
    for deal in deals:
        assert all(f"{name} {signed(value)}" in aloud for name, value in deal.items() if value)
    chart.get_by_role("button", name="Table").click()
    rows = [[cell.text_content() for cell in row.locator("td").all()] for row in chart.locator("tbody tr").all()]
    assert [row[:-1] for row in rows] == [[signed(value) for value in (*deal.values(), sum(deal.values()))] for deal in deals]
    assert page.locator(".chart-options tbody tr").count() == 0


def press(page: Any, name: str) -> None:
    """Press a button by the keyboard."""
    page.get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")


def go_back_together(page: Any, other: Any) -> None:
    """Ukraine asks to go back and Russia declines; it asks again and Russia agrees; then both change to the branch that they have left."""
    for answer in ("Decline: leave it as it is", "Agree: go back"):
        press(page, "Ask to go back to my last choice")
        page.wait_for_function("() => document.activeElement.textContent.startsWith('You ask to go back to the morning of Day 7')")
        assert page.locator(".seat-option[aria-disabled=true]").count() == page.locator(".seat-option").count() > 0
        other.get_by_role("heading", name="Ukraine asks to go back to the morning of Day 7").wait_for()
        assert "Ukraine asks to go back" in other.locator(".view-seat > [role=status]").text_content()
        assert "both of you know what has followed" in other.locator(".seat-wish").text_content()
        if answer.startswith("Decline"):
            accessible(other, PHONE)
        press(other, answer)
        page.get_by_text("Russia has declined." if answer.startswith("Decline") else "The game has gone back to the morning").first.wait_for()
    stands(other, "What does Russia offer Ukraine?")
    assert other.evaluate("document.activeElement.className") == "seat-title"
    assert page.locator(".seat-choices li").count() == 0
    press(other, "Ask to change to branch 1")
    press(page, "Agree: go back")
    stands(page, "What does Ukraine offer Russia?")
    assert "Refuse" in page.locator(".seat-branches [aria-current]").text_content()


def test_from_sitting_down_to_the_debrief(tab: Any) -> None:
    page = seated(tab)
    page.get_by_role("radio", name="United States").check()
    assert "The score is in days" in page.locator(".seat-start .seat-brief").text_content()
    page.get_by_role("radio", name="Ukraine").check()
    assert "real, and people are dying in it" in page.locator(".seat-real").text_content()
    page.get_by_label("Number of the run").fill("8")
    accessible(page, PHONE, SCREEN)
    page.get_by_role("button", name="Sit down").focus()
    page.keyboard.press("Enter")
    stands(page, "What does Ukraine offer Russia?")
    assert page.evaluate("document.activeElement.className") == "seat-title"
    game = Game(sim.load("baseline").set("days", 30), run=8)
    assert page.locator(".seat-option").all_text_contents() == [option.words for option in game.decision.options]
    assert page.locator(".seat-turn > .seat-numbers dd").all_text_contents() == [number.text for number in game.numbers("ukraine")]

    terms_as_bars(page, game)
    page.get_by_role("button", name="Offer “Civilian").focus()
    page.keyboard.press("Enter")
    stands(page, "“Civilian targets spared” is in force.")
    game.choose("civilian_targets")
    assert game.story()[0].sentence in page.locator(".seat-turn .seat-news").text_content()
    page.get_by_role("button", name="What may follow").click()
    page.wait_for_selector(".seat-options .seat-bar")
    first = game.expect()[0].shares["holding"].value
    assert f"{100 * first:.0f}% (" in page.locator(".seat-options li").first.locator("dd").first.text_content()
    page.get_by_role("button", name="How the model weighs it").click()
    page.wait_for_selector(".seat-mind:visible")
    assert game.decision.why in page.locator(".seat-mind").text_content()
    assert page.locator(".chart-agreements").is_hidden()
    assert page.locator(".chart-options h3").text_content().startswith("Worth most to Ukraine: Keep to it today")
    accessible(page, PHONE, SCREEN)

    page.get_by_role("button", name="Keep as a branch").click()
    page.get_by_role("button", name="Order a violation").click()
    page.wait_for_function("() => document.querySelector('.seat-turn .seat-news').textContent.includes('Ukraine violates')")
    page.get_by_role("button", name="Undo").click()
    stands(page, "“Civilian targets spared” is in force.")
    page.get_by_role("button", name="Let the model play on").click()
    page.wait_for_selector(".seat-reviews article")
    game.follow_the_model()
    assert f"Score of Ukraine: {100 * game.score('ukraine'):.1f}% of the stake" in page.locator(".seat-debrief .headline").text_content()
    assert "your choice" in page.locator(".seat-reviews tr.taken").first.text_content()
    accessible(page, PHONE)
    over = page.locator(".seat-debrief .headline").text_content()
    page.reload()  # the address holds the game
    page.wait_for_selector(".seat-reviews article")
    assert page.locator(".seat-debrief .headline").text_content() == over
    page.get_by_role("button", name="Branch 1, Day 17").click()
    stands(page, "“Civilian targets spared” is in force.")


def test_a_link_to_no_game_is_refused_in_a_sentence(tab: Any) -> None:
    page = seated(tab, f"{OPEN}&seat=ukraine&seat.run=8&choices=14+ukraine+offer+everything")
    page.wait_for_selector(".complaints:visible")
    assert "ukraine cannot choose 'everything' here" in page.locator(".view-seat .complaints").text_content()
    page.get_by_role("button", name="Sit down").click()
    stands(page, "What does Ukraine offer Russia?")
    tab.complaints.clear()  # the browser itself notes a status of 422


def test_nobody_sits_down_before_it_is_known_who_is_there(tab: Any) -> None:
    held: list[Any] = []
    tab.page.route("**/api/scenario", lambda asked: held.append(asked))
    tab.page.goto(f"{tab.address}{OPEN}")
    begin = tab.page.get_by_role("button", name="Sit down")
    begin.wait_for()
    assert begin.is_disabled()
    held[0].continue_()
    tab.page.wait_for_selector(".seat-party")
    assert begin.is_enabled()


def test_two_people_share_a_game_over_the_same_page(tab: Any, browser: Any) -> None:
    page = seated(tab, "?scenario=baseline&days=16&view=seat")
    page.get_by_label("Number of the run").fill("8")
    page.get_by_label("The other decides for").select_option("Russia")
    page.get_by_role("button", name="Open a shared game").click()
    link = page.get_by_label("Pass this link")
    link.wait_for()
    stands(page, "Russia has to decide.")
    assert page.locator(".seat-option").count() == 0
    accessible(page, PHONE)

    context = browser.new_context(viewport={"width": 1280, "height": 900})
    other = type(tab)(context.new_page(), tab.address)
    other.page.goto(link.input_value())
    other.page.get_by_role("button", name="Decide for Russia").wait_for()
    accessible(other.page, SCREEN)
    other.page.get_by_role("button", name="Decide for Russia").click()
    stands(other.page, "What does Russia offer Ukraine?")
    link.wait_for(state="hidden")
    other.page.get_by_role("button", name="Offer “Short truce”").click()
    stands(page, "Russia offers “Short truce”")
    stands(other.page, "Ukraine has to decide.")
    page.reload()  # the tab keeps its seat
    stands(page, "Russia offers “Short truce”")
    page.get_by_role("button", name="Refuse").click()
    other.page.wait_for_function("() => document.querySelector('.seat-turn .seat-news').textContent.includes('Ukraine refuses')")
    stands(page, "What does Ukraine offer Russia?")
    go_back_together(page, other.page)
    page.get_by_role("button", name="Choose what the model would").click()
    for one in (page, other.page):
        one.wait_for_function("() => document.querySelector('.seat-option, .seat-debrief .headline')")
    other.page.get_by_role("button", name="End the game for both").click()
    other.page.get_by_role("button", name="Sit down").wait_for()
    page.wait_for_selector(".view-seat .complaints:visible")
    assert "There is no such game" in page.locator(".view-seat .complaints").text_content()
    page.close()
    tab.complaints = [said for said in tab.complaints if "404" not in said]  # which the browser itself notes of every question about the game
    assert (other.strangers, other.complaints) == ([], [])
    context.close()
