"""What is not known: runs that are given settings of the calibrated set, and the intervals that come of it, apart from luck."""

from __future__ import annotations

import json

import numpy as np
import pytest

import sim
from sim import outputs, uncertain
from sim.analysis import ignorance
from sim.calibration import inputs
from sim.story import tell
from tests.cli.command import parley
from tests.ensembles import edited, shipped

RUNS, DAYS = 400, 90


@pytest.fixture(scope="module")
def result() -> sim.Result:
    """An uncertain ensemble of the baseline."""
    return sim.run(shipped().set("days", DAYS), runs=RUNS, seed=5, uncertain=True, panel=10)


def test_the_calibrated_set_lies_within_the_priors():
    assert 200 <= uncertain.how_many() <= 1000
    priors = {prior.name: prior for prior in inputs.priors(shipped())}
    assert set(uncertain.settings()) == set(priors)
    for name, values in uncertain.settings().items():
        assert (values >= priors[name].low).all(), name
        assert (values <= priors[name].high).all(), name


def test_settings_are_given_evenly_and_say_nothing_of_other_luck():
    given = uncertain.which(1, np.arange(1, 20_001))
    count = np.bincount(given, minlength=uncertain.how_many())
    expected = 20_000 / count.size
    assert ((count - expected) ** 2 / expected).sum() < count.size + 5 * np.sqrt(2 * count.size)


def test_each_run_is_the_run_of_its_setting(result):
    for run in (1, 7, RUNS):
        scenario = uncertain.scenario_of(result, run)
        alone = sim.run(scenario, runs=run, seed=5, panel=0).columns
        for name in set(alone) - {"run"}:
            assert alone[name][run - 1] == pytest.approx(result.columns[name][run - 1], abs=1e-9, nan_ok=True), name


def test_the_batch_and_the_workers_change_nothing(result):
    again = sim.run(shipped().set("days", DAYS), runs=RUNS, seed=5, uncertain=True, panel=10, batch=150, workers=2)
    for name, values in result.columns.items():
        np.testing.assert_array_equal(values, again.columns[name], err_msg=name)


def test_what_a_scenario_says_itself_is_not_uncertain():
    pressed = sim.load("pressing_moscow")
    assert "us.leverage.russia" not in uncertain.not_known(pressed)
    assert "us.leverage.ukraine" in uncertain.not_known(pressed)


def test_a_scenario_that_takes_nothing_over_gets_a_sentence():
    with pytest.raises(sim.ScenarioError, match="two_cities has other parties than baseline"):
        sim.run("two_cities", runs=3, uncertain=True)


def test_a_scenario_without_a_party_leaves_its_values_out():
    alone = edited(lambda data: data["parties"].pop("europe"))
    assert not any(name.startswith("europe.") for name in uncertain.not_known(alone))
    assert sim.run(alone.set("days", 30), runs=3, uncertain=True, panel=0).runs == 3


def test_ignorance_is_wider_than_luck_in_what_the_parameters_decide():
    year = sim.run("baseline", runs=2000, seed=1, uncertain=True, panel=0)
    luck, (low, high) = year.summary["reached.settlement"], uncertain.intervals(year)["reached.settlement"]
    assert high - low > 3 * (luck.high - luck.low)
    assert low < luck.value < high


def test_every_interval_of_a_share_lies_between_0_and_1(result):
    for name, (low, high) in uncertain.intervals(result).items():
        assert low <= high, name
        if result.summary[name].kind != "mean":
            assert 0 <= low <= high <= 1, name


def test_an_ensemble_with_one_setting_has_no_such_intervals():
    assert uncertain.intervals(sim.run(shipped().set("days", 30), runs=3, panel=0)) == {}


# Luck taken out


def grouped(settings: int, each: int, spread: float, luck: float) -> tuple[np.ndarray, np.ndarray]:
    """Numbers of runs of settings whose means differ by a known spread."""
    chance = np.random.default_rng(1)
    given = np.repeat(np.arange(settings), each)
    return chance.normal(0, spread, settings)[given] + chance.normal(0, luck, given.size), given


@pytest.mark.parametrize("luck", [0.0, 1.0, 5.0])
def test_the_interval_has_the_spread_of_the_settings_whatever_the_luck(luck):
    low, high = ignorance.interval(*grouped(400, 8, 1.0, luck))
    assert (high - low) / (2 * 1.96) == pytest.approx(1.0, rel=0.2)


def test_where_settings_do_not_differ_nothing_is_left_but_the_mean():
    values, given = grouped(300, 6, 0.0, 1.0)
    low, high = ignorance.interval(values, given)
    assert high - low < 0.5 * (2 * 1.96 / np.sqrt(6))  # half of what luck alone would spread


def test_one_setting_has_the_mean_alone():
    assert ignorance.interval(np.array([1.0, 3.0]), np.array([4, 4])) == (2.0, 2.0)


# On the screen and in files


def test_the_summary_shows_luck_and_ignorance_apart(tmp_path):
    status, said, complaint = parley("run", "baseline", "--runs", "300", "--days", "60", "--uncertain", "--out", str(tmp_path / "out"))
    assert status == 0, complaint
    assert "What is not known, beside what is luck" in said
    assert f"one of {uncertain.how_many()} settings of {len(uncertain.settings())} parameters" in " ".join(said.split())
    assert max(map(len, said.splitlines())) <= 80
    kept = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert kept["uncertain"]["settings"] == uncertain.how_many()
    assert kept["uncertain"]["intervals"]["reached.truce"]["low"] < kept["numbers"]["reached.truce"]["value"]
    assert "setting" in (tmp_path / "out" / "outcomes.csv").read_text(encoding="utf-8").splitlines()[0].split(",")


def test_the_story_of_an_uncertain_run_is_told_with_its_setting(result):
    run = result.example
    told = tell(uncertain.scenario_of(result, run), result.seed, run)
    assert result.ending_of(run)
    assert told[-1].sentence != ""
    assert "uncertain" in outputs.summary(result)


def test_a_certain_summary_says_nothing_of_it(tmp_path):
    status, said, _ = parley("run", "baseline", "--runs", "20", "--days", "30", "--out", str(tmp_path / "out"))
    assert status == 0
    assert "What is not known" not in said
    assert "uncertain" not in json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
