"""Conditions on outcome columns, read from a score file in a few plain words; nothing in it is ever run."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from sim.result import OUTCOMES
from sim.scenario.complaining import listed, shown
from sim.scenario.desk import Desk, as_date
from sim.scenario.tree import Node, plain
from sim.scoring.statements import CAME, COMPARISONS, OUTCOME, About, Condition, is_day

RUN = "run"
SOMETIMES_MISSING = ("terms",)
NEVER = "never"
WORDS = tuple(name for name in COMPARISONS if name != CAME)
SEVERAL = ("all", "any")
EXPLAINED = " docs/columns.md explains every column."


class Conditions:
    """Reads conditions on the columns of a scenario."""

    def __init__(self, desk: Desk, columns: Sequence[str]) -> None:
        self.desk, self.columns = desk, [name for name in columns if name != RUN]

    def about(self, which: str, node: Node) -> About | None:
        """One condition, or a list of them under ``all`` or ``any``."""
        several = [word for word in SEVERAL if node.at(word)] if isinstance(node.value, dict) else []
        if not several:
            found = self.condition(which, node)
            return About((found,)) if found else None
        if not self.desk.mapping(which, node, several[:1]):
            return None
        below = node.value[several[0]]
        if not isinstance(below.value, list) or not below.value:
            self.desk.say(below, f"{which}: under {several[0]} should stand a list of conditions.")
            return None
        parts = [self.condition(which, part) for part in below.value]
        return About(tuple(part for part in parts if part), any=several[0] == "any")

    def condition(self, which: str, node: Node) -> Condition | None:
        """A column and what it is compared with; a day needs no comparison: it has come."""
        if not self.desk.mapping(which, node, ("column", "minus", *WORDS), ("column",)) or "column" not in node.value:
            return None
        column = self.desk.one_of(f"{which}: column", node.value["column"], self.columns, EXPLAINED)
        compared = [word for word in WORDS if word in node.value]
        if column is None:
            return None
        if len(compared) > 1 or not (compared or is_day(column)):
            self.desk.say(node, f"{which}: {column} should be compared once, by {listed(WORDS, 'or')}.")
            return None
        minus = self.minus(which, column, node)
        if not compared:
            return Condition(column, minus=minus)
        return Condition(column, compared[0], self.wanted(f"{which}: '{compared[0]}'", column, compared[0], node.value[compared[0]]), minus)

    def measured(self, which: str, node: Node) -> Condition | None:
        """A column that has a value in every run."""
        if not self.desk.mapping(which, node, ("column", "minus"), ("column",)) or "column" not in node.value:
            return None
        column = self.desk.one_of(f"{which}: column", node.value["column"], self.columns, EXPLAINED)
        if column in (OUTCOME, *SOMETIMES_MISSING):
            self.desk.say(node.value["column"], f"{which}: {column} is not a number in every run, so that no interval holds it.")
        return Condition(column, minus=self.minus(which, column, node)) if column else None

    def minus(self, which: str, column: str, node: Node) -> str:
        """The number of the scenario that is taken away from the column."""
        below = node.at("minus")
        if below is None:
            return ""
        numbers = [name for name in self.desk.scenario.names if is_number(self.desk.scenario.get(name))]
        if is_day(column) or column == OUTCOME:
            self.desk.say(below, f"{which}: minus is for columns that are numbers, and {column} is none.")
        return self.desk.one_of(f"{which}: minus", below, numbers, " It should be a number of the scenario, such as front.held.") or ""

    def wanted(self, which: str, column: str, comparison: str, node: Node) -> Any:
        """What a column is compared with."""
        if column == OUTCOME:
            return self.outcomes(which, comparison, node)
        if comparison == "between":
            return self.bounds(which, column, node)
        return self.value(which, column, node)

    def outcomes(self, which: str, comparison: str, node: Node) -> list[str]:
        """Some of the ways in which a run can end."""
        if comparison != "is":
            self.desk.say(node, f"{which}: outcome is a word, which only “is” compares.")
        items = node.value if isinstance(node.value, list) else [node]
        found = [self.desk.one_of(which, item, OUTCOMES, f" There are {listed(OUTCOMES)}.") for item in items]
        return [name for name in found if name]

    def bounds(self, which: str, column: str, node: Node) -> tuple[float, float]:
        """Two values, the lower first."""
        if not isinstance(node.value, list) or len(node.value) != 2:
            self.desk.say(node, f"{which} is {shown(plain(node))}, but should be a list of two values, the lower first.")
            return 0.0, 0.0
        low, high = (self.value(which, column, item) for item in node.value)
        if low > high:
            self.desk.say(node, f"{which}: the lower value should stand first.")
        return low, high

    def value(self, which: str, column: str, node: Node) -> float:
        """A number or, for a day, a date or the number of a day."""
        date = as_date(node.value) if is_day(column) else None
        if date is not None:
            return float((date - self.desk.scenario.situation.start).days)
        return self.desk.number(f"{which} (a date, or the number of a day)" if is_day(column) else which, node)

    def observed(self, which: str, column: str, node: Node) -> float:
        """A value, or ``never`` for a day that has not come."""
        return math.nan if is_day(column) and node.value == NEVER else self.value(which, column, node)


def is_number(value: Any) -> bool:
    """Whether a value of a scenario is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)
