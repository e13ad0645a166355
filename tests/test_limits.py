"""Limits with closed forms: Fearon's range, Powell's commitment problem, Rubinstein's split, Jackson and Morelli's war economy.

T1 to T30 are the tests of the project's theory notes, which give the papers.
"""

from __future__ import annotations

import functools

import numpy as np
import pytest

from tests import ensembles
from tests.ensembles import edited, ensemble, founding, only, standpoints

without = functools.partial(ensembles.without, scenario=founding())

NO_FRICTION = {
    f"{side}.{what}": 0 for side in ("russia", "ukraine") for what in ("resolve", "exposure", "war_economy", "optimism", "attrition", "mobilisation")
} | {"front.noise": 0, "front.learning": 0, "shocks.atrocity.hazard": 0, "talks.precision": 1e6}
LOTTERY = NO_FRICTION | {"front.mobility": 1, "russia.time_pressure": 0, "ukraine.time_pressure": 0}
TWO = without("us", "europe")
FRICTIONLESS = only("settlement", scenario=TWO).set_all(NO_FRICTION)
FEARON = only("settlement", scenario=TWO).set_all(LOTTERY)
T14 = FEARON.set_all({"russia.resources": 0.55, "ukraine.resources": 0.45, "russia.war_cost": 0.08, "ukraine.war_cost": 0.12})


def at(scenario):
    """Attacker's and defender's standpoints at the start."""
    views = standpoints(scenario)
    return views["attacker"], views["defender"]


def pressed(rate):
    """The time pressure of a discount rate a day."""
    return 1 - np.exp(-30 * rate)


# War


def test_to_the_patient_war_is_the_costly_lottery():
    attacker, defender = at(T14)
    assert attacker.war == pytest.approx(0.55 - 0.08, abs=1e-8)
    assert defender.war == pytest.approx(0.45 - 0.12, abs=1e-8)


@pytest.mark.parametrize(("mobility", "time_pressure"), [(0.0002, 0.0), (1.0, 0.02)])
def test_patience_and_a_fast_front_both_lead_to_the_lottery(mobility, time_pressure):
    attacker, _ = at(T14.set_all({"front.mobility": mobility, "russia.time_pressure": time_pressure}))
    assert attacker.war == pytest.approx(0.47, abs=1e-3)


@pytest.mark.parametrize("strength", [0.2, 1.0, 8.0])
def test_where_the_front_cannot_move_war_is_the_status_quo_less_its_cost(strength):
    attacker, defender = at(T14.set_all({"front.mobility": 0, "russia.resources": strength}))
    assert attacker.war == pytest.approx(0.20 - 0.08)
    assert defender.war == pytest.approx(0.80 - 0.12)


def test_patience_turns_an_advantage_into_a_reason_to_wait():
    gains = [at(FRICTIONLESS.set("russia.time_pressure", pressure))[0].gains[0] for pressure in (0, 0.02, 0.06, 0.5)]
    assert gains == sorted(gains, reverse=True)
    assert gains[-1] > 0


# Fearon's range


@pytest.mark.parametrize("strength", [0.1, 0.55, 1.5, 9.0])
def test_the_range_is_as_wide_as_both_costs_whoever_is_stronger(strength):
    attacker, _ = at(T14.set("russia.resources", strength))
    assert attacker.room == pytest.approx(0.08 + 0.12, abs=1e-8)


@pytest.mark.parametrize(("own", "other"), [(0.0, 0.0), (0.3, 0.1), (0.05, 1.0)])
def test_the_range_grows_one_for_one_with_each_cost(own, other):
    attacker, _ = at(T14.set_all({"russia.war_cost": own, "ukraine.war_cost": other}))
    assert attacker.room == pytest.approx(own + other, abs=1e-8)


def test_equally_patient_sides_split_the_range_evenly():
    result = ensemble(T14, runs=20)
    np.testing.assert_allclose(result.columns["terms"], 0.57, atol=1e-8)  # T14


def test_nothing_delays_a_settlement_without_frictions():
    result = ensemble(T14, runs=20)
    assert set(result.columns["first_settlement"]) == {T14.get("talks.every")}  # T12
    assert result.summary["outcome.settlement holding"].value == 1


