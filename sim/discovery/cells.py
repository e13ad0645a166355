"""A sweep over two of its parameters: the outcome in each cell of a table, and how many settings and runs it rests on.

A grid is shown as it is. Of any other design the settings are gathered in bins of equal width, on the scale on which they were spread.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis import crossed
from sim.analysis.estimates import Estimate
from sim.discovery.cases import cases, happened
from sim.discovery.parameters import Varied, varied
from sim.discovery.saying import number
from sim.scenario.complaining import ScenarioError, listed, shortened
from sim.scenario.naming import guess_name

if TYPE_CHECKING:
    import pandas as pd

    from sim.sweeps.dataset import Dataset

LEVELS = 40  # values of a parameter that still stand as they are
A_BIN = 8  # settings in a cell on average, if bins are not asked for
FEWEST_BINS, MOST_BINS, LIMIT = 2, 12, 100
SKEWED = 0.05


@dataclass(frozen=True, eq=False)
class Axis:
    """A parameter along one side: the values of the cells, shape (cells,), or the edges of the bins, shape (cells + 1,)."""

    parameter: Varied
    values: np.ndarray
    is_binned: bool

    @property
    def cells(self) -> int:
        """How many cells there are along it."""
        return len(self.values) - self.is_binned

    def cell_of(self, values: np.ndarray) -> np.ndarray:
        """In which cell each value lies, from 0."""
        return np.searchsorted(self.values[1:-1], values, side="right") if self.is_binned else np.searchsorted(self.values, values)

    def bounds(self, cell: int) -> tuple[float, float]:
        """From where to where a cell goes."""
        return float(self.values[cell]), float(self.values[cell + self.is_binned])


@dataclass(frozen=True, eq=False)
class Map:
    """The outcome over two parameters: an estimate for each cell by (row, column), and how many settings it holds, shape (rows, columns).

    others: the parameters that differ within cells. share: whether the outcome is a share of runs.
    """

    outcome: str
    is_share: bool
    x: Axis
    y: Axis
    cells: dict[tuple[int, int], Estimate]
    settings: np.ndarray
    runs: int
    others: list[str]

    @property
    def values(self) -> np.ndarray:
        """The outcome, shape (rows, columns); NaN where there is no setting."""
        found = np.full(self.settings.shape, np.nan)
        for place, estimate in self.cells.items():
            found[place] = estimate.value
        return found

    @property
    def table(self) -> pd.DataFrame:
        """A row for each cell, the empty ones too."""
        import pandas as pd

        return pd.DataFrame(self.rows)

    @property
    def rows(self) -> list[dict[str, float | int | None]]:
        """The same as plain data."""
        return [self.row(*place) for place in np.ndindex(*self.settings.shape)]

    def row(self, row: int, column: int) -> dict[str, float | int | None]:
        """One cell."""
        found: dict[str, float | int | None] = {}
        for axis, cell in ((self.x, column), (self.y, row)):
            low, high = axis.bounds(cell)
            found |= {f"{axis.parameter.name}.from": low, f"{axis.parameter.name}.to": high}
        estimate, count = self.cells.get((row, column)), int(self.settings[row, column])
        ends = {name: getattr(estimate, name) if estimate else None for name in ("value", "low", "high")}
        return found | {"settings": count, "runs": count * self.runs} | ends


def over(dataset: Dataset, x: str, y: str, text: str, bins: int | None = None) -> Map:
    """An outcome over two varied parameters.

    text: an outcome, as in ``"ceasefire holding"``, of which the share of runs is shown, or a column, such as ``days_at_peace``, of which the
    mean is. bins: how many bins each side has, where the design is no grid. Raises ScenarioError with one sentence.
    """
    check(dataset, x, y, bins)
    saying = number(text, dataset.columns, dataset.varied)
    found = cases(dataset, saying.columns)
    outcome, known = happened(found, saying), varied(dataset)
    horizontal, vertical = (found.points[:, dataset.varied.index(name)] for name in (x, y))
    across, up = axes(known[x], known[y], horizontal, vertical, bins)
    columns, rows = across.cell_of(horizontal), up.cell_of(vertical)
    settings = np.zeros((up.cells, across.cells), dtype=int)
    np.add.at(settings, (rows, columns), 1)
    estimate = crossed.share if saying.is_share else crossed.mean
    cells = {
        (int(row), int(column)): estimate(saying.text, outcome[(rows == row) & (columns == column)])
        for row, column in zip(*np.nonzero(settings), strict=True)
    }
    others = [name for name in dataset.varied if name not in (x, y)]
    return Map(saying.text, saying.is_share, across, up, cells, settings, found.runs, others)


def check(dataset: Dataset, x: str, y: str, bins: int | None) -> None:
    """Refuse what was not varied, the same parameter twice, and what is no count of bins."""
    for name in (x, y):
        if name not in dataset.varied:
            near = guess_name(name, dataset.varied) or f" It varied {listed(dataset.varied)}."
            raise ScenarioError(f"{shortened(name)} is not varied in this sweep.{near}")
    if x == y:
        raise ScenarioError(f"a heat map takes two parameters, but both are {x}.")
    if bins is not None and not FEWEST_BINS <= bins <= LIMIT:
        raise ScenarioError(f"bins is {bins}, but should be a whole number from {FEWEST_BINS} to {LIMIT}.")


def axes(x: Varied, y: Varied, across: np.ndarray, up: np.ndarray, bins: int | None) -> tuple[Axis, Axis]:
    """Both sides: the values as they are, if they make a grid, or bins."""
    levels = np.unique(across), np.unique(up)
    if bins is None and max(map(len, levels)) <= LEVELS and is_grid(across, up):
        return Axis(x, levels[0], is_binned=False), Axis(y, levels[1], is_binned=False)
    count = bins or int(np.clip(np.sqrt(len(across) / A_BIN), FEWEST_BINS, MOST_BINS))
    return Axis(x, edges(across, x, count), is_binned=True), Axis(y, edges(up, y, count), is_binned=True)


def is_grid(across: np.ndarray, up: np.ndarray) -> bool:
    """Whether every value of one parameter was played with every value of the other."""
    pairs = np.unique(np.column_stack([across, up]), axis=0)
    return len(pairs) == len(np.unique(across)) * len(np.unique(up))


def edges(values: np.ndarray, parameter: Varied, count: int) -> np.ndarray:
    """The edges of bins of equal width, even or in equal ratios, whichever is nearer to how the values are spread."""
    low, high = parameter.low, parameter.high
    if low == high:
        raise ScenarioError(f"a heat map takes parameters that differ, but {parameter.name} is the same in all settings.")
    if low > 0 and off_centre(np.log(values), math.log(low), math.log(high)) < off_centre(values, low, high) - SKEWED:
        return np.geomspace(low, high, count + 1)
    return np.linspace(low, high, count + 1)


def off_centre(values: np.ndarray, low: float, high: float) -> float:
    """How far the mean lies from the middle, as a share of the range."""
    return abs((float(values.mean()) - low) / (high - low) - 0.5)
