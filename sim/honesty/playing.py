"""Playing moved parameters side by side in batches, all on the same luck."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.agents import Belligerent
from sim.calibration.tally import Tally
from sim.honesty.headlines import happened, headlines
from sim.honesty.moves import Move
from sim.model import Talks
from sim.record import Outcomes
from sim.scenario import Scenario
from sim.workers import finished

BATCH = 16_384  # runs in one batch
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Block:
    """Some moves that are played in one batch."""

    number: int
    moves: tuple[Move, ...]


@dataclass(frozen=True, eq=False)
class Watched:
    """A scenario as it is: which headlines are true of which run, shape (headlines, runs), and the counts that targets ask for."""

    happened: np.ndarray
    tally: Tally


def watch(scenario: Scenario, runs: int, seed: int, strategies: Mapping[str, type[Belligerent]] | None = None) -> Watched:
    """Play a scenario as it is, or with other strategies."""
    model = Talks(scenario, seed, runs, strategies)
    outcomes, tally = Outcomes(model), Tally(model, 1)
    model.observers += [outcomes, tally]
    model.play_to(scenario.days)
    return Watched(happened(outcomes.columns(model), headlines(scenario)), tally)


def moved(scenario: Scenario, moves: Sequence[Move], runs: int, seed: int, workers: int, progress: Progress) -> np.ndarray:
    """Which headlines are true of which run after each move, shape (moves, headlines, runs)."""
    size = max(1, BATCH // runs)
    blocks = [Block(number, tuple(moves[start : start + size])) for number, start in enumerate(range(0, len(moves), size))]
    found: dict[int, np.ndarray] = {}
    for block, seen in finished(functools.partial(play, scenario, runs, seed), blocks, workers):
        found[block.number] = seen
        progress(runs * len(block.moves))
    return np.concatenate([found[block.number] for block in blocks])


def play(scenario: Scenario, runs: int, seed: int, block: Block) -> np.ndarray:
    """One batch, shape (moves, headlines, runs)."""
    vary = {}
    for name in dict.fromkeys(move.parameter for move in block.moves):
        as_it_was = float(scenario.parameters[name].value)
        values = [move.after if move.parameter == name else as_it_was for move in block.moves]
        vary[name] = np.repeat(values, runs)
    model = Talks(scenario, seed, np.tile(np.arange(1, runs + 1), len(block.moves)), vary=vary)
    outcomes = Outcomes(model)
    model.observers.append(outcomes)
    model.play_to(scenario.days)
    found = happened(outcomes.columns(model), headlines(scenario))
    return found.reshape(len(found), len(block.moves), runs).swapaxes(0, 1)
