"""Indices of functions whose indices are known, without luck and with luck of known size."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pytest
from scipy import stats

from sim.analysis.sobol import Shares, shares
from sim.sensitivity.design import as_played, places

NAMES = ["one", "two", "three"]
A, B = 7.0, 0.1  # Ishigami and Homma 1990
# Closed forms: Saltelli, Chan and Scott 2000, section 2.9
ALONE = np.array([B * np.pi**4 / 5 + B**2 * np.pi**8 / 50 + 0.5, A**2 / 8, 0.0])
TOGETHER = 8 * B**2 * np.pi**8 / 225  # of the first and the third
WHOLE = ALONE.sum() + TOGETHER
FIRST, TOTAL = ALONE / WHOLE, (ALONE + np.array([TOGETHER, 0, TOGETHER])) / WHOLE
BATCHES = 20


def ishigami(x: np.ndarray) -> np.ndarray:
    """Ishigami's function; the last axis holds its three arguments, from 0 to 1."""
    one, two, three = np.moveaxis(np.pi * (2 * x - 1), -1, 0)
    return np.sin(one) + A * np.sin(two) ** 2 + B * three**4 * np.sin(one)


def design(settings: int, seed: int = 1) -> np.ndarray:
    """Ishigami's function at the settings of Saltelli's design, shape (base settings, 5)."""
    return ishigami(places(3, settings, seed))


def found(expected: np.ndarray, luck: np.ndarray, variance: float = 0.0, runs: int = 100, seed: int = 1) -> Shares:
    """What is found of settings with this expected outcome and this luck in the means of their batches."""
    return shares(
        expected[:, :, None] + luck, np.full(expected.shape, variance), runs, [str(number) for number in range(expected.shape[1] - 2)], seed
    )


def values(given: Shares) -> tuple[np.ndarray, np.ndarray]:
    """First-order and total indices."""
    assert given.first is not None
    assert given.total is not None
    return np.array([one.value for one in given.first]), np.array([one.value for one in given.total])


def holds(given: Shares, first: np.ndarray, total: np.ndarray) -> np.ndarray:
    """Which intervals hold the truth, first-order indices first."""
    assert given.first is not None
    assert given.total is not None
    return np.array([one.low <= truth <= one.high for one, truth in zip([*given.first, *given.total], [*first, *total], strict=True)])


def independent(expected: np.ndarray, variance: float, runs: int, seed: int) -> np.ndarray:
    """Luck of every setting's own, of this variance between runs, as it is left in means over batches."""
    return np.random.default_rng(seed).normal(0, np.sqrt(variance * BATCHES / runs), (*expected.shape, BATCHES))


def test_without_luck_the_indices_are_those_of_the_closed_form() -> None:
    given = found(design(4096), np.zeros(BATCHES))
    first, total = values(given)
    np.testing.assert_allclose(first, FIRST, atol=0.02)
    np.testing.assert_allclose(total, TOTAL, atol=0.02)
    assert given.parameters.value == pytest.approx(WHOLE, rel=0.02)
    assert holds(given, FIRST, TOTAL).all()
    assert (given.share_of_luck, given.runs_needed) == (0.0, 1)
    assert given.added == pytest.approx(0, abs=1e-9)


def test_without_luck_they_are_salibs_to_the_last_digit() -> None:
    expected = design(256)
    played = as_played(expected)
    assert played is not None
    np.testing.assert_allclose(values(found(expected, np.zeros(BATCHES))), played, rtol=1e-9, atol=1e-12)


def test_intervals_are_as_wide_as_salibs_where_there_is_no_luck() -> None:
    expected = design(256)
    problem = {"num_vars": 3, "names": NAMES, "bounds": [[0, 1]] * 3}
    other = import_module("SALib.analyze.sobol").analyze(problem, expected.ravel(), calc_second_order=False, num_resamples=2000, seed=3)
    given = found(expected, np.zeros(BATCHES))
    for mine, half in ((given.first, other["S1_conf"]), (given.total, other["ST_conf"])):
        assert mine is not None
        np.testing.assert_allclose([one.high - one.value for one in mine], half, rtol=0.25)


