"""What is written down of one run agrees with the ensemble's columns, and the reasons are the numbers that were decided with."""

from __future__ import annotations

import functools
import itertools
import json
import math
import re

import numpy as np
import pytest

import sim
from sim.happenings import Conduct, Course, Deadline, Ending, LineFall, Offer, Pressure, Proposal, Renewal, Signing
from sim.model import Talks
from sim.reasons import NOT_HIGHER, OWN_LINE, Ledger
from sim.record import Outcomes
from sim.result import OUTCOMES, Result
from sim.story import follow
from tests.ensembles import ensemble, shipped, without

RUNS, SEED = 40, 1
TOLERANCE = 1e-12
SHOWN = [("baseline", 1), ("baseline", 8), ("european_guarantees", 3), ("pressing_moscow", 17)]


@functools.cache
def course(name: str, run: int) -> Course:
    """A run of a shipped scenario, followed."""
    return follow(shipped(name), SEED, run)


def columns(name: str, run: int) -> dict[str, float]:
    """The outcome columns of a run, taken from an ensemble."""
    result: Result = ensemble(shipped(name), RUNS, SEED)
    return {column: values[run - 1].item() for column, values in result.columns.items()}


def every_ledger(found: Course) -> list[Ledger]:
    """All ledgers of a run: those of its days, and those of its renewals."""
    of_days = [ledger for sheets in found.ledgers.values() for side in sheets.values() for ledger in side]
    return of_days + [ledger for renewal in found.of(Renewal) for ledger in renewal.answers.values()]


shown = pytest.mark.parametrize(("name", "run"), SHOWN)


@shown
def test_offers_and_answers_are_those_of_the_ensemble(name: str, run: int) -> None:
    found, row = course(name, run), columns(name, run)
    for party, other in (("russia", "ukraine"), ("ukraine", "russia")):
        made = [offer for offer in found.of(Offer) if offer.who == party and offer.rung is not None]
        assert len(made) == row[f"offers_{party}"]
        assert sum(offer.cynical for offer in made) == row[f"cynical_offers_{party}"]
        said = sum(proposal.yes[other] for proposal in found.of(Proposal))
        assert said == row[f"table_yes_{other}"]
        assert said + sum(offer.accepted for offer in made) == row[f"accepted_{other}"]
    assert len(found.of(Proposal)) == row["tables"]


@shown
def test_agreements_are_those_of_the_ensemble(name: str, run: int) -> None:
    found, row = course(name, run), columns(name, run)
    for rung in found.rungs:
        days = [signing.day for signing in found.of(Signing) if signing.rung == rung]
        assert len(days) == row[f"times_{rung}"]
        assert min(days, default=0) == row[f"first_{rung}"]
        assert sum(renewal.agreed for renewal in found.of(Renewal) if renewal.rung == rung) == row[f"renewed_{rung}"]


@shown
def test_violations_denunciations_and_turns_are_those_of_the_ensemble(name: str, run: int) -> None:
    found, row = course(name, run), columns(name, run)
    for party in ("russia", "ukraine"):
        assert sum(party in conduct.violated for conduct in found.of(Conduct)) == row[f"violations_{party}"]
        assert sum(party in conduct.denounced for conduct in found.of(Conduct)) == row[f"denounced_{party}"]
    assert sum(not deadline.leaves for deadline in found.of(Deadline)) == row["deadlines_passed"]
    assert sum(deadline.day for deadline in found.of(Deadline) if deadline.leaves) == row["mediator_left"]
    assert sum(fall.day for fall in found.of(LineFall)) == row["red_line_dropped"]
    assert found.outcome == OUTCOMES[int(row["outcome"])]
    assert found.happenings[-1].held == row["held_end"]


