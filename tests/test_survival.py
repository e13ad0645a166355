"""Competing ends of agreements by Aalen and Johansen, against a table worked out by hand, Kaplan and Meier, and the bootstrap."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.analysis.survival import incidence

COUNTS = st.lists(st.integers(0, 5), min_size=12, max_size=12)


def counted(days, size):
    """How many lasted each number of days."""
    return np.bincount(np.asarray(days, dtype=int), minlength=size)


def test_a_table_worked_out_by_hand():
    # Five agreements: one collapses after 1 day, one expires after 2, one collapses after 3, and two are last seen after 3 and 4 days.
    curve = incidence(np.array([0, 1, 0, 1, 0]), np.array([0, 0, 1, 0, 0]), np.array([0, 0, 0, 1, 1]))
    np.testing.assert_array_equal(curve.days, [0, 1, 2, 3, 4])
    np.testing.assert_array_equal(curve.at_risk, [5, 5, 4, 3, 1])
    # in force before each day: 1, 1, 4/5, 3/5, 2/5; of those in force 1/5 and, on day 3, 1/3 collapse
    np.testing.assert_allclose(curve.share, [0, 0.2, 0.2, 0.4, 0.4])


def test_without_other_ends_it_is_one_minus_kaplan_and_meier():
    random = np.random.default_rng(5)
    ended, seen = random.integers(1, 30, 300), random.integers(1, 40, 300)
    lasted, observed = np.minimum(ended, seen), ended <= seen
    curve = incidence(counted(lasted[observed], 40), counted([], 40), counted(lasted[~observed], 40))
    peer = stats.ecdf(stats.CensoredData(uncensored=lasted[observed], right=lasted[~observed])).sf
    np.testing.assert_allclose(1 - curve.share[peer.quantiles.astype(int)], peer.probabilities)


@given(COUNTS, COUNTS, COUNTS)
def test_the_shares_of_both_ends_and_of_what_is_left_are_everything(ended, otherwise, censored):
    ended, otherwise, censored = (np.array(counts) for counts in (ended, otherwise, censored))
    one, another = incidence(ended, otherwise, censored), incidence(otherwise, ended, censored)
    together = incidence(ended + otherwise, 0 * ended, censored)
    np.testing.assert_allclose(one.share + another.share, together.share, atol=1e-12)
    for curve in (one, another, together):
        assert (np.diff(curve.share) >= 0).all()
        assert ((curve.low >= 0) & (curve.low <= curve.share + 1e-12) & (curve.share <= curve.high + 1e-12) & (curve.high <= 1)).all()


def test_without_censoring_it_is_a_plain_share_with_its_binomial_error():
    ended, otherwise = np.array([0, 30, 20, 10]), np.array([0, 20, 15, 5])
    curve = incidence(ended, otherwise, 0 * ended)
    share = ended.cumsum() / 100
    np.testing.assert_allclose(curve.share, share)
    error = np.sqrt(share * (1 - share) / 100)
    np.testing.assert_allclose((curve.high - curve.low)[1:3] / (2 * 1.959964), error[1:3], rtol=0.03)


def sample(random, size):
    """Days lasted and ending (0 collapse, 1 other, 2 last seen) of some agreements."""
    times = np.stack([random.geometric(hazard, size) for hazard in (0.08, 0.05, 0.03)])
    return np.minimum(times.min(axis=0), 30), times.argmin(axis=0)


def curve_of(lasted, how):
    """The incidence of collapse in a sample."""
    return incidence(*(counted(lasted[how == ending], 31) for ending in range(3)))


def test_the_band_is_as_wide_as_the_bootstrap_says():
    random = np.random.default_rng(11)
    lasted, how = sample(random, 400)
    curve = curve_of(lasted, how)
    again = [curve_of(lasted[chosen], how[chosen]).share for chosen in random.integers(0, 400, (800, 400))]
    for day in (5, 10, 20):
        width = (curve.high[day] - curve.low[day]) / 2
        assert width == pytest.approx(1.959964 * np.std(again, axis=0)[day], rel=0.1)


def test_the_truth_lies_within_the_band_nineteen_times_in_twenty():
    random = np.random.default_rng(13)
    collapse, leave = 0.08, 1 - (1 - 0.08) * (1 - 0.05)
    truth = collapse * (1 - (1 - leave) ** 10) / leave  # of two ends on one day, collapse is counted
    curves = [curve_of(*sample(random, 300)) for _ in range(500)]
    inside = sum(bool(curve.low[10] <= truth <= curve.high[10]) for curve in curves)
    assert stats.binomtest(inside, 500, 0.95).pvalue > 1e-3


def test_with_nothing_to_see_the_share_is_nought():
    nothing = np.zeros(4, dtype=int)
    curve = incidence(nothing, nothing, nothing)
    np.testing.assert_array_equal(curve.share, 0)
    np.testing.assert_array_equal(curve.at_risk, 0)
