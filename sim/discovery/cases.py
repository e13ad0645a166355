"""What a finished sweep says of one outcome: the settings as points, and what came of each run, on luck that all settings share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.discovery.saying import OUTCOME, Saying
from sim.result import OUTCOMES
from sim.scenario.complaining import ScenarioError

if TYPE_CHECKING:
    import pandas as pd

    from sim.sweeps.dataset import Dataset

SETTING, RUN = "setting", "run"


@dataclass(frozen=True, eq=False)
class Cases:
    """Settings by number, shape (settings,), their varied parameters, shape (settings, parameters), and columns, shape (settings, runs) each."""

    settings: np.ndarray
    points: np.ndarray
    columns: dict[str, np.ndarray]

    @property
    def runs(self) -> int:
        """How many runs each setting has."""
        return next(iter(self.columns.values())).shape[1]


def cases(dataset: Dataset, columns: tuple[str, ...]) -> Cases:
    """Some columns of a sweep as tables with a row for each setting and a column for each run; days that never came are NaN."""
    settings = dataset.settings.sort_values(SETTING)
    rows = dataset.runs([SETTING, RUN, *columns])
    order = np.lexsort((rows[RUN].to_numpy(), rows[SETTING].to_numpy()))
    if len(order) == 0 or len(order) % len(settings):
        raise ScenarioError("the settings of this sweep do not all have equally many runs.")
    found = {name: numbers(rows[name])[order].reshape(len(settings), -1) for name in columns}
    return Cases(settings[SETTING].to_numpy(), settings[dataset.varied].to_numpy(dtype=np.float64), found)


def numbers(column: pd.Series[Any]) -> np.ndarray:
    """A column as numbers: endings by their place in OUTCOMES, what is missing as NaN."""
    if column.name == OUTCOME:
        words = column.astype("category").cat
        return np.array([OUTCOMES.index(word) for word in words.categories])[words.codes.to_numpy()]
    return column.to_numpy(dtype=np.float64, na_value=np.nan)


def happened(found: Cases, saying: Saying) -> np.ndarray:
    """What an outcome was in each run, shape (settings, runs): 0 or 1, or a number. Raises ScenarioError if it is missing in some runs."""
    cells = np.asarray(saying.of(found.columns), dtype=np.float64)
    if np.isnan(cells).any():
        raise ScenarioError(f"{saying.text} is missing in some runs, so that it has no mean.")
    return cells
