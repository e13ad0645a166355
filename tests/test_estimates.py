"""Estimates and their Monte Carlo intervals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.analysis import estimates


def happened(successes, count):
    """Booleans of which so many are true."""
    return np.arange(count) < successes


@given(st.integers(1, 400), st.data())
def test_the_interval_of_a_share_is_wilsons(count, data):
    successes = data.draw(st.integers(0, count))
    found = estimates.probability("it happens", happened(successes, count))
    peer = stats.binomtest(successes, count).proportion_ci(method="wilson")
    assert (found.low, found.high) == pytest.approx((peer.low, peer.high), abs=1e-9)
    assert found.value == successes / count
    assert found.of == count


@pytest.mark.parametrize(
    ("successes", "count", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_published_intervals_come_out(successes, count, low, high):
    # Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3
    found = estimates.probability("it happens", happened(successes, count))
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_what_never_or_always_happened_has_an_exact_end():
    assert estimates.probability("never", happened(0, 7)).low == 0
    assert estimates.probability("always", happened(7, 7)).high == 1


def test_the_interval_of_a_mean_is_the_normal_one():
    values = np.array([1.0, 2.0, 3.0, 6.0])
    found = estimates.mean("days", values)
    low, high = stats.norm.interval(0.95, loc=3, scale=stats.sem(values))
    assert (found.value, found.low, found.high) == pytest.approx((3, low, high))


def test_the_mean_of_what_is_never_negative_has_no_negative_end():
    assert estimates.mean("days", np.array([0.0, 0.0, 0.0, 9.0])).low == 0


def test_one_observation_has_no_interval():
    for found in (estimates.mean("days", np.array([4.0])), estimates.ratio("share", np.array([1]), np.array([2]))):
        assert (found.low, found.high) == (None, None)
    assert estimates.ratio("share", np.array([1]), np.array([2])).value == 0.5


def test_without_observations_there_is_no_value():
    empty = np.array([])
    for found in (estimates.mean("", empty), estimates.median("", empty), estimates.probability("", empty), estimates.ratio("", empty, empty)):
        assert (found.value, found.low, found.high, found.of) == (None, None, None, 0)
    assert estimates.ratio("share", np.array([0, 0]), np.array([0, 0])).value is None


def test_the_interval_of_a_median_covers_it_about_nineteen_times_in_twenty():
    random = np.random.default_rng(3)
    found = [estimates.median("day", random.exponential(size=101)) for _ in range(2000)]
    inside = sum(estimate.low <= np.log(2) <= estimate.high for estimate in found)
    assert 0.93 < inside / 2000 < 0.975


def test_the_median_of_a_few_is_bounded_by_them():
    found = estimates.median("day", np.array([3.0, 1.0]))
    assert (found.low, found.value, found.high) == (1, 2, 3)


def test_the_interval_of_a_pooled_share_is_as_wide_as_the_bootstrap_says():
    random = np.random.default_rng(9)
    whole = random.integers(1, 20, 400)
    part = random.binomial(whole, random.beta(2, 5, 400))
    found = estimates.ratio("cynical", part, whole)
    again = [part[chosen].sum() / whole[chosen].sum() for chosen in random.integers(0, 400, (2000, 400))]
    assert found.value == part.sum() / whole.sum()
    assert found.of == whole.sum()
    assert (found.high - found.low) / 2 == pytest.approx(1.959964 * np.std(again), rel=0.08)


def test_a_share_that_was_certain_in_three_runs_is_not_certain():
    found = estimates.ratio("all", np.array([3, 5, 2]), np.array([3, 5, 2]))
    assert (found.value, found.low, found.high) == (1, estimates.wilson(3, 3)[0], 1)


def test_where_runs_do_not_differ_there_is_no_interval():
    for found in (estimates.ratio("half", np.array([1, 2]), np.array([2, 4])), estimates.mean("three", np.array([3, 3, 3]))):
        assert found.value is not None
        assert found.low is found.high is None


def test_an_estimate_can_be_written_down():
    written = estimates.probability("heads", happened(1, 2)).as_dict()
    assert set(written) == {"words", "kind", "value", "low", "high", "of"}
    assert (written["words"], written["kind"]) == ("heads", "probability")


def test_a_pooled_share_of_a_single_run_has_no_interval_whatever_rounding_leaves():
    found = estimates.ratio("yes", np.array([1]), np.array([49]))  # 1 - 1 / 49 * 49 is not quite 0
    assert (found.value, found.low, found.high) == (1 / 49, None, None)
