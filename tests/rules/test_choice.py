"""Quantal response: its two limits, and which option a die picks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.dice import Dice
from sim.rules import choice

VALUES = st.lists(st.floats(-2, 2), min_size=1, max_size=6)


@given(st.floats(-1e3, 1e3))
def test_without_precision_a_yes_is_a_coin_flip(worth):
    assert choice.accepts(0.0, worth) == 0.5


@given(st.floats(1e-3, 1e3))
def test_with_endless_precision_a_yes_is_a_best_reply(worth):
    assert choice.accepts(1e6, worth) == 1
    assert choice.accepts(1e6, -worth) == 0


@given(st.floats(0, 200), st.floats(-1, 1))
def test_a_yes_to_a_gain_is_a_no_to_the_same_loss(precision, worth):
    assert choice.accepts(precision, worth) == pytest.approx(1 - choice.accepts(precision, -worth))


def shares(precision, values, allowed):
    """How often each option is picked by 20,000 evenly spread dice, holding out first."""
    dice = (np.arange(20_000) + 0.5) / 20_000
    picked = choice.pick(dice, precision, [value + 0 * dice for value in values], [np.full(dice.shape, one) for one in allowed])
    return np.bincount(np.asarray(picked) + 1, minlength=len(values) + 1) / dice.size


@given(VALUES, st.floats(0, 50))
def test_offers_follow_the_logit_rule(values, precision):
    weights = np.exp(precision * (np.array([0.0, *values]) - max(0.0, *values)))
    np.testing.assert_allclose(shares(precision, values, [True] * len(values)), weights / weights.sum(), atol=2e-4)


def test_without_precision_every_option_is_as_likely():
    np.testing.assert_allclose(shares(0.0, [5.0, -5.0, 0.0], [True] * 3), 0.25, atol=1e-4)


def test_with_endless_precision_only_the_best_is_offered():
    np.testing.assert_array_equal(shares(1e6, [0.1, 0.3, -0.2], [True] * 3), [0, 0, 1, 0])


def test_with_endless_precision_nothing_is_offered_that_is_worse_than_holding_out():
    np.testing.assert_array_equal(shares(1e6, [-0.1, -0.3], [True] * 2), [1, 0, 0])


@given(VALUES, st.data())
def test_what_may_not_be_offered_never_is(values, data):
    allowed = data.draw(st.lists(st.booleans(), min_size=len(values), max_size=len(values)))
    offered = shares(30.0, values, allowed)[1:]
    assert not offered[np.logical_not(allowed)].any()


def test_a_forbidden_temptation_takes_nothing_from_the_rest():
    np.testing.assert_allclose(shares(50.0, [0.0, 2.0], [True, False]), [0.5, 0.5, 0], atol=1e-4)


@pytest.mark.parametrize("die", [2.0**-53, 1 - 2.0**-53])
def test_the_extremes_of_a_die_pick_something_that_may_be_offered(die):
    assert int(choice.pick(die, 80.0, [0.1, 0.2, 0.3], [True, True, False])) in (choice.HOLD_OUT, 0, 1)


def test_a_plain_number_and_a_batch_pick_the_same():
    dice = Dice(1, np.arange(1, 200)).throw(["offer"], 1)[0]
    batch = choice.pick(dice, 5.0, [np.full(199, 0.1), np.full(199, 0.2)], [np.full(199, True), np.full(199, True)])
    assert list(batch) == [int(choice.pick(float(die), 5.0, [0.1, 0.2], [True, True])) for die in dice]


def test_an_offer_sure_to_be_accepted_gains_nothing_by_a_refusal():
    assert choice.offer_value(yes=1.0, own_advantage=0.25, gesture=0.0, refusal=9.0, weight=1.0) == 0.25


def test_an_offer_sure_to_be_refused_is_worth_its_show():
    assert choice.offer_value(yes=0.0, own_advantage=-9.0, gesture=0.25, refusal=0.5, weight=0.5) == 0.375
