"""One history as far as it has come, with all that is written down of it; it can be copied, and the copy goes on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from sim.agents import Belligerent
from sim.happenings import Course, Diary
from sim.model import Talks
from sim.record import Outcomes, Panel
from sim.result import OUTCOMES
from sim.resuming import resumed
from sim.scenario import Scenario
from sim.seat.worth import Worth

UNDECIDED = "not over yet"


@dataclass
class History:
    """A model of one run between two days, and its records."""

    model: Talks
    outcomes: Outcomes
    panel: Panel
    diary: Diary
    worth: Worth

    @classmethod
    def begun(cls, scenario: Scenario, seed: int, run: int, parties: Collection[str]) -> History:
        """A history before its first day. A belligerent with a person in its seat is reckoned with by the model's own rules."""
        seated: Mapping[str, type] = {name: Belligerent for name in parties if hasattr(scenario.situation.parties[name], "strategy")}
        return cls.of(Talks(scenario, seed, [run], seated))

    @classmethod
    def of(cls, model: Talks) -> History:
        """A model with empty records that listen to it."""
        model.close_down()
        found = cls(model, Outcomes(model), Panel(model, int(model.runs[0])), Diary(), Worth(model))
        model.observers = [found.outcomes, found.panel, found.diary, found.worth]
        return found

    def copy(self) -> History:
        """The same again, to go on by itself."""
        found = History.of(resumed(self.model, [0]))
        found.outcomes.go_on_from(self.outcomes)
        found.worth.go_on_from(self.worth)
        found.panel.columns = {name: days.copy() for name, days in self.panel.columns.items()}
        found.diary.happenings, found.diary.ledgers = list(self.diary.happenings), dict(self.diary.ledgers)
        found.diary.violations = dict(self.diary.violations)
        return found

    @property
    def day(self) -> int:
        """How many days are over."""
        return int(self.model.day)

    @property
    def over(self) -> bool:
        """Whether there are no more days."""
        return self.day >= self.model.story_of.days

    @property
    def outcome(self) -> str:
        """How it has ended, in words."""
        return OUTCOMES[int(self.outcomes.outcome(self.model)[0])] if self.over else UNDECIDED

    def course(self) -> Course:
        """What has happened so far, as it can be told."""
        states: dict[str, np.ndarray] = {name: days[:, 0] for name, days in self.panel.columns.items()}
        model = self.model
        return Course(
            model.story_of, model.dice.seed, int(model.runs[0]), self.outcome, tuple(self.diary.happenings), dict(self.diary.ledgers), states
        )
