"""Signed terms as bars of letters to both sides of nothing, for somebody in a seat at a terminal; 80 columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.cli.turn import called, lines, shortened

if TYPE_CHECKING:
    from sim.seat import Decision, Game

LETTERS = {
    "costs saved": "c",
    "gains forgone": "g",
    "balance after the pause": "p",
    "betrayal": "b",
    "home front": "h",
    "war economy": "w",
    "the agreement, if accepted": "a",
    "the gesture": "e",
    "blame for a refusal": "r",
    "blame, if it is seen": "s",
    "blame for leaving": "l",
}
DEAL = "What each agreement would be worth more than fighting on, if accepted"
ANSWER = "What a yes is worth more than a no"
HEADS = {"offer": "What each offer is worth more than none", "conduct": "What each option is worth against a breach that nobody sees"}
LABEL, BARS, NUMBER = 35, 35, 7
SMALL = 0.02  # where all sums are less, they are written with hundredths of a per cent
SEEN = 0.00005  # less than this is 0.00% of the stake
TOGETHER = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Row:
    """What is drawn in a line: of what an option is made, and what that comes to."""

    label: str
    terms: Mapping[str, float]

    @property
    def worth(self) -> float:
        """The sum of the terms."""
        return sum(self.terms.values())

    def reach(self, sign: int) -> float:
        """How far its terms of one sign reach."""
        return sum(sign * value for value in self.terms.values() if sign * value > 0)


def bars(game: Game) -> str:
    """The signed terms of every option of the decision that is due."""
    decision = game.due()
    tables = [table for table in (deals(decision), weighed(decision)) if table]
    if not tables:
        return "Nothing is weighed here, so there are no terms to draw."
    return "\n\n".join("\n".join(table) for table in tables)


def deals(decision: Decision) -> list[str]:
    """What agreements would be worth, if they were accepted."""
    return drawn(DEAL, [Row(f"{place:>2}  {option.short}", option.deal) for place, option in enumerate(decision.options, 1) if option.deal])


def weighed(decision: Decision) -> list[str]:
    """What options are worth more than the one with worth 0; to keep on is weighed as to keep, so it is said and not drawn."""
    found = {option.name: (place, option) for place, option in enumerate(decision.options, 1) if option.terms}
    place, again = found.pop("keep-on", (0, None))
    said = lines(f"{again.short}: weighed as {found['keep'][0]} is.", "    ", f"{place:>2}  ") if again else []
    return drawn(HEADS.get(decision.kind, ANSWER), [Row(f"{place:>2}  {option.short}", option.terms) for place, option in found.values()], said)


def drawn(head: str, rows: Sequence[Row], said: Sequence[str] = ()) -> list[str]:
    """A line for each row on one scale and what is said of others, then what the letters mean; of a single row with its numbers."""
    if not rows:
        return []
    against, for_it = (max(row.reach(sign) for row in rows) for sign in (-1, 1))
    step, digits = max((against + for_it) / BARS, SEEN), 2 if all(abs(row.worth) < SMALL for row in rows) else 1
    names = [name for name in LETTERS if any(abs(row.terms.get(name, 0.0)) >= SEEN for row in rows)]
    key = "; ".join(meaning(name, rows, digits).replace(" ", TOGETHER) for name in names)
    text = f"{head}, in % of the stake. Left of the line stands what speaks against it; a letter is {100 * step:.2g}."
    drawing = [line(row, step, round(against / step), digits) for row in rows]
    return [*lines(text), *drawing, *said, *(found.replace(TOGETHER, " ") for found in lines(key, "    "))]


def meaning(name: str, rows: Sequence[Row], digits: int) -> str:
    """A letter of the key. Of several rows: what it stands for on the side on which it is drawn, or on both.

    >>> one, other, rest = (Row("", {"gains forgone": share}) for share in (-0.02, 0.01, 0.0))
    >>> meaning("gains forgone", [one, rest], 1), meaning("gains forgone", [other, rest], 1), meaning("gains forgone", [one, other], 1)
    ('g gains forgone', 'g losses avoided', 'g gains forgone; to the right, losses avoided')
    """
    from sim.story.words import signed

    if rows[1:]:
        found = [row.terms[name] for row in rows if abs(row.terms.get(name, 0.0)) >= SEEN]
        return f"{LETTERS[name]} {'; to the right, '.join(dict.fromkeys(called(name, value) for value in sorted(found)))}"
    return f"{LETTERS[name]} {called(name, rows[0].terms[name])} {signed(rows[0].terms[name], digits)}"


def line(row: Row, step: float, left: int, digits: int) -> str:
    """A row: name, sum, bars against and for it."""
    from sim.story.words import signed

    against, for_it = (letters(row.terms, sign, step) for sign in (-1, 1))
    return f"{shortened(row.label, LABEL):{LABEL}}{signed(row.worth, digits):>{NUMBER}} {against[::-1]:>{left}}|{for_it}"


def letters(terms: Mapping[str, float], sign: int, step: float) -> str:
    """The letters of the terms of one sign, from nothing outwards; their ends are rounded, so that the lengths add up.

    >>> letters({"costs saved": 0.03, "betrayal": -0.02, "home front": -0.016}, -1, 0.01)
    'bbhh'
    """
    found, reached = "", 0.0
    for name, letter in LETTERS.items():
        reached += max(0.0, sign * terms.get(name, 0.0))
        found += letter * (round(reached / step) - len(found))
    return found
