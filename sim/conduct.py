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

    def among(self, places: np.ndarray, size: int) -> Conduct:
        """The same among more runs, on which nothing is done: these are at some places."""
        return self if places.size == size else Conduct(*(spread(did, places, size) for did in (self.violated, self.attributed, self.denounced)))


def spread(flags: np.ndarray, places: np.ndarray, size: int) -> np.ndarray:
    """Flags at some places of an array of so many, all others not set."""
    found = np.zeros(size, dtype=bool)
    found[places] = flags
    return found


@dataclass(frozen=True)
class Lessons:
    """What was to be seen under agreements today: on these runs, of this weight, the conduct of each side by role."""

    runs: np.ndarray
    weight: np.ndarray
    conduct: dict[str, Conduct]
