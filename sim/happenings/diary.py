"""The diary of one run: listens to the model and writes down what happens, with everybody's reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.agents import ATTACKER, DEFENDER
from sim.happenings.kinds import (
    Atrocity,
    Close,
    Conduct,
    Deadline,
    Ending,
    Happening,
    LineFall,
    Occasion,
    Offer,
    Pressure,
    Proposal,
    Renewal,
    Signing,
)
from sim.ladder import NOTHING, Rung
from sim.model import Talks
from sim.observer import Observer, Views
from sim.parameters import Event
from sim.reasons import Holding, Keeping, Ledger, Ledgers, choosing, holding, keeping, ledger, ledgers, one
from sim.rules.bargaining import attackers_terms
from sim.rules.choice import HOLD_OUT
from sim.rules.truce import accident_chance

MONTH = 30


class Diary(Observer):
    """Writes down what happens in a batch of one run: happenings in their order, and by day the ledgers of all rungs."""

    def __init__(self) -> None:
        self.happenings: list[Happening] = []
        self.ledgers: dict[int, Ledgers] = {}
        self.keeping: dict[str, Keeping] = {}
        self.vote: list[Renewal] = []
        self.asked: dict[str, Ledger] = {}
        self.lines: dict[str, tuple[Holding, Ledgers]] = {}
        self.violations: dict[str, int] = {}
        self.denounced: tuple[str, ...] = ()

    def write(self, happening: Happening) -> None:
        """Write a happening down."""
        self.happenings.append(happening)

    def weigh(self, model: Talks, views: Views) -> Ledgers:
        """The ledgers of the day: nothing changes between its talks and its end that anybody weighs."""
        if model.day not in self.ledgers:
            self.ledgers[model.day] = ledgers(views, model.ladder.rungs)
        return self.ledgers[model.day]

    # What it hears

    def happened(self, model: Talks, event: Event) -> None:
        self.write(Occasion(model.day, event.title))

    def shock(self, model: Talks, runs: np.ndarray) -> None:
        self.write(Atrocity(model.day, model.defender.name))

    def offered(self, model: Talks, views: Views, role: str, rungs: np.ndarray, accepted: np.ndarray) -> None:
        number, ladder, weighed = int(rungs[0]), model.ladder.rungs, self.weigh(model, views)
        who, to = model.names[role], model.names[DEFENDER if role == ATTACKER else ATTACKER]
        choice = choosing(views[role], ladder, int(model.table.rung[0]))
        if number == HOLD_OUT:
            self.write(Offer(model.day, who, to, None, False, False, choice, None, None))
            return
        own, answer = weighed[who][number], weighed[to][number]
        self.write(Offer(model.day, who, to, ladder[number].name, own.advantage < 0, bool(accepted[0]), choice, own, answer))

    def tabled(self, model: Talks, views: Views, runs: np.ndarray, yes: Mapping[str, np.ndarray]) -> None:
        number, weighed = model.proposal.number, self.weigh(model, views)
        answers = {name: weighed[name][number] for name in model.names.values()}
        self.write(Proposal(model.day, model.mediator.name, model.ladder.names[number], by_name(model, yes), answers))

    def signed(self, model: Talks, runs: np.ndarray, rungs: np.ndarray, views: Views) -> None:
        before, rung, view = int(model.table.rung[0]), model.ladder.rungs[int(rungs[0])], views[ATTACKER]
        terms = one(attackers_terms(view.reservation, view.room, view.owner.surplus)) if rung.bargained else None
        self.violations = {}
        self.write(Signing(model.day, rung.name, None if before == NOTHING else model.ladder.names[before], terms))

    def weighed(self, model: Talks, views: Views, runs: np.ndarray, deal: Rung) -> None:
        rung = model.ladder.rungs[int(model.table.rung[0])]
        accident = accident_chance(model.truces.accident, rung.monitoring)
        self.weigh(model, views)
        self.keeping = {view.owner.name: keeping(view, deal, rung, accident) for view in views.values()}
        self.asked = {view.owner.name: ledger(view, rung, deal) for view in views.values()}

    def voted(self, model: Talks, runs: np.ndarray, yes: Mapping[str, np.ndarray]) -> None:
        self.vote = [Renewal(model.day, in_force(model), by_name(model, yes), self.asked)]

    def policed(self, model: Talks, runs: np.ndarray, conduct: Mapping[str, Any]) -> None:
        def who(did: str) -> tuple[str, ...]:
            return tuple(model.names[role] for role, one_side in conduct.items() if getattr(one_side, did)[0])

        violated, self.denounced = who("violated"), who("denounced")
        attributed = tuple(name for name in violated if name in who("attributed"))
        for name in model.names.values():
            self.violations[name] = self.violations.get(name, 0) + (name in violated)
        self.write(Conduct(model.day, in_force(model), violated, attributed, self.denounced, self.keeping))
        self.happenings += self.vote
        self.vote = []

    def ended(self, model: Talks, runs: np.ndarray, how: str) -> None:
        lasted = model.day - int(model.table.signed_day[0])
        self.write(Ending(model.day, in_force(model), how, self.denounced, lasted, self.violations))
        self.violations = {}

    def deadline(self, model: Talks, runs: np.ndarray, leaves: np.ndarray) -> None:
        mediator = model.mediator
        self.write(Deadline(model.day, mediator.name, bool(leaves[0]), mediator.numbers.enforce, one(mediator.credibility)))

    def line_weighed(self, model: Talks, views: Views, role: str, runs: np.ndarray) -> None:
        line, rungs = views[role].owner.line, model.ladder.rungs
        if line is not None:
            self.lines[model.names[role]] = (holding(views[role], rungs, line), ledgers(views, rungs))

    def line_fell(self, model: Talks, role: str, runs: np.ndarray) -> None:
        reasons, weighed = self.lines.get(model.names[role], (None, None))
        if weighed is not None:
            self.ledgers.setdefault(model.day, weighed)
        self.write(LineFall(model.day, model.names[role], reasons))

    def day_over(self, model: Talks) -> None:
        self.lines = {}
        if model.day % MONTH == 0 and model.mediator.engaged[0]:
            self.write(pressing(model))
        if model.day == model.story_of.days:
            last = int(model.table.rung[0])
            self.write(Close(model.day, None if last == NOTHING else model.ladder.names[last], one(model.held)))


def in_force(model: Talks) -> str:
    """The agreement on the table."""
    return model.ladder.names[int(model.table.rung[0])]


def by_name(model: Talks, yes: Mapping[str, np.ndarray]) -> dict[str, bool]:
    """Answers by the names of the parties."""
    return {model.names[role]: bool(said[0]) for role, said in yes.items()}


def pressing(model: Talks) -> Pressure:
    """How hard the mediator presses at the end of the day."""
    mediator, views = model.mediator, model.weigh()
    blame = {view.owner.name: one(view.blamed) for view in views.values()}
    pressure = {view.owner.name: one(view.pressure) for view in views.values()}
    return Pressure(model.day, mediator.name, one(mediator.impatience), one(mediator.credibility), blame, pressure)
