"""The bets of the lessons, for a class: what is asked, what the runs answer, and what to say to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.lessons import Bet, Lesson, lessons, names, read
from sim.result import Result
from sim.runs import run
from sim.scenario.complaining import shortened
from sim.web.answers.side_by_side import results, shapes_the_batch
from sim.web.refusing import RefusedError, near
from sim.web.rooms.question import Knob, nearest, places, whole_places
from sim.words import say

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
    """The lessons with their bets and knobs."""
    return [
        {
            "name": lesson.name,
            "number": lesson.number,
            "title": lesson.title,
            "bets": [{"bet": number, "ask": bet.ask, "choices": list(bet.choices.values())} for number, bet in enumerate(lesson.bets)],
            "knobs": [one.words for one in lesson.knobs],
        }
        for lesson in lessons()
    ]


def found(wager: Wager) -> tuple[Lesson, Bet]:
    """The lesson and the bet. Raises RefusedError where there is none."""
    if wager.lesson not in names():
        raise RefusedError(say("answers.lesson.none", name=shortened(wager.lesson), near=near(wager.lesson, names())), 404)
    lesson = read(wager.lesson)
    if wager.bet >= len(lesson.bets):
        raise RefusedError(say("answers.lesson.no_bet", lesson=lesson.number, bet=wager.bet))
    if wager.knob >= len(lesson.knobs):
        raise RefusedError(say("answers.lesson.no_knob", lesson=lesson.number, knob=wager.knob))
    return lesson, lesson.bets[wager.bet]


def prepared(wager: Wager) -> Told:
    """Everything about a bet: what is told with it, what may be said, the model's answer with its replies, and the knob."""
    lesson, bet = found(wager)
    before, after = (run(setting.scenario, wager.runs, wager.seed, panel=0) for setting in (lesson.before, lesson.after))
    told = {
        "lesson": lesson.number,
        "title": lesson.title,
        "words": bet.ask,
        "unit": "" if bet.is_share else bet.unit,
        "days": lesson.scenario.days,
        "runs": wager.runs,
        "changes": [],
        "settings": {"before": lesson.before.words, "after": lesson.after.words},
        "before": spoken(bet, before),
        "same": bet.near if bet.choices else None,
    }
    right = bet.change(bet.measured(before), bet.measured(after)) if bet.choices else None
    model = {**spoken(bet, after), "near": bet.near, "replies": dict(bet.replies), "found": right}
    return {"told": told, "ends": [bet.low, bet.high], "choices": dict(bet.choices), "model": model, "knob": knob(lesson, wager)}


def spoken(bet: Bet, result: Result) -> Told:
    """The number of a bet with its interval, in the unit in which it is spoken of."""
    estimate = bet.measured(result)
    numbers = (("value", estimate.value), ("low", estimate.low), ("high", estimate.high))
    return {name: None if number is None else bet.shown(number) for name, number in numbers}


def knob(lesson: Lesson, wager: Wager) -> Knob | None:
    """A knob of a lesson, with the values it can have; none where it is asked how long something lasted."""
    moved = lesson.knobs[wager.knob]
    if lesson.bets[wager.bet].measure.startswith(LASTED):
        return None
    usual, asked = (float(setting.scenario.get(moved.moves[0])) for setting in (lesson.before, lesson.after))
    whole = any(lesson.scenario.parameters[name].kind == "integer" for name in moved.moves)
    middle = (moved.low + moved.high) / 2  # a lesson's knob has a range of its own, which is tried evenly
    values = whole_places(moved.low, moved.high, middle, (usual, asked)) if whole else places(moved.low, moved.high, middle)
    words = {"owner": "", "short": moved.words, "meaning": "", "unit": lesson.scenario.parameters[moved.moves[0]].unit}
    return Knob(moved.moves, words, values, nearest(values, usual), nearest(values, asked), shapes_the_batch(lesson.scenario, moved.moves))


def tried(wager: Wager, moves: tuple[str, ...], values: tuple[float, ...]) -> list[Told]:
    """What the runs answer when the knob is elsewhere, at each of some values."""
    lesson, bet = found(wager)
    return [spoken(bet, result) for result in results(lesson.after.scenario, moves, values, wager.runs, wager.seed)]
