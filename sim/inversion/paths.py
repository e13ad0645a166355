"""Paths from the scenario's own setting through the box of all settings, and where on a path a level is first reached.

A setting is a point: the places of the parameters in their ranges, shape (parameters,), so that distances are in units of prior ranges. A path
is a row of points, each farther away than the last; many paths have shape (paths, points, parameters).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from sim.dice import Dice


@dataclass(frozen=True, eq=False)
class Box:
    """Where settings may lie: own, low and high, each shape (parameters,), with own between the other two."""

    own: np.ndarray
    low: np.ndarray
    high: np.ndarray

    @property
    def parameters(self) -> int:
        """How many there are."""
        return self.own.size

    def distance(self, points: np.ndarray) -> np.ndarray:
        """How far points are from the scenario's own, shape of the points without the last axis."""
        found: np.ndarray = np.linalg.norm(points - self.own, axis=-1)
        return found

    def corners(self, directions: np.ndarray) -> np.ndarray:
        """The farthest point towards which directions lead, shape (directions, parameters)."""
        return np.where(directions > 0, self.high, np.where(directions < 0, self.low, self.own))

    def through(self, directions: np.ndarray, fractions: np.ndarray) -> np.ndarray:
        """Paths that leave in some directions, go along the walls of the box where they meet them, and end in its corners."""
        corners = self.corners(directions)
        steps = self.distance(corners)[:, None, None] * fractions[None, :, None] * unit(directions)[:, None, :]
        paths = np.clip(self.own + steps, self.low, self.high)
        return np.concatenate([paths, corners[:, None, :]], axis=1)

    def towards(self, points: np.ndarray, fractions: np.ndarray) -> np.ndarray:
        """Straight paths through points: the points at these fractions of the way, kept within the box."""
        return np.clip(self.own + (points - self.own)[:, None, :] * fractions[None, :, None], self.low, self.high)

    def around(self, centres: np.ndarray, turns: np.ndarray, reach: float) -> np.ndarray:
        """Points at a distance ``reach`` in directions near those of some centres. centres, turns: shape (n, parameters)."""
        found: np.ndarray = self.own + reach * unit(unit(centres - self.own) + turns)
        return found

    @property
    def axes(self) -> np.ndarray:
        """The directions in which one parameter changes alone, upwards and downwards, that lead anywhere."""
        every = np.concatenate([np.eye(self.parameters), -np.eye(self.parameters)])
        return every[self.distance(self.corners(every)) > 0]


def unit(vectors: np.ndarray) -> np.ndarray:
    """Vectors of length 1 with the same direction; what has none stays as it is."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    found: np.ndarray = vectors / np.where(lengths > 0, lengths, 1)
    return found


def drawn(seed: int, name: str, count: int, parameters: int) -> np.ndarray:
    """Directions of length 1, all alike likely, shape (count, parameters): the same for the same seed and name."""
    dice = Dice(seed, np.arange(1, count + 1)).throw([f"inversion.{name}.{number}" for number in range(parameters)], 0)
    return unit(ndtri(dice).T)


def first_reached(paths: np.ndarray, shares: np.ndarray, level: float, start: tuple[np.ndarray, float] | None = None) -> np.ndarray:
    """The point of each path at which shares first reach a level, between two points by linear interpolation; NaN where they never do.

    paths: shape (paths, points, parameters); shares: shape (paths, points). start: a point that stands before the first of all paths, and its
    share; without one, the first point stands for itself where it reaches the level.
    """
    if start is not None:
        before, share = start
        paths = np.concatenate([np.broadcast_to(before, (len(paths), 1, before.size)), paths], axis=1)
        shares = np.concatenate([np.full((len(shares), 1), share), shares], axis=1)
    reaches, rows = np.asarray(shares >= level), np.arange(len(paths))
    here = np.argmax(reaches, axis=1)
    last = np.maximum(here - 1, 0)
    low, high = shares[rows, last], shares[rows, here]
    part = np.where(here > last, (level - low) / np.where(high > low, high - low, 1), 1.0)
    found = paths[rows, last] + part[:, None] * (paths[rows, here] - paths[rows, last])
    return np.where(np.any(reaches, axis=1, keepdims=True), found, np.nan)
