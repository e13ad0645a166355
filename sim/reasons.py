"""Why somebody decides as it does: everything that is weighed, as plain numbers of one run, in shares of the stake.

These are the numbers that the model itself decides with, taken from the standpoints of the day; nothing is worked out anew but the
logit shares of the offers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.agents import Belligerent
from sim.ladder import Rung
from sim.parameters import RedLine
from sim.rules import choice, moods
from sim.standpoint import Standpoint

HOME = "home front"
WEIGHTY, FEW = 0.8, 2
NOT_HIGHER, OWN_LINE = "not above the one in force", "behind its own red line"


@dataclass(frozen=True)
class Bargain:
    """How a settlement would divide the stake: the least each side would settle for, what that leaves, and the own share of what is left."""

    reservation: float
    other_reservation: float
    room: float
    share: float


@dataclass(frozen=True)
class Ledger:
    """What an agreement is worth to a side more than fighting on, and what it answers.

    terms: signed; they add up to the advantage. pressure: the part of the costs saved that is the mediator's pressure. refusal: what the
    blame for a refusal would cost. line_stands: whether its own red line is in the way. own_rule: whether it answers by a strategy of its
    own; if not, and no red line is in the way, yes = logistic(precision * (advantage + refusal)).
    """

    party: str
    rung: str
    terms: dict[str, float]
    advantage: float
    pressure: float
    refusal: float
    precision: float
    yes: float
    line_stands: bool
    own_rule: bool
    bargain: Bargain | None = None


@dataclass(frozen=True)
class Option:
    """What offering an agreement is worth to its maker: the deal times the chance of a yes, the gesture, and the blame for a refusal.

    closed: why it may not be offered, if so. expected_yes: the probability of a yes that its maker reckons with. chance: the probability
    with which it is chosen; None where a strategy of its own chooses.
    """

    rung: str
    closed: str
    expected_yes: float
    deal: float
    gesture: float
    blame: float
    worth: float
    chance: float | None

    @property
    def seen(self) -> float:
        """What it is worth in the mediator's eyes."""
        return self.gesture + self.blame


@dataclass(frozen=True)
class Choice:
    """What a side could offer, and the probability with which it holds out instead (None where a strategy of its own chooses)."""

    party: str
    options: tuple[Option, ...]
    waits: float | None

    def of(self, rung: str) -> Option:
        """The option of a rung."""
        return next(option for option in self.options if option.rung == rung)

    @property
    def best(self) -> Option | None:
        """The open option that is worth most."""
        return max((option for option in self.options if not option.closed), key=lambda option: option.worth, default=None)


@dataclass(frozen=True)
class Keeping:
    """What a side weighs about keeping an agreement in force one more day.

    terms: signed; they add up to keep. caught: what a violation would cost in blame, times the chance of being seen; left: what a
    denunciation would cost in blame. accident, breach, leave: probabilities today of a violation that nobody ordered, of one by order, and of
    denouncing; breach and leave are None where a strategy of its own does more than choose them. own_rule: whether a strategy has replaced them.
    """

    party: str
    rung: str
    terms: dict[str, float]
    keep: float
    caught: float
    left: float
    accident: float
    breach: float | None
    leave: float | None
    own_rule: bool


@dataclass(frozen=True)
class Holding:
    """What a side weighs about its red line: the pressure on it and the best deal that the line keeps it from, against what the line is worth."""

    party: str
    pressure: float
    hope: float
    best: str
    worth: float
    chance: float


Ledgers = dict[str, tuple[Ledger, ...]]  # by party, a ledger for each rung from the lowest


def one(values: Any) -> float:
    """The number of the one run."""
    return float(np.ravel(values)[0]) + 0.0  # never -0.0


def replaced(owner: Belligerent, *rules: str) -> bool:
    """Whether a strategy of its own has replaced any of a belligerent's rules."""
    return any(getattr(type(owner), rule) is not getattr(Belligerent, rule) for rule in rules)


def ledgers(views: Mapping[str, Standpoint], rungs: list[Rung]) -> Ledgers:
    """Both sides' ledgers of all rungs."""
    return {view.owner.name: tuple(ledger(view, rung, rung) for rung in rungs) for view in views.values()}


def ledger(view: Standpoint, rung: Rung, asked: Rung) -> Ledger:
    """A side's ledger of a rung. asked: the same as the side is asked about it; at a renewal its numbers are arrays."""
    share = surplus(view, one(view.room)) if rung.bargained else 1.0
    pressing = view.pressure + view.other.pressure if rung.bargained else view.pressure * rung.relief[view.owner.role]
    return Ledger(
        party=view.owner.name,
        rung=rung.name,
        terms=shared_terms(view, share, one(view.home + view.other.home)) if rung.bargained else own_terms(view, rung),
        advantage=one(view.advantage(rung)),
        pressure=one(pressing) * share,
        refusal=one(view.refusal_cost(rung)),
        precision=float(view.scene.precision),
        yes=one(view.yes_chance(asked)),
        line_stands=bool(rung.blocked[view.owner.role] and one(view.barred)),
        own_rule=replaced(view.owner, "yes_chance"),
        bargain=bargain(view) if rung.bargained else None,
    )


def own_terms(view: Standpoint, rung: Rung) -> dict[str, float]:
    """The terms of an agreement that stops the fighting where it stands."""
    return {name: one(value) for name, value in view.terms(rung).items()}


def shared_terms(view: Standpoint, share: float, home: float) -> dict[str, float]:
    """The terms of a settlement: those of both sides make up the bargaining range, of which each has its share.

    What each holds drops out of the range, as together they hold all of the stake.
    """
    other = view.other
    both = {
        "costs saved": view.cost + other.cost,
        "gains forgone": -view.gains - other.gains,
        "balance after the pause": 0.0,
        "betrayal": -view.betrayed - other.betrayed,
        HOME: -home,
    }
    return {name: one(share * value) for name, value in both.items()}