@shown
def test_days_in_force_are_those_of_the_daily_states(name: str, run: int) -> None:
    model = Talks(shipped(name), SEED, [run])
    record = Outcomes(model)
    model.observers.append(record)
    for _ in range(shipped(name).days):
        model.step()
    days_at = record.at_rung.sum(axis=0)  # the day of signing counts there, that of the end does not
    found = course(name, run)
    for number, rung in enumerate(found.rungs):
        lasts = sum(ended - since for one, since, ended in found.in_force() if one == rung)
        assert days_at[number] == lasts + (found.happenings[-1].rung == rung)


@shown
def test_terms_add_up_to_the_advantage(name: str, run: int) -> None:
    found = every_ledger(course(name, run))
    assert len(found) > 500
    assert max(abs(sum(ledger.terms.values()) - ledger.advantage) for ledger in found) < TOLERANCE


@shown
def test_the_probability_of_yes_follows_from_the_ledger(name: str, run: int) -> None:
    for ledger in every_ledger(course(name, run)):
        by_rule = 1 / (1 + math.exp(-ledger.precision * (ledger.advantage + ledger.refusal)))
        assert ledger.yes == (0 if ledger.line_stands else pytest.approx(by_rule, abs=TOLERANCE))


@shown
def test_keeping_adds_up_and_gives_the_chances_of_breaking_and_leaving(name: str, run: int) -> None:
    found = course(name, run)
    truces, precision = found.scenario.situation.truces, found.scenario.get("talks.precision")
    kept = [keeping for conduct in found.of(Conduct) for keeping in conduct.keeping.values()]
    assert kept
    for keeping in kept:
        assert sum(keeping.terms.values()) == pytest.approx(keeping.keep, abs=TOLERANCE)
        breach, leave = ((1 - math.tanh(precision / 2 * (keeping.keep + price))) / 2 for price in (keeping.caught, keeping.left))
        assert keeping.breach == pytest.approx(truces.tempo * breach, abs=TOLERANCE)
        assert keeping.leave == pytest.approx(truces.review * leave, abs=TOLERANCE)


@shown
def test_an_offers_parts_add_up_and_all_chances_make_one(name: str, run: int) -> None:
    for offer in course(name, run).of(Offer):
        choice = offer.choice
        assert choice.waits is not None
        for option in choice.options:
            assert option.deal + option.gesture + option.blame == pytest.approx(option.worth, abs=TOLERANCE)
        assert choice.waits + sum(option.chance or 0 for option in choice.options) == pytest.approx(1)


@shown
def test_what_is_chosen_was_open_and_what_is_open_follows_the_logit_rule(name: str, run: int) -> None:
    precision = course(name, run).scenario.get("talks.precision")
    for offer in course(name, run).of(Offer):
        choice = offer.choice
        assert offer.rung is None or not choice.of(offer.rung).closed
        for option in choice.options:
            odds = 0 if option.closed else choice.waits * math.exp(precision * option.worth)
            assert option.chance == pytest.approx(odds, rel=1e-9)


@shown
def test_cynical_offers_are_those_whose_maker_would_rather_fight(name: str, run: int) -> None:
    made = [offer for offer in course(name, run).of(Offer) if offer.own is not None]
    assert made
    assert all(offer.cynical == (sum(offer.own.terms.values()) < 0) for offer in made if offer.own is not None)


def test_offers_are_made_as_often_as_their_reasons_say() -> None:
    """Over many runs, the probabilities of the ledgers are the shares of what is offered, within four standard errors."""
    scenario = shipped().set("days", shipped().get("talks.every"))  # the day on which they first talk
    courses = [follow(scenario, SEED, run) for run in range(1, 401)]
    first = [next(iter(found.of(Offer))) for found in courses]
    chances = np.array([[*(option.chance for option in offer.choice.options), offer.choice.waits] for offer in first], dtype=float)
    names = [*courses[0].rungs, None]
    shares = np.array([np.mean([offer.rung == name for offer in first]) for name in names])
    expected = chances.mean(axis=0)
    assert np.all(np.abs(shares - expected) <= 4 * np.sqrt(expected * (1 - expected) / len(first)) + 1e-9)


