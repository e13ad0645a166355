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
    """What was to be seen under agreements today: on these runs, of this weight, the conduct of each side by role."""

    runs: np.ndarray
    weight: np.ndarray
    conduct: dict[str, Conduct]
