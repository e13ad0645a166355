"""The words of which stories are made: sentences with their days, names, numbers and counts."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sim.happenings import Course
from sim.reasons import heaviest
from sim.scenario import Scenario

MINUS = "\N{MINUS SIGN}"
MOST_DIGITS = 4
WIDTH = 80
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # whatever the language of the computer


@dataclass(frozen=True)
class Told:
    """A sentence, the days it speaks of, and whether it tells only what was offered in vain."""

    first_day: int
    last_day: int
    sentence: str
    in_vain: bool = False

    def when(self, scenario: Scenario) -> str:
        """Its days, with the date of the first."""
        date = scenario.situation.start + datetime.timedelta(days=self.first_day)
        days = f"Day {self.first_day}" if self.last_day == self.first_day else f"Days {self.first_day} to {self.last_day}"
        return f"{days}, {date.day} {MONTHS[date.month - 1]} {date.year}"


def deal(course: Course, rung: str) -> str:
    """How an agreement is called in a sentence."""
    name = course.scenario.situation.agreements[rung].label or rung.replace("_", " ")
    return f"“{name}”"


def signed(share: float, digits: int = 1) -> str:
    """A share of the stake in per cent, with its sign and as many digits as it takes to see it.

    >>> signed(0.081), signed(-0.0004), signed(0.0)
    ('+8.1', '−0.04', '0.0')
    """
    for more in range(digits, MOST_DIGITS + 1):
        text = f"{100 * share:+.{more}f}"
        if text.strip("+-0."):
            return text.replace("-", MINUS)
    return f"{0:.{digits}f}"


def chance(probability: float) -> str:
    """A probability in whole per cent that rounds nothing to impossible or certain.

    >>> chance(0.376), chance(0.004), chance(0.999), chance(1.0)
    ('38%', 'under 1%', 'over 99%', '100%')
    """
    if 0 < probability < 0.01:
        return "under 1%"
    return "over 99%" if 0.99 < probability < 1 else f"{100 * probability:.0f}%"


def share(part: float) -> str:
    """A share of the stake in per cent, where it is no difference.

    >>> share(0.2304), share(-0.051)
    ('23.0%', '−5.1%')
    """
    return f"{100 * part:.1f}%".replace("-", MINUS)


def called(term: str, value: float) -> str:
    """A term in a sentence: to forgo a loss is to avoid it.

    >>> called("gains forgone", -0.03), called("gains forgone", 0.03)
    ('gains forgone', 'losses avoided')
    """
    return "losses avoided" if term == "gains forgone" and value > 0 else term


def terms(found: Mapping[str, float]) -> str:
    """The terms that make up most of a sum, the heaviest first.

    >>> terms({"costs saved": 0.084, "gains forgone": 0.0, "home front": -0.004})
    'costs saved +8.4, home front −0.4'
    """
    weighty = heaviest(found, 1) | heaviest(found, -1)
    return ", ".join(f"{called(name, value)} {signed(value)}" for name, value in sorted(weighty.items(), key=lambda pair: -abs(pair[1])))


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words in a row.

    >>> listed(["costs", "blame", "trust"]), listed(["costs"])
    ('costs, blame and trust', 'costs')
    """
    *some, end = words
    return f"{', '.join(some)} {last} {end}" if some else end


def times(count: int) -> str:
    """A count in words.

    >>> times(1), times(4)
    ('once', '4 times')
    """
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")


def plural(count: int, word: str) -> str:
    """A count with its word.

    >>> plural(1, "day"), plural(2, "day")
    ('1 day', '2 days')
    """
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def violated(course: Course, violations: Mapping[str, int]) -> str:
    """The violations of an agreement, as part of a sentence."""
    counted = [f"{plural(days, 'day')} by {course.label(name)}" for name, days in sorted(violations.items()) if days]
    return f"violated on {' and '.join(counted)}" if counted else "never violated"


def final(course: Course, rung: str | None, held: float) -> str:
    """How a run ends."""
    end = "nothing in force" if rung is None else f"{deal(course, rung)} in force"
    return f"The run ends with {end}. {course.label(course.attacker)} holds {held:.0%} of the stake."


def first_letter_large(sentence: str) -> str:
    """The sentence with a capital at its start."""
    return sentence[:1].upper() + sentence[1:]


def wrapped(text: str) -> list[str]:
    """Text in lines of at most 80 columns."""
    return textwrap.wrap(text, WIDTH, break_on_hyphens=False) or [""]


def paragraph(when: str, sentence: str) -> str:
    """A day with what is told of it."""
    return "\n".join(wrapped(f"{when}. {sentence}"))
