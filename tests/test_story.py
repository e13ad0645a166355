"""One run in sentences."""

from __future__ import annotations

import pytest

import sim
from sim.story import Told, full_text, tell

DAYS = 60


@pytest.fixture(scope="module")
def scenario() -> sim.Scenario:
    return sim.load("baseline").set("days", DAYS)


def sentences(scenario: sim.Scenario, run: int = 1) -> list[str]:
    return [told.sentence for told in tell(scenario, 1, run)]


def always(scenario: sim.Scenario, rung: str) -> sim.Scenario:
    """A scenario in which both sides gain by this rung and by no other, and choose without error."""
    for party in ("russia", "ukraine"):
        for other in scenario.situation.agreements:
            scenario = scenario.set(f"agreements.{other}.relief.{party}", 1.0 if other == rung else 1e-9)
        scenario = scenario.set(f"{party}.exposure", 0).set(f"{party}.resolve", 0.0).set(f"{party}.optimism", 0)
    scenario = scenario.set("russia.war_economy", 0).set("agreements.settlement.terms", "none")
    return scenario.set("talks.precision", 100_000)


def test_the_same_run_tells_the_same_story(scenario: sim.Scenario) -> None:
    assert tell(scenario, 1, 3) == tell(scenario, 1, 3)


def test_other_runs_tell_other_stories(scenario: sim.Scenario) -> None:
    assert sentences(scenario, 3) != sentences(scenario, 4)


def test_a_story_is_told_in_the_order_of_days(scenario: sim.Scenario) -> None:
    days = [told.first_day for told in tell(scenario, 1, 2)]
    assert days == sorted(days)


def test_events_are_told_by_their_titles() -> None:
    event = {"day": 3, "title": "London talks", "change": {"us.impatience": 0.1}}
    assert "London talks." in sentences(sim.load({"title": "a", "extends": "baseline", "days": 9, "events": [event]}))


def test_the_last_sentence_says_how_the_run_ends(scenario: sim.Scenario) -> None:
    last = tell(scenario.set("talks.every", 3650).set("us.table_every", 3650), 1, 1)[-1]
    assert last.first_day == DAYS
    assert last.sentence == "The run ends with nothing in force. Russia holds 20% of the stake."


def test_days_come_with_their_date(scenario: sim.Scenario) -> None:
    assert Told(9, 9, "").when(scenario) == "Day 9, 1 May 2025"
    assert Told(9, 12, "").when(scenario) == "Day 9 to 12, 1 May 2025"


def test_an_agreement_is_told_from_offer_to_end(scenario: sim.Scenario) -> None:
    eager = always(scenario, "truce").set("truces.accident", 0).set("truces.tempo", 0).set("truces.review", 0).set("us.table", None)
    told = sentences(eager)
    assert "Russia offers “Short truce”; Ukraine accepts." in told
    assert "Both renew “Short truce”." in told
    assert told[-1].startswith("The run ends with “Short truce” in force.")


def test_a_denunciation_names_who_denounces_and_counts_violations(scenario: sim.Scenario) -> None:
    broken = always(scenario, "truce").set("talks.precision", 0).set("truces.review", 1).set("truces.accident", 1).set("agreements.truce.days", 300)
    told = " ".join(sentences(broken, 2))
    assert "is denounced by" in told
    assert "violated on 1 day by Russia and 1 day by Ukraine" in told


def test_shocks_red_lines_and_deadlines_are_told(scenario: sim.Scenario) -> None:
    eventful = scenario.set("shocks.atrocity.hazard", 0.2).set("red_lines.russia.hazard", 1.0).set("red_lines.russia.worth", 0).set("us.deadline", 20)
    told = " ".join(sentences(eventful.set("us.enforce", 0)))
    assert "An atrocity against civilians hardens Ukraine." in told
    assert "Russia drops its red line." in told
    assert "The mediator’s deadline is due, but it lets it pass and loses credibility." in told
    assert "and it walks away." in " ".join(sentences(eventful.set("us.enforce", 1)))


def test_refusals_are_gathered_in_one_sentence(scenario: sim.Scenario) -> None:
    hopeless = scenario.set("ukraine.resolve", 1).set("russia.resolve", 1).set("talks.precision", 3.0).set("shocks.atrocity.hazard", 0)
    told = [told for told in tell(hopeless.set("red_lines.russia.hazard", 0), 1, 3) if told.in_vain]
    assert told
    assert any("The mediator proposes in vain" in one.sentence for one in told)
    assert any("Offers refused: " in one.sentence and "cynical" in one.sentence for one in told)


def test_the_mediators_proposal_is_told_when_both_accept(scenario: sim.Scenario) -> None:
    agreed = always(scenario, "thirty_day_ceasefire").set("talks.every", 3650)
    assert "United States proposes “30-day ceasefire”; both accept." in sentences(agreed)


def test_the_full_text_has_a_head_and_a_line_for_each_sentence(scenario: sim.Scenario) -> None:
    text = full_text(scenario, 1, 1)
    assert text.splitlines()[0] == scenario.title
    assert len(text.splitlines()) == 3 + len(tell(scenario, 1, 1))
