"""The scalar peer, written from the specification alone, and the package agree within Monte Carlo error."""

from __future__ import annotations

import functools
import importlib.util
import math
import pathlib

import numpy as np
import pytest

from sim.result import OUTCOMES
from tests.ensembles import edited, ensemble, outcome, shipped

pytestmark = pytest.mark.no_cover  # whole runs, whose parts are measured elsewhere: tracing would take as long again

PEER = pathlib.Path(__file__).parent.parent / "benchmarks" / "scalar_peer.py"
PEER_RUNS, RUNS = 300, 4096
SPECIAL = ("outcome", "terms")
ERRORS = 4.5
ENOUGH = 50  # days that are compared


@functools.cache
def peer():
    """The module of the scalar peer."""
    spec = importlib.util.spec_from_file_location("scalar_peer", PEER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def two_allies(data):
    """Two allies that sanction and backfill, and nobody to mediate."""
    del data["parties"]["us"]
    data["parties"]["europe"] |= {"sanctions": 0.03, "guarantee": 0.4}
    data["parties"]["asia"] = {"role": "ally", "aid": 0.0003, "backfill": 0.9, "guarantee": 0.3, "sanctions": 0.02}
    data["red_lines"]["ukraine"] = {"blocks": ["settlement"], "worth": 0.02, "hazard": 0.02}
    data["days"] = 200


SCENARIOS = {
    "baseline": shipped(),
    "pressure, aid and a mediator that leaves": shipped().set_all(
        {"us.leverage.russia": 0.2, "us.leverage.ukraine": 0.2, "us.aid": 0.001, "us.after_exit": 0, "us.candour.russia": 0.01}
        | {"us.enforce": 0.5, "us.deadline": 35, "us.progress": 0.01, "days": 200}
    ),
    "two allies without a mediator": edited(two_allies),
    "trust and trouble": shipped().set_all({"ukraine.trust": 0.6, "shocks.atrocity.hazard": 0.02, "truces.accident": 0.1, "days": 250}),
}


@functools.cache
def rows(name):
    """The peer's runs of a scenario."""
    data = SCENARIOS[name].to_dict()
    data.pop("events", None)
    return peer().run_many(data, PEER_RUNS, seed=1)


def always_there(name, column):
    """Whether every run of the peer has a value in a column."""
    return all(row[column] is not None for row in rows(name))


def agree(one, another, smallest):
    """Two samples have the same mean within Monte Carlo error; ``smallest`` is what one run more or less would change."""
    spread = math.sqrt(np.var(one, ddof=1) / len(one) + np.var(another, ddof=1) / len(another))
    return abs(np.mean(one) - np.mean(another)) <= ERRORS * spread + smallest


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_outcome_shares_agree(name):
    for label in OUTCOMES:
        theirs, ours = [float(row["outcome"] == label) for row in rows(name)], outcome(ensemble(SCENARIOS[name], RUNS), label)
        assert agree(theirs, ours, 3 / PEER_RUNS), label


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_means_of_all_counts_and_states_agree(name):
    result = ensemble(SCENARIOS[name], RUNS)
    compared = [column for column in rows(name)[0] if column in result.columns and column not in SPECIAL and always_there(name, column)]
    if "us" not in SCENARIOS[name].situation.parties:
        compared.remove("blame_end")  # nobody blames; see the limits of runs
    assert len(compared) > 25
    for column in compared:
        theirs, ours = [float(row[column]) for row in rows(name)], result.columns[column].astype(float)
        assert agree(theirs, ours, 3 * np.abs(ours).max() / PEER_RUNS * (np.var(theirs) == 0)), column


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_happens_happens_as_often_and_as_early(name):
    result = ensemble(SCENARIOS[name], RUNS)
    for column in [*(f"first_{rung}" for rung in result.rungs), "mediator_left", "red_line_dropped", "direct_talks"]:
        theirs, ours = [row[column] for row in rows(name)], result.columns[column]
        assert agree([float(day is not None) for day in theirs], (ours > 0).astype(float), 3 / PEER_RUNS), column
        days, ours = [day for day in theirs if day is not None], ours[ours > 0]
        if len(days) > ENOUGH:
            assert agree(days, ours.astype(float), 0.1), column


def test_the_mediator_leaves_often_enough_for_the_day_to_be_compared():
    left = [row["mediator_left"] for row in rows("pressure, aid and a mediator that leaves")]
    assert len([day for day in left if day is not None]) > ENOUGH


def test_the_terms_of_settlements_agree():
    theirs = [row["terms"] for row in rows("trust and trouble") if row["terms"] is not None]
    ours = ensemble(SCENARIOS["trust and trouble"], RUNS).columns["terms"]
    assert len(theirs) > 30
    assert agree(theirs, ours[np.isfinite(ours)], 1e-4)


def test_the_comparison_would_notice_another_scenario():
    theirs, ours = (
        [float(row["days_at_peace"]) for row in rows("baseline")],
        ensemble(shipped().set("europe.guarantee", 0), RUNS).columns["days_at_peace"],
    )
    assert not agree(theirs, ours.astype(float), 0)
