"""What every party is: a name, numbers, and states that are arrays with one entry per run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import mesa
import numpy as np

from sim.dice import Runs
from sim.varied import in_every_run

if TYPE_CHECKING:
    from sim.model import Talks


class Party(mesa.Agent):
    """A party of the model: its name, its numbers, and its states."""

    states: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, model: Talks, name: str, numbers: Any) -> None:
        super().__init__(model)
        self.name = name
        self.numbers = numbers

    def become(self, **states: np.ndarray) -> None:
        """The one doorway for state: replaces whole arrays, shape (runs,)."""
        unknown = states.keys() - self.states
        if unknown:
            raise AttributeError(f"{type(self).__name__} has no state {', '.join(sorted(unknown))}; it has {', '.join(sorted(self.states))}")
        self.__dict__.update(states)

    def go_on_from(self, before: Party) -> None:
        """Take over the states of this party in a batch of one run, in every run."""
        self.become(**{state: in_every_run(getattr(before, state), self.model.runs.size) for state in self.states})

    def on_some(self, state: str, runs: Runs, values: np.ndarray) -> np.ndarray:
        """A state with the entries of some runs replaced, as a new array."""
        changed: np.ndarray = getattr(self, state).copy()
        changed[runs] = values
        return changed


class Ally(Party):
    """Arms, guarantees and backs up the defender; what allies give is added up by the model."""
