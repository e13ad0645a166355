"""The signs of the model document: raise this, and that happens.

Run k of both scenarios meets the same luck, so a rise is counted in standard errors of the paired difference over 2,048 runs. Every
sign is asked to stand by ten of them at least: luck cannot turn it. They are tried with the founding values, of which they were first stated;
over the calibrated set, where sizes are others, they are tried in tests/calibration/test_set.py.
"""

from __future__ import annotations

import functools

import numpy as np
import pytest

from sim.model import Observer
from sim.rules.choice import HOLD_OUT
from tests import abreast
from tests.ensembles import edited, ensemble, ever, founding, only, outcome, ratio_rise, rise, without

pytestmark = pytest.mark.no_cover  # whole runs, whose parts are measured elsewhere: tracing would take as long again

BASELINE = founding()
RUNS = 2048
SURE = 10
SETTINGS = [  # in which the baseline is played, all in one batch
    {},
    {"russia.time_pressure": 0.06},
    {"russia.resources": 2.0},
    {"russia.optimism": 0.2, "ukraine.optimism": 0.16},
    *({"ukraine.trust": trust} for trust in (0.4, 0.5, 0.8)),
    *({"europe.guarantee": guarantee} for guarantee in (0.1, 0.5, 0.9)),
    {"us.leverage.russia": 0.4},
    *({"us.leverage.ukraine": leverage} for leverage in (0.6, 1.2)),
    *({"us.bias": bias} for bias in (-0.3, 0.3, 0.8)),
    {"us.bluff": 0.8},
    *({"us.aid": 0.001, "us.after_exit": left} for left in (0, 1)),
    *({"us.aid": 0.001, "us.enforce": 0, "us.after_exit": left} for left in (0, 1)),
    {"us.candour.russia": 0.05},
    {"russia.war_economy": 0.15},
    {"shocks.atrocity.hazard": 0.02},
    {"truces.accident": 0.2},
    {"red_lines.russia.worth": 0.2},
]
OPEN_ENDED = ("settlement holding", "ceasefire holding")


def year(scenario=BASELINE, **changes):
    """The runs of a scenario with some changes; a double underscore stands for the dot of a name."""
    named = {name.replace("__", "."): value for name, value in changes.items()}
    if scenario is BASELINE:
        return played()[0][SETTINGS.index(named)]
    return ensemble(scenario.set_all(named) if named else scenario, RUNS)


@functools.cache
def played():
    """The baseline in all settings: its results, the lives of its agreements, and the attacker's gestures."""
    lives, gestures = Lives(len(SETTINGS) * RUNS), Gestures(len(SETTINGS) * RUNS)
    return abreast.results(BASELINE, SETTINGS, RUNS, observers=[lives, gestures]), lives, gestures


def of(setting, values):
    """What belongs to one setting of the baseline of something counted by run."""
    return abreast.own(values, SETTINGS.index(setting), len(SETTINGS))


def total(result, *columns):
    """Sum of some columns, by run."""
    return np.sum([result.columns[column] for column in columns], axis=0, dtype=float)


def agreements(result):
    """Agreements signed, by run."""
    return total(result, *(f"times_{rung}" for rung in result.rungs))


def truces(result):
    """Short truces signed, by run."""
    return total(result, "times_truce")


def month_long(result):
    """30-day ceasefires signed, by run."""
    return total(result, "times_thirty_day_ceasefire")


def cynicism(result, *parties):
    """Cynical offers and all offers of some parties, by run."""
    return total(result, *(f"cynical_offers_{party}" for party in parties)), total(result, *(f"offers_{party}" for party in parties))


def peace_per_pause(result):
    """Peaceful days and total ceasefires, by run: their ratio is how long a pause is."""
    return total(result, "days_at_peace"), total(result, "ceasefires")


def broken_within(result, rung, days):
    """Share of a rung's agreements that have collapsed within some days, and its standard error."""
    curve = result.broken(rung)
    return curve.share[days], (curve.high[days] - curve.low[days]) / (2 * 1.96)


def hold_longer(before, after, rung="settlement", days=90):
    """By how many standard errors fewer agreements collapse early."""
    (old, old_error), (new, new_error) = broken_within(before, rung, days), broken_within(after, rung, days)
    return (old - new) / np.hypot(old_error, new_error)


class Lives(Observer):
    """Agreements that collapsed or expired, and the days they were in force, by run."""

    def __init__(self, runs):
        self.ended_count, self.days = np.zeros(runs), np.zeros(runs)

    def ended(self, model, runs, how):
        """Note how long they were in force."""
        self.ended_count[runs] += 1
        self.days[runs] += model.day - model.table.signed_day[runs]


