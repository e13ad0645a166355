"""``parley show``: who is in a scenario, what differs, and every value with unit, meaning and source."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import click
import pytest

import sim.scenario
from sim import evidence
from sim.cli import page, showing
from sim.described import written
from sim.scenario import Scenario, load
from tests.cli.command import parley

SHIPPED = sim.scenario.names()
LAKE = """\
# A lake between two sides.
# Stands on: A11, and nothing else.
# Differs: the aid of a third party, which has nothing to do with the first and
# little with the second.
# Should show:
# - nothing much
#   at first;
# - more later.
title: A lake
about: Two sides and [/b] water.
extends: river.yaml
parties:
  europe: null
  poland: {role: ally, label: Poland, aid: 0.0001}
  russia: {label: null, war_economy: 0.1}
start: 2025-05-01
shocks: null
events:
  - {day: 40, title: The line is dropped, drop_red_line: russia}
  - {day: 2, title: Talks by the water, change: {us.impatience: -0.1}, set: {us.bias: 0.25, us.table: truce}}
"""
RIVER = "title: A river\nextends: baseline\nevents: [{day: 3, title: High water, change: {us.blame: 0.05}}]\n"
LONG = "abcdefghijklmnopqrstuvwxyz1234"


@pytest.fixture
def lake(tmp_path: Path) -> None:
    """A scenario of somebody's own, whose parent is also somebody's own."""
    (tmp_path / "river.yaml").write_text(RIVER)
    (tmp_path / "lake.yaml").write_text(LAKE)


@pytest.fixture
def extreme(tmp_path: Path) -> None:
    """A scenario with names and labels as long as they may be."""
    said = load("baseline").to_yaml().replace("russia", LONG).replace("thirty_day_ceasefire", "z" * 30).replace("Russia", "R" * 120)
    (tmp_path / "extreme.yaml").write_text(said.replace("Short truce", "S" * 120).replace("April 2025, talking", "T" * 100))


def shown(*words: str) -> str:
    """What the command prints, having succeeded."""
    status, out, err = parley("show", *words)
    assert (status, err) == (0, "")
    return out


@functools.cache
def shipped(name: str) -> str:
    """What it prints of a shipped scenario."""
    return shown(name)


def as_data(*words: str) -> Any:
    """What the command prints for programs."""
    return json.loads(shown(*words, "--json"))


def flat(text: str) -> str:
    """A text without line breaks and indentation."""
    return " ".join(text.split())


def section(text: str, title: str) -> str:
    """What stands under a heading."""
    return text.split(f"\n{title}", 1)[1].split("\n", 1)[1].split("\n\n", 1)[0]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_scenario_keeps_to_80_columns(name: str) -> None:
    assert max(len(line) for line in shipped(name).splitlines()) <= 80


@pytest.mark.usefixtures("extreme")
def test_the_longest_names_and_labels_keep_to_80_columns() -> None:
    for words in ((), (LONG,), ("agreements",), ("red_lines",)):
        assert max(len(line) for line in shown("extreme.yaml", *words).splitlines()) <= 80


@pytest.mark.parametrize("name", SHIPPED)
def test_the_first_screen_says_who_is_in_it_and_what_it_stands_on(name: str) -> None:
    first = "\n".join(shipped(name).splitlines()[:24])
    for party in load(name).situation.parties:
        assert party in section(first, "Who is in it")
    assert section(f"{first}\n\n", "What the file says of itself").startswith("  Stands on: ")


def test_what_differs_comes_with_before_and_now_unit_meaning_and_source() -> None:
    assert flat(section(shown("pressing_moscow"), "What differs from baseline")) == (
        f"us.leverage.russia {load('baseline').get('us.leverage.russia'):g} -> 0.2 share of the stake "
        "cost of war the mediator can lay on a belligerent at full urgency and full blame "
        "(A11, A18; Beardsley 2011)"
    )


def test_a_scenario_without_a_parent_differs_from_nothing() -> None:
    assert "What differs" not in shown("baseline")
    assert as_data("baseline")["differences"] == []


@pytest.mark.usefixtures("lake")
def test_everything_that_differs_is_told_once() -> None:
    told = section(shown("lake.yaml"), "What differs from river.yaml")
    names = [line.split("  ")[1] for line in told.splitlines() if line[2] != " "]
    assert names == [
        "europe",
        "poland",
        "shocks.atrocity",
        "start",
        "russia.label",
        "poland.label",
        "russia.war_economy",
        "poland.aid",
        "event new, day 40: The line is dropped",
        "event new, day 2: Talks by the water",
    ]
    for words in ("europe  ally -> taken away", "poland  new: ally", "start  22 April 2025 -> 1 May 2025", "russia.label  Russia -> taken away"):
        assert f"  {words}\n" in told


def test_a_child_that_changes_nothing_says_so(tmp_path: Path) -> None:
    (tmp_path / "same.yaml").write_text("title: Same\nextends: baseline\n")
    assert section(shown("same.yaml"), "What differs from baseline") == "  nothing"


@pytest.mark.usefixtures("lake")
def test_the_chain_of_parents_is_shown() -> None:
    assert "  extends  river.yaml, which extends baseline\n" in shown("lake.yaml")
    assert as_data("lake.yaml")["extends"] == ["river.yaml", "baseline"]


@pytest.mark.usefixtures("lake")
def test_the_comment_of_the_file_is_wrapped_anew_without_the_title(tmp_path: Path) -> None:
    assert section(shown("lake.yaml"), "What the file says of itself").splitlines() == [
        "  A lake between two sides.",
        "  Stands on: A11, and nothing else.",
        "  Differs: the aid of a third party, which has nothing to do with the first and",
        "    little with the second.",
        "  Should show:",
        "  - nothing much at first;",
        "  - more later.",
    ]
    (tmp_path / "plain.yaml").write_text("# A lake.\ntitle: A lake\nextends: baseline\n")
    assert "What the file says of itself" not in shown("plain.yaml")


@pytest.mark.usefixtures("lake")
def test_claims_are_given_in_words_with_whose_they_are() -> None:
    told = flat(shown("lake.yaml"))
    for number in ("A11", "A37"):
        claim = evidence.claims()[number]
        assert flat(f"{number} {claim.speaker}: {claim.claim}") in told


def test_only_the_claims_that_are_named_are_given() -> None:
    assert [claim["number"] for claim in as_data("pressing_moscow", "russia.time_pressure")["claims"]] == ["A22", "A42"]
    assert "Claims named above" not in shown("baseline", "us.drift")


@pytest.mark.usefixtures("lake")
def test_events_come_by_day_with_their_dates_and_what_they_do() -> None:
    assert flat(section(shown("lake.yaml"), "Events, the same in every run")) == (
        "day 2, 3 May 2025: Talks by the water adds us.impatience: -0.1; sets us.bias: 0.25, us.table: truce "
        "day 3, 4 May 2025: High water adds us.blame: 0.05 "
        "day 40, 10 June 2025: The line is dropped drops the red line of russia"
    )


def test_the_ladder_and_the_red_lines_are_shown() -> None:
    told = shown("baseline")
    weight = load("baseline").get("agreements.thirty_day_ceasefire.weight")
    assert f"\n  thirty_day_ceasefire  30-day ceasefire              1    30   {weight:5g}  none\n" in told
    assert "\n  settlement            Settlement                    1  open       1  bargained\n" in told
    assert section(told, "Red lines") == "  russia neither offers nor accepts freeze or settlement while its line stands"


@pytest.mark.parametrize("name", SHIPPED)
def test_every_value_is_shown_with_unit_meaning_and_source(name: str) -> None:
    told = flat(shipped(name))
    for parameter in load(name).parameters.values():
        source = f" ({parameter.source})" if parameter.source else ""
        assert flat(f"{parameter.name} {written(parameter.value)} {parameter.unit}") in told
        assert f"{parameter.meaning}{source}" in told


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("us.leverage",), ["us.leverage.russia", "us.leverage.ukraine"]),
        (("russia.trust",), ["russia.trust"]),
        (("russia.trust_",), ["russia.trust_weight"]),
        (("trust",), ["russia.trust", "ukraine.trust"]),
        (("mediator",), ["us.label", "us.leverage.russia"]),
        (("truce.days", "truce"), ["agreements.truce.days", "agreements.truce.label", "agreements.truce.coverage"]),
        (("truces",), ["truces.accident", "truces.tempo"]),
        (("talks", "start", "talks.every"), ["talks.every", "talks.precision", "start"]),
        (("agreements.truce.relief", "red_lines"), [f"agreements.truce.relief.{party}" for party in ("russia", "ukraine")])
    ],
)  # fmt: skip
def test_names_choose_values_in_the_order_they_are_asked_for(words: tuple[str, ...], names: list[str]) -> None:
    assert [value["name"] for value in as_data("baseline", *words)["parameters"]][: len(names)] == names


def test_a_value_that_is_asked_for_is_shown_in_full_and_alone() -> None:
    assert shown("baseline", "agreements.truce.days").split("\n\n")[0].splitlines() == [
        "  agreements.truce.days  2  days  [1 to 3650 or open]",
        "      its term in days, or open (A27, A36, A44; F1, F3)",
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("baseline", "us.bais"), "us.bais is not a name in this scenario. Did you mean us.bias?\n"),
        (("baseline", "russia.trsut"), "russia.trsut is not a name in this scenario. Did you mean russia.trust?\n"),
        (("baseline", ""), " is not a name in this scenario."),
        (("baselin",), "there is no scenario 'baselin'. Did you mean baseline?"),
        (("river.yaml",), "river.yaml: there is no such file.\n"),
        (("baseline", "--set", "us.bais=1"), "--set us.bais=1: us.bais is not a name in this scenario. Did you mean us.bias?\n"),
    ],
)
def test_what_cannot_be_shown_is_one_sentence(words: tuple[str, ...], sentence: str) -> None:
    for more in ((), ("--json",)):
        status, out, err = parley("show", *words, *more)
        assert (status, out, len(err.splitlines())) == (1, "", 1)
        assert err.startswith(sentence)


@pytest.mark.parametrize("other", ["--json", "us.bias"])
def test_yaml_goes_with_nothing_else(other: str) -> None:
    status, out, err = parley("show", "baseline", "--yaml", other)
    assert (status, out) == (2, "")
    assert err.startswith("parley show: --yaml prints the whole scenario; leave out --json and the names.")


def test_a_value_that_is_set_counts_as_a_difference() -> None:
    assert (
        section(shown("baseline", "--set", "us.bias=0.8"), "What differs from the file").splitlines()[0]
        == f"  us.bias  {load('baseline').get('us.bias'):g} -> 0.8  share"
    )
    names = [row["name"] for row in as_data("pressing_moscow", "--set", "us.bias=0.8")["differences"]]
    assert names == ["us.leverage.russia", "us.bias"]


@pytest.mark.parametrize("name", SHIPPED)
def test_what_programs_read_agrees_with_the_scenario(name: str) -> None:
    scenario, told = load(name), as_data(name)
    assert (told["name"], told["title"], told["about"], told["days"]) == (scenario.name, scenario.title, scenario.about, scenario.days)
    assert told["start"] == scenario.situation.start.isoformat()
    assert [party["name"] for party in told["parties"]] == list(scenario.situation.parties)
    assert [rung["name"] for rung in told["agreements"]] == list(scenario.situation.agreements)
    assert {value["name"]: value["value"] for value in told["parameters"]} == {known: plain(scenario.get(known)) for known in scenario.names}
    values = {row["name"]: (row["before"], row["now"]) for row in told["differences"] if row["name"] in scenario.names}
    assert values == {name: tuple(map(plain, pair)) for name, pair in scenario.differences.items() if name in scenario.names}


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    return value if isinstance(value, int | float | str | list | None) else str(value)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_whole_file_is_printed_that_loads_to_an_equal_scenario(name: str, tmp_path: Path) -> None:
    (tmp_path / "whole.yaml").write_text(shown(name, "--yaml", "--set", "talks.every=9"))
    whole = load("whole.yaml")
    assert isinstance(whole, Scenario)
    assert whole.extends is None
    assert whole == load(name, "talks.every=9")


@pytest.mark.usefixtures("lake")
def test_brackets_in_texts_are_only_brackets() -> None:
    assert "Two sides and [/b] water." in shown("lake.yaml")


@pytest.mark.parametrize(("height", "pages"), [(20, 1), (10_000, 0)])
def test_a_terminal_that_is_too_low_shows_page_by_page(height: int, pages: int, monkeypatch: pytest.MonkeyPatch) -> None:
    leafed: list[str] = []
    monkeypatch.setattr(showing, "on_a_terminal", lambda: True)
    monkeypatch.setattr(showing, "height", lambda: height)
    monkeypatch.setattr(click, "echo_via_pager", lambda text, color: leafed.append(text))
    told = shown("baseline")
    assert len(leafed) == pages
    assert bool(told) != bool(pages)


def test_headings_are_bold_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert page.rendered([page.section("Who is in it", [])], colour=True) == "\n\x1b[1mWho is in it\x1b[0m"


def test_no_colour_codes_reach_a_pipe() -> None:
    assert "\x1b" not in shown("baseline")
