"""One run in plain sentences: replayed from its number, told from what happened, with everybody's reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.happenings import Course, Diary
from sim.model import Talks
from sim.record import Outcomes, Panel
from sim.result import OUTCOMES
from sim.scenario import Scenario, load
from sim.story.daily import Daily
from sim.story.ledgers import why
from sim.story.short import Short
from sim.story.words import Told, dated, ended, paragraph, wrapped
from sim.words import say

__all__ = ["Told", "day_by_day", "follow", "full_text", "head", "of_a_day", "paragraphs", "tell", "why", "wrapped"]


def follow(scenario: Any, seed: int = 1, run: int = 1, strategies: Mapping[str, Any] | None = None) -> Course:
    """Replay one run and write down what happens and why. The same scenario, seed and run give the same course.

    scenario: a Scenario, or what ``sim.load`` takes. run: its number in an ensemble, from 1. strategies: as for ``sim.run``.

    >>> course = follow("baseline", seed=1, run=2)
    >>> first = course.happenings[0]
    >>> first.day, first.who, first.rung, first.cynical, first.accepted
    (7, 'russia', 'civilian_targets', True, False)
    >>> {term: round(share, 3) for term, share in first.own.terms.items() if share}
    {'costs saved': 0.006, 'home front': -0.032}
    """
    scenario = scenario if isinstance(scenario, Scenario) else load(scenario)
    diary = Diary()
    model = Talks(scenario, seed, [run], strategies)
    record, states = Outcomes(model), Panel(model, run)
    model.observers = [record, states, diary]
    model.play_to(scenario.days)
    outcome = OUTCOMES[int(record.outcome(model)[0])]
    return Course(scenario, seed, run, outcome, tuple(diary.happenings), diary.ledgers, {name: days[:, 0] for name, days in states.columns.items()})


def tell(scenario: Scenario, seed: int, run: int, strategies: Mapping[str, Any] | None = None) -> list[Told]:
    """What happened in one run, in short. The same scenario, seed and run tell the same story."""
    return Short(follow(scenario, seed, run, strategies)).told


def paragraphs(course: Course) -> list[str]:
    """The run day by day, each decision with its reasons: a paragraph of 80 columns for each day on which something happens."""
    return [paragraph(told.when(course.scenario), told.sentence) for told in Daily(course).told]


def of_a_day(course: Course, day: int) -> str:
    """What happens on one day, with all reasons, as a paragraph."""
    told = [told for told in Daily(course, afresh=True).told if told.first_day <= day <= told.last_day]
    quiet = Told(day, day, say("story.quiet.kept"))
    return paragraph((told or [quiet])[0].when(course.scenario), (told or [quiet])[0].sentence)


def head(course: Course) -> str:
    """Whose story it is, and how to read it."""
    start = dated(course.scenario, 0)
    whose = say("story.head.run", run=course.run, seed=course.seed, days=course.days, date=start, outcome=ended(course.outcome))
    signs = " ".join((say("story.head.signs"), say("story.head.cynical"), say("story.head.caveat")))
    return "\n".join([*wrapped(course.scenario.title), *wrapped(whose), "", *wrapped(signs)])


def day_by_day(course: Course) -> str:
    """The story of a run day by day, as a text of its own."""
    return "\n\n".join([head(course), *paragraphs(course)]) + "\n"


def full_text(scenario: Scenario, seed: int, run: int) -> str:
    """The short story of a run as a text of its own, a line each."""
    head = f"{scenario.title}\n{say('story.short.run', run=run, seed=seed, cynical=say('story.head.cynical'))}\n\n"
    return head + "".join(f"{say('story.short.line', when=told.when(scenario), told=told.sentence)}\n" for told in tell(scenario, seed, run))
