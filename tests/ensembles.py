"""Ensembles and scenarios that several tests share: each is run once, and compared on common random numbers."""

from __future__ import annotations

import functools
import pathlib
from collections.abc import Callable
from typing import Any

import numpy as np

import sim.runs
import sim.scenario
from sim.model import Talks
from sim.observer import Observer
from sim.result import OUTCOMES, Result
from sim.scenario import Scenario

RUNS, SEED = 1024, 7
RANDOM_FREE = {"front.noise": 0, "shocks.atrocity.hazard": 0}


@functools.cache
def shipped(name: str = "baseline") -> Scenario:
    """A shipped scenario."""
    return sim.scenario.load(name)


@functools.cache
def founding() -> Scenario:
    """April 2025 with the founding values, of which the signs were first stated."""
    return sim.scenario.load(pathlib.Path(__file__).with_name("founding.yaml"))


@functools.cache
def ensemble(scenario: Scenario, runs: int = RUNS, seed: int = SEED, panel: int = 0) -> Result:
    """The runs of a scenario, kept for the next test that asks; without daily states, which take memory, unless they are wanted."""
    return sim.runs.run(scenario, runs=runs, seed=seed, panel=panel)


def edited(edit: Callable[[dict[str, Any]], Any], scenario: Scenario | None = None) -> Scenario:
    """A scenario (baseline if none is given) after a change of its plain data."""
    data = (scenario or shipped()).to_dict()
    edit(data)
    return sim.scenario.load(data)


def without(*parties: str, scenario: Scenario | None = None) -> Scenario:
    """A scenario (baseline if none is given) without some parties."""

    def leave(data: dict[str, Any]) -> None:
        for party in parties:
            del data["parties"][party]

    return edited(leave, scenario)


def only(*rungs: str, scenario: Scenario | None = None) -> Scenario:
    """A scenario whose ladder has only these rungs, without red lines and without a table."""

    def keep(data: dict[str, Any]) -> None:
        data["agreements"] = {name: rung for name, rung in data["agreements"].items() if name in rungs}
        data["red_lines"] = {}
        data["parties"].get("us", {}).pop("table", None)

    return edited(keep, scenario)


def finished(scenario: Scenario, *observers: Observer, runs: int = 1, seed: int = SEED, strategies: Any = None) -> Talks:
    """A model stepped by hand to its last day."""
    model = Talks(scenario, seed, runs, strategies, observers)
    model.play_to(scenario.days)
    return model


def outcome(result: Result, *names: str) -> np.ndarray:
    """1 for each run that ended in one of these outcomes, else 0."""
    return np.isin(result.columns["outcome"], [OUTCOMES.index(name) for name in names]).astype(float)


def ever(result: Result, rung: str) -> np.ndarray:
    """1 for each run that ever reached a rung, else 0."""
    return (result.columns[f"first_{rung}"] > 0).astype(float)


def rise(before: np.ndarray, after: np.ndarray) -> float:
    """How much a mean rises, in standard errors of the paired difference: run k before is run k after, with the same luck."""
    difference = np.asarray(after, dtype=float) - np.asarray(before, dtype=float)
    return float(difference.mean() / (difference.std(ddof=1) / np.sqrt(difference.size)))


def ratio_rise(before: tuple[np.ndarray, np.ndarray], after: tuple[np.ndarray, np.ndarray]) -> float:
    """How much a share of occasions (part, whole) rises, in standard errors of the paired difference (delta method)."""
    (old, old_residual), (new, new_residual) = (share_and_residual(*pair) for pair in (before, after))
    return float((new - old) / (np.std(new_residual - old_residual, ddof=1) / np.sqrt(old_residual.size)))


def share_and_residual(part: np.ndarray, whole: np.ndarray) -> tuple[float, np.ndarray]:
    """A pooled share and what each run adds to its error."""
    share = part.sum() / whole.sum()
    return share, (part - share * whole) / whole.mean()


def standpoints(scenario: Scenario, days: int = 0) -> Any:
    """Both belligerents' standpoints in run 1 after some days, by role."""
    model = Talks(scenario, SEED)
    model.play_to(days)
    return model.weigh()
