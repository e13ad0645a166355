"""The bets of the lessons, for a class: what is asked, what the runs answer, and what to say to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.lessons import Bet, Lesson, lessons, names, read
from sim.result import Result
from sim.runs import run
from sim.scenario import Scenario
from sim.scenario.complaining import guess, shortened
from sim.web.answers.side_by_side import results
from sim.web.refusing import RefusedError
from sim.web.rooms.question import Knob, nearest, places

Told = dict[str, Any]
LASTED = "lasted."


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
    """The number of a bet in the runs of a scenario."""
    return spoken(bet, run(scenario, wager.runs, wager.seed, panel=0))


def spoken(bet: Bet, result: Result) -> Told:
    """The number of a bet with its interval, in the unit in which it is spoken of."""
    estimate = bet.measured(result)
    numbers = (("value", estimate.value), ("low", estimate.low), ("high", estimate.high))
    return {name: None if number is None else bet.shown(number) for name, number in numbers}


def knob(lesson: Lesson, wager: Wager) -> Knob | None:
    """A knob of a lesson, with the values it can have; none where it goes in whole steps, or where it is asked how long something lasted."""
    moved = lesson.knobs[wager.knob]
    kinds = {lesson.scenario.parameters[name].kind for name in moved.moves}
    if kinds != {"number"} or lesson.bets[wager.bet].measure.startswith(LASTED):
        return None
    usual, asked = (float(setting.scenario.get(moved.moves[0])) for setting in (lesson.before, lesson.after))
    values = places(moved.low, moved.high, usual)
    unit = lesson.scenario.parameters[moved.moves[0]].unit
    return Knob(moved.moves, {"owner": "", "short": moved.words, "meaning": "", "unit": unit}, values, nearest(values, usual), nearest(values, asked))


def tried(wager: Wager, moves: tuple[str, ...], values: tuple[float, ...]) -> list[Told]:
    """What the runs answer when the knob is elsewhere, at each of some values."""
    lesson, bet = found(wager)
    return [spoken(bet, result) for result in results(lesson.after.scenario, moves, values, wager.runs, wager.seed)]
