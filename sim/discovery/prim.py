"""The patient rule induction method (Friedman and Fisher 1999): boxes in the space of parameters in which an outcome is frequent.

A box is peeled: from the whole space a thin slice is taken away again and again, each time the one whose loss raises the share of the outcome in
what is left most for what it takes away. Every box on the way trades coverage against density. Then it is pasted: moved outwards wherever that
raises the share further. How much each of its limits does is tested as in Bryant and Lempert (2010).

Points are settings, shape (settings, parameters); shares say in which part of a setting's runs the outcome happened, shape (settings,). As all
settings have equally many runs, that comes to the same as peeling single runs, of which all with one setting stand on one spot. Slices hold a part of
the settings, not of a range, so no monotone change of scale matters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import betainc

SLICE = 0.05  # of the settings in a box, taken away or added at a time
LEAST = 0.05  # of all settings: a smaller box is not looked at
FEWEST = 5  # settings in a box, however few there are
SIDES = ("low", "high")


@dataclass(frozen=True, eq=False)
class Box:
    """Limits of each parameter, shape (parameters,); infinite where there is none."""

    low: np.ndarray
    high: np.ndarray

    @classmethod
    def everything(cls, parameters: int) -> Box:
        """The box without limits."""
        return cls(np.full(parameters, -np.inf), np.full(parameters, np.inf))

    def holds(self, points: np.ndarray) -> np.ndarray:
        """Which points lie in the box, shape (settings,)."""
        return np.asarray(((points >= self.low) & (points <= self.high)).all(axis=1))

    @property
    def restricted(self) -> list[int]:
        """The numbers of the parameters that it limits."""
        return [int(number) for number in np.flatnonzero(np.isfinite(self.low) | np.isfinite(self.high))]

    def moved(self, side: str, parameter: int, limit: float) -> Box:
        """The box with one limit elsewhere."""
        limits = {"low": self.low.copy(), "high": self.high.copy()}
        limits[side][parameter] = limit
        return Box(**limits)

    def without(self, parameter: int) -> Box:
        """The box with a parameter set free."""
        return self.moved("low", parameter, -np.inf).moved("high", parameter, np.inf)


# Peeling


def peeled(points: np.ndarray, shares: np.ndarray) -> list[Box]:
    """The boxes on the way from the whole space to the smallest that is looked at."""
    box = Box.everything(points.shape[1])
    found = [box]
    fewest = max(FEWEST, int(np.ceil(LEAST * len(points))))
    while True:
        inside = box.holds(points)
        slices = [(gain, cut) for cut in cuts(points[inside]) if (gain := gained(box.moved(*cut), points, shares, inside, fewest)) is not None]
        if not slices:
            return found
        gain = max(gain for gain, _ in slices)
        box = box.moved(*next(cut for gain_of_it, cut in slices if gain_of_it == gain))
        found.append(box)


def cuts(points: np.ndarray) -> Iterator[tuple[str, int, float]]:
    """Every way to take a slice off a box with these points: side, parameter, and the new limit, halfway between two points."""
    count = max(1, int(SLICE * len(points)))
    for number, values in enumerate(points.T):
        steps = np.unique(values)
        if len(steps) > 1:
            ordered = np.sort(values)
            lowest, highest = ordered[count - 1], ordered[-count]
            if lowest < steps[-1]:
                yield "low", number, float(lowest + steps[np.searchsorted(steps, lowest) + 1]) / 2
            if highest > steps[0]:
                yield "high", number, float(highest + steps[np.searchsorted(steps, highest) - 1]) / 2


def gained(box: Box, points: np.ndarray, shares: np.ndarray, before: np.ndarray, fewest: int) -> float | None:
    """By how much the share rises from one box to a smaller one, for each setting taken away; None if too few are left.

    Slices hold different numbers of settings where values are tied, as in a grid; so rises are compared for what they cost.
    """
    left = box.holds(points)
    if left.sum() < fewest:
        return None
    return float((shares[left].mean() - shares[before].mean()) / (before.sum() - left.sum()))


# Pasting


def pasted(box: Box, points: np.ndarray, shares: np.ndarray) -> Box:
    """The box, moved outwards at one limit after the other as long as the share of the outcome in it rises."""
    while True:
        inside = box.holds(points)
        best = max(((float(shares[wider.holds(points)].mean()), wider) for wider in widened(box, points)), key=lambda one: one[0], default=None)
        if best is None or not best[0] > float(shares[inside].mean()):
            return box
        box = best[1]


def widened(box: Box, points: np.ndarray) -> Iterator[Box]:
    """The box with a slice added at one of its limits, for each of them; it stands halfway between two points, or is gone."""
    count = max(1, int(SLICE * box.holds(points).sum()))
    for number in box.restricted:
        beside = points[box.without(number).holds(points), number]
        below, above = np.unique(beside[beside < box.low[number]])[::-1], np.unique(beside[beside > box.high[number]])
        for side, steps, limit in (("low", below, -np.inf), ("high", above, np.inf)):
            if steps.size:
                taken = reached(beside, steps, count)
                yield box.moved(side, number, float(steps[taken] + steps[taken + 1]) / 2 if taken + 1 < steps.size else limit)


def reached(beside: np.ndarray, steps: np.ndarray, count: int) -> int:
    """How many values, going outwards, it takes to have so many points."""
    points_at = np.cumsum([np.count_nonzero(beside == step) for step in steps])
    return min(int(np.searchsorted(points_at, count)), steps.size - 1)


# How good a box is


@dataclass(frozen=True)
class Quality:
    """Coverage: the part of all runs with the outcome that lies in the box. Density: the share of runs in it with the outcome. Mass: its settings."""

    coverage: float
    density: float
    mass: float

    def tells_apart(self, share: float) -> float:
        """How well it tells runs apart, if the outcome has this share over all: the root of the variance between inside and outside of the box.

        In proportion to the correlation of lying in the box with the outcome (phi; Matthews 1975), which is high only if coverage and density are.
        """
        return (self.density - share) * float(np.sqrt(self.mass / (1 - self.mass))) if self.mass < 1 else 0.0


def quality(box: Box, points: np.ndarray, shares: np.ndarray) -> Quality:
    """How good a box is on some settings."""
    inside, total = box.holds(points), float(shares.sum())
    held = float(shares[inside].sum())
    return Quality(held / total if total else 0.0, held / float(inside.sum()) if inside.any() else 0.0, float(inside.mean()))


def doubts(box: Box, points: np.ndarray, shares: np.ndarray) -> dict[int, float]:
    """For each restricted parameter the chance of as high a share in the box if its limits did nothing: quasi-p-values of Bryant and Lempert (2010).

    It is the chance that a binomial count reaches that in the box, with the share in the box without these limits. Of a setting with many runs
    more than one counts: as many as its share is worth, by the variance of shares in the box without the limits (Rao and Scott 1992). Where every
    setting has the outcome always or never that is one, and the tail the plain one.
    """
    inside, found = box.holds(points), {}
    for number in box.restricted:
        relaxed = shares[box.without(number).holds(points)]
        worth = runs_worth(relaxed)
        held, missed = worth * float(shares[inside].sum()), worth * float((1 - shares[inside]).sum())
        found[number] = float(betainc(held, missed + 1, relaxed.mean())) if held > 0 else 1.0
    return found


def runs_worth(shares: np.ndarray) -> float:
    """How many independent runs the share of a setting is worth: the variance of a single run over that of the shares.

    >>> runs_worth(np.array([0.0, 1.0, 1.0])), runs_worth(np.array([0.4, 0.6]))
    (1.0, 25.0)
    """
    variance = float(shares.var()) if shares.size else 0.0
    return round(float(shares.mean() * (1 - shares.mean())) / variance, 9) if variance > 0 else 1.0


def pruned(box: Box, points: np.ndarray, shares: np.ndarray, doubt: float) -> Box:
    """The box without the limits that are more doubtful than this, the most doubtful first."""
    while found := doubts(box, points, shares):
        worst = max(found, key=lambda number: found[number])
        if found[worst] <= doubt:
            return box
        box = box.without(worst)
    return box
