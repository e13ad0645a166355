"""The search for the nearest setting that reaches a level, where all that can be had of a setting is a share with luck in it.

First every parameter alone and directions all over the box, along whole paths: nothing is assumed to be monotone. Then directions ever closer to
those of the nearest settings found. All of this meets one luck, and so adapts to it; what is found is therefore settled on a second
luck and challenged on a third.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from sim.analysis.estimates import wilson
from sim.inversion.paths import Box, drawn, first_reached

Play = Callable[[np.ndarray, int, str], np.ndarray]

WHOLE_WAY = np.arange(1, 11) / 10  # of the paths that lead through the box
NEAR = np.array([0.55, 0.7, 0.8, 0.88, 0.95, 1.02])  # of the distance to the nearest setting yet
SETTLING = np.array([0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.45, 1.7, 2.1])
LAST, FINE = np.array([0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.8, 2.2]), np.arange(1, 7) / 6
DIRECTIONS, TURNED = 40, (10, 3)  # all over the box; and around each centre, at least, and for each parameter
SPREADS = (0.6, 0.3, 0.15)  # how far directions turn away from the best, generation by generation
CENTRES, KEPT = 2, 3
CLIMBS, STEPS = (0.5, 0.25, 0.12), 60
LEAST = 100, 500  # runs to look at a setting and to settle it, however few are wanted for the check
RIVALS, SMALLER = 128, 0.9
ATTEMPTS = 3
FEWER = 1.05  # so much farther a setting may be if fewer parameters change
Z = 1.959963984540054
MARGIN = Z * (1 + 2**0.5)  # standard errors above the level: for the lower end of the interval, and for luck in settling and in checking


@dataclass(frozen=True)
class Effort:
    """How many runs a setting is played: to look for it, to settle it, and to check it."""

    look: int
    settle: int
    check: int

    @classmethod
    def of(cls, runs: int) -> Effort:
        """With so many for the check."""
        return cls(max(LEAST[0], runs // 80), max(LEAST[1], runs // 10), runs)

    def plays(self, parameters: int) -> int:
        """About how many runs a search takes."""
        looking = (2 * parameters + DIRECTIONS) * (WHOLE_WAY.size + 1) + 2 * len(SPREADS) * turned(parameters) * CENTRES * NEAR.size + 2 * RIVALS
        settling = (2 * parameters + KEPT) * SETTLING.size
        return looking * self.look + settling * self.settle + (LAST.size // 2 + FINE.size + 1) * self.check


def turned(parameters: int) -> int:
    """How many directions are tried around each centre."""
    return max(TURNED[0], TURNED[1] * parameters)


@dataclass(frozen=True, eq=False)
class Alone:
    """What one parameter does alone: the nearest point that reaches the level, or the best it reaches, and the share there."""

    reaches: bool
    point: np.ndarray
    share: float


@dataclass(frozen=True, eq=False)
class Answer:
    """The nearest point that reaches the level, if any does, else the best; every parameter alone, in their order; and how many smaller
    changes were tried on fresh luck and how many of them clearly reach the level too."""

    reaches: bool
    point: np.ndarray
    alone: list[Alone]
    rivals: int = 0
    clear: int = 0


@dataclass(eq=False)
class Search:
    """A search in a box. play: the shares of points, shape (points, parameters), from so many runs each on the luck of a name."""

    box: Box
    level: float
    play: Play
    effort: Effort
    seed: int
    own: float = 0.0
    best: tuple[float, np.ndarray] = field(default=(-1.0, np.array([])))

    @property
    def goal(self) -> float:
        """So far beyond the level that the check should find the lower end of its interval above it."""
        return self.level + MARGIN * (self.level * (1 - self.level) / self.effort.check) ** 0.5

    def answer(self) -> Answer:
        """Search."""
        self.own = float(self.play(self.box.own[None], self.effort.settle, "search")[0])
        self.best = self.own, self.box.own
        axes, nearest = self.explore()
        nearest = nearest if len(nearest) else self.climb()
        alone = self.alone(axes)
        if not len(nearest):
            return Answer(False, self.best[1], alone)
        for attempt in range(ATTEMPTS):
            point = self.settle(self.refine(nearest, attempt), alone, attempt)
            clear = self.challenge(point, attempt)
            if not len(clear):
                break
            nearest = np.concatenate([clear, nearest])
        return Answer(True, point, alone, RIVALS, len(clear))

    # Look

    def shares(self, paths: np.ndarray, runs: int, luck: str) -> np.ndarray:
        """The share at each point of some paths; the best there ever was is remembered, if it meets the luck of the search."""
        found = self.play(paths.reshape(-1, self.box.parameters), runs, luck).reshape(paths.shape[:-1])
        if luck == "search" and found.max() > self.best[0]:
            self.best = float(found.max()), paths[np.unravel_index(int(np.argmax(found)), found.shape)]
        return found

    def explore(self) -> tuple[list[tuple[np.ndarray, np.ndarray]], np.ndarray]:
        """Whole paths: along every axis, and in directions all over the box. The paths of the axes with their shares, and the nearest points."""
        axes = self.box.axes
        others = drawn(self.seed, "explore", DIRECTIONS if self.box.parameters > 1 else 0, self.box.parameters)
        alone = self.box.through(axes, WHOLE_WAY)
        slopes = self.shares(alone, self.effort.look, "search")
        paths = self.box.through(np.concatenate([self.steepest(axes, slopes), others]), WHOLE_WAY)
        shares = np.concatenate([slopes, self.shares(paths, self.effort.look, "search")])
        found = first_reached(np.concatenate([alone, paths]), shares, self.level, (self.box.own, self.own))
        return list(zip(alone, slopes, strict=True)), self.sorted(found)

    def steepest(self, axes: np.ndarray, shares: np.ndarray) -> np.ndarray:
        """The direction in which every parameter changes as much as it gains alone, a unit of range: the nearest way if all were linear."""
        gains = (shares.max(axis=1) - self.own) / self.box.distance(self.box.corners(axes))
        found: np.ndarray = (np.maximum(gains, 0)[:, None] * axes).sum(axis=0, keepdims=True)
        return found

    def sorted(self, points: np.ndarray) -> np.ndarray:
        """The points that are any, the nearest first."""
        points = points.reshape(-1, self.box.parameters)
        points = points[np.isfinite(points).all(axis=1)]
        found: np.ndarray = points[np.argsort(self.box.distance(points), kind="stable")]
        return found

    def climb(self) -> np.ndarray:
        """Where no path reaches the level: steps from the best point to better ones; the points that reach it, if any do."""
        for number, size in enumerate(CLIMBS):
            steps = drawn(self.seed, f"climb {number}", STEPS, self.box.parameters)
            points = np.clip(self.best[1] + size * steps, self.box.low, self.box.high)
            shares = self.shares(points, 2 * self.effort.look, "search")
            if (shares >= self.level).any():
                return self.sorted(points[shares >= self.level])
        return np.empty((0, self.box.parameters))

    def refine(self, nearest: np.ndarray, attempt: int) -> np.ndarray:
        """Directions ever closer to those of the nearest points."""
        for number, spread in enumerate(SPREADS if self.box.parameters > 1 else ()):
            centres, many = nearest[:CENTRES], turned(self.box.parameters)
            turns = spread * drawn(self.seed, f"refine {attempt}.{number}", many * len(centres), self.box.parameters)
            around = self.box.around(np.repeat(centres, many, axis=0), turns, float(self.box.distance(nearest[0])))
            paths = self.box.towards(np.concatenate([centres, around]), NEAR)
            found = first_reached(paths, self.shares(paths, 2 * self.effort.look, "search"), self.level)
            nearest = self.sorted(np.concatenate([found, nearest[CENTRES:] if np.isfinite(found).any() else nearest]))
        return nearest[:KEPT]

    # Settle, on fresh luck

    def alone(self, axes: list[tuple[np.ndarray, np.ndarray]]) -> list[Alone]:
        """Every parameter alone, on the luck of settling."""
        found = []
        for parameter in range(self.box.parameters):
            mine = [(path, shares) for path, shares in axes if path[-1, parameter] != self.box.own[parameter]]
            paths, shares = (np.array(several) for several in zip(*mine, strict=True))
            reached = self.sorted(first_reached(paths, shares, self.level, (self.box.own, self.own)))
            found.append(self.settled(reached[0]) if len(reached) else self.at_best(mine))
        return found

    def settled(self, point: np.ndarray) -> Alone:
        """Where on the way through a point, and beyond it up to the end of the range, the level is reached as clearly as by the answer."""
        paths = self.box.towards(point[None], SETTLING)
        shares = self.shares(paths, self.effort.settle, "settle")
        found = first_reached(paths, shares, self.goal)[0]
        best = int(np.argmax(shares[0]))
        return Alone(True, found, self.goal) if np.isfinite(found).all() else Alone(False, paths[0, best], float(shares[0, best]))

    def at_best(self, paths: list[tuple[np.ndarray, np.ndarray]]) -> Alone:
        """The best point of some paths, with its share on fresh luck."""
        _, point = max(((float(shares.max()), path[int(np.argmax(shares))]) for path, shares in paths), key=lambda found: found[0])
        return Alone(False, point, float(self.shares(point[None, None], self.effort.settle, "settle")[0, 0]))

    def settle(self, nearest: np.ndarray, alone: list[Alone], attempt: int) -> np.ndarray:
        """The nearest of some points, moved to the level on fresh luck; one that changes fewer parameters if it is hardly farther."""
        several = np.concatenate([nearest, self.sparse(nearest[0]), *(one.point[None] for one in alone if one.reaches)])
        paths = self.box.towards(several, SETTLING)
        found = self.sorted(first_reached(paths, self.shares(paths, self.effort.settle, f"settle {attempt}"), self.level))
        point = self.beyond(self.with_fewest(found) if len(found) else nearest[0], attempt)
        shorter = self.sorted(np.array([one.point for one in alone if one.reaches and self.box.distance(one.point) < self.box.distance(point)]))
        if not len(shorter):
            return point
        other = self.beyond(shorter[0], attempt)
        return other if self.box.distance(other) <= FEWER * self.box.distance(point) else point

    def beyond(self, point: np.ndarray, attempt: int) -> np.ndarray:
        """So far on the way through a point that its share reaches the goal.

        First between which two points of the way, then where between them; the end is a point that has been played, as there may be a step.
        """
        path = self.box.towards(point[None], LAST)[0]
        shares = self.shares(path, -(-self.effort.check // 2), f"last {attempt}")
        here = int(np.argmax(shares >= self.goal)) if (shares >= self.goal).any() else int(np.argmax(shares))
        before = path[here - 1] if here else self.box.own
        fine = before + (path[here] - before) * FINE[:, None]
        reaches = self.shares(fine, self.effort.check, f"finely {attempt}") >= self.goal
        found: np.ndarray = fine[int(np.argmax(reaches))] if reaches.any() else path[here]
        return found

    def sparse(self, point: np.ndarray) -> np.ndarray:
        """The same point without its smallest change, without its two smallest, and so on to a single change."""
        order = np.argsort(-np.abs(point - self.box.own), kind="stable")
        found = [np.where(np.isin(np.arange(order.size), order[:kept]), point, self.box.own) for kept in range(1, order.size)]
        return np.array(found).reshape(-1, order.size)

    def with_fewest(self, points: np.ndarray) -> np.ndarray:
        """Of the points that are hardly farther than the nearest, the one that changes fewest parameters."""
        close = points[self.box.distance(points) <= FEWER * self.box.distance(points[0])]
        found: np.ndarray = close[int(np.argmin((close != self.box.own).sum(axis=1)))]
        return found

    def challenge(self, point: np.ndarray, attempt: int) -> np.ndarray:
        """Smaller changes, all over and near this one, on fresh luck: those that clearly reach the level, and do so again with more runs."""
        reach = SMALLER * float(self.box.distance(point))
        everywhere = drawn(self.seed, f"rivals {attempt}", RIVALS // 2, self.box.parameters)
        sizes = np.linspace(0, 1, RIVALS // 2 + 1)[1:, None] ** (1 / self.box.parameters)  # as many at each size as fill the ball evenly
        near = self.box.around(np.repeat(point[None], RIVALS // 2, axis=0), 0.4 * everywhere[::-1], reach)
        rivals = np.clip(np.concatenate([self.box.own + reach * sizes * everywhere, near]), self.box.low, self.box.high)
        clear = rivals[self.clearly(rivals, 2 * self.effort.look, f"rivals {attempt}")]
        found = clear[self.clearly(clear, self.effort.settle, f"again {attempt}")] if len(clear) else clear
        return self.sorted(found)

    def clearly(self, points: np.ndarray, runs: int, luck: str) -> np.ndarray:
        """Whether the whole interval of each share is above the level."""
        return np.array([wilson(share * runs, runs)[0] > self.level for share in self.play(points, runs, luck)])
