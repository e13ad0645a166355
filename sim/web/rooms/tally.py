"""What a class has said, without names: how many said what, the middle, and how far that is from the model."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True)
class Middle:
    """The middle of some numbers: half of them are at or below the median, a quarter at or below low, a quarter at or above high."""

    median: float
    low: float
    high: float


def middle(numbers: Sequence[float]) -> Middle | None:
    """The median and the middle half; None where nobody said anything.

    >>> middle([10, 20, 30, 40, 50])
    Middle(median=30, low=20.0, high=40.0)
    """
    if not numbers:
        return None
    if len(numbers) == 1:
        return Middle(numbers[0], numbers[0], numbers[0])
    low, _, high = statistics.quantiles(numbers, n=4, method="inclusive")
    return Middle(statistics.median(numbers), low, high)


def histogram(numbers: Iterable[float], low: float, high: float, bins: int = BINS) -> list[int]:
    """How many numbers fall into each of some equal parts; the upper end belongs to the last.

    >>> histogram([0, 9, 10, 100], 0, 100)
    [2, 1, 0, 0, 0, 0, 0, 0, 0, 1]
    """
    counts = [0] * bins
    for number in numbers:
        counts[max(0, min(bins - 1, int((number - low) / (high - low) * bins)))] += 1
    return counts


def ballot(said: Iterable[object], choices: Iterable[str]) -> dict[str, int]:
    """How many said each of some choices, in the order of the choices, those that nobody has taken included.

    >>> ballot(["same", "more", "same"], ["more", "same", "fewer"])
    {'more': 1, 'same': 2, 'fewer': 0}
    """
    count = Counter(said)
    return {choice: count[choice] for choice in choices}


def votes(words: Iterable[str]) -> list[tuple[str, int]]:
    """How many said each word, the most frequent first; silence is not counted.

    >>> votes(["trust", "", "time", "trust"])
    [('trust', 2), ('time', 1)]
    """
    return Counter(sorted(word for word in words if word)).most_common()
