"""What a state was over many runs: the median, with the middle half and the middle nine tenths of the runs."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from sim.result import Result

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def quantiles(values: np.ndarray) -> np.ndarray:
    """Five bands of a state, day by day, shape (5, days + 1), from a panel of shape (days + 1, members)."""
    found: np.ndarray = np.quantile(np.asarray(values, dtype=np.float64), QUANTILES, axis=1)
    return found


def draw(axes: Axes, bands: np.ndarray, colour: str, line: Any = "-") -> None:
    """The median as a line, and two bands around it."""
    days = np.arange(bands.shape[1])
    for low, high, strength in ((0, 4, 0.16), (1, 3, 0.30)):
        axes.fill_between(days, bands[low], bands[high], color=colour, alpha=strength, linewidth=0)
    axes.plot(days, bands[2], color=colour, linestyle=line)


def said(result: Result) -> str:
    """What lines and bands are, for the small print."""
    members = next(iter(result.panel.values())).shape[1]
    if members == 1:
        return "Lines: the course of run 1." if result.runs > 1 else "Lines: the course of this run."
    which = f" of the first {members:,} runs" if members < result.runs else " of the runs"
    return f"Lines: medians. Bands: the middle half and the middle nine tenths{which}."


def middle(result: Result) -> str:
    """What a line stands for, within a sentence."""
    return "in the median" if next(iter(result.panel.values())).shape[1] > 1 else "in this run"