@pytest.mark.parametrize("strength", [0.2, 0.55, 3.0])
def test_strength_moves_the_terms_one_for_one_and_not_the_deal(strength):
    result = ensemble(T14.set("russia.resources", strength), runs=20)
    assert (result.columns["first_settlement"] == 7).all()  # T1
    np.testing.assert_allclose(result.columns["terms"], strength / (strength + 0.45) + 0.02, atol=1e-8)


def test_mutual_optimism_closes_the_range_exactly_at_both_costs():
    for hope, sign in ((0.0999, 1), (0.1001, -1)):
        attacker, _ = at(T14.set_all({"russia.optimism": hope, "ukraine.optimism": hope}))
        assert np.sign(attacker.room) == sign


# Rubinstein's split


@pytest.mark.parametrize(("own", "other", "share"), [(0.0125, 0.05, 0.8), (0.01, 0.01, 0.5), (0.03, 0.01, 0.25)])
def test_the_surplus_is_split_by_patience(own, other, share):
    attacker, defender = at(FRICTIONLESS.set_all({"russia.time_pressure": pressed(own), "ukraine.time_pressure": pressed(other)}))
    settlement = attacker.owner.model.ladder.rungs[0]
    assert attacker.advantage(settlement) / attacker.room == pytest.approx(share)  # T10
    assert defender.advantage(settlement) / attacker.room == pytest.approx(1 - share)


def test_the_terms_of_a_run_are_the_reservation_and_the_share_of_the_surplus():
    scenario = FRICTIONLESS.set_all({"russia.time_pressure": 0.1, "ukraine.time_pressure": 0.2, "russia.mobilisation": 0})
    own, other = -np.log(0.9) / 30, -np.log(0.8) / 30
    held = 0.6 + (0.2 - 0.6) * (1 - 0.0002) ** 7
    attackers = held + (0.6 - held) * 0.0002 / (0.0002 + own) - 0.14
    defenders = 1 - held - (0.6 - held) * 0.0002 / (0.0002 + other) - 0.28
    expected = attackers + other / (own + other) * (1 - attackers - defenders)
    np.testing.assert_allclose(ensemble(scenario, runs=5).columns["terms"], expected, atol=1e-12)


# Powell's commitment problem


FREEZE = only("freeze", scenario=TWO).set_all(NO_FRICTION).set_all({"ukraine.trust": 0.2, "agreements.freeze.weight": 0})


def yes(scenario):
    """The defender's probability of accepting the first rung."""
    _, defender = at(scenario)
    return float(defender.yes_chance(defender.owner.model.ladder.rungs[0])[0])


def room_for_betrayal(scenario):
    """Costs saved less gains forgone: as much betrayal as the defender can stand in a freeze."""
    _, defender = at(scenario)
    return float((defender.cost - defender.gains)[0])


@pytest.mark.parametrize("guarantee", [0.0, 0.3, 0.6])
def test_fear_of_betrayal_closes_the_door_exactly_at_its_threshold(guarantee):
    europe = only("freeze", scenario=without("us")).set_all(NO_FRICTION | {"europe.aid": 0, "europe.guarantee": guarantee})
    europe = europe.set_all({"ukraine.trust": 0.2, "agreements.freeze.weight": 0})
    exposure = room_for_betrayal(europe) / ((1 - 0.2) * (1 - guarantee))  # T6, T7
    assert yes(europe.set("ukraine.exposure", exposure - 1e-4)) == pytest.approx(1, abs=1e-6)
    assert yes(europe.set("ukraine.exposure", exposure + 1e-4)) == pytest.approx(0, abs=1e-6)


def test_full_trust_and_full_guarantees_both_end_the_commitment_problem():
    afraid = FREEZE.set("ukraine.exposure", 1)
    assert yes(afraid) == 0
    assert yes(afraid.set("ukraine.trust", 1)) == 1
    guaranteed = only("freeze", scenario=without("us")).set_all(NO_FRICTION | {"europe.guarantee": 1, "europe.aid": 0, "ukraine.exposure": 1})
    assert yes(guaranteed) == 1


