"""Sweeps made up for tests: what comes of each run is known, as nothing is simulated. They are tables as ``parley sweep`` leaves them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

import sim
from sim.dice import Dice
from sim.result import OUTCOMES
from sim.sweeps import Dataset

NAMES = ("russia.time_pressure", "us.bias", "ukraine.trust")
LOW, HIGH = np.array([0.0, -1.0, 0.0]), np.array([0.1, 1.0, 0.6])
HOLDING, NO_DEAL = OUTCOMES.index("ceasefire holding"), OUTCOMES.index("no deal")
Chance = Callable[[np.ndarray], np.ndarray]


def places(settings: int, seed: int = 1) -> np.ndarray:
    """Points in the unit cube, one for each setting."""
    return Dice(seed, np.arange(1, settings + 1)).throw(["x", "y", "z"], 1).T


def luck(settings: int, runs: int, seed: int = 1) -> np.ndarray:
    """A throw for each run of each setting, shape (settings, runs)."""
    return Dice(seed, np.arange(1, settings * runs + 1)).throw(["luck"], 2)[0].reshape(settings, runs)


def in_corner(place: np.ndarray) -> np.ndarray:
    """A chance of 90% where the first is below 0.4 and the second above 0.5; 5% elsewhere."""
    return np.where((place[:, 0] < 0.4) & (place[:, 1] > 0.5), 0.9, 0.05)


def sweep(columns: dict[str, np.ndarray], points: np.ndarray, names: Sequence[str] = NAMES, scenario: str = "baseline") -> Dataset:
    """A sweep in memory. columns: of shape (settings, runs) each; points: shape (settings, parameters)."""
    settings, runs = next(iter(columns.values())).shape
    numbers = np.arange(1, settings + 1)
    settings_table = pd.DataFrame({"setting": numbers.astype(np.int32), **dict(zip(names, points.T, strict=True)), "runs": runs})
    rows: dict[str, Any] = {"setting": np.repeat(numbers, runs).astype(np.int32)}
    rows |= {name: np.repeat(column, runs) for name, column in zip(names, points.T, strict=True)}
    rows |= {"run": np.tile(np.arange(1, runs + 1), settings).astype(np.int32)}
    rows |= {name: as_kept(name, values.ravel()) for name, values in columns.items()}
    table = pa.table(rows)
    manifest = {
        "design": {"design": {"kind": "latin_hypercube"}},
        "varied": list(names),
        "settings": settings,
        "runs": runs,
        "seed": 1,
        "version": sim.__version__,
        "scenario": {"name": scenario, "digest": sim.load(scenario).digest if scenario == "baseline" else ""},
        "columns": table.column_names,
    }
    return Dataset(manifest, settings_table, lambda wanted: table if wanted is None else table.select(wanted))


def as_kept(name: str, values: np.ndarray) -> Any:
    """A column as a sweep keeps it: endings in words, days that never came missing."""
    if name == "outcome":
        return pa.DictionaryArray.from_arrays(values.astype(np.int8), list(OUTCOMES))
    if name.startswith("first_") or name in sim.result.DAY_COLUMNS:
        return pa.array(values.astype(np.int32), mask=values == 0)
    return values


def planted(settings: int = 600, runs: int = 20, chance: Chance = in_corner, seed: int = 1) -> Dataset:
    """A sweep in which a ceasefire holds with a chance that depends on where the setting lies in the unit cube."""
    place = places(settings, seed)
    holds = luck(settings, runs, seed) < chance(place)[:, None]
    days = np.where(holds, 200, 10)
    columns = {"outcome": np.where(holds, HOLDING, NO_DEAL), "first_freeze": np.where(holds, 40, 0), "days_at_peace": days, "longest_ceasefire": days}
    return sweep(columns, LOW + (HIGH - LOW) * place)


def written(dataset: Dataset, folder: Path) -> Path:
    """The same on disk."""
    (folder / "runs").mkdir(parents=True)
    pq.write_table(dataset.read(None), folder / "runs" / "part-00000.parquet", compression="zstd")
    pq.write_table(pa.Table.from_pandas(dataset.settings, preserve_index=False), folder / "settings.parquet")
    (folder / "manifest.json").write_text(json.dumps(dataset.manifest), encoding="utf-8")
    return folder


def pressed(settings: int = 300, runs: int = 200, seed: int = 1) -> Dataset:
    """A sweep in which pressure (the first parameter) makes signatures frequent and ceasefires short; the third does harm to both."""
    place = places(settings, seed)
    throws = luck(settings, 2 * runs, seed)
    chance, length = (0.1 + 0.8 * place[:, 0]) * (1 - 0.5 * place[:, 2]), (160 - 120 * place[:, 0]) * (1 - 0.5 * place[:, 2])
    signs = throws[:, :runs] < chance[:, None]
    lasts = np.minimum(np.ceil(-np.log(throws[:, runs:]) * length[:, None]), 325).astype(int)
    never = np.zeros((settings, runs), dtype=int)
    columns = {
        "outcome": np.where(signs, OUTCOMES.index("ceasefire broke down"), NO_DEAL),
        "first_thirty_day_ceasefire": never,
        "first_settlement": never,
        "first_freeze": np.where(signs, 40, 0),
        "days_at_peace": np.where(signs, lasts, 0),
        "longest_ceasefire": np.where(signs, lasts, 0),
    }
    return sweep(columns, LOW + (HIGH - LOW) * place)
