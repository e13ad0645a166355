"""Checks of the events: a day within the horizon, states that exist, parameters that can be set, red lines that are held."""

from __future__ import annotations

from typing import Any

from sim.scenario.complaining import guess, listed
from sim.scenario.crosschecks import check_word, is_whole, unsettled
from sim.scenario.ledger import Ledger
from sim.scenario.naming import guess_name, mapping, parameters, settable_by_events, start_of, states, what, whole_run
from sim.scenario.tree import Path


def check(ledger: Ledger) -> None:
    """Every event, whatever else is wrong with it."""
    events = ledger.data.get("events")
    for number, event in enumerate(events if isinstance(events, list) else ()):
        if isinstance(event, dict):
            check_day(ledger, ("events", number, "day"), event.get("day"))
            check_changes(ledger, ("events", number, "change"), event)
            check_settings(ledger, ("events", number, "set"), event)
            check_holder(ledger, ("events", number, "drop_red_line"), event.get("drop_red_line"))


def check_day(ledger: Ledger, path: Path, day: Any) -> None:
    """An event happens while the scenario lasts."""
    days = ledger.data.get("days")
    if is_whole(day) and is_whole(days) and 1 <= days < day:
        ledger.value(path, f"is {day}, but the scenario ends on day {days}.")


def check_changes(ledger: Ledger, path: Path, event: Any) -> None:
    """What is changed must be a state."""
    known = states(ledger.data)
    for name in mapping(event, "change"):
        if name not in known and not about(name, unsettled(ledger.data)):
            hint = guess_name(name, known) or f" The states are {listed(known)}."
            ledger.key((*path, name), f"is not a state that an event can change.{hint}")


def about(name: str, parties: list[str]) -> bool:
    """Whether a name is about one of these parties."""
    return name.split(".")[0] in parties


def check_settings(ledger: Ledger, path: Path, event: Any) -> None:
    """What is set must be a parameter that can change during a run, and the value must be one that it can have."""
    known = settable_by_events(ledger.data)
    for name, value in mapping(event, "set").items():
        if name in known:
            check_setting(ledger, (*path, name), known[name], value)
        elif not about(name, unsettled(ledger.data)):
            ledger.key((*path, name), why_not(name, ledger))


def check_setting(ledger: Ledger, path: Path, parameter: Path, value: Any) -> None:
    """The value that an event gives a parameter."""
    found = what(parameter, ledger.data)
    fault = found.fault(value) if value is not None else f"is null, but should be {found.allowed()}{found.meant()}."
    if fault:
        ledger.value(path, fault)
    elif parameter[-1] == "table":
        check_word(ledger, path, value)


def why_not(name: str, ledger: Ledger) -> str:
    """Why an event cannot set what is named."""
    path = parameters(ledger.data).get(name)
    if path is None:
        return f"is not a parameter here.{guess_name(name, settable_by_events(ledger.data))}"
    state = start_of(path)
    if state:
        return f"only says where a run starts. Write `change: {{{state}: ...}}` for what is added to it on that day."
    return "holds for the whole run." if whole_run(path) else "cannot be set by an event."


def check_holder(ledger: Ledger, path: Path, holder: Any) -> None:
    """A red line that is dropped must be there."""
    known = list(mapping(ledger.data, "red_lines"))
    if isinstance(holder, str) and holder not in known:
        ledger.value(path, f"is '{holder}', which holds no red line; those who do: {listed(known)}.{guess(holder, known)}")
