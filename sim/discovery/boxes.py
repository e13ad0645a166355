"""Scenario discovery (Bryant and Lempert 2010): boxes are found on one half of the settings, and judged on the other.

Judged where it was found, a box flatters itself: of many it is the one in which the outcome happened to be frequent. So all numbers that are
reported as its own come from settings that had no part in the search. The halves are thrown by a die, as neighbours in a design are no chance
sample: every other point of a Sobol sequence lies in one half of each range, and every other cell of a grid in every other row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis import crossed
from sim.analysis.estimates import Estimate
from sim.dice import Dice
from sim.discovery import prim
from sim.discovery.cases import SETTING, Cases, cases, happened
from sim.discovery.parameters import Varied, varied
from sim.discovery.prim import Box, Quality
from sim.discovery.saying import outcome
from sim.scenario.complaining import ScenarioError

if TYPE_CHECKING:
    from sim.sweeps.dataset import Dataset

BOXES = 3
FEWEST_SETTINGS = 40
DOUBT = 0.05  # a limit whose quasi-p-value is above this, where the box was found, is given up
WORTH = 0.05  # a further box covers at least this part of the runs with the outcome
HALVES = 1  # seed of the die that parts the settings
FEW_RUNS = 20


@dataclass(frozen=True, eq=False)
class Step:
    """A box on the way of peeling, as it is where it was found, and on the other half."""

    box: Box
    found: Quality
    checked: Quality


@dataclass(frozen=True, eq=False)
class Region:
    """A box that was chosen: the way to it, its step there, what it is after pruning and pasting, and its numbers on the other half.

    doubts: quasi-p-value of each restricted parameter, on the other half.
    """

    box: Box
    path: list[Step]
    chosen: int
    found: Quality
    mass: float
    coverage: Estimate
    density: Estimate
    doubts: dict[int, float]

    @property
    def by_doubt(self) -> list[int]:
        """The numbers of the restricted parameters, the least doubtful first."""
        return sorted(self.box.restricted, key=lambda number: (self.doubts[number], number))


@dataclass(frozen=True, eq=False)
class Discovery:
    """What was discovered: the outcome, the parameters, the settings with their shares of runs, which half found the boxes, and the boxes.

    Every box is judged among the settings that no earlier box holds; its coverage is of all runs with the outcome. ``together`` is
    the coverage and the density of all boxes.
    """

    outcome: str
    parameters: dict[str, Varied]
    settings: np.ndarray
    points: np.ndarray
    shares: np.ndarray
    finding: np.ndarray
    runs: int
    overall: Estimate
    regions: list[Region]
    together: tuple[Estimate, Estimate]
    notes: list[str]


def discover(dataset: Dataset, text: str, boxes: int = BOXES, density: float | None = None) -> Discovery:
    """Find where an outcome happens.

    text: the outcome, as in ``"ceasefire holding"`` or ``"days_at_peace >= 180"``. boxes: how many at most. density: take the largest box
    in which the outcome has this share, instead of the one that tells runs apart best. Raises ScenarioError with one sentence.
    """
    check(boxes, density)
    saying = outcome(text, dataset.columns, dataset.varied)
    found = cases(dataset, saying.columns)
    cells = happened(found, saying)
    check_cases(saying.text, cells, density)
    finding, regions = halves(found.settings), []
    left = np.ones(len(cells), dtype=bool)
    for _ in range(boxes):
        region = search(found.points, cells, finding, left, density)
        if region is None:
            break
        regions.append(region)
        left &= ~region.box.holds(found.points)
    return Discovery(
        saying.text, varied(dataset), found.settings, found.points, cells.mean(axis=1), finding, found.runs,
        crossed.share(saying.text, cells), regions, together(cells, finding, left), list(notes(found, cells, regions, density)),
    )  # fmt: skip


def check(boxes: int, density: float | None) -> None:
    """Refuse what is no count of boxes or no share."""
    if isinstance(boxes, bool) or not isinstance(boxes, int | np.integer) or not 1 <= boxes <= 10:
        raise ScenarioError(f"boxes is {boxes!r}, but should be a whole number from 1 to 10.")
    if density is not None and not 0 < density <= 1:
        meant = f" Did you mean {density / 100:g}?" if 1 < density <= 100 else ""
        raise ScenarioError(f"density is {density:g}, but should be a share of runs above 0 and up to 1.{meant}")


def check_cases(text: str, cells: np.ndarray, density: float | None) -> None:
    """Refuse what cannot be told apart."""
    settings, runs = cells.shape
    if settings < FEWEST_SETTINGS:
        how = "boxes are found on one half and judged on the other"
        raise ScenarioError(f"this sweep has {settings} settings, but as {how}, it takes at least {FEWEST_SETTINGS}.")
    if not cells.any() or cells.all():
        which = "all" if cells.any() else "none"
        raise ScenarioError(f"‘{text}’ is so in {which} of the {settings * runs:,} runs, so that nothing tells them apart.")
    if np.ptp(cells.mean(axis=1)) == 0:
        raise ScenarioError(f"‘{text}’ is equally frequent in all {settings:,} settings, so that no parameter tells them apart.")
    if density is not None and density <= cells.mean():
        raise ScenarioError(f"density is {density:g}, but should be above {cells.mean():.3g}, which is the share of ‘{text}’ over all settings.")


def halves(settings: np.ndarray) -> np.ndarray:
    """Which settings find: half of them, by the throw of a die for the number of each, shape (settings,)."""
    thrown = Dice(HALVES, settings.astype(np.int64)).throw(["half that finds boxes"], 0)[0]
    return np.asarray(thrown.argsort(kind="stable").argsort(kind="stable") < len(settings) // 2)


def search(points: np.ndarray, cells: np.ndarray, finding: np.ndarray, left: np.ndarray, density: float | None) -> Region | None:
    """The best box among the settings that are left, or None if there is none worth having."""
    shares, here = cells.mean(axis=1), left & finding
    there = left & ~finding
    if min(here.sum(), there.sum()) < 2 * prim.FEWEST or not shares[here].any():
        return None
    ways = prim.peeled(points[here], shares[here])
    chosen = choice([prim.quality(way, points[here], shares[here]) for way in ways], float(shares[here].mean()), density)
    box = prim.pruned(ways[chosen], points[here], shares[here], DOUBT)
    box = prim.pasted(box, points[here], shares[here])
    found = of_all(box, points, shares, finding, left)
    if not box.restricted or found.coverage < WORTH or found.density <= shares[finding].mean():
        return None
    path = [Step(way, *(of_all(way, points, shares, half, left) for half in (finding, ~finding))) for way in ways]
    return judged(box, path, chosen, found, points, cells, ~finding, left)


def of_all(box: Box, points: np.ndarray, shares: np.ndarray, half: np.ndarray, left: np.ndarray) -> Quality:
    """How good a box is on a half: its density among the settings that are left, its coverage of all runs with the outcome."""
    inside, total = box.holds(points) & half & left, shares[half].sum()
    held = float(shares[inside].sum())
    return Quality(held / total if total else 0.0, held / inside.sum() if inside.any() else 0.0, float(inside.sum() / half.sum()))


def choice(found: list[Quality], share: float, density: float | None) -> int:
    """Which box of the way is chosen: the largest that is as dense as wanted, or the densest; or the one that tells runs apart best."""
    if density is None:
        return max(range(len(found)), key=lambda number: found[number].tells_apart(share))
    dense = [number for number, one in enumerate(found) if one.density >= density]
    return max(dense, key=lambda number: found[number].coverage) if dense else max(range(len(found)), key=lambda number: found[number].density)


def judged(
    box: Box, path: list[Step], chosen: int, found: Quality, points: np.ndarray, cells: np.ndarray, other: np.ndarray, left: np.ndarray
) -> Region:
    """The box with its numbers on the other half."""
    inside = box.holds(points) & left
    doubts = prim.doubts(box, points[other & left], cells.mean(axis=1)[other & left])
    coverage = crossed.part("coverage", cells[other], inside[other])
    density = crossed.share("density", cells[other & inside])
    return Region(box, path, chosen, found, float(inside[other].mean()), coverage, density, doubts)


def together(cells: np.ndarray, finding: np.ndarray, left: np.ndarray) -> tuple[Estimate, Estimate]:
    """Coverage and density of all boxes, on the half that had no part in the search."""
    other = cells[~finding]
    return crossed.part("coverage", other, ~left[~finding]), crossed.share("density", other[~left[~finding]])


def notes(found: Cases, cells: np.ndarray, regions: list[Region], density: float | None) -> Iterator[str]:
    """What a reader should know."""
    if found.runs < FEW_RUNS:
        count = "1 run" if found.runs == 1 else f"{found.runs} runs"
        yield f"Every setting has only {count}, and all settings meet the same luck; with more runs the numbers hold for other luck too."
    if not regions:
        yield "No box was found in which the outcome is clearly more frequent than over the whole design."
    if density is not None and regions and regions[0].found.density < density:
        yield f"No box of at least {prim.LEAST:.0%} of the settings has a density of {density:g}; the densest was taken."


__all__ = ["SETTING", "Discovery", "Region", "Step", "discover"]
