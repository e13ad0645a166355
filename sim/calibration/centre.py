"""The centre of a calibrated set: one setting in round numbers that meets everything, as near as can be to the mean of all that are left.

The mean itself need not meet the targets, as the set is not convex. So points on the way from the mean to every setting are played, and the
nearest that is not ruled out on fresh luck, nor by a sign, is the centre.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.calibration import signs
from sim.calibration.inputs import Prior, significant
from sim.calibration.screening import Screening
from sim.calibration.waves import Seen, left

STEPS = (0.2, 0.35, 0.5, 0.65, 0.8)  # of the way from the mean
DIGITS = 3
ROUGH, FINE = 512, 4096  # runs of each point at first, and of the nearest that are left
NEAREST = 24


def points(kept: np.ndarray, priors: Sequence[Prior]) -> np.ndarray:
    """Places on the way from the mean of a set to its settings, the nearest to the mean first, as round numbers; shape (points, parameters)."""
    mean = kept.mean(axis=0)
    found = np.concatenate([mean + step * (kept - mean) for step in STEPS])
    columns = [prior.place(significant(prior.at(column), DIGITS)) for prior, column in zip(priors, found.T, strict=True)]
    rounded = np.clip(np.column_stack(columns), 0, 1)
    return np.asarray(rounded[np.argsort(((rounded - mean) ** 2).sum(axis=1), kind="stable")])


def centre(screening: Screening, kept: np.ndarray, wave: int) -> Seen | None:
    """The centre of a set of places, with its numbers; None if no point meets everything. Waves are counted on from ``wave``."""
    rough = screening.held_against(points(kept, screening.priors), ROUGH, wave)
    near = rough.places[left(rough, screening.targets)][:NEAREST]
    if not len(near):
        return None
    fine = screening.held_against(near, FINE, wave + 1)
    stay = np.flatnonzero(left(fine, screening.targets))
    if screening.signs and stay.size:
        stay = stay[signs.stand(screening.shown(fine.places[stay], wave + 2, screening.signs))]
    return fine.of(stay[:1]) if stay.size else None
