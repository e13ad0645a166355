"""What the page is told, held against what ``sim.run`` and ``sim.compare`` say."""

from __future__ import annotations

import functools
import json
from typing import Any

import numpy as np
import pytest

import sim
from sim import charts, outputs
from sim.charts import ceasefires, style
from sim.charts.why import TERMS as PICTURED
from sim.cli.options import chosen
from sim.result import Result
from sim.runs import run
from sim.scenario import Scenario
from sim.web.answers import colours, describing, holding, states, taking, weighing, year
from sim.web.answers.differences import differences
from sim.web.answers.ensemble import all_as_json, as_json
from sim.web.answers.playing import Played, differing, evenly, play, side_by_side
from sim.web.meaning import Meant, Setting, scenario_of
from sim.web.settings import HERE

RUNS, DAYS, WORK = 60, 120, 10**6
VALUES = (("russia.trust", 0.4), ("us.bias", 0.1))
ASKED = Setting(Meant("baseline", "", VALUES), RUNS, 3, DAYS)


@functools.cache
def scenario() -> Scenario:
    """The setting that is asked for, as a scenario."""
    return sim.load("baseline", [f"{name}={value}" for name, value in VALUES]).set("days", DAYS)


@functools.cache
def result() -> Result:
    """What ``sim.run`` makes of it."""
    return run(scenario(), RUNS, 3)


@functools.cache
def played() -> Played:
    """What the page plays."""
    return play(scenario(), RUNS, 3)


@functools.cache
def answer() -> dict[str, Any]:
    """What the page is told, after its way through JSON."""
    found: dict[str, Any] = json.loads(as_json(ASKED, None, WORK))
    return found


def test_the_page_has_the_summary_of_sim_run() -> None:
    assert played().result.summary == result().summary


def test_states_on_the_days_shown_are_those_of_sim_run() -> None:
    shown = played().shown
    assert shown[0] == 0
    assert shown[-1] == DAYS
    for name, values in result().panel.items():
        np.testing.assert_array_equal(played().result.panel[name], values[shown])


def asked(*values: tuple[str, Any], name: str = "baseline") -> Setting:
    """A setting of a few runs."""
    return Setting(Meant(name, "", values), 20, 3, 40 if name == "baseline" else None)


def test_settings_played_side_by_side_are_what_they_are_alone() -> None:
    names = ["russia.trust", "us.aid", "agreements.truce.weight"]
    others = [
        sim.load("baseline").set("days", 60).set_all(dict(zip(names, values, strict=True)))
        for values in ((0.2, 0, 0.1), (0.9, 0.0003, 0.8), (0.5, 0.0001, 0.4))
    ]
    for together, scenario in zip(side_by_side(others, names, 40, 5), others, strict=True):
        alone = run(scenario, 40, 5)
        for name, column in alone.columns.items():
            np.testing.assert_array_equal(together.result.columns[name], column, err_msg=name)
        np.testing.assert_array_equal(together.result.endings, alone.endings)
        np.testing.assert_array_equal(together.result.at_rung, alone.at_rung)
        assert together.result.summary == alone.summary
        for state, values in alone.panel.items():
            np.testing.assert_array_equal(together.result.panel[state], values[together.shown], err_msg=state)
        assert together.weighed == play(scenario, 40, 5).weighed


def test_questions_answered_together_are_answered_as_alone() -> None:
    several = [asked(("us.bias", 0.1)), asked(("us.bias", 7)), asked(), asked(("russia.trust", 0.7), ("us.bias", 0.2))]
    found = all_as_json([(one, several[2] if place == 3 else None, WORK) for place, one in enumerate(several)])
    assert isinstance(found[1], sim.ScenarioError)
    for place in (0, 2, 3):
        assert found[place] == as_json(several[place], several[2] if place == 3 else None, WORK)


def test_what_cannot_share_a_batch_is_played_alone() -> None:
    for one in (asked(("talks.every", 3)), asked(("agreements.truce.coverage", 0.5)), asked(("us.table", "truce"))):
        assert differing([asked(), one], [scenario_of(asked().meant), scenario_of(one.meant)]) is None
    drought = [asked(name="two_cities"), asked(("dastra.war_cost", 0.2), name="two_cities")]
    assert differing(drought, [scenario_of(one.meant) for one in drought]) is None
    assert differing([asked(), asked(("us.bias", 0.1))], [scenario_of(asked().meant), scenario_of(asked(("us.bias", 0.1)).meant)]) == ["us.bias"]