def test_the_same_run_has_the_same_course() -> None:
    one, another = (follow(shipped().set("days", 120), 3, 5).as_dict() for _ in range(2))
    assert one == another


def test_a_red_line_closes_what_it_blocks_until_it_falls() -> None:
    found = course("baseline", 1)
    fell = found.of(LineFall)[0].day if found.of(LineFall) else found.days
    for offer in found.of(Offer):
        reasons = {option.rung: option.closed for option in offer.choice.options}
        standing = offer.who == "russia" and offer.day < fell
        assert [rung for rung in reasons if reasons[rung] == OWN_LINE] == (["freeze", "settlement"] if standing else [])


def test_what_is_not_above_the_agreement_in_force_is_closed() -> None:
    offers = [offer for name, run in SHOWN for offer in course(name, run).of(Offer)]
    assert any(option.closed == NOT_HIGHER for offer in offers for option in offer.choice.options)
    for name, run in SHOWN:
        found = course(name, run)
        for offer in found.of(Offer):
            held = [found.rungs.index(rung) for rung, since, ended in found.in_force() if since < offer.day <= ended]
            closed = [found.rungs.index(option.rung) for option in offer.choice.options if option.closed == NOT_HIGHER]
            assert closed == list(range(held[0] + 1 if held else 0))


def test_a_red_line_that_falls_tells_what_weighed() -> None:
    fall = next(fall for run in range(1, 10) for fall in course("baseline", run).of(LineFall))
    assert fall.reasons is not None
    line = shipped().situation.red_lines["russia"]
    by_rule = line.hazard / (1 + math.exp(-shipped().get("talks.precision") * (fall.reasons.pressure + fall.reasons.hope - line.worth)))
    assert fall.reasons.chance == pytest.approx(by_rule)


def test_a_red_line_dropped_by_an_event_has_no_reasons() -> None:
    event = {"day": 3, "title": "The line is dropped", "drop_red_line": "russia"}
    fall = follow(sim.load({"title": "a", "extends": "baseline", "days": 4, "events": [event]})).of(LineFall)
    assert [(each.day, each.who, each.reasons) for each in fall] == [(3, "russia", None)]


def test_a_settlements_terms_are_those_of_both_sides() -> None:
    for sheets in course("baseline", 1).ledgers.values():
        russia, ukraine = (sheets[party][-1] for party in ("russia", "ukraine"))
        assert russia.bargain is not None
        assert russia.bargain.room < 0
        assert russia.terms == pytest.approx(ukraine.terms)
        assert russia.advantage == pytest.approx(1 - russia.bargain.reservation - russia.bargain.other_reservation)


def test_where_there_is_something_to_divide_each_has_its_share() -> None:
    scenario = shipped("european_guarantees").set("europe.guarantee", 0.95).set("days", 7)
    sheets = follow(scenario).ledgers[7]
    russia, ukraine = (sheets[party][-1] for party in ("russia", "ukraine"))
    assert russia.bargain is not None
    assert ukraine.bargain is not None
    assert russia.bargain.room > 0
    assert russia.bargain.share + ukraine.bargain.share == pytest.approx(1)
    assert russia.advantage == pytest.approx(russia.bargain.share * russia.bargain.room)
    assert sum(ukraine.terms.values()) == pytest.approx(ukraine.advantage)


def test_a_strategy_of_its_own_has_no_invented_reasons() -> None:
    found = follow(shipped().set("russia.strategy", "stubborn").set("days", 60))
    offers = {party: [offer for offer in found.of(Offer) if offer.who == party] for party in ("russia", "ukraine")}
    assert all(offer.choice.waits is None and all(option.chance is None for option in offer.choice.options) for offer in offers["russia"])
    assert all(offer.choice.waits is not None for offer in offers["ukraine"])
    assert {ledger.own_rule for sheets in found.ledgers.values() for ledger in sheets["russia"]} == {True}
    assert {ledger.own_rule for sheets in found.ledgers.values() for ledger in sheets["ukraine"]} == {False}


