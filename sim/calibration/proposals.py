"""Where the next wave of settings is looked for: around the best of many families, so that what is left in the end is no one's offspring alone.

Each setting of the first wave founds a family. The next wave tries each family's best setting again, and children of it. Some are pulled the
shortest way to where the targets would be met if the numbers followed the places in straight lines, as they do on the average within the
families of the last wave (Levenberg 1944); others step along the difference of two other families (differential evolution; ter Braak 2006).
A child takes the place of nobody but its own parent, so families stay apart.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.calibration.inputs import Target
from sim.calibration.waves import Seen, implausibility, left
from sim.dice import Dice
from sim.rules.fighting import bells

MARGIN = 1.5  # standard errors; so far from the edge of a span the best are to be, so that other luck does not push them out
CLEAR = 6.0  # standard errors; beyond so many a setting is hardly worse
FAR = 6.0  # tolerances; numbers that are further away count as being so far
NEAR = 2.0  # tolerances; so far at most a pull leads at once
DAMPING = 20.0  # squared tolerances by place: what a number must move for a pull to rely on it
RIDGE = 1e-4  # squared places: what a parameter must have moved for its slopes to be believed
PULL = (0.1, 1.5)  # how far along the pull
STRIDE = (0.02, 0.5)  # how far along the difference of two families, all ratios alike
SHARE = (0.05, 0.6)  # of the parameters that such a step changes, all ratios alike
ASIDE = 0.4  # of the stride, in spreads of all families
SIBLINGS = 4  # of a family, at most, in the end
KINDS = ("pulled", "pulled", "stepped")  # of children, over and over


def first(parameters: int, settings: int, seed: int) -> np.ndarray:
    """Places that cover the priors evenly: a Latin hypercube (McKay, Beckman and Conover 1979), shape (settings, parameters)."""
    order, within = (throws(seed, 1, settings, what, parameters) for what in ("order", "within"))
    return np.asarray((order.argsort(axis=0).argsort(axis=0) + within) / settings)


def best(seen: Seen, targets: Sequence[Target], families: int, children: int) -> Seen:
    """The best setting of each family of so many children, of the families whose best is best."""
    by_family = misfit(implausibility(seen, targets, MARGIN)).reshape(-1, children)
    chosen = np.sort(np.argsort(by_family.min(axis=1), kind="stable")[:families])
    return seen.of(chosen * children + by_family.argmin(axis=1)[chosen])


def clearest(seen: Seen, targets: Sequence[Target], children: int) -> np.ndarray:
    """Which settings go on in the end: of each family so many of the best as no target rules out, shape (settings,), in their order."""
    by_family = misfit(implausibility(seen, targets, MARGIN)).reshape(-1, children)
    rank = by_family.argsort(axis=1, kind="stable").argsort(axis=1)
    return np.flatnonzero(left(seen, targets) & (rank < SIBLINGS).ravel())


def misfit(implausible: np.ndarray) -> np.ndarray:
    """One number for each setting: squares added up, or less where something is CLEAR, lest one target that is far off outweigh all others.

    >>> misfit(np.array([[0.0, 2.0, 3.0], [6.0, 0.0, 0.0], [60.0, 0.0, 0.0]])).round().tolist()
    [13.0, 36.0, 202.0]
    """
    beyond = np.log(np.maximum(implausible / CLEAR, 1))
    found: np.ndarray = (np.minimum(implausible, CLEAR) ** 2 * (1 + 2 * beyond)).sum(axis=1)
    return found


def next_places(seen: Seen, parents: Seen, targets: Sequence[Target], before: int, children: int, seed: int, wave: int) -> np.ndarray:
    """Each parent and its other children, family by family, kept within the priors by reflection; shape (families * children, parameters)."""
    families = len(parents.places)
    kind = np.tile(["parent", *(KINDS[child % len(KINDS)] for child in range(children - 1))], families)
    stock = parents.of(np.repeat(np.arange(families), children))
    moves = {"pulled": pulls(seen, stock, targets, before, seed, wave), "stepped": steps(parents.places, children, seed, wave)}
    move = np.select([(kind == name)[:, None] for name in moves], list(moves.values()), 0.0)
    moved = np.abs(stock.places + move) % 2
    return np.asarray(np.where(moved > 1, 2 - moved, moved))


def pulls(seen: Seen, stock: Seen, targets: Sequence[Target], children: int, seed: int, wave: int) -> np.ndarray:
    """Part of the shortest way to where each setting would meet all targets, somewhere within their spans, by the last wave's straight lines."""
    settings = len(stock.places)
    slope = slopes(seen, targets, children)
    wished = 2 * throws(seed, wave, settings, "wish", len(targets)) - 1
    lacking = np.clip(wished - tolerances_away(stock, targets), -NEAR, NEAR)
    low, high = PULL
    along = low + (high - low) * throws(seed, wave, settings, "along", 1)
    return np.asarray(along * (lacking @ np.linalg.solve(slope.T @ slope + DAMPING * np.eye(len(targets)), slope.T)))


def slopes(seen: Seen, targets: Sequence[Target], children: int) -> np.ndarray:
    """By how many tolerances each number moves with each place within a family, shape (parameters, targets)."""
    away, places = tolerances_away(seen, targets), seen.places
    families = len(places) // children if children > 1 else 1
    away, places = (within(values, families) for values in (away, places))
    return np.asarray(np.linalg.solve(places.T @ places + RIDGE * len(places) * np.eye(places.shape[1]), places.T @ away))


def within(values: np.ndarray, families: int) -> np.ndarray:
    """Differences from the mean of each family, shape as before."""
    by_family = values.reshape(families, -1, values.shape[1])
    return np.asarray((by_family - by_family.mean(axis=1, keepdims=True)).reshape(values.shape))


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
