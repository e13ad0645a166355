"""Whatever is written, the answer is a scenario or a ScenarioError; and what is accepted can be written out and read again."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sim.scenario import Scenario, ScenarioError, complaints, library, load
from sim.scenario.library import Source
from sim.scenario.merging import from_text

BASELINE = library.find("baseline")
LINES = BASELINE.text().splitlines()
PIECES = [*"[]{}:#\t\u202e", *["null", "-1", "1e999", "true", "''", "&a", "*a", "!x", "open", "1_000"], "<<: {}", "- ", "  ", "a" * 200]
WORDS = sorted({word.strip("{},:[]") for line in LINES for word in line.split() if not line.startswith("#")} - {""})
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.sampled_from(WORDS))
KEYS = st.sampled_from(WORDS) | st.text(max_size=3)
VALUES = st.recursive(SCALARS, lambda below: st.lists(below, max_size=3) | st.dictionaries(KEYS, below, max_size=3))


def told(text: str) -> Scenario | None:
    """The scenario that a text tells, or None if it was refused with at least one sentence."""
    try:
        return Scenario.of(from_text(text, Source(BASELINE.path, "river", "river.yaml"), ()), "river")
    except ScenarioError as fault:
        return refused(fault)


def refused(fault: ScenarioError) -> None:
    """A refusal says something, each thing in one line."""
    assert fault.sentences
    assert all(sentence and "\n" not in sentence for sentence in fault.sentences)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """The baseline after a few lines were dropped, doubled, moved in or out, or had a word replaced."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        number = draw(st.integers(0, len(lines) - 1))
        line = lines[number]
        kind = draw(st.sampled_from(["drop", "double", "in", "out", "cut", "word", "piece"]))
        if kind == "drop":
            lines[number] = ""
        elif kind == "double":
            lines.insert(number, line)
        elif kind in ("in", "out"):
            lines[number] = f"  {line}" if kind == "in" else line.removeprefix("  ")
        elif kind == "cut":
            lines[number] = line[: draw(st.integers(0, len(line)))]
        else:
            before, sign, after = line.partition(":")
            new = draw(st.sampled_from(WORDS if kind == "word" else PIECES))
            lines[number] = f"{before}{sign} {new}" if draw(st.booleans()) else f"{new}{sign}{after}"
    return "\n".join(lines)


@settings(max_examples=100, deadline=None)
@given(mutated())
def test_a_damaged_baseline_is_a_scenario_or_a_refusal(text: str) -> None:
    scenario = told(text)
    if scenario:
        assert told(scenario.to_yaml()) == scenario


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from([*WORDS, "extends", "events"]), VALUES, max_size=6))
def test_a_dict_of_anything_is_a_scenario_or_a_refusal(said: dict[str, Any]) -> None:
    for extra in ({}, {"title": "a", "extends": "baseline"}):
        try:
            load({**said, **extra})
        except ScenarioError as fault:
            refused(fault)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_a_refusal(text: str) -> None:
    assert told(text) is None


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(load("baseline").names) | st.text(max_size=20), VALUES)
def test_any_value_under_any_name_is_a_scenario_or_a_refusal(name: str, value: Any) -> None:
    scenario = load("baseline")
    try:
        scenario = scenario.set(name, value)
    except ScenarioError as fault:
        refused(fault)
    else:
        assert told(scenario.to_yaml()) == scenario


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30) | st.tuples(st.sampled_from(load("baseline").names), st.text(max_size=10)).map("=".join))
def test_any_option_is_a_scenario_or_a_refusal(option: str) -> None:
    assert all(sentence.startswith("--set ") for sentence in complaints("baseline", [option]))
