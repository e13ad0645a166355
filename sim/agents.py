"""The parties: belligerents, mediator, allies. Who knows, decides and learns what; the formulas are in ``sim.rules``.

Every state is an array with one entry per run, and is only ever replaced as a whole, by ``become``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import mesa
import numpy as np

from sim import parameters
from sim.conduct import Conduct, Lessons
from sim.dice import EVERYONE, Runs
from sim.fading import Fading
from sim.ladder import Rung
from sim.rules import bargaining, blame, choice, fighting, moods, truce, trust, worth
from sim.standpoint import Standpoint

if TYPE_CHECKING:
    from sim.model import Talks

Numbers = Any
ATTACKER, DEFENDER = "attacker", "defender"
STATES_OF_EVENTS = {"trust_kept": "kept", "trust_broken": "broken"}
STATE_LIMITS = {"resources": (1e-6, 1e6), "resolve": (0, 1), "optimism": (-1, 1), "trust_kept": (1e-6, 1e6), "trust_broken": (1e-6, 1e6)}
NO_MEDIATOR = parameters.Mediator(
    role="mediator", lean=0.5, bias=0, drift=0, deadline=1000, enforce=0, bluff=0, reset=0, progress=0, offer=0, reject=0, violation=0, denounce=0
)


class Party(mesa.Agent):
    """A party of the model: its name, its numbers, and its states."""

    states: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, model: Talks, name: str, numbers: Any) -> None:
        super().__init__(model)
        self.name = name
        self.numbers = numbers

    def become(self, **states: np.ndarray) -> None:
        """The one doorway for state: replaces whole arrays, shape (runs,)."""
        unknown = states.keys() - self.states
        if unknown:
            raise AttributeError(f"{type(self).__name__} has no state {', '.join(sorted(unknown))}; it has {', '.join(sorted(self.states))}")
        self.__dict__.update(states)

    def on_some(self, state: str, runs: Runs, values: np.ndarray) -> np.ndarray:
        """A state with the entries of some runs replaced, as a new array."""
        changed: np.ndarray = getattr(self, state).copy()
        changed[runs] = values
        return changed


class Belligerent(Party):
    """Attacker or defender. Subclass it to give a party its own strategy: each ``..._chance`` or ``choose`` may be replaced.

    States: resources, optimism, red_line (standing); fading states: kept and broken (evidence about the other side), resolve.
    """

    states = frozenset({"resources", "optimism", "red_line"})
    other: Belligerent

    def __init__(self, model: Talks, name: str, numbers: parameters.Belligerent) -> None:
        super().__init__(model, name, numbers)
        self.role = numbers.role
        self.line: parameters.RedLine | None = None
        every = np.ones(model.runs.size)
        self.evidence_kept = Fading(every * numbers.trust * numbers.trust_weight)
        self.evidence_broken = Fading(every * (1 - numbers.trust) * numbers.trust_weight)
        self.fading_resolve = Fading(every * numbers.resolve)
        self.become(resources=every * numbers.resources, optimism=every * numbers.optimism, red_line=np.zeros(model.runs.size, dtype=bool))

    def prepare(self, front: parameters.Front, mediator: parameters.Mediator, sanctions: float, guarantee: float) -> None:
        """Work out what follows from the numbers alone. Called again whenever an event changes a number."""
        own, other = self.numbers, self.other.numbers
        discount = worth.discount_rate(own.time_pressure)
        pause = worth.pause_reach(front.mobility, discount, 0.5 * (own.attrition + other.attrition))
        self.reach = worth.reach(front.mobility, discount)
        self.cliff_pause = pause if self.role == ATTACKER else -pause
        self.rearm_rate = worth.rearm_rate(own.attrition, other.attrition, pause)
        self.surplus = bargaining.surplus_share(discount, worth.discount_rate(other.time_pressure))
        self.at_risk = worth.at_risk(guarantee, own.exposure)
        self.standing_cost = own.war_cost + sanctions
        self.leverage, self.credulity, self.candour = (
            words.get(self.name, 0.0) for words in (mediator.leverage, mediator.credulity, mediator.candour)
        )
        self.slant = 1 - mediator.bias if self.role == ATTACKER else 1 + mediator.bias
        self.pushes = {what: blame.slanted(getattr(mediator, what), self.slant) for what in ("offer", "reject", "violation", "denounce")}
        self.resolve_fades_to = moods.daily_share(own.resolve_half_life)
        self.replacement = own.mobilisation * own.resources

    # What it sees

    @property
    def kept(self) -> np.ndarray:
        """Evidence that the other side keeps its word, shape (runs,), days."""
        return self.evidence_kept.on(EVERYONE)

    @property
    def broken(self) -> np.ndarray:
        """Evidence that it does not, shape (runs,), days."""
        return self.evidence_broken.on(EVERYONE)

    @property
    def resolve(self) -> np.ndarray:
        """How much the home front makes any deal cost, shape (runs,), share of the stake."""
        return self.fading_resolve.on(EVERYONE)

    @property
    def trust(self) -> np.ndarray:
        """Trust in the other side, shape (runs,), a probability."""
        return self.trust_on(EVERYONE)

    def trust_on(self, runs: Runs) -> np.ndarray:
        """Trust in the other side, on some runs. Both kinds of evidence fade alike, so their ratio does not need today's values."""
        return trust.trust(self.evidence_kept.unfaded[runs], self.evidence_broken.unfaded[runs])

    def own_share(self, attackers: Numbers) -> Numbers:
        """Its own share, given the attacker's."""
        return attackers if self.role == ATTACKER else 1 - attackers

    def share_of_blame(self, defenders: Numbers) -> Numbers:
        """Its own share of the blame, given the defender's."""
        return 1 - defenders if self.role == ATTACKER else defenders

    # What it decides: probabilities, shape (runs,); the dice are thrown by the model

    def yes_chance(self, view: Standpoint, rung: Rung) -> Numbers:
        """Probability of accepting a rung: its advantage against the blame for a refusal."""
        return choice.accepts(view.scene.precision, view.advantage(rung) + view.refusal_cost(rung))

    def choose(self, view: Standpoint, rungs: list[Rung], allowed: list[np.ndarray], die: np.ndarray) -> np.ndarray:
        """The rung it offers, or HOLD_OUT, by the logit rule over what each offer is worth."""
        return choice.pick(die, view.scene.precision, [view.offer_worth(rung) for rung in rungs], allowed)

    def breach_chance(self, view: Standpoint, deal: Rung, keep: Numbers) -> Numbers:
        """Probability of a deliberate violation today; ``keep`` is what keeping the agreement is worth to it."""
        return truce.breach_chance(self.model.truces.tempo, view.scene.precision, keep, deal.monitoring, view.stakes * view.falls("violation"))

    def leave_chance(self, view: Standpoint, deal: Rung, keep: Numbers) -> Numbers:
        """Probability of denouncing the agreement today."""
        return truce.denunciation_chance(self.model.truces.review, view.scene.precision, keep, view.stakes * view.falls("denounce"))

    def conduct(self, view: Standpoint, deal: Rung, accident: Numbers) -> Conduct:
        """What it does with the agreements in force, on the runs of the view, given the chance of an accident."""
        keep = view.keep(deal)
        violation, attribution, denunciation = self.throw(["violation", "attribution", "denunciation"], view.scene.runs)
        return Conduct(
            violated=violation < truce.either(accident, self.breach_chance(view, deal, keep)),
            attributed=attribution < deal.monitoring,
            denounced=denunciation < self.leave_chance(view, deal, keep),
        )

    def throw(self, names: list[str], runs: Runs = EVERYONE) -> np.ndarray:
        """Its own dice, named by its role, so that a change of names changes no luck; a row for each."""
        return self.model.dice.throw([f"{name}.{self.role}" for name in names], self.model.day, runs)

    # What happens to it

    def fight(self, intensity: np.ndarray, aid: Numbers, luck: Numbers) -> None:
        """A day of war: losses, replacement, aid, luck (in logarithms of strength); optimism fades."""
        after = fighting.strength_after(self.resources, self.numbers.attrition * intensity, self.replacement + aid, luck)
        heard = self.candour * self.model.mediator.engaged if self.candour else 0.0
        self.become(resources=after, optimism=fighting.optimism_after(self.optimism, self.model.front.learning, intensity, heard))

    def live_on(self, lessons: Lessons | None) -> None:
        """Evidence and resolve fade with every day; what the other side did under agreements today is new evidence."""
        truces = self.model.truces
        self.evidence_kept.fade(truces.memory)
        self.evidence_broken.fade(truces.memory)
        self.fading_resolve.fade(self.resolve_fades_to)
        if lessons is not None:
            violated = lessons.conduct[self.other.role].violated
            self.evidence_kept.add(lessons.runs, trust.kept_evidence(violated, truces.kept_weight, lessons.weight))
            self.evidence_broken.add(lessons.runs[violated], truces.broken_weight)

    def nudge(self, state: str, amount: float) -> None:
        """Add to a state in every run, within its limits."""
        before = getattr(self, STATES_OF_EVENTS.get(state, state))
        after = np.clip(before + amount, *STATE_LIMITS[state])
        fading = {"trust_kept": self.evidence_kept, "trust_broken": self.evidence_broken, "resolve": self.fading_resolve}
        if state in fading:
            fading[state].add(EVERYONE, after - before)
        else:
            self.become(**{state: after})

    def suffer(self, shock: parameters.Atrocity, runs: Runs) -> None:
        """An atrocity against its civilians."""
        before = self.fading_resolve.on(runs)
        self.evidence_broken.add(runs, shock.broken)
        self.fading_resolve.add(runs, np.minimum(before + shock.resolve, 1.0) - before)


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
    def aid_after_exit(self) -> float:
        """Aid a day once it has left."""
        return float(self.numbers.aid * self.numbers.after_exit)

    def wake(self) -> None:
        """What it gives today, from the state in which the day began."""
        given = fighting.mediator_aid(self.numbers.aid, self.numbers.cut, self.urgency, self.blame)
        self.become(aid_given=np.where(self.engaged, given, self.aid_after_exit))

    def feel_urgency(self) -> None:
        """Urgency follows impatience, credibility and presence."""
        self.become(urgency=blame.urgency(self.impatience, self.credibility, self.presence))

    def hear(self, on: Belligerent, push: Numbers, runs: np.ndarray) -> None:
        """Note a push of blame, on some runs; the day's pushes act together when the day ends."""
        pushes = self.pushes[on.role]
        pushes[runs] = blame.joined(pushes[runs], blame.slanted(push, on.slant))
        self.heard.append(runs)

    def be_shocked(self, on: Belligerent, push: Numbers, runs: np.ndarray) -> None:
        """A push of blame onto the attacker or the defender that acts at once, on some runs."""
        pushed = blame.slanted(push, on.slant)
        onto = (0.0, pushed) if on.role == ATTACKER else (pushed, 0.0)
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
        change[signed] -= numbers.progress * self.presence[signed]
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
        leaves = self.model.dice.throw(["exit"], self.model.day, due)[0] < self.numbers.enforce
        self.come_due(due[leaves], due[np.logical_not(leaves)])
        return due, leaves

    def come_due(self, left: np.ndarray, let_pass: np.ndarray) -> None:
        """The deadline is due: it has left on some runs, and lets it pass on others."""
        credibility = moods.credibility_after(self.credibility[let_pass], self.numbers.bluff)
        self.become(
            presence=self.on_some("presence", left, np.zeros(left.size)),
            credibility=self.on_some("credibility", let_pass, credibility),
            impatience=self.on_some("impatience", let_pass, np.full(let_pass.size, float(self.numbers.reset))),
        )


class Ally(Party):
    """Arms, guarantees and backs up the defender; what allies give is added up by the model."""
