"""The year at a glance: the share of runs at each rung, day by day, and how soon each rung is reached."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.result import Result
from sim.web.answers.rounding import interval, thousandths

MOST_DAYS = 400
COMMON = 0.5


def year(result: Result) -> dict[str, Any]:
    """Shares of runs at each rung, lowest first, each the mean of a few days where there are many; and what the chart says."""
    first, shares = in_parts(result.at_rung[:, :-1] / result.runs)
    return {
        "days": first,
        "shares": [thousandths(column) for column in shares.T],
        "reached": [{**interval(result.summary[f"reached.{rung}"]), "day": result.summary[f"first.{rung}"].value} for rung in result.rungs],
        "finding": finding(result),
    }


def in_parts(shares: np.ndarray) -> tuple[list[int], np.ndarray]:
    """The first day of each part of the year, and the mean shares in it; a part is a day unless there are too many days."""
    length = -(-shares.shape[0] // MOST_DAYS)
    first = np.arange(0, shares.shape[0], length)
    sums = np.add.reduceat(shares, first, axis=0)
    return first.tolist(), sums / np.diff([*first, shares.shape[0]])[:, None]


def finding(result: Result) -> list[Any]:
    """How far up the ladder at least half of the runs come, and in how many something is in force on an average day."""
    came = np.array([result.columns[f"first_{rung}"] > 0 for rung in result.rungs])
    in_force = 1 - float(result.at_rung[1:, -1].mean()) / result.runs
    if not came.any():
        return ["year.nothing", {}]
    shares = came.mean(axis=1)
    common = np.flatnonzero(shares >= COMMON)
    top = int(common[-1]) if common.size else int(np.argmax(shares))
    said = {"rung": result.label(result.rungs[top]), "share": float(shares[top]), "in_force": in_force}
    if not common.size:
        return ["year.rare", said]
    beyond = float(came[top + 1 :].any(axis=0).mean()) if top + 1 < len(came) else None
    return ["year.top", said] if beyond is None else ["year.common", {**said, "beyond": beyond}]