class Gestures(Observer):
    """Settlements offered by the attacker, by run."""

    def __init__(self, runs):
        self.offers = np.zeros(runs)

    def offered(self, model, views, role, rungs, accepted):
        """Count them."""
        top = len(model.ladder.names) - 1
        self.offers += (role == "attacker") & (rungs == top) & (rungs != HOLD_OUT)


# Who can wait, and who is strong


def test_an_attacker_in_a_hurry_pauses_more_often_and_longer():
    before, after = year(), year(russia__time_pressure=0.06)
    assert rise(before.columns["ceasefires"], after.columns["ceasefires"]) > SURE
    assert ratio_rise(peace_per_pause(before), peace_per_pause(after)) > SURE


def test_an_attacker_in_a_hurry_makes_fewer_cynical_offers():
    before, after = year(), year(russia__time_pressure=0.06)
    assert rise(before.columns["cynical_offers_russia"], after.columns["cynical_offers_russia"]) < -SURE
    assert ratio_rise(cynicism(before, "russia"), cynicism(after, "russia")) < -SURE


def test_a_stronger_attacker_brings_fewer_total_ceasefires():
    assert rise(year().columns["ceasefires"], year(russia__resources=2.0).columns["ceasefires"]) < -SURE


def test_between_frictionless_parties_strength_moves_the_terms_and_not_the_deal():
    alone = only("settlement", scenario=without("us", "europe", scenario=BASELINE))
    frictions = ("resolve", "exposure", "war_economy", "optimism")
    even = alone.set_all({f"{side}.{what}": 0 for side in ("russia", "ukraine") for what in frictions} | {"ukraine.time_pressure": 0.02})
    even = even.set_all({"shocks.atrocity.hazard": 0, "russia.war_cost": 0.01, "ukraine.war_cost": 0.01, "days": 14})
    weak, strong = year(even, russia__resources=1.0), year(even, russia__resources=3.0)
    assert 0.2 < ever(weak, "settlement").mean() < 0.9
    np.testing.assert_array_equal(ever(weak, "settlement"), ever(strong, "settlement"))
    np.testing.assert_array_equal(weak.columns["first_settlement"], strong.columns["first_settlement"])
    settled = ever(weak, "settlement") > 0
    assert rise(weak.columns["terms"][settled], strong.columns["terms"][settled]) > SURE


def test_mutual_optimism_means_fewer_agreements():
    assert rise(agreements(year()), agreements(year(russia__optimism=0.2, ukraine__optimism=0.16))) < -SURE


# Trust and guarantees


def test_a_trusting_defender_settles_more_often():
    assert rise(ever(year(), "settlement"), ever(year(ukraine__trust=0.4), "settlement")) > SURE
    assert rise(ever(year(ukraine__trust=0.4), "settlement"), ever(year(ukraine__trust=0.8), "settlement")) > SURE


def test_settlements_last_longer_where_the_defender_trusts():
    assert hold_longer(year(ukraine__trust=0.4), year(ukraine__trust=0.8)) > SURE


def test_guarantees_bring_settlements():
    none, half, nearly_full = (ever(year(europe__guarantee=guarantee), "settlement") for guarantee in (0.1, 0.5, 0.9))
    assert rise(none, half) > SURE
    assert rise(half, nearly_full) > SURE
    assert half.mean() > 0.45
    assert nearly_full.mean() > 0.95


def test_settlements_under_strong_guarantees_hold():
    assert hold_longer(year(europe__guarantee=0.5), year(europe__guarantee=0.9)) > SURE
    assert outcome(year(europe__guarantee=0.9), "settlement holding").mean() > 0.95


def test_evidence_that_weighs_more_is_slower_to_repair():
    quiet = edited(lambda data: data["shocks"].clear(), BASELINE)
    before, after = abreast.results(quiet, [{}, {"ukraine.trust_weight": 1000}], RUNS)
    repaired = [result.columns["trust_ukraine_end"] - 0.05 for result in (before, after)]
    assert repaired[0].mean() > 0
    assert rise(*repaired) < -SURE


# The mediator


def test_pressing_the_attacker_brings_many_more_thirty_day_ceasefires():
    assert rise(month_long(year()), month_long(year(us__leverage__russia=0.4))) > SURE


def test_hardly_anything_signed_under_pressure_holds_at_the_end_of_the_year():
    pressed = outcome(year(us__leverage__russia=0.4), *OPEN_ENDED)
    assert pressed.mean() < 0.15
    for sound in (year(europe__guarantee=0.5), year(ukraine__trust=0.5)):
        assert rise(pressed, outcome(sound, *OPEN_ENDED)) > SURE
        assert outcome(sound, *OPEN_ENDED).mean() > 0.3


