"""How a game goes on from one decision in many ways: each run takes an option there, and from then on dice decide."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np

from sim.agents import Belligerent
from sim.conduct import Conduct
from sim.deciding import Deciding, Views
from sim.dice import Dice
from sim.ladder import Rung
from sim.model import Talks
from sim.resuming import luck
from sim.seat.asking import NEVER, Ask, Seated
from sim.seat.decisions import KEEP_ON, NO, YES, Decision, Key

AT_ONCE = ("table", "renewal", "conduct")


class Continuing(Seated):
    """The same up to one decision; there each run takes an option of its own, and from there on dice decide, by the rules, with luck of its own.

    Who decides at the same time does so by dice too: what another person has said already must not be seen in what is expected. A standing order of
    whoever decides is obeyed; those of others, which nobody else knows of, are not from there on. target: the key of the decision. taking: the name
    of the option for each run. numbers: whose luck each run meets after it, 0 for the run's own.
    """

    def __init__(self, parties: Collection[str], chosen: Mapping[Key, str], target: Key, taking: Sequence[str], numbers: np.ndarray) -> None:
        super().__init__(parties, {key: option for key, option in chosen.items() if key != target and not at_once(key, target)})
        self.target, self.taking, self.numbers = target, list(taking), numbers

    def taken(self, model: Talks, party: str, kind: str, names: Sequence[str], own: str, ask: Ask) -> np.ndarray:
        if (model.day, party, kind) != self.target:
            return super().taken(model, party, kind, names, own, ask)
        self.go_free(model)
        ordered = np.array([model.day if name == KEEP_ON else NEVER for name in self.taking])
        if ordered.any():
            self.orders[party] = np.maximum(self.orders.get(party, NEVER), ordered)
        return np.array([names.index(name) for name in self.taking])

    def go_free(self, model: Talks) -> None:
        """From here on nobody is asked, and each run meets its own luck."""
        self.parties = set()
        self.orders = {party: day for party, day in self.orders.items() if party == self.target[1]}
        model.dice = Dice(model.dice.seed, luck(int(model.runs[0]), self.numbers))

    def both_answer(self, what: str, views: Views, rung: Rung, runs: np.ndarray, chances: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        mine = self.whose(what, views)
        if mine is None:
            return super().both_answer(what, views, rung, runs, chances)
        said = self.taken(mine.model, mine.name, what, [YES, NO], YES, nothing_asked) == 0
        return super().both_answer(what, views, rung, runs, chances) | {mine.role: said[runs]}

    def conduct(self, views: Views, deal: Rung, accident: Any) -> dict[str, Conduct]:
        mine = self.whose("conduct", views)
        if mine is None:
            return super().conduct(views, deal, accident)
        did = self.conducted(views[mine.role], deal, accident, Deciding.conduct(self, views, deal, accident)[mine.role])
        return self.obeyed(views, accident, Deciding.conduct(self, views, deal, accident) | {mine.role: did})

    def whose(self, kind: str, views: Views) -> Belligerent | None:
        """The side whose decision this is, if it is the one at which the runs part."""
        owners = [view.owner for view in views.values()] if self.parties else []
        return next((owner for owner in owners if (owner.model.day, owner.name, kind) == self.target), None)


def at_once(one: Key, other: Key) -> bool:
    """Whether two decisions are taken at the same time, so that neither knows of the other."""
    return one[0] == other[0] and one[2] == other[2] and one[2] in AT_ONCE


def nothing_asked(own: str) -> Decision:
    """No question: what is taken here is known."""
    raise AssertionError(own)
