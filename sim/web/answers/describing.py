"""A scenario as the page shows it: who is in it, the knobs in front, and every parameter with what is declared about it."""

from __future__ import annotations

import functools
from typing import Any

from sim.scenario import Scenario, lessons, load, names
from sim.scenario.naming import BELLIGERENTS, WHOLE_RUN, parameters, roles_of, what
from sim.web.meaning import Meant, scenario_of

Entry = dict[str, Any]
IN_FRONT = (("time_pressure", ("attacker", "defender")), ("trust", ("attacker", "defender")), ("resources", ("attacker",)))
NEVER = ("strategy", "title", "label", "start")


@functools.cache
def shipped() -> list[Entry]:
    """The shipped scenarios: name, title, what they stand for, and what they extend."""
    return [{"name": name, "lesson": name in lessons(), **entry(load(name))} for name in (*names(), *lessons())]


def entry(scenario: Scenario) -> Entry:
    """One scenario in a list."""
    return {"title": scenario.title, "about": scenario.about, "extends": scenario.extends, "days": scenario.days}


def described(meant: Meant) -> Entry:
    """Everything the page needs to know of one scenario. Values that differ are taken into account."""
    scenario = scenario_of(meant)
    situation = scenario.situation
    return {
        **entry(scenario),
        "name": scenario.name,
        "start": situation.start.isoformat(),
        "parties": [{"name": name, "role": party.role, "label": party.label or called(name)} for name, party in situation.parties.items()],
        "agreements": [{"name": name, "label": rung.label or called(name)} for name, rung in situation.agreements.items()],
        "front": in_front(scenario),
        "parameters": [parameter(scenario, name) for name in scenario.names if name.split(".")[-1] not in NEVER],
    }


def called(name: str) -> str:
    """A name in print, where no label is given."""
    return name.replace("_", " ").capitalize()


def in_front(scenario: Scenario) -> list[Entry]:
    """The article's three knobs: time pressure of each side, trust, resource advantage; by role, as names differ."""
    party = {role: scenario.situation.role(role)[0] for role in BELLIGERENTS}
    return [{"knob": knob, "names": [f"{party[role]}.{knob}" for role in sides]} for knob, sides in IN_FRONT]


def parameter(scenario: Scenario, name: str) -> Entry:
    """One parameter: its value, range, unit, meaning and source, and whose it is."""
    found, declared = scenario.parameters[name], what(parameters(scenario.data)[name], scenario.data)
    return {
        "name": name,
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "unit": found.unit,
        "meaning": found.meaning,
        "source": found.source,
        "kind": found.kind,
        "words": declared.words,
        "nullable": bool(declared.schema.get("nullable")),
        "group": group(scenario, name),
    }


def group(scenario: Scenario, name: str) -> str:
    """Whose parameter it is: a party's, an agreement's, or a section's name."""
    first, *rest = name.split(".")
    if first in roles_of(scenario.data):
        return first
    if name in WHOLE_RUN:
        return "run"
    return f"{first}.{rest[0]}" if first in ("agreements", "red_lines") else first
