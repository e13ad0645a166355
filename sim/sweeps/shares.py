"""The table of settings: in what share of a setting's runs this or that happened, with its interval."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from sim.analysis.estimates import wilson
from sim.result import happened
from sim.sweeps.arrow import pyarrow
from sim.sweeps.design import Design

NEEDED = ("setting", "outcome", "longest_ceasefire", "mediator_left", "red_line_dropped")


def needed(rungs: Sequence[str]) -> list[str]:
    """The columns that shares are counted from."""
    return [*NEEDED, *(f"first_{rung}" for rung in rungs)]


def table(design: Design, parts: Iterable[Any]) -> Any:
    """A row per setting, as a pyarrow table, counted part by part. parts: pyarrow tables that together hold every run once."""
    rungs = list(design.scenario.situation.agreements)
    counts: dict[str, np.ndarray] = {}
    for part in parts:
        settings = part["setting"].to_numpy()
        first = int(settings[0]) - 1
        for name, ever in happened({name: plain(part[name]) for name in needed(rungs)}, rungs).items():
            found = np.bincount(settings[ever] - 1 - first)
            counts.setdefault(name, np.zeros(design.settings, dtype=np.int64))[first : first + found.size] += found
    columns: dict[str, np.ndarray] = {"setting": np.arange(1, design.settings + 1, dtype=np.int32)}
    columns |= {name: np.ascontiguousarray(values) for name, values in zip(design.varied, design.values.T, strict=True)}
    columns["runs"] = np.full(design.settings, design.runs, dtype=np.int32)
    for name, count in counts.items():
        columns |= with_interval(name, count, design.runs)
    return pyarrow().table(columns)


def plain(column: Any) -> np.ndarray:
    """A column of a part as it was recorded: outcomes by number, and 0 for a day that never came."""
    is_words = pyarrow().types.is_dictionary(column.type)
    found: np.ndarray = column.combine_chunks().indices.to_numpy() if is_words else column.fill_null(0).to_numpy()
    return found


def with_interval(name: str, count: np.ndarray, runs: int) -> dict[str, np.ndarray]:
    """A share of runs and the ends of Wilson's interval, a value for each setting."""
    seen, of = np.unique(count, return_inverse=True)
    ends = np.array([wilson(float(one), runs) for one in seen])[of]
    return {name: count / runs, f"{name}.low": ends[:, 0], f"{name}.high": ends[:, 1]}
