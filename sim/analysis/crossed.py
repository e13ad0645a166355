"""Means over settings that all meet the same luck: a table with a row for each setting and a column for each run, and what both leave open.

Runs of one setting are alike as they share its parameters, and runs of one number as they share their luck. So neither all runs nor all
settings are independent, and the variance of a mean is that of a table with two crossed random factors (Cornfield and Tukey 1956; Owen 2007).
"""

from __future__ import annotations

import numpy as np

from sim.analysis.estimates import Estimate, Z, nothing, wilson


def variance_of_mean(cells: np.ndarray) -> float:
    """The variance of the mean of a table over settings and luck, shape (settings, runs). What a single row or column hides counts as 0.

    With one row it is the usual variance of the mean of its runs; with one column that of the mean of its settings.

    >>> variance_of_mean(np.array([[0.0, 1.0, 1.0, 0.0]])).__round__(6)
    0.083333
    """
    settings, runs = cells.shape
    rows, columns = cells.mean(axis=1, dtype=np.float64), cells.mean(axis=0, dtype=np.float64)
    of_settings = float(rows.var(ddof=1)) / settings if settings > 1 else 0.0
    of_luck = float(columns.var(ddof=1)) / runs if runs > 1 else 0.0
    if settings == 1 or runs == 1:
        return of_settings + of_luck
    everything = float(cells.var(dtype=np.float64)) * cells.size
    residual = max(0.0, everything - runs * float(rows.var()) * settings - settings * float(columns.var()) * runs)
    twice = residual / ((settings - 1) * (runs - 1) * cells.size)
    return max(of_settings + of_luck - twice, of_settings, of_luck)


def share(words: str, happened: np.ndarray) -> Estimate:
    """A share of the runs of some settings, shape (settings, runs), with Wilson's interval for as many runs as would be worth as much."""
    if not happened.size:
        return nothing(words, "probability")
    value, variance = float(happened.mean(dtype=np.float64)), variance_of_mean(happened)
    settings, runs = happened.shape
    worth = max(settings, runs) if 1 in happened.shape else min(settings, runs)
    if 0 < value < 1 and variance > 0:
        worth = min(happened.size, value * (1 - value) / variance)
    low, high = wilson(value * worth, worth)
    return Estimate(words, "probability", value, low, high, int(happened.size))


def mean(words: str, cells: np.ndarray) -> Estimate:
    """A mean over the runs of some settings, shape (settings, runs), with its normal interval; none where nothing differs."""
    if not cells.size:
        return nothing(words, "mean")
    value, half = float(cells.mean(dtype=np.float64)), Z * float(np.sqrt(variance_of_mean(cells)))
    return Estimate(words, "mean", value, value - half if half else None, value + half if half else None, int(cells.size))


def part(words: str, happened: np.ndarray, inside: np.ndarray) -> Estimate:
    """Which part of all runs with an outcome lies in some settings: happened, shape (settings, runs); inside: booleans, shape (settings,).

    A ratio of two means, by linearisation.
    """
    total = float(happened.mean(dtype=np.float64))
    if not total:
        return nothing(words, "share of runs with the outcome")
    value = float(happened[inside].sum(dtype=np.float64)) / (total * happened.size)
    half = Z * float(np.sqrt(variance_of_mean(happened * (inside[:, None] - value) / total)))
    return Estimate(words, "share of runs with the outcome", value, max(0.0, value - half), min(1.0, value + half), int(happened.sum()))
