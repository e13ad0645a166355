"""Results to draw: simulated ones of many shapes, and ones made up so that the finding is known."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any

import numpy as np

import sim.runs
import sim.scenario
from sim.result import ENDINGS, Result
from tests.ensembles import edited, only, shipped, without

LONG = "Provisional Coalition Government of the Seven River Cantons, in exile since the winter, and of all $5_000 islands of the lake"


def lengthened(data: dict[str, Any]) -> None:
    """Every label as long as the rules allow, and a ladder of eight rungs."""
    for section in (data["parties"], data["agreements"]):
        for number, entry in enumerate(section.values()):
            entry["label"] = f"{number + 1} {LONG}"[:120]
    data["title"] = LONG[:120]
    for number in range(3):
        data["agreements"][f"more_{number}"] = data["agreements"]["thirty_day_ceasefire"] | {"label": f"More {number}: {LONG}"[:120]}


def renamed(data: dict[str, Any]) -> None:
    """Other parties, one with a name in another script."""
    data["parties"]["russia"]["label"], data["parties"]["ukraine"]["label"] = "Wolvenland", "Öst-Страна 国"


def lasting(days: int) -> Any:
    """Sets how many days are simulated."""

    def last(data: dict[str, Any]) -> None:
        data["days"] = days

    return last


SHAPES: dict[str, tuple[Any, int]] = {
    "baseline": (lambda: shipped(), 300),
    "guaranteed": (lambda: shipped("european_guarantees"), 300),
    "long labels": (lambda: edited(lengthened), 100),
    "other parties": (lambda: edited(renamed).set("days", 120), 60),
    "no mediator": (lambda: without("us").set("days", 120), 60),
    "one rung": (lambda: only("truce").set("days", 120), 60),
    "one day": (lambda: edited(lasting(1)), 20),
    "one run": (lambda: shipped("european_guarantees"), 1),
    "one run of one day": (lambda: edited(lasting(1)), 1),
    "many years": (lambda: edited(lasting(2000)), 3),
    "all equal": (lambda: only("truce").set_all({"front.noise": 0, "shocks.atrocity.hazard": 0, "talks.every": 300}), 3),
}


@functools.cache
def simulated(shape: str) -> Result:
    """A simulated result of one of the shapes."""
    scenario, runs = SHAPES[shape]
    return sim.runs.run(scenario(), runs=runs, seed=3)


@functools.cache
def four() -> Result:
    """Four runs of the baseline."""
    return sim.runs.run(shipped(), runs=4, seed=3)


def first_days(**days: list[int]) -> Result:
    """The baseline's four runs, which reached only these rungs, on these days (0: never); nothing in force before the last day."""
    result = four()
    columns = result.columns | {f"first_{rung}": np.array(days.get(rung, [0] * 4)) for rung in result.rungs}
    at_rung = np.zeros_like(result.at_rung)
    at_rung[:, -1] = 4
    return dataclasses.replace(result, columns=columns, at_rung=at_rung)


def ended(**counts: dict[str, dict[int, int]]) -> Result:
    """The baseline, in which only these agreements were made: by rung and ending, how many ended after so many days."""
    result = simulated("baseline")
    endings = np.zeros_like(result.endings)
    for rung, ways in counts.items():
        for way, lasted in ways.items():
            for day, count in lasted.items():
                endings[result.rungs.index(rung), day, ENDINGS.index(way)] = count
    return dataclasses.replace(result, endings=endings)


def states(days: int = 10, members: int = 4, **series: Any) -> Result:
    """The baseline with these courses of states, the same in every run of the panel; all other states stay at 0."""
    result = simulated("baseline")
    scenario = sim.scenario.load(result.scenario.to_dict() | {"days": days})
    panel = {name: np.zeros((days + 1, members), dtype=np.float32) for name in result.panel}
    panel |= {name: np.broadcast_to(np.asarray(course, dtype=np.float32)[:, None], (days + 1, members)) for name, course in series.items()}
    return dataclasses.replace(result, scenario=scenario, panel=panel)