def test_pressing_the_defender_brings_settlements():
    assert rise(ever(year(), "settlement"), ever(year(us__leverage__ukraine=0.6), "settlement")) > SURE


def test_the_harder_the_defender_is_pressed_the_better_the_attackers_terms():
    before, after = (year(us__leverage__ukraine=leverage).columns["terms"] for leverage in (0.6, 1.2))
    both = np.isfinite(before) & np.isfinite(after)
    assert both.sum() > RUNS / 2
    assert rise(before[both], after[both]) > SURE


def test_a_mediator_biased_against_the_defender_sees_fewer_thirty_day_ceasefires():
    assert rise(month_long(year(us__bias=-0.3)), month_long(year(us__bias=0.3))) < -SURE


def test_a_mediator_biased_against_the_defender_is_offered_more_for_show():
    fair, biased = year(us__bias=-0.3), year(us__bias=0.3)
    assert rise(fair.columns["cynical_offers_russia"], biased.columns["cynical_offers_russia"]) > SURE
    assert ratio_rise(cynicism(fair, "russia"), cynicism(biased, "russia")) > SURE
    assert ratio_rise(cynicism(biased, "russia"), cynicism(year(us__bias=0.8), "russia")) > SURE


def test_a_mediator_whose_deadlines_are_bluffs_matters_less():
    before, after = year(), year(us__bluff=0.8)
    assert rise(truces(before), truces(after)) < -SURE
    assert ratio_rise(cynicism(before, "russia", "ukraine"), cynicism(after, "russia", "ukraine")) > SURE


def test_aid_that_would_go_with_the_mediator_hardens_the_attacker():
    safe, at_stake = year(us__aid=0.001, us__after_exit=1), year(us__aid=0.001, us__after_exit=0)
    assert rise(truces(safe), truces(at_stake)) < -SURE
    assert ratio_rise(cynicism(safe, "russia"), cynicism(at_stake, "russia")) > SURE


def test_aid_at_stake_hardens_the_attacker_even_if_the_mediator_never_leaves():
    safe, at_stake = (year(us__aid=0.001, us__enforce=0, us__after_exit=left) for left in (1, 0))
    assert rise(truces(safe), truces(at_stake)) < -SURE


def test_candour_towards_the_attacker_brings_truces_and_thirty_day_ceasefires():
    before, after = year(), year(us__candour__russia=0.05)
    assert rise(truces(before), truces(after)) > SURE
    assert rise(month_long(before), month_long(after)) > SURE


def test_a_mediator_without_leverage_candour_aid_and_table_changes_nothing():
    powerless = BASELINE.set_all({"us.leverage.russia": 0, "us.leverage.ukraine": 0, "us.aid": 0, "us.enforce": 0.5})
    mute = edited(lambda data: data["parties"]["us"].pop("table"), powerless)
    alone = edited(lambda data: data["parties"].pop("us"), mute)
    with_it, without_it = ensemble(mute, RUNS), ensemble(alone, RUNS)
    about_it = {"mediator_left", "deadlines_passed", "blame_end"}
    for name in set(with_it.columns) - about_it:
        np.testing.assert_array_equal(with_it.columns[name], without_it.columns[name], err_msg=name)
    np.testing.assert_array_equal(with_it.endings, without_it.endings)
    assert with_it.columns["mediator_left"].any()


# What stands in the way


def test_a_war_economy_means_fewer_agreements():
    assert rise(agreements(year()), agreements(year(russia__war_economy=0.15))) < -SURE


def test_a_war_economy_means_shorter_agreements():
    _, lives, _ = played()
    assert ratio_rise(*((of(setting, lives.days), of(setting, lives.ended_count)) for setting in ({}, {"russia.war_economy": 0.15}))) < -SURE


def test_atrocities_destroy_trust_and_truces():
    before, after = year(), year(shocks__atrocity__hazard=0.02)
    assert rise(before.columns["trust_ukraine_end"], after.columns["trust_ukraine_end"]) < -SURE
    assert rise(truces(before), truces(after)) < -SURE


def test_accidents_cost_peaceful_days():
    assert rise(year().columns["days_at_peace"], year(truces__accident=0.2).columns["days_at_peace"]) < -SURE


def test_a_red_line_worth_more_means_fewer_costless_offers_more_blame_and_more_truces():
    _, _, gestures = played()
    assert rise(*(of(setting, gestures.offers) for setting in ({}, {"red_lines.russia.worth": 0.2}))) < -SURE
    before, after = year(), year(red_lines__russia__worth=0.2)
    assert rise(1 - before.columns["blame_end"], 1 - after.columns["blame_end"]) > SURE
    assert rise(truces(before), truces(after)) > SURE
