"""From a question to its answer: what is asked is checked, settings are played for the search, and what it finds is checked on fresh luck."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from sim.analysis import estimates
from sim.analysis.estimates import Estimate
from sim.calibration.inputs import Prior
from sim.comparison.numbers import Number
from sim.dice import start
from sim.inversion.found import Change, Inversion
from sim.inversion.paths import Box
from sim.inversion.search import Alone, Answer, Effort, Search
from sim.result import OUTCOMES
from sim.runs import whole_from_1
from sim.scenario import Scenario, ScenarioError, load
from sim.scenario.complaining import guess, shortened
from sim.sensitivity.playing import BATCH, Block, blocks, play, recorded
from sim.sensitivity.ranges import notes, ranges, usual
from sim.workers import finished

RUNS = 10_000
FEWEST, MOST = 100, 1_000_000
MANY = 40  # parameters
WAY = tuple(part / 8 for part in range(11))  # of the way to the change, and a quarter beyond
PART = 4  # of the runs of the check, for every other point of the way
Progress = Callable[[int], None]


def invert(
    scenario: Any,
    outcome: str,
    above: float | None = None,
    below: float | None = None,
    vary: Iterable[str] | None = None,
    runs: int = RUNS,
    seed: int = 1,
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> Inversion:
    """Which smallest change of some parameters brings the probability of an outcome over a level?

    scenario: a Scenario, or what ``sim.load`` takes. outcome: a probability of ``sim.run``'s summary, or a way for a run to end. above, below: the
    level, between 0 and 1; one of the two. vary: parameters, each as NAME, which has a prior range, or NAME=LOW:HIGH; by default the
    article's knobs. runs: of the check; the search takes some forty times as many. workers: processes; no number depends on it. progress:
    told how many runs are done. Raises ScenarioError for names, ranges and levels, ValueError for counts.
    """
    scenario = scenario if isinstance(scenario, Scenario) else load(scenario)
    check(runs, workers)
    level, is_above = asked_level(above, below)
    varied = placeable(scenario, ranges(scenario, usual(scenario) if vary is None else vary))
    known = recorded(scenario, seed, np.array([1]), {})
    name = chosen(outcome, known)
    player = Player(scenario, seed, varied, name, is_above, workers, progress)
    before = player.estimate(known[name].words, player.box.own, runs)
    search = Search(player.box, level if is_above else 1 - level, player.shares, Effort.of(runs), seed)
    there = before.value is not None and (before.value >= level if is_above else before.value <= level)
    answer = nowhere(player.box) if there else search.answer()
    point = player.rounded(answer.point)
    way = {1.0: before} if there else player.way(known[name].words, point, runs)
    return Inversion(
        scenario=scenario,
        seed=seed,
        runs=runs,
        outcome=name,
        words=known[name].words,
        level=level,
        above=is_above,
        varied=varied,
        before=before,
        change=player.change(point, np.nan),
        reaches=answer.reaches and not misses(way[1.0], level, is_above),
        alone=[player.change(player.rounded(one.point), one.share if is_above else 1 - one.share) for one in answer.alone],
        alone_reaches=[one.reaches for one in answer.alone],
        way=way,
        rivals=answer.rivals,
        clear=answer.clear,
        played=player.played,
        notes=notes(scenario, varied),
    )


class Player:
    """Plays settings, which are points in the box of the parameters' places in their ranges."""

    def __init__(
        self, scenario: Scenario, seed: int, varied: list[Prior], outcome: str, above: bool, workers: int, progress: Progress | None
    ) -> None:
        self.scenario, self.seed, self.varied, self.outcome, self.above = scenario, seed, varied, outcome, above
        self.workers, self.progress, self.played = workers, progress, 0
        self.own = np.array([float(scenario.get(prior.name)) for prior in varied])
        place = np.array([float(prior.place(np.array(value))) for prior, value in zip(varied, self.own, strict=True)])
        self.box = Box(place, np.minimum(place, 0.0), np.maximum(place, 1.0))

    def values(self, points: np.ndarray) -> np.ndarray:
        """The values of the parameters, shape of the points; where nothing changes they are the scenario's to the last digit."""
        found = np.stack([prior.at(points[..., number]) for number, prior in enumerate(self.varied)], axis=-1)
        return np.where(points == self.box.own, self.own, found)

    def rounded(self, point: np.ndarray) -> np.ndarray:
        """Where the values of a point are, which have few digits."""
        values = self.values(point)
        places = np.array([float(prior.place(np.array(value))) for prior, value in zip(self.varied, values, strict=True)])
        return np.where(point == self.box.own, self.box.own, places)

    def change(self, point: np.ndarray, share: float) -> Change:
        """What a point means."""
        return Change(self.values(point), point - self.box.own, share)

    def hits(self, points: np.ndarray, runs: int, luck: str) -> np.ndarray:
        """In how many runs of each point the outcome comes, shape (points,)."""
        work = functools.partial(counted, self.scenario, [prior.name for prior in self.varied], start(self.seed, f"inversion/{luck}"), self.outcome)
        values, pieces = self.values(points), {}
        parts = [Block(part.number, part.values, runs) for part in blocks(values, min(runs, BATCH))]
        for block, piece in finished(work, parts, self.workers):
            pieces[block.number] = piece
            self.played += runs * len(block.values)
            if self.progress is not None:
                self.progress(runs * len(block.values))
        return np.concatenate([pieces[part.number] for part in parts])

    def shares(self, points: np.ndarray, runs: int, luck: str) -> np.ndarray:
        """The share of runs with what is wanted: with the outcome, or without it where it is to become rare."""
        found = self.hits(points, runs, luck) / runs
        return found if self.above else 1 - found

    def estimate(self, words: str, point: np.ndarray, runs: int) -> Estimate:
        """The probability of the outcome at a point, on the luck of the check, with its interval."""
        happened = int(self.hits(point[None], runs, "check")[0])
        return estimates.probability(words, np.arange(runs) < happened)

    def way(self, words: str, point: np.ndarray, runs: int) -> dict[float, Estimate]:
        """The probability along the way to a point and beyond it, as far as the ranges go; at the point itself with the most runs."""
        points = {part: np.clip(self.box.own + part * (point - self.box.own), self.box.low, self.box.high) for part in WAY}
        points[1.0] = point
        return {part: self.estimate(words, found, runs if part == 1 else -(-runs // PART)) for part, found in points.items()}


def counted(scenario: Scenario, names: list[str], seed: int, outcome: str, block: Block) -> np.ndarray:
    """In how many runs of each setting of a block an outcome comes."""
    return np.asarray(play(scenario, names, seed, [outcome], block)[outcome].sum(axis=1))


def misses(found: Estimate, level: float, above: bool) -> bool:
    """Whether the whole interval lies on the wrong side of the level: what was found by luck is not found."""
    if found.low is None or found.high is None:
        return True
    return found.high < level if above else found.low > level


def nowhere(box: Box) -> Answer:
    """The answer where the level is reached already."""
    return Answer(True, box.own, [Alone(True, box.own, np.nan) for _ in range(box.parameters)])


def plays(parameters: int, runs: int) -> int:
    """About how many runs it all takes."""
    return Effort.of(runs).plays(parameters) + (len(WAY) - 1) * -(-runs // PART) + 2 * runs


# What is asked


def check(runs: int, workers: int) -> None:
    """Refuse counts that are none, or too few or too many for an answer. Raises ValueError."""
    whole_from_1("workers", workers)
    whole_from_1("runs", runs)
    if not FEWEST <= runs <= MOST:
        raise ValueError(f"runs is {runs}, but should be from {FEWEST} to {MOST:,}")


def asked_level(above: float | None, below: float | None) -> tuple[float, bool]:
    """The level, and whether it is to be reached from below. Raises ScenarioError."""
    if (above is None) == (below is None):
        raise ScenarioError("give one level: above, for an outcome that is to become likely, or below, for one that is to become rare.")
    level = above if above is not None else below
    if not isinstance(level, int | float) or not 0 < level < 1:
        near = f" Did you mean {level / 100:g}?" if isinstance(level, int | float) and 1 < level < 100 else ""
        raise ScenarioError(f"the level is {level}, but should be a probability between 0 and 1.{near}")
    return float(level), above is not None


def placeable(scenario: Scenario, varied: list[Prior]) -> list[Prior]:
    """The parameters, if each has a place on the scale of its range. Raises ScenarioError."""
    if not 1 <= len(varied) <= MANY:
        raise ScenarioError(f"an inversion takes 1 to {MANY} parameters, but there are {len(varied)}; name some, as in --vary NAME.")
    faults = [
        f"{prior.name} is {float(scenario.get(prior.name)):g} in the scenario, which has no place on a scale of ratios from {prior.low:g} to "
        f"{prior.high:g}; give it a range from 0, as in {prior.name}=0:{prior.high:g}."
        for prior in varied
        if prior.scale == "ratio" and float(scenario.get(prior.name)) <= 0
    ]
    if faults:
        raise ScenarioError(faults)
    return varied


def chosen(outcome: str, known: dict[str, Number]) -> str:
    """The name of a probability, of a way for a run to end by its words alone too. Raises ScenarioError for what is not there or is none."""
    name = f"outcome.{outcome}" if outcome in OUTCOMES else outcome
    can = [other for other, number in known.items() if number.whole is None and number.values.dtype == bool]
    if name in can:
        return name
    if name in known:
        raise ScenarioError(f"{name} is a number and no probability, so it has no level between 0 and 1; those that have: {', '.join(can)}.")
    near = next((f" Did you mean {other}?" for other in can if other.partition(".")[2] == name), guess(name, [*can, *OUTCOMES]))
    raise ScenarioError(f"{shortened(name)} is not an outcome of this scenario.{near or ' There are ' + ', '.join(can) + '.'}")
