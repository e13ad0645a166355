"""Blame: how pushes join, and what is left at the end of a day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import blame

SHARE = st.floats(0, 1)


@given(SHARE, SHARE, SHARE)
def test_the_order_of_pushes_does_not_matter(one, another, third):
    forth = blame.joined(blame.joined(one, another), third)
    assert forth == pytest.approx(blame.joined(blame.joined(third, another), one))


@given(SHARE, st.lists(st.floats(0, 0.9), min_size=1, max_size=5))
def test_pushes_in_one_direction_act_as_if_one_came_after_the_other(start, pushes):
    joined, one_by_one = 0.0, start
    for push in pushes:
        joined = blame.joined(joined, push)
        one_by_one = one_by_one + push * (1 - one_by_one)
    assert blame.blame_after(start, joined, 0.0) == pytest.approx(one_by_one)


@given(start=SHARE, onto_defender=SHARE, onto_attacker=SHARE)
def test_blame_stays_a_share(start, onto_defender, onto_attacker):
    assert -1e-12 <= blame.blame_after(start, onto_defender, onto_attacker) <= 1 + 1e-12


@given(start=SHARE, onto_defender=SHARE, onto_attacker=SHARE)
def test_swapping_the_sides_mirrors_blame(start, onto_defender, onto_attacker):
    mirrored = blame.blame_after(1 - start, onto_attacker, onto_defender)
    assert 1 - mirrored == pytest.approx(blame.blame_after(start, onto_defender, onto_attacker))


@pytest.mark.parametrize(("push", "slant", "expected"), [(0.8, 2.0, 1.0), (0.5, 0.0, 0.0), (0.2, 1.3, 0.26)])
def test_a_slanted_push_is_kept_between_nothing_and_everything(push, slant, expected):
    assert blame.slanted(push, slant) == pytest.approx(expected)


@given(SHARE, SHARE, st.floats(0.001, 1))
def test_blame_comes_to_rest_at_the_lean(start, lean, drift):
    after = blame.drifted(start, lean, drift)
    assert abs(after - lean) == pytest.approx((1 - drift) * abs(start - lean), abs=1e-12)


def test_a_mediator_that_has_left_presses_nobody():
    assert blame.pressure(blame.stakes(0.4, blame.urgency(1.0, 1.0, 0.0)), 1.0) == 0


def test_an_unbelieved_deadline_presses_nobody():
    assert blame.urgency(1.0, 0.0, 1.0) == 0
