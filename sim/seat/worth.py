"""What a history is worth to each party, in its own terms: the score of whoever sits in its seat.

A belligerent values, by the rules, what it holds of the stake, less what the war costs it, less what an agreement costs it at home. Each day of a
run counts with these, and at the end stands what it expects from then on, by its own standpoint. Later days count less, by its own time pressure; all
weights add up to 1, so the score is a share of the stake. A mediator values what calms its impatience: days of a total ceasefire, and new agreements,
each as many days as its rule of progress says, while it is there. Allies have no wishes in the rules; they stand by the defender.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.agents import ATTACKER, DEFENDER
from sim.ladder import NOTHING, entry
from sim.model import Talks
from sim.observer import Observer, Views
from sim.rules.bargaining import attackers_terms, costs_saved
from sim.rules.blame import pressure, stakes
from sim.rules.worth import discount_rate
from sim.varied import in_every_run

HOLDS, COSTS, HOME, AFTER = "what it holds", "what the war costs it", "what agreements cost it at home", "what it expects after the end"
CEASEFIRE, AGREEMENTS = "days of a total ceasefire", "new agreements"
PARTS = (HOLDS, COSTS, HOME, AFTER)


class Worth(Observer):
    """Adds up day by day what the history is worth, for a batch of runs.

    parts: of each belligerent, by role and name, shares of the stake, shape (runs,). calm: of the mediator, days, shape (runs,). weight: by role,
    what the days to come count.
    """

    def __init__(self, model: Talks) -> None:
        size = model.runs.size
        self.parts = {side.role: {name: np.zeros(size) for name in PARTS} for side in model.sides}
        self.left = {side.role: np.exp(-discount_rate(side.numbers.time_pressure)) for side in model.sides}  # of a day's weight, a day later
        self.weight: dict[str, Any] = {side.role: 1.0 for side in model.sides}
        self.calm = {CEASEFIRE: np.zeros(size), AGREEMENTS: np.zeros(size)}
        self.terms = np.zeros(size)  # the attacker's share of the last settlement

    def go_on_from(self, before: Worth) -> None:
        """Take over what was added up for a batch of one run, in every run."""
        for name, kept in vars(before).items():
            setattr(self, name, in_every_run(kept, self.terms.size))

    def signed(self, model: Talks, runs: np.ndarray, rungs: np.ndarray, views: Views) -> None:
        numbers, view = model.mediator.numbers, views[ATTACKER]
        self.calm[AGREEMENTS][runs] += (np.zeros(model.runs.size) + numbers.progress * numbers.deadline)[runs] * model.mediator.presence[runs]
        settled = runs[model.ladder.bargained[rungs]]
        if settled.size:
            self.terms[settled] = attackers_terms(view.reservation, view.room, view.owner.surplus)[settled]

    def day_over(self, model: Talks) -> None:
        self.calm[CEASEFIRE] += (model.table.coverage == 1) * model.mediator.presence
        for side in model.sides:
            role, (holds, costs, home) = side.role, self.flows(model, side)
            today = self.weight[role] * (1 - self.left[role])
            for name, flow in ((HOLDS, holds), (COSTS, -costs), (HOME, -home)):
                self.parts[role][name] += today * flow
            self.weight[role] = self.weight[role] * self.left[role]
        if model.day == model.story_of.days:
            self.look_ahead(model)

    def flows(self, model: Talks, side: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """What it holds today, what the war costs it, and what the agreement in force costs it at home."""
        in_force, ladder, mediator = model.table.rung != NOTHING, model.ladder, model.mediator
        rung, every = np.where(in_force, model.table.rung, 0), np.arange(model.runs.size)
        settled = np.logical_and(in_force, ladder.bargained[rung])
        holds = side.own_share(np.where(settled, self.terms, model.held))
        cost = side.standing_cost + pressure(stakes(side.leverage, mediator.urgency), side.share_of_blame(mediator.blame))
        costs = cost - np.where(in_force, costs_saved(entry(ladder.relief[side.role], rung, every), cost), 0.0)
        home = np.where(in_force, entry(ladder.weight, rung, every) * (side.resolve + side.numbers.war_economy), 0.0)
        return holds, costs, home

    def look_ahead(self, model: Talks) -> None:
        """The end: what each expects from then on, of fighting on or of the agreement in force."""
        fighting = model.weigh()
        runs = np.flatnonzero(model.table.rung != NOTHING)
        agreed = model.weigh(runs) if runs.size else {}
        for role, view in fighting.items():
            expects = np.array(np.broadcast_to(view.war, model.runs.shape))
            if runs.size:
                deal, own = model.ladder.in_force(model.table.rung[runs], runs), agreed[role]
                settled = own.owner.own_share(self.terms[runs]) - own.betrayed - own.home
                expects[runs] = np.where(deal.bargained, settled, own.war + own.paused(deal, own.home))
            self.parts[role][AFTER] = self.weight[role] * expects

    # What it tells

    def of(self, model: Talks, party: str) -> dict[str, np.ndarray]:
        """The parts of a party's score, which add up to it, shape (runs,): shares of the stake, or of a mediator days."""
        if party == model.mediator.name:
            return self.calm
        side = next((side for side in model.sides if side.name == party), model.defender)
        return self.parts[side.role]

    def score(self, model: Talks, party: str) -> np.ndarray:
        """A party's score, shape (runs,)."""
        total: np.ndarray = np.sum(list(self.of(model, party).values()), axis=0)
        return total


def stands_for(model: Talks, party: str) -> str:
    """Whose terms a party is scored in: its own, or of an ally the defender's."""
    return party if party in (model.mediator.name, model.attacker.name) else model.names[DEFENDER]
