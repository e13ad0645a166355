"""Parameters in words: whose they are, and values with their units."""

from __future__ import annotations

import dataclasses
import math

import pytest

import sim
from sim.discovery.parameters import Varied, called, swept, varied
from sim.scenario.varying import can_vary
from tests.discovery.sweeps import NAMES, planted


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("russia.time_pressure", "Russia's time pressure"),
        ("us.leverage.ukraine", "United States' leverage towards Ukraine"),
        ("agreements.freeze.monitoring", "the monitoring of ‘Open-ended freeze’"),
        ("agreements.freeze.relief.russia", "the relief for Russia of ‘Open-ended freeze’"),
        ("red_lines.russia.worth", "the worth of Russia's red line"),
        ("shocks.atrocity.hazard", "the hazard of atrocities"),
        ("front.decisiveness", "the decisiveness of the front"),
    ],
)
def test_a_parameter_is_called_what_people_call_it(name: str, words: str) -> None:
    assert called(name, sim.load("baseline")) == words


def test_every_parameter_that_can_vary_has_words_of_its_own_and_amounts() -> None:
    scenario = sim.load("baseline")
    names = can_vary(scenario.data)
    words = [called(name, scenario) for name in names]
    assert len(set(words)) == len(names)
    assert not any("_" in said for said in words)
    for name in names:
        said = scenario.parameters[name]
        one = Varied(name, "", said.unit, said.meaning, float(said.low or 0), float(said.high or 1))
        assert one.amount(one.high)[0].isdigit()


def test_limits_are_said_with_one_unit() -> None:
    one = Varied("a", "Russia's time pressure", "weight lost in 30 days", "", 0.005, 0.1)
    assert one.condition(-math.inf, 0.03) == "Russia's time pressure is below 3% in 30 days"
    assert one.condition(0.031234, math.inf) == "Russia's time pressure is above 3.12% in 30 days"
    assert one.condition(0.01, 0.03) == "Russia's time pressure is between 1% and 3% in 30 days"
    assert dataclasses.replace(one, unit="days", high=90.0).condition(7, 30) == "Russia's time pressure is between 7 and 30 days"


def test_ranges_are_those_of_the_design_and_else_those_of_the_settings() -> None:
    dataset = planted(settings=50)
    least, most = (float(getattr(dataset.settings[NAMES[0]], end)()) for end in ("min", "max"))
    assert (varied(dataset)[NAMES[0]].low, varied(dataset)[NAMES[0]].high) == (least, most)
    dataset.manifest["design"]["vary"] = {NAMES[0]: [0.0, 0.1], NAMES[1]: {"low": -1, "high": 1, "scale": "even"}, NAMES[2]: {"values": [0.1, 0.3]}}
    found = varied(dataset)
    assert (found[NAMES[0]].low, found[NAMES[0]].high) == (0.0, 0.1)
    assert (found[NAMES[1]].low, found[NAMES[1]].high) == (-1.0, 1.0)
    assert found[NAMES[2]].low == float(dataset.settings[NAMES[2]].min())


def test_a_scenario_that_is_gone_leaves_plain_names() -> None:
    dataset = planted(settings=50)
    dataset.manifest["scenario"]["name"] = "nowhere_to_be_found"
    assert swept(dataset) is None
    found = varied(dataset)[NAMES[0]]
    assert (found.words, found.unit, found.condition(-math.inf, 0.03)) == (NAMES[0], "", f"{NAMES[0]} is below 0.03")


def test_what_a_design_sets_is_part_of_the_scenario() -> None:
    dataset = planted(settings=50)
    dataset.manifest["design"] |= {"scenario": "baseline", "set": {"days": 30}}
    scenario = swept(dataset)
    assert scenario is not None
    assert scenario.days == 30
