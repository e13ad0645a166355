"""What a belligerent weighs with: its view of some runs on one day, before anybody acts."""

from __future__ import annotations

import functools
import weakref
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.dice import Runs
from sim.ladder import Rung
from sim.rules import bargaining, blame, choice, fighting, worth
from sim.varied import any_of, on

if TYPE_CHECKING:
    from sim.agents import Belligerent
    from sim.model import Talks

Numbers = Any


def some(flags: Any) -> bool:
    """Whether a flag, or any of an array of flags, is set."""
    return flags if isinstance(flags, bool) else bool(flags.any())


class Scene:
    """What both belligerents look at: the war, the mediator, and the aid that hangs on it, on some runs of a day."""

    def __init__(self, model: Talks, runs: Runs) -> None:
        mediator = model.mediator
        self.runs = runs
        self.precision = on(model.talks.precision, runs)
        self.prospect = model.prospect[runs]
        self.held = model.held[runs]
        self.edge = fighting.edge_value(self.prospect, on(model.front.decisiveness, runs))
        self.urgency = mediator.urgency[runs]
        self.blame = mediator.blame[runs]
        self.cliff_edge = self.look_over_the_cliff(model) if any_of(mediator.numbers.aid) else 0.0

    def look_over_the_cliff(self, model: Talks) -> Numbers:
        """How near the mediator's exit is, and what its aid decides."""
        mediator, runs = model.mediator, self.runs
        impatience = mediator.impatience[runs] * mediator.presence[runs]
        at_stake = (mediator.aid_given[runs] - on(mediator.aid_after_exit, runs)) * (1 - on(model.backfill, runs))
        return worth.cliff_edge(impatience, self.edge, at_stake, model.defender.resources[runs])


