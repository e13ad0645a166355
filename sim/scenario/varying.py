"""Which parameters may differ from run to run within a batch, and whether the values given for them are good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.scenario.complaining import ScenarioError
from sim.scenario.naming import parameters, what
from sim.scenario.overrides import unknown
from sim.scenario.tree import Path, Plain

SAME = "is the same in all runs of a batch: only numbers vary, and of an agreement not how much of the fighting it stops"


def can_vary(data: Plain) -> list[str]:
    """The names of the parameters that may differ from run to run."""
    return [name for name, path in parameters(data).items() if is_free(path, data)]


def is_free(path: Path, data: Plain) -> bool:
    """Whether a parameter is a number that does not shape the batch as a whole."""
    return what(path, data).kind == "number" and not (path[0] == "agreements" and path[-1] == "coverage")


def checked(values: Mapping[str, Any], data: Plain, runs: int) -> dict[str, np.ndarray]:
    """Values by name as arrays, shape (runs,). Raises ScenarioError for what is unknown, cannot vary, or is out of range."""
    known, found = parameters(data) if values else {}, {}
    for name, given in values.items():
        if name not in known:
            raise ScenarioError(unknown(name, data))
        if not is_free(known[name], data):
            raise ScenarioError(f"{name} {SAME}.")
        found[name] = within(name, known[name], np.array(given, dtype=np.float64), data, runs)
    return found


def within(name: str, path: Path, values: np.ndarray, data: Plain, runs: int) -> np.ndarray:
    """One parameter's values, if there is one for each run and all are in its range."""
    if values.shape != (runs,):
        raise ScenarioError(f"{name} has values of shape {values.shape}, but should have one for each run, shape ({runs},).")
    for value in (values.min(), values.max()):  # a value that is not a number is both
        fault = what(path, data).fault(float(value))
        if fault:
            raise ScenarioError(f"{name} {fault}")
    return values
