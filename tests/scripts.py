"""Strategies that follow a script, for tests that must know what happens on which day."""

from __future__ import annotations

import numpy as np

from sim.agents import Belligerent
from sim.rules.choice import HOLD_OUT


class Scripted(Belligerent):
    """Accepts, violates and denounces on the days of its script, and offers what is written there; otherwise it does nothing."""

    says_yes: frozenset[int] = frozenset()
    breaks: frozenset[int] = frozenset()
    leaves: frozenset[int] = frozenset()
    offers: dict[int, str] = {}  # noqa: RUF012

    def yes_chance(self, view, rung):
        """Certainty, one way or the other."""
        return 0 * super().yes_chance(view, rung) + (self.model.day in self.says_yes)

    def breach_chance(self, view, deal, keep):
        """Certainty, one way or the other."""
        return 0 * keep + (self.model.day in self.breaks)

    def leave_chance(self, view, deal, keep):
        """Certainty, one way or the other."""
        return 0 * keep + (self.model.day in self.leaves)

    def choose(self, view, rungs, allowed, die):
        """What the script says, by the name of the agreement."""
        names = [rung.name for rung in rungs]
        offer = self.offers.get(self.model.day)
        return np.full(die.shape, HOLD_OUT if offer is None else names.index(offer))


def script(says_yes=(), breaks=(), leaves=(), offers=()):
    """A class that follows these days."""
    days = {"says_yes": frozenset(says_yes), "breaks": frozenset(breaks), "leaves": frozenset(leaves)}
    return type("Script", (Scripted,), days | {"offers": dict(offers)})
