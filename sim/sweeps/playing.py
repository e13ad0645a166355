"""A block of a sweep is played: a batch of runs of several settings side by side, each on the same luck, as one part of the table of runs."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.model import Talks
from sim.record import Outcomes
from sim.scenario import Scenario
from sim.sweeps import rows

BATCH = 32_768  # runs in one batch, which is one part on disk: one and a half to two seconds of work, and all that a kill can lose


@dataclass(frozen=True, eq=False)
class Block:
    """So many rows of the table of runs, from one of them on.

    The table has a row per run and setting, all runs of one setting together. values: of the settings that the rows belong to, shape (settings,
    parameters). runs: of each setting. first: number of the first row, from 0.
    """

    number: int
    first: int
    rows: int
    runs: int
    values: np.ndarray

    @property
    def places(self) -> np.ndarray:
        """Numbers of the rows, shape (rows,)."""
        return np.arange(self.first, self.first + self.rows)

    @property
    def settings(self) -> np.ndarray:
        """The setting of each row, numbered from 1, shape (rows,)."""
        return (self.places // self.runs + 1).astype(np.int32)

    @property
    def run(self) -> np.ndarray:
        """The run of each row, numbered from 1 in every setting: so all settings meet the same luck."""
        return self.places % self.runs + 1

    def vary(self, names: Sequence[str]) -> dict[str, np.ndarray]:
        """The varied parameters by name, a value for each row."""
        own = self.places // self.runs - self.first // self.runs
        return {name: column[own] for name, column in zip(names, self.values.T, strict=True)}


def blocks(values: np.ndarray, runs: int) -> list[Block]:
    """A whole sweep, cut into batches. A batch may end within a setting: no run knows with whom it is played."""
    total = len(values) * runs
    found = []
    for number, first in enumerate(range(0, total, BATCH)):
        size = min(BATCH, total - first)
        found.append(Block(number, first, size, runs, values[first // runs : (first + size - 1) // runs + 1]))
    return found


def play(scenario: Scenario, names: Sequence[str], seed: int, block: Block) -> bytes:
    """The rows of a block as the bytes of a Parquet file."""
    columns = played(scenario, names, seed, block)
    return rows.as_bytes(rows.table(columns, list(scenario.situation.agreements)))


def played(scenario: Scenario, names: Sequence[str], seed: int, block: Block) -> dict[str, np.ndarray]:
    """The columns of a block by name, shape (rows,); a day that never came is 0."""
    vary = block.vary(names)
    model = Talks(scenario, seed, block.run, vary=vary)
    outcomes = Outcomes(model)
    model.observers.append(outcomes)
    model.play_to(scenario.days)
    found = {"setting": block.settings, **vary, **outcomes.columns(model)}
    del model, outcomes
    gc.collect()  # agents and model point at each other: without this, several large batches are in memory at once
    return found


def columns(scenario: Scenario, names: Sequence[str]) -> list[str]:
    """The columns of the table of runs."""
    model = Talks(scenario)
    found = Outcomes(model).columns(model)
    model.close_down()
    return ["setting", *names, *found]
