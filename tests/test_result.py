"""The result of an ensemble: tables and summary."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

import sim
from sim import outputs
from sim.result import OUTCOMES

RUNS, DAYS = 300, 120


@pytest.fixture(scope="module")
def result() -> sim.Result:
    return sim.run(sim.load("baseline").set("days", DAYS), runs=RUNS, seed=4)


def test_outcomes_have_a_row_per_run_and_the_promised_columns(result: sim.Result) -> None:
    table = result.outcomes
    assert list(table["run"]) == list(range(1, RUNS + 1))
    rungs = ("civilian_targets", "truce", "thirty_day_ceasefire", "freeze", "settlement")
    promised = {f"{what}_{rung}" for what in ("first", "times", "renewed") for rung in rungs}
    promised |= {f"{what}_{party}" for what in ("violations", "denounced", "offers", "cynical_offers", "accepted") for party in ("russia", "ukraine")}
    promised |= {"outcome", "days_at_peace", "ceasefires", "longest_ceasefire", "mediator_left", "deadlines_passed", "red_line_dropped"}
    promised |= {"direct_talks", "held_end", "trust_russia_end", "trust_ukraine_end", "blame_end", "terms", "run"}
    assert promised <= set(table.columns)
    assert set(table["outcome"]) <= set(OUTCOMES)


def test_a_day_that_never_came_is_missing(result: sim.Result) -> None:
    first = result.outcomes["first_truce"]
    assert first.isna().sum() == (result.outcomes["times_truce"] == 0).sum() > 0
    assert first.min() >= 1


def test_days_have_a_row_per_day_with_shares_that_add_up(result: sim.Result) -> None:
    table = result.days
    assert list(table["day"]) == list(range(DAYS + 1))
    assert np.allclose(table.filter(like="share_").sum(axis=1), 1)


def test_daily_quantiles_are_in_order_and_bracket_the_median(result: sim.Result) -> None:
    for state in ("trust_ukraine", "blame", "pressure_russia", "held", "reservation_russia", "impatience"):
        bands = result.days[[f"{state}_{name}" for name in ("q05", "q25", "q50", "q75", "q95")]].to_numpy()
        assert (np.diff(bands, axis=1) >= 0).all()


def test_the_last_day_agrees_with_the_outcomes(result: sim.Result) -> None:
    assert result.days["trust_ukraine_mean"].iloc[-1] == pytest.approx(result.outcomes["trust_ukraine_end"].mean(), rel=1e-6)
    assert result.days["held_q50"].iloc[-1] == pytest.approx(result.outcomes["held_end"].median(), rel=1e-6)


def test_the_first_day_is_the_start_of_the_scenario(result: sim.Result) -> None:
    start = result.days.iloc[0]
    expected = [sim.load("baseline").get(name) for name in ("ukraine.trust", "us.lean", "front.held")]
    assert [start["trust_ukraine_mean"], start["blame_mean"], start["held_mean"]] == pytest.approx(expected, rel=1e-6)
    assert start["share_nothing"] == 1


def test_the_summary_counts_what_the_table_shows(result: sim.Result) -> None:
    table, summary = result.outcomes, result.summary
    assert summary["reached.truce"].value == table["first_truce"].notna().mean()
    assert summary["outcome.short truces only"].value == (table["outcome"] == "short truces only").mean()
    assert summary["cynical.russia"].value == table["cynical_offers_russia"].sum() / table["offers_russia"].sum()
    assert summary["days_at_peace"].value == pytest.approx(table["days_at_peace"].mean())
    assert summary["first.truce"].value == table["first_truce"].median()
    assert summary["mediator_left"].of == RUNS


def test_mean_days_in_force_count_every_agreement(result: sim.Result) -> None:
    assert result.summary["lasted.truce"].of == result.outcomes["times_truce"].sum()


def test_every_interval_holds_its_value(result: sim.Result) -> None:
    for name, estimate in result.summary.items():
        if estimate.value is not None and estimate.low is not None:
            assert estimate.low <= estimate.value <= estimate.high, name


def test_the_example_is_the_first_run_with_the_most_frequent_outcome(result: sim.Result) -> None:
    table = result.outcomes
    most = table["outcome"].value_counts().idxmax()
    assert result.example == table.loc[table["outcome"] == most, "run"].iloc[0]
    assert result.ending_of(result.example) == most


def test_a_label_falls_back_on_the_name() -> None:
    bare = sim.run(sim.load("baseline").set("days", 1), runs=1)
    assert bare.label("russia") == "Russia"
    assert bare.label("thirty_day_ceasefire") == "30-day ceasefire"


def test_tables_on_disk_read_back_in_one_line(result: sim.Result, tmp_path) -> None:
    outputs.write_table(result.outcomes, tmp_path / "outcomes.csv")
    read = pd.read_csv(tmp_path / "outcomes.csv")
    assert list(read["times_truce"]) == list(result.outcomes["times_truce"])
    assert read["held_end"].to_numpy() == pytest.approx(result.outcomes["held_end"].to_numpy(), rel=1e-5)


def test_long_tables_are_written_in_slices(result: sim.Result, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    outputs.write_table(result.outcomes, tmp_path / "whole.csv")
    monkeypatch.setattr(outputs, "ROWS", 7)
    outputs.write_table(result.outcomes, tmp_path / "sliced.csv")
    assert (tmp_path / "whole.csv").read_bytes() == (tmp_path / "sliced.csv").read_bytes()


def test_the_json_summary_can_be_repeated_from_itself(result: sim.Result) -> None:
    summary = json.loads(outputs.as_json(result))
    again = sim.run(sim.load(summary["scenario"]).set("days", summary["days"]), runs=summary["runs"], seed=summary["seed"])
    assert again.scenario.digest == summary["digest"]
    assert json.loads(outputs.as_json(again)) == summary


@pytest.mark.parametrize(("name", "value"), [("runs", 0), ("runs", -1), ("runs", 2.0), ("runs", True), ("batch", 0), ("workers", 0), ("runs", 10**9)])
def test_counts_that_make_no_sense_are_refused(name: str, value: object) -> None:
    with pytest.raises(ValueError, match=rf"{name} is {value}, but"):
        sim.run("baseline", **{name: value})


def test_a_name_that_the_front_door_does_not_have_is_refused() -> None:
    with pytest.raises(AttributeError, match="module 'sim' has no attribute 'rum'; it offers Belligerent,"):
        _ = sim.rum
    assert "run" in dir(sim)
