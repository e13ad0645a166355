"""What war and a pause are worth."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from sim.rules import worth

SHARE = st.floats(0, 1)
RATE = st.floats(1e-4, 0.02)


@given(st.floats(0, 0.99))
def test_the_discount_rate_takes_the_time_pressure_away_in_thirty_days(time_pressure):
    assert np.exp(-30 * worth.discount_rate(time_pressure)) == pytest.approx(1 - time_pressure, abs=1e-7)


def test_nobody_is_infinitely_patient():
    assert worth.discount_rate(0.0) == 1e-9


@given(prospect=SHARE, held=SHARE, mobility=RATE, discount=RATE)
def test_war_is_the_discounted_average_of_what_is_held_while_the_front_moves(prospect, held, mobility, discount):
    def front(day):
        return prospect + (held - prospect) * np.exp(-mobility * day)

    bends = [bend for bend in (discount / mobility, 10 * discount / mobility) if bend < 60]
    average, _ = quad(lambda days: np.exp(-days) * front(days / discount), 0, 60, points=bends, limit=200)
    gains = worth.momentum(prospect, held, worth.reach(mobility, discount), 0.0)
    assert worth.war(held, gains, 0.0) == pytest.approx(average, abs=1e-6)


@given(mobility=RATE, discount=RATE, attrition=RATE)
def test_a_pause_is_worth_the_discounted_path_of_the_strength_it_saves(mobility, discount, attrition):
    edge, lead = 0.24, 0.0009

    def front(day):
        return edge * lead * mobility * kernel(day)

    def kernel(day):
        gap = mobility - attrition
        return day * np.exp(-mobility * day) if abs(gap) < 1e-12 else (np.exp(-attrition * day) - np.exp(-mobility * day)) / gap

    worth_of_a_day, _ = quad(lambda days: front(days / discount) / discount * np.exp(-days), 0, 60, limit=200)
    rearmed = edge * worth.rearm_rate(lead, 0.0, worth.pause_reach(mobility, discount, attrition))
    assert rearmed == pytest.approx(worth_of_a_day, rel=1e-4, abs=1e-12)


def test_a_standing_front_has_no_momentum():
    assert worth.momentum(0.9, 0.2, worth.reach(0.0, 0.01), 0.0) == 0


def test_a_patient_side_counts_the_whole_movement_of_the_front():
    assert worth.reach(0.001, 1e-12) == pytest.approx(1)


@given(SHARE, st.floats(-1, 1))
def test_perceived_prospects_are_a_probability(prospect, optimism):
    assert 0 <= worth.perceived(prospect, optimism) <= 1


def test_equal_attrition_leaves_nothing_to_gain_by_a_pause():
    assert worth.rearm_rate(0.0018, 0.0018, 2000.0) == 0


@given(RATE, RATE)
def test_what_one_side_gains_by_a_pause_the_other_loses(attrition, other):
    assert worth.rearm_rate(attrition, other, 5.0) == -worth.rearm_rate(other, attrition, 5.0)


def test_the_cliff_is_nothing_to_a_fresh_mediator():
    assert worth.cliff_edge(0.0, 0.25, 0.001, 1.0) == 0


def test_the_cliff_grows_as_the_deadline_comes_near():
    assert worth.cliff_edge(0.5, 0.25, 0.001, 2.0) == pytest.approx(0.5 * worth.cliff_edge(1.0, 0.25, 0.001, 2.0))


@given(st.lists(SHARE, max_size=5))
def test_guarantors_fail_only_together(guarantees):
    assert worth.joint_guarantee(guarantees) == pytest.approx(1 - np.prod([1 - guarantee for guarantee in guarantees]))


def test_a_certain_guarantee_leaves_nothing_at_risk():
    assert worth.betrayal(0.0, worth.at_risk(1.0, 0.35)) == 0


def test_full_trust_fears_no_betrayal():
    assert worth.betrayal(1.0, worth.at_risk(0.0, 0.35)) == 0
