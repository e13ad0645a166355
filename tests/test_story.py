"""One run in sentences."""

from __future__ import annotations

import dataclasses
import functools
import importlib
import math
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.happenings import Conduct, Course, Deadline, Happening, Offer, Proposal
from sim.reasons import Ledger
from sim.story import Told, day_by_day, follow, full_text, of_a_day, paragraphs, tell, why
from sim.story.arguments import against, answering
from sim.story.daily import Daily
from sim.story.sheets import adding_up
from sim.story.words import chance
from tests.ensembles import edited, shipped

DAYS = 60
RUNS = (1, 2, 8)


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
    assert last.sentence == f"The run ends with nothing in force. Russia holds {scenario.get('front.held'):.0%} of the stake."


def test_days_come_with_their_date(scenario: sim.Scenario) -> None:
    assert Told(9, 9, "").when(scenario) == "Day 9, 1 May 2025"
    assert Told(9, 12, "").when(scenario) == "Days 9 to 12, 1 May 2025"


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


# Day by day


@functools.cache
def course(run: int = 1) -> Course:
    """A run of the baseline, followed."""
    return follow("baseline", 1, run)


@functools.cache
def alone(found: Course) -> dict[int, str]:
    """What is told of each day as if it were the only one, in one line."""
    return {told.last_day: f"{told.when(found.scenario)}. {told.sentence}" for told in Daily(found, afresh=True).told}


def on(day: int, found: Course) -> str:
    """What is told of a day; nothing if nobody breaks the agreement in force, and nothing else happens."""
    return " ".join(alone(found).get(day, "").split())


def test_a_day_alone_is_told_as_among_all_days() -> None:
    for day in (*list(alone(course()))[:3], *list(alone(course()))[-3:]):
        assert " ".join(of_a_day(course(), day).split()) == on(day, course())
    unbroken = next(each.day for each in course().of(Conduct) if each.day not in alone(course()))
    assert of_a_day(course(), unbroken).endswith(" Nobody breaks the agreement in force.")


def test_the_long_story_is_the_same_for_the_same_run() -> None:
    assert day_by_day(follow("baseline", 1, 3)) == day_by_day(follow("baseline", 1, 3))


@pytest.mark.parametrize("run", RUNS)
def test_the_long_story_keeps_to_80_columns_and_to_the_order_of_days(run: int) -> None:
    text = day_by_day(course(run))
    assert max(map(len, text.splitlines())) <= 80
    days = [int(day) for day in re.findall(r"^Days? (\d+)", text, flags=re.MULTILINE)]
    assert days == sorted(set(days))


def offers(wanted: Callable[[Offer], Any]) -> Iterator[tuple[Course, Offer]]:
    """Offers of the first runs for which something holds; there is at least one."""
    found = [(course(run), offer) for run in RUNS for offer in course(run).of(Offer) if offer.rung is not None and wanted(offer)]
    assert found
    yield from found


def test_a_cynical_offer_is_told_with_what_outweighs_what() -> None:
    for found, offer in offers(lambda offer: offer.cynical and offer.own.bargain is None):
        assert f"cynically: it would rather fight, as {against(offer.own)}" in on(offer.day, found)


def test_a_cynical_settlement_is_told_with_what_each_asks_and_concedes() -> None:
    for found, offer in offers(lambda offer: offer.cynical and offer.own.bargain is not None):
        bargain = offer.own.bargain if offer.who == "russia" else offer.answer.bargain
        asked, conceded = f"{100 * bargain.reservation:.1f}%", f"{100 * (1 - bargain.other_reservation):.1f}%".replace("-", "−")
        assert f"Russia asks at least {asked} of the stake and Ukraine concedes at most {conceded}" in on(offer.day, found)


def test_a_cynical_offer_is_told_with_what_the_mediators_eyes_add() -> None:
    for found, offer in offers(lambda offer: offer.cynical and offer.choice.of(offer.rung).worth > 0.001):
        option = offer.choice.of(offer.rung)
        assert f"worth +{100 * (option.gesture + option.blame):.1f}%" in on(offer.day, found)


