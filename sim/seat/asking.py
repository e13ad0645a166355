"""Where a person's word stands in the place of a party's dice: what was chosen is done, and what is open is asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from sim.agents import Belligerent, Mediator
from sim.conduct import Conduct
from sim.deciding import Deciding, Views, anybody_could_act
from sim.dice import Runs
from sim.ladder import Rung
from sim.model import Talks
from sim.rules import truce
from sim.rules.choice import HOLD_OUT
from sim.seat import questions
from sim.seat.decisions import (
    BOTH,
    DENOUNCE,
    KEEP,
    KEEP_ON,
    LEAVE,
    NO,
    NO_OFFER,
    NO_PROPOSAL,
    STAY,
    VIOLATE,
    YES,
    Asked,
    Decision,
    Key,
    no_such_choice,
)
from sim.standpoint import Standpoint
from sim.varied import on

NEVER = 0
Ask = Callable[[str], Decision]


class Seated(Deciding):
    """Decides by dice for everybody but the parties in whose seats people sit: for these by what was chosen, and if nothing was, it asks.

    parties: in whose seats people sit. chosen: what they chose, by the key of the decision. A standing order (``keep-on``) is obeyed as long as the
    agreement for which it was given is in force. orders: by party the day of the last such order, one for all runs or one for each.
    """

    def __init__(self, parties: Collection[str], chosen: Mapping[Key, str]) -> None:
        self.parties = set(parties)
        self.chosen = dict(chosen)
        self.orders: dict[str, Any] = {party: day for (day, party, _), option in sorted(self.chosen.items()) if option == KEEP_ON}

    def taken(self, model: Talks, party: str, kind: str, names: Sequence[str], own: str, ask: Ask) -> np.ndarray:
        """The place of what is taken among the options of these names, in every run. own: what the model's party would take."""
        key = model.day, party, kind
        if key not in self.chosen:
            raise Asked(ask(own))
        if self.chosen[key] not in names:
            raise no_such_choice(model.day, party, self.chosen[key], list(names))
        return np.full(model.runs.size, names.index(self.chosen[key]))

    # Belligerents

    def offers(self, view: Standpoint, rungs: list[Rung], allowed: list[np.ndarray]) -> np.ndarray:
        own, model = super().offers(view, rungs, allowed), view.owner.model
        free = [rung for rung in rungs if allowed[rung.number][0]]
        if view.owner.name not in self.parties or not free:
            return own
        numbers, names = [HOLD_OUT, *(rung.number for rung in free)], [NO_OFFER, *(rung.name for rung in free)]
        place = self.taken(
            model, view.owner.name, "offer", names, names[numbers.index(int(own[0]))], lambda mine: questions.offer(model, view, free, mine)
        )
        return np.array(numbers)[place]

    def answers(self, view: Standpoint, offered: np.ndarray, runs: np.ndarray, chance: Any) -> np.ndarray:
        own, model = super().answers(view, offered, runs, chance), view.owner.model
        rung = model.ladder.rungs[int(offered[runs[0]])]
        if view.owner.name not in self.parties or barred(view, rung):
            return own
        return self.says_yes(model, view, "answer", own, lambda mine: questions.answer(model, view, rung, mine))[runs]

    def both_answer(self, what: str, views: Views, rung: Rung, runs: np.ndarray, chances: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        said = super().both_answer(what, views, rung, runs, chances)
        for role, view in views.items():
            if view.owner.name in self.parties and not barred(view, on_the_ladder(rung, view.owner.model, runs)):
                said[role] = self.answered(what, view, rung, runs, said[role])
        return said

    def answered(self, what: str, view: Standpoint, rung: Rung, runs: np.ndarray, own: np.ndarray) -> np.ndarray:
        """What one of both says."""
        model, plain = view.owner.model, on_the_ladder(rung, view.owner.model, runs)
        return self.says_yes(model, view, what, own, lambda mine: questions.both_asked(model, view, what, plain, rung, mine))[runs]

    def says_yes(self, model: Talks, view: Standpoint, kind: str, own: np.ndarray, ask: Ask) -> np.ndarray:
        """Whether a side says yes, in every run."""
        found: np.ndarray = self.taken(model, view.owner.name, kind, [YES, NO], YES if own[0] else NO, ask) == 0
        return found

    def could_act(self, sides: Sequence[Belligerent], accident: Any, runs: np.ndarray) -> np.ndarray:
        return anybody_could_act(sides, accident, runs)  # a person, too, acts on days with an occasion only

    def conduct(self, views: Views, deal: Rung, accident: Any) -> dict[str, Conduct]:
        done = super().conduct(views, deal, accident)
        for role, view in views.items():
            if view.owner.name in self.parties and np.size(view.held):
                done[role] = self.conducted(view, deal, accident, done[role])
        return self.obeyed(views, accident, done)

    def conducted(self, view: Standpoint, deal: Rung, accident: Any, own: Conduct) -> Conduct:
        """What a side does with a person in its seat: on days with an occasion as the person says, on all others nothing but accidents."""
        owner, model, runs = view.owner, view.owner.model, view.scene.runs
        slips, may_break, may_leave = occasions(view, accident)
        if not (may_break or may_leave) or self.stands(owner, runs).all():
            return own
        names, mine = conduct_options(may_break, may_leave), doing(bool(own.violated[0] and not slips[0]), bool(own.denounced[0]))
        place = self.taken(model, owner.name, "conduct", names, mine, lambda mine: questions.conduct(model, view, deal, names, mine))[runs]
        slips = owner.throw(["violation"], runs)[0] < accident  # the luck of what nobody orders may be another from here on
        return Conduct(
            violated=np.logical_or(np.isin(names, [VIOLATE, BOTH])[place], slips),
            attributed=owner.throw(["attribution"], runs)[0] < deal.monitoring,
            denounced=np.isin(names, [DENOUNCE, BOTH])[place],
        )

    def obeyed(self, views: Views, accident: Any, done: dict[str, Conduct]) -> dict[str, Conduct]:
        """What both do, standing orders considered: where one stands, nothing but accidents happen."""
        return {role: self.as_ordered(view, accident, done[role]) for role, view in views.items()}

    def as_ordered(self, view: Standpoint, accident: Any, did: Conduct) -> Conduct:
        """What a side does where a standing order has to be obeyed."""
        if view.owner.name not in self.orders:
            return did
        standing, slips = self.stands(view.owner, view.scene.runs), view.owner.throw(["violation"], view.scene.runs)[0] < accident
        return Conduct(np.where(standing, slips, did.violated), did.attributed, np.logical_and(did.denounced, np.logical_not(standing)))

    def stands(self, owner: Belligerent, runs: Runs) -> np.ndarray:
        """Where a standing order of some day before today is about the agreement that is in force."""
        model: Talks = owner.model
        given = np.broadcast_to(np.asarray(self.orders.get(owner.name, NEVER)), model.runs.shape)[runs]
        return np.logical_and(given > model.table.signed_day[runs], given < model.day)

    # The mediator

    def may_table(self, mediator: Mediator) -> bool:
        return super().may_table(mediator) or (mediator.name in self.parties and bool(mediator.engaged[0]))

    def tables(self, mediator: Mediator) -> Iterable[tuple[Rung, Any]]:
        model: Talks = mediator.model
        higher = [rung for rung in model.ladder.rungs if rung.number > model.table.rung[0]]
        if mediator.name not in self.parties or not higher or not mediator.engaged[0]:
            return super().tables(mediator) if super().may_table(mediator) else []
        names = [NO_PROPOSAL, *(rung.name for rung in higher)]
        mine = mediator.numbers.table if mediator.numbers.table in names else NO_PROPOSAL
        place = self.taken(model, mediator.name, "proposal", names, mine, lambda mine: questions.proposal(model, higher, mine))
        return [(rung, place == number) for number, rung in enumerate(higher, start=1)]

    def leaves(self, mediator: Mediator, due: np.ndarray, chance: Any) -> np.ndarray:
        own, model = super().leaves(mediator, due, chance), mediator.model
        if mediator.name not in self.parties:
            return own
        mine = LEAVE if own[0] else STAY
        return self.taken(model, mediator.name, "deadline", [LEAVE, STAY], mine, lambda mine: questions.deadline(model, mine))[due] == 0


def barred(view: Standpoint, rung: Rung) -> bool:
    """Whether a side's own red line stands in the way."""
    return bool(rung.blocked[view.owner.role] and view.owner.red_line[0])


def on_the_ladder(rung: Rung, model: Talks, runs: np.ndarray) -> Rung:
    """The agreement that is asked about, in plain numbers."""
    return rung if rung.number is not None else model.ladder.rungs[int(model.table.rung[runs[0]])]


def occasions(view: Standpoint, accident: Any) -> tuple[np.ndarray, bool, bool]:
    """Where a violation happens that nobody orders; whether there is an occasion to order one, and whether the agreement is under review.

    These are the days on which the rules let a side that wants to break an agreement do so (tempo), and one that wants out leave it (review).
    """
    truces, runs = view.owner.model.truces, view.scene.runs
    violation, denunciation = view.owner.throw(["violation", "denunciation"], runs)
    slips = violation < accident
    may_break = np.logical_and(violation < truce.either(accident, on(truces.tempo, runs)), np.logical_not(slips))
    return slips, bool(may_break[0]), bool((denunciation < on(truces.review, runs))[0])


def doing(violates: bool, denounces: bool) -> str:
    """What is done under an agreement, as an option."""
    return (BOTH if denounces else VIOLATE) if violates else (DENOUNCE if denounces else KEEP)


def conduct_options(may_break: bool, may_leave: bool) -> list[str]:
    """What can be done under an agreement today."""
    return [KEEP, *([VIOLATE] if may_break else []), *([DENOUNCE] if may_leave else []), *([BOTH] if may_break and may_leave else []), KEEP_ON]
