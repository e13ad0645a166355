"""What each lesson claims is measured over thousands of runs, before and after the change, on the same luck."""

from __future__ import annotations

import functools

import numpy as np
import pytest

from sim.lessons import Bet, Check, Lesson, lessons
from sim.lessons.taking import CHANGES
from tests import effects

pytestmark = pytest.mark.no_cover  # whole runs, whose parts are measured elsewhere: tracing would take as long again

SEED = 2025
LESSONS = {lesson.name: lesson for lesson in lessons()}


@functools.cache
def played() -> effects.Played:
    """All settings of all lessons; lessons that say the same in other words share their runs."""
    claimed = [(lesson, check) for lesson in LESSONS.values() for claim in lesson.claims for check in claim.checks]
    return effects.Played([lesson.with_values(which) for lesson, check in claimed for which in ("before", "after", check.start, check.end)], SEED)


def pair(lesson: Lesson, which: object, check: Check) -> effects.Pair:
    """A number in one setting, by run."""
    found = played().year(lesson.with_values(which))
    if check.reaches is not None:
        return effects.one_each(np.asarray(found.columns[check.measure] >= check.reaches, dtype=float))
    counted = found.pair(check.measure)
    if not check.of:
        return counted
    among = found.pair(check.of)[0]
    return counted[0] * among, among


def measured(lesson: Lesson, check: Check) -> tuple[float, float]:
    """What a check measures, and half of its 95% interval."""
    end = pair(lesson, check.end, check)
    return effects.change(pair(lesson, check.start, check), end) if check.expected in CHANGES else effects.level(end)


def fault(lesson: Lesson, check: Check) -> str:
    """What is wrong with a check; nothing if it stands."""
    value, half = measured(lesson, check)
    low, high, limits = value - half, value + half, check.limits
    stands = {
        "rises": low > limits[0],
        "falls": high < -limits[0],
        "moves_less_than": -limits[0] < low and high < limits[0],
        "at_least": low >= limits[0],
        "at_most": high <= limits[0],
        "between": limits[0] <= low and high <= limits[-1],
    }
    said = f"{check.measure} is {value:.4g} give or take {half:.2g}, but should be: {check.expected} {limits}"
    return "" if stands[check.expected] else said


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_shows_what_it_claims(name):
    lesson = LESSONS[name]
    faults = [(claim.says, fault(lesson, check)) for claim in lesson.claims for check in claim.checks]
    assert [(says, said) for says, said in faults if said] == []


@pytest.mark.parametrize("name", LESSONS)
def test_every_bet_rests_on_a_claim(name):
    lesson = LESSONS[name]
    checked = {(check.measure, check.of, check.reaches) for claim in lesson.claims for check in claim.checks if check.end in ("before", "after")}
    assert [bet.ask for bet in lesson.bets if (bet.measure, bet.of, bet.reaches) not in checked] == []


def answer(lesson: Lesson, bet: Bet) -> str:
    """What the runs answer to a bet between choices."""
    check = Check(bet.measure, "rises", (0.0,), of=bet.of, reaches=bet.reaches)
    change, half = measured(lesson, check)
    sizes = [bet.shown(change + part) for part in (-half, half)]
    answers = {"same" if abs(size) <= bet.near else "more" if size > 0 else "fewer" for size in sizes}
    return answers.pop() if len(answers) == 1 else "undecided"


@pytest.mark.parametrize("name", [name for name, lesson in LESSONS.items() if any(bet.choices for bet in lesson.bets)])
def test_a_choice_has_one_answer_whatever_the_luck(name):
    lesson = LESSONS[name]
    assert "undecided" not in [answer(lesson, bet) for bet in lesson.bets if bet.choices]


def test_a_claim_that_is_not_true_is_noticed():
    lesson = LESSONS["a_deal_exists"]
    assert fault(lesson, Check("reached.water_treaty", "rises", (0.1,))).startswith("reached.water_treaty is -0.")
    assert fault(lesson, Check("reached.water_treaty", "falls", (0.1,), start="after")) == (
        "reached.water_treaty is 0 give or take 0, but should be: falls (0.1,)"
    )