def test_an_offer_that_is_worth_less_than_holding_out_is_told_with_its_probability() -> None:
    for found, offer in offers(lambda offer: offer.choice.of(offer.rung).worth < -0.001):
        option = offer.choice.of(offer.rung)
        assert f"holding out would be worth {-100 * option.worth:.1f}% more, so that the offer had a probability of " in on(offer.day, found)


def test_what_is_said_to_outweigh_does() -> None:
    for _, offer in offers(lambda offer: offer.cynical and offer.own.bargain is None):
        said = against(offer.own)
        against_it, for_it = re.split("outweighs?", said)
        sums = [sum(abs(float(number)) for number in re.findall(r"\d+\.\d+", part)) for part in (against_it, for_it)]
        assert sums[0] >= sums[1] - 0.1, said


def test_an_answer_is_told_with_its_worth_and_its_probability() -> None:
    for found, offer in offers(lambda offer: not offer.answer.line_stands and abs(offer.answer.advantage) > 0.001):
        verb, worth = "accepts" if offer.accepted else "refuses", f"{100 * offer.answer.advantage:+.1f}%".replace("-", "−")
        told = on(offer.day, found)
        assert re.search(rf"{found.label(offer.to)} {verb}[a-z ]*: {re.escape(worth)} of the stake", told), told
        assert f"probability of yes {chance(offer.answer.yes)}" in told


def test_an_answer_behind_a_red_line_is_told_so() -> None:
    for found, offer in offers(lambda offer: offer.answer.line_stands):
        assert f"{found.label(offer.to)} refuses: its red line stands in the way." in on(offer.day, found)


def made_up(advantage: float, refusal: float, yes: float = 0.5) -> Ledger:
    """A ledger in which this is weighed."""
    terms = {"costs saved": max(advantage, 0.0) + 0.1, "betrayal": min(advantage, 0.0) - 0.1}
    return Ledger("ukraine", "truce", terms, advantage, 0.0, refusal, 80.0, yes, line_stands=False, own_rule=False)


@pytest.mark.parametrize(
    ("ledger", "yes", "words"),
    [
        (made_up(0.02, 0.01), True, "accepts: +2.0%"),
        (made_up(-0.01, 0.02), True, "accepts to escape blame: −1.0% of the stake (betrayal −11.0, costs saved +10.0), while the blame"),
        (made_up(-0.02, 0.01), True, "accepts against the odds: −2.0%"),
        (made_up(-0.02, 0.01), False, "refuses: −2.0% of the stake (betrayal −12.0, costs saved +10.0), while the blame"),
        (made_up(0.02, 0.01), False, "refuses against the odds: +2.0%"),
        (dataclasses.replace(made_up(0.02, 0), line_stands=True), False, "refuses: its red line stands in the way"),
        (dataclasses.replace(made_up(0.02, 0), own_rule=True), False, "refuses by a strategy of its own: +2.0%"),
    ],
)  # fmt: skip
def test_an_answer_says_whether_blame_turned_it_and_whether_it_was_likely(ledger: Ledger, yes: bool, words: str) -> None:
    assert answering(course(), ledger, yes).startswith(f"Ukraine {words}")


def test_what_repeats_itself_is_told_shortly() -> None:
    text = " ".join(day_by_day(course()).split())
    assert re.search(r" offers “[^”]+” again, (cynically and )?for the same reasons \([+−]\d+\.\d+%\)\.", text)
    assert re.search(r" refuses again(\.| against the odds| \([+−]\d+\.\d+%, probability of yes )", text)


def test_a_day_alone_is_told_in_full() -> None:
    repeated = re.findall(r"^Day (\d+), (?:(?!\n\n).)*? again[., ]", day_by_day(course()), flags=re.MULTILINE | re.DOTALL)
    assert repeated
    assert not any(re.search(r"\bagain\b", on(int(day), course())) for day in repeated)


def test_violations_are_told_with_their_cause_and_whether_they_are_blamed() -> None:
    conducts = [(course(run), conduct) for run in RUNS for conduct in course(run).of(Conduct) if conduct.violated]
    assert conducts
    for found, conduct in conducts:
        for party in conduct.violated:
            keeping, told = conduct.keeping[party], on(conduct.day, found)
            likely = "order" if keeping.breach > keeping.accident else "accident"
            assert f"more likely by {likely} (" in told
            assert ("it is seen" if party in conduct.attributed else "it denies it") in told


