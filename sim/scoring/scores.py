"""Scores of what was said beforehand, all of them the better the lower: for a chance that was given, and for an interval."""

from __future__ import annotations

from typing import Any

import numpy as np

Numbers = Any
HALF = 0.5


def chance(successes: Numbers, count: Numbers) -> Numbers:
    """A chance from a share of runs, kept away from 0 and 1, which no number of runs can show; one half where there is no run at all.

    >>> chance(0, 1), chance(3, 3), chance(0, 0)
    (0.25, 0.875, 0.5)
    """
    return (successes + HALF) / (count + 1)


def brier(given: Numbers, happened: Numbers) -> Numbers:
    """Square of the distance between the chance that was given and what happened, 0 or 1 (Brier 1950).

    >>> brier(np.array([0.9, 0.9, 0.5]), np.array([True, False, True])).round(2).tolist()
    [0.01, 0.81, 0.25]
    """
    return (given - np.asarray(happened, dtype=float)) ** 2


def logarithmic(given: Numbers, happened: Numbers) -> Numbers:
    """Natural logarithm of the chance that was given to what happened, without its sign (Good 1952).

    >>> logarithmic(np.array([0.5, 0.9]), np.array([False, True])).round(3).tolist()
    [0.693, 0.105]
    """
    with np.errstate(divide="ignore"):
        return -np.log(np.where(happened, given, 1 - np.asarray(given)))


def brier_slope(given: Numbers, happened: Numbers) -> Numbers:
    """By how much Brier's score rises for each unit by which the chance does."""
    return 2 * (given - np.asarray(happened, dtype=float))


def logarithmic_slope(given: Numbers, happened: Numbers) -> Numbers:
    """By how much the logarithmic score rises for each unit by which the chance does."""
    return np.where(happened, -1 / given, 1 / (1 - np.asarray(given)))


def interval(low: Numbers, high: Numbers, value: Numbers, level: float) -> Numbers:
    """Width of a central interval, and a penalty for what falls outside (Gneiting and Raftery 2007). level: 0.9 for one of 90%.

    >>> interval(1.0, 3.0, np.array([2.0, 4.0]), 0.5).tolist()
    [2.0, 6.0]
    """
    outside = np.maximum(low - value, 0) + np.maximum(value - high, 0)
    return high - low + 2 / (1 - level) * outside


def skill(score: float, rival: float) -> float | None:
    """Share of a rival's score that is avoided: 1 for no loss at all, 0 for no better, below for worse. None beside a rival that loses nothing.

    >>> skill(0.1, 0.25), skill(0.1, 0.0)
    (0.6, None)
    """
    return None if rival == 0 else 1 - score / rival
