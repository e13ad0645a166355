"""Paired differences and their intervals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.analysis import estimates, paired

TRIALS = 2000


def table(both: int, came: int, went: int, neither: int) -> tuple[np.ndarray, np.ndarray]:
    """Booleans before and after, of which so many hold on both sides, only after, only before, and on neither."""
    before = np.repeat([True, False, True, False], [both, came, went, neither])
    after = np.repeat([True, True, False, False], [both, came, went, neither])
    return before, after


def test_the_interval_of_a_paired_share_is_bonett_and_prices() -> None:
    found = paired.probability("airways are sensitive", *table(1, 7, 1, 12))
    up, down = 8 / 23, 2 / 23
    half = stats.norm.ppf(0.975) * np.sqrt((up + down - (up - down) ** 2) / 23)
    assert found.value == pytest.approx(6 / 21)
    assert (found.low, found.high) == pytest.approx((up - down - half, up - down + half))


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_before_and_after_change_places_with_the_sign(both: int, came: int, went: int, neither: int) -> None:
    forth, back = paired.probability("", *table(both, came, went, neither)), paired.probability("", *table(both, went, came, neither))
    if forth.value is None:
        assert both + came + went + neither == 0
        return
    assert (forth.value, forth.low, forth.high) == pytest.approx((-back.value, -back.high, -back.low))
    assert -1 <= forth.low <= forth.value <= forth.high <= 1


@pytest.mark.parametrize("came", range(1, 12))
def test_a_few_changes_that_all_go_one_way_are_judged_as_the_exact_sign_test_judges_them(came: int) -> None:
    exact = stats.binomtest(came, came).pvalue < 0.05
    assert paired.is_clear(paired.probability("", *table(0, came, 0, 2000))) == exact
    assert paired.is_clear(paired.mean("", np.zeros(2000), np.arange(2000) < came)) == exact


def test_no_change_in_few_runs_still_leaves_room_for_some() -> None:
    few, many = (paired.probability("", *table(5, 0, 0, count)) for count in (15, 1995))
    assert few.low < -0.1 < 0.1 < few.high
    assert many.high < 0.002
    assert few.value == many.value == 0


def test_the_interval_of_a_paired_mean_is_the_normal_one_where_all_runs_differ() -> None:
    before, after = np.array([1.0, 2.0, 3.0, 6.0]), np.array([2.0, 4.0, 2.0, 9.0])
    found = paired.mean("days", before, after)
    low, high = stats.norm.interval(0.95, loc=1.25, scale=stats.sem(after - before))
    assert (found.value, found.low, found.high) == pytest.approx((1.25, low, high))


def test_a_mean_that_changes_in_no_run_has_no_interval() -> None:
    found = paired.mean("days", np.arange(9), np.arange(9))
    assert (found.value, found.low, found.high) == (0, None, None)
    assert not paired.is_clear(found)


def test_a_mean_that_changes_alike_in_every_run_is_clear_if_there_are_enough_runs() -> None:
    few, many = (paired.mean("days", np.arange(count), np.arange(count) + 3) for count in (3, 300))
    assert not paired.is_clear(few)
    assert paired.is_clear(many)
    assert many.low < 3 < many.high


def test_one_run_has_no_interval() -> None:
    assert paired.mean("days", np.array([1]), np.array([4])).low is None


def test_without_observations_no_difference_has_a_value() -> None:
    none, zeros, ones = np.array([]), np.zeros(4), np.ones(4)
    for found in (paired.mean("", none, none), paired.probability("", none > 0, none > 0), paired.ratio("", (zeros, zeros), (ones, ones))):
        assert (found.value, found.low, found.high, found.of) == (None, None, None, 0)


def coverage(truth: float, found: list[estimates.Estimate]) -> float:
    """Share of intervals that hold the truth."""
    return float(np.mean([estimate.low is not None and estimate.low <= truth <= estimate.high for estimate in found]))


@pytest.mark.parametrize(("came", "went", "count"), [(0.002, 0.002, 2000), (0.01, 0.001, 2000), (0.2, 0.3, 200), (0.05, 0.0, 100), (0.4, 0.05, 40)])
def test_the_interval_of_a_paired_share_covers_it_about_nineteen_times_in_twenty(came: float, went: float, count: int) -> None:
    random = np.random.default_rng(5)
    cells = random.multinomial(count, [0.3, came, went, 0.7 - came - went], TRIALS)
    assert 0.94 <= coverage(came - went, [paired.probability("", *table(*row)) for row in cells.tolist()]) <= 0.995


@pytest.mark.parametrize(("share", "count"), [(0.01, 2000), (0.05, 400), (0.5, 60), (1.0, 60)])
@pytest.mark.parametrize("lean", [0.5, 0.75])
def test_the_interval_of_a_paired_mean_covers_it_where_few_runs_differ_and_where_all_do(share: float, count: int, lean: float) -> None:
    random = np.random.default_rng(6)
    sizes = np.ceil(random.exponential(30, (TRIALS, count))) * np.where(random.random((TRIALS, count)) < lean, 1, -1)
    changes = np.where(random.random((TRIALS, count)) < share, sizes, 0)
    truth = share * (2 * lean - 1) / (1 - np.exp(-1 / 30))
    assert 0.92 <= coverage(truth, [paired.mean("", np.zeros(count), change) for change in changes]) <= 0.985


def test_the_interval_of_a_paired_share_of_occasions_is_as_wide_as_the_bootstrap_says() -> None:
    random = np.random.default_rng(9)
    lean = random.beta(2, 5, 400)
    wholes = random.integers(1, 20, (2, 400))
    parts = random.binomial(wholes, [lean, np.minimum(1, lean + 0.1)])
    found = paired.ratio("cynical", (parts[0], wholes[0]), (parts[1], wholes[1]))
    shares = [parts[:, chosen].sum(axis=1) / wholes[:, chosen].sum(axis=1) for chosen in random.integers(0, 400, (2000, 400))]
    assert found.value == pytest.approx(parts[1].sum() / wholes[1].sum() - parts[0].sum() / wholes[0].sum())
    assert (found.high - found.low) / 2 == pytest.approx(1.959964 * np.std([after - before for before, after in shares]), rel=0.08)


def test_the_share_of_occasions_is_judged_by_its_change_not_by_its_spread() -> None:
    random = np.random.default_rng(2)
    whole, part = np.full(500, 20), random.integers(0, 21, 500)
    after = np.minimum(whole, part + (np.arange(500) < 30))
    assert paired.is_clear(paired.ratio("", (part, whole), (after, whole)))
    unpaired = [estimates.ratio("", values, whole) for values in (part, after)]
    assert unpaired[0].high > unpaired[1].value


def test_a_share_of_occasions_that_changes_in_no_run_has_no_interval() -> None:
    same = (np.array([1, 2, 0]), np.array([2, 3, 1]))
    found = paired.ratio("", same, same)
    assert (found.value, found.low, found.high) == (0, None, None)
