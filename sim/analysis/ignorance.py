"""What is not known, apart from luck: how far a number differs between settings that the evidence cannot tell apart."""

from __future__ import annotations

import numpy as np

MIDDLE = (0.025, 0.975)


def interval(values: np.ndarray, settings: np.ndarray) -> tuple[float, float]:
    """Where the middle 95% of the settings have their mean, with luck taken out.

    The means of a few runs each differ by luck alone. They are drawn towards the mean of all until they differ by no more than the settings
    do: an analysis of variance says how much that is, and constrained empirical Bayes estimates (Louis 1984) have just that spread.

    values: numbers, shape (runs,). settings: which setting each run was given, shape (runs,).
    """
    _, group, count = np.unique(settings, return_inverse=True, return_counts=True)
    numbers = np.asarray(values, dtype=np.float64)
    means = np.bincount(group, numbers) / count
    centre = float(numbers.mean())
    spare = max(numbers.size - count.size, 1)
    luck = float(((numbers - means[group]) ** 2).sum()) / spare
    between = spread_of_settings(means, count, centre, luck)
    drawn = centre + (means - centre) * np.sqrt(between / np.maximum(between + luck / count, 1e-300))
    low, high = np.quantile(np.repeat(drawn, count), MIDDLE)
    return float(low), float(high)


def spread_of_settings(means: np.ndarray, count: np.ndarray, centre: float, luck: float) -> float:
    """Variance between settings: that of their means, less what luck adds to it (one-way analysis of variance, unequal groups)."""
    runs, settings = float(count.sum()), count.size
    if settings < 2:
        return 0.0
    square = float((count * (means - centre) ** 2).sum()) / (settings - 1)
    size = (runs - float((count.astype(float) ** 2).sum()) / runs) / (settings - 1)
    return max(0.0, (square - luck) / size)
