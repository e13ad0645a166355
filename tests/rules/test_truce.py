"""Violations and denunciations of what is in force."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import truce

SHARE = st.floats(0, 1)


def test_full_monitoring_halves_accidents():
    assert truce.accident_chance(0.04, 1.0) == 0.02


@given(SHARE, SHARE)
def test_one_or_the_other_is_one_minus_neither(chance, another):
    assert truce.either(chance, another) == pytest.approx(1 - (1 - chance) * (1 - another))


@given(keep=st.floats(-1, 1), penalty=st.floats(-1, 1))
def test_without_precision_half_of_the_days_that_allow_a_breach_bring_one(keep, penalty):
    assert truce.breach_chance(0.3, 0.0, keep, 1.0, penalty) == pytest.approx(0.15)
    assert truce.denunciation_chance(0.1, 0.0, keep, penalty) == pytest.approx(0.05)


@given(st.floats(0.001, 1))
def test_with_endless_precision_a_good_agreement_is_never_broken_and_a_bad_one_always(keep):
    assert truce.breach_chance(0.3, 1e6, keep, 0.0, 0.0) == 0
    assert truce.breach_chance(0.3, 1e6, -keep, 0.0, 0.0) == 0.3
    assert truce.denunciation_chance(0.1, 1e6, keep, 0.0) == 0
    assert truce.denunciation_chance(0.1, 1e6, -keep, 0.0) == 0.1


def test_what_nobody_sees_deters_nobody():
    assert truce.breach_chance(0.3, 80.0, -0.01, 0.0, 5.0) == truce.breach_chance(0.3, 80.0, -0.01, 0.0, 0.0)


def test_a_violation_that_is_seen_is_rarer():
    assert truce.breach_chance(0.3, 80.0, -0.01, 0.8, 0.02) < truce.breach_chance(0.3, 80.0, -0.01, 0.2, 0.02)


def test_what_open_end_costs_deters_denunciation():
    assert truce.denunciation_chance(0.1, 80.0, -0.01, 0.02) < truce.denunciation_chance(0.1, 80.0, -0.01, 0.0)
