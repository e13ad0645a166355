"""What can be said about a run, as of a day: conditions on its outcome columns, statements that are true or not, and measured values."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.result import DAY_COLUMNS, OUTCOMES, Result
from sim.scenario import Scenario

Columns = Mapping[str, np.ndarray]
CAME, OUTCOME = "came", "outcome"
COMPARISONS: dict[str, Callable[[np.ndarray, Any], np.ndarray]] = {
    "is": np.isin,
    "at_least": lambda values, bound: values >= bound,
    "at_most": lambda values, bound: values <= bound,
    "between": lambda values, bounds: (values >= bounds[0]) & (values <= bounds[1]),
    CAME: lambda values, wanted: np.isfinite(values) == wanted,
}


def is_day(column: str) -> bool:
    """Whether a column holds the day on which something came."""
    return column in DAY_COLUMNS or column.startswith("first_")


def as_numbers(result: Result) -> dict[str, np.ndarray]:
    """The outcome columns as numbers, shape (runs,) each; a day that never came is NaN."""
    found = {name: values.astype(float) for name, values in result.columns.items()}
    return found | {name: np.where(values == 0, np.nan, values) for name, values in found.items() if is_day(name)}


@dataclass(frozen=True)
class Condition:
    """A column, less a number of the scenario if one is named, compared with something. What is missing in a run compares with nothing."""

    column: str
    comparison: str = CAME
    wanted: Any = True
    minus: str = ""

    def values(self, columns: Columns, scenario: Scenario) -> np.ndarray:
        """What is compared, shape (runs,)."""
        return columns[self.column] - (scenario.get(self.minus) if self.minus else 0.0)

    def holds(self, columns: Columns, scenario: Scenario) -> np.ndarray:
        """Whether it is so, shape (runs,)."""
        wanted = [OUTCOMES.index(name) for name in self.wanted] if self.column == OUTCOME else self.wanted
        return np.asarray(COMPARISONS[self.comparison](self.values(columns, scenario), wanted))


@dataclass(frozen=True)
class About:
    """One condition, or several of which all or any have to hold."""

    conditions: tuple[Condition, ...]
    any: bool = False

    def holds(self, columns: Columns, scenario: Scenario) -> np.ndarray:
        """Whether it is so, shape (runs,)."""
        found = [condition.holds(columns, scenario) for condition in self.conditions]
        return np.logical_or.reduce(found) if self.any else np.logical_and.reduce(found)


@dataclass(frozen=True)
class Lasting:
    """That a ceasefire lasts so many days, and observed ceasefires of which half had collapsed after ``median`` days."""

    days: float
    row: str
    median: float

    @property
    def chance(self) -> float:
        """The chance that it lasts, if on every day it is in the same danger."""
        return float(0.5 ** (self.days / self.median))


@dataclass(frozen=True)
class Statement:
    """A sentence that is settled on a date, by what is so at the end of that day, and where to read what happened."""

    sentence: str
    date: datetime.date
    day: int
    source: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class YesNo(Statement):
    """A statement that turned out true or not; ``given``: scored on runs of which this holds; ``lasting``: where it is about that."""

    about: About
    happened: bool
    given: About | None = None
    lasting: Lasting | None = None


@dataclass(frozen=True)
class Measured(Statement):
    """A column whose value was observed; NaN for a day that never came."""

    about: Condition
    value: float

    def values(self, columns: Columns, scenario: Scenario) -> np.ndarray:
        """The column, shape (runs,). A day that has not come counts as the day after the last one that is looked at."""
        return self.in_time(self.about.values(columns, scenario))

    @property
    def observed(self) -> float:
        """The observed value on the same terms."""
        return float(self.in_time(np.array(self.value)))

    def in_time(self, values: np.ndarray) -> np.ndarray:
        """The values, and for what has not come the day after."""
        return np.where(np.isfinite(values), values, self.day + 1)