def test_intervals_travel_unrounded() -> None:
    for name, found in answer()["headline"]["outcomes"].items():
        estimate = result().summary[f"outcome.{name}"]
        assert found == {"value": estimate.value, "low": estimate.low, "high": estimate.high}


def test_at_rest_is_a_ceasefire_or_a_settlement_that_holds() -> None:
    outcomes = answer()["headline"]["outcomes"]
    expected = outcomes["ceasefire holding"]["value"] + outcomes["settlement holding"]["value"]
    assert answer()["headline"]["at_rest"]["value"] == pytest.approx(expected)


def test_shares_of_a_day_are_those_of_days_csv() -> None:
    days = result().days
    for rung, shares in zip(result().rungs, answer()["year"]["shares"], strict=True):
        assert shares == [round(1000 * share) for share in days[f"share_{rung}"]]


def test_many_days_are_drawn_as_means_of_a_few() -> None:
    first, shares = year.in_parts(np.arange(1000.0)[:, None])
    assert len(first) <= year.MOST_DAYS
    assert (first[1], shares[0, 0], shares[-1, 0]) == (3, 1.0, 999.0)


def test_curves_of_ceasefires_are_those_of_the_result() -> None:
    curves = answer()["holding"]["curves"]
    assert curves
    for curve in curves:
        broken = result().broken(result().rungs[curve["rung"]])
        assert curve["share"] == [round(1000 * (1 - broken.share[day])) for day in curve["days"]]


def test_the_page_and_the_pictures_leave_out_the_same() -> None:
    assert (holding.ENOUGH, holding.AT_RISK, holding.A_MONTH) == (ceasefires.ENOUGH, ceasefires.AT_RISK, ceasefires.A_MONTH)
    assert [curve.number for curve in holding.curves(result())] == [curve.number for curve in ceasefires.drawn(result())]


def test_terms_add_up_to_the_advantage_of_every_agreement() -> None:
    for by_role in played().weighed.values():
        for weights in by_role.values():
            for weight in weights:
                assert sum(weight.terms.values()) == pytest.approx(weight.advantage, abs=1e-12)


def test_at_the_start_everybody_weighs_as_the_prompt_says() -> None:
    model = sim.Talks(scenario(), seed=3)
    views = model.weigh()
    model.close_down()
    for role, weights in played().weighed[0].items():
        for rung, weight in zip(model.ladder.rungs, weights, strict=True):
            assert weight.advantage == pytest.approx(float(np.ravel(views[role].advantage(rung))[0]))
            assert weight.yes == pytest.approx(float(np.ravel(views[role].yes_chance(rung))[0]))


def test_bands_are_those_of_days_csv() -> None:
    row = result().days.iloc[DAYS]
    for side, found in zip(("russia", "ukraine"), answer()["moods"]["states"]["trust"], strict=True):
        assert [band[-1] for band in found] == [round(1000 * row[f"trust_{side}_{name}"]) for name in ("q05", "q25", "q50", "q75", "q95")]


def test_without_a_mediator_there_is_only_trust() -> None:
    alone = sim.load("two_cities").to_dict()
    del alone["parties"]["assembly"], alone["events"]
    found = play(sim.load({**alone, "days": 10}), 5, 1)
    assert set(states.moods(found.result, found.shown)["states"]) == {"trust"}


def test_paired_differences_are_those_of_sim_compare() -> None:
    before = sim.load("baseline").set("days", DAYS)
    pair = sim.compare({"before": before, "now": scenario()}, runs=RUNS, seed=3).pairs["now"]
    found = differences(run(before, RUNS, 3), played().result)
    assert found["changed"] == pair.changed.value
    for row in found["rows"]:
        expected = pair.differences[row["number"]]
        assert (row["before"], row["after"], row["change"]) == (expected.before, expected.after, expected.change.value)
        assert (row["low"], row["high"], row["clear"]) == (expected.change.low, expected.change.high, expected.is_clear)


