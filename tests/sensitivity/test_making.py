"""From a scenario to its sensitivity: the same numbers however it is played, ends that are those of a comparison, and honest notes."""

from __future__ import annotations

import json

import numpy as np
import pytest

import sim
from sim import sensitivity
from sim.sensitivity import playing
from sim.sensitivity.making import check
from tests.ensembles import edited, shipped

SHORT = shipped().set("days", 30)
SMALL = {"settings": 16, "runs": 20}


def as_text(found: sensitivity.Sensitivity) -> str:
    """Everything that was found."""
    return found.table.to_csv() + json.dumps(found.as_dict())


def test_neither_batches_nor_workers_change_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = as_text(sensitivity.of(SHORT, **SMALL))
    monkeypatch.setattr(playing, "BATCH", 700)
    done: list[int] = []
    assert as_text(sensitivity.of(SHORT, **SMALL, workers=2, progress=done.append)) == whole
    assert len(done) > 2
    assert sum(done) == sensitivity.plays(4, **SMALL)


def test_numbers_depend_on_the_seed() -> None:
    assert as_text(sensitivity.of(SHORT, **SMALL)) != as_text(sensitivity.of(SHORT, **SMALL, seed=-2))


def test_no_global_generator_is_touched() -> None:
    before = np.random.get_state()[1].copy()
    sensitivity.of(SHORT, **SMALL)
    assert np.array_equal(np.random.get_state()[1], before)


def test_the_ends_are_those_of_a_comparison_on_the_same_luck() -> None:
    found = sensitivity.of(SHORT, ["us.leverage.russia=0.05:1.5"], ["reached.civilian_targets", "offers.russia"], **SMALL)
    sides = {end: SHORT.set("us.leverage.russia", value) for end, value in (("low", 0.05), ("high", 1.5))}
    of_scenario = sim.compare({"before": SHORT, **sides}, runs=2000)
    of_both = sim.compare({"before": sides["low"], "after": sides["high"]}, runs=2000)
    for outcome in found.words:
        (ends,) = found.ends[outcome]
        for number, end in enumerate(sides):
            expected = of_scenario.pairs[end].differences[outcome]
            assert (ends.from_scenario[number].value, ends.from_scenario[number].low) == (expected.change.value, expected.change.low)
            assert getattr(ends, end) == pytest.approx(expected.after)
            assert found.own[outcome] == pytest.approx(expected.before)
        change = of_both.pairs["after"].differences[outcome].change
        assert (ends.change.value, ends.change.low, ends.change.high) == (change.value, change.low, change.high)


def test_settings_of_the_design_are_played_as_each_alone() -> None:
    varied = sensitivity.ranges(SHORT, ["us.bias", "ukraine.trust"])
    values = playing.at(varied, np.array([[0.25, 0.5], [1.0, 0.0]]))
    together = playing.play(SHORT, ["us.bias", "ukraine.trust"], 1, ["offers.ukraine"], playing.Block(0, values, 20))["offers.ukraine"]
    for row, (bias, trust) in enumerate(values):
        alone = sim.run(SHORT.set_all({"us.bias": float(bias), "ukraine.trust": float(trust)}), runs=20, panel=0)
        assert np.array_equal(together[row], alone.columns["offers_ukraine"])


def test_means_over_batches_are_of_consecutive_runs_and_the_variance_is_between_runs() -> None:
    block = playing.Block(0, np.array([[0.3]]), 40)
    (runs,) = playing.play(SHORT, ["us.bias"], 1, ["offers.russia"], block)["offers.russia"]
    ((summary,),) = playing.summed_up(SHORT, ["us.bias"], 1, ["offers.russia"], 20, block)
    np.testing.assert_allclose(summary[:-1], [runs[first : first + 2].mean() for first in range(0, 40, 2)])
    assert summary[-1] == pytest.approx(np.var(runs, ddof=1))


def test_a_strategy_of_ones_own_plays_too() -> None:
    stubborn = SHORT.set("russia.strategy", "stubborn")
    assert as_text(sensitivity.of(stubborn, **SMALL)) != as_text(sensitivity.of(SHORT, **SMALL))


@pytest.mark.parametrize("name", ["two_cities", "several_allies", "ladder_of_truces"])
def test_the_usual_outcomes_are_there_in_other_scenarios_too(name: str) -> None:
    scenario = edited(lambda data: data.update(days=30, events=[]), shipped(name))
    attacker = scenario.situation.role("attacker")[0]
    found = sensitivity.of(scenario, [f"{attacker}.trust=0.1:0.9"], **SMALL)
    assert "outcome.settlement holding" in found.words
    assert next(iter(found.words)).startswith("reached.")


def test_what_a_reader_should_know_of_the_ranges_is_said() -> None:
    scenario = sim.load({"extends": "baseline", "title": "Set", "days": 12, "events": [{"day": 9, "title": "New", "set": {"us.bias": 0.5}}]})
    found = sensitivity.of(scenario.set("us.lean", 0.95), ["us.bias", "us.lean"], **SMALL)
    assert found.notes == [
        "us.bias varies up to day 9 only, when an event sets it.",
        "us.lean is 0.95 in the scenario, outside of the range 0.4 to 0.8.",
    ]


@pytest.mark.parametrize(("settings", "runs"), [(100, 20), (8, 20), (0, 20), (True, 20), (2**17, 20), (16, 30), (16, 0), (16, 40_000), (16, True)])
def test_counts_that_the_design_cannot_take_are_refused(settings: int, runs: int) -> None:
    with pytest.raises(ValueError, match="should be a"):
        check(settings, runs, 1)


def test_more_runs_than_anybody_can_wait_for_are_counted_and_refused() -> None:
    with pytest.raises(ValueError, match=r"5,177,344 settings of 1,000 runs are 5,177,\d+,000 runs, but at most"):
        check(65_536, 1000, 77)
