"""What each parameter does alone: an outcome at both ends of its range, all else as in the scenario, on the same luck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis import paired
from sim.analysis.estimates import Estimate
from sim.calibration.inputs import Prior
from sim.scenario import Scenario

RUNS = 2000  # of each end, at least


@dataclass(frozen=True, eq=False)
class Ends:
    """An outcome at the low and at the high end of one parameter's range, and by how much each differs, run by run.

    from_scenario: low and high, each less the outcome at the scenario's own value. change: high less low.
    """

    low: float
    high: float
    from_scenario: tuple[Estimate, Estimate]
    change: Estimate


def runs_of_ends(runs: int) -> int:
    """How many runs each end is played where settings are played this many; ends are few, so they can have more."""
    return max(runs, RUNS)


def settings(scenario: Scenario, varied: Sequence[Prior]) -> np.ndarray:
    """The scenario's own values, then for each parameter its low and its high end, shape (1 + 2 parameters, parameters)."""
    own = np.array([float(scenario.get(prior.name)) for prior in varied])
    found = np.tile(own, (1 + 2 * len(varied), 1))
    for number, prior in enumerate(varied):
        found[1 + 2 * number, number], found[2 + 2 * number, number] = prior.at(np.array([0.0, 1.0]))
    return found


def ends(words: str, values: np.ndarray, parameters: int) -> list[Ends]:
    """For each parameter what one outcome does. values: in every run of every setting, shape (1 + 2 parameters, runs)."""
    own = values[0]
    return [between(words, own, values[1 + 2 * number], values[2 + 2 * number]) for number in range(parameters)]


def between(words: str, own: np.ndarray, low: np.ndarray, high: np.ndarray) -> Ends:
    """One parameter's ends, from runs on the same luck."""
    difference = paired.probability if own.dtype == bool else paired.mean
    of_scenario = difference(words, own, low), difference(words, own, high)
    return Ends(float(low.mean()), float(high.mean()), of_scenario, difference(words, low, high))
