"""What is kept of settings that are played side by side in one batch: for each what would be kept of it alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.ladder import NOTHING
from sim.model import Talks
from sim.record import Outcomes, Panel
from sim.result import ENDINGS
from sim.runs import Piece


class SideBySide(Outcomes):
    """Outcomes of equally many runs of several settings, the first setting's first."""

    def __init__(self, model: Talks, settings: int) -> None:
        self.settings = settings
        self.setting = np.repeat(np.arange(settings), model.runs.size // settings)
        super().__init__(model)
        self.ended_by_setting = np.zeros((settings, *self.endings.shape), dtype=np.int64)
        self.rungs_by_setting = np.zeros((settings, *self.at_rung.shape), dtype=np.int64)
        self.count(model)

    def end(self, model: Talks, runs: np.ndarray, how: str) -> None:
        lasted = model.day - model.table.signed_day[runs]
        np.add.at(self.ended_by_setting, (self.setting[runs], model.table.rung[runs], lasted, ENDINGS.index(how)), 1)

    def move(self, before: np.ndarray, after: np.ndarray) -> None:
        """Nothing to count yet: it is done once, at the end of the day."""

    def day_over(self, model: Talks) -> None:
        super().day_over(model)
        self.count(model)

    def count(self, model: Talks) -> None:
        """The end of a day: how many runs of each setting are at each rung, and in the last column at none."""
        rungs = self.at_rung.shape[1]
        places = self.setting * rungs + model.table.rung - NOTHING
        counts = np.bincount(places, minlength=self.settings * rungs).reshape(self.settings, rungs)
        self.rungs_by_setting[:, model.day, :NOTHING], self.rungs_by_setting[:, model.day, NOTHING] = counts[:, 1:], counts[:, 0]

    def pieces(self, model: Talks, states: dict[str, np.ndarray]) -> list[Piece]:
        """What each setting leaves."""
        columns, size = self.columns(model), model.runs.size // self.settings
        found = []
        for number in range(self.settings):
            own = slice(number * size, (number + 1) * size)
            panel = {name: values[:, own] for name, values in states.items()}
            mine = {name: values[own] for name, values in columns.items()}
            found.append(Piece(mine, self.ended_by_setting[number], self.rungs_by_setting[number], panel))
        return found


class Sampled(Panel):
    """The daily states of the first runs, kept on some days only."""

    def __init__(self, model: Talks, size: int, shown: list[int]) -> None:
        self.members = slice(0, min(size, model.runs.size))
        self.rows = {day: row for row, day in enumerate(shown)}
        names: dict[str, Any] = self.states(model)
        self.columns = {name: np.zeros((len(shown), self.members.stop), dtype=np.float32) for name in names}
        self.day_over(model)

    def day_over(self, model: Talks) -> None:
        row = self.rows.get(model.day)
        if row is not None:
            with np.errstate(under="ignore"):  # what is too small for single precision is 0
                for name, values in self.states(model).items():
                    self.columns[name][row] = values