def test_a_learner_is_told_with_what_it_reckoned_before_the_answer() -> None:
    first = follow(shipped().set("russia.strategy", "learner").set("days", 7)).of(Offer)[0]
    assert [option.expected_yes for option in first.choice.options] == [0.5] * 5


def test_a_strategy_with_a_conduct_of_its_own_has_no_chances_of_breaking() -> None:
    class Saint(sim.Belligerent):
        """Does whatever the others do, through a method of its own."""

        def conduct(self, view, deal, accident):
            return super().conduct(view, deal, accident)

    found = follow(shipped(), 1, 1, strategies={"ukraine": Saint})
    kept = [conduct.keeping for conduct in found.of(Conduct)]
    assert {keeping["ukraine"].breach for keeping in kept} == {None}
    assert None not in {keeping["russia"].breach for keeping in kept}


def test_endings_count_the_violations_of_their_agreement() -> None:
    found = course("baseline", 1)
    for ending in found.of(Ending):
        since = max(signing.day for signing in found.of(Signing) if signing.day < ending.day)
        during = [conduct for conduct in found.of(Conduct) if since < conduct.day <= ending.day]
        assert ending.lasted == ending.day - since
        for party, count in ending.violations.items():
            assert count == sum(party in conduct.violated for conduct in during)


def test_agreements_follow_each_other_without_overlap() -> None:
    spells = course("european_guarantees", 3).in_force()
    assert len(spells) > 5
    assert all(earlier[2] <= later[1] for earlier, later in itertools.pairwise(spells))


def test_without_a_mediator_there_is_neither_pressure_nor_blame_to_fear() -> None:
    found = follow(without("us"), 1, 1)
    assert not [*found.of(Pressure), *found.of(Proposal), *found.of(Deadline)]
    assert {option.gesture + option.blame for offer in found.of(Offer) for option in offer.choice.options} == {0.0}


def test_pressure_is_told_monthly_until_the_mediator_leaves() -> None:
    found = follow(shipped("deadlines_mean_it"), 1, 1)
    left = [deadline.day for deadline in found.of(Deadline) if deadline.leaves]
    days = [pressure.day for pressure in found.of(Pressure)]
    assert left
    assert days == [day for day in range(30, 366, 30) if day < left[0]]


def test_happenings_are_plain_data_with_dates() -> None:
    found = json.loads(json.dumps(course("baseline", 8).as_dict()))
    assert found["happenings"][0]["date"] == "2025-04-29"
    assert {happening["kind"] for happening in found["happenings"]} >= {"offer", "proposal", "conduct", "signing", "pressure", "end"}
    assert set(found["ledgers"]["7"]) == {"russia", "ukraine"}
    assert not re.search(r"-0\.0\b(?!\d)", json.dumps(found))


def test_the_telling_day_is_the_highest_ceasefires_signing_or_its_first_refusal() -> None:
    refused = follow(shipped().set_all({"talks.precision": 100_000, "russia.resolve": 1, "ukraine.resolve": 1, "talks.every": 3650, "days": 70}))
    assert refused.telling == 30
    assert [proposal.agreed for proposal in refused.of(Proposal)] == [False, False]
    result = ensemble(shipped(), RUNS, SEED)
    signing = follow(shipped(), SEED, int(result.columns["run"][result.columns["first_thirty_day_ceasefire"] > 0][0]))
    assert signing.kind(next(each.rung for each in signing.of(Signing) if each.day == signing.telling)) == "ceasefire"


def test_a_run_in_which_nothing_was_weighed_has_no_telling_day() -> None:
    assert follow(shipped().set("days", 5)).telling is None
