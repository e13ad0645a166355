"""The result in one sentence: in how many runs the fighting is at rest at the end, and how runs end most often."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.analysis import estimates
from sim.result import OUTCOMES, Result
from sim.web.answers.rounding import interval

AT_REST = ("ceasefire holding", "settlement holding")


def at_rest(result: Result) -> np.ndarray:
    """Whether a ceasefire or a settlement is in force on the last day, shape (runs,)."""
    return np.logical_or(*(result.happened[f"outcome.{name}"] for name in AT_REST))


def headline(result: Result) -> dict[str, Any]:
    """The share of runs at rest with its interval, and every outcome's share."""
    shares = {name: interval(result.summary[f"outcome.{name}"]) for name in OUTCOMES}
    return {"at_rest": interval(estimates.probability("at rest", at_rest(result))), "outcomes": shares}
