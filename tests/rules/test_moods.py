"""Slow tempers: resolve, patience, credibility, red lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import moods


@given(st.floats(7, 1e4))
def test_resolve_halves_in_a_half_life(half_life):
    assert moods.daily_share(half_life) ** half_life == pytest.approx(0.5)


@given(st.floats(0, 1), st.floats(-2, 2))
def test_impatience_stays_between_fresh_and_due(impatience, change):
    assert 0 <= moods.impatience_after(impatience, change) <= 1


def test_impatience_adds_up():
    assert moods.impatience_after(0.25, 0.5) == 0.75


def test_every_empty_threat_costs_the_same_share_of_credibility():
    assert moods.credibility_after(moods.credibility_after(1.0, 0.3), 0.3) == pytest.approx(0.49)


def test_credibility_never_quite_vanishes():
    assert moods.credibility_after(1.0, 1.0) > 0


def test_a_red_line_that_costs_what_it_is_worth_falls_at_half_the_hazard():
    assert moods.red_line_falls(0.05, 80.0, 0.03, 0.03) == pytest.approx(0.025)


def test_a_red_line_worth_its_cost_stands_and_one_that_is_not_falls_by_the_hazard():
    assert moods.red_line_falls(0.05, 1e6, 0.02, 0.03) == 0
    assert moods.red_line_falls(0.05, 1e6, 0.04, 0.03) == 0.05
