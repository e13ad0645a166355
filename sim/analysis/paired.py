"""Paired differences: how a number differs between two scenarios whose runs meet the same luck. All intervals are 95%.

Run k after is run k before but for what was changed, so the luck that both share falls out of the difference, and its interval is
narrower than that of two ensembles with luck of their own: the more so, the fewer runs the change touches.

>>> from sim.analysis import estimates
>>> before = np.arange(1000) % 97
>>> after = before + (np.arange(1000) % 10 == 0)
>>> paired = mean("days", before, after)
>>> unpaired = np.hypot(*(estimates.mean("days", values).high - values.mean() for values in (before, after)))
>>> f"{paired.value:.1f} with {paired.high - paired.value:.2f} either way, unpaired {unpaired:.2f}"
'0.1 with 0.02 either way, unpaired 2.47'
"""

from __future__ import annotations

import numpy as np

from sim.analysis.estimates import Estimate, Z, nothing

Occasions = tuple[np.ndarray, np.ndarray]


def probability(words: str, before: np.ndarray, after: np.ndarray) -> Estimate:
    """A difference of two shares of the same runs, with the interval of Bonett and Price (2012): a run more is added for either
    direction of change. Fagerland, Lydersen and Laake (2014) compare it with others and recommend it.

    before, after: booleans, shape (runs,), run k with the same luck in both.

    >>> found = probability("heads", np.array([False] * 9), np.array([True] * 6 + [False] * 3))
    >>> [round(number, 3) for number in (found.value, found.low, found.high)]
    [0.667, 0.158, 0.933]
    """
    count = before.size
    if not count:
        return nothing(words, "probability")
    came, went = (float(np.sum(one & ~other)) for one, other in ((after, before), (before, after)))
    up, down = ((cell + 1) / (count + 2) for cell in (came, went))
    half = Z * np.sqrt((up + down - (up - down) ** 2) / (count + 2))
    low, high = max(-1.0, float(up - down - half)), min(1.0, float(up - down + half))
    return Estimate(words, "probability", (came - went) / count, low, high, count)


def mean(words: str, before: np.ndarray, after: np.ndarray) -> Estimate:
    """A difference of two means over the same runs; there is no interval where no run differs.

    before, after: numbers, shape (runs,).
    """
    if not before.size:
        return nothing(words, "mean")
    change = np.asarray(after, dtype=np.float64) - np.asarray(before, dtype=np.float64)
    return Estimate(words, "mean", float(np.mean(change)), *around(change, change != 0), int(change.size))


def ratio(words: str, before: Occasions, after: Occasions) -> Estimate:
    """A difference of two shares of occasions, each pooled over the same runs, by the delta method (Cochran 1977, chapter 6).

    before, after: counts per run of the part and of the whole, shape (runs,). Without occasions on either side there is no value.
    """
    if not all(np.sum(whole, dtype=np.float64) for _, whole in (before, after)):
        return nothing(words, "share of occasions")
    differs = np.logical_or.reduce([one != other for one, other in zip(before, after, strict=True)])
    change = what_each_adds(*after) - what_each_adds(*before)
    return Estimate(words, "share of occasions", float(np.mean(change)), *around(change, differs), int(change.size))


def what_each_adds(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """For each run a number whose mean is the pooled share, and whose spread is that share's."""
    total = float(np.mean(whole, dtype=np.float64))
    share = float(np.mean(part, dtype=np.float64)) / total
    added: np.ndarray = share + (part - share * whole) / total
    return added


def around(change: np.ndarray, differs: np.ndarray) -> tuple[float | None, float | None]:
    """The interval of a mean change: normal, widened where few runs differ, as a handful of changes says little of the others.

    What is added for either direction is at most one run, less the share of runs that differ: nothing where all do, and as much as
    Bonett and Price (2012) add where hardly any does. change: shape (runs,). differs: booleans, which runs differ at all.
    """
    count = change.size
    if count < 2 or not differs.any():
        return None, None
    added = 1.0 if np.ptp(change) == 0 else 1 - float(np.mean(differs))
    size = count + 2 * added
    centre = float(np.sum(change)) / size
    squares = float(np.sum(change * change)) + 2 * added * float(np.mean(change[differs] ** 2))
    half = Z * np.sqrt(max(0.0, squares - size * centre * centre) / (size - 1) / size)
    return float(centre - half), float(centre + half)


def is_clear(difference: Estimate) -> bool:
    """Whether the interval of a difference leaves no room for nothing."""
    return difference.low is not None and difference.high is not None and (difference.low > 0 or difference.high < 0)
