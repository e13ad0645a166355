"""A game: one run of a scenario in which people decide for some of the parties, and the model for all others."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sim.happenings import Course
from sim.model import Talks
from sim.scenario import Scenario, load
from sim.seat import levers
from sim.seat.asking import Seated
from sim.seat.debriefing import Debrief, debrief
from sim.seat.decisions import Asked, Choice, Decision, SeatError, shown
from sim.seat.expecting import CONTINUATIONS, Expected, expected
from sim.seat.history import History
from sim.seat.numbers import Number, numbers
from sim.seat.telling import Told, told
from sim.seat.written import checked, is_shipped, run_number, seats, whole
from sim.words import listed, say

KEPT = 8


@dataclass(frozen=True)
class Mark:
    """A point of a game at which a decision was due, and how much had happened by then.

    history: on the eve of its day or, where that is long past, of an earlier one, from which it is lived again; never stepped itself.
    """

    history: History
    happened: int
    decision: Decision | None


class Game:
    """One run in which people sit in some seats.

    The same scenario, seed, run, parties and choices are the same game to the last digit; and where everybody takes what the model's party would
    take, it is the run of that number that ``parley story`` tells.

    scenario: a Scenario, or what ``sim.load`` takes. run: its number, from 1. parties: in whose seats people sit; dice decide for all others.
    choices: what has been decided so far, in order, each a Choice or its text, such as ``7 ukraine offer truce``. Raises SeatError for parties
    that are none and for choices that cannot be made.

    >>> game = Game("baseline", seed=1, run=8, parties=["ukraine"])
    >>> game.decision.kind, game.decision.day, game.decision.names
    ('offer', 14, ['no-offer', 'civilian_targets', 'truce', 'thirty_day_ceasefire', 'freeze', 'settlement'])
    >>> game.choose("civilian_targets").day
    17
    """

    def __init__(
        self, scenario: Any, seed: int = 1, run: int = 1, parties: Sequence[str] = ("ukraine",), choices: Iterable[Choice | str] = ()
    ) -> None:
        self.scenario: Scenario = scenario if isinstance(scenario, Scenario) else load(scenario)
        self.seed, self.run, self.parties = whole(seed, "seed"), run_number(run), seats(self.scenario, parties)
        self.choices: list[Choice] = []
        self.marks: list[Mark] = []
        start = History.begun(self.scenario, self.seed, self.run, self.parties)
        self.now, self.today = self.advanced(start, [])
        for choice in choices:
            self.make(choice if isinstance(choice, Choice) else Choice.read(choice))

    # Where it stands

    @property
    def decision(self) -> Decision | None:
        """The decision that is due; None when the run is over."""
        return self.now.decision

    @property
    def over(self) -> bool:
        """Whether the run is over."""
        return self.decision is None

    @property
    def day(self) -> int:
        """The day on which a decision is due, or the last."""
        return self.scenario.days if self.now.decision is None else self.now.decision.day

    @property
    def outcome(self) -> str:
        """How the run has ended, in words; before that, that it is not over yet."""
        return self.today.outcome

    @property
    def model(self) -> Talks:
        """The model as it stands now, to look at; in the middle of a day it must not be stepped."""
        return self.today.model

    @property
    def course(self) -> Course:
        """Everything that has happened so far, with the reasons of all, as ``sim.story`` tells it. Not meant for a person who still has to decide."""
        return self.today.course()

    def numbers(self, party: str) -> list[Number]:
        """The state in five plain numbers, as it looks from a party's seat."""
        return numbers(self.model, self.seat(party))

    def story(self, since: int | None = None, party: str | None = None) -> list[Told]:
        """What happened since an earlier decision, in sentences without anybody's reasons.

        since: how many decisions had been taken then; by default what is new since the last one. party: for whose eyes; it alone is told which of
        its violations nobody had ordered. By default for the only seat that is taken, and of several for none.
        """
        since = len(self.choices) - 1 if since is None else since
        eyes = self.parties if party is None and len(self.parties) == 1 else () if party is None else (self.seat(party),)
        mine = [choice for choice in self.choices if choice.party in eyes]
        course, known = self.course, self.marks[since].happened if 0 <= since < len(self.marks) else 0
        before = dataclasses.replace(course, happenings=course.happenings[:known])
        return fresh(told(before, eyes, mine), told(course, eyes, mine))

    # What can be done

    def choose(self, option: str, party: str | None = None) -> Game:
        """Take an option of the decision that is due, by its name, and go on to the next decision or the end. Returns the game itself.

        party: who chooses, if that is to be checked. Raises SeatError for what cannot be chosen; the game is then as it was.
        """
        decision = self.due()
        if party is not None and party != decision.party:
            raise SeatError(say("seat.refused.not_for", day=decision.day, party=decision.party, other=party))
        choice = Choice(decision.day, decision.party, decision.kind, decision.option(option).name)
        following, today = self.advanced(self.now.history, [*self.choices, choice])
        self.marks.append(self.now)
        self.choices.append(choice)
        self.now, self.today = following, today
        self.forget()
        return self

    def make(self, choice: Choice) -> None:
        """Take a choice that was written down, if it is that of the decision that is due. Raises SeatError."""
        decision = self.decision
        if decision is None:
            raise SeatError(say("seat.refused.too_late", choice=choice))
        if choice.key != decision.key:
            due = f"{decision.day} {decision.party} {decision.kind}"
            raise SeatError(say("seat.refused.not_due", choice=choice, due=due))
        self.choose(choice.option)

    def undo(self, count: int = 1) -> Game:
        """Take back the last choices; everything is then as it was before them. Returns the game itself. Raises SeatError for too many."""
        if not 1 <= count <= len(self.choices):
            raise SeatError(say("seat.refused.undo", count=count, made=len(self.choices)))
        mark = self.marks[-count]
        del self.marks[-count:], self.choices[-count:]
        again, self.today = self.advanced(mark.history, self.choices)
        self.now = mark if mark.history.day == again.history.day else again
        return self

    def branch(self) -> Game:
        """Another game with the same history, which goes on by itself."""
        found = object.__new__(type(self))
        found.__dict__.update(self.__dict__, choices=list(self.choices), marks=list(self.marks))
        return found

    def follow_the_model(self, party: str | None = None) -> Game:
        """Take what the model's party would take, in all decisions to come, or in those of a party up to one of another. Returns the game itself."""
        while self.decision is not None and (party is None or self.decision.party == party):
            self.choose(self.decision.model)
        return self

    # What may be expected, and what it was worth

    def expect(self, continuations: int = CONTINUATIONS) -> list[Expected]:
        """For each option of the decision that is due, what follows in so many continuations of this very history, with the same luck under each.

        After the choice everybody, the party itself too, follows the model's rules. A standing order of the party is obeyed; those of others are
        not to be seen in what it may expect.
        """
        return expected(self.now.history, self.parties, self.choices, self.due(), continuations)

    def score(self, party: str) -> float:
        """What the run has been worth to a party, in its own terms, once it is over: a share of the stake, for a mediator days."""
        if not self.over:
            raise SeatError(say("seat.refused.not_over", day=self.day, days=self.scenario.days))
        return float(self.today.worth.score(self.model, self.seat(party))[0])

    def debrief(self, party: str | None = None, continuations: int = 200, most: int = 8) -> Debrief:
        """What a party decided, what the model's party would have done, what followed in the branches not taken, and the score, once it is over.

        continuations: with how many other courses of luck the branches not taken are played on. most: how many decisions are looked at closely.
        """
        if not self.over:
            raise SeatError(say("seat.refused.not_over", day=self.day, days=self.scenario.days))
        return debrief(self.marks, self.eve, self.today, self.parties, self.choices, self.seat(party or self.parties[0]), continuations, most)

    # Written down

    def as_dict(self) -> dict[str, Any]:
        """The game as plain data, from which ``Game.from_dict`` makes the same again: a shipped scenario by its name, any other in full."""
        return {
            "game": "parley",
            "scenario": self.scenario.name if is_shipped(self.scenario) else self.scenario.to_dict(),
            "digest": self.scenario.digest,
            "seed": self.seed,
            "run": self.run,
            "parties": list(self.parties),
            "choices": [str(choice) for choice in self.choices],
        }

    @classmethod
    def from_dict(cls, data: Any) -> Game:
        """The game that ``as_dict`` has written down. Raises SeatError, or ScenarioError for what is wrong with its scenario."""
        scenario = checked(data)
        return cls(scenario, data["seed"], data["run"], data["parties"], data["choices"])

    # How it goes on

    def due(self) -> Decision:
        """The decision that is due. Raises SeatError when there is none."""
        if self.now.decision is None:
            raise SeatError(say("seat.refused.over"))
        return self.now.decision

    def seat(self, party: str) -> str:
        """A party in whose seat somebody sits. Raises SeatError for all others."""
        if party not in self.parties:
            raise SeatError(say("seat.refused.seat", what=shown(party), known=listed(self.parties)))
        return party

    def advanced(self, history: History, choices: Sequence[Choice]) -> tuple[Mark, History]:
        """From the eve of a day on to the next decision that is open, or to the end; and the day as far as it has come, which is never stepped."""
        today = history.copy()
        eve = history
        try:
            while not today.over:
                self.live(today, choices)
        except Asked as asked:
            day = asked.decision.day
            if day - 1 > history.day:
                eve = history.copy()
                while eve.day < day - 1:
                    self.live(eve, choices)
            return Mark(eve, len(today.diary.happenings), asked.decision), today
        return Mark(today, len(today.diary.happenings), None), today

    def forget(self) -> None:
        """Of decisions that are long past only every eighth keeps its history: a year of decisions is then a few megabytes."""
        place = len(self.marks) - 1 - KEPT
        if place > 0 and place % KEPT:
            self.marks[place] = dataclasses.replace(self.marks[place], history=self.marks[place - 1].history)

    def eve(self, place: int) -> History:
        """The history on the eve of the day of a past decision."""
        mark, choices = self.marks[place], self.choices[:place]
        history = mark.history.copy()
        while mark.decision is not None and history.day < mark.decision.day - 1:
            self.live(history, choices)
        return history

    def live(self, history: History, choices: Sequence[Choice]) -> None:
        """One more day, with what was chosen. Raises Asked where something is open."""
        day, model = history.day + 1, history.model
        chosen = {choice.key: choice.option for choice in choices if choice.day <= day}  # a later standing order would hide an earlier one
        for ally in [ally.name for ally in model.allies if ally.name in self.parties and levers.is_due(day)]:
            if (day, ally, "levers") not in chosen:
                raise Asked(levers.decision(model, ally))
            levers.carry_out(history, ally, chosen[day, ally, "levers"])
        model.decides = Seated(self.parties, chosen)
        model.step()


def fresh(before: Sequence[Told], now: Sequence[Told]) -> list[Told]:
    """What is told now and was not before; the last day may have gone on."""
    if not before:
        return list(now)
    last = before[-1]
    same = next(each for each in now if each.first_day == last.first_day)
    rest = same.sentence[len(last.sentence) :].strip()
    later = [each for each in now if each.first_day > last.first_day]
    return [*([Told(same.first_day, same.last_day, rest)] if rest else []), *later]
