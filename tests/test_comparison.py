"""Several scenarios on the same luck."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import pytest

import sim
from sim.comparison import LEFT_OUT, Comparison
from sim.result import OUTCOMES
from tests.ensembles import edited, only, shipped, without

RUNS, SEED = 400, 5


@functools.cache
def guaranteed() -> Comparison:
    """The baseline, a stronger guarantee, and more pressure."""
    names = {"as it was": "baseline", "guarantee": "european_guarantees", "pressure": "pressing_moscow"}
    return sim.compare({name: short(shipped(scenario), 120) for name, scenario in names.items()}, runs=RUNS, seed=SEED)


def short(scenario: Any, days: int = 30) -> Any:
    """A scenario of few days."""
    return scenario.set("days", days)


def compared(before: Any, after: Any) -> Comparison:
    """Two scenarios of few days and runs."""
    return sim.compare({"before": before, "after": after}, runs=20)


@pytest.mark.parametrize("name", ["as it was", "guarantee", "pressure"])
def test_each_result_is_that_of_a_run_of_its_own(name: str) -> None:
    result = guaranteed().results[name]
    alone = sim.run(result.scenario, runs=RUNS, seed=SEED, panel=0)
    assert alone.outcomes.equals(result.outcomes)
    assert np.array_equal(alone.endings, result.endings)
    assert np.array_equal(alone.at_rung, result.at_rung)


def test_before_and_after_are_what_the_summaries_say() -> None:
    known = 0
    for pair in guaranteed().pairs.values():
        for name, found in pair.differences.items():
            if name in pair.before.summary:
                known += 1
                expected = tuple(result.summary[name].value for result in (pair.before, pair.after))
                assert (found.before, found.after) == pytest.approx(expected), name
                assert found.change.value == pytest.approx(found.after - found.before, abs=1e-12), name
                assert (found.change.words, found.change.kind) == (pair.before.summary[name].words, pair.before.summary[name].kind)
    assert known > 50


def test_every_number_of_the_summary_is_compared_or_left_out_for_a_reason() -> None:
    pair = guaranteed().pairs["guarantee"]
    left_out = {name.split(".")[0] for name in pair.before.summary if name not in pair.differences}
    assert left_out == set(LEFT_OUT)
    assert all(len(reason) > 40 for reason in LEFT_OUT.values())


def test_days_until_a_rung_is_reached_count_to_the_end_where_it_never_is() -> None:
    pair = guaranteed().pairs["pressure"]
    first = pair.after.outcomes["first_thirty_day_ceasefire"].fillna(pair.after.scenario.days)
    assert pair.differences["until.thirty_day_ceasefire"].after == pytest.approx(first.mean())


def test_the_table_has_a_row_for_each_scenario_and_number() -> None:
    table = guaranteed().differences
    assert list(table.columns) == ["scenario", "number", "words", "kind", "before", "after", "difference", "low", "high", "runs"]
    assert list(table["scenario"].unique()) == ["guarantee", "pressure"]
    assert not table.duplicated(["scenario", "number"]).any()
    clear = table.dropna(subset=["low"])
    assert (clear["low"] <= clear["difference"]).all()
    assert (clear["difference"] <= clear["high"]).all()


def test_the_same_luck_makes_intervals_narrower() -> None:
    before = short(shipped(), 150)
    pair = sim.compare({"before": before, "after": before.set("us.bias", 0.31)}, runs=RUNS, seed=SEED).pairs["after"]
    for name in ("outcome.short truces only", "days_at_peace", "cynical.ukraine", "trust_end.ukraine"):
        change = pair.differences[name].change
        ends = [result.summary[name] for result in (pair.before, pair.after)]
        unpaired = np.hypot(*((end.high - end.low) / 2 for end in ends))
        assert (change.high - change.low) / 2 < 0.8 * unpaired, name


def test_changed_counts_the_runs_whose_outcome_differs() -> None:
    found = guaranteed()
    before, after = (found.results[name].columns["outcome"] for name in ("as it was", "guarantee"))
    row = found.changed.set_index("scenario").loc["guarantee"]
    assert row["share"] == pytest.approx(np.mean(before != after))
    assert row["low"] < row["share"] < row["high"]
    assert row["first_run"] == np.flatnonzero(before != after)[0] + 1


def test_changes_add_up_to_how_the_runs_ended() -> None:
    found = guaranteed()
    for name, table in found.changes.groupby("scenario"):
        assert table["runs"].sum() == RUNS
        for side, result in (("before", found.before), ("after", found.results[name])):
            counts = table.groupby(side)["runs"].sum()
            expected = np.bincount(result.columns["outcome"], minlength=len(OUTCOMES))
            assert {OUTCOMES[code]: count for code, count in enumerate(expected) if count} == counts.to_dict()


def test_the_table_of_partings_has_a_row_per_run() -> None:
    found = guaranteed()
    table = found.parted
    assert list(table["run"]) == list(range(1, RUNS + 1))
    assert list(table["outcome: guarantee"]) == list(found.results["guarantee"].outcomes["outcome"])
    assert np.array_equal(table["day parted: pressure"].fillna(0), found.parted_on["pressure"])


def test_a_history_that_never_parts_has_no_day() -> None:
    found = compared(short(shipped()), short(shipped()))
    assert found.parted["day parted: after"].isna().all()
    assert found.pairs["after"].same
    assert (found.pairs["after"].days_parted, found.pairs["after"].first_changed, found.pairs["after"].ever_parted.value) == (None, None, 0)
    assert found.changed["first_run"].isna().all()


# What cannot be compared


def test_scenarios_of_different_length_are_compared_over_the_shorter() -> None:
    late = edited(lambda data: data.update(days=40, events=[{"day": 35, "title": "Late", "change": {"front.held": 0.1}}]))
    found = sim.compare({"short": short(shipped()), "long": late}, runs=20)
    assert [result.scenario.days for result in found.results.values()] == [30, 30]
    assert found.not_compared == [
        "All are compared over 30 days, the length of the shortest (short 30, long 40 days); what comes later is not compared."
    ]
    assert not found.parted_on["long"].any()


def test_the_first_days_of_a_longer_scenario_are_what_they_are_alone() -> None:
    found = sim.compare({"long": short(shipped(), 90), "short": short(shipped())}, runs=20)
    assert found.results["long"].outcomes.equals(found.results["short"].outcomes)
    assert found.results["long"].scenario.name == "baseline"


def test_rungs_that_not_both_have_are_named_and_the_rest_is_compared() -> None:
    found = compared(short(without("us")), short(only("truce", "freeze", scenario=without("us"))))
    missing = "‘Civilian targets spared’, ‘30-day ceasefire’, ‘Settlement’"
    assert f"On the ladder of before, but not of after: {missing}." in found.not_compared
    names = found.pairs["after"].differences
    assert {name for name in names if name.startswith("reached.")} == {"reached.truce", "reached.freeze"}
    assert "outcome.settlement holding" in names


def test_without_a_mediator_on_one_side_its_numbers_are_left_out() -> None:
    found = compared(short(shipped()), short(without("us")))
    sentence = "before has a mediator and after has none, so its leaving, its deadlines and the answers to it are left out."
    assert sentence in found.not_compared
    assert not {"mediator_left", "deadlines_passed", "table_yes.russia"} & set(found.pairs["after"].differences)


def test_without_a_red_line_on_one_side_its_fall_is_left_out() -> None:
    found = compared(edited(lambda data: data["red_lines"].clear(), short(shipped())), short(shipped()))
    assert found.not_compared == ["after has a red line and before has none, so whether one is dropped is left out."]
    assert "red_line_dropped" not in found.pairs["after"].differences


def test_parties_with_other_names_are_compared_by_role() -> None:
    found = sim.compare([short(shipped()), "two_cities", "pressing_moscow"], runs=20)
    cities, pressing = (found.pairs[name] for name in ("two_cities", "pressing_moscow"))
    assert any(sentence.endswith("as each is the attacker.") for sentence in cities.not_compared)
    assert cities.differences["offers.attacker"].change.words == "Attacker: offers"
    assert pressing.differences["offers.attacker"].change.words == "Russia: offers"
    assert set(cities.differences) <= set(pressing.differences)


# Names, and what is refused


def test_scenarios_without_names_go_by_their_own() -> None:
    found = sim.compare(["baseline", shipped("european_guarantees")], runs=2)
    assert list(found.results) == ["baseline", "european_guarantees"]
    assert repr(found) == "<Comparison of european_guarantees with baseline: 2 runs of 365 days>"


def test_a_picture_calls_a_scenario_by_its_title_if_that_tells_it_apart() -> None:
    plain, other = short(shipped()), short(shipped("european_guarantees"))
    found = sim.compare({"baseline": plain, "european_guarantees": other, "mine": plain}, runs=2)
    assert [found.label(name) for name in found.results] == [plain.title, other.title, "mine"]


@pytest.mark.parametrize(
    ("scenarios", "sentence"),
    [
        ({"one": "baseline"}, "a comparison takes 2 to 8 scenarios, but there is 1"),
        ({}, "a comparison takes 2 to 8 scenarios, but there are 0"),
        ({str(number): "baseline" for number in range(9)}, "a comparison takes 2 to 8 scenarios, but there are 9"),
        (["baseline", "baseline"], "two of the scenarios have one name"),
        ("baseline", "a comparison takes scenarios by name, .* but this is a str"),
        (3, "a comparison takes scenarios by name, .* but this is a int"),
    ],
)
def test_what_is_no_comparison_is_refused_in_a_sentence(scenarios: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        sim.compare(scenarios, runs=2)


def test_a_scenario_that_cannot_be_used_is_refused_as_everywhere() -> None:
    with pytest.raises(sim.ScenarioError, match="there is no scenario 'baselin'"):
        sim.compare(["baseline", "baselin"], runs=2)
    with pytest.raises(ValueError, match="runs is 0"):
        sim.compare(["baseline", "pressing_moscow"], runs=0)


def test_progress_counts_each_run_once_for_all_scenarios() -> None:
    told: list[int] = []
    scenarios = {"before": short(shipped(), 2), "after": short(shipped(), 2)}
    sim.compare(scenarios, runs=25, batch=20, progress=told.append)
    assert told == [10, 10, 5]


def test_fewer_runs_are_the_first_of_more_and_no_daily_states_are_kept() -> None:
    scenarios = {"before": short(shipped(), 60), "after": short(shipped("pressing_moscow"), 60)}
    few, many = (sim.compare(scenarios, runs=runs, batch=50) for runs in (30, 100))
    assert np.array_equal(many.parted_on["after"][:30], few.parted_on["after"])
    assert few.parted_on["after"].any()
    assert many.before.panel == few.before.panel == {}
