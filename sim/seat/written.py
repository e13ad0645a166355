"""A game as it was written down or asked for: whether it is one, and whose seats are taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sim.runs import RUNS_LIMIT
from sim.scenario import Scenario, ScenarioError, load
from sim.seat.decisions import SeatError, listed, shown

KEYS = ("game", "scenario", "digest", "seed", "run", "parties", "choices")


def checked(data: Any) -> Scenario:
    """The scenario of a game that was written down. Raises SeatError for what is no game, and for a scenario that has changed since."""
    if not isinstance(data, dict) or data.get("game") != "parley":
        raise SeatError("this is not a game of parley: it should be a mapping with game: parley.")
    unknown, missing = [key for key in data if key not in KEYS], [key for key in KEYS if key not in data]
    if unknown or missing:
        wrong = f"{missing[0]} is missing" if missing else f"{shown(unknown[0])} is none of them"
        raise SeatError(f"a game has {all_of(KEYS)}; {wrong}.")
    for name in ("parties", "choices"):
        if not isinstance(data[name], list):
            raise SeatError(f"{name} of a game should be a list, but is {shown(data[name])}.")
    said = data["scenario"]
    if not (isinstance(said, str) and said.isidentifier()) and not (isinstance(said, dict) and "extends" not in said):
        raise SeatError("the scenario of a game should be the name of a shipped one, or all that it says.")
    scenario = load(said)
    if scenario.digest != data["digest"]:
        raise SeatError(f"the scenario {scenario.name} is not what it was when this game was played, so that it cannot be played again.")
    return scenario


def whole(number: object, name: str) -> int:
    """A whole number. Raises SeatError."""
    if isinstance(number, bool) or not isinstance(number, int):
        raise SeatError(f"{name} is {shown(number)}, but should be a whole number.")
    return number


def run_number(number: object) -> int:
    """The number of a run. Raises SeatError."""
    found = whole(number, "run")
    if not 1 <= found <= RUNS_LIMIT:
        raise SeatError(f"run is {found}, but should be a whole number from 1 to {RUNS_LIMIT:,}.")
    return found


def seats(scenario: Scenario, parties: Sequence[str]) -> tuple[str, ...]:
    """The parties in whose seats people sit, in the order of the scenario. Raises SeatError."""
    known = list(scenario.situation.parties)
    for party in parties:
        if party not in known:
            raise SeatError(f"{scenario.name} has no party {shown(party)}; it has {all_of(known)}.")
    if not parties:
        raise SeatError(f"a game needs somebody in a seat: {listed(known)}.")
    return tuple(name for name in known if name in parties)


def is_shipped(scenario: Scenario) -> bool:
    """Whether a scenario is the shipped one of its name, unchanged."""
    try:
        return scenario.name.isidentifier() and load(scenario.name) == scenario
    except ScenarioError:
        return False


def all_of(names: Sequence[str]) -> str:
    """Names in a row.

    >>> all_of(["seed", "run"])
    'seed and run'
    """
    return listed(list(names)).replace(" or ", " and ")
