"""The mediator: what it hears, whom it blames, and when it has had enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sim import parameters
from sim.agents.belligerent import ATTACKER, DEFENDER, Belligerent
from sim.agents.party import Party
from sim.rules import blame, fighting, moods
from sim.varied import on

if TYPE_CHECKING:
    from sim.model import Talks

Numbers = Any
NO_MEDIATOR = parameters.Mediator(
    role="mediator", lean=0.5, bias=0, drift=0, deadline=1000, enforce=0, bluff=0, reset=0, progress=0, offer=0, reject=0, violation=0, denounce=0
)


class Mediator(Party):
    """Presses both belligerents.

    States: blame (share on the defender), impatience, credibility, presence (1 while engaged, 0 once it has walked away).
    """

    states = frozenset({"blame", "impatience", "credibility", "presence", "urgency", "aid_given"})

    def __init__(self, model: Talks, name: str, numbers: parameters.Mediator, present: bool = True) -> None:
        super().__init__(model, name, numbers)
        size = model.runs.size
        self.become(blame=np.full(size, numbers.lean), impatience=np.zeros(size), credibility=np.ones(size), presence=np.full(size, float(present)))
        self.pushes = {ATTACKER: np.zeros(size), DEFENDER: np.zeros(size)}
        self.heard: list[np.ndarray] = []
        self.feel_urgency()
        self.wake()

    @property
    def engaged(self) -> np.ndarray:
        """Whether it is still there, shape (runs,)."""
        return self.presence > 0

    @property
    def aid_after_exit(self) -> Numbers:
        """Aid a day once it has left."""
        return self.numbers.aid * self.numbers.after_exit

    def wake(self) -> None:
        """What it gives today, from the state in which the day began."""
        given = fighting.mediator_aid(self.numbers.aid, self.numbers.cut, self.urgency, self.blame)
        self.become(aid_given=np.where(self.engaged, given, self.aid_after_exit))

    def feel_urgency(self) -> None:
        """Urgency follows impatience, credibility and presence."""
        self.become(urgency=blame.urgency(self.impatience, self.credibility, self.presence))

    def hear(self, side: Belligerent, push: Numbers, runs: np.ndarray) -> None:
        """Note a push of blame onto a side, on some runs; the day's pushes act together when the day ends."""
        pushes = self.pushes[side.role]
        pushes[runs] = blame.joined(pushes[runs], blame.slanted(push, on(side.slant, runs)))
        self.heard.append(runs)

    def be_shocked(self, side: Belligerent, push: Numbers, runs: np.ndarray) -> None:
        """A push of blame onto the attacker or the defender that acts at once, on some runs."""
        pushed = blame.slanted(on(push, runs), on(side.slant, runs))
        onto = (0.0, pushed) if side.role == ATTACKER else (pushed, 0.0)
        self.become(blame=self.on_some("blame", runs, blame.blame_after(self.blame[runs], *onto)))

    def judge(self) -> None:
        """Let the pushes heard so far move the blame."""
        if not self.heard:
            return
        runs = np.concatenate(self.heard)
        onto_defender, onto_attacker = (self.pushes[role][runs] for role in (DEFENDER, ATTACKER))
        self.become(blame=self.on_some("blame", runs, blame.blame_after(self.blame[runs], onto_defender, onto_attacker)))
        for pushes in self.pushes.values():
            pushes[runs] = 0
        self.heard = []

    def lose_patience(self, total_ceasefire: np.ndarray, signed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """A day's mood, given the runs under a total ceasefire and those with a new agreement.

        Returns the runs whose deadline is due and, of these, whether it walks away.
        """
        numbers = self.numbers
        change = self.presence * (1 / numbers.deadline)
        change[total_ceasefire] *= -1
        change[signed] -= on(numbers.progress, signed) * self.presence[signed]
        impatience = moods.impatience_after(self.impatience, change)
        self.become(blame=blame.drifted(self.blame, numbers.lean, numbers.drift), impatience=impatience)
        due, leaves = self.face_deadlines(np.flatnonzero(moods.out_of_patience(impatience)))
        self.feel_urgency()
        return due, leaves

    def face_deadlines(self, runs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Out of patience on some runs: where it is still there it walks away or lets the deadline pass."""
        due = runs[self.presence[runs] > 0]
        if not due.size:
            return due, due > 0
        leaves = self.model.decides.leaves(self, due, on(self.numbers.enforce, due))
        self.come_due(due[leaves], due[np.logical_not(leaves)])
        return due, leaves

    def come_due(self, left: np.ndarray, let_pass: np.ndarray) -> None:
        """The deadline is due: it has left on some runs, and lets it pass on others."""
        credibility = moods.credibility_after(self.credibility[let_pass], on(self.numbers.bluff, let_pass))
        self.become(
            presence=self.on_some("presence", left, np.zeros(left.size)),
            credibility=self.on_some("credibility", let_pass, credibility),
            impatience=self.on_some("impatience", let_pass, on(self.numbers.reset, let_pass)),
        )
