"""A scenario in Python: set, get, differences, agenda, writing out."""

from __future__ import annotations

import datetime
import pickle
import re
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import sim.scenario
from sim.scenario import ScenarioError, load
from sim.scenario.reading import read
from sim.scenario.tree import REMOVED, plain
from sim.scenario.writing import Writer

Write = Callable[..., None]
CASES = yaml.safe_load((Path(__file__).parent / "faults.yaml").read_text())
BASELINE = load("baseline")


def refusal(name: str, value: Any) -> str:
    """The one sentence against setting a value."""
    with pytest.raises(ScenarioError) as caught:
        BASELINE.set(name, value)
    (sentence,) = caught.value.sentences
    return sentence


def test_setting_makes_a_new_scenario_and_leaves_the_old_one() -> None:
    squeezed = BASELINE.set("us.bias", 0.8)
    assert (squeezed.get("us.bias"), BASELINE.get("us.bias")) == (0.8, 0.409)
    assert squeezed.situation.parties["us"].bias == 0.8


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("us.bias", "-1e-1", -0.1),
        ("us.leverage.russia", "0", 0.0),
        ("agreements.truce.days", "open", "open"),
        ("agreements.truce.days", "3", 3),
        ("agreements.truce.relief.russia", "0.5", 0.5),
        ("us.table", "truce", "truce"),
        ("us.table", "null", None),
        ("red_lines.russia.blocks", "[freeze, truce]", ["freeze", "truce"]),
        ("red_lines.russia.blocks", "truce", ["truce"]),
        ("days", "30", 30),
        ("start", "2026-01-01", datetime.date(2026, 1, 1)),
        ("title", "12: 30", "12: 30"),
        ("russia.label", "null", None),
        ("shocks.atrocity.hazard", "0", 0.0),
        ("front.held", "0.5", 0.5),
        ("truces.accident", "0", 0.0),
        ("talks.every", "14", 14),
    ],
)
def test_values_are_taken_as_they_are_typed(name: str, typed: str, value: object) -> None:
    assert BASELINE.set(name, typed).get(name) == value
    assert load("baseline", [f"{name}={typed}"]).get(name) == value


def test_values_are_taken_as_python_has_them() -> None:
    changed = BASELINE.set_all({"start": datetime.date(2026, 1, 1), "us.table": None, "red_lines.russia.blocks": ("truce",), "talks.every": 3})
    assert changed.get("start") == datetime.date(2026, 1, 1)
    assert (changed.get("us.table"), changed.get("red_lines.russia.blocks"), changed.get("talks.every")) == (None, ["truce"], 3)


def test_what_a_mediator_does_not_say_about_a_belligerent_is_nothing_and_can_be_set() -> None:
    quiet = load({"title": "a", "extends": "baseline", "parties": {"us": {"leverage": None}}})
    assert quiet.get("us.leverage.russia") == 0
    assert quiet.set("us.leverage.russia", 0.5).situation.parties["us"].leverage == {"russia": 0.5}


def test_several_values_are_checked_together() -> None:
    told = load({"title": "a", "extends": "baseline", "events": [{"day": 300, "title": "late"}]})
    assert told.set_all({"days": 400}).days == 400
    with pytest.raises(ScenarioError, match=r"events\[0\]\.day is 300, but the scenario ends on day 100"):
        told.set("days", 100)


@pytest.mark.parametrize("case", CASES["values"], ids=itemgetter("said"))
def test_a_value_that_cannot_be_is_one_sentence(case: dict[str, Any]) -> None:
    assert refusal(case["name"], case["value"]) == case["said"]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("front.noise", float("nan"), "front.noise is nan, but it goes from 0 to 0.1 (luck of war in the logarithm of strength)."),
        ("front.noise", 10**400, "front.noise is inf, but it goes from 0 to 0.1 (luck of war in the logarithm of strength)."),
        ("days", 10**400, "days is inf, but should be a whole number from 1 to 3650 (how many days are simulated)."),
        ("us.bias", {1, 2}, "us.bias is a set, which a scenario cannot hold."),
    ],
)
def test_a_value_that_only_python_knows_is_one_sentence(name: str, value: Any, sentence: str) -> None:
    assert refusal(name, value) == sentence


def test_options_that_cannot_be_are_said_with_the_option_and_all_at_once() -> None:
    with pytest.raises(ScenarioError) as caught:
        load("baseline", ["us.bias=3", "us.bais=1", "us.bias", "=3", "russia.trust=50%"])
    assert sorted(caught.value.sentences) == [
        "--set =3: write it as name=value, such as us.bias=0.5.",
        "--set russia.trust=50%: russia.trust is the text '50%', but should be a number from 0 to 1 "
        "(trust in the other side at the start). Did you mean 0.5?",
        "--set us.bais=1: us.bais is not a name in this scenario. Did you mean us.bias?",
        "--set us.bias: write it as name=value, such as us.bias=0.5.",
        "--set us.bias=3: us.bias is 3, but it goes from -1 to 1 "
        "(how much more easily blame moves onto the defender than onto the attacker). Did you mean 0.03?",
    ]


