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


Weights = dict[int, dict[str, list[Weight]]]  # by day and role, a weight for each rung from the lowest


class Weighed(Observer):
    """Listens on some days, at their end. found: of each of the settings that are played side by side."""

    def __init__(self, model: Talks, days: list[int], settings: int = 1) -> None:
        self.days, self.settings = set(days), settings
        self.found: list[Weights] = [{} for _ in range(settings)]
        self.day_over(model)

    def day_over(self, model: Talks) -> None:
        if model.day in self.days:
            views = model.weigh()
            by_role = {role: [weights(views[role], rung, self.settings) for rung in model.ladder.rungs] for role in (ATTACKER, DEFENDER)}
            for number, found in enumerate(self.found):
                found[model.day] = {role: [rung[number] for rung in rungs] for role, rungs in by_role.items()}


def as_data(weighed: Weights) -> list[dict[str, Any]]:
    """For each day both sides' weights, the attacker's first, in ten-thousandths of the stake; chances in thousandths."""
    return [{"day": day, "sides": [[told(one) for one in by_role[role]] for role in (ATTACKER, DEFENDER)]} for day, by_role in weighed.items()]


def told(one: Weight) -> dict[str, Any]:
    """One weight as it travels."""
    terms = [round(10_000 * one.terms[name]) for name in TERMS]
    return {"terms": terms, "advantage": round(10_000 * one.advantage), "yes": round(1000 * one.yes), "barred": round(1000 * one.barred)}


def weights(view: Standpoint, rung: Rung, settings: int) -> list[Weight]:
    """What a rung is worth to a side in each setting."""
    barred = means(np.logical_and(view.barred, rung.blocked[view.owner.role]), view, settings)
    by_term = {name: means(values, view, settings) for name, values in terms(view, rung).items()}
    worth, yes = means(view.advantage(rung), view, settings), means(view.yes_chance(rung), view, settings)
    return [
        Weight({name: values[number] for name, values in by_term.items()}, worth[number], yes[number], barred[number]) for number in range(settings)
    ]


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


def means(values: Any, view: Standpoint, settings: int) -> list[float]:
    """The mean over each setting's runs of what may be one number for all."""
    by_setting = np.broadcast_to(values, view.held.shape).reshape(settings, -1)
    found: list[float] = np.add(by_setting.mean(axis=1, dtype=np.float64), 0.0).tolist()
    return found
