"""The shipped scenarios: what the head of each says it should show is measured, and stands on something that is there."""

from __future__ import annotations

import functools
import pathlib
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import yaml

import sim.runs
from docs import make_library
from sim import evidence
from sim.scenario import Scenario, names
from sim.scenario.heading import heading
from sim.scenario.library import folder
from tests import effects
from tests.ensembles import shipped

pytestmark = pytest.mark.no_cover  # whole runs, whose parts are measured elsewhere: tracing would take as long again

SEED = 2025
CHECKS = yaml.safe_load(pathlib.Path(__file__).with_name("library.yaml").read_text(encoding="utf-8"))
PARTS = ("Stands on:", "Differs:", "Should show:")
WORDS = {"measure", "on_day", "than_on_day", "against", "with"}
LEVELS = {"at_least", "at_most", "between"}
EXPECTED = {"rises", "falls", "moves_less_than"} | LEVELS
LEAST, LONGEST, WIDEST = 3, 60, 59
DATES_FROM = 2024
RULE_BOOK = make_library.PAGE.with_name("rulebook.md")
ALL = names()


def text(name: str) -> str:
    """A scenario's file."""
    return (folder() / f"{name}.yaml").read_text(encoding="utf-8")


def shows(name: str) -> list[str]:
    """The sentences under "Should show" at the head of a file."""
    said = heading(text(name))
    return [line.removeprefix("- ") for line in said[said.index("Should show:") + 1 :]]


def checks(name: str) -> list[dict[str, Any]]:
    """The checks of a scenario, whatever they show."""
    return [check for under in CHECKS[name].values() for check in under]


@functools.cache
def days() -> frozenset[int]:
    """The days of all checks, so that an ensemble serves every one of them."""
    return frozenset(check[key] for name in CHECKS for check in checks(name) for key in ("on_day", "than_on_day") if key in check)


@functools.cache
def played() -> effects.Played:
    """All scenarios, and all that they are compared with."""
    compared = [other(name, check) for name in ALL for check in checks(name) if not LEVELS & check.keys()]
    return effects.Played([*(shipped(name) for name in ("baseline", *ALL)), *compared], SEED, days())


def other(name: str, check: dict[str, Any]) -> Scenario:
    """What a scenario is compared with."""
    values = check.get("with", {})
    parent = shipped(name).extends or name
    compared = check.get("against", name if values or "than_on_day" in check else parent)
    return shipped(compared).set_all(values) if values else shipped(compared)


def measured(name: str, check: dict[str, Any]) -> tuple[float, float]:
    """What a check measures, and half of its 95% interval: the number itself or, compared with another, the paired difference."""
    measure, day = check["measure"], check.get("on_day")
    found = played().year(shipped(name)).pair(measure, day)
    if LEVELS & check.keys():
        return effects.level(found)
    return effects.change(played().year(other(name, check)).pair(measure, check.get("than_on_day", day)), found)


def fault(name: str, check: dict[str, Any]) -> str:
    """What is wrong with a check's claim; nothing if it stands."""
    value, half = measured(name, check)
    low, high = value - half, value + half
    stands = {
        "rises": lambda least: low > least,
        "falls": lambda least: high < -least,
        "moves_less_than": lambda most: -most < low and high < most,
        "at_least": lambda least: low >= least,
        "at_most": lambda most: high <= most,
        "between": lambda bounds: bounds[0] <= low and high <= bounds[1],
    }
    (expected,) = EXPECTED & check.keys()
    said = f"{check['measure']} is {value:.4g} give or take {half:.2g}, but should be: {expected} {check[expected]}"
    return "" if stands[expected](check[expected]) else said


@pytest.mark.parametrize("name", ALL)
def test_a_scenario_shows_what_its_head_says(name):
    faults = [(sentence, fault(name, check)) for sentence, under in CHECKS[name].items() for check in under]
    assert [(sentence, said) for sentence, said in faults if said] == []


# Every sentence is checked, and nothing else is


def test_every_scenario_has_checks_and_no_other_has():
    assert sorted(CHECKS) == sorted(ALL)


@pytest.mark.parametrize("name", ALL)
def test_every_sentence_at_the_head_has_a_check_and_every_check_a_sentence(name):
    said = shows(name)
    assert list(CHECKS[name]) == said
    assert all(CHECKS[name].values())
    assert len(said) >= LEAST


@pytest.mark.parametrize("name", ALL)
def test_checks_are_written_in_words_that_are_known(name):
    for check in checks(name):
        assert check.keys() <= WORDS | EXPECTED
        assert len(check.keys() & EXPECTED) == 1, check
        assert "on_day" in check or "than_on_day" not in check, check
        assert not {"against", "with", "than_on_day"} & check.keys() or not LEVELS & check.keys(), check


@pytest.mark.parametrize("name", [name for name in ALL if shipped(name).extends])
def test_an_effect_is_a_comparison_and_not_only_a_level(name):
    assert any(not LEVELS & check.keys() for check in checks(name))


def test_reasons_are_checked_and_not_only_outcomes():
    kinds = Counter(check["measure"].split(".")[0].split("_")[0] for name in CHECKS for check in checks(name))
    assert sum(kinds[reason] for reason in ("why", "yes", "room", "worth", "pressure", "reservation")) >= len(ALL)


