"""Where the next wave of settings is looked for: around the best of many families, so that what is left in the end is no one's offspring alone.

Each setting of the first wave founds a family. The next wave tries each family's best setting again, and children of it: every other one is
pulled to where the targets would be met if the numbers followed the places in straight lines (an ensemble Kalman inversion; Iglesias, Law
and Stuart 2013), the others step along the difference of two other families (differential evolution; ter Braak 2006). A child takes the place
of nobody but its own parent, so families stay apart.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.calibration.inputs import Target
from sim.calibration.waves import Seen, implausibility
from sim.dice import Dice
from sim.rules.fighting import bells

WITHIN = 0.6  # of a tolerance: what the best are to keep to, so that luck does not push them out
CLEAR = 6.0  # standard errors; beyond so many a setting is hardly worse
FAR = 6.0  # tolerances; numbers that are further away count as being so far
LOOSE = 0.5  # tolerances; how closely the pull seeks what is wished
PULL = (0.1, 1.5)  # how far along the pull
STRIDE = (0.02, 0.5)  # how far along the difference of two families, all ratios alike
SHARE = (0.05, 0.6)  # of the parameters that such a step changes, all ratios alike
ASIDE = 0.4  # of the stride, in spreads of all families


def first(parameters: int, settings: int, seed: int) -> np.ndarray:
    """Places that cover the priors evenly: a Latin hypercube (McKay, Beckman and Conover 1979), shape (settings, parameters)."""
    order, within = (throws(seed, 1, settings, what, parameters) for what in ("order", "within"))
    return np.asarray((order.argsort(axis=0).argsort(axis=0) + within) / settings)


def best(seen: Seen, targets: Sequence[Target], families: int, children: int) -> Seen:
    """The best setting of each family of so many children, of the families whose best is best: the nearest to the middle of the spans."""
    by_family = misfit(implausibility(seen, targets, WITHIN)).reshape(-1, children)
    chosen = np.sort(np.argsort(by_family.min(axis=1), kind="stable")[:families])
    return seen.of(chosen * children + by_family.argmin(axis=1)[chosen])


def misfit(implausible: np.ndarray) -> np.ndarray:
    """One number for each setting: squares added up, or less where something is CLEAR, lest one target that is far off outweigh all others.

    >>> misfit(np.array([[0.0, 2.0, 3.0], [6.0, 0.0, 0.0], [60.0, 0.0, 0.0]])).round().tolist()
    [13.0, 36.0, 202.0]
    """
    beyond = np.log(np.maximum(implausible / CLEAR, 1))
    found: np.ndarray = (np.minimum(implausible, CLEAR) ** 2 * (1 + 2 * beyond)).sum(axis=1)
    return found


def next_places(seen: Seen, parents: Seen, targets: Sequence[Target], children: int, seed: int, wave: int) -> np.ndarray:
    """Each parent and its other children, family by family, kept within the priors by reflection; shape (families * children, parameters)."""
    families = len(parents.places)
    number = np.tile(np.arange(children), families)
    stock = parents.of(np.repeat(np.arange(families), children))
    pulled, stepped = pulls(seen, stock, targets, seed, wave), steps(parents.places, children, seed, wave)
    move = np.where((number % 2 == 1)[:, None], pulled, stepped) * (number > 0)[:, None]
    moved = np.abs(stock.places + move) % 2
    return np.asarray(np.where(moved > 1, 2 - moved, moved))


def pulls(seen: Seen, stock: Seen, targets: Sequence[Target], seed: int, wave: int) -> np.ndarray:
    """Part of the way to where each setting would meet all targets, somewhere within their spans, by the last wave's straight lines."""
    settings = len(stock.places)
    away, places = tolerances_away(seen, targets), seen.places - seen.places.mean(axis=0)
    noise = np.where(np.isfinite(seen.error), seen.error, 0) / [target.tolerance for target in targets]
    spread = away - away.mean(axis=0)
    among = spread.T @ spread / len(places) + np.diag((noise**2).mean(axis=0) + LOOSE**2)
    gain = np.linalg.solve(among, spread.T @ places / len(places))
    wished = 2 * throws(seed, wave, settings, "wish", len(targets)) - 1
    low, high = PULL
    along = low + (high - low) * throws(seed, wave, settings, "along", 1)
    return np.asarray(along * ((wished - tolerances_away(stock, targets)) @ gain))


def tolerances_away(seen: Seen, targets: Sequence[Target]) -> np.ndarray:
    """How far each number is from the middle of its span, in tolerances, at most FAR; 0 where it is not known. Shape (settings, targets)."""
    value, tolerance = (np.array([getattr(target, name) for target in targets]) for name in ("value", "tolerance"))
    return np.clip(np.where(np.isfinite(seen.error), (seen.value - value) / tolerance, 0), -FAR, FAR)


def steps(places: np.ndarray, children: int, seed: int, wave: int) -> np.ndarray:
    """Steps along the difference of two families, and aside, in some parameters; shape (families * children, parameters)."""
    families, parameters = places.shape
    settings = families * children
    stride, share, one, other = throws(seed, wave, settings, "step", 4).T[:, :, None]
    stride, share = (low * (high / low) ** place for (low, high), place in ((STRIDE, stride), (SHARE, share)))
    along = np.subtract(*(places[(chosen[:, 0] * families).astype(int)] for chosen in (one, other)))
    whether, radius, angle = (throws(seed, wave, settings, what, parameters) for what in ("whether", "radius", "angle"))
    aside = ASIDE * places.std(axis=0) * bells(radius, angle)[0]
    return np.asarray(stride * (along + aside) * (whether < share))


def throws(seed: int, wave: int, settings: int, what: str, count: int) -> np.ndarray:
    """For each setting of a wave so many uniform numbers, shape (settings, count)."""
    dice = Dice(seed, np.arange(1, settings + 1))
    return dice.throw([f"calibration.{what}.{number}" for number in range(count)], wave).T
