"""What a belligerent weighs with: its view of some runs on one day, before anybody acts."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.dice import Runs
from sim.ladder import Rung
from sim.rules import bargaining, blame, choice, fighting, worth

if TYPE_CHECKING:
    from sim.agents import Belligerent
    from sim.model import Talks

Numbers = Any


class Scene:
    """What both belligerents look at: the war, the mediator and the aid that hangs on it, on some runs of a day."""

    def __init__(self, model: Talks, runs: Runs) -> None:
        mediator, decisiveness = model.mediator, model.front.decisiveness
        self.runs = runs
        self.precision = model.talks.precision
        self.guarantee = model.guarantee
        self.prospect = model.prospect[runs]
        self.held = model.held[runs]
        self.edge = fighting.edge_value(self.prospect, decisiveness)
        self.engaged = mediator.engaged[runs]
        self.impatience = mediator.impatience[runs] * self.engaged
        self.urgency = mediator.urgency[runs]
        self.blame = mediator.blame[runs]
        self.aid_at_stake = (mediator.aid_given[runs] - mediator.aid_after_exit) * (1 - model.backfill) * self.engaged
        self.aided_strength = model.defender.resources[runs]
        self.mediator = mediator


class Standpoint:
    """One belligerent's terms of judgement on some runs of a day. All values are shares of the stake, shape (runs,).

    The five terms of an agreement's advantage are kept apart (``terms``), so that a decision can always be explained.
    """

    other: Standpoint

    def __init__(self, owner: Belligerent, scene: Scene) -> None:
        runs, numbers = scene.runs, owner.numbers
        self.owner, self.scene = owner, scene
        self.blame = owner.share_of_blame(scene.blame)
        self.pressure = blame.pressure(owner.leverage, scene.urgency, self.blame)
        self.stakes = owner.leverage * scene.urgency
        self.cost = numbers.war_cost + self.pressure + owner.sanctions
        self.prospect = owner.share_of_win(scene.prospect)
        self.held = owner.share_of_win(scene.held)
        cliff = owner.sign * worth.cliff(scene.impatience, scene.edge, scene.aid_at_stake, scene.aided_strength, owner.pause)
        self.gains = worth.momentum(worth.perceived(self.prospect, owner.optimism[runs]), self.held, owner.reach, cliff)
        self.rearmed = worth.rearm(scene.edge, numbers.attrition, owner.other.numbers.attrition, owner.pause)
        self.betrayed = worth.betrayal(owner.trust_on(runs), scene.guarantee, numbers.exposure)
        self.resolve = owner.resolve[runs]
        self.home = self.resolve + numbers.war_economy
        self.yes_chances: dict[int, Numbers] = {}
        self.advantages: dict[int, Numbers] = {}

    @cached_property
    def war(self) -> Numbers:
        """What fighting on is worth."""
        return worth.war(self.held, self.gains, self.cost)

    @cached_property
    def reservation(self) -> Numbers:
        """The least share of the stake it would settle for."""
        return bargaining.reservation(self.war, self.betrayed, self.home)

    @cached_property
    def room(self) -> Numbers:
        """Bargaining range Z: what is left of the stake when both have their reservation."""
        return bargaining.bargaining_range(self.reservation, self.other.reservation)

    def terms(self, rung: Rung) -> dict[str, Numbers]:
        """The signed terms of the advantage of a rung without bargained terms; they add up to ``advantage(rung)``."""
        return {
            "costs saved": bargaining.costs_saved(rung.relief[self.owner.role], self.cost),
            "gains forgone": -rung.coverage * self.gains,
            "balance after the pause": rung.coverage * self.rearmed,
            "betrayal": -rung.coverage * self.betrayed,
            "home front": -rung.weight * self.home,
        }

    def paused(self, rung: Rung, home: Numbers) -> Numbers:
        """Advantage of stopping the fighting where it stands, at this cost to the home front."""
        saved = bargaining.costs_saved(rung.relief[self.owner.role], self.cost)
        return bargaining.advantage(saved, rung.coverage, self.rearmed, self.gains, self.betrayed, rung.weight, home)

    def advantage(self, rung: Rung) -> Numbers:
        """A_i(n) of one rung of the ladder."""
        if rung.number not in self.advantages:
            settled = rung.bargained
            self.advantages[rung.number] = bargaining.settlement_advantage(self.room, self.owner.surplus) if settled else self.paused(rung, self.home)
        return self.advantages[rung.number]

    def keep(self, deal: Rung) -> Numbers:
        """What keeping the agreements in force is worth: their advantage without the resolve that signing them has cost."""
        paused = self.paused(deal, self.owner.numbers.war_economy)
        if not np.any(deal.bargained):
            return paused
        room = self.room + self.resolve + self.other.resolve
        return np.where(deal.bargained, bargaining.settlement_advantage(room, self.owner.surplus), paused)

    def falls(self, push: Numbers) -> Numbers:
        """How far a push would move blame onto this belligerent."""
        return self.owner.falls_on(push, self.scene.mediator.numbers.bias, self.scene.blame)

    def yes_chance(self, rung: Rung) -> Numbers:
        """Probability that it accepts a rung: 0 where its own red line stands in the way."""
        if rung.number not in self.yes_chances:
            chance = self.owner.yes_chance(self, rung)
            self.yes_chances[rung.number] = np.where(self.barred, 0.0, chance) if self.owner.blocks(rung) else chance
        return self.yes_chances[rung.number]

    @cached_property
    def barred(self) -> Numbers:
        """Whether its own red line stands."""
        return self.owner.red_line[self.scene.runs]

    def best_blocked(self, rungs: list[Rung]) -> Numbers:
        """What its red line keeps it from: the best of the other's chance of accepting times its own advantage."""
        best = None
        for rung in rungs:
            if self.owner.blocks(rung):
                hope = self.other.yes_chance(rung) * self.advantage(rung)
                best = hope if best is None else np.maximum(best, hope)
        return best

    def refusal_cost(self, rung: Rung) -> Numbers:
        """What the blame for a refusal would cost it."""
        return self.stakes * self.falls(self.scene.mediator.numbers.reject) * rung.weight

    def offer_worth(self, rung: Rung) -> Numbers:
        """What offering a rung is worth to it: the deal, and the mediator's eyes."""
        mediator = self.scene.mediator.numbers
        return choice.offer_value(
            self.other.yes_chance(rung),
            self.advantage(rung),
            self.stakes,
            self.owner.credulity,
            self.other.falls(mediator.offer),
            self.other.falls(mediator.reject),
            rung.weight,
        )
