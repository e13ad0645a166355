"""A game as it was written down or asked for: whether it is one, and whose seats are taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sim.runs import RUNS_LIMIT
from sim.scenario import Scenario, ScenarioError, load
from sim.seat.decisions import SeatError, shown
from sim.words import either, listed, number, say

KEYS = ("game", "scenario", "digest", "seed", "run", "parties", "choices")


def checked(data: Any) -> Scenario:
    """The scenario of a game that was written down. Raises SeatError for what is no game, and for a scenario that has changed since."""
    if not isinstance(data, dict) or data.get("game") != "parley":
        raise SeatError(say("seat.refused.no_game"))
    unknown, missing = [key for key in data if key not in KEYS], [key for key in KEYS if key not in data]
    if unknown or missing:
        if missing:
            raise SeatError(say("seat.refused.missing", keys=listed(KEYS), what=missing[0]))
        raise SeatError(say("seat.refused.unknown", keys=listed(KEYS), what=shown(unknown[0])))
    for name in ("parties", "choices"):
        if not isinstance(data[name], list):
            raise SeatError(say("seat.refused.no_list", name=name, what=shown(data[name])))
    said = data["scenario"]
    if not (isinstance(said, str) and said.isidentifier()) and not (isinstance(said, dict) and "extends" not in said):
        raise SeatError(say("seat.refused.scenario"))
    scenario = load(said)
    if scenario.digest != data["digest"]:
        raise SeatError(say("seat.refused.changed", scenario=scenario.name))
    return scenario


def whole(found: object, name: str) -> int:
    """A whole number. Raises SeatError."""
    if isinstance(found, bool) or not isinstance(found, int):
        raise SeatError(say("seat.refused.whole", name=name, what=shown(found)))
    return found


def run_number(said: object) -> int:
    """The number of a run. Raises SeatError."""
    found = whole(said, "run")
    if not 1 <= found <= RUNS_LIMIT:
        raise SeatError(say("seat.refused.run", run=found, most=number(RUNS_LIMIT, ",")))
    return found


def seats(scenario: Scenario, parties: Sequence[str]) -> tuple[str, ...]:
    """The parties in whose seats people sit, in the order of the scenario. Raises SeatError."""
    known = list(scenario.situation.parties)
    for party in parties:
        if party not in known:
            raise SeatError(say("seat.refused.party", scenario=scenario.name, what=shown(party), known=listed(known)))
    if not parties:
        raise SeatError(say("seat.refused.nobody", known=either(known)))
    return tuple(name for name in known if name in parties)


def is_shipped(scenario: Scenario) -> bool:
    """Whether a scenario is the shipped one of its name, unchanged."""
    try:
        return scenario.name.isidentifier() and load(scenario.name) == scenario
    except ScenarioError:
        return False
