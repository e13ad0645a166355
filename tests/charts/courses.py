"""Courses of single runs to draw: of scenarios of many shapes."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any

import numpy as np

from sim.happenings import Close, Course
from sim.story import follow
from tests.charts.results import lasting, lengthened, renamed
from tests.ensembles import edited, only, shipped, without


def eventful(data: dict[str, Any]) -> None:
    """Much happens at once: atrocities, events, deadlines, and a red line that falls."""
    data["shocks"]["atrocity"]["hazard"] = 0.08
    data["parties"]["us"].update(deadline=20, enforce=0.2)
    data["red_lines"]["russia"].update(hazard=1.0, worth=0.0)
    data["events"] = [{"day": day, "title": f"Talks of day {day}"} for day in (3, 4, 5, 363, 364, 365)]


def one_after_another(*courses: Course) -> Course:
    """One long course of several that have as many days and the same parties and agreements: what happens in the second happens after the first."""
    days, last = courses[0].days, courses[-1]
    begins = [(number * days, course) for number, course in enumerate(courses)]
    every = [
        dataclasses.replace(each, day=begin + each.day)
        for begin, course in begins
        for each in course.happenings
        if begin == begins[-1][0] or not isinstance(each, Close)
    ]
    ledgers = {begin + day: weighed for begin, course in begins for day, weighed in course.ledgers.items()}
    states = {name: np.concatenate([course.states[name][number > 0 :] for number, course in enumerate(courses)]) for name in last.states}
    return dataclasses.replace(last, scenario=last.scenario.set("days", days * len(courses)), happenings=tuple(every), ledgers=ledgers, states=states)


PLAYED: dict[str, tuple[Any, int]] = {
    "baseline": (lambda: shipped(), 1),
    "many truces": (lambda: shipped("european_guarantees"), 4),
    "long labels": (lambda: edited(lengthened), 2),
    "other parties": (lambda: edited(renamed), 3),
    "no mediator": (lambda: without("us"), 2),
    "one rung": (lambda: only("truce"), 5),
    "one day": (lambda: edited(lasting(1)).set("talks.every", 1), 1),
    "eventful": (lambda: edited(eventful), 6),
    "own strategies": (lambda: shipped().set_all({"russia.strategy": "tit_for_tat", "ukraine.strategy": "tit_for_tat"}), 3),
}


SHAPES = (*PLAYED, "ten years")


@functools.cache
def followed(shape: str) -> Course:
    """The course of a run of one of the shapes; ten years are made of ten runs of a year, which are sooner played."""
    if shape == "ten years":
        return one_after_another(*[followed("many truces"), followed("baseline")] * 5)
    scenario, run = PLAYED[shape]
    return follow(scenario(), 3, run)