def test_a_single_option_need_not_be_in_a_list() -> None:
    assert load("baseline", "us.bias = 0.5").get("us.bias") == 0.5


def test_of_an_option_given_twice_the_last_counts() -> None:
    assert load("baseline", ["us.bias=0.1", "us.bias=0.2"]).get("us.bias") == 0.2


def test_faults_of_a_file_and_of_options_are_said_together(write: Write) -> None:
    write(river="title: River\nextends: baseline\ndays: 0")
    assert len(sim.scenario.complaints("river.yaml", ["us.bias=3", "us.bais=1"])) == 3


def test_getting_an_unknown_name_is_met_with_a_guess() -> None:
    with pytest.raises(ScenarioError, match=r"us\.bais is not a name in this scenario\. Did you mean us\.bias\?"):
        BASELINE.get("us.bais")


def test_every_name_can_be_got_and_set_to_what_it_is() -> None:
    for name in BASELINE.names:
        assert BASELINE.set(name, BASELINE.get(name)) == BASELINE, name


def test_names_are_those_of_the_documentation() -> None:
    wanted = (
        "russia.time_pressure us.leverage.ukraine front.held talks.every truces.accident agreements.truce.coverage agreements.truce.relief.russia"
    )
    assert {*wanted.split(), "red_lines.russia.worth", "shocks.atrocity.hazard", "days", "start", "title"} <= set(BASELINE.names)
    assert "russia.role" not in BASELINE.names


def test_every_parameter_has_unit_meaning_source_and_range() -> None:
    for parameter in BASELINE.parameters.values():
        if parameter.low is not None and parameter.name != "days":
            assert all((parameter.unit, parameter.meaning, parameter.source, parameter.high is not None)), parameter


def test_a_parameter_knows_its_value_and_its_parents() -> None:
    trust = load("patient_ukraine").parameters["ukraine.time_pressure"]
    assert (trust.value, trust.parent, trust.low, trust.high) == (0.0124, 0.0382, 0, 0.99)
    assert load("baseline").parameters["us.table"].low is None


def test_differences_name_what_was_added_and_taken_away() -> None:
    child = load({"title": "a", "extends": "baseline", "parties": {"europe": None, "poland": {"role": "ally", "aid": 0.001}}})
    assert child.differences["poland.aid"] == (None, 0.001)
    assert child.differences["europe.guarantee"] == (0.233, None)


def test_differences_count_options() -> None:
    assert load("pressing_moscow", ["us.bias=0"]).differences == {"us.leverage.russia": (0.0671, 0.2), "us.bias": (0.409, 0)}
    assert BASELINE.set("us.bias", 0).differences == {}


def test_the_agenda_tells_what_is_in_force_from_each_event_on() -> None:
    events = [
        {"day": 40, "title": "later", "set": {"us.bias": -0.3}},
        {"day": 1, "title": "first", "set": {"us.bias": 0, "agreements.truce.weight": 0.5, "us.table": "truce"}},
        {"day": 40, "title": "too", "change": {"us.blame": 0.1}},
        {"day": 50, "title": "last", "set": {"us.lean": 0.1}},
    ]
    told = load({"title": "a", "extends": "baseline", "events": events})
    assert [(day, [event.title for event, _ in entries]) for day, entries in told.agenda.items()] == [
        (1, ["first"]),
        (40, ["later", "too"]),
        (50, ["last"]),
    ]
    assert [(told.agenda[day][-1][1].parties["us"].bias, told.agenda[day][-1][1].parties["us"].lean) for day in (1, 40, 50)] == [
        (0, 0.623),
        (-0.3, 0.623),
        (-0.3, 0.1),
    ]
    assert told.agenda[50][0][1].agreements["truce"].weight == 0.5
    assert told.situation.parties["us"].bias == 0.409
    assert BASELINE.agenda == {}


def test_the_digest_does_not_count_words() -> None:
    renamed = BASELINE.set_all({"title": "Other", "russia.label": "R", "agreements.truce.label": "T"})
    assert renamed.digest == BASELINE.digest
    assert renamed != BASELINE


def test_the_digest_does_not_count_the_titles_of_events() -> None:
    def told(title: str) -> str:
        return load({"title": "a", "extends": "baseline", "events": [{"day": 1, "title": title}]}).digest

    assert told("one") == told("two") != BASELINE.digest


def test_the_digest_counts_every_number() -> None:
    assert len({BASELINE.set("us.bias", value).digest for value in (0.3, 0.30000001, -0.3)}) == 3
    assert re.fullmatch("[0-9a-f]{64}", BASELINE.digest)


def test_the_digest_is_the_same_for_1_and_for_1_point_0() -> None:
    def told(value: float) -> str:
        return load({"title": "a", "extends": "baseline", "events": [{"day": 1, "title": "a", "set": {"us.enforce": value}}]}).digest

    assert told(1) == told(1.0)