def test_scenarios_of_different_length_are_not_compared() -> None:
    assert differences(result(), run("baseline", 5, 3, panel=0))["rows"] == []


def test_the_command_repeats_the_setting() -> None:
    name, *options = taking.command(ASKED).removeprefix("parley run ").split()
    given = dict(zip(options[::2], options[1::2], strict=True))
    values = tuple(value for option, value in zip(options[::2], options[1::2], strict=True) if option == "--set")
    assert chosen(name, values, int(given["--days"])).digest == scenario().digest
    assert (int(given["--runs"]), int(given["--seed"])) == (RUNS, 3)


def test_the_yaml_is_a_file_that_says_the_same(tmp_path: Any) -> None:
    file = tmp_path / "scenario.yaml"
    file.write_text(taking.taken(ASKED, WORK)["yaml"], encoding="utf-8")
    assert sim.load(file).digest == scenario().digest


@pytest.mark.parametrize("name", taking.TABLES)
def test_tables_are_byte_for_byte_those_of_parley_run(name: str, tmp_path: Any) -> None:
    outputs.write_table(getattr(result(), name), tmp_path / "table.csv")
    assert taking.table(ASKED, name, WORK) == (tmp_path / "table.csv").read_bytes()


@pytest.mark.parametrize("rungs", [1, 2, 5, 9])
def test_colours_of_rungs_are_those_of_the_pictures(rungs: int) -> None:
    for ours, theirs in zip(colours.ladder(rungs)["light"], style.ladder_colours(rungs), strict=True):
        assert np.abs(np.subtract(list(bytes.fromhex(ours[1:])), list(bytes.fromhex(theirs[1:])))).max() <= 3


def test_colours_of_sides_and_terms_are_those_of_the_pictures() -> None:
    assert (colours.ATTACKER, colours.DEFENDER) == (style.ATTACKER, style.DEFENDER)
    assert tuple(PICTURED) == weighing.TERMS
    drawn = (HERE / "static" / "charts" / "signed.js").read_text(encoding="utf-8")
    hues = [fill for fill, _ in PICTURED.values()]
    assert all(fill in drawn for fill in hues[:-1])  # the grey of the home front is lighter on the page, where paper may be dark


def test_the_title_of_the_year_says_what_the_picture_says() -> None:
    name, said = year.finding(result())
    title = charts.finding(charts.PICTURES["year"](result()))
    assert name == "year.common"
    assert said["rung"] in title
    assert all(f"{100 * said[part]:.0f}%" in title for part in ("share", "beyond", "in_force"))


def test_every_parameter_is_shown_with_what_is_declared() -> None:
    found = describing.described(Meant("two_cities", "", ()))
    shown = {one["name"]: one for one in found["parameters"]}
    declared = sim.load("two_cities").parameters
    assert [one for one in declared if one not in shown] == [name for name in declared if name.split(".")[-1] in describing.NEVER]
    for name, one in shown.items():
        assert (one["value"], one["low"], one["high"]) == (declared[name].value, declared[name].low, declared[name].high)
        assert (one["unit"], one["meaning"], one["source"]) == (declared[name].unit, declared[name].meaning, declared[name].source)


def test_the_knobs_in_front_go_by_role() -> None:
    found = describing.described(Meant("two_cities", "", ()))
    assert [one["names"] for one in found["front"]] == [
        ["orvel.time_pressure", "dastra.time_pressure"],
        ["orvel.trust", "dastra.trust"],
        ["orvel.resources"],
    ]


def test_days_shown_are_few_and_reach_from_end_to_end() -> None:
    for days in (1, 72, 73, 365, 3650):
        shown = evenly(days, 73)
        assert (shown[0], shown[-1]) == (0, days)
        assert len(shown) == len(set(shown)) <= 74


def test_a_file_may_extend_shipped_scenarios_only() -> None:
    assert scenario_of(Meant("", "title: mine\nextends: baseline\ndays: 9\n", ())).days == 9
    for word in ("../scenarios/baseline.yaml", "/etc/passwd", "scenarios/baseline.yaml"):
        with pytest.raises(sim.ScenarioError, match="shipped scenarios only"):
            scenario_of(Meant("", f"title: mine\nextends: {word}\n", ()))
