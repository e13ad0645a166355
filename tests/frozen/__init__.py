"""Runs that were kept: the same scenario and seed must give the same outcomes until somebody changes the model on purpose.

    python -m tests.frozen

writes them anew, which belongs into the changelog: "Do my numbers change? Yes."
"""

from __future__ import annotations

import io
import pathlib

import pandas as pd

import sim.runs
import sim.scenario
from sim.result import Result

FOLDER = pathlib.Path(__file__).parent
RUNS, SEED = 12, 2025


def names() -> list[str]:
    """The shipped scenarios; what lessons show is measured in tests/lessons."""
    return sim.scenario.names()


def path(name: str) -> pathlib.Path:
    """Where a scenario's runs are kept."""
    return FOLDER / f"{name}.csv"


def table(result: Result) -> pd.DataFrame:
    """The outcomes of a scenario's runs, a row each."""
    return pd.DataFrame(result.columns).set_index("run")


def kept(name: str) -> pd.DataFrame:
    """The outcomes that were kept."""
    return pd.read_csv(path(name), index_col="run")


def write(name: str) -> None:
    """Keep a scenario's outcomes as they are now."""
    text = io.StringIO()
    table(sim.runs.run(sim.scenario.load(name), runs=RUNS, seed=SEED)).to_csv(text, float_format="%.17g")
    path(name).write_text(text.getvalue(), encoding="utf-8")
