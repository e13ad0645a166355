"""What differs between a scenario and its parent."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from sim.described import Difference, differences
from sim.scenario import load

BIAS = load("baseline").get("us.bias")


def told(**said: Any) -> list[Difference]:
    """What differs in a child of the baseline that says this."""
    return differences(load({"title": "A child", "extends": "baseline", **said}))


def before_and_now(**said: Any) -> list[tuple[str, Any, Any]]:
    """The same, without what is declared about it."""
    return [(row.name, row.before, row.now) for row in told(**said)]


def test_a_value_comes_with_what_is_declared_about_it() -> None:
    (row,) = told(parties={"us": {"bias": 0}})
    assert row == Difference("us.bias", BIAS, 0, "share", "how much more easily blame moves onto the defender than onto the attacker", "A16, A24")


def test_the_title_is_no_difference() -> None:
    assert told() == []


def test_what_is_said_again_is_no_difference() -> None:
    assert told(parties={"us": {"bias": BIAS}}, days=365) == []


def test_dates_are_dates() -> None:
    assert before_and_now(start="2025-05-01") == [("start", datetime.date(2025, 4, 22), datetime.date(2025, 5, 1))]


def test_a_party_that_comes_is_told_with_its_values_and_one_that_goes_by_its_role() -> None:
    assert before_and_now(parties={"europe": None, "poland": {"role": "ally", "aid": 0.001}, "nobody": {"role": "ally"}}) == [
        ("europe", "ally", None),
        ("poland", None, "ally"),
        ("nobody", None, "ally"),
        ("poland.aid", None, 0.001),
    ]


def test_a_party_in_another_role_is_told() -> None:
    assert ("russia", "attacker", "defender") in before_and_now(parties={"russia": {"role": "defender"}, "ukraine": {"role": "attacker"}})


def test_what_was_taken_away_as_a_whole_is_told_once() -> None:
    gone = before_and_now(agreements={"truce": None}, red_lines=None, shocks={"atrocity": None})
    assert gone == [("agreements.truce", "there", None), ("red_lines.russia", "there", None), ("shocks.atrocity", "there", None)]
    assert all(row.meaning for row in told(agreements={"truce": None}, red_lines=None, shocks={"atrocity": None}))


def test_events_that_come_and_go_are_told_by_day_and_title(tmp_path: Path) -> None:
    (tmp_path / "river.yaml").write_text("title: A river\nextends: baseline\nevents: [{day: 3, title: High water}]\n")
    for events, expected in (
        ([{"day": 5, "title": "Low water"}], [("event", None, "day 5: Low water")]),
        (None, [("event", "day 3: High water", None)]),
    ):
        rows = differences(load({"title": "a", "extends": "river.yaml", "events": events}))
        assert [(row.name, row.before, row.now) for row in rows] == expected


def test_a_parent_that_could_not_be_used_alone_can_be_compared(tmp_path: Path) -> None:
    (tmp_path / "river.yaml").write_text("title: A river\nextends: baseline\nstart: soon\nevents: [{title: When}, rain]\nred_lines: 3\n")
    rows = differences(load({"title": "a", "extends": "river.yaml", "events": None, "start": "2025-04-23", "red_lines": None}))
    assert [(row.name, row.before) for row in rows] == [("start", "soon"), ("event", "day None: When"), ("event", "rain")]


def test_a_scenario_without_a_parent_differs_from_nothing() -> None:
    assert differences(load("baseline")) == []
