"""What is kept of a run, on scripts whose every day is known."""

from __future__ import annotations

import numpy as np
import pytest

import sim.runs
from sim.model import Talks
from sim.result import ENDINGS
from tests.ensembles import RANDOM_FREE, edited, shipped, standpoints
from tests.scripts import script

NO_LUCK = RANDOM_FREE | {"us.enforce": 0, "truces.accident": 0, "us.table_every": 3650}
QUIET = edited(lambda data: data.update(red_lines={}), shipped().set_all(NO_LUCK))
ALWAYS = range(1, 366)


def told(russia=None, ukraine=None, scenario=QUIET, **both):
    """Two runs in which both follow a script: what they share, and what each has of its own."""
    strategies = {name: script(**(both | (own or {}))) for name, own in (("russia", russia), ("ukraine", ukraine))}
    return sim.runs.run(scenario, runs=2, strategies=strategies)


def value(result, column):
    """The value of a column, the same in both runs."""
    one, another = result.columns[column]
    assert one == another
    return one.item()


def ended(result, rung):
    """How a rung's agreements ended: days in force and ending, one for each agreement of a run."""
    lasted, how = np.nonzero(result.endings[result.rungs.index(rung)])
    return [(int(days), ENDINGS[ending]) for days, ending in zip(lasted, how, strict=True)]


def outcome_of(result):
    """The outcome of both runs, in words."""
    (found,) = set(result.outcomes["outcome"])
    return found


# The attacker offers on days 7, 21, 35, ..., the defender on days 14, 28, 42, ...


def test_a_higher_agreement_replaces_a_lower_one_and_the_ceasefire_goes_on():
    result = told(russia={"offers": {7: "thirty_day_ceasefire", 21: "freeze"}}, says_yes=ALWAYS, ukraine={"leaves": [50]})
    assert ended(result, "thirty_day_ceasefire") == [(14, "replaced")]
    assert ended(result, "freeze") == [(29, "collapsed")]
    assert (value(result, "ceasefires"), value(result, "longest_ceasefire"), value(result, "days_at_peace")) == (1, 43, 43)
    assert outcome_of(result) == "ceasefire broke down"
    assert (value(result, "denounced_ukraine"), value(result, "denounced_russia")) == (1, 0)


def test_a_limited_deal_is_no_ceasefire():
    result = told(russia={"offers": {7: "civilian_targets"}}, says_yes=[7])
    assert ended(result, "civilian_targets") == [(30, "expired")]
    assert (value(result, "ceasefires"), value(result, "longest_ceasefire"), value(result, "days_at_peace")) == (0, 0, 0)
    assert outcome_of(result) == "limited deals only"


def test_a_ceasefire_after_a_limited_deal_begins_when_it_is_signed():
    result = told(russia={"offers": {7: "civilian_targets", 21: "truce"}}, says_yes=[7, 21])
    assert ended(result, "civilian_targets") == [(14, "replaced")]
    assert (value(result, "ceasefires"), value(result, "longest_ceasefire")) == (1, 2)
    assert outcome_of(result) == "short truces only"


def test_ceasefires_with_a_day_of_war_between_them_are_two():
    result = told(russia={"offers": {7: "truce"}}, ukraine={"offers": {14: "truce"}}, says_yes=[7, 14])
    assert (value(result, "ceasefires"), value(result, "times_truce"), value(result, "first_truce")) == (2, 2, 7)
    assert ended(result, "truce") == [(2, "expired")]


def test_a_settlement_holds_or_breaks_down():
    offer = {"offers": {7: "settlement"}}
    assert outcome_of(told(russia=offer, says_yes=[7])) == "settlement holding"
    assert outcome_of(told(russia=offer | {"leaves": [365]}, says_yes=[7])) == "settlement broke down"


def test_a_ceasefire_in_force_counts_more_than_a_settlement_that_broke_down():
    result = told(russia={"offers": {7: "settlement", 21: "freeze"}, "leaves": [10]}, says_yes=[7, 21])
    assert outcome_of(result) == "ceasefire holding"


def test_a_denunciation_on_the_last_day_of_a_term_is_a_collapse():
    result = told(russia={"offers": {7: "truce"}, "leaves": [9]}, says_yes=ALWAYS)
    assert ended(result, "truce") == [(2, "collapsed")]
    assert value(result, "renewed_truce") == 0


def test_what_is_signed_today_is_not_policed_today():
    result = told(russia={"offers": {7: "truce"}}, says_yes=[7], breaks=[7])
    assert value(result, "violations_russia") == 0


def test_offers_and_answers_are_counted_for_the_one_who_made_them():
    result = told(russia={"offers": {7: "truce", 35: "truce"}}, ukraine={"offers": {14: "freeze"}, "says_yes": [35]})
    assert (value(result, "offers_russia"), value(result, "offers_ukraine")) == (2, 1)
    assert (value(result, "accepted_russia"), value(result, "accepted_ukraine")) == (0, 1)
    assert value(result, "direct_talks") == 7


def test_nobody_offers_out_of_turn():
    result = told(russia={"offers": {14: "truce"}}, ukraine={"offers": {7: "truce", 21: "truce"}}, says_yes=ALWAYS)
    assert value(result, "direct_talks") == 0
    assert outcome_of(result) == "no deal"