def test_scipy_says_the_same() -> None:
    other = stats.sobol_indices(func=lambda x: ishigami(x.T), n=4096, dists=[stats.uniform()] * 3, rng=np.random.default_rng(1))
    first, total = values(found(design(4096), np.zeros(BATCHES)))
    np.testing.assert_allclose(first, other.first_order, atol=0.03)
    np.testing.assert_allclose(total, other.total_order, atol=0.03)


# Luck of known size


def test_luck_of_each_settings_own_blurs_the_indices_as_played_by_a_known_amount_and_the_corrected_ones_not() -> None:
    expected, variance, runs = design(8192), 20 * WHOLE, 40
    luck = independent(expected, variance, runs, 5)
    given, played = found(expected, luck, variance, runs), as_played(expected + luck.mean(axis=2))
    assert played is not None
    added = variance / runs / WHOLE  # a half
    np.testing.assert_allclose(played[0], FIRST / (1 + added), atol=0.05)
    np.testing.assert_allclose(played[1], (TOTAL + added) / (1 + added), atol=0.05)
    assert np.abs(np.array(played[1]) - TOTAL).max() > 0.2
    assert holds(given, FIRST, TOTAL).all()
    np.testing.assert_allclose(values(given), [FIRST, TOTAL], atol=0.1)
    assert given.added == pytest.approx(added, rel=0.15)
    assert given.runs_needed == pytest.approx(variance / (0.05 * WHOLE), rel=0.15)
    assert given.share_of_luck == pytest.approx(20 / 21, rel=0.01)


def test_luck_that_all_settings_share_adds_nothing() -> None:
    expected = design(256)
    given = found(expected, np.random.default_rng(2).normal(0, 100, BATCHES))
    assert given.added == pytest.approx(0, abs=1e-6)
    np.testing.assert_allclose(values(given), values(found(expected, np.zeros(BATCHES))), atol=1e-6)


def repeated(luck_of: str, times: int = 150) -> tuple[np.ndarray, np.ndarray]:
    """Outcome x1 in expectation, with luck drawn anew each time: mean indices, and how often each interval holds the truth (1, 0, 1, 0)."""
    indices, hits = [], []
    for seed in range(times):
        x, chance = places(2, 64, seed), np.random.default_rng(seed)
        slopes = chance.normal(0, 0.7, BATCHES) if luck_of == "slopes" else np.zeros(BATCHES)
        own = 0.0 if luck_of == "slopes" else chance.normal(0, 0.9, (*x.shape[:2], BATCHES))
        given = found(x[..., 0], (x[..., 1:] - 0.5) * slopes + own, seed=seed)
        indices.append(values(given))
        hits.append(holds(given, np.array([1.0, 0.0]), np.array([1.0, 0.0])))
    return np.mean(indices, axis=0), np.mean(hits, axis=0)


@pytest.mark.parametrize("luck_of", ["slopes", "every setting"])
def test_over_many_repetitions_the_indices_are_right_on_average_and_their_intervals_hold_the_truth(luck_of: str) -> None:
    mean, share = repeated(luck_of)
    np.testing.assert_allclose(mean, [[1, 0], [1, 0]], atol=0.03)
    assert (share >= 0.9).all()


def test_where_parameters_do_nothing_there_are_no_indices() -> None:
    still = np.zeros((256, 5))
    for luck in (np.zeros(BATCHES), independent(still, 1.0, 100, 3)):
        given = found(still, luck, 1.0)
        assert (given.first, given.total, given.added, given.runs_needed) == (None, None, None, None)
    assert found(still, np.zeros(BATCHES)).share_of_luck is None


def test_a_closer_look_at_luck_changes_no_expectation_but_narrows_the_interval() -> None:
    expected = design(512)
    wide, narrow = (found(expected, independent(expected, 10 * WHOLE, runs, 8), runs=runs).parameters for runs in (20, 2000))
    assert wide.high - wide.low > 1.3 * (narrow.high - narrow.low)
    assert wide.low <= WHOLE <= wide.high
