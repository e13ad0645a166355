"""The first day on which two histories part: when something else happens in one scenario than in another, with the same luck.

What counts is what happens: offers and answers, tables, agreements signed, renewed and ended, violations and whether they are
attributed, denunciations, deadlines, shocks, red lines that fall. Moods, strength and the front do not: they are never quite the
same, and nobody sees them. An event of the scenario is not a parting either, but what it brings about is.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sim.dice import start
from sim.ladder import NOTHING
from sim.model import Talks
from sim.observer import Observer, Views

NEVER = 0


class Happened(Observer):
    """Adds up what happens to a number per run: 64 bits that are equal where the same happened, and as good as never elsewhere.

    Rungs go by their names and belligerents by their roles, so that ladders and parties may differ. The order within a day does not
    count. heard: shape (runs,), since it was last cleared.
    """

    def __init__(self, model: Talks) -> None:
        self.heard = np.zeros(model.runs.size, dtype=np.uint64)

    def clear(self) -> None:
        """Forget what was heard."""
        self.heard[:] = 0

    def note(self, runs: np.ndarray, *words: str) -> None:
        """The same happened on these runs."""
        self.heard[runs] += fingerprint(*words)

    def note_rungs(self, model: Talks, runs: np.ndarray, rungs: np.ndarray, *words: str) -> None:
        """Something happened on these runs, on each with a rung of its own; nothing where that is none."""
        self.heard[runs] += fingerprints(tuple(model.ladder.names), words)[rungs]

    # What it hears

    def shock(self, model: Talks, runs: np.ndarray) -> None:
        self.note(runs, "shock")

    def offered(self, model: Talks, views: Views, role: str, rungs: np.ndarray, accepted: np.ndarray) -> None:
        everywhere = np.arange(rungs.size)
        self.note_rungs(model, everywhere, rungs, "offer", role)
        self.note(np.flatnonzero(accepted), "accepted")

    def tabled(self, model: Talks, views: Views, runs: np.ndarray, yes: Mapping[str, np.ndarray]) -> None:
        self.note(runs, "table", str(model.mediator.numbers.table))
        for role, said in yes.items():
            self.note(runs[said], "yes to the table", role)

    def signed(self, model: Talks, runs: np.ndarray, rungs: np.ndarray, views: Views) -> None:
        self.note_rungs(model, runs, rungs, "signed")

    def policed(self, model: Talks, runs: np.ndarray, conduct: Mapping[str, Any]) -> None:
        for role, did in conduct.items():
            self.note(runs[did.violated], "violated", role)
            self.note(runs[np.logical_and(did.violated, did.attributed)], "attributed", role)
            self.note(runs[did.denounced], "denounced", role)

    def voted(self, model: Talks, runs: np.ndarray, yes: Mapping[str, np.ndarray]) -> None:
        for role, said in yes.items():
            self.note(runs[said], "yes to renewal", role)

    def renewed(self, model: Talks, runs: np.ndarray) -> None:
        self.note_rungs(model, runs, model.table.rung[runs], "renewed")

    def ended(self, model: Talks, runs: np.ndarray, how: str) -> None:
        self.note_rungs(model, runs, model.table.rung[runs], "ended", how)

    def deadline(self, model: Talks, runs: np.ndarray, leaves: np.ndarray) -> None:
        self.note(runs, "deadline")
        self.note(runs[leaves], "left")

    def line_fell(self, model: Talks, role: str, runs: np.ndarray) -> None:
        self.note(runs, "red line", role)


@functools.cache
def fingerprint(*words: str) -> np.uint64:
    """64 bits for a happening, the same on every machine."""
    return np.uint64(start(0, "/".join(words)))


@functools.cache
def fingerprints(rungs: tuple[str, ...], words: tuple[str, ...]) -> np.ndarray:
    """The same for every rung of a ladder; the last for none."""
    found = np.zeros(len(rungs) + 1, dtype=np.uint64)
    found[:NOTHING] = [fingerprint(*words, rung) for rung in rungs]
    return found


def step_together(models: Sequence[Talks], days: int) -> list[np.ndarray]:
    """Step models of the same runs through the same days, side by side.

    Returns for each model but the first the day on which its histories part from the first model's, shape (runs,), NEVER (0) where
    the same happens to the end. What is kept grows with the runs of the batch, not with the days.
    """
    parted = [np.full(model.runs.size, NEVER, dtype=np.int32) for model in models[1:]]
    listeners = [Happened(model) for model in models] if parted else []
    for model, listener in zip(models, listeners, strict=False):  # a model alone has nothing to part from, and nobody listens
        model.observers.append(listener)
    for _ in range(days):
        for model in models:
            model.step()
        for other, found in zip(listeners[1:], parted, strict=True):
            differs = np.logical_and(found == NEVER, other.heard != listeners[0].heard)
            found[differs] = models[0].day
        for listener in listeners:
            listener.clear()
    return parted