class Standpoint:
    """One belligerent's terms of judgement on some runs of a day. All values are shares of the stake, shape (runs,).

    The five terms of an agreement's advantage are kept apart (``terms``), so that a decision can always be explained.
    """

    def __init__(self, owner: Belligerent, scene: Scene) -> None:
        runs = scene.runs
        self.owner, self.scene = owner, scene
        self.stakes = blame.stakes(on(owner.leverage, runs), scene.urgency)
        self.blamed, self.blameless = owner.share_of_blame(scene.blame), owner.other.share_of_blame(scene.blame)
        self.pressure = blame.pressure(self.stakes, self.blamed)
        self.cost = self.pressure + on(owner.standing_cost, runs)
        self.held = owner.own_share(scene.held)
        perceived = worth.perceived(owner.own_share(scene.prospect), owner.optimism[runs])
        self.gains = worth.momentum(perceived, self.held, on(owner.reach, runs), on(owner.cliff_pause, runs) * scene.cliff_edge)
        self.rearmed = scene.edge * on(owner.rearm_rate, runs)
        self.betrayed = worth.betrayal(owner.trust_on(runs), on(owner.at_risk, runs))
        self.resolve = owner.fading_resolve.on(runs)
        self.pausing = bargaining.pausing(self.rearmed, self.gains, self.betrayed)
        self.yes_chances: dict[int, Numbers] = {}
        self.advantages: dict[int, Numbers] = {}

    def face(self, other: Standpoint) -> None:
        """Meet the other side's standpoint. Weakly: a cycle would keep every array of the day until the next garbage collection."""
        self.facing = weakref.ref(other)

    @property
    def other(self) -> Standpoint:
        """The other side's standpoint, which lives as long as the pair in which both were made."""
        found = self.facing()
        if found is None:
            raise ReferenceError("the other side's standpoint is gone; keep the whole of the views")
        return found

    @cached_property
    def war(self) -> Numbers:
        """What fighting on is worth."""
        return worth.war(self.held, self.gains, self.cost)

    @cached_property
    def war_economy(self) -> Numbers:
        """What an economy that lives off the war loses by a deal."""
        return on(self.owner.numbers.war_economy, self.scene.runs)

    @cached_property
    def home(self) -> Numbers:
        """What the home front and a war economy make a deal cost, at full political weight."""
        return self.resolve + self.war_economy

    @cached_property
    def reservation(self) -> Numbers:
        """The least share of the stake it would settle for."""
        return bargaining.reservation(self.war, self.betrayed, self.home)

    @cached_property
    def room(self) -> Numbers:
        """Bargaining range Z: what is left of the stake when both have their reservation."""
        return bargaining.bargaining_range(self.reservation, self.other.reservation)

    def terms(self, deal: Rung) -> dict[str, Numbers]:
        """The signed terms of the advantage of an agreement without bargained terms; they add up to it."""
        return {
            "costs saved": bargaining.costs_saved(deal.relief[self.owner.role], self.cost),
            "gains forgone": -deal.coverage * self.gains,
            "balance after the pause": deal.coverage * self.rearmed,
            "betrayal": -deal.coverage * self.betrayed,
            "home front": -deal.weight * self.home,
        }

    def advantage(self, deal: Rung) -> Numbers:
        """A_i(n): what signing is worth more than fighting on."""
        if deal.number is None:
            return self.worked_out(deal)
        if deal.number not in self.advantages:
            self.advantages[deal.number] = self.worked_out(deal)
        return self.advantages[deal.number]

    def worked_out(self, deal: Rung) -> Numbers:
        """The advantage, not remembered."""
        return self.by_terms(deal, self.home, self.room if some(deal.bargained) else 0.0)

    def keep(self, deal: Rung) -> Numbers:
        """What keeping an agreement in force is worth: its advantage without the resolve that signing has cost."""
        room = self.room + self.resolve + self.other.resolve if some(deal.bargained) else 0.0
        return self.by_terms(deal, self.war_economy, room)

    def by_terms(self, deal: Rung, home: Numbers, room: Numbers) -> Numbers:
        """Advantage of a pause at this cost to the home front, or its part of this bargaining range where terms are bargained."""
        if deal.bargained is True:
            return self.split(room)
        paused = self.paused(deal, home)
        return np.where(deal.bargained, self.split(room), paused) if some(deal.bargained) else paused

    def paused(self, deal: Rung, home: Numbers) -> Numbers:
        """Advantage of stopping the fighting where it stands, at this cost to the home front."""
        saved = bargaining.costs_saved(deal.relief[self.owner.role], self.cost)
        return bargaining.advantage(saved, deal.coverage, self.pausing, deal.weight, home)

    def split(self, room: Numbers) -> Numbers:
        """Its part of a bargaining range."""
        return bargaining.settlement_advantage(room, on(self.owner.surplus, self.scene.runs))

    def falls(self, what: str) -> Numbers:
        """How far blame would move onto this belligerent by an offer, a reject(ion), a violation or a denounce(ment)."""
        return blame.falls(on(self.owner.pushes[what], self.scene.runs), self.blameless)

    def yes_chance(self, deal: Rung) -> Numbers:
        """Probability that it accepts an agreement: 0 where its own red line stands in the way."""
        if deal.number is None:
            return self.unless_barred(deal)
        if deal.number not in self.yes_chances:
            self.yes_chances[deal.number] = self.unless_barred(deal)
        return self.yes_chances[deal.number]

    def unless_barred(self, deal: Rung) -> Numbers:
        """Its rule of acceptance, with the red line before it."""
        chance = self.owner.checked("yes_chance", self.owner.yes_chance(self, deal), self.held)
        blocked = deal.blocked[self.owner.role]
        return np.where(np.logical_and(self.barred, blocked), 0.0, chance) if some(blocked) else chance

    @cached_property
    def barred(self) -> Numbers:
        """Whether its own red line stands."""
        return self.owner.red_line[self.scene.runs]

    def refusal_cost(self, deal: Rung) -> Numbers:
        """What the blame for a refusal would cost it."""
        return self.refusal * deal.weight

    @cached_property
    def refusal(self) -> Numbers:
        """The same at full political weight."""
        return self.stakes * self.falls("reject")

    def best_blocked(self, rungs: list[Rung]) -> Numbers:
        """What its red line keeps it from: the best of the other's expected chance of accepting times its own advantage."""
        hopes = [self.owner.expected_yes(self, rung) * self.advantage(rung) for rung in rungs if rung.blocked[self.owner.role]]
        return functools.reduce(np.maximum, hopes)

    def offer_worth(self, rung: Rung) -> Numbers:
        """What offering a rung is worth to it: the deal, and the mediator's eyes."""
        gesture, refusal = self.seen
        return choice.offer_value(self.owner.expected_yes(self, rung), self.advantage(rung), gesture, refusal, rung.weight)

    @cached_property
    def seen(self) -> tuple[Numbers, Numbers]:
        """What the mediator's eyes are worth at full political weight: of the gesture, and of the other's refusal."""
        gesture = self.stakes * on(self.owner.credulity, self.scene.runs) * self.other.falls("offer")
        return gesture, self.stakes * self.other.falls("reject")
