"""History matching (Vernon, Goldstein and Bower 2010): settings are played, and those that a target rules out are left behind.

Where settings are looked for is in ``sim/calibration/proposals.py``, what plays wave after wave in ``sim/calibration/screening.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.calibration.inputs import Prior, Target
from sim.calibration.moments import SUMMARIES
from sim.calibration.tally import Tally
from sim.model import Talks
from sim.scenario import Scenario

BATCH = 16_384  # runs in one batch
CUTOFF = 2.0  # standard errors beyond the tolerance


@dataclass(frozen=True, eq=False)
class Block:
    """A part of a wave: places of settings in their priors, shape (settings, parameters), and how many runs each is played."""

    wave: int
    number: int
    places: np.ndarray
    runs: int


@dataclass(frozen=True, eq=False)
class Seen:
    """Settings with their numbers: places, shape (settings, parameters); value and error, shape (settings, targets), in single precision."""

    places: np.ndarray
    value: np.ndarray
    error: np.ndarray

    def of(self, settings: np.ndarray) -> Seen:
        """Some of the settings, by their numbers or by a mask."""
        return Seen(self.places[settings], self.value[settings], self.error[settings])


def play(scenario: Scenario, priors: Sequence[Prior], targets: Sequence[Target], seed: int, block: Block) -> Seen:
    """Play every setting of a block, and work out what is held against the targets."""
    settings = len(block.places)
    vary = {prior.name: np.repeat(prior.at(column), block.runs) for prior, column in zip(priors, block.places.T, strict=True)}
    model = Talks(scenario, seed, np.tile(np.arange(1, block.runs + 1), settings), vary=vary)
    tally = Tally(model, settings)
    model.observers.append(tally)
    model.play_to(scenario.days)
    found = [SUMMARIES[target.summary](tally) for target in targets]
    value, error = (np.column_stack([getattr(one, name) for one in found]).astype(np.float32) for name in ("value", "error"))
    return Seen(block.places, value, error)


def implausibility(seen: Seen, targets: Sequence[Target], margin: float = 0.0) -> np.ndarray:
    """How far each number is beyond its target's tolerance, less a margin, in standard errors, shape (settings, targets)."""
    value, tolerance = (np.array([getattr(target, name) for target in targets]) for name in ("value", "tolerance"))
    found: np.ndarray = np.maximum((np.abs(seen.value - value) - tolerance) / np.maximum(seen.error, 1e-12) + margin, 0)
    return found


def left(seen: Seen, targets: Sequence[Target]) -> np.ndarray:
    """Settings that no target rules out, shape (settings,)."""
    return np.asarray((implausibility(seen, targets) <= CUTOFF).all(axis=1))


def blocks(wave: int, places: np.ndarray, runs: int) -> list[Block]:
    """A wave in parts that fit a batch."""
    size = max(1, BATCH // runs)
    return [Block(wave, number, places[start : start + size], runs) for number, start in enumerate(range(0, len(places), size))]


def joined(parts: Sequence[Seen]) -> Seen:
    """The parts of a wave, end to end."""
    return Seen(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("places", "value", "error")))
