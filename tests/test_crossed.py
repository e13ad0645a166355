"""Means over settings that share their luck: their variance, and how often their intervals hold the truth."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from sim.analysis import crossed
from sim.analysis.estimates import wilson
from sim.dice import Dice

TABLES = 400


def throws(name: str, tables: int, size: int) -> np.ndarray:
    """Uniforms, shape (tables, size)."""
    return Dice(7, np.arange(1, tables * size + 1)).throw([name], 1)[0].reshape(tables, size)


def tables(settings: int, runs: int) -> np.ndarray:
    """Tables of settings that differ by 1, luck that differs by 0.5, and a rest of 2 (standard deviations), shape (TABLES, settings, runs)."""
    of_setting, of_luck = norm.ppf(throws("settings", TABLES, settings)), 0.5 * norm.ppf(throws("luck", TABLES, runs))
    rest = 2 * norm.ppf(throws("rest", TABLES, settings * runs)).reshape(TABLES, settings, runs)
    return of_setting[:, :, None] + of_luck[:, None, :] + rest


def test_a_single_setting_has_the_usual_variance_of_a_mean() -> None:
    row = np.array([[3.0, 5.0, 10.0]])
    assert crossed.variance_of_mean(row) == pytest.approx(13.0 / 3)
    assert crossed.variance_of_mean(row.T) == pytest.approx(13.0 / 3)


def test_a_table_of_two_by_two_is_as_by_hand() -> None:
    cells = np.array([[0.0, 2.0], [4.0, 6.0]])  # rows 1 and 5, columns 2 and 4, nothing left over
    assert crossed.variance_of_mean(cells) == pytest.approx(8.0 / 2 + 2.0 / 2)


def test_the_variance_is_that_of_theory_where_settings_and_luck_both_differ() -> None:
    settings, runs = 12, 20
    made = tables(settings, runs)
    theory = 1.0 / settings + 0.25 / runs + 4.0 / (settings * runs)
    found = np.mean([crossed.variance_of_mean(table) for table in made])
    assert found == pytest.approx(theory, rel=0.1)
    assert np.var(made.mean(axis=(1, 2))) == pytest.approx(theory, rel=0.25)


def test_an_interval_of_a_share_holds_the_truth_about_as_often_as_it_says() -> None:
    held = []
    for table in tables(30, 20):
        found = crossed.share("", table > 1.0)
        truth = norm.sf(1.0 / np.sqrt(1.0 + 0.25 + 4.0))
        assert found.low is not None
        assert found.high is not None
        held.append(found.low <= truth <= found.high)
    assert 0.91 <= np.mean(held) <= 0.985


def test_counting_all_runs_as_independent_would_hold_it_far_too_seldom() -> None:
    truth, held = norm.sf(1.0 / np.sqrt(5.25)), []
    for table in tables(30, 200):
        low, high = wilson(float((table > 1.0).sum()), table.size)
        held.append(low <= truth <= high)
    assert np.mean(held) < 0.6


@pytest.mark.parametrize(("shape", "worth"), [((30, 200), 30), ((200, 30), 30), ((1, 50), 50), ((50, 1), 50)])
def test_what_never_happens_is_worth_no_more_than_settings_or_runs_that_differ(shape: tuple[int, int], worth: int) -> None:
    found = crossed.share("", np.zeros(shape))
    assert (found.value, found.low, found.high) == (0.0, 0.0, pytest.approx(wilson(0, worth)[1]))


def test_a_mean_without_differences_has_no_interval() -> None:
    found = crossed.mean("", np.full((3, 4), 2.5))
    assert (found.value, found.low, found.high, found.of) == (2.5, None, None, 12)


def test_a_part_is_that_of_all_runs_with_the_outcome() -> None:
    happened = np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 0.0]])
    found = crossed.part("", happened, np.array([True, False, True]))
    assert found.value == pytest.approx(2 / 3)
    assert crossed.part("", happened, np.array([True, True, True])).value == 1.0
    assert crossed.part("", np.zeros((3, 2)), np.array([True, False, True])).value is None


def test_an_interval_of_a_part_holds_the_truth_about_as_often_as_it_says() -> None:
    held = []
    for table, place in zip(tables(40, 20), throws("places", TABLES, 40), strict=True):
        inside = place < 0.3
        found = crossed.part("", table > 0.5, inside)
        assert found.low is not None
        assert found.high is not None
        held.append(found.low <= 0.3 <= found.high)
    assert 0.9 <= np.mean(held) <= 0.985