def surplus(view: Standpoint, room: float) -> float:
    """Its share of a bargaining range; of a shortfall, all."""
    return one(view.owner.surplus) if room > 0 else 1.0


def bargain(view: Standpoint) -> Bargain:
    """How a settlement would divide the stake."""
    return Bargain(one(view.reservation), one(view.other.reservation), one(view.room), one(view.owner.surplus))


def choosing(view: Standpoint, rungs: list[Rung], in_force: int) -> Choice:
    """A side's choice of what to offer, given the number of the rung in force."""
    closed = [why_closed(view, rung, in_force) for rung in rungs]
    worths = [one(view.offer_worth(rung)) for rung in rungs]
    waits, *shares = logit(view.scene.precision, worths, [not why for why in closed])
    own_rule = replaced(view.owner, "choose", "offer")
    options = [
        option(view, rung, why, worth, None if own_rule else share)
        for rung, why, worth, share in zip(rungs, closed, worths, shares, strict=True)
    ]  # fmt: skip
    return Choice(view.owner.name, tuple(options), None if own_rule else waits)


def why_closed(view: Standpoint, rung: Rung, in_force: int) -> str:
    """Why a rung may not be offered, if so."""
    if rung.number <= in_force:
        return NOT_HIGHER
    return OWN_LINE if rung.blocked[view.owner.role] and one(view.barred) else ""


def option(view: Standpoint, rung: Rung, closed: str, worth: float, share: float | None) -> Option:
    """What offering a rung is worth, part by part."""
    yes = one(view.owner.expected_yes(view, rung))
    gesture, refusal = (one(part * rung.weight) for part in view.seen)
    return Option(rung.name, closed, yes, one(yes * view.advantage(rung)), gesture, (1 - yes) * refusal, worth, share)


def logit(precision: float, worths: list[float], is_open: list[bool]) -> list[float]:
    """Probabilities of holding out, which is worth 0, and of each option, by the logit rule; as ``choice.pick`` picks.

    >>> logit(1.0, [0.0, 9.0], [True, False])
    [0.5, 0.5, 0.0]
    """
    best = max([0.0, *(worth for worth, may in zip(worths, is_open, strict=True) if may)])
    odds = [math.exp(max(-precision * best, choice.SMALLEST))]
    odds += [math.exp(max(precision * (worth - best), choice.SMALLEST)) if may else 0.0 for worth, may in zip(worths, is_open, strict=True)]
    return [each / sum(odds) for each in odds]


def keeping(view: Standpoint, deal: Rung, rung: Rung, accident: float) -> Keeping:
    """What a side weighs under an agreement. deal: the one in force, as arrays of the one run; rung: the same from the ladder."""
    owner, keep = view.owner, view.keep(deal)
    free = not replaced(owner, "conduct")
    return Keeping(
        party=owner.name,
        rung=rung.name,
        terms=keep_terms(view, rung),
        keep=one(keep),
        caught=rung.monitoring * one(view.stakes * view.falls("violation")),
        left=one(view.stakes * view.falls("denounce")),
        accident=accident,
        breach=one(owner.breach_chance(view, deal, keep)) if free else None,
        leave=one(owner.leave_chance(view, deal, keep)) if free else None,
        own_rule=replaced(owner, "conduct", "breach_chance", "leave_chance"),
    )


def keep_terms(view: Standpoint, rung: Rung) -> dict[str, float]:
    """The terms of an agreement once it is signed: the same, without the resolve that signing has cost."""
    economy = view.owner.numbers.war_economy
    if rung.bargained:
        room = one(view.room + view.resolve + view.other.resolve)
        found = shared_terms(view, surplus(view, room), economy + view.other.owner.numbers.war_economy)
    else:
        found = own_terms(view, rung) | {HOME: one(-rung.weight * economy)}
    found["war economy"] = found.pop(HOME)
    return found


def holding(view: Standpoint, rungs: list[Rung], line: RedLine) -> Holding:
    """What a side weighs about its red line."""
    hopes = {rung.name: one(view.owner.expected_yes(view, rung) * view.advantage(rung)) for rung in rungs if rung.blocked[view.owner.role]}
    best = max(hopes, key=lambda name: hopes[name])
    pressure = one(view.pressure)
    chance = moods.red_line_falls(line.hazard, view.scene.precision, pressure + hopes[best], line.worth)
    return Holding(view.owner.name, pressure, hopes[best], best, line.worth, float(chance))


def heaviest(terms: Mapping[str, float], sign: int, at_least: float = 0.0) -> dict[str, float]:
    """The few terms of one sign that make up most of all that have it, the heaviest first; more of them if they have to outweigh something.

    >>> heaviest({"costs saved": 0.2, "gains forgone": -0.1, "betrayal": -0.01}, -1)
    {'gains forgone': -0.1}
    >>> heaviest({"costs saved": 0.105, "gains forgone": -0.1, "betrayal": -0.01}, -1, at_least=0.105)
    {'gains forgone': -0.1, 'betrayal': -0.01}
    """
    ordered = sorted(((name, value) for name, value in terms.items() if sign * value > 0), key=lambda pair: -abs(pair[1]))
    whole, found = sum(abs(value) for _, value in ordered), dict[str, float]()
    for name, value in ordered:
        so_far = sum(abs(other) for other in found.values())
        if so_far <= at_least or (len(found) < FEW and so_far < WEIGHTY * whole):
            found[name] = value
    return found
