"""One run in plain sentences: replayed from its number, told from what happened."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.agents import ATTACKER, DEFENDER
from sim.ladder import NOTHING
from sim.model import Talks
from sim.observer import Observer, Views
from sim.parameters import Event
from sim.rules.choice import HOLD_OUT
from sim.scenario import Scenario

ENDED = {"collapsed": "is denounced by {who}", "expired": "runs out and is not renewed"}


@dataclass(frozen=True)
class Told:
    """A sentence, the days it speaks of, and whether it tells only what was offered in vain."""

    first_day: int
    last_day: int
    sentence: str
    in_vain: bool = False

    def when(self, scenario: Scenario) -> str:
        """Its days, with the date of the first."""
        date = scenario.situation.start + datetime.timedelta(days=self.first_day)
        days = f"{self.first_day}" if self.last_day == self.first_day else f"{self.first_day} to {self.last_day}"
        return f"Day {days}, {date.day} {date:%b %Y}"


@dataclass
class Refusals:
    """What was offered and refused since something last happened, told in one sentence."""

    days: list[int] = field(default_factory=list)
    offers: dict[str, int] = field(default_factory=dict)
    cynical: dict[str, int] = field(default_factory=dict)
    tables: int = 0
    yes: dict[str, int] = field(default_factory=dict)


class Chronicle(Observer):
    """Writes down what happens in a batch of one run."""

    def __init__(self, scenario: Scenario) -> None:
        self.situation = scenario.situation
        self.told: list[Told] = []
        self.refused = Refusals()
        self.violations: dict[str, int] = {}
        self.denouncers: list[str] = []
        self.reached = ""

    def party(self, name: str) -> str:
        """How a party is called."""
        return self.situation.parties[name].label or name.replace("_", " ").capitalize()

    def deal(self, model: Talks, number: int) -> str:
        """How an agreement is called in a sentence."""
        name = model.ladder.names[number]
        return f"“{self.situation.agreements[name].label or name.replace('_', ' ')}”"

    def say(self, model: Talks, sentence: str) -> None:
        """Write a sentence down, after what was refused before it."""
        self.tell_refusals()
        self.told.append(Told(model.day, model.day, sentence))

    # What it hears

    def happened(self, model: Talks, event: Event) -> None:
        self.say(model, f"{event.title.rstrip('.')}.")

    def shock(self, model: Talks, runs: np.ndarray) -> None:
        self.say(model, f"An atrocity against civilians hardens {self.party(model.defender.name)}.")

    def offered(self, model: Talks, views: Views, role: str, rungs: np.ndarray, accepted: np.ndarray) -> None:
        number = int(rungs[0])
        if number == HOLD_OUT:
            return
        proposer, answerer = model.names[role], model.names[DEFENDER if role == ATTACKER else ATTACKER]
        cynical = bool(np.all(views[role].advantage(model.ladder.rungs[number]) < 0))
        if accepted[0]:
            doubt = "a cynical " if cynical else ""
            self.reached = f"{self.party(proposer)} offers {doubt}{self.deal(model, number)}; {self.party(answerer)} accepts."
            return
        self.refused.days.append(model.day)
        self.refused.offers[proposer] = self.refused.offers.get(proposer, 0) + 1
        self.refused.cynical[proposer] = self.refused.cynical.get(proposer, 0) + cynical

    def tabled(self, model: Talks, views: Views, runs: np.ndarray, yes: Mapping[str, np.ndarray]) -> None:
        if all(said[0] for said in yes.values()):
            self.reached = f"{self.party(model.mediator.name)} proposes {self.deal(model, proposal(model))}; both accept."
            return
        self.refused.days.append(model.day)
        self.refused.tables += 1
        for role, said in yes.items():
            name = model.names[role]
            self.refused.yes[name] = self.refused.yes.get(name, 0) + int(said[0])

    def signed(self, model: Talks, runs: np.ndarray, rungs: np.ndarray, views: Views) -> None:
        before = int(model.table.rung[0])
        replaced = f" It takes the place of {self.deal(model, before)}." if before != NOTHING else ""
        self.violations = {}
        self.say(model, self.reached + replaced)

    def policed(self, model: Talks, runs: np.ndarray, conduct: Mapping[str, Any]) -> None:
        for role, did in conduct.items():
            name = model.names[role]
            self.violations[name] = self.violations.get(name, 0) + int(did.violated[0])
        self.denouncers = [self.party(model.names[role]) for role, did in conduct.items() if did.denounced[0]]

    def renewed(self, model: Talks, runs: np.ndarray) -> None:
        self.say(model, f"Both renew {self.deal(model, int(model.table.rung[0]))}.")

    def ended(self, model: Talks, runs: np.ndarray, how: str) -> None:
        how_it_ends = ENDED[how].format(who=" and ".join(self.denouncers))
        lasted = model.day - int(model.table.signed_day[0])
        self.say(model, f"{self.deal(model, int(model.table.rung[0]))} {how_it_ends} after {plural(lasted, 'day')}{self.told_violations()}.")

    def deadline(self, model: Talks, runs: np.ndarray, leaves: np.ndarray) -> None:
        what = "and it walks away" if leaves[0] else "but it lets it pass and loses credibility"
        self.say(model, f"The mediator’s deadline is due, {what}.")

    def line_fell(self, model: Talks, role: str, runs: np.ndarray) -> None:
        self.say(model, f"{self.party(model.names[role])} drops its red line.")

    # How it tells

    def told_violations(self) -> str:
        """The violations of the agreement that ends, as part of a sentence."""
        counted = [f"{plural(days, 'day')} by {self.party(name)}" for name, days in sorted(self.violations.items()) if days]
        self.violations = {}
        return f", violated on {' and '.join(counted)}" if counted else ", never violated"

    def tell_refusals(self) -> None:
        """What was offered and refused since something last happened."""
        refused, self.refused = self.refused, Refusals()
        sentences = []
        if refused.offers:
            sentences.append("Offers refused: " + ", ".join(self.told_offers(refused, name) for name in sorted(refused.offers)) + ".")
        if refused.tables:
            said = ", ".join(f"{self.party(name)} accepts {times(count)}" for name, count in sorted(refused.yes.items()))
            sentences.append(f"The mediator proposes in vain {times(refused.tables)}: {said}.")
        if sentences:
            self.told.append(Told(refused.days[0], refused.days[-1], " ".join(sentences), in_vain=True))

    def told_offers(self, refused: Refusals, name: str) -> str:
        """How many of its offers were refused, and how many of them were cynical."""
        cynical = f" ({refused.cynical[name]} cynical)" if refused.cynical[name] else ""
        return f"{refused.offers[name]} by {self.party(name)}{cynical}"


def proposal(model: Talks) -> int:
    """Number of the agreement that the mediator proposes."""
    return model.ladder.names.index(model.mediator.numbers.table)


def times(count: int) -> str:
    """A count in words.

    >>> times(1), times(4)
    ('once', '4 times')
    """
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")


def plural(count: int, word: str) -> str:
    """A count with its word.

    >>> plural(1, "day"), plural(2, "day")
    ('1 day', '2 days')
    """
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def tell(scenario: Scenario, seed: int, run: int, strategies: Mapping[str, Any] | None = None) -> list[Told]:
    """What happened in one run. The same scenario, seed and run tell the same story."""
    chronicle = Chronicle(scenario)
    model = Talks(scenario, seed, [run], strategies, [chronicle])
    for _ in range(scenario.days):
        model.step()
    model.close_down()
    last = int(model.table.rung[0])
    end = "nothing in force" if last == NOTHING else f"{chronicle.deal(model, last)} in force"
    chronicle.say(model, f"The run ends with {end}. {chronicle.party(model.attacker.name)} holds {model.held[0]:.0%} of the stake.")
    return chronicle.told


def full_text(scenario: Scenario, seed: int, run: int) -> str:
    """The story of a run as a text of its own, a line each."""
    head = f"{scenario.title}\nRun {run}, seed {seed}. A cynical offer is one whose maker would rather fight than see it kept.\n\n"
    return head + "".join(f"{told.when(scenario)}: {told.sentence}\n" for told in tell(scenario, seed, run))
