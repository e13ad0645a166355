"""A belligerent that talks about limited deals only."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.agents import Belligerent
from sim.ladder import Rung
from sim.standpoint import Standpoint


class Stubborn(Belligerent, strategy="stubborn"):
    """Neither offers nor accepts what would stop the fighting altogether; limited deals it weighs as everybody does."""

    def yes_chance(self, view: Standpoint, rung: Rung) -> Any:
        """Probability of accepting a rung: none for a total ceasefire."""
        return super().yes_chance(view, rung) * (rung.coverage < 1)

    def choose(self, view: Standpoint, rungs: list[Rung], allowed: list[np.ndarray], die: np.ndarray) -> np.ndarray:
        """The rung it offers in each run, a limited one, or -1 to hold out."""
        limited = [np.logical_and(may, rung.coverage < 1) for rung, may in zip(rungs, allowed, strict=True)]
        return super().choose(view, rungs, limited, die)
