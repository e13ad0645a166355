"""A sweep's folder in the hands of others: pandas, polars and DuckDB each read it in a line, and find what was written."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest

import sim
from sim.sweeps import Dataset

DESIGN = {"scenario": "baseline", "set": {"days": 20}, "runs": 30, "design": {"kind": "grid", "steps": 3}, "vary": {"us.bias": [-0.5, 0.5]}}


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Three settings of thirty runs, on disk."""
    return sim.sweep(DESIGN, tmp_path_factory.mktemp("sweep"))


def parts(swept: Dataset) -> str:
    """The files of the table of runs, as other tools name them."""
    assert isinstance(swept.folder, Path)
    return f"{swept.folder}/runs/*.parquet"


def by_setting(swept: Dataset) -> list[tuple[int, float, int]]:
    """Setting, its bias, and in how many runs a first limited deal is missing."""
    found = swept.runs().groupby(["setting", "us.bias"])["first_civilian_targets"].apply(lambda days: int(days.isna().sum()))
    return [(int(setting), float(bias), missing) for (setting, bias), missing in found.items()]


def test_what_was_written_is_worth_reading(swept: Dataset) -> None:
    assert [setting for setting, _, _ in by_setting(swept)] == [1, 2, 3]
    assert 0 < sum(missing for _, _, missing in by_setting(swept)) < 90


def test_pandas_reads_runs_and_settings_in_a_line(swept: Dataset) -> None:
    runs = pd.read_parquet(f"{swept.folder}/runs")
    pd.testing.assert_frame_equal(runs, swept.runs())
    pd.testing.assert_frame_equal(pd.read_parquet(f"{swept.folder}/settings.parquet"), swept.settings)


def test_polars_reads_runs_and_settings_in_a_line(swept: Dataset) -> None:
    runs = pl.read_parquet(parts(swept))
    assert runs.columns == swept.columns
    missing = pl.col("first_civilian_targets").is_null().sum().cast(int).alias("missing")
    assert runs.group_by("setting", "us.bias").agg(missing).sort("setting").rows() == by_setting(swept)
    assert runs["outcome"].to_list() == swept.runs(["outcome"])["outcome"].tolist()
    assert pl.read_parquet(f"{swept.folder}/settings.parquet")["reached.truce"].to_list() == swept.settings["reached.truce"].tolist()


def test_duckdb_asks_runs_and_settings_in_a_line(swept: Dataset) -> None:
    missing = "count(*) - count(first_civilian_targets)"
    asked = f"""SELECT setting, "us.bias", {missing} FROM '{parts(swept)}' GROUP BY ALL ORDER BY setting"""
    assert duckdb.sql(asked).fetchall() == by_setting(swept)
    endings = duckdb.sql(f"SELECT outcome, count(*) FROM '{parts(swept)}' GROUP BY outcome").fetchall()
    assert dict(endings) == {name: count for name, count in swept.runs(["outcome"])["outcome"].value_counts().items() if count}
    assert duckdb.sql(f"SELECT count(*) FROM '{swept.folder}/settings.parquet'").fetchall() == [(3,)]
