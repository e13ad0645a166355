"""What is not known: the settings that no target of the calibration rules out, and which of them a run is given."""

from __future__ import annotations

import csv
import functools
from pathlib import Path

import numpy as np

from sim import evidence
from sim.dice import Dice
from sim.scenario import Scenario, ScenarioError, load
from sim.scenario.varying import can_vary

FILE = "calibrated.csv"
CALIBRATED = "baseline"


@functools.cache
def settings(path: Path | None = None) -> dict[str, np.ndarray]:
    """The settings that are left, a value for each by parameter, shape (settings,)."""
    with (path or evidence.folder() / FILE).open(encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)
    return {name: np.array([float(row[number]) for row in rows]) for number, name in enumerate(names)}


def not_known(scenario: Scenario) -> list[str]:
    """The parameters of a scenario that the calibration leaves open: those which it has taken over from the calibrated situation.

    Raises ScenarioError where there are none.
    """
    calibrated, mine = load(CALIBRATED), set(can_vary(scenario.data))
    found = [name for name in settings() if name in mine and scenario.get(name) == calibrated.get(name)]
    if not found:
        raise ScenarioError(f"{scenario.name} takes nothing over from {CALIBRATED}, so nothing is known of how uncertain its values are.")
    return found


def which(seed: int, runs: np.ndarray, path: Path | None = None) -> np.ndarray:
    """The number of the setting that each run is given, from 0, by a die of its own, shape (runs,)."""
    count = len(next(iter(settings(path).values())))
    return np.asarray(Dice(seed, runs).throw(["setting"], 0)[0] * count).astype(np.int64)


def drawn(scenario: Scenario, seed: int, runs: np.ndarray) -> dict[str, np.ndarray]:
    """What differs from run to run where parameters are uncertain, by name, shape (runs,)."""
    numbers = which(seed, runs)
    return {name: settings()[name][numbers] for name in not_known(scenario)}
