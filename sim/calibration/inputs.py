"""Targets and priors, read from their files and checked: every complaint says where, what, and what is allowed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

import numpy as np

from sim import evidence
from sim.calibration.moments import SUMMARIES, SURVIVAL_DAYS
from sim.calibration.tally import YEAR_END
from sim.scenario import Scenario, ScenarioError
from sim.scenario.complaining import guess, listed, shown
from sim.scenario.library import Source
from sim.scenario.overrides import unknown
from sim.scenario.reading import read
from sim.scenario.tree import plain
from sim.scenario.varying import can_vary

TARGETS, PRIORS = "targets.yaml", "priors.yaml"
SCALES = ("even", "ratio")
DIGITS = 5
OF_TARGETS = ("name", "what", "summary", "value", "tolerance", "unit", "source", "note")
OF_PRIORS = ("low", "high", "scale", "source", "note")
OPTIONAL = ("note",)


@dataclass(frozen=True)
class Target:
    """What was observed, and the number of an ensemble that has to lie within ``tolerance`` of it."""

    name: str
    what: str
    summary: str
    value: float
    tolerance: float
    unit: str
    source: str
    note: str = ""


@dataclass(frozen=True)
class Prior:
    """Where a parameter may plausibly lie: from low to high, all values alike (even) or all ratios alike (ratio)."""

    name: str
    low: float
    high: float
    scale: str
    source: str
    note: str = ""

    def at(self, place: np.ndarray) -> np.ndarray:
        """The values at places from 0 (low) to 1 (high)."""
        if self.scale == "even":
            return significant(self.low + (self.high - self.low) * place)
        return significant(self.low * (self.high / self.low) ** place)

    def place(self, value: np.ndarray) -> np.ndarray:
        """Where values lie, from 0 (low) to 1 (high)."""
        if self.scale == "even":
            return (value - self.low) / (self.high - self.low)
        found: np.ndarray = np.log(value / self.low) / math.log(self.high / self.low)
        return found


def significant(values: np.ndarray, digits: int = DIGITS) -> np.ndarray:
    """Values with so many significant digits, so that what is written down is what was played.

    >>> significant(np.array([0.00123456, 12.34567, 0.0])).tolist()
    [0.0012346, 12.346, 0.0]
    """
    sizes = np.floor(np.log10(np.where(values == 0, 1, np.abs(values))))
    shift = digits - 1 - sizes
    found: np.ndarray = np.where(shift >= 0, np.round(values * 10.0**shift) / 10.0 ** np.maximum(shift, 0), np.round(values))
    return found


def shipped(name: str) -> Path:
    """Where a shipped file of targets or priors is."""
    return evidence.folder() / name


def targets(path: Path | None = None) -> list[Target]:
    """The targets of a file, or the shipped ones. Raises ScenarioError with a sentence for each fault."""
    path = path or shipped(TARGETS)
    said = entries(path, "targets", list)
    faults = [f"{path.name}: {fault}" for number, one in enumerate(said, 1) for fault in faults_of_target(f"target {number}", one)]
    refuse([*faults, *(f"{path.name}: {twice}" for twice in twice_named([one.get("name") for one in said if isinstance(one, dict)]))])
    return [Target(**one) for one in said]


def priors(scenario: Scenario, path: Path | None = None) -> list[Prior]:
    """The priors of a file, or the shipped ones, for a scenario. Raises ScenarioError with a sentence for each fault."""
    path = path or shipped(PRIORS)
    said = entries(path, "priors", dict)
    refuse([f"{path.name}: {fault}" for name, one in said.items() for fault in faults_of_prior(scenario, name, one)])
    return [Prior(name=name, **one) for name, one in said.items()]


def entries(path: Path, key: str, kind: type) -> Any:
    """What a file holds under its one important key, read with the guards of scenario files."""
    reading = read(Source(path, path.stem, str(path)).text(), str(path))
    refuse([str(complaint) for complaint in reading.complaints])
    data = plain(reading.root)
    found = data.get(key) if isinstance(data, dict) else None
    if not isinstance(found, kind) or not found:
        raise ScenarioError(f"{path}: there should be a {'list' if kind is list else 'mapping'} under '{key}'.")
    return found


def refuse(faults: list[str]) -> None:
    """Raise ScenarioError if there is anything to complain about."""
    if faults:
        raise ScenarioError(faults)


def twice_named(names: list[Any]) -> Iterator[str]:
    """A complaint for each name that stands more than once."""
    yield from (f"two targets are called '{name}'." for name in dict.fromkeys(names) if names.count(name) > 1)


def faults_of_target(which: str, said: Any) -> Iterator[str]:
    """What is wrong with one target."""
    if not isinstance(said, dict):
        yield f"{which} is {shown(said)}, but should be a mapping."
        return
    which = f"target '{said['name']}'" if isinstance(said.get("name"), str) else which
    yield from faults_of_keys(which, said, OF_TARGETS)
    for name in ("value", "tolerance"):
        if name in said and not is_number(said[name]):
            yield f"{which}: {name} is {shown(said[name])}, but should be a number."
    if is_number(said.get("tolerance")) and said["tolerance"] <= 0:
        yield f"{which}: tolerance is {said['tolerance']}, but should be above 0."
    summary = said.get("summary")
    if "summary" in said and summary not in SUMMARIES:
        known = list(SUMMARIES)
        yield f"{which}: summary is {shown(summary)}, which no ensemble has.{guess(str(summary), known)} There are {listed(known)}."


def faults_of_prior(scenario: Scenario, name: str, said: Any) -> Iterator[str]:
    """What is wrong with one prior."""
    if name not in scenario.names:
        yield unknown(name, scenario.data)
    elif name not in can_vary(scenario.data):
        yield f"{name} cannot have a prior: it is not a number that can differ from run to run."
    elif not isinstance(said, dict):
        yield f"{name} is {shown(said)}, but should be a mapping with {listed(OF_PRIORS)}."
    else:
        yield from faults_of_keys(name, said, OF_PRIORS)
        yield from faults_of_range(scenario, name, said)


def faults_of_range(scenario: Scenario, name: str, said: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the bounds of a prior."""
    low, high, scale = (said.get(key) for key in ("low", "high", "scale"))
    if "scale" in said and scale not in SCALES:
        yield f"{name}: scale is {shown(scale)}, but should be {listed(SCALES, 'or')}."
    for bound, value in (("low", low), ("high", high)):
        if bound in said and not is_number(value):
            yield f"{name}: {bound} is {shown(value)}, but should be a number."
        elif is_number(value):
            declared = scenario.parameters[name]
            least, most = (-math.inf if declared.low is None else declared.low), (math.inf if declared.high is None else declared.high)
            if not least <= value <= most:
                yield f"{name}: {bound} is {value}, but the parameter goes from {least:g} to {most:g} ({declared.meaning})."
    if is_number(low) and is_number(high):
        if low >= high:
            yield f"{name}: low is {low} and high is {high}, but low should be below high."
        if scale == "ratio" and low <= 0:
            yield f"{name}: low is {low}, but on the scale of ratios it should be above 0."


def faults_of_keys(which: str, said: dict[str, Any], known: tuple[str, ...]) -> Iterator[str]:
    """Keys that are missing, and keys that nobody knows."""
    yield from (f"{which}: {key} is missing." for key in known if key not in said and key not in OPTIONAL)
    yield from (f"{which}: {key} is not known here.{guess(str(key), known)}" for key in said if key not in known)


def is_number(value: Any) -> TypeGuard[float]:
    """Whether a value is a finite number."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def check_length(scenario: Scenario) -> None:
    """A scenario must be long enough for all that is counted. Raises ScenarioError."""
    least = max(SURVIVAL_DAYS[-1], (YEAR_END - scenario.situation.start).days)
    if scenario.days < least:
        raise ScenarioError(f"{scenario.name} lasts {scenario.days} days, but the targets need {least}.")
