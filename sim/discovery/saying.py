"""Outcomes in words: ``ceasefire holding``, ``ever.freeze``, ``days_at_peace >= 180 and not mediator_left``. Nothing in them is ever run.

A small language over the columns of a sweep: comparisons of a column with a number, names of endings, days that have come, joined by
and, or, not, and brackets. What is missing in a run compares with nothing.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

import numpy as np

from sim.result import DAY_COLUMNS, MONTH, OUTCOMES
from sim.scenario.complaining import ScenarioError, guess, listed, shortened

Columns = Mapping[str, np.ndarray]
SIGNS: dict[str, Callable[[np.ndarray, float], np.ndarray]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
NUMBER = r"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.]))"
TOKEN = re.compile(NUMBER + r"|(?P<sign>>=|<=|==|!=|[<>=])|(?P<bracket>[()])|(?P<word>[A-Za-z_][\w.]*)")
JOINING = ("and", "or", "not")
OUTCOME, ENDING, REACHED = "outcome", "outcome.", ("ever.", "reached.")
MONTHLONG = "ceasefire_of_a_month"
LENGTH, DEPTH = 1000, 20
UNIQUE = ("setting", "run", OUTCOME)


@dataclass(frozen=True)
class Saying:
    """An outcome: its text, the columns it takes, and what is so in each run (booleans), or what is measured in each (numbers)."""

    text: str
    columns: tuple[str, ...]
    of: Callable[[Columns], np.ndarray]
    is_share: bool = True


def outcome(text: str, columns: Sequence[str], varied: Sequence[str] = ()) -> Saying:
    """What a text says that can be so or not in each run. Raises ScenarioError with one sentence."""
    return Reader(text, columns, varied).read()


def number(text: str, columns: Sequence[str], varied: Sequence[str] = ()) -> Saying:
    """The same, or the name of a column that is a number in every run, of which the mean is taken."""
    name = " ".join(text.split())
    if name in columns and name not in (*UNIQUE, *varied) and not is_day(name):
        return Saying(name, (name,), lambda table: table[name], is_share=False)
    return outcome(text, columns, varied)


def is_day(column: str) -> bool:
    """Whether a column holds the day on which something came."""
    return column in DAY_COLUMNS or column.startswith("first_")


class Reader:
    """Reads one text by recursive descent: or binds least, then and, then not."""

    def __init__(self, text: str, columns: Sequence[str], varied: Sequence[str]) -> None:
        self.text, self.varied = " ".join(text.split()), list(varied)
        self.columns = [name for name in columns if name not in (*UNIQUE, *varied)]
        self.rungs = [name.removeprefix("first_") for name in self.columns if name.startswith("first_")]
        self.used: list[str] = []
        self.tokens, self.place, self.depth = self.cut(), 0, 0

    def cut(self) -> list[tuple[str, str]]:
        """The text in pieces, each with its kind."""
        if not self.text or len(self.text) > LENGTH:
            raise ScenarioError(f"an outcome is a text of 1 to {LENGTH:,} characters, such as 'ceasefire holding' or 'days_at_peace >= 180'.")
        found, at = [], 0
        while at < len(self.text):
            piece = TOKEN.match(self.text, at)
            if piece is None:
                self.refuse(f"'{shortened(self.text[at:])}' is not understood; there are names, numbers, {listed(SIGNS)}, and, or, not, ( and ).")
            else:
                found.append((str(piece.lastgroup), piece[0]))
                at = piece.end()
                at += self.text[at : at + 1] == " "
        return found

    def refuse(self, why: str) -> NoReturn:
        """Raise ScenarioError."""
        raise ScenarioError(f"the outcome '{shortened(self.text)}': {why}")

    def next(self) -> str:
        """The piece that comes now; nothing at the end."""
        return self.tokens[self.place][1] if self.place < len(self.tokens) else ""

    def take(self, *wanted: str) -> bool:
        """Go on if the next piece is one of these."""
        found = self.place < len(self.tokens) and self.next() in wanted
        self.place += found
        return found

    def read(self) -> Saying:
        """The whole text."""
        of = self.either()
        if self.next():
            self.refuse(f"'{self.next()}' is not expected there.")
        return Saying(self.text, tuple(dict.fromkeys(self.used)), of)

    def either(self) -> Callable[[Columns], np.ndarray]:
        """Parts joined by or."""
        parts = [self.both()]
        while self.take("or"):
            parts.append(self.both())
        return lambda table: np.logical_or.reduce([part(table) for part in parts])

    def both(self) -> Callable[[Columns], np.ndarray]:
        """Parts joined by and."""
        parts = [self.one()]
        while self.take("and"):
            parts.append(self.one())
        return lambda table: np.logical_and.reduce([part(table) for part in parts])

    def one(self) -> Callable[[Columns], np.ndarray]:
        """A part that may be denied, or stand in brackets."""
        self.depth += 1
        if self.depth > DEPTH:
            self.refuse(f"it is nested more than {DEPTH} deep.")
        if self.take("not"):
            denied = self.one()
            found: Callable[[Columns], np.ndarray] = lambda table: np.logical_not(denied(table))  # noqa: E731
        elif self.take("("):
            found = self.either()
            if not self.take(")"):
                self.refuse("a bracket is not closed.")
        else:
            found = self.about(self.name())
        self.depth -= 1
        return found

    def name(self) -> str:
        """Words up to the next sign, bracket or joining word."""
        words = []
        while self.place < len(self.tokens) and self.tokens[self.place][0] == "word" and self.next() not in JOINING:
            words.append(self.next())
            self.place += 1
        if not words:
            self.refuse(f"a name should stand {f'before {chr(39)}{self.next()}{chr(39)}' if self.next() else 'at the end'}.")
        return " ".join(words)

    def about(self, name: str) -> Callable[[Columns], np.ndarray]:
        """What is said of a name: how it compares, or, for what is so or not, nothing more."""
        if self.place < len(self.tokens) and self.tokens[self.place][0] == "sign":
            return self.compared(name)
        ending = name.removeprefix("outcome is ").removeprefix(ENDING)
        if ending in OUTCOMES:
            self.used.append(OUTCOME)
            return lambda table: table[OUTCOME] == OUTCOMES.index(ending)
        if name == MONTHLONG:
            self.used.append("longest_ceasefire")
            return lambda table: table["longest_ceasefire"] >= MONTH
        column = next((f"first_{name.removeprefix(start)}" for start in REACHED if name.startswith(start)), name)
        if column not in self.columns:
            self.unknown(name)
        if not is_day(column):
            self.refuse(f"{column} is a number: say how it compares, as in '{column} >= 1'.")
        self.used.append(column)
        return lambda table: np.isfinite(table[column])

    def compared(self, name: str) -> Callable[[Columns], np.ndarray]:
        """A column compared with a number; what is missing compares with nothing."""
        sign = self.next()
        self.place += 1
        if name == OUTCOME and sign in ("=", "==", "!="):
            ending = self.about(self.name())
            return (lambda table: np.logical_not(ending(table))) if sign == "!=" else ending
        if name not in self.columns:
            self.unknown(name)
        kind, bound = self.tokens[self.place] if self.place < len(self.tokens) else ("", "")
        if kind != "number":
            self.refuse(f"{name} {sign} should be followed by a number{f', not by {chr(39)}{shortened(bound)}{chr(39)}' if bound else ''}.")
        self.place += 1
        self.used.append(name)
        compare, limit = SIGNS[sign], float(bound)
        return lambda table: np.logical_and(np.isfinite(table[name]), compare(table[name], limit))

    def unknown(self, name: str) -> NoReturn:
        """Raise ScenarioError for a name that is not there, with a guess."""
        if name in self.varied:
            self.refuse(f"{name} is what was varied, not what came of it.")
        if name in UNIQUE:
            self.refuse(f"{name} is no outcome by itself{'; name an ending, as in outcome = ceasefire holding' if name == OUTCOME else ''}.")
        known = [*OUTCOMES, *self.columns, MONTHLONG, *(f"ever.{rung}" for rung in self.rungs), *self.rungs]
        near = guess(name, known)
        offered = f" There are the endings {listed(OUTCOMES)}; ever.RUNG for {listed(self.rungs)}; and columns such as days_at_peace."
        self.refuse(f"'{shortened(name)}' is neither an ending of a run nor one of its columns.{near or offered}")
