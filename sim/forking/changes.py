"""What holds from a day on: a scenario with one event more, which sets parameters and adds to states."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from sim.comparison import MOST
from sim.scenario import Scenario, ScenarioError, load
from sim.scenario.complaining import shortened
from sim.scenario.naming import parameters, start_of, what
from sim.scenario.overrides import typed
from sim.scenario.tree import Plain

AS_IT_WAS = "as it was"
SETTINGS_LIMIT = MOST - 1
ADDS = "+"

Changes = Mapping[str, Any]


def changed(scenario: Scenario, day: int, settings: Mapping[str, Changes]) -> dict[str, Scenario]:
    """The scenario as it was, and for each setting, by name, the scenario in which its changes hold from the morning of the day on.

    Changes: values by parameter, as in ``us.bias``, and amounts added to states, as in ``us.impatience+``. Raises ScenarioError with a sentence
    for each fault.
    """
    check(settings)
    faults, found = list[str](), {AS_IT_WAS: scenario}
    for name, changes in settings.items():
        starts = {one: state for one in changes if (state := starting_state(one, scenario.data))}
        faults += [too_late(one, state) for one, state in starts.items()]
        try:
            rest = {one: value for one, value in changes.items() if one not in starts}
            found[name] = with_event(scenario, event(name, day, rest, scenario.data))
        except ScenarioError as refusal:
            faults += map(without_place, refusal.sentences)
    if faults:
        raise ScenarioError(dict.fromkeys(faults))
    return found


def check(settings: Mapping[str, Changes]) -> None:
    """Settings are mappings by name, few enough and each with a change. Raises ScenarioError."""
    if not isinstance(settings, Mapping) or not all(isinstance(changes, Mapping) for changes in settings.values()):
        raise ScenarioError("settings are changes by name, as in {'a fairer mediator': {'us.bias': 0}}.")
    if not 1 <= len(settings) <= SETTINGS_LIMIT:
        raise ScenarioError(f"a fork takes 1 to {SETTINGS_LIMIT} settings beside what was, but there are {len(settings)}.")
    empty = [f"the setting '{name}' changes nothing." for name, changes in settings.items() if not changes]
    taken = [f"'{AS_IT_WAS}' is what goes on without a change; call a setting by another name."] if AS_IT_WAS in settings else []
    if empty or taken:
        raise ScenarioError([*empty, *taken])


def starting_state(name: str, data: Plain) -> str | None:
    """The state that starts at this parameter; None for all others."""
    path = parameters(data).get(name)
    return start_of(path) if path is not None else None


def too_late(name: str, state: str) -> str:
    """One sentence for a parameter that only says where a run starts, and what acts later instead."""
    return (
        f"{name} only says where a run starts, so setting it later means nothing. "
        f"To add to what is there on the day, change the state: {state}{ADDS}=AMOUNT."
    )


def event(title: str, day: int, changes: Changes, data: Plain) -> Plain:
    """The event that brings the changes about."""
    values = {name: value for name, value in changes.items() if not name.endswith(ADDS)}
    amounts = {name.removesuffix(ADDS): value for name, value in changes.items() if name.endswith(ADDS)}
    known = parameters(data)
    return {
        "day": day,
        "title": f"From here on: {shortened(' '.join(title.split()))}",
        "set": {name: meant(value, known, name, data) for name, value in values.items()},
        "change": {name: number(value) for name, value in amounts.items()},
    }


def meant(value: Any, known: Mapping[str, Any], name: str, data: Plain) -> Any:
    """A value; text is taken as ``--set`` takes it."""
    return typed(value, what(known[name], data)) if isinstance(value, str) and name in known else value


def number(value: Any) -> Any:
    """A number that may be given as text; what is none is left to be complained about."""
    try:
        return float(value) if isinstance(value, str) else value
    except ValueError:
        return value


def with_event(scenario: Scenario, added: Plain) -> Scenario:
    """The scenario with an event more, after all others of its day."""
    said = scenario.to_dict()
    said["events"] = [*said.get("events", []), added]
    return dataclasses.replace(load(said), name=scenario.name)


def without_place(sentence: str) -> str:
    """A complaint about the added event as one about the change itself."""
    _, found, rest = sentence.partition("].")
    rest = rest.removeprefix("set.")
    return rest.removeprefix("change.") if found else sentence


def notes(scenario: Scenario, day: int, settings: Mapping[str, Changes]) -> list[str]:
    """Where an event of the scenario sets anew what a fork has set."""
    names = {name for changes in settings.values() for name in changes}
    later = [(event, name) for event in scenario.situation.events if event.day > day for name in event.set if name in names]
    return [f"{name} is set anew on day {event.day} by an event of the scenario, “{event.title}”." for event, name in later]
