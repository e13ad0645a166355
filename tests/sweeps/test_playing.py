"""A sweep is many settings of one scenario on the same luck: each is, run by run, what the scenario alone gives with these values."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

import sim
from sim.result import OUTCOMES
from sim.sweeps import Dataset, playing
from tests.sweeps.designs import MONTH, SMALL

SETTINGS = [{"us.bias": -0.5, "russia.resources": 1.5}, {"us.bias": 0.7, "russia.resources": 3.0}, {"us.bias": 0.0, "russia.resources": 2.0}]
DAYS, RUNS = 60, 20
LIST = {**MONTH, "set": {"days": DAYS}, "runs": RUNS, "design": {"kind": "list", "settings": SETTINGS}}


@pytest.fixture(scope="module")
def swept() -> Dataset:
    """Three settings over two months."""
    return sim.sweep(LIST)


@pytest.fixture(scope="module")
def alone() -> list[sim.Result]:
    """The same three settings, each as an ensemble of its own."""
    scenario = sim.load("baseline").set("days", DAYS)
    return [sim.run(scenario.set_all(setting), runs=RUNS, seed=3) for setting in SETTINGS]


def test_every_run_of_every_setting_is_what_the_scenario_alone_gives(swept: Dataset, alone: list[sim.Result]) -> None:
    rows = swept.runs()
    for number, result in enumerate(alone, 1):
        mine = rows[rows["setting"] == number].reset_index(drop=True)
        assert mine["outcome"].tolist() == result.outcomes["outcome"].tolist()
        for name in result.outcomes.columns.drop("outcome"):
            expected = result.outcomes[name].to_numpy(dtype=np.float64, na_value=np.nan)
            assert np.array_equal(mine[name].to_numpy(dtype=np.float64), expected, equal_nan=True), name
    assert rows["us.bias"].tolist() == [-0.5] * RUNS + [0.7] * RUNS + [0.0] * RUNS
    assert any(not np.array_equal(alone[0].columns[name], alone[1].columns[name]) for name in alone[0].columns)


def test_shares_and_intervals_are_those_of_the_summary(swept: Dataset, alone: list[sim.Result]) -> None:
    for number, result in enumerate(alone):
        row = swept.settings.iloc[number]
        expected = {name: one for name, one in result.summary.items() if one.kind == "probability"}
        assert {name.removesuffix(".low") for name in row.index if name.endswith(".low")} == set(expected)
        for name, one in expected.items():
            assert (row[name], row[f"{name}.low"], row[f"{name}.high"]) == (one.value, one.low, one.high), name
        assert (row["setting"], row["runs"]) == (number + 1, RUNS)


def test_the_table_of_settings_says_what_was_varied(swept: Dataset) -> None:
    assert list(swept.settings.columns[:4]) == ["setting", "us.bias", "russia.resources", "runs"]
    assert swept.settings[["us.bias", "russia.resources"]].to_dict("records") == SETTINGS


@pytest.mark.parametrize("batch", [7, RUNS, 32, 100_000])
def test_how_the_work_is_cut_changes_no_number(monkeypatch: pytest.MonkeyPatch, swept: Dataset, batch: int) -> None:
    monkeypatch.setattr(playing, "BATCH", batch)
    found = sim.sweep(LIST)
    pd.testing.assert_frame_equal(found.runs(), swept.runs())
    pd.testing.assert_frame_equal(found.settings, swept.settings)


def test_blocks_hold_every_run_of_every_setting_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playing, "BATCH", 7)
    values = np.array([[10.0], [20.0], [30.0]])
    found = playing.blocks(values, 5)
    rows = [row for block in found for row in zip(block.settings.tolist(), block.run.tolist(), block.vary(["x"])["x"].tolist(), strict=True)]
    assert rows == [(setting, run, 10.0 * setting) for setting in (1, 2, 3) for run in range(1, 6)]
    assert [block.rows for block in found] == [7, 7, 1]
    assert [len(block.values) for block in found] == [2, 2, 1]


def test_a_part_says_missing_for_what_never_happened_and_names_outcomes() -> None:
    scenario = sim.load("baseline").set("days", 60)
    (block,) = playing.blocks(np.array([[0.1]]), 200)
    columns = playing.played(scenario, ["us.bias"], 1, block)
    table = pq.read_table(io.BytesIO(playing.play(scenario, ["us.bias"], 1, block)))
    assert table.column_names == playing.columns(scenario, ["us.bias"]) == list(columns)
    never = 0
    for name in [name for name in table.column_names if name.startswith("first_") or name in ("mediator_left", "direct_talks", "red_line_dropped")]:
        assert table[name].null_count == int(np.sum(columns[name] == 0)), name
        never += table[name].null_count
    assert never > 0
    assert table["terms"].null_count == int(np.sum(np.isnan(columns["terms"])))
    assert table["times_truce"].null_count == 0
    assert table["outcome"].to_pylist() == [OUTCOMES[number] for number in columns["outcome"]]


def test_the_same_block_gives_the_same_bytes() -> None:
    scenario = sim.load("baseline").set("days", 30)
    one, two = (playing.play(scenario, ["us.bias"], 1, playing.blocks(np.array([[0.1], [0.2]]), 20)[0]) for _ in range(2))
    assert one == two


def test_an_unknown_column_of_a_sweep_in_memory_is_refused() -> None:
    found = sim.sweep(SMALL)
    with pytest.raises(sim.ScenarioError, match=r"Did you mean us\.bias\?"):
        found.runs(["us.bais"])
    assert found.runs(["us.bias"]).shape == (240, 1)


def test_the_luck_is_the_same_in_all_settings() -> None:
    """Settings that are equal give equal runs; those that are not, give others."""
    found = sim.sweep({**MONTH, "design": {"kind": "list", "settings": [{"us.bias": 0.2}, {"us.bias": 0.2}, {"us.bias": -0.9}]}})
    rows = [found.runs()[lambda rows, number=number: rows["setting"] == number].drop(columns=["setting", "us.bias"]) for number in (1, 2, 3)]
    pd.testing.assert_frame_equal(rows[0].reset_index(drop=True), rows[1].reset_index(drop=True))
    assert not rows[0].reset_index(drop=True).equals(rows[2].reset_index(drop=True))
