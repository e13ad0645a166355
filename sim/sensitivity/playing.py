"""Settings are played: many of them side by side in a batch, each on the same luck, and what the outcomes are in every run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.calibration.inputs import Prior
from sim.comparison.numbers import Number, numbers
from sim.model import Talks
from sim.record import Outcomes
from sim.result import Result
from sim.scenario import Scenario

BATCH = 32_768  # runs side by side


@dataclass(frozen=True, eq=False)
class Block:
    """Some settings: their number, the values of the parameters, shape (settings, parameters), and how many runs each is played."""

    number: int
    values: np.ndarray
    runs: int


def blocks(values: np.ndarray, runs: int) -> list[Block]:
    """Settings in parts that fit a batch."""
    size = max(1, BATCH // runs)
    return [Block(number, values[first : first + size], runs) for number, first in enumerate(range(0, len(values), size))]


def at(varied: Sequence[Prior], places: np.ndarray) -> np.ndarray:
    """The values of parameters at places in their ranges, shape (settings, parameters)."""
    return np.column_stack([prior.at(column) for prior, column in zip(varied, places.T, strict=True)])


def play(scenario: Scenario, names: Sequence[str], seed: int, outcomes: Sequence[str], block: Block) -> dict[str, np.ndarray]:
    """Play every setting of a block. Outcomes by name in every run, shape (settings, runs)."""
    vary = {name: np.repeat(column, block.runs) for name, column in zip(names, block.values.T, strict=True)}
    found = recorded(scenario, seed, np.tile(np.arange(1, block.runs + 1), len(block.values)), vary)
    return {name: found[name].values.reshape(len(block.values), block.runs) for name in outcomes}


def recorded(scenario: Scenario, seed: int, runs: np.ndarray, vary: Mapping[str, np.ndarray]) -> dict[str, Number]:
    """All numbers of some runs in which parameters differ, by name."""
    model = Talks(scenario, seed, runs, vary=vary)
    outcomes = Outcomes(model)
    model.observers.append(outcomes)
    model.play_to(scenario.days)
    result = Result(scenario, seed, outcomes.columns(model), outcomes.endings, outcomes.at_rung, {})
    called = {"attacker": result.attacker, "defender": result.defender}
    return numbers(result, called, {role: result.label(name) for role, name in called.items()})


def summed_up(scenario: Scenario, names: Sequence[str], seed: int, outcomes: Sequence[str], batches: int, block: Block) -> np.ndarray:
    """Play every setting of a block. Of each outcome its means over batches of runs, and last the variance between its runs, shape
    (settings, outcomes, batches + 1)."""
    played = play(scenario, names, seed, outcomes, block)
    values = np.stack([played[name] for name in outcomes], axis=1).astype(np.float64)
    means = values.reshape(*values.shape[:2], batches, -1).mean(axis=3)
    return np.concatenate([means, values.var(axis=2, ddof=1)[:, :, None]], axis=2)
