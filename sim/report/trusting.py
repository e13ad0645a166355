"""How far to trust the numbers of a page: the honesty card as far as it takes seconds, and how to get the rest."""

from __future__ import annotations

from dataclasses import dataclass

from sim.honesty import Beside, beside_chance, in_short
from sim.honesty.missed import MISSED, NOT_ASKED, NOT_SEEN
from sim.honesty.rivals import AS_WELL
from sim.honesty.told import difference, is_rare
from sim.report.tables import Table
from sim.result import Result
from sim.screen import percent

LEAST, MOST = 100, 2000  # runs of which chance and the record can be asked, and as many as take seconds
DIGITS = "{:.3g}"


@dataclass(frozen=True)
class Trust:
    """What is said of trust: sentences, tables, and the command that says the rest."""

    sentences: list[str]
    tables: list[Table]
    more: str


def trust(result: Result) -> Trust:
    """What luck leaves open, what numbers rest on, what chance alone would say, and what of the record is missed."""
    short = in_short(result)
    sentences = short.lines[:2]
    if result.runs < LEAST:
        return Trust([*sentences, f"With fewer than {LEAST} runs nothing is said of chance and of the record."], [], short.more)
    runs = min(result.runs, MOST)
    found = beside_chance(result.scenario, runs, result.seed)
    tables = [chance(found, runs), *ceasefires(found), *record(found)]
    return Trust([*sentences, same_by_chance(found), *said_of_record(found)], tables, short.more)


def chance(found: Beside, runs: int) -> Table:
    """Headlines beside those of agents who choose at random."""
    rows = [
        (one.model.words, percent(one.model), percent(one.random), difference(one.difference).strip())
        for one in found.headlines.values()
        if not is_rare(one)
    ]
    heads = ("headline", "the model", "at random", "difference in points, 95% interval")
    return Table(f"If everybody chose at random: share of {runs:,} runs with the same luck and the values as they stand", heads, rows)


def same_by_chance(found: Beside) -> str:
    """Where chance alone gives the same."""
    same = [one.model.words for one in found.headlines.values() if one.same_by_chance and not is_rare(one)]
    return f"If everybody chose at random, these would come out the same, to {100 * AS_WELL:.0f} points: {', '.join(same) or 'none'}."


def ceasefires(found: Beside) -> list[Table]:
    """The model's ceasefires and a constant danger, each beside what was observed; nothing where it has none to compare."""
    rows = [
        (one.row.removeprefix("month/event: "), f"{one.count:,}", f"{100 * one.model_off:.0f} ± {200 * one.model_error:.0f}", one.nearer,
         f"{100 * one.constant_off:.0f}")
        for one in found.survival
    ]  # fmt: skip
    if not rows:
        return []
    days = ", ".join(str(day) for day in found.survival[0].days)
    heads = ("observed ceasefires", "how many", "the model is off by", "than a constant danger it is", "a constant danger is off by")
    return [Table(f"Not collapsed after {days} days: points off from what was observed in Donbas, 2014–20", heads, rows, words=(0, 3))]


def record(found: Beside) -> list[Table]:
    """The targets that are missed."""
    missed = [held for held in found.targets if held.verdict == MISSED]
    rows = [(held.what, f"{DIGITS.format(held.low)} to {DIGITS.format(held.high)}", DIGITS.format(held.got), held.unit) for held in missed]
    return [Table("What it misses of the record", ("target", "wanted", "got", "unit"), rows, words=(0, 3))] if rows else []


def said_of_record(found: Beside) -> list[str]:
    """How many targets are missed, and which cannot be asked."""
    asked = [held for held in found.targets if held.verdict != NOT_ASKED]
    if not asked:
        reasons = dict.fromkeys(held.why for held in found.targets)
        return [f"No target of the record can be asked: {'; '.join(reasons)}."]
    missed, by_chance = (sum(getattr(held, which) == MISSED for held in asked) for which in ("verdict", "random_verdict"))
    seen = sum(held.verdict == NOT_SEEN for held in asked)
    never = f" {seen} {'is' if seen == 1 else 'are'} not judged, as what it counts never happens." if seen else ""
    said = f"Of {len(asked)} targets of the record it misses {missed} by more than two standard errors; choosing at random misses {by_chance}.{never}"
    return [f"{said} Where values were calibrated to these targets, meeting them is no test."]
