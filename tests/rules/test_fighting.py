"""Strength, prospects, the front, and what fighting teaches."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.dice import Dice
from sim.rules import fighting

STRENGTH = st.floats(0.01, 100)
SHARE = st.floats(0, 1)


@given(own=STRENGTH, other=STRENGTH, decisiveness=st.floats(0.1, 5))
def test_the_prospects_of_both_sides_add_up_to_the_stake(own, other, decisiveness):
    assert fighting.prospects(own, other, decisiveness) + fighting.prospects(other, own, decisiveness) == pytest.approx(1)


@given(own=STRENGTH, other=STRENGTH)
def test_prospects_are_a_matter_of_the_ratio_alone(own, other):
    assert fighting.prospects(2 * own, 2 * other, 1.5) == pytest.approx(fighting.prospects(own, other, 1.5))


@given(st.floats(1.01, 10))
def test_decisiveness_helps_the_stronger(own):
    assert fighting.prospects(own, 1.0, 2.0) > fighting.prospects(own, 1.0, 1.0) > 0.5


@given(own=st.floats(0.1, 10), decisiveness=st.floats(0.1, 5))
def test_the_value_of_an_edge_is_the_slope_of_the_contest(own, decisiveness):
    step = 1e-6
    higher, lower = (fighting.prospects(own * np.exp(change), 1.0, decisiveness) for change in (step, -step))
    edge = fighting.edge_value(fighting.prospects(own, 1.0, decisiveness), decisiveness)
    assert edge == pytest.approx((higher - lower) / (2 * step), abs=1e-6)


def test_strength_without_losses_replacement_and_luck_stays():
    assert fighting.strength_after(1.5, 0.0, 0.0, 0.0) == 1.5


def test_luck_multiplies_what_is_left_after_losses():
    assert fighting.strength_after(1.0, 0.5, 0.0, np.log(3)) == pytest.approx(1.5)


@given(held=SHARE, prospect=SHARE, mobility=SHARE, intensity=SHARE)
def test_the_front_never_passes_what_strength_would_decide(held, prospect, mobility, intensity):
    after = fighting.front_after(held, prospect, mobility, intensity)
    assert min(held, prospect) - 1e-12 <= after <= max(held, prospect) + 1e-12


def test_the_front_stands_still_while_the_guns_are_silent():
    assert fighting.front_after(0.2, 0.6, 0.01, 0.0) == 0.2


def test_in_a_pause_only_a_believed_mediator_teaches():
    assert fighting.optimism_after(0.1, 0.5, 0.0, 0.0) == 0.1
    assert fighting.optimism_after(0.1, 0.5, 0.0, 0.2) == pytest.approx(0.08)


def test_a_mediator_that_does_not_blame_the_defender_holds_nothing_back():
    assert fighting.mediator_aid(0.001, 0.8, 1.0, 0.0) == 0.001


def test_allies_replace_only_what_is_withheld():
    assert fighting.aid_received(given=0.3, promised=1.0, allied=0.1, backfill=0.0) == pytest.approx(0.4)
    assert fighting.aid_received(given=0.3, promised=1.0, allied=0.1, backfill=1.0) == pytest.approx(1.1)


def test_luck_is_standard_normal_on_both_sides_and_independent():
    radius, angle = Dice(3, np.arange(1, 40_001)).throw(["radius", "angle"], 1)
    one, another = fighting.bells(radius, angle)
    assert stats.kstest(one, "norm").pvalue > 1e-4
    assert stats.kstest(another, "norm").pvalue > 1e-4
    assert abs(np.corrcoef(one, another)[0, 1]) < 4.5 / 200
    assert abs(np.corrcoef(one**2, another**2)[0, 1]) < 4.5 / 200


def test_the_extremes_of_a_die_give_finite_luck():
    for radius in (2.0**-53, 1 - 2.0**-53):
        assert np.all(np.isfinite(fighting.bells(radius, 0.3)))
