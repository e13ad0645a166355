"""One run of an ensemble, told: the days that turn it, with everybody's reasons; its pictures; and the whole of it."""

from __future__ import annotations

from dataclasses import dataclass

from sim import uncertain
from sim.happenings import Atrocity, Close, Course, Deadline, Ending, LineFall, Occasion, Signing
from sim.report.tables import Table
from sim.result import Result
from sim.story import daily, follow
from sim.story.sheets import adding_up, hundredths, odds
from sim.story.words import Told

TURNS = (Atrocity, Close, Deadline, Ending, LineFall, Occasion, Signing)


@dataclass(frozen=True)
class Tale:
    """A run: its course, how it was picked, and what is told of it, each with its days: what turns it, and everything."""

    course: Course
    picked: str
    turns: list[tuple[str, str]]
    whole: list[tuple[str, str]]


def tale(result: Result, run: int | None) -> Tale:
    """One run of a result: the one that is asked for, else the first with the most frequent ending. Raises ValueError for one it does not have."""
    if run is not None and not 1 <= run <= result.runs:
        raise ValueError(f"run {run:,} is beyond the ensemble of {result.runs:,} runs; choose one of 1 to {result.runs:,}")
    number = result.example if run is None else run
    course = follow(uncertain.scenario_of(result, number), result.seed, number)
    days = {each.day for each in course.happenings if isinstance(each, TURNS)} | {course.telling}
    in_full = [told for told in daily.Daily(course, afresh=True).told if told.last_day == told.first_day and told.first_day in days]
    return Tale(course, picked(result, number, run is None), dated(course, in_full), dated(course, daily.Daily(course).told))


def dated(course: Course, told: list[Told]) -> list[tuple[str, str]]:
    """What is told, each with its days."""
    return [(each.when(course.scenario), each.sentence) for each in told]


def picked(result: Result, run: int, as_example: bool) -> str:
    """Which run it is, and how often runs end like it."""
    ending = result.ending_of(run)
    share = result.summary[f"outcome.{ending}"].value or 0.0
    why = ", the first with the most frequent ending" if as_example else ""
    return f"Run {run:,} of {result.runs:,}{why}: “{ending}”, as in {share:.1%} of runs."


def terms(course: Course) -> list[Table]:
    """What every agreement was worth to each side on the day on which it pays most to ask why; nothing where nothing was weighed."""
    day = course.telling
    return [of_party(course, day, party) for party in course.ledgers.get(day, {})] if day is not None else []


def of_party(course: Course, day: int, party: str) -> Table:
    """The signed terms of one side, in per cent of the stake; they add up to the worth."""
    sheets = course.ledgers[day][party]
    rows = []
    for sheet in sheets:
        yes = "0%, its red line stands" if sheet.line_stands else odds(sheet.yes, sheet.own_rule)
        numbers = (*adding_up(sheet.terms, sheet.advantage), hundredths(sheet.advantage), hundredths(sheet.refusal))
        rows.append((course.label(sheet.rung), *numbers, yes))
    heads = ("agreement", *sheets[0].terms, "worth, their sum", "blame for a refusal", "probability of yes")
    return Table(f"What agreements are worth to {course.label(party)} more than fighting on, day {day}, in % of the stake", heads, rows)