def test_measures_are_the_numbers_of_the_summary():
    scenario = shipped().set("days", 120)
    result = sim.runs.run(scenario, effects.RUNS, SEED, panel=0)
    measurable = {name: estimate.value for name, estimate in result.summary.items() if not name.startswith("first.")}
    assert len(measurable) > 30
    found = {name: effects.level(effects.year(scenario, SEED).pair(name))[0] if value is not None else None for name, value in measurable.items()}
    assert found == {name: value if value is None else pytest.approx(value) for name, value in measurable.items()}


def test_states_are_those_of_the_days():
    scenario = shipped().set("days", 20)
    kept = sim.runs.run(scenario, effects.RUNS, SEED, panel=effects.RUNS).panel
    found = effects.year(scenario, SEED, frozenset({15}))
    for name, values in kept.items():
        assert effects.level(found.pair(name, 15))[0] == pytest.approx(values[15].mean(dtype=float), rel=1e-5), name
        assert effects.level(found.pair(name))[0] == pytest.approx(values[1:].mean(dtype=float), rel=1e-5), name


def test_an_effect_that_is_not_there_is_noticed():
    check = {"measure": "times.truce", "rises": 0.1}
    assert fault("pressing_moscow", check) == ""
    assert fault("pressing_moscow", check | {"against": "pressing_moscow"}) == "times.truce is 0 give or take 0, but should be: rises 0.1"
    assert fault("war_economy", check) != ""


# The heads, and what they stand on


@pytest.mark.parametrize("name", ALL)
def test_a_head_has_its_three_parts_in_their_order(name):
    title, *said = heading(text(name))
    assert title.endswith(".")
    assert [part for line in said for part in PARTS if line.startswith(part)] == list(PARTS)
    assert all(line == "Should show:" or len(line) > len("Stands on: A1.") for line in said)


@pytest.mark.parametrize("name", ALL)
def test_claims_in_a_head_exist(name):
    named = set(re.findall(r"\bA\d+\b", " ".join(heading(text(name)))))
    assert named <= set(evidence.claims())


def carried() -> Iterator[tuple[str, str]]:
    """Claims that name a scenario."""
    for number, claim in evidence.claims().items():
        yield from ((number, scenario) for scenario in claim.scenarios)


@pytest.mark.parametrize(("number", "name"), list(carried()))
def test_a_claim_that_names_a_scenario_is_named_at_its_head(number, name):
    stands_on = next(line for line in heading(text(name)) if line.startswith("Stands on:"))
    assert number in re.findall(r"\bA\d+\b", stands_on)


def papers(name: str) -> list[tuple[str, str]]:
    """The papers that a head names, each as first author and year; months with a year are none."""
    found = re.findall(r"\b([A-Z]\w+)(?: and [A-Z]?\w+)? (\d{4})\b", " ".join(heading(text(name))))
    return [paper for paper in found if int(paper[1]) < DATES_FROM]


@pytest.mark.parametrize("name", ALL)
def test_papers_in_a_head_are_listed(name):
    listed = make_library.PAPERS + RULE_BOOK.read_text(encoding="utf-8")
    entries = [entry for entry in listed.split("\n- ") if re.match(r"[A-Z]", entry)]
    missing = [paper for paper in papers(name) if not any(entry.startswith(paper[0]) and f"({paper[1]})" in entry for entry in entries)]
    assert missing == []


# The page


def test_the_page_of_the_library_is_up_to_date():
    assert make_library.PAGE.read_text(encoding="utf-8") == make_library.page(), "run: python docs/make_library.py"


def test_the_page_has_every_scenario_once():
    assert sorted(name for idea in make_library.IDEAS for name in idea.names) == sorted(ALL)


# The files


@pytest.mark.parametrize("name", ALL)
def test_a_shipped_scenario_is_good_and_short(name):
    scenario = shipped(name)
    lines = [line for line in text(name).splitlines() if line and not line.startswith("#")]
    assert scenario.extends is None or len(lines) <= LONGEST
    assert len(scenario.title) <= WIDEST
    assert len(scenario.about) > 60


@pytest.mark.parametrize("name", [name for name in ALL if shipped(name).extends])
def test_a_scenario_differs_from_its_parent(name):
    assert shipped(name).extends in ALL
    assert shipped(name).digest != shipped(shipped(name).extends).digest


def test_no_two_scenarios_are_the_same():
    assert len({shipped(name).digest for name in ALL}) == len(ALL)
    assert len({shipped(name).title for name in ALL}) == len(ALL)


def test_two_cities_have_nothing_of_april_2025_but_the_rules():
    cities, baseline = shipped("two_cities").situation, shipped().situation
    names_of_april = {*baseline.parties, *(party.label for party in baseline.parties.values()), "Kyiv", "Moscow"}
    assert not set(cities.parties) & set(baseline.parties)
    assert not set(cities.agreements) & set(baseline.agreements)
    assert set(re.findall(r"\w+", text("two_cities").lower())) & {word.lower() for word in names_of_april} == set()


def test_results_differ_from_run_to_run():
    for name in ALL:
        model = sim.Talks(shipped(name), SEED, 8)
        for _ in range(5):
            model.step()
        assert np.ptp(model.held) > 0, name