@pytest.mark.parametrize("run", RUNS)
def test_every_violation_is_told_as_blamed_or_denied(run: int) -> None:
    for conduct in course(run).of(Conduct):
        told = on(conduct.day, course(run))
        assert told.count("violates") == len(conduct.violated)
        assert told.count("it is seen") == len(conduct.attributed)
        assert told.count("it denies it") == len(conduct.violated) - len(conduct.attributed)


def test_deadlines_exits_pressure_and_red_lines_are_told(scenario: sim.Scenario) -> None:
    eventful = scenario.set("red_lines.russia.hazard", 1.0).set("red_lines.russia.worth", 0).set("us.deadline", 20)
    passed = " ".join(day_by_day(follow(eventful.set("us.enforce", 0))).split())
    assert f"The mediator’s deadline is due, but it lets it pass and is left with {1 - scenario.get('us.bluff'):.0%} of its credibility." in passed
    assert re.search(r"Russia drops its red line: pressure \(\+\d\.\d+% of the stake\)", passed)
    assert re.search(r"The mediator’s pressure is \d\.\d% of the stake on Russia and \d\.\d% on Ukraine \(impatience \d+%", passed)
    left = " ".join(day_by_day(follow(eventful.set("us.enforce", 1))).split())
    assert "and it walks away, as it does with probability 100%; from now on it presses nobody." in left


def test_quiet_stretches_are_told_in_one_sentence(scenario: sim.Scenario) -> None:
    quiet = scenario.set("talks.every", 3650).set("us.table_every", 3650).set("shocks.atrocity.hazard", 0).set("red_lines.russia.hazard", 0)
    told = paragraphs(follow(quiet.set("us.deadline", 3650)))
    assert told[0] == "Days 1 to 29, 23 Apr 2025. The fighting goes on."


def test_an_agreement_that_holds_is_told_where_nothing_else_is(scenario: sim.Scenario) -> None:
    steady = always(scenario, "freeze").set("truces.accident", 0).set("truces.tempo", 0).set("truces.review", 0).set("us.table", None)
    quiet = steady.set_all({"talks.every": 20, "red_lines.russia.blocks": ["settlement"], "red_lines.russia.hazard": 0})
    assert "“Open-ended freeze” holds." in " ".join(" ".join(paragraphs(follow(quiet))).split())


def test_a_strategy_of_its_own_is_said_to_choose(scenario: sim.Scenario) -> None:
    told = " ".join(day_by_day(follow(scenario.set("russia.strategy", "stubborn"))).split())
    assert "Russia makes no offer, by a strategy of its own" in told
    assert "Russia refuses by a strategy of its own" in told
    assert "Ukraine refuses by a strategy of its own" not in told


# All reasons of a day


def numbers(line: str) -> list[float]:
    """The signed numbers of a row of a table."""
    return [float(word.replace("−", "-")) for word in re.findall(r"(?<!\S)[+−]?\d+\.\d\d(?!\S)", line)]


def days(*kinds: type[Happening]) -> list[int]:
    """Days of the first run on which something of each kind happens: the first five."""
    found = [day for day in course().decided if all(any(isinstance(each, kind) for each in course().on(day)) for kind in kinds)][:5]
    assert found
    return found


def test_printed_terms_add_up_to_the_printed_sum() -> None:
    for day in days(Offer) + days(Proposal) + days(Conduct):
        rows = [numbers(line) for line in why(course(), day).splitlines() if len(numbers(line)) == 7]  # five terms, their sum, and blame
        assert len(rows) >= 10
        for row in rows:
            assert sum(row[:5]) == pytest.approx(row[5], abs=1e-9)


def test_the_printed_probability_follows_from_what_is_printed() -> None:
    lines = [line for day in days(Proposal) for line in why(course(), day).splitlines() if len(numbers(line)) == 7 and re.search(r" \d+%$", line)]
    assert lines
    for line in lines:
        worth, blame = numbers(line)[5:]
        by_rule = 100 / (1 + math.exp(-course().scenario.situation.talks.precision * (worth + blame) / 100))
        assert float(line.split()[-1].rstrip("%")) == pytest.approx(by_rule, abs=0.8)