def test_the_digest_counts_the_order_of_the_ladder() -> None:
    said = BASELINE.to_dict()
    said["agreements"] = dict(reversed(said["agreements"].items()))
    assert load(said).digest != BASELINE.digest
    assert load(said) != BASELINE


def test_the_digest_does_not_count_the_order_of_parties() -> None:
    said = BASELINE.to_dict()
    said["parties"] = dict(reversed(said["parties"].items()))
    assert load(said).digest == BASELINE.digest
    assert load(said) == BASELINE


@pytest.mark.parametrize("name", sim.scenario.names())
def test_a_scenario_written_out_reads_back_as_an_equal_one(name: str, folder: Path) -> None:
    scenario = load(name)
    (folder / "river.yaml").write_text(scenario.to_yaml())
    assert load("river.yaml") == scenario == load(scenario.to_dict())
    assert hash(load("river.yaml")) == hash(scenario)


def test_events_are_written_out_too(folder: Path) -> None:
    events = [{"day": 1, "title": "12:30 no", "change": {"us.blame": 1e-7}, "set": {"agreements.truce.weight": 0.5}, "drop_red_line": "russia"}]
    told = load({"title": "a", "extends": "baseline", "events": events})
    (folder / "river.yaml").write_text(told.to_yaml())
    assert load("river.yaml") == told


WRITABLE = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), include_characters="\n\t")


@given(st.text(WRITABLE), st.floats(allow_nan=False, allow_infinity=False))
def test_every_text_and_number_reads_back_as_what_it_was(text: str, number: float) -> None:
    written = yaml.dump({"a": text, "b": number}, Dumper=Writer, allow_unicode=True, width=120)
    assert plain(read(written, "a.yaml").root) == {"a": text, "b": number}


def test_texts_that_only_we_read_as_numbers_are_written_in_quotes() -> None:
    assert "title: '1e3'" in BASELINE.set("title", "1e3").to_yaml() or 'title: "1e3"' in BASELINE.set("title", "1e3").to_yaml()


def test_a_scenario_shows_itself_in_one_line() -> None:
    assert repr(BASELINE) == "<Scenario baseline: April 2025, talking while fighting, 4 parties, 365 days>"


def test_a_scenario_travels_between_processes() -> None:
    child = load({"title": "a", "extends": "baseline", "parties": {"europe": None}}, ["us.bias=0"])
    assert pickle.loads(pickle.dumps(child)) == child
    assert pickle.loads(pickle.dumps(REMOVED)) is REMOVED
    assert repr(REMOVED) == "REMOVED"


def test_an_error_travels_between_processes() -> None:
    assert pickle.loads(pickle.dumps(ScenarioError(["a", "b"]))).sentences == ["a", "b"]


def test_a_scenario_equals_no_other_thing() -> None:
    assert BASELINE != "baseline"


def test_a_scenario_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        BASELINE.name = "other"


def test_a_dict_has_a_name_title_and_days_like_a_file() -> None:
    made = load({"title": "River", "about": "Words.", "extends": "baseline", "days": 30})
    assert (made.name, made.title, made.about, made.days, made.extends) == ("scenario", "River", "Words.", 30, "baseline")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"days": {1, 2}}, "scenario.days is a set, which a scenario cannot hold."),
        ({"front": {3: 1}}, "scenario.front has the key 3, but every key should be text."),
        ({"front": {"\ud800": 1}}, "scenario.front has the key '\\ud800', but every key should be text."),
        ({"about": "\ud800"}, "scenario.about holds half a character (a surrogate)."),
        ({"events": [3]}, "scenario.events[0] is 3, but should be a mapping (Something that the scenario puts on a day, the same in every run)."),
        ({"days": datetime.datetime(2025, 1, 1)}, "scenario.days is a datetime, which a scenario cannot hold."),
        ({"start": b"2025"}, "scenario.start is a bytes, which a scenario cannot hold."),
    ],
)  # fmt: skip
def test_a_dict_is_checked_like_a_file(said: dict[str, Any], sentence: str) -> None:
    assert sim.scenario.complaints({"title": "a", "extends": "baseline", **said})[0] == sentence


def test_an_item_that_a_list_cannot_hold_is_left_out() -> None:
    assert sim.scenario.complaints({"title": "a", "extends": "baseline", "events": [{1}, {"day": 1, "title": "a"}]}) == [
        "scenario.events[0] is a set, which a scenario cannot hold."
    ]


def test_a_dict_that_holds_itself_is_refused() -> None:
    said: dict[str, Any] = {"title": "a"}
    said["front"] = said
    assert sim.scenario.complaints(said)[0].endswith("is nested deeper than 20 levels, or the scenario holds more than 20,000 values.")


def test_a_dict_that_is_too_wide_is_refused() -> None:
    assert len(sim.scenario.complaints({"title": "a", "events": [0] * 30_000})) == 1


def test_numbers_of_other_libraries_are_numbers() -> None:
    numpy = pytest.importorskip("numpy")
    assert BASELINE.set_all({"us.bias": numpy.float32(0.5), "talks.every": numpy.int64(3)}).get("talks.every") == 3
