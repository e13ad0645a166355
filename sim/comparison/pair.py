"""Two scenarios on the same luck: how their numbers differ, whose outcomes change, and when their histories part."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis import estimates
from sim.analysis.estimates import Estimate
from sim.analysis.paired import is_clear
from sim.comparison.numbers import ROLES, numbers
from sim.result import OUTCOMES, Result

QUARTILES = (0.25, 0.5, 0.75)


@dataclass(frozen=True)
class Difference:
    """A number before and after, and the change with its paired interval. None where there is nothing to observe."""

    number: str
    before: float | None
    after: float | None
    change: Estimate

    @property
    def is_share(self) -> bool:
        """Whether it is a share, of runs or of occasions."""
        return self.change.kind != "mean"

    @property
    def is_clear(self) -> bool:
        """Whether luck alone does not explain it: its interval excludes 0."""
        return is_clear(self.change)

    def as_dict(self) -> dict[str, object]:
        """A row of a table."""
        change = self.change
        said: dict[str, object] = {"number": self.number, "words": change.words, "kind": change.kind}
        said |= {"before": self.before, "after": self.after}
        return said | {"difference": change.value, "low": change.low, "high": change.high, "runs": change.of}


@dataclass(frozen=True, eq=False)
class Pair:
    """A scenario beside the reference: results with the same luck, and the day on which each run's histories part, 0 for never.

    before_name, name: of the two scenarios. names: what the belligerents are called in names of numbers, by role.
    """

    before_name: str
    name: str
    before: Result
    after: Result
    parted: np.ndarray
    names: Mapping[str, str]

    @functools.cached_property
    def differences(self) -> dict[str, Difference]:
        """Every number that both scenarios have, by name."""
        before, after = (numbers(result, self.names, self.words) for result in (self.before, self.after))
        both = [name for name in before if name in after]
        return {name: Difference(name, before[name].value, after[name].value, before[name].difference(after[name])) for name in both}

    # Whose outcomes change

    @property
    def changes(self) -> np.ndarray:
        """Whether the outcome changes, shape (runs,)."""
        found: np.ndarray = self.before.columns["outcome"] != self.after.columns["outcome"]
        return found

    @property
    def changed(self) -> Estimate:
        """The share of runs whose outcome changes."""
        return estimates.probability("the outcome changes", self.changes)

    @property
    def first_changed(self) -> int | None:
        """The first run whose outcome changes."""
        return int(self.before.columns["run"][np.argmax(self.changes)]) if self.changes.any() else None

    @property
    def crossed(self) -> np.ndarray:
        """How many runs went from each outcome (row) to each (column), in the order of OUTCOMES."""
        size = len(OUTCOMES)
        cells = self.before.columns["outcome"].astype(np.int64) * size + self.after.columns["outcome"]
        return np.bincount(cells, minlength=size * size).reshape(size, size)

    # When the histories part

    @property
    def ever_parted(self) -> Estimate:
        """The share of runs whose histories part."""
        return estimates.probability("the histories part", self.parted > 0)

    @property
    def days_parted(self) -> tuple[float, float, float] | None:
        """Quartiles of the day on which those histories part that do."""
        days = self.parted[self.parted > 0]
        lower, middle, upper = np.quantile(days, QUARTILES).tolist() if days.size else (0.0, 0.0, 0.0)
        return (lower, middle, upper) if days.size else None

    # What cannot be compared

    @property
    def same(self) -> bool:
        """Whether the two scenarios say the same numbers."""
        return self.before.scenario.digest == self.after.scenario.digest

    @property
    def words(self) -> dict[str, str]:
        """What the belligerents are called in print, by role: by their roles where the scenarios name them differently."""
        return {role: before.capitalize() if before == role else self.before.label(before) for role, before in self.own_names.items()}

    @property
    def own_names(self) -> dict[str, str]:
        """The same in names of numbers."""
        return common_names([self.before, self.after])

    @property
    def not_compared(self) -> list[str]:
        """What cannot be compared, a sentence each."""
        sides = ((self.before_name, self.before), (self.name, self.after))
        return [*lacking(*sides[0], *sides[1]), *lacking(*sides[1], *sides[0]), *self.other_parties()]

    def other_parties(self) -> list[str]:
        """Parties that are compared by their role, as their names differ."""
        parties = [(role, getattr(self.before, role), getattr(self.after, role)) for role in ROLES]
        return [
            f"{self.before.label(before)} ({self.before_name}) is compared with {self.after.label(after)} ({self.name}), as each is the {role}."
            for role, before, after in parties
            if before != after
        ]


def common_names(results: Sequence[Result]) -> dict[str, str]:
    """What the belligerents of some scenarios are called in names of numbers: by role where their names differ."""
    names = {role: {getattr(result, role) for result in results} for role in ROLES}
    return {role: found.pop() if len(found) == 1 else role for role, found in names.items()}


def lacking(name: str, result: Result, other_name: str, other: Result) -> list[str]:
    """What one scenario has and the other has not."""
    found, situation, others = [], result.scenario.situation, other.scenario.situation
    rungs = [f"‘{result.label(rung)}’" for rung in result.rungs if rung not in other.rungs]
    if rungs:
        found.append(f"On the ladder of {name}, but not of {other_name}: {', '.join(rungs)}.")
    if situation.role("mediator") and not others.role("mediator"):
        found.append(f"{name} has a mediator and {other_name} has none, so its leaving, its deadlines and the answers to it are left out.")
    if situation.red_lines and not others.red_lines:
        found.append(f"{name} has a red line and {other_name} has none, so whether one is dropped is left out.")
    return found
