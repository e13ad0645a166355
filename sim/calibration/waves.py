"""History matching in waves (Vernon, Goldstein and Bower 2010): settings that a target rules out are left behind, wave by wave.

The first wave covers the priors evenly. Each later one proposes settings between and around those that are left (differential evolution,
ter Braak 2006), with more runs for each, so that the Monte Carlo error shrinks and more can be ruled out. In the end what is left is played
again on fresh luck, so that nobody stays by good luck alone. All settings of all waves meet the same luck. What plays the waves is in
``sim/calibration/screening.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.calibration.inputs import Prior, Target
from sim.calibration.moments import SUMMARIES
from sim.calibration.tally import Tally
from sim.dice import Dice
from sim.model import Talks
from sim.rules.fighting import bells
from sim.scenario import Scenario

KEPT = 400  # settings at most in the set
BATCH = 16_384  # runs in one batch
CUTOFF = 2.0  # standard errors beyond the tolerance
WORST = 6.0  # beyond this many a setting is not worse
PARENTS = 200  # at least so many are bred from, but no more than a quarter of a wave
# Along the difference of two parents; aside, in spreads of the parents; share of parameters changed. The later the wave, the shorter the step.
STEPS = ((0.6, 0.25, 0.5), (0.6, 0.25, 0.5), (0.45, 0.19, 0.35), (0.3, 0.13, 0.25))


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


def play(scenario: Scenario, priors: Sequence[Prior], targets: Sequence[Target], seed: int, block: Block) -> Seen:
    """Play every setting of a block, and work out what is held against the targets."""
    settings = len(block.places)
    vary = {prior.name: np.repeat(prior.at(column), block.runs) for prior, column in zip(priors, block.places.T, strict=True)}
    model = Talks(scenario, seed, np.tile(np.arange(1, block.runs + 1), settings), vary=vary)
    tally = Tally(model, settings)
    model.observers.append(tally)
    for _ in range(scenario.days):
        model.step()
    model.close_down()
    found = [SUMMARIES[target.summary](tally) for target in targets]
    value, error = (np.column_stack([getattr(one, name) for one in found]).astype(np.float32) for name in ("value", "error"))
    return Seen(block.places, value, error)


def implausibility(seen: Seen, targets: Sequence[Target]) -> np.ndarray:
    """How far each number is beyond its target's tolerance, in standard errors, shape (settings, targets)."""
    value, tolerance = (np.array([getattr(target, name) for target in targets]) for name in ("value", "tolerance"))
    found: np.ndarray = np.maximum(np.abs(seen.value - value) - tolerance, 0) / np.maximum(seen.error, 1e-12)
    return found


def left(seen: Seen, targets: Sequence[Target]) -> np.ndarray:
    """Settings that no target rules out, shape (settings,)."""
    return np.asarray((implausibility(seen, targets) <= CUTOFF).all(axis=1))


def parents(seen: Seen, targets: Sequence[Target]) -> np.ndarray:
    """Places of the settings to breed from: those that are left, or the least bad where few are."""
    badness = (np.minimum(implausibility(seen, targets), WORST) ** 2).sum(axis=1)
    count = max(min(PARENTS, len(badness) // 4), int(left(seen, targets).sum()))
    chosen: np.ndarray = seen.places[np.argsort(badness, kind="stable")[:count]]
    return chosen


def first(parameters: int, settings: int, seed: int) -> np.ndarray:
    """Places that cover the priors evenly: a Latin hypercube (McKay, Beckman and Conover 1979), shape (settings, parameters)."""
    order, within = (throws(seed, 1, settings, what, parameters) for what in ("order", "within"))
    return np.asarray((order.argsort(axis=0).argsort(axis=0) + within) / settings)


def next_places(seen: Seen, targets: Sequence[Target], settings: int, seed: int, wave: int) -> np.ndarray:
    """Places between and around the parents, kept within the priors by reflection, shape (settings, parameters)."""
    stock = parents(seen, targets)
    stride, jitter, share = STEPS[min(wave - 2, len(STEPS) - 1)]
    one, two, three = (stock[(column * len(stock)).astype(int)] for column in throws(seed, wave, settings, "parent", 3).T)
    whether_along, whether_aside, radius, angle = (
        throws(seed, wave, settings, what, stock.shape[1]) for what in ("whether along", "whether aside", "radius", "angle")
    )
    along = stride * (two - three) * (whether_along < share)
    aside = jitter * stock.std(axis=0) * bells(radius, angle)[0] * (whether_aside < share)
    moved = np.abs(one + along + aside) % 2
    return np.asarray(np.where(moved > 1, 2 - moved, moved))


def throws(seed: int, wave: int, settings: int, what: str, count: int) -> np.ndarray:
    """For each setting of a wave so many uniform numbers, shape (settings, count)."""
    dice = Dice(seed, np.arange(1, settings + 1))
    return dice.throw([f"calibration.{what}.{number}" for number in range(count)], wave).T


def blocks(wave: int, places: np.ndarray, runs: int) -> list[Block]:
    """A wave in parts that fit a batch."""
    size = max(1, BATCH // runs)
    return [Block(wave, number, places[start : start + size], runs) for number, start in enumerate(range(0, len(places), size))]


def joined(parts: Sequence[Seen]) -> Seen:
    """The parts of a wave, end to end."""
    return Seen(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("places", "value", "error")))