@pytest.mark.parametrize("level", [0.0, 0.001, 0.02])
def test_a_pause_that_shifts_no_power_changes_nothing(level):
    attacker, defender = at(FREEZE.set_all({"russia.attrition": level, "ukraine.attrition": level}))
    assert attacker.rearmed == 0  # T5
    assert defender.rearmed == 0


def test_a_pause_helps_the_side_that_bleeds_faster_as_much_as_the_difference():
    def rearmed(own, other):
        attacker, defender = at(FREEZE.set_all({"russia.attrition": own, "ukraine.attrition": other}))
        return float(attacker.rearmed[0]), float(defender.rearmed[0])

    (once, loss), (twice, _), (mirrored, _) = rearmed(0.002, 0.001), rearmed(0.0025, 0.0005), rearmed(0.001, 0.002)
    assert once > 0 > loss
    assert twice == pytest.approx(2 * once)  # T8: the rate, not the level
    assert mirrored == pytest.approx(-once)


def test_the_pause_counts_as_much_as_the_contest_has_slope():
    def rearmed(strength):
        return float(at(FREEZE.set_all({"russia.resources": strength, "russia.attrition": 0.002}))[0].rearmed[0])

    assert rearmed(1.0) == pytest.approx(rearmed(3.0) * 0.25 / (0.75 * 0.25))


def test_a_side_that_would_fall_behind_refuses_the_freeze_exactly_at_its_threshold():
    patient = FREEZE.set_all({"front.held": 0.6, "front.mobility": 0.002, "ukraine.time_pressure": 0.01, "ukraine.war_cost": 0.05})

    def balance(attrition):
        _, defender = at(patient.set("russia.attrition", attrition))
        return float(defender.advantage(defender.owner.model.ladder.rungs[0])[0])

    low, high = 0.0, 0.02
    assert balance(low) > 0 > balance(high)
    for _ in range(60):
        low, high = ((low + high) / 2, high) if balance((low + high) / 2) > 0 else (low, (low + high) / 2)
    edge, discount = 0.24, -np.log(0.99) / 30
    assert edge * high * 0.002 / ((discount + high / 2) * (discount + 0.002)) == pytest.approx(0.05)


# War economy and home front


@pytest.mark.parametrize("cost", ["war_economy", "resolve"])
def test_a_price_of_peace_closes_the_range_exactly_at_both_costs_of_war(cost):
    for price, sign in ((0.2 - 1e-6, 1), (0.2 + 1e-6, -1)):
        attacker, defender = at(T14.set(f"russia.{cost}", price))  # T30
        rung = attacker.owner.model.ladder.rungs[0]
        assert np.sign(attacker.room) == sign
        assert np.sign(attacker.advantage(rung)) == np.sign(defender.advantage(rung)) == sign


def test_a_price_of_peace_improves_the_terms_up_to_a_cliff():
    prices = [0.0, 0.08, 0.16]
    results = [ensemble(T14.set("russia.war_economy", price), runs=5) for price in prices]
    np.testing.assert_allclose([result.columns["terms"][0] for result in results], [0.57 + price / 2 for price in prices], atol=1e-8)
    assert ensemble(T14.set("russia.war_economy", 0.21), runs=50).summary["reached.settlement"].value == 0  # T29


# Allies


def test_the_sanctions_of_all_allies_cost_the_attacker_alone():
    def sanction(data):
        data["parties"] |= {name: {"role": "ally", "sanctions": sanctions} for name, sanctions in (("north", 0.03), ("south", 0.05))}

    before, after = at(FRICTIONLESS), at(edited(sanction, FRICTIONLESS))
    assert after[0].cost - before[0].cost == pytest.approx(0.08)
    assert after[1].cost == before[1].cost


def test_the_guarantees_of_all_allies_join_and_spare_both_sides_the_same_share_of_their_fear():
    def guarantee(data):
        data["parties"] |= {name: {"role": "ally", "guarantee": 0.5} for name in ("north", "south")}

    afraid = FRICTIONLESS.set_all({"russia.exposure": 0.2, "ukraine.exposure": 0.4})
    for alone, guaranteed in zip(at(afraid), at(edited(guarantee, afraid)), strict=True):
        assert guaranteed.betrayed == pytest.approx(0.25 * alone.betrayed)
