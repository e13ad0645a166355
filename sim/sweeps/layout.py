"""How the settings of a design are laid out over the ranges of its parameters."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from sim import dice
from sim.calibration.inputs import Prior

DIE = "sweep.design"
SETTINGS_LIMIT = 1_000_000  # settings with their shares and intervals are one table, held in memory
SOBOL_LIMIT = 21_201  # parameters for which scipy has direction numbers
Layout = Callable[[Sequence[Prior], int, int], np.ndarray]


def latin_hypercube(ranges: Sequence[Prior], settings: int, seed: int) -> np.ndarray:
    """Every parameter has one value in each of so many slices of its range (McKay, Beckman and Conover 1979), shape (settings, parameters)."""
    from scipy.stats import qmc

    return at(ranges, qmc.LatinHypercube(len(ranges), rng=generator(seed)).random(settings))


def sobol(ranges: Sequence[Prior], settings: int, seed: int) -> np.ndarray:
    """A scrambled Sobol sequence (Sobol 1967, Owen 1998), which leaves no corner out, shape (settings, parameters). settings: a power of two."""
    from scipy.stats import qmc

    return at(ranges, qmc.Sobol(len(ranges), rng=generator(seed)).random(settings))


SPREAD: dict[str, Layout] = {"latin_hypercube": latin_hypercube, "sobol": sobol}


def generator(seed: int) -> Any:
    """The generator that a design is shuffled or scrambled with, started from the seed; it is not the luck of any run."""
    return np.random.Generator(np.random.PCG64(dice.start(seed, DIE)))


def at(ranges: Sequence[Prior], places: np.ndarray) -> np.ndarray:
    """Values at places from 0 to 1 in the ranges, to five significant digits, so that what is written down is what was played."""
    return np.column_stack([within(one, one.at(column)) for one, column in zip(ranges, places.T, strict=True)])


def within(one: Prior, values: np.ndarray) -> np.ndarray:
    """Values that rounding has not taken out of their range."""
    return np.clip(values, one.low, one.high)


def steps(one: Prior, count: int) -> list[float]:
    """So many values from the low to the high end of a range, both included, evenly by difference or by ratio.

    >>> steps(Prior("x", 0.1, 0.5, "even", ""), 3), steps(Prior("x", 0.01, 1.0, "ratio", ""), 3)
    ([0.1, 0.3, 0.5], [0.01, 0.1, 1.0])
    """
    return [float(value) for value in within(one, one.at(np.linspace(0.0, 1.0, count)))]


def grid(values: Sequence[Sequence[float]]) -> np.ndarray:
    """Every combination of the values of each parameter, the last one changing fastest, shape (settings, parameters)."""
    return np.array(list(itertools.product(*values)), dtype=np.float64)


def size(values: Sequence[Sequence[float]]) -> int:
    """How many settings a grid has, counted without making it."""
    return math.prod(len(some) for some in values)
