"""The JSON Schema that an editor uses while a scenario is written."""

from __future__ import annotations

import copy
import json
from typing import Any

import jsonschema
import pytest

import sim.scenario
from sim.parameters import Situation
from sim.scenario import library
from sim.scenario.reading import read
from sim.scenario.tree import plain, scenario_in

SCHEMA = sim.scenario.schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def accepts(**said: Any) -> bool:
    return bool(VALIDATOR.is_valid({"title": "a", **said}))


def test_the_schema_is_a_good_one_and_plain_json() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@pytest.mark.parametrize("name", [*sim.scenario.names(), *sim.scenario.lessons()])
def test_every_shipped_scenario_fits_the_schema(name: str) -> None:
    source = library.find(name)
    VALIDATOR.validate(plain(scenario_in(read(source.text(), source.shown).root)))


def test_a_scenario_written_out_fits_the_schema() -> None:
    VALIDATOR.validate(plain(read(sim.scenario.load("baseline").to_yaml(), "a.yaml").root))


def test_only_the_title_is_required() -> None:
    assert accepts()
    assert accepts(extends="baseline")
    assert not VALIDATOR.is_valid({"extends": "baseline"})


@pytest.mark.parametrize(
    "said",
    [
        {"parties": {"us": {"bias": 0}}},
        {"parties": {"us": {"leverage": {"russia": None}}}},
        {"parties": {"europe": None, "poland": {"role": "ally", "aid": 0.001}}},
        {"red_lines": None, "shocks": {"atrocity": None}, "events": None, "about": None},
        {"agreements": {"truce": {"days": "open", "terms": None, "label": None}}},
        {"events": [{"day": 1, "title": "a", "set": {"us.table": "truce"}}]},
    ],
)
def test_what_extends_allows_fits(said: dict[str, Any]) -> None:
    assert accepts(**said)


@pytest.mark.parametrize(
    "said",
    [
        {"freunt": {}},
        {"extends": 3},
        {"days": 0},
        {"start": "2025-02-30"},
        {"front": {"noise": 5}},
        {"front": {"nose": 0}},
        {"parties": {"us": {"bais": 0}}},
        {"parties": {"us": {"role": "mediator", "resources": 1}}},
        {"parties": {"us": {"role": "friend"}}},
        {"parties": {"US": {"role": "ally"}}},
        {"parties": {"us": {"leverage": {"russia": 3}}}},
        {"agreements": {"truce": {"days": "opn"}}},
        {"events": [{"day": 1}]},
        {"events": [{"day": 1, "title": "a", "change": {"us.blame": None}}]},
        {"title": None},
        {"title": ""},
    ],
)
def test_what_cannot_be_does_not_fit(said: dict[str, Any]) -> None:
    assert not accepts(**said)


def test_descriptions_say_meaning_range_unit_and_source() -> None:
    assert SCHEMA["$defs"]["Belligerent"]["properties"]["time_pressure"]["description"] == (
        "weight the future loses in 30 days. From 0 to 0.99. Unit: weight lost in 30 days. Source: A22, A42; Rubinstein 1982."
    )


def test_nothing_is_left_that_only_pydantic_understands() -> None:
    text = json.dumps(SCHEMA)
    assert "discriminator" not in text
    assert '"oneOf"' not in text
    assert '"unit"' not in text


def test_making_the_schema_changes_nothing() -> None:
    before = copy.deepcopy(Situation.model_json_schema())
    assert sim.scenario.schema() == sim.scenario.schema()
    assert Situation.model_json_schema() == before
