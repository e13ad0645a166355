"""A table of a page, and the cells of which tables are made: what is shown is written as on the screen of the commands."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sim import uncertain
from sim.analysis.estimates import Estimate
from sim.result import Result
from sim.scenario import Scenario
from sim.screen import brackets, percent, plain

Intervals = Mapping[str, tuple[float, float]]
STEPS = 6  # so many days after the first are shown of what is counted daily
LUCK, SETTINGS = "luck", "settings"


@dataclass(frozen=True)
class Table:
    """A table: what it shows, the heads of its columns, and rows whose first cell says what each is about.

    words: the columns, from 0, that hold words; all others hold numbers. bars: a share for each row, drawn behind its number; none if empty.
    """

    caption: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    words: tuple[int, ...] = (0,)
    bars: tuple[float, ...] = ()


@dataclass(frozen=True)
class Numbers:
    """The numbers of a result as cells: value, interval of luck and, where settings were drawn, of the settings."""

    result: Result
    settings: Intervals

    @classmethod
    def of(cls, result: Result) -> Numbers:
        """Those of a result."""
        return cls(result, uncertain.intervals(result))

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads of the cells of a number."""
        return ("value", LUCK, SETTINGS) if self.settings else ("value", "95% interval")

    def cells(self, name: str, digits: int = 1) -> tuple[str, ...]:
        """A number of the summary: value and intervals."""
        estimate = self.result.summary[name]
        shown = (value(estimate, digits), brackets(estimate, factor(estimate), digits))
        return (*shown, self.between(name, digits)) if self.settings else shown

    def between(self, name: str, digits: int = 1) -> str:
        """Where the settings that the evidence allows have a number; empty where that was not counted run by run."""
        if name not in self.settings:
            return ""
        low, high = (factor(self.result.summary[name]) * bound for bound in self.settings[name])
        return f"[{low:.{digits}f} to {high:.{digits}f}]"

    def said(self, name: str, digits: int = 1) -> str:
        """A number with its intervals, within a sentence."""
        return " ".join(cell for cell in self.cells(name, digits) if cell)


def factor(estimate: Estimate) -> int:
    """Shares are shown in per cent."""
    return 1 if estimate.kind in ("mean", "median") else 100


def value(estimate: Estimate, digits: int = 1) -> str:
    """A number by its kind."""
    return plain(estimate, digits) if factor(estimate) == 1 else percent(estimate)


def days_shown(scenario: Scenario) -> list[int]:
    """The first day, the last, and some between."""
    return sorted({round(step * scenario.days / STEPS) for step in range(STEPS + 1)})


def dated(scenario: Scenario, day: int) -> str:
    """A day with its date."""
    date = scenario.situation.start + datetime.timedelta(days=day)
    return f"day {day}, {date.day} {date:%b %Y}"


def share(part: float) -> str:
    """A share in per cent, with a decimal."""
    return f"{100 * part:.1f}%"
