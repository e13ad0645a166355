"""Numbers with their Monte Carlo intervals: what luck alone leaves open at this many runs. All intervals are 95%."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np

Z = 1.959963984540054


@dataclass(frozen=True)
class Estimate:
    """A number of a summary: what it is in words, its kind, its value, its interval, and how many observations it rests on.

    value, low and high are None where there is nothing to observe.
    """

    words: str
    kind: str
    value: float | None
    low: float | None
    high: float | None
    of: int

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self)


def nothing(words: str, kind: str) -> Estimate:
    """An estimate without observations."""
    return Estimate(words, kind, None, None, None, 0)


def probability(words: str, happened: np.ndarray) -> Estimate:
    """A share of runs with Wilson's interval (Wilson 1927). happened: booleans, shape (runs,).

    >>> probability("heads", np.array([True, False])).low.__round__(4)
    0.0945
    """
    count = happened.size
    if not count:
        return nothing(words, "probability")
    low, high = wilson(float(np.sum(happened)), count)
    return Estimate(words, "probability", float(np.mean(happened)), low, high, count)


def wilson(successes: float, count: int) -> tuple[float, float]:
    """Wilson's score interval for a share."""
    share, spread = successes / count, Z * Z / count
    centre = (share + spread / 2) / (1 + spread)
    half = Z / (1 + spread) * np.sqrt(share * (1 - share) / count + spread / (4 * count))
    return max(0.0, float(centre - half)) if successes > 0 else 0.0, min(1.0, float(centre + half)) if successes < count else 1.0


def mean(words: str, values: np.ndarray) -> Estimate:
    """A mean of something that is never negative, with its normal interval; where observations do not differ there is none."""
    if not values.size:
        return nothing(words, "mean")
    centre = float(np.mean(values, dtype=np.float64))
    spread = float(np.std(values, ddof=1, dtype=np.float64)) if values.size > 1 else 0.0
    half = Z * spread / np.sqrt(values.size) if spread else None
    low, high = (None, None) if half is None else (max(0.0, centre - half), centre + half)
    return Estimate(words, "mean", centre, low, high, int(values.size))


def median(words: str, values: np.ndarray) -> Estimate:
    """A median with the interval of its order statistics (binomial, normal approximation)."""
    if not values.size:
        return nothing(words, "median")
    ordered, count = np.sort(values), values.size
    reach = Z * np.sqrt(count) / 2
    low, high = int(np.floor(count / 2 - reach)), int(np.ceil(count / 2 + reach)) - 1
    return Estimate(words, "median", float(np.median(ordered)), float(ordered[max(low, 0)]), float(ordered[min(high, count - 1)]), int(count))


def ratio(words: str, part: np.ndarray, whole: np.ndarray) -> Estimate:
    """A share of occasions, pooled over runs, with the interval of a ratio estimator over runs (Cochran 1977, chapter 6).

    A share of 0 or 1 has Wilson's interval over runs; where runs do not differ there is no interval.

    part, whole: counts per run, shape (runs,).
    """
    total, count = float(np.sum(whole, dtype=np.float64)), part.size
    if total == 0:
        return nothing(words, "share of occasions")
    share = float(np.sum(part, dtype=np.float64)) / total
    residual = part - share * whole
    if share in (0.0, 1.0):
        low, high = wilson(share * count, count)
        return Estimate(words, "share of occasions", share, low, high, int(total))
    if count < 2 or not np.any(residual):
        return Estimate(words, "share of occasions", share, None, None, int(total))
    half = Z * float(np.sqrt(np.sum(residual * residual) / (count - 1) * count)) / total
    return Estimate(words, "share of occasions", share, max(0.0, share - half), min(1.0, share + half), int(total))
