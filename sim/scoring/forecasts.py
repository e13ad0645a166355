"""What an ensemble says of each statement: the scenario is played up to each date on which something is settled, and no further."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from sim.comparison.several import cut
from sim.runs import run
from sim.scenario import Scenario
from sim.scoring import scores
from sim.scoring.statements import Measured, Statement, YesNo, as_numbers

Progress = Callable[[int], None] | None
RANDOM = {"talks.precision": 0}  # all options alike for everybody


@dataclass(frozen=True, eq=False)
class Chances:
    """Yes/no statements in the runs of an ensemble: asked, where a statement can be put; yes, where it is true; shape (runs, statements)."""

    asked: np.ndarray
    yes: np.ndarray

    @functools.cached_property
    def given(self) -> np.ndarray:
        """The chance of each statement, shape (statements,)."""
        return np.asarray(scores.chance(self.yes.sum(axis=0), self.asked.sum(axis=0)))

    def error(self, slopes: np.ndarray) -> float | None:
        """Monte Carlo standard error of a mean score over the statements, of which the runs are common; None for a single run.

        slopes: by how much each statement's score rises with its chance, shape (statements,).
        """
        runs, statements = self.yes.shape
        if runs < 2:
            return None
        share = np.maximum(self.asked.mean(axis=0), 1 / runs)
        each = ((self.yes - self.given * self.asked) * (slopes / share / statements)).sum(axis=1)
        return float(each.std(ddof=1) / np.sqrt(runs))


@dataclass(frozen=True, eq=False)
class Forecast:
    """An ensemble's chances of the yes/no statements, and its values of the measured ones, shape (runs, statements)."""

    chances: Chances
    values: np.ndarray


def forecast(scenario: Scenario, statements: Sequence[Statement], runs: int, seed: int, workers: int = 1, progress: Progress = None) -> Forecast:
    """Play a scenario up to each date, and look at the statements that are settled then."""
    asked, yes, values = [], [], []
    for day in days(statements):
        shorter = cut(scenario, day)
        columns = as_numbers(run(shorter, runs, seed, workers=workers, panel=0, progress=progress))
        for statement in (one for one in statements if one.day == day):
            if isinstance(statement, YesNo):
                asked.append(statement.given.holds(columns, shorter) if statement.given else np.ones(runs, dtype=bool))
                yes.append(statement.about.holds(columns, shorter) & asked[-1])
            elif isinstance(statement, Measured):
                values.append(statement.values(columns, shorter))
    return Forecast(Chances(stacked(asked, runs, bool), stacked(yes, runs, bool)), stacked(values, runs, float))


def days(statements: Sequence[Statement]) -> list[int]:
    """The days on which something is settled."""
    return sorted({statement.day for statement in statements})


def stacked(columns: list[np.ndarray], runs: int, kind: type) -> np.ndarray:
    """Columns side by side, shape (runs, columns)."""
    return np.column_stack(columns).astype(kind) if columns else np.zeros((runs, 0), dtype=kind)


def at_random(scenario: Scenario) -> Scenario:
    """The scenario with agents who choose at random."""
    return scenario.set_all(RANDOM)
