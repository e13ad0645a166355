"""A belligerent that has to learn what the other side will accept."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.agents import Belligerent
from sim.ladder import Rung
from sim.rules.choice import HOLD_OUT
from sim.rules.trust import trust
from sim.standpoint import Standpoint


class Learner(Belligerent, strategy="learner"):
    """Reckons with the answers it has had to its own offers, rung by rung, not with what the other side thinks (fictitious play, Brown 1951).

    Its belief about each rung is the mean of a Beta distribution that starts from one yes and one no. State: yes and no, a tuple with an array
    of counts for each rung of the ladder.
    """

    states = Belligerent.states | {"yes", "no"}

    def __init__(self, *facts: Any) -> None:
        super().__init__(*facts)
        rungs = range(len(self.model.story_of.situation.agreements))
        self.become(yes=tuple(np.ones(self.model.runs.size) for _ in rungs), no=tuple(np.ones(self.model.runs.size) for _ in rungs))

    def expected_yes(self, view: Standpoint, rung: Rung) -> np.ndarray:
        """The probability of yes that it reckons with."""
        runs = view.scene.runs
        return trust(self.yes[rung.number][runs], self.no[rung.number][runs])

    def hear_answer(self, offered: np.ndarray, accepted: np.ndarray) -> None:
        """Count an answer to its own offer."""
        refused = np.logical_and(offered != HOLD_OUT, np.logical_not(accepted))
        self.become(
            yes=tuple(count + np.logical_and(accepted, offered == rung) for rung, count in enumerate(self.yes)),
            no=tuple(count + np.logical_and(refused, offered == rung) for rung, count in enumerate(self.no)),
        )
