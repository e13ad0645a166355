"""A bet on a number: what it asks, what a result answers, and how far off somebody was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sim.analysis import estimates
from sim.analysis.estimates import Estimate
from sim.result import Result

CHOICES = ("more", "same", "fewer")
SHARES = ("probability", "share of occasions")
HUNDRED = 100.0


@dataclass(frozen=True)
class Bet:
    """A question about the setting after the change, and the number that answers it.

    measure: a number of the summary or, with ``reaches``, a column of the outcomes. of: counted only in runs in which this happened.
    unit: what is counted, in words. choices: what may be answered if the question is not how many, by "more", "same" and "fewer".
    near: how close is close enough, in the unit of the answer; between choices, what still counts as the same.
    target: what a design of one's own should reach.
    replies: what to say to whom, by "near", "above" and "below" or, with choices, "right" and "wrong".
    """

    ask: str
    measure: str
    unit: str
    low: float
    high: float
    near: float
    replies: Mapping[str, str]
    choices: Mapping[str, str] = field(default_factory=dict)
    of: str = ""
    reaches: float | None = None
    is_share: bool = True
    target: float | None = None

    def measured(self, result: Result) -> Estimate:
        """The number in a result, with its interval."""
        if self.reaches is not None:
            return estimates.probability(self.measure, result.columns[self.measure] >= self.reaches)
        if self.of:
            return estimates.probability(self.measure, result.happened[self.measure][result.happened[self.of]])
        return result.summary[self.measure]

    def shown(self, number: float) -> float:
        """A number as it is spoken of: shares out of a hundred."""
        return HUNDRED * number if self.is_share else number

    def change(self, was: Estimate, now: Estimate) -> str:
        """Which of the choices two numbers make right."""
        return changed(self.shown(was.value or 0.0), self.shown(now.value or 0.0), self.near)

    def judged(self, said: float | str, before: Result, after: Result) -> Verdict:
        """What the runs answer to somebody who said this."""
        was, now = self.measured(before), self.measured(after)
        if self.choices:
            found = self.change(was, now)
            return Verdict(self, said, was, now, None, self.replies["right" if said == found else "wrong"], found)
        off = float(said) - self.shown(now.value or 0.0)
        where = "near" if abs(off) <= self.near else "above" if off > 0 else "below"
        return Verdict(self, said, was, now, off, self.replies[where])


def changed(before: float, after: float, same: float) -> str:
    """Whether a number has become more, fewer, or stayed about the same.

    >>> changed(10, 30, 5), changed(10, 6, 5), changed(10, 1, 5)
    ('more', 'same', 'fewer')
    """
    if abs(after - before) <= same:
        return "same"
    return "more" if after > before else "fewer"


@dataclass(frozen=True)
class Verdict:
    """How a bet came out: the numbers before and after, how far off it was (above if positive; None between choices), and why."""

    bet: Bet
    said: float | str
    before: Estimate
    after: Estimate
    off: float | None
    reply: str
    found: str = ""