def test_every_rung_stands_in_both_sides_tables_and_what_was_asked_is_marked() -> None:
    (day, *_) = days(Offer, Proposal)
    text, asked = why(course(), day), {each.rung for each in course().on(day) if isinstance(each, Offer | Proposal)}
    for rung in course().rungs:
        mark = "→" if rung in asked else " "
        assert len(re.findall(rf"^{mark} {course().label(rung)} ", text, flags=re.MULTILINE)) >= 2


def test_the_rules_that_a_table_names_exist() -> None:
    text = why(course(), days(Offer)[0]) + why(course(), days(Conduct)[0])
    named = {
        (room, rule)
        for group in re.findall(r"\(((?:[a-z]+\.[a-z_]+(?:, )?)+)\)", text)
        for room, _, rule in (one.partition(".") for one in group.split(", "))
    }
    assert len(named) >= 10
    for room, rule in named:
        assert callable(getattr(importlib.import_module(f"sim.rules.{room}"), rule)), (room, rule)


def test_tables_keep_to_80_columns() -> None:
    alike = {frozenset(type(each) for each in course().on(day)): day for day in course().decided}  # a day for all that can happen on one
    assert len(alike) >= 10
    for day in alike.values():
        assert max(map(len, why(course(), day).splitlines())) <= 80, day


def test_a_day_without_a_decision_is_refused_with_the_days_near_it() -> None:
    decided = course().decided
    quiet = next(day for day in range(decided[1], decided[-2]) if day not in decided)
    near = [day for day in decided if day < quiet][-2:] + [day for day in decided if day > quiet][:2]
    sentence = f"Nothing was decided on day {quiet} of run 1; the nearest days with a decision are {near[0]}, {near[1]}, {near[2]} and {near[3]}."
    with pytest.raises(ValueError, match=re.escape(sentence)):
        why(course(), quiet)


def test_a_day_beyond_the_run_is_refused() -> None:
    with pytest.raises(ValueError, match=r"Run 1 has no day 400; it has days 1 to 365; the nearest days with a decision are \d+ and \d+\."):
        why(course(), 400)


def test_a_deadline_is_told_to_be_weighed_by_nobody() -> None:
    alone = [deadline.day for deadline in course().of(Deadline) if deadline.day not in course().ledgers]
    assert f"Nothing is weighed: it walks away with probability {course().scenario.get('us.enforce'):.0%}" in why(course(), alone[0])


def test_a_run_without_decisions_says_so() -> None:
    with pytest.raises(ValueError, match=r"Nothing was decided on day 3 of run 1; nothing was decided on any day\."):
        why(follow(shipped().set("days", 5)), 3)


@given(st.lists(st.floats(-0.5, 0.5), min_size=1, max_size=6))
def test_rounded_terms_add_up_and_none_is_off_by_more_than_a_hundredth(values: list[float]) -> None:
    printed = [float(text.replace("−", "-")) for text in adding_up({str(place): value for place, value in enumerate(values)}, math.fsum(values))]
    assert sum(printed) == pytest.approx(round(100 * math.fsum(values), 2), abs=1e-6)
    assert all(abs(text - 100 * value) <= 0.01 + 1e-9 for text, value in zip(printed, values, strict=True))


def hostile(data: dict[str, Any]) -> None:
    """Labels with markup, of great length, and in other scripts."""
    data["parties"]["russia"]["label"], data["parties"]["ukraine"]["label"] = "[bold]R[/bold]", "Öst-Страна 国"
    for number, agreement in enumerate(data["agreements"].values()):
        agreement["label"] = f"[{number}] {'pause of a name that never ends ' * 3}"[:120].strip()


def test_hostile_labels_are_printed_as_they_are() -> None:
    odd = follow(edited(hostile), 1, 1)
    day = next(offer.day for offer in odd.of(Offer) if offer.rung == "settlement")
    text, tables = day_by_day(odd), why(odd, day)
    assert re.search(r"\[bold\]R\[/bold\] offers “\[\d\] pause of a name", text)
    assert "Öst-Страна 国" in tables
    assert max(map(len, [*text.splitlines(), *tables.splitlines()])) <= 80
    assert "→ [4] pause of a name" in tables
