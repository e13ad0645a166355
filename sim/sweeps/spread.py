"""How much the shares of runs differ between settings, with what is luck taken out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.sweeps.dataset import Dataset


@dataclass(frozen=True)
class Spread:
    """A share of runs over all settings: its lowest, middle and highest value, where the ends are, and its standard deviation without luck."""

    name: str
    lowest: float
    median: float
    highest: float
    lowest_in: int
    highest_in: int
    deviation: float


def spreads(found: Dataset) -> list[Spread]:
    """Every share of runs of a sweep, the one that differs most between settings first."""
    names = [name.removesuffix(".low") for name in found.settings.columns if name.endswith(".low")]
    return sorted((spread(found, name) for name in names), key=lambda one: -one.deviation)


def spread(found: Dataset, name: str) -> Spread:
    """One share of runs over all settings."""
    values = found.settings[name].to_numpy(dtype=np.float64)
    lowest, highest = int(values.argmin()), int(values.argmax())
    middle = float(np.median(values))
    return Spread(name, float(values[lowest]), middle, float(values[highest]), lowest + 1, highest + 1, deviation(values, found.manifest["runs"]))


def deviation(values: np.ndarray, runs: int) -> float:
    """Standard deviation of shares of so many runs between settings, less what luck alone gives them. Common luck makes this a low guess.

    >>> deviation(np.array([0.5, 0.5, 0.5]), 100), round(deviation(np.array([0.0, 1.0]), 100), 3)
    (0.0, 0.707)
    """
    if values.size < 2 or runs < 2:
        return 0.0
    luck = float(np.mean(values * (1 - values) / (runs - 1)))
    return float(np.sqrt(max(0.0, float(np.var(values, ddof=1)) - luck)))


def of_setting(found: Dataset, number: int) -> dict[str, Any]:
    """The values of the varied parameters in a setting, by name."""
    row = found.settings.iloc[number - 1]
    return {name: float(row[name]) for name in found.varied}
