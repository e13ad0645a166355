"""What differs between a scenario and its parent: values, and what has come or gone as a whole."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sim.described.written import written
from sim.scenario import Scenario
from sim.scenario.declared import is_date
from sim.scenario.naming import mapping, parameters, roles_of, what
from sim.scenario.tree import Plain, plain

OWNERS = ("agreements", "red_lines", "shocks")


@dataclass(frozen=True)
class Difference:
    """A name with what it stood for and what it stands for now; None where there was or is nothing."""

    name: str
    before: Any
    now: Any
    unit: str = ""
    meaning: str = ""
    source: str = ""


def differences(scenario: Scenario) -> list[Difference]:
    """Everything that differs from the parent, in the order of the parent; nothing where there is no parent."""
    if scenario.family.parent is None:
        return []
    before, now = plain(scenario.family.parent), scenario.data
    return [*came_and_went(before, now), *values(scenario, before, now), *events(before, now)]


def came_and_went(before: Plain, now: Plain) -> Iterator[Difference]:
    """Parties with another role, and whatever was taken away as a whole."""
    was, is_now = roles_of(before), roles_of(now)
    for name in {**was, **is_now}:
        if was.get(name) != is_now.get(name):
            yield Difference(name, was.get(name), is_now.get(name), meaning="a party, by its role")
    for owner in OWNERS:
        for name in mapping(before, owner):
            if name not in mapping(now, owner):
                yield Difference(f"{owner}.{name}", "there", None, meaning=what((owner, name), before).meaning)


def values(scenario: Scenario, before: Plain, now: Plain) -> Iterator[Difference]:
    """The values that differ, but not one by one those of what was taken away as a whole."""
    known = parameters(now)
    for name, (was, is_now) in scenario.differences.items():
        if name in known:
            found = what(known[name], now)
            yield Difference(name, dated(was), dated(is_now), found.unit, found.meaning, found.source)


def dated(value: Any) -> Any:
    """A value as it was read, and a date as a date."""
    return datetime.date.fromisoformat(value) if isinstance(value, str) and is_date(value) else value


def events(before: Plain, now: Plain) -> Iterator[Difference]:
    """The events that were added, and those that were taken away."""
    was, is_now = (said["events"] if isinstance(said.get("events"), list) else [] for said in (before, now))
    yield from (Difference("event", named(event), None) for event in was if event not in is_now)
    yield from (Difference("event", None, named(event)) for event in is_now if event not in was)


def named(event: Plain) -> str:
    """An event's day and title."""
    return f"day {event.get('day')}: {event.get('title')}" if isinstance(event, dict) else written(event)
