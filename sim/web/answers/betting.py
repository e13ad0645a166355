"""The bets of the lessons, for a class: what is asked, what the runs answer, and what to say to whom."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from sim.lessons import Bet, Lesson, lessons, names, read
from sim.runs import run
from sim.scenario import Scenario
from sim.scenario.complaining import guess, shortened
from sim.web.refusing import RefusedError
from sim.web.rooms.question import Knob, nearest, places

Told = dict[str, Any]


@dataclass(frozen=True)
class Wager:
    """A bet of a lesson, counted from 0; and which of the lesson's knobs a class may try."""

    lesson: str
    bet: int
    knob: int
    runs: int
    seed: int


def shelf() -> list[Told]:
    """The lessons with the bets that ask for a number."""
    return [
        {
            "name": lesson.name,
            "number": lesson.number,
            "title": lesson.title,
            "bets": [{"bet": number, "ask": bet.ask} for number, bet in enumerate(lesson.bets) if not bet.choices],
            "knobs": [one.words for one in lesson.knobs],
        }
        for lesson in lessons()
    ]


def found(wager: Wager) -> tuple[Lesson, Bet]:
    """The lesson and the bet. Raises RefusedError where there is no such bet, or none on a number."""
    if wager.lesson not in names():
        raise RefusedError(f"There is no lesson ‘{shortened(wager.lesson)}’.{guess(wager.lesson, names())}", 404)
    lesson = read(wager.lesson)
    if wager.bet >= len(lesson.bets) or lesson.bets[wager.bet].choices:
        raise RefusedError(f"Lesson {lesson.number} has no bet {wager.bet} on a number.")
    if wager.knob >= len(lesson.knobs):
        raise RefusedError(f"Lesson {lesson.number} has no knob {wager.knob}.")
    return lesson, lesson.bets[wager.bet]


def prepared(wager: Wager) -> Told:
    """Everything about a bet: what is told with it, what may be said, the model's answer with its replies, and the knob."""
    lesson, bet = found(wager)
    told = {
        "lesson": lesson.number,
        "title": lesson.title,
        "words": bet.ask,
        "unit": "" if bet.is_share else bet.unit,
        "days": lesson.scenario.days,
        "runs": wager.runs,
        "changes": [],
        "settings": {"before": lesson.before.words, "after": lesson.after.words},
        "before": answered(lesson.before.scenario, bet, wager),
    }
    model = {**answered(lesson.after.scenario, bet, wager), "near": bet.near, "replies": dict(bet.replies)}
    return {"told": told, "ends": [bet.low, bet.high], "model": model, "knob": knob(lesson, wager)}


def answered(scenario: Scenario, bet: Bet, wager: Wager) -> Told:
    """The number of a bet with its interval, in the unit in which it is spoken of."""
    estimate = bet.measured(run(scenario, wager.runs, wager.seed, panel=0))
    numbers = (("value", estimate.value), ("low", estimate.low), ("high", estimate.high))
    return {name: None if number is None else bet.shown(number) for name, number in numbers}


def knob(lesson: Lesson, wager: Wager) -> Knob | None:
    """A knob of a lesson, with the values it can have; none where it goes in whole steps."""
    moved = lesson.knobs[wager.knob]
    kinds = {lesson.scenario.parameters[name].kind for name in moved.moves}
    if kinds != {"number"}:
        return None
    usual, asked = (float(setting.scenario.get(moved.moves[0])) for setting in (lesson.before, lesson.after))
    values = places(moved.low, moved.high, usual)
    unit = lesson.scenario.parameters[moved.moves[0]].unit
    return Knob(moved.moves, {"owner": "", "short": moved.words, "meaning": "", "unit": unit}, values, nearest(values, usual), nearest(values, asked))


def tried(wager: Wager, moves: tuple[str, ...], value: float) -> Told:
    """What the runs answer when the knob is elsewhere."""
    lesson, bet = found(dataclasses.replace(wager, knob=0))
    return answered(lesson.after.scenario.set_all(dict.fromkeys(moves, value)), bet, wager)
