"""Courses of single runs to draw: of scenarios of many shapes."""

from __future__ import annotations

import functools
from typing import Any

from sim.happenings import Course
from sim.story import follow
from tests.charts.results import lasting, lengthened, renamed
from tests.ensembles import edited, only, shipped, without


def eventful(data: dict[str, Any]) -> None:
    """Much happens at once: atrocities, events, deadlines, and a red line that falls."""
    data["shocks"]["atrocity"]["hazard"] = 0.08
    data["parties"]["us"].update(deadline=20, enforce=0.2)
    data["red_lines"]["russia"].update(hazard=1.0, worth=0.0)
    data["events"] = [{"day": day, "title": f"Talks of day {day}"} for day in (3, 4, 5, 363, 364, 365)]


SHAPES: dict[str, tuple[Any, int]] = {
    "baseline": (lambda: shipped(), 1),
    "many truces": (lambda: shipped("european_guarantees"), 4),
    "long labels": (lambda: edited(lengthened), 2),
    "other parties": (lambda: edited(renamed), 3),
    "no mediator": (lambda: without("us"), 2),
    "one rung": (lambda: only("truce"), 5),
    "one day": (lambda: edited(lasting(1)).set("talks.every", 1), 1),
    "ten years": (lambda: edited(lasting(3650)), 1),
    "eventful": (lambda: edited(eventful), 6),
    "own strategies": (lambda: shipped().set_all({"russia.strategy": "tit_for_tat", "ukraine.strategy": "tit_for_tat"}), 3),
}


@functools.cache
def followed(shape: str) -> Course:
    """The course of a run of one of the shapes."""
    scenario, run = SHAPES[shape]
    return follow(scenario(), 3, run)
