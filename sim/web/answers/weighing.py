"""Why each side says yes or no, over all runs: the mean of every signed term of an agreement's advantage, on a few days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.agents import ATTACKER, DEFENDER
from sim.ladder import Rung
from sim.model import Talks
from sim.observer import Observer
from sim.standpoint import Standpoint

TERMS = ("costs saved", "gains forgone", "balance after the pause", "betrayal", "home front")


@dataclass(frozen=True)
class Weight:
    """What an agreement is worth to a side more than fighting on, in the mean over runs: term by term, their sum, the chance of a yes.

    barred: in which share of runs its own red line is in the way.
    """

    terms: dict[str, float]
    advantage: float
    yes: float
    barred: float


class Weighed(Observer):
    """Listens on some days, at their end. found: by day and role, a weight for each rung from the lowest."""

    def __init__(self, model: Talks, days: list[int]) -> None:
        self.days = set(days)
        self.found: dict[int, dict[str, list[Weight]]] = {}
        self.day_over(model)

    def day_over(self, model: Talks) -> None:
        if model.day in self.days:
            views = model.weigh()
            self.found[model.day] = {role: [weight(views[role], rung) for rung in model.ladder.rungs] for role in (ATTACKER, DEFENDER)}

    def as_data(self) -> list[dict[str, Any]]:
        """For each day both sides' weights, the attacker's first, in ten-thousandths of the stake; chances in thousandths."""
        return [{"day": day, "sides": [[told(one) for one in by_role[role]] for role in (ATTACKER, DEFENDER)]} for day, by_role in self.found.items()]


def told(one: Weight) -> dict[str, Any]:
    """One weight as it travels."""
    terms = [round(10_000 * one.terms[name]) for name in TERMS]
    return {"terms": terms, "advantage": round(10_000 * one.advantage), "yes": round(1000 * one.yes), "barred": round(1000 * one.barred)}


def weight(view: Standpoint, rung: Rung) -> Weight:
    """What a rung is worth to a side."""
    blocked = np.logical_and(view.barred, rung.blocked[view.owner.role])
    return Weight(
        terms={name: mean(value, view) for name, value in terms(view, rung).items()},
        advantage=mean(view.advantage(rung), view),
        yes=mean(view.yes_chance(rung), view),
        barred=mean(blocked, view),
    )


def terms(view: Standpoint, rung: Rung) -> dict[str, Any]:
    """The signed terms, shape (runs,); of a settlement those of both sides, times the own share of what there is to divide."""
    if not rung.bargained:
        return view.terms(rung)
    other, share = view.other, np.where(view.room > 0, view.owner.surplus, 1.0)
    both = {
        "costs saved": view.cost + other.cost,
        "gains forgone": -view.gains - other.gains,
        "balance after the pause": 0.0,
        "betrayal": -view.betrayed - other.betrayed,
        "home front": -view.home - other.home,
    }
    return {name: share * value for name, value in both.items()}


def mean(values: Any, view: Standpoint) -> float:
    """The mean over all runs of what may be one number for all."""
    return float(np.mean(np.broadcast_to(values, view.held.shape), dtype=np.float64)) + 0.0
