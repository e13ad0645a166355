"""One run of a setting, day by day: what happens, in the sentences of ``parley story``, and the states that a day leaves."""

from __future__ import annotations

import functools
from typing import Any

from sim.happenings import Atrocity, Close, Conduct, Course, Deadline, LineFall, Occasion, Offer, Proposal, Signing
from sim.story import follow, head
from sim.web.answers import colours
from sim.web.answers.playing import asked_for
from sim.web.answers.rounding import short
from sim.web.answers.telling import Listed
from sim.web.meaning import Setting

KEPT = 4
TURNS = {Atrocity: "atrocity", LineFall: "red_line", Occasion: "event"}
OF_SIDES = ("trust", "resolve", "resources", "pressure", "reservation")
OF_ALL = ("held", "blame", "impatience", "credibility")


@functools.lru_cache(maxsize=KEPT)
def followed(asked: Setting, run: int, work: int) -> Course:
    """The run with this number. A worker keeps the last ones, as somebody who reads one asks for its reasons."""
    return follow(asked_for(asked, work), asked.seed, run)


def course(asked: Setting, run: int, work: int) -> dict[str, Any]:
    """Everything of a run but the reasons."""
    found = followed(asked, run, work)
    mediator = found.scenario.situation.role("mediator")
    return {
        "run": run,
        "seed": asked.seed,
        "title": found.scenario.title,
        "digest": found.scenario.digest,
        "days": found.days,
        "start": found.date(0).isoformat(),
        "outcome": found.outcome,
        "head": head(found),
        "sides": [{"name": name, "label": found.label(name)} for name in sides(found)],
        "mediator": found.label(mediator[0]) if mediator else None,
        "rungs": [{"name": rung, "label": found.label(rung)} for rung in found.rungs],
        "colours": {"rungs": colours.ladder(len(found.rungs)), "sides": colours.sides()},
        "told": Listed(found).days,
        "decided": found.decided,
        "telling": found.telling,
        "in_force": [[found.rungs.index(rung), since, ended] for rung, since, ended in found.in_force()],
        "closes_with": closing(found),
        **marks(found),
        "states": states(found),
    }


def sides(course: Course) -> tuple[str, str]:
    """Attacker and defender, by name."""
    return course.attacker, course.defender


def closing(course: Course) -> int | None:
    """The agreement in force at the end, by its number."""
    rung = course.of(Close)[-1].rung
    return None if rung is None else course.rungs.index(rung)


def marks(course: Course) -> dict[str, list[Any]]:
    """What is drawn, shortly: sides and agreements by their numbers.

    offers: day, side, agreement, whether it is cynical, whether it is accepted. proposals: day, agreement, whether each side accepts.
    signings: day, agreement. violations: day, side, whether it is blamed. turns: day and kind of what else happens.
    """
    number, side = course.rungs.index, sides(course).index
    return {
        "offers": [[one.day, side(one.who), number(one.rung), one.cynical, one.accepted] for one in course.of(Offer) if one.rung],
        "proposals": [[one.day, number(one.rung), *(one.yes[name] for name in sides(course))] for one in course.of(Proposal)],
        "signings": [[one.day, number(one.rung)] for one in course.of(Signing)],
        "violations": [[one.day, side(name), name in one.attributed] for one in course.of(Conduct) for name in one.violated],
        "turns": turns(course),
    }


def turns(course: Course) -> list[list[Any]]:
    """Days on which something else happens."""
    found: list[list[Any]] = []
    for one in course.happenings:
        if isinstance(one, Deadline):
            found.append([one.day, "left" if one.leaves else "deadline"])
        elif type(one) in TURNS:
            found.append([one.day, TURNS[type(one)]])
    return found


def states(course: Course) -> dict[str, Any]:
    """The states at the end of each day, from day 0: of each side, and of all."""
    return {
        "sides": {name: [short(course.states[f"{name}_{party}"]) for party in sides(course)] for name in OF_SIDES},
        "all": {name: short(course.states[name]) for name in OF_ALL},
    }
