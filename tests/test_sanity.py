"""Sanity: each of these caught a public model of this very question."""

from __future__ import annotations

import functools

import numpy as np
import pytest

from sim.calibration.inputs import priors
from sim.result import OUTCOMES
from sim.scenario import ScenarioError
from tests import abreast
from tests.ensembles import edited, ensemble, founding, only, outcome, rise, shipped, standpoints, without

pytestmark = pytest.mark.no_cover  # whole runs, whose parts are measured elsewhere: tracing would take as long again

BASELINE = shipped()
RUNS = 1024

# What something is compared with before a party acts: the worth of a red line, the home front that any deal must satisfy, the
# mediator's resolve to end it, the guarantee and the trust that a defender asks for.
THRESHOLDS = (
    "red_lines.russia.worth",
    "russia.resolve",
    "ukraine.resolve",
    "us.enforce",
    "us.reset",
    "europe.guarantee",
    "ukraine.trust",
    "ukraine.exposure",
)
PRIORS = [prior for prior in priors(BASELINE) if prior.name in THRESHOLDS]
WAYS = (-1, 1)


def headlines(result):
    """The probabilities that a newspaper would print."""
    kinds = ("outcome.", "reached.", "ceasefire_of_a_month", "mediator_left")
    return {name: estimate.value for name, estimate in result.summary.items() if name.startswith(kinds)}


@functools.cache
def moves(scenario, values):
    """By how much the headline that moves most moves when one parameter is given another value, for each of (name, value)."""
    before, *afters = (headlines(result) for result in abreast.results(scenario, [{}, *({name: value} for name, value in values)], RUNS))
    return {pair: max(abs(after[headline] - before[headline]) for headline in before) for pair, after in zip(values, afters, strict=True)}


def shifted(name, way):
    """A threshold of the founding scenario, moved by a twentieth of its range."""
    parameter = founding().parameters[name]
    return name, float(np.clip(parameter.value + way * 0.05 * (parameter.high - parameter.low), parameter.low, parameter.high))


def displaced(prior, way):
    """The same for the calibrated baseline, by a twentieth of what the prior holds possible."""
    return prior.name, float(prior.at(np.array(np.clip(float(prior.place(BASELINE.get(prior.name))) + way * 0.05, 0, 1))))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", THRESHOLDS)
def test_no_threshold_decides_a_headline(name, way):
    everything = tuple(shifted(name, way) for name in THRESHOLDS for way in WAYS)
    assert moves(founding(), everything)[shifted(name, way)] < 0.30


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("prior", PRIORS, ids=lambda prior: prior.name)
def test_no_threshold_of_the_calibrated_baseline_decides_a_headline_either(prior, way):
    everything = tuple(displaced(prior, way) for prior in PRIORS for way in WAYS)
    assert moves(BASELINE, everything)[displaced(prior, way)] < 0.30


def test_outcomes_spread_over_runs():
    shares = np.bincount(ensemble(BASELINE, RUNS).columns["outcome"], minlength=len(OUTCOMES)) / RUNS
    assert (shares > 0.05).sum() >= 3
    assert shares.max() < 0.9


def test_another_seed_tells_the_same_story_with_other_luck():
    one, another = ensemble(BASELINE, RUNS), ensemble(BASELINE, RUNS, seed=8)
    assert not np.array_equal(one.columns["held_end"], another.columns["held_end"])
    for name in OUTCOMES:
        assert_same_share(outcome(one, name), outcome(another, name))


def assert_same_share(one, another, errors=4.5):
    """Two shares (or means) agree within Monte Carlo error."""
    spread = np.sqrt(one.var(ddof=1) / one.size + another.var(ddof=1) / another.size)
    assert abs(one.mean() - another.mean()) <= errors * spread + 2 / one.size


def test_without_the_mediator_things_go_differently_and_without_the_allies_again():
    everybody, no_mediator, nobody = (ensemble(scenario, 2 * RUNS) for scenario in (BASELINE, without("us"), without("us", "europe")))
    for before, after in ((everybody, no_mediator), (no_mediator, nobody)):
        assert rise(before.columns["days_at_peace"], after.columns["days_at_peace"]) < -10
        assert abs(rise(outcome(before, "limited deals only"), outcome(after, "limited deals only"))) > 10
        assert (before.columns["outcome"] != after.columns["outcome"]).mean() > 0.2


