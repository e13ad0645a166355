"""What is done under an agreement on one day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Conduct:
    """What a belligerent does with an agreement in force on one day: arrays of booleans, shape (runs,)."""

    violated: np.ndarray
    attributed: np.ndarray
    denounced: np.ndarray


@dataclass(frozen=True)
class Lessons:
    """What was to be seen under agreements today: on these runs, of this weight, whether each side violated, by role; arrays of shape (runs,)."""

    runs: np.ndarray
    weight: np.ndarray
    violated: dict[str, np.ndarray]


def spread_out(flags: np.ndarray, places: np.ndarray, size: int) -> np.ndarray:
    """Flags at some places of an array of so many, all others not set."""
    found = np.zeros(size, dtype=bool)
    found[places] = flags
    return found
