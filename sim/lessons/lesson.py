"""What a lesson is made of. All its words come from its file, so that a translation is another file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.lessons.bets import Bet
from sim.scenario import Scenario

HEADINGS = ("question", "what you predict", "what to do", "what to notice", "why", "where the model may be wrong", "further reading")
TEACHER = "for the teacher"


@dataclass(frozen=True, eq=False)
class Setting:
    """The lesson's scenario with some values, and what it is called."""

    words: str
    values: Mapping[str, Any]
    scenario: Scenario


@dataclass(frozen=True)
class Knob:
    """What may be moved, and how far: one or several parameters that always have the same value."""

    words: str
    moves: tuple[str, ...]
    low: float
    high: float


@dataclass(frozen=True)
class Teacher:
    """What only the teacher needs: how long it takes, what to say when, and what to talk about at the end, in Markdown."""

    minutes: int
    script: str
    debrief: str


@dataclass(frozen=True)
class Check:
    """One number that a claim rests on. start, end: "before", "after" or values of the scenario; what is expected of the number in
    the end or, if it rises or falls, of its change. of: counted only where this happened. reaches: the share of runs in which it
    is at least so much."""

    measure: str
    expected: str
    limits: tuple[float, ...]
    start: str | Mapping[str, Any] = "before"
    end: str | Mapping[str, Any] = "after"
    of: str = ""
    reaches: float | None = None


@dataclass(frozen=True)
class Claim:
    """A sentence about what the lesson shows, and the numbers by which a test knows whether it still does."""

    says: str
    checks: tuple[Check, ...]


@dataclass(frozen=True, eq=False)
class Lesson:
    """A lesson. prose: Markdown by heading, in the order of HEADINGS."""

    name: str
    number: int
    title: str
    idea: str
    scenario: Scenario
    before: Setting
    after: Setting
    knobs: tuple[Knob, ...]
    bets: tuple[Bet, ...]
    prose: Mapping[str, str]
    teacher: Teacher
    claims: tuple[Claim, ...]

    def with_values(self, which: str | Mapping[str, Any]) -> Scenario:
        """The scenario of a setting, by its name or by its values."""
        if isinstance(which, str):
            return {"before": self.before, "after": self.after}[which].scenario
        return self.scenario.set_all(which)