def test_an_offer_that_its_maker_would_rather_not_see_kept_is_cynical():
    views = standpoints(QUIET, days=7)
    names = QUIET.situation.agreements
    for number, name in enumerate(names):
        result = told(russia={"offers": {7: name}})
        against = views["attacker"].advantage(views["attacker"].owner.model.ladder.rungs[number])[0] < 0
        assert value(result, "cynical_offers_russia") == against, name


def test_the_table_is_counted_whoever_says_yes():
    tabling = QUIET.set("us.table_every", 100)
    result = told(scenario=tabling, ukraine={"says_yes": [100, 300]})
    assert (value(result, "tables"), value(result, "table_yes_ukraine"), value(result, "table_yes_russia")) == (3, 2, 0)
    assert value(result, "accepted_ukraine") == 2


def test_a_truce_signed_at_the_table_replaces_what_was_agreed_below_it_on_the_same_day():
    result = told(russia={"offers": {7: "truce"}}, says_yes=[7], scenario=QUIET.set("us.table_every", 7))
    assert (value(result, "times_truce"), value(result, "times_thirty_day_ceasefire"), value(result, "tables")) == (1, 1, 48)
    assert (value(result, "ceasefires"), value(result, "longest_ceasefire")) == (1, 30)
    assert ended(result, "truce") == [(0, "replaced")]


SLOW = edited(lambda data: data["parties"].pop("us"), QUIET.set_all({"russia.resolve_half_life": 1e6, "ukraine.resolve_half_life": 1e6}))
FRIENDLY = SLOW.set_all({"russia.trust": 1, "ukraine.trust": 1})


@pytest.mark.parametrize("scenario", [SLOW, FRIENDLY])
def test_the_terms_split_the_range_by_patience_and_a_shortfall_evenly(scenario):
    result = told(russia={"offers": {7: "settlement"}}, says_yes=[7], scenario=scenario)
    views = standpoints(scenario, days=7)  # the evening's standpoint is the morning's, but for a day of slow moods
    view = views["attacker"]
    assert (view.room[0] > 0) == (scenario is FRIENDLY)
    share = view.owner.surplus if scenario is FRIENDLY else 0.5
    assert value(result, "terms") == pytest.approx(view.reservation[0] + share * view.room[0], abs=1e-6)


def test_the_terms_are_those_of_the_last_settlement():
    offers = {"offers": {7: "settlement", 35: "settlement"}, "leaves": [20]}
    once, twice = (told(russia=offers, says_yes=days, scenario=SLOW) for days in ([7], [7, 35]))
    assert abs(value(twice, "terms") - value(once, "terms")) > 1e-4


def test_without_a_settlement_there_are_no_terms():
    assert np.isnan(told().columns["terms"]).all()


def test_at_rung_counts_what_is_in_force_as_the_next_day_begins():
    result = told(russia={"offers": {7: "civilian_targets", 21: "truce"}}, says_yes=[7, 21])
    limited, truce, nothing = (result.at_rung[:, number] for number in (0, 1, -1))
    assert list(np.flatnonzero(limited)) == list(range(7, 21))
    assert list(np.flatnonzero(truce)) == [21, 22]
    assert (limited + truce + nothing == 2).all()


def test_a_panel_keeps_the_first_runs_only():
    whole = sim.runs.run(shipped().set("days", 20), runs=60, seed=7)
    few = sim.runs.run(shipped().set("days", 20), runs=60, seed=7, batch=7, panel=10)
    assert {values.shape for values in few.panel.values()} == {(21, 10)}
    for name, values in few.panel.items():
        np.testing.assert_array_equal(values, whole.panel[name][:, :10])


def test_a_panel_keeps_the_states_of_every_day():
    result = sim.runs.run(shipped().set("days", 20), runs=5, seed=7)
    model = Talks(shipped(), 7, 5)
    for day in range(21):
        states = {"held": model.held, "blame": model.mediator.blame, "trust_ukraine": model.defender.trust, "prospects": model.prospect}
        for name, values in states.items():
            np.testing.assert_array_equal(result.panel[name][day], values.astype(np.float32), err_msg=f"{name} on day {day}")
        np.testing.assert_array_equal(result.panel["reservation_russia"][day], model.weigh()["attacker"].reservation.astype(np.float32))
        model.step()


def test_a_ceasefire_that_is_replaced_twice_on_one_day_is_one_ceasefire():
    def part(data):
        half = data["agreements"]["freeze"] | {"coverage": 0.5, "label": "Half a freeze"}
        data["agreements"] = data["agreements"] | {"freeze": half}
        data["parties"]["us"] |= {"table": "settlement", "table_every": 14}

    quiet = shipped().set_all({"days": 40, "truces.accident": 0, "red_lines.russia.hazard": 0, "red_lines.russia.blocks": ["truce"]})
    offers = {"russia": {"offers": {7: "thirty_day_ceasefire"}}, "ukraine": {"offers": {14: "freeze"}}}
    result = told(scenario=edited(part, quiet), **offers, says_yes=[7, 14])
    assert list(result.columns["times_freeze"]) == list(result.columns["times_settlement"]) == [1, 1]
    assert list(result.columns["ceasefires"]) == [1, 1]
    assert list(result.columns["longest_ceasefire"]) == [33, 33]
