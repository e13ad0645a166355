"""Keeping an agreement is weighed only where a die could let somebody break or leave it: that changes nothing, and observers see all of it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import sim
from sim.agents import Belligerent
from sim.ladder import NOTHING
from sim.model import Talks
from sim.observer import Observer
from sim.record import Outcomes

DAYS, RUNS = 90, 400


class Weighing(Belligerent):
    """The same judgement in a class of its own, of whose chances nothing is known beforehand."""


class Watch(Observer):
    """Keeps how many runs were policed each day, and how many were weighed for those who watch."""

    def __init__(self) -> None:
        self.weighed_runs: list[int] = []
        self.policed_runs: list[int] = []

    def weighed(self, model, views, runs, deal):
        assert {view.held.size for view in views.values()} == {runs.size} == {deal.weight.size}
        self.weighed_runs.append(runs.size)

    def policed(self, model, runs, conduct):
        assert {did.violated.size for did in conduct.values()} == {runs.size}
        self.policed_runs.append(runs.size)


def played(scenario: sim.Scenario, observers: tuple[Observer, ...] = (), **options: object) -> pd.DataFrame:
    """The outcomes of some runs."""
    model = Talks(scenario, seed=3, runs=RUNS, **options)
    outcomes = Outcomes(model)
    model.observers += [outcomes, *observers]
    for _ in range(DAYS):
        model.step()
    model.close_down()
    return pd.DataFrame(outcomes.columns(model))


@pytest.mark.parametrize(
    "values", [{}, {"truces.tempo": 1.0, "truces.review": 1.0}, {"truces.accident": 0.0, "truces.tempo": 0.0}, {"truces.review": 0.0}]
)
def test_it_changes_no_outcome(values: dict[str, float]) -> None:
    scenario = sim.load("baseline").set("days", DAYS).set_all(values)
    everywhere = played(scenario, strategies={"russia": Weighing, "ukraine": Weighing})
    found = played(scenario)
    pd.testing.assert_frame_equal(found, everywhere)
    assert found["times_truce"].sum() > 0


def test_it_changes_no_outcome_where_chances_differ_from_run_to_run() -> None:
    scenario = sim.load("baseline").set("days", DAYS)
    vary = {name: np.linspace(0, 1, RUNS) for name in ("truces.accident", "truces.tempo", "truces.review")}
    everywhere = played(scenario, vary=vary, strategies={"russia": Weighing, "ukraine": Weighing})
    found = played(scenario, vary=vary)
    pd.testing.assert_frame_equal(found, everywhere)
    assert found["violations_russia"].sum() > 0
    assert found["denounced_russia"].sum() > 0


def test_who_watches_sees_all_that_is_in_force() -> None:
    watch = Watch()
    scenario = sim.load("baseline").set("days", DAYS)
    pd.testing.assert_frame_equal(played(scenario, (watch,)), played(scenario))
    assert watch.weighed_runs == watch.policed_runs
    assert max(watch.policed_runs) > 50


class Policed(Observer):
    """Keeps how many runs were policed each day, and does not ask who weighs."""

    def __init__(self) -> None:
        self.days: list[int] = []

    def policed(self, model, runs, conduct):
        assert {did.violated.size for did in conduct.values()} == {runs.size}
        assert (model.table.rung[runs] != NOTHING).all()
        self.days.append(runs.size)


def test_who_asks_only_what_was_done_hears_of_fewer_runs_and_never_of_none() -> None:
    scenario = sim.load("baseline").set("days", DAYS).set_all({"truces.accident": 0.0, "truces.tempo": 0.001, "truces.review": 0.001})
    policed, watch = Policed(), Watch()
    played(scenario, (policed,))
    played(scenario, (watch,))
    assert 0 < len(policed.days) < DAYS
    assert min(policed.days) > 0
    assert sum(policed.days) < 0.05 * sum(watch.policed_runs)


def test_no_die_that_could_act_is_passed_over() -> None:
    model = Talks("baseline", seed=3, runs=RUNS)
    model.step()
    runs = np.arange(RUNS)
    violation, denunciation = model.attacker.throw(["violation", "denunciation"], runs)
    could = model.attacker.could_act(np.full(RUNS, model.truces.accident), runs)
    highest = 1 - (1 - model.truces.accident) * (1 - model.truces.tempo)
    assert could.tolist() == ((violation < highest) | (denunciation < model.truces.review)).tolist()
    assert 0 < could.sum() < RUNS
    model.close_down()
