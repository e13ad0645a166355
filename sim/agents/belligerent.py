"""Attacker and defender: what they see, decide and learn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sim import parameters, registry
from sim.agents.party import Party
from sim.conduct import Conduct, Lessons
from sim.dice import EVERYONE, Runs
from sim.fading import Fading
from sim.ladder import Rung
from sim.rules import bargaining, blame, choice, fighting, moods, truce, trust, worth
from sim.standpoint import Standpoint
from sim.varied import any_of, on

if TYPE_CHECKING:
    from sim.model import Talks

Numbers = Any
ATTACKER, DEFENDER = "attacker", "defender"
HAIR = 1e-12  # more than rounding can make of a chance
STATES_OF_EVENTS = {"trust_kept": "kept", "trust_broken": "broken"}
FADING = ("evidence_kept", "evidence_broken", "fading_resolve")
STATE_LIMITS = {"resources": (1e-6, 1e6), "resolve": (0, 1), "optimism": (-1, 1), "trust_kept": (1e-6, 1e6), "trust_broken": (1e-6, 1e6)}


class Belligerent(Party):
    """Attacker or defender. Subclass it to give a party its own strategy: ``choose``, ``expected_yes`` and each ``..._chance`` may be replaced.

    ``class Patient(Belligerent, strategy="patient")`` makes the class known to scenario files by a name.

    States: resources, optimism, red_line (standing); fading states: kept and broken (evidence about the other side), resolve.
    """

    states = frozenset({"resources", "optimism", "red_line"})
    other: Belligerent

    def __init_subclass__(cls, strategy: str | None = None, **options: Any) -> None:
        super().__init_subclass__(**options)
        if strategy is not None:
            registry.register(strategy, cls)

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

    def go_on_from(self, before: Party) -> None:
        """Take over its states in a batch of one run, in every run, those that fade too."""
        super().go_on_from(before)
        for state in FADING:
            setattr(self, state, getattr(before, state).in_every_run(self.model.runs.size))

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

    def expected_yes(self, view: Standpoint, rung: Rung) -> Numbers:
        """The probability with which it reckons that the other side accepts a rung: unless replaced, it knows."""
        return view.other.yes_chance(rung)

    def choose(self, view: Standpoint, rungs: list[Rung], allowed: list[np.ndarray], die: np.ndarray) -> np.ndarray:
        """The rung it offers, or HOLD_OUT, by the logit rule over what each offer is worth."""
        return choice.pick(die, view.scene.precision, [view.offer_worth(rung) for rung in rungs], allowed)

    def offer(self, view: Standpoint, rungs: list[Rung], allowed: list[np.ndarray]) -> np.ndarray:
        """What it offers today in every run; a strategy that offers what it may not is refused."""
        offered = self.choose(view, rungs, allowed, self.throw(["offer"])[0])
        return offered if type(self).choose is Belligerent.choose else self.within(offered, allowed)

    def breach_chance(self, view: Standpoint, deal: Rung, keep: Numbers) -> Numbers:
        """Probability of a deliberate violation today; ``keep`` is what keeping the agreement is worth to it."""
        tempo = on(self.model.truces.tempo, view.scene.runs)
        return truce.breach_chance(tempo, view.scene.precision, keep, deal.monitoring, view.stakes * view.falls("violation"))

    def leave_chance(self, view: Standpoint, deal: Rung, keep: Numbers) -> Numbers:
        """Probability of denouncing the agreement today."""
        review = on(self.model.truces.review, view.scene.runs)
        return truce.denunciation_chance(review, view.scene.precision, keep, view.stakes * view.falls("denounce"))

    def could_act(self, accident: Numbers, runs: np.ndarray) -> np.ndarray:
        """Where its dice could let it violate or denounce an agreement, whatever keeping it is worth; a strategy of its own always could."""
        if type(self) is not Belligerent:
            return np.ones(runs.size, dtype=bool)
        truces, (violation, denunciation) = self.model.truces, self.throw(["violation", "denunciation"], runs)
        return np.logical_or(violation < truce.either(accident, on(truces.tempo, runs)) + HAIR, denunciation < on(truces.review, runs))

    def conduct(self, view: Standpoint, deal: Rung, accident: Numbers) -> Conduct:
        """What it does with the agreements in force, on the runs of the view, given the chance of an accident."""
        keep = view.keep(deal)
        breach = self.checked("breach_chance", self.breach_chance(view, deal, keep), keep)
        leave = self.checked("leave_chance", self.leave_chance(view, deal, keep), keep)
        violation, attribution, denunciation = self.throw(["violation", "attribution", "denunciation"], view.scene.runs)
        return Conduct(
            violated=violation < truce.either(accident, breach),
            attributed=attribution < deal.monitoring,
            denounced=denunciation < leave,
        )

    # What is asked of strategies: mistakes in them are said, not played out

    def within(self, offered: np.ndarray, allowed: list[np.ndarray]) -> np.ndarray:
        """Offers as numbers of rungs that it may offer, one per run. Raises StrategyError."""
        offered, size = np.asarray(offered), self.model.runs.size
        if offered.shape != (size,) or offered.dtype.kind not in "iu":
            raise self.mistake(f"choose gives {offered.dtype} of shape {offered.shape}, but should give one whole number per run, shape ({size},)")
        fine = offered == choice.HOLD_OUT
        for rung, may in enumerate(allowed):
            fine = np.logical_or(fine, np.logical_and(offered == rung, may))
        if not fine.all():
            place = int(np.flatnonzero(np.logical_not(fine))[0])
            open_to_it = [str(rung) for rung, may in enumerate(allowed) if may[place]]
            run, day = self.model.runs[place], self.model.day
            raise self.mistake(f"choose offers {offered[place]} in run {run} on day {day}, but may offer {', '.join([*open_to_it, 'or -1'])} there")
        return offered

    def checked(self, what: str, chance: Numbers, like: Numbers) -> Numbers:
        """Probabilities, one per run or one for all. Raises StrategyError; the model's own rules are not asked."""
        if type(self) is Belligerent:
            return chance
        if np.shape(chance) not in ((), np.shape(like)):
            raise self.mistake(f"{what} has shape {np.shape(chance)}, but should have one number per run of the view, shape {np.shape(like)}")
        if not np.all((np.asarray(chance) >= 0) & (np.asarray(chance) <= 1)):
            raise self.mistake(f"{what} should be a probability, from 0 to 1, but on day {self.model.day} it is not")
        return chance

    def mistake(self, what: str) -> registry.StrategyError:
        """What is wrong with a strategy, and whose it is."""
        return registry.StrategyError(f"the strategy of {self.name}, {type(self).__name__}: {what}")

    def throw(self, names: list[str], runs: Runs = EVERYONE) -> np.ndarray:
        """Its own dice, named by its role, so that a change of names changes no luck; a row for each."""
        return self.model.dice.throw([f"{name}.{self.role}" for name in names], self.model.day, runs)

    # What happens to it

    def hear_answer(self, offered: np.ndarray, accepted: np.ndarray) -> None:
        """Its offers (HOLD_OUT: none) were accepted or not, in every run; for strategies that learn from it."""

    def fight(self, intensity: np.ndarray, aid: Numbers, luck: Numbers) -> None:
        """A day of war: losses, replacement, aid, luck (in logarithms of strength); optimism fades."""
        after = fighting.strength_after(self.resources, self.numbers.attrition * intensity, self.replacement + aid, luck)
        heard = self.candour * self.model.mediator.engaged if any_of(self.candour) else 0.0
        self.become(resources=after, optimism=fighting.optimism_after(self.optimism, self.model.front.learning, intensity, heard))

    def live_on(self, lessons: Lessons | None) -> None:
        """Evidence and resolve fade with every day; what the other side did under agreements today is new evidence."""
        truces = self.model.truces
        self.evidence_kept.fade(truces.memory)
        self.evidence_broken.fade(truces.memory)
        self.fading_resolve.fade(self.resolve_fades_to)
        if lessons is not None:
            violated = lessons.violated[self.other.role]
            struck = lessons.runs[violated]
            self.evidence_kept.add(lessons.runs, trust.kept_evidence(violated, on(truces.kept_weight, lessons.runs), lessons.weight))
            self.evidence_broken.add(struck, on(truces.broken_weight, struck))

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
        self.evidence_broken.add(runs, on(shock.broken, runs))
        self.fading_resolve.add(runs, np.minimum(before + on(shock.resolve, runs), 1.0) - before)
