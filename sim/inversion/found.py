"""The smallest change that was found, or how near the level the parameters come."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.analysis.estimates import Estimate
from sim.calibration.inputs import Prior
from sim.comparison.several import framed
from sim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

ALREADY, REACHED, ABOUT, OUT_OF_REACH = "already there", "reached", "about reached", "out of reach"


@dataclass(frozen=True, eq=False)
class Change:
    """Values of the parameters, shape (parameters,), how far they are from the scenario's in units of their ranges, and what they bring.

    share: on the luck of the check where it is an estimate, and on that of settling where it is a number.
    """

    values: np.ndarray
    steps: np.ndarray
    share: Estimate | float

    @property
    def distance(self) -> float:
        """Euclidean, in units of prior ranges."""
        return float(np.linalg.norm(self.steps))


@dataclass(frozen=True, eq=False)
class Inversion:
    """A question turned around, and its answer.

    level: to be reached from below (``above``) or from above. before: the probability as it is. change: the nearest setting that reaches the
    level, or the best there is. alone: for each parameter the nearest value that reaches it, if ``alone_reaches``, or the best. way: the
    probability on the straight way to the change and beyond, by the part of the way. rivals, clear: how many smaller changes were tried on
    fresh luck, and how many of them clearly reach the level too.
    """

    scenario: Scenario
    seed: int
    runs: int
    outcome: str
    words: str
    level: float
    above: bool
    varied: list[Prior]
    before: Estimate
    change: Change
    reaches: bool
    alone: list[Change]
    alone_reaches: list[bool]
    way: dict[float, Estimate]
    rivals: int
    clear: int
    played: int
    notes: list[str]

    def __repr__(self) -> str:
        return f"<Inversion of {self.outcome} {'above' if self.above else 'below'} {self.level:g}: {self.verdict}>"

    @property
    def names(self) -> list[str]:
        """The parameters that may change."""
        return [prior.name for prior in self.varied]

    @property
    def own(self) -> np.ndarray:
        """Their values in the scenario, shape (parameters,)."""
        return np.array([float(self.scenario.get(name)) for name in self.names])

    @property
    def after(self) -> Estimate:
        """The probability with the change, on luck that the search has not met."""
        return self.way[1.0]

    @property
    def verdict(self) -> str:
        """Already there; reached, which the whole interval must be; about reached; or out of reach."""
        if not self.change.steps.any() and self.reaches:
            return ALREADY
        if not self.reaches:
            return OUT_OF_REACH
        low, high = self.after.low or 0.0, 1.0 if self.after.high is None else self.after.high
        return REACHED if (low >= self.level if self.above else high <= self.level) else ABOUT

    @property
    def changes(self) -> dict[str, float]:
        """The new values of the parameters that change."""
        return {name: float(value) for name, value, step in zip(self.names, self.change.values, self.change.steps, strict=True) if step}

    @functools.cached_property
    def table(self) -> pd.DataFrame:
        """A row for each parameter: its range, its value in the scenario and after the change, and what it would take alone."""
        return framed([self.row(number, prior) for number, prior in enumerate(self.varied)])

    def row(self, number: int, prior: Prior) -> dict[str, Any]:
        """One parameter."""
        alone = self.alone[number]
        return {
            "parameter": prior.name,
            "low": prior.low,
            "high": prior.high,
            "scale": prior.scale,
            "scenario": float(self.own[number]),
            "place": float(prior.place(self.own[number])),
            "changed": float(self.change.values[number]),
            "step": float(self.change.steps[number]),
            "alone": float(alone.values[number]),
            "alone.step": float(alone.steps[number]),
            "alone.reaches": self.alone_reaches[number],
            "alone.share": alone.share if isinstance(alone.share, float) else alone.share.value,
        }

    def as_dict(self) -> dict[str, Any]:
        """Everything as plain data."""
        return {
            "scenario": self.scenario.name,
            "title": self.scenario.title,
            "digest": self.scenario.digest,
            "days": self.scenario.days,
            "seed": self.seed,
            "runs": self.runs,
            "runs_in_all": self.played,
            "outcome": self.outcome,
            "words": self.words,
            "level": self.level,
            "above": self.above,
            "verdict": self.verdict,
            "interval": "95%, Monte Carlo error only, on luck that the search has not met",
            "before": self.before.as_dict(),
            "after": self.after.as_dict(),
            "changes": self.changes,
            "distance": self.change.distance,
            "parameters": self.table.set_index("parameter").to_dict(orient="index"),
            "way": [{"part": part, **share.as_dict()} for part, share in self.way.items()],
            "smaller_changes": {"tried": self.rivals, "clearly_reach_it": self.clear},
            "notes": self.notes,
        }
