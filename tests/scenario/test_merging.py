"""``extends``: what a child takes over, changes and takes away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import sim.scenario
from sim.scenario import ScenarioError, load
from sim.scenario.merging import order

Write = Callable[..., None]
Wrong = Callable[..., list[str]]


def test_a_child_says_only_what_differs() -> None:
    child = load({"title": "a", "extends": "baseline", "parties": {"us": {"bias": -0.3}}})
    assert child.differences == {"us.bias": (load("baseline").get("us.bias"), -0.3)}
    assert child.get("us.lean") == load("baseline").get("us.lean")


def test_a_chain_of_files_takes_over_everything(write: Write) -> None:
    write(lake="title: Lake\nextends: baseline\ndays: 30\nfront: {noise: 0.01}", river="title: River\nextends: lake.yaml\ndays: 60")
    river = load("river.yaml")
    assert (river.days, river.get("front.noise"), river.extends) == (60, 0.01, "lake.yaml")
    assert river.differences == {"days": (30, 60)}


def test_a_parent_is_found_beside_the_file_and_not_where_the_command_runs(folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "lake.yaml").write_text("title: Lake\nextends: baseline\ndays: 30")
    (folder / "deep" / "river.yaml").write_text("title: River\nextends: lake.yaml")
    assert load("deep/river.yaml").days == 30


def test_a_shipped_name_wins_over_a_file_of_that_name(write: Write, folder: Path) -> None:
    (folder / "baseline").write_text("title: mine")
    write(river="title: River\nextends: baseline")
    assert load("river.yaml").days == 365


def test_null_takes_away_what_is_inherited() -> None:
    said = {"title": "a", "extends": "baseline", "parties": {"europe": None, "us": {"table": None}}, "red_lines": {"russia": None}, "shocks": None}
    child = load(said)
    assert child.situation.role("ally") == []
    assert child.situation.red_lines == {}
    assert child.situation.shocks.atrocity is None
    assert child.get("us.table") is None


def test_what_was_taken_away_can_be_said_anew_further_down(write: Write) -> None:
    write(lake="title: Lake\nextends: baseline\nparties: {europe: null}", river="title: River\nextends: lake.yaml\nparties: {europe: {role: ally}}")
    assert load("river.yaml").get("europe.guarantee") == 0


def test_null_for_what_nobody_inherits_is_an_error_with_a_guess(wrong: Wrong) -> None:
    assert wrong("parties: {rusia: null}") == [
        "river.yaml:3:18: parties.rusia is null, but nothing of that name is there to take away. Did you mean russia?"
    ]


def test_taking_away_what_is_needed_is_said_where_it_was_taken_away(wrong: Wrong) -> None:
    assert wrong("parties:\n  russia: {exposure: null}") == [
        "river.yaml:4:22: parties.russia.exposure was taken away by null, but is needed "
        "(what it stands to lose if the other side betrays a pause; a number from 0 to 1)."
    ]


def test_lists_replace_what_is_inherited() -> None:
    child = load({"title": "a", "extends": "baseline", "red_lines": {"russia": {"blocks": ["truce"]}}})
    assert child.get("red_lines.russia.blocks") == ["truce"]


def test_events_come_after_those_of_the_parent(write: Write) -> None:
    write(
        lake="title: Lake\nextends: baseline\nevents: [{day: 9, title: one}]",
        river="title: River\nextends: lake.yaml\nevents: [{day: 3, title: two}]",
    )
    assert [event.title for event in load("river.yaml").situation.events] == ["one", "two"]


def test_null_takes_away_the_events_of_the_parent(write: Write) -> None:
    write(lake="title: Lake\nextends: baseline\nevents: [{day: 9, title: one}]", river="title: River\nextends: lake.yaml\nevents: null")
    assert load("river.yaml").situation.events == []


def test_a_fault_in_an_inherited_event_is_said_where_it_was_written(write: Write) -> None:
    write(
        lake="title: Lake\nextends: baseline\nevents: [{day: 90, title: one}]",
        river="title: River\nextends: lake.yaml\ndays: 30\nevents: [{day: 31, title: two}]",
    )
    assert sim.scenario.complaints("river.yaml") == [
        "lake.yaml:3:16: event 'one': day is 90, but the scenario ends on day 30.",
        "river.yaml:4:16: event 'two': day is 31, but the scenario ends on day 30.",
    ]


def test_a_child_needs_a_title_of_its_own(write: Write) -> None:
    write(river="extends: baseline")
    assert sim.scenario.complaints("river.yaml") == [
        "river.yaml:1:1: title is missing (every scenario needs a title of its own, one line that names it)."
    ]


def test_the_parents_description_is_not_the_childs() -> None:
    assert load({"title": "a", "extends": "baseline"}).about == ""


def test_a_new_rung_goes_where_the_file_puts_it() -> None:
    rung = {"coverage": 0.5, "relief": {"russia": 0.5, "ukraine": 0.5}, "days": 30, "weight": 0.3, "monitoring": 0.3}
    said = {"title": "a", "extends": "baseline", "agreements": {"truce": {}, "energy": rung}}
    assert list(load(said).situation.agreements)[1:4] == ["truce", "energy", "thirty_day_ceasefire"]


@pytest.mark.parametrize(
    ("child", "whole"),
    [("a", "abc"), ("ax", "axbc"), ("xb", "axbc"), ("x", "abcx"), ("xy", "abcxy"), ("axy", "axybc"), ("cxa", "abcx"), ("ca", "abc"), ("", "abc")],
)
def test_new_keys_follow_the_one_before_them(child: str, whole: str) -> None:
    assert "".join(order(list("abc"), list(child))) == whole


def test_a_party_with_another_kind_of_role_starts_afresh() -> None:
    child = load({"title": "a", "extends": "baseline", "parties": {"us": {"role": "ally", "aid": 0.001}}})
    assert child.get("us.aid") == 0.001
    assert child.get("us.guarantee") == 0


def test_belligerents_can_change_sides_with_all_they_have() -> None:
    said = {"title": "a", "extends": "baseline", "parties": {"russia": {"role": "defender"}, "ukraine": {"role": "attacker"}}}
    assert load(said).get("russia.resources") == load("baseline").get("russia.resources")


def test_a_role_repeated_by_the_child_changes_nothing() -> None:
    assert load({"title": "a", "extends": "baseline", "parties": {"us": {"role": "mediator"}}}).differences == {}


def test_a_missing_parent_is_said_where_it_is_named_with_a_guess(write: Write) -> None:
    write(river="title: River\nextends: basline")
    assert sim.scenario.complaints("river.yaml")[0].startswith(
        "river.yaml:2:10: extends: there is no scenario 'basline'. Did you mean baseline? parley list shows all that are shipped"
    )


def test_a_missing_parent_file_is_guessed_among_its_neighbours(write: Write) -> None:
    write(river="title: River\nextends: lak.yaml", lake="title: Lake\nextends: baseline")
    assert sim.scenario.complaints("river.yaml") == ["river.yaml:2:10: extends: lak.yaml: there is no such file. Did you mean lake.yaml?"]


def test_without_its_parent_a_scenario_is_still_checked_as_far_as_it_goes(write: Write) -> None:
    write(river="title: River\nextends: lak.yaml\ndays: 0\nparties: {us: {bias: 3}, russia: {role: attacker, trust: 2}}\nfreunt: {}")
    found = sim.scenario.complaints("river.yaml")
    assert [sentence.split(" ")[0] for sentence in found] == ["river.yaml:2:10:", "river.yaml:3:7:", "river.yaml:4:58:", "river.yaml:5:1:"]


def test_a_parent_that_cannot_be_read_is_said_with_its_own_place(write: Write) -> None:
    write(river="title: River\nextends: lake.yaml", lake="title: Lake\ndays: 'x")
    assert sim.scenario.complaints("river.yaml") == ["lake.yaml:2:7: a quotation mark or a bracket is not closed."]


def test_faults_in_how_parent_and_child_are_written_are_said_together(write: Write) -> None:
    write(river="title: River\nextends: lake.yaml\ndays: 3\ndays: 4", lake="title: Lake\nextends: baseline\nfront: {noise: 0, noise: 0}")
    assert [sentence.split(" ")[0] for sentence in sim.scenario.complaints("river.yaml")] == ["lake.yaml:3:19:", "river.yaml:4:1:"]


def test_a_circle_is_an_error_that_names_the_chain(write: Write) -> None:
    write(a="title: A\nextends: b.yaml", b="title: B\nextends: c.yaml", c="title: C\nextends: ./a.yaml")
    assert sim.scenario.complaints("a.yaml") == ["c.yaml:2:10: extends goes round in a circle: a.yaml -> b.yaml -> c.yaml -> a.yaml."]


def test_a_scenario_cannot_extend_itself(write: Write) -> None:
    write(river="title: River\nextends: river.yaml")
    assert sim.scenario.complaints("river.yaml") == ["river.yaml:2:10: extends goes round in a circle: river.yaml -> river.yaml."]


def test_a_chain_has_an_end(write: Write) -> None:
    write(**{f"n{number}": f"title: A\nextends: n{number + 1}.yaml" for number in range(30)})
    assert sim.scenario.complaints("n0.yaml") == ["n19.yaml:2:10: extends goes through more than 20 files."]


@pytest.mark.parametrize("word", ["3", "[baseline]", "null", "true"])
def test_extends_must_be_a_word(write: Write, word: str) -> None:
    write(river=f"title: River\nextends: {word}")
    assert "river.yaml:2:10: extends is" in sim.scenario.complaints("river.yaml")[0]
    assert "but should be the name of a scenario or the path of a file." in sim.scenario.complaints("river.yaml")[0]


def test_extends_without_a_value_is_one_complaint(write: Write) -> None:
    write(river="title: River\nextends:\nparties: {us: {bias: 0}}")
    assert len(sim.scenario.complaints("river.yaml")) == 1


def test_what_could_not_be_read_leaves_what_is_inherited(wrong: Wrong) -> None:
    assert wrong("front:\n  noise:\ntalks: *x") == [
        "river.yaml:4:3: front.noise has no value; give it one, leave the line out, or write null to take away what is inherited.",
        "river.yaml:5:8: aliases (*x) are not allowed in a scenario; write the value out.",
    ]


def test_a_value_of_another_kind_replaces_what_is_inherited_and_is_refused_there(wrong: Wrong) -> None:
    assert wrong("front: 3\nevents: {day: 3}\nparties: {us: {bias: {a: 1}}}") == [
        "river.yaml:3:8: front is 3, but should be a mapping (Who holds what, how fast it moves, and what fighting teaches).",
        "river.yaml:4:9: events is a mapping, but should be a list (what happens on given days).",
        "river.yaml:5:22: parties.us.bias is a mapping, but should be a number from -1 to 1 "
        "(how much more easily blame moves onto the defender than onto the attacker).",
    ]


def test_a_dict_extends_too_and_its_faults_have_names_but_no_lines() -> None:
    with pytest.raises(ScenarioError) as caught:
        load({"title": "a", "extends": "basline"})
    assert caught.value.sentences[0].startswith("scenario.extends: there is no scenario 'basline'. Did you mean baseline?")