# Agreements without content


def hollow(weight=0.0, relief=1e-9):
    """The baseline with an agreement on its lowest rung that stops nothing and spares nobody anything to speak of."""
    empty = {"coverage": 0, "relief": {"russia": relief, "ukraine": relief}, "days": 30, "weight": weight, "monitoring": 0.5}
    return edited(lambda data: data.update(agreements={"empty": empty, **data["agreements"]}))


def test_an_agreement_without_content_is_worth_nothing_at_best():
    for weight in (0.0, 0.5):
        for view in standpoints(hollow(weight)).values():
            empty = view.owner.model.ladder.rungs[0]
            assert view.advantage(empty) == pytest.approx(-weight * view.home, abs=1e-8)


def test_an_agreement_without_content_is_never_counted_as_peace():
    result = ensemble(only("empty", scenario=hollow(0.2)), RUNS)
    assert set(result.columns["outcome"]) <= {OUTCOMES.index("no deal"), OUTCOMES.index("limited deals only")}
    assert not result.columns["days_at_peace"].any()
    assert not result.columns["ceasefires"].any()


def test_those_who_choose_precisely_sign_nothing_without_content_that_costs_them_at_home():
    alone = edited(lambda data: data["parties"].pop("us"), only("empty", scenario=hollow(0.2)))
    assert ensemble(alone.set("talks.precision", 1e5), RUNS).summary["reached.empty"].value == 0


def refused(scenario):
    """Whether a scenario cannot even be loaded."""
    try:
        scenario()
    except ScenarioError:
        return True
    return False


def test_no_agreement_without_content_passes():
    assert refused(lambda: hollow(relief=0))


def test_a_settlement_that_stops_no_fighting_is_refused():
    assert refused(lambda: BASELINE.set("agreements.settlement.coverage", 0))


# The mirror


def balanced():
    """A scenario whose rules treat both sides alike: no aid, no sanctions, no atrocities, a talk a day, and a red line on each side."""

    def change(data):
        data["shocks"] = {}
        data["red_lines"]["ukraine"] = {"blocks": ["settlement"], "worth": 0.05, "hazard": 0.1}
        data["talks"]["every"] = 1
        data["parties"]["us"] |= {"aid": 0, "lean": 0.55, "bias": 0.2}
        data["parties"]["europe"] |= {"aid": 0, "guarantee": 0.4}
        data["days"] = 250

    return edited(change)


def mirrored(scenario):
    """The same war seen from the other side: Ukraine attacks with its own numbers, and the mediator leans the other way."""

    def change(data):
        parties = data["parties"]
        parties["russia"]["role"], parties["ukraine"]["role"] = "defender", "attacker"
        parties["us"] |= {"lean": 1 - parties["us"]["lean"], "bias": -parties["us"]["bias"]}
        data["front"]["held"] = 1 - data["front"]["held"]

    return edited(change, scenario)


def test_swapping_the_roles_mirrors_the_outcomes():
    one, another = ensemble(balanced(), 2 * RUNS, panel=2 * RUNS), ensemble(mirrored(balanced()), 2 * RUNS, seed=8, panel=2 * RUNS)
    for name in OUTCOMES:
        assert_same_share(outcome(one, name), outcome(another, name))
    assert one.summary["reached.thirty_day_ceasefire"].value > 0.05
    for name in one.columns:
        if name.startswith(("trust_", "offers_", "violations_", "denounced_", "cynical_", "table_yes", "days_at_peace", "ceasefires", "times_")):
            assert_same_share(one.columns[name].astype(float), another.columns[name].astype(float))
    assert_same_share(one.columns["held_end"], 1 - another.columns["held_end"])
    last_word = [result.panel["blame"][-2:].mean(axis=0) for result in (one, another)]  # of two days, as who spoke last is blamed less
    assert_same_share(last_word[0], 1 - last_word[1])


def test_without_the_mirrored_numbers_the_outcomes_differ():
    one = ensemble(balanced(), 2 * RUNS, panel=2 * RUNS)
    swapped = edited(lambda data: data["front"].update(held=0.8), balanced())
    assert abs(rise(one.columns["days_at_peace"], ensemble(swapped, 2 * RUNS).columns["days_at_peace"])) > 10
