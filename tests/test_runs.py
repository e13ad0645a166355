"""Ensembles: how the work is cut, and what happens when a worker dies."""

from __future__ import annotations

import functools
import os
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import numpy as np
import pytest

import sim
from sim import runs
from sim.runs import Piece

BLOCKS = [(1, 2), (3, 4), (5, 5)]


def piece(block: tuple[int, int]) -> Piece:
    """A batch that only knows its run numbers."""
    numbers = np.arange(block[0], block[1] + 1)
    return Piece({"run": numbers}, np.zeros(1), np.zeros(1), {})


def dies_once(folder: str, block: tuple[int, int]) -> Piece:
    """The worker that gets block 3 dies the first time."""
    died = Path(folder) / "died"
    if block[0] == 3 and not died.exists():
        died.touch()
        os._exit(1)
    return piece(block)


def always_dies(block: tuple[int, int]) -> Piece:
    """A worker that never comes back."""
    os._exit(1)


def fails(block: tuple[int, int]) -> Piece:
    """A batch with a fault in it."""
    raise ArithmeticError("a fault in a batch")


def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    pieces = list(runs.together(functools.partial(dies_once, str(tmp_path)), BLOCKS, 2))
    assert sorted(int(done.columns["run"][0]) for done in pieces) == [1, 3, 5]
    assert (tmp_path / "died").exists()


def test_workers_that_always_die_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "ATTEMPTS", 2)
    with pytest.raises(BrokenProcessPool):
        list(runs.together(always_dies, BLOCKS, 2))


def test_a_fault_in_a_batch_is_not_tried_again() -> None:
    with pytest.raises(ArithmeticError, match="a fault in a batch"):
        list(runs.together(fails, BLOCKS, 2))


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
