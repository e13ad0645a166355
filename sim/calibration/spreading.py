"""Where a search has left settings of some families, the families spread: siblings are to be unlike each other in all that the record does not see.

What targets hardly notice, as drawing one parameter anew after the other has shown, is drawn anew all at once; what still meets everything stays.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.calibration.inputs import Prior
from sim.calibration.proposals import throws

CHILDREN = 12  # settings that are tried of each family
LOOSE = 0.1  # a parameter is drawn anew with a chance that falls from 1, where that rules out nothing more, to 0, where it rules out so much more
APART = 0.25  # of the usual distance of two even draws; so far at least siblings are from each other in the end


def snapped(places: np.ndarray, priors: Sequence[Prior]) -> np.ndarray:
    """Places as they are read back from the values that are written down."""
    return np.column_stack([prior.place(prior.at(column)) for prior, column in zip(priors, places.T, strict=True)]).clip(0, 1)


def loosened(kept: np.ndarray, belongs: np.ndarray, chance: np.ndarray, children: int, seed: int, wave: int) -> np.ndarray:
    """Of each family so many settings, made of those that are kept of it, each parameter drawn anew by its chance."""
    stock = kept[in_turn(belongs, children)]
    settings, parameters = stock.shape
    anew, whether = (throws(seed, wave, settings, what, parameters) for what in ("anew", "whether"))
    return np.where(whether < chance, anew, stock)


def chances(more: np.ndarray) -> np.ndarray:
    """The chance of each parameter to be drawn anew, from how many settings more are ruled out when it alone is drawn anew.

    >>> chances(np.array([-0.01, 0.0, 0.025, 0.1, 0.8])).tolist()
    [1.0, 1.0, 0.75, 0.0, 0.0]
    """
    return np.asarray(1 - np.clip(more / LOOSE, 0, 1))


def in_turn(belongs: np.ndarray, children: int) -> np.ndarray:
    """For each family so many numbers of settings, one after the other.

    >>> in_turn(np.array([7, 7, 9]), 3).tolist()
    [0, 1, 0, 2, 2, 2]
    """
    return np.concatenate([np.resize(np.flatnonzero(belongs == family), children) for family in np.unique(belongs)])


def unlike(places: np.ndarray, belongs: np.ndarray) -> np.ndarray:
    """Numbers of the settings that are APART from all siblings before them, in their order."""
    least, taken = APART * usual(places.shape[1]), np.empty(0, dtype=int)
    for one, family in enumerate(belongs):
        siblings = taken[belongs[taken] == family]
        if (np.linalg.norm(places[siblings] - places[one], axis=1) >= least).all():
            taken = np.append(taken, one)
    return taken


def usual(parameters: int) -> float:
    """The usual distance of two even draws: the root of its mean square.

    >>> usual(6)
    1.0
    """
    return float(np.sqrt(parameters / 6))
