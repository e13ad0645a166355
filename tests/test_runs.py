"""Ensembles: how the work is cut changes no number."""

from __future__ import annotations

import numpy as np

import sim


def test_workers_change_no_number() -> None:
    scenario = sim.load("baseline").set("days", 40)
    one, two = sim.run(scenario, runs=50, batch=20), sim.run(scenario, runs=50, batch=20, workers=2)
    assert one.outcomes.equals(two.outcomes)
    assert one.days.equals(two.days)
    assert np.array_equal(one.endings, two.endings)


def test_progress_is_told_as_runs_are_done() -> None:
    told: list[int] = []
    sim.run(sim.load("baseline").set("days", 2), runs=25, batch=10, progress=told.append)
    assert told == [10, 10, 5]


def test_run_takes_what_load_takes() -> None:
    assert sim.run({"title": "As it was", "extends": "baseline", "days": 3}, runs=4).scenario.days == 3


def test_the_panel_does_not_grow_with_the_ensemble_and_does_not_depend_on_the_batch() -> None:
    scenario = sim.load("baseline").set("days", 2)
    whole, cut = sim.run(scenario, runs=90, panel=50), sim.run(scenario, runs=90, panel=50, batch=7)
    assert whole.panel_size == cut.panel_size == 50
    assert whole.days.equals(cut.days)


def test_without_a_panel_there_are_shares_by_day_and_no_bands() -> None:
    result = sim.run(sim.load("baseline").set("days", 2), runs=30, panel=0)
    assert result.panel_size == 0
    assert set(result.days) == {"day", "share_nothing", *(f"share_{rung}" for rung in result.rungs)}
