"""A belligerent that keeps an agreement while the other side does, and repays violations in kind."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.agents import Belligerent
from sim.conduct import Lessons
from sim.ladder import Rung
from sim.standpoint import Standpoint


class TitForTat(Belligerent, strategy="tit_for_tat"):
    """Answers each violation with one of its own on the next day, and begins none (Axelrod 1984).

    It cannot tell an accident from intent, so two of them may fall into a feud that nobody wanted (Molander 1985). A class derived from it may
    set ``forgiveness``, the probability that it lets a violation pass. State: struck, whether the other side violated yesterday.
    """

    states = Belligerent.states | {"struck"}
    forgiveness = 0.0

    def __init__(self, *facts: Any) -> None:
        super().__init__(*facts)
        self.become(struck=np.zeros(self.model.runs.size, dtype=bool))

    def breach_chance(self, view: Standpoint, deal: Rung, keep: Any) -> np.ndarray:
        """Probability of a deliberate violation: a reprisal, or none, whatever keeping the agreement is worth."""
        return np.where(self.struck[view.scene.runs], 1 - self.forgiveness, 0.0)

    def live_on(self, lessons: Lessons | None) -> None:
        """Remember for a day what the other side did under the agreement in force."""
        super().live_on(lessons)
        struck = np.zeros(self.model.runs.size, dtype=bool)
        if lessons is not None:
            struck[lessons.runs] = lessons.violated[self.other.role]
        self.become(struck=struck)
