"""Two scenarios on the same luck: how their numbers differ, whose outcomes change, and when their histories part."""

from __future__ import annotations

import functools
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
    """A scenario beside the reference: names, results with the same luck, and the day on which the histories part, 0 for never."""

    before_name: str
    name: str
    before: Result
    after: Result
    parted: np.ndarray
    by_role: frozenset[str] = frozenset()

    @functools.cached_property
    def differences(self) -> dict[str, Difference]:
        """Every number that both scenarios have, by name."""
        before, after = (numbers(result, self.by_role) for result in (self.before, self.after))
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
    def not_compared(self) -> list[str]:
        """What cannot be compared, a sentence each."""
        sides = ((self.before_name, self.before, self.after), (self.name, self.after, self.before))
        found = [sentence for name, result, other in sides for sentence in only_in(name, result, other)]
        return [*found, *self.other_parties()]

    def other_parties(self) -> list[str]:
        """Parties that are compared by their role, as their names differ."""
        parties = [(role, getattr(self.before, role), getattr(self.after, role)) for role in ROLES]
        return [
            f"{self.before.label(before)} ({self.before_name}) is compared with {self.after.label(after)} ({self.name}), as each is the {role}."
            for role, before, after in parties
            if before != after
        ]


def only_in(name: str, result: Result, other: Result) -> list[str]:
    """What one scenario has and the other has not."""
    found, situation, others = [], result.scenario.situation, other.scenario.situation
    rungs = [f"‘{result.label(rung)}’" for rung in result.rungs if rung not in other.rungs]
    if rungs:
        found.append(f"Only {name} has {', '.join(rungs)} on its ladder.")
    if situation.role("mediator") and not others.role("mediator"):
        found.append(f"Only {name} has a mediator, so walking away, deadlines and answers to it are left out.")
    if situation.red_lines and not others.red_lines:
        found.append(f"Only {name} has a red line, so dropping one is left out.")
    return found
