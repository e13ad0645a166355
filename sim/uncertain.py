"""What is not known: the settings that no target of the calibration rules out, and which of them a run is given."""

from __future__ import annotations

import csv
import functools
from pathlib import Path

import numpy as np

from sim import evidence
from sim.analysis import ignorance
from sim.comparison.numbers import Number, numbers
from sim.dice import Dice
from sim.result import Result
from sim.scenario import Scenario, ScenarioError, load
from sim.scenario.varying import can_vary

FILE = "calibrated.csv"
CALIBRATED = "baseline"
SETTING = "setting"  # the column that says which setting a run was given, from 1


@functools.cache
def settings(path: Path | None = None) -> dict[str, np.ndarray]:
    """The settings that are left, a value for each by parameter, shape (settings,)."""
    with (path or evidence.folder() / FILE).open(encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)
    return {name: np.array([float(row[number]) for row in rows]) for number, name in enumerate(names)}


def not_known(scenario: Scenario) -> list[str]:
    """The parameters of a scenario that the calibration leaves open: those which it has taken over from the calibrated situation.

    Raises ScenarioError where others fight than there.
    """
    calibrated, mine = load(CALIBRATED), set(can_vary(scenario.data))
    if any(scenario.situation.role(role) != calibrated.situation.role(role) for role in ("attacker", "defender")):
        raise ScenarioError(f"{scenario.name} has other parties than {CALIBRATED}, so how uncertain its values are is not known.")
    return [name for name in settings() if name in mine and scenario.get(name) == calibrated.get(name)]


def how_many() -> int:
    """How many settings are left."""
    return len(next(iter(settings().values())))


def which(seed: int, runs: np.ndarray) -> np.ndarray:
    """The number of the setting that each run is given, from 0, by a die of its own, shape (runs,)."""
    return np.asarray(Dice(seed, runs).throw(["setting"], 0)[0] * how_many()).astype(np.int64)


def drawn(scenario: Scenario, seed: int, runs: np.ndarray) -> dict[str, np.ndarray]:
    """What differs from run to run where parameters are uncertain, by name, shape (runs,)."""
    numbers = which(seed, runs)
    return {name: settings()[name][numbers] for name in not_known(scenario)}


def is_uncertain(result: Result) -> bool:
    """Whether the runs of a result were given settings."""
    return SETTING in result.columns


def scenario_of(result: Result, run: int) -> Scenario:
    """The scenario that one run of a result has played: with the values of its setting, where it was given one."""
    if not is_uncertain(result):
        return result.scenario
    number = int(result.columns[SETTING][run - 1]) - 1
    return result.scenario.set_all({name: float(settings()[name][number]) for name in not_known(result.scenario)})


def intervals(result: Result) -> dict[str, tuple[float, float]]:
    """For each number of a summary that is counted run by run, where the middle 95% of the settings have it, with luck taken out."""
    if not is_uncertain(result):
        return {}
    called = {"attacker": result.attacker, "defender": result.defender}
    found = numbers(result, called, called)
    return {name: of_number(number, result.columns[SETTING]) for name, number in found.items() if name in result.summary}


def of_number(number: Number, given: np.ndarray) -> tuple[float, float]:
    """The interval of one number; of a share of occasions by what each run adds to it (the delta method)."""
    if number.whole is None:
        return ignorance.interval(number.values, given)
    share, whole = number.value, np.asarray(number.whole, dtype=np.float64)
    if share is None:
        return 0.0, 1.0
    low, high = ignorance.interval(share + (number.values - share * whole) / whole.mean(), given)
    return max(0.0, low), min(1.0, high)
