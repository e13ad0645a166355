"""The words of which stories are made: sentences with their days, names, numbers and counts."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from sim.happenings import Course
from sim.reasons import heaviest
from sim.scenario import Scenario
from sim.words import counted, date, key, listed, number, percent, row, say

MOST_DIGITS = 4
WIDTH = 80


@dataclass(frozen=True)
class Told:
    """A sentence, the days it speaks of, and whether it tells only what was offered in vain."""

    first_day: int
    last_day: int
    sentence: str
    in_vain: bool = False

    def when(self, scenario: Scenario) -> str:
        """Its days, with the date of the first."""
        first = dated(scenario, self.first_day)
        if self.last_day == self.first_day:
            return say("numbers.on_day", day=self.first_day, date=first)
        return say("numbers.on_days", first=self.first_day, last=self.last_day, date=first)


def dated(scenario: Scenario, day: int) -> str:
    """The date of a day."""
    return date(scenario.situation.start + datetime.timedelta(days=day))


def deal(course: Course, rung: str) -> str:
    """How an agreement is called in a sentence."""
    return say("numbers.quoted", name=course.scenario.situation.agreements[rung].label or rung.replace("_", " "))


def ended(outcome: str) -> str:
    """How a run ends, in words."""
    return say(f"story.outcomes.{key(outcome)}")


def signed(share: float, digits: int = 1) -> str:
    """A share of the stake in per cent, with its sign and as many digits as it takes to see it.

    >>> signed(0.081), signed(-0.0004), signed(0.0)
    ('+8.1', '−0.04', '0.0')
    """
    for more in range(digits, MOST_DIGITS + 1):
        if f"{100 * share:+.{more}f}".strip("+-0."):
            return number(100 * share, f"+.{more}f")
    return number(0.0, f".{digits}f")


def points(share: float) -> str:
    """The same with the sign of per cent.

    >>> points(-0.0121)
    '−1.2%'
    """
    return say("numbers.percent", number=signed(share))


def chance(probability: float) -> str:
    """A probability in whole per cent that rounds nothing to impossible or certain.

    >>> chance(0.376), chance(0.004), chance(0.999), chance(1.0)
    ('38%', 'under 1%', 'over 99%', '100%')
    """
    if 0 < probability < 0.01:
        return say("numbers.under", number=percent(0.01))
    return say("numbers.over", number=percent(0.99)) if 0.99 < probability < 1 else percent(probability)


def share(part: float) -> str:
    """A share of the stake in per cent, where it is no difference.

    >>> share(0.2304), share(-0.051)
    ('23.0%', '−5.1%')
    """
    return percent(part, ".1f")


def called(term: str, value: float) -> str:
    """The name of a term's text: to forgo a loss is to avoid it.

    >>> called("gains forgone", -0.03), called("gains forgone", 0.03)
    ('gains_forgone', 'losses_avoided')
    """
    return "losses_avoided" if term == "gains forgone" and value > 0 else key(term)


def terms(found: Mapping[str, float]) -> str:
    """The terms that make up most of a sum, the heaviest first.

    >>> terms({"costs saved": 0.084, "gains forgone": 0.0, "home front": -0.004})
    'costs saved +8.4, home front −0.4'
    """
    weighty = heaviest(found, 1) | heaviest(found, -1)
    return row(term(name, value) for name, value in sorted(weighty.items(), key=lambda pair: -abs(pair[1])))


def term(name: str, value: float) -> str:
    """A term with its number.

    >>> term("home front", -0.004)
    'home front −0.4'
    """
    return say("story.term", term=say(f"story.terms.{called(name, value)}"), share=signed(value))


def days(count: int) -> str:
    """A number of days."""
    return counted("numbers.days", count)


def times(count: int) -> str:
    """A count in words.

    >>> times(1), times(4)
    ('once', '4 times')
    """
    return counted("numbers.times", count)


def violated(course: Course, violations: Mapping[str, int]) -> str:
    """The violations of an agreement, as part of a sentence."""
    found = [counted("story.violated.by", days, who=course.label(name)) for name, days in sorted(violations.items()) if days]
    return say("story.violated.some", days=listed(found)) if found else say("story.violated.never")


def final(course: Course, rung: str | None, held: float) -> str:
    """How a run ends, without a full stop."""
    names = {"attacker": course.label(course.attacker), "share": percent(held)}
    return say("story.end.nothing", **names) if rung is None else say("story.end.deal", deal=deal(course, rung), **names)


def signed_for(course: Course, rung: str, replaced: str | None, terms: float | None) -> str:
    """That an agreement is signed: for how long, in whose place, and how it divides the stake."""
    attacker, length = course.label(course.attacker), course.scenario.situation.agreements[rung].days
    also = {
        "replaced": say("story.signing.replaced", deal=deal(course, replaced)) if replaced else "",
        "parts": "" if terms is None else say("story.signing.parts", share=share(terms), attacker=attacker),
    }
    if length == "open":
        return say("story.signing.open", deal=deal(course, rung), **also)
    return say("story.signing.term", deal=deal(course, rung), days=days(int(length)), **also)


def wrapped(text: str) -> list[str]:
    """Text in lines of at most 80 columns."""
    return textwrap.wrap(text, WIDTH, break_on_hyphens=False) or [""]


def paragraph(when: str, told: str) -> str:
    """A day with what is told of it."""
    return "\n".join(wrapped(say("story.paragraph", when=when, told=told)))
