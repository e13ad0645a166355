"""States over the year as bands: the bargaining range, and trust, blame and pressure."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.result import QUANTILES, Result
from sim.web.answers.rounding import thousandths

MIDDLE = 2


def quantiles(values: np.ndarray) -> np.ndarray:
    """Five bands of a state, shape (5, days), from the states of many runs, shape (days, members)."""
    found: np.ndarray = np.quantile(np.asarray(values, dtype=np.float64), list(QUANTILES.values()), axis=1)
    return found


def bands(found: np.ndarray) -> list[list[int]]:
    """The same in thousandths."""
    return [thousandths(row) for row in found]


def bargaining(result: Result, shown: list[int]) -> dict[str, Any]:
    """What the attacker asks at least and the defender concedes at most, as shares of the attacker, and in how many runs they meet."""
    asked = np.asarray(result.panel[f"reservation_{result.attacker}"], dtype=np.float64)
    conceded = 1 - np.asarray(result.panel[f"reservation_{result.defender}"], dtype=np.float64)
    held = np.median(np.asarray(result.panel["held"], dtype=np.float64), axis=1)
    open_in = np.mean(asked < conceded, axis=1)
    wanted, given = quantiles(asked), quantiles(conceded)
    return {
        "days": shown,
        "asked": bands(wanted),
        "conceded": bands(given),
        "held": thousandths(held),
        "open": thousandths(open_in),
        "finding": finding_of_range(wanted[MIDDLE], given[MIDDLE], shown),
    }


def finding_of_range(asked: np.ndarray, conceded: np.ndarray, shown: list[int]) -> list[Any]:
    """Whether, and from when, the medians leave room for a deal."""
    is_open = asked < conceded
    if is_open.all():
        return ["bargaining.always", {}]
    if not is_open.any():
        nearest = int(np.argmin(asked - conceded))
        return ["bargaining.never", {"day": shown[nearest], "asked": float(asked[nearest]), "conceded": float(conceded[nearest])}]
    first = int(np.argmax(is_open))
    said = {"day": shown[first], "part": float(is_open.mean())}
    return ["bargaining.stays" if is_open[first:].all() else "bargaining.sometimes", said]


def moods(result: Result, shown: list[int]) -> dict[str, Any]:
    """Trust of each side, blame on the defender, pressure on each; without a mediator there is only trust."""
    mediated = bool(result.scenario.situation.role("mediator"))
    sides = (result.attacker, result.defender)
    states = {"trust": [quantiles(result.panel[f"trust_{side}"]) for side in sides]}
    if mediated:
        states["blame"] = [quantiles(result.panel["blame"])]
        states["pressure"] = [quantiles(result.panel[f"pressure_{side}"]) for side in sides]
    return {
        "days": shown,
        "states": {name: [bands(one) for one in found] for name, found in states.items()},
        "finding": finding_of_moods(states, shown),
    }


def finding_of_moods(states: dict[str, list[np.ndarray]], shown: list[int]) -> list[Any]:
    """Where the median trust goes, and who is pressed most."""
    attacker, defender = (one[MIDDLE] for one in states["trust"])
    said = {"attacker_first": attacker[0], "attacker_last": attacker[-1], "defender_first": defender[0], "defender_last": defender[-1]}
    found = {name: float(value) for name, value in said.items()}
    if "pressure" not in states:
        return ["moods.trust", found]
    pressed = [one[MIDDLE] for one in states["pressure"]]
    hardest = max((0, 1), key=lambda side: float(pressed[side].max()))
    if pressed[hardest].max() <= 0:
        return ["moods.unpressed", found]
    day = int(np.argmax(pressed[hardest]))
    return [f"moods.pressed_{('attacker', 'defender')[hardest]}", {**found, "pressure": float(pressed[hardest][day]), "day": shown[day]}]
