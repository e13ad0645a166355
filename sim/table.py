"""The table: which agreement is in force, until when, and what becomes of it."""

from __future__ import annotations

import numpy as np

from sim.ladder import NOTHING, Ladder
from sim.varied import in_every_run


class Table:
    """Agreements in force, shape (runs,): number of the rung (NOTHING if none), its last day, the day it was signed."""

    def __init__(self, ladder: Ladder, size: int) -> None:
        self.ladder = ladder
        self.rung = np.full(size, NOTHING)
        self.last_day = np.zeros(size, dtype=np.int64)
        self.signed_day = np.zeros(size, dtype=np.int64)
        self.coverage = np.zeros(size)

    def sign(self, runs: np.ndarray, rungs: np.ndarray, day: int) -> None:
        """Put rungs in force from the next day on, in place of what was."""
        self.rung, self.last_day, self.signed_day = self.rung.copy(), self.last_day.copy(), self.signed_day.copy()
        self.coverage = self.coverage.copy()
        self.rung[runs] = rungs
        self.coverage[runs] = self.ladder.coverage[rungs]
        self.last_day[runs] = day + self.ladder.days[rungs]
        self.signed_day[runs] = day

    def go_on_from(self, before: Table) -> None:
        """Take over what is in force in a batch of one run, in every run."""
        for column in ("rung", "last_day", "signed_day", "coverage"):
            setattr(self, column, in_every_run(getattr(before, column), self.rung.size))

    def renew(self, runs: np.ndarray, day: int) -> None:
        """Another term of the same agreement."""
        self.last_day = self.last_day.copy()
        self.last_day[runs] = day + self.ladder.days[self.rung[runs]]

    def end(self, runs: np.ndarray) -> None:
        """Nothing is in force from the next day on."""
        self.rung, self.coverage = self.rung.copy(), self.coverage.copy()
        self.rung[runs] = NOTHING
        self.coverage[runs] = 0
