"""Saltelli's design and SALib's own indices, which luck is left in. SALib is an extra: it is imported where it is needed."""

from __future__ import annotations

import warnings
from importlib import import_module
from typing import Any

import numpy as np

from sim import dice

HOW_TO_INSTALL = 'This needs SALib, which is not installed: pip install "parley-sim[analyst]"'


def part_of_salib(name: str) -> Any:
    """A module of SALib. Raises ImportError with a sentence where it is not installed."""
    try:
        return import_module(f"SALib.{name}.sobol")
    except ImportError:
        raise ImportError(HOW_TO_INSTALL) from None


def problem(parameters: int) -> dict[str, Any]:
    """So many parameters, each by its place in its range, from 0 to 1."""
    return {"num_vars": parameters, "names": [str(number) for number in range(parameters)], "bounds": [[0.0, 1.0]] * parameters}


def places(parameters: int, settings: int, seed: int) -> np.ndarray:
    """Saltelli's design over a scrambled Sobol sequence (Owen 1998), shape (base settings, parameters + 2, parameters).

    settings: base settings, a power of two. The scrambling has a generator of its own, started from the seed.
    """
    sampled = part_of_salib("sample").sample(problem(parameters), settings, calc_second_order=False, seed=dice.start(seed, "sensitivity.design"))
    return np.asarray(sampled).reshape(settings, parameters + 2, parameters)


def as_played(means: np.ndarray) -> tuple[list[float], list[float]] | None:
    """SALib's first-order and total indices of the means as they were played; None where they do not differ.

    means: of every setting, shape (base settings, parameters + 2).
    """
    if not np.ptp(means[:, [0, -1]]):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its two resamples, which are not used, one may hold a single value
        found = part_of_salib("analyze").analyze(problem(means.shape[1] - 2), means.reshape(-1), calc_second_order=False, num_resamples=2, seed=1)
    return found["S1"].tolist(), found["ST"].tolist()
