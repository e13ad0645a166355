"""The sentences of a page: its question, its headline, what its intervals say, and what it is not."""

from __future__ import annotations

from sim import uncertain
from sim.charts.comparison import finding
from sim.comparison import Comparison
from sim.described import Described, written
from sim.report.tables import Numbers
from sim.result import Result

CAVEAT = "Assumptions played out; not a forecast."
LIMITS = (
    "It is not a forecast. A share of runs is a share of runs, not the probability that something will happen in the world: between the two "
    "stand all assumptions of the model, values that the record leaves open, and everything that is not modelled.",
    "Where values were calibrated to a record, that the numbers agree with this record is no test of them.",
    "Most values are not known to a tenth, and some results hang on a single one; which ones, the command under “How far to trust it” says.",
    "What is shown here is a property of the model, with reasons that can be read; that the world is so is another statement. Claims are given as "
    "claims, with whose they are.",
    "The limits of the model that are known, and what it gets wrong against the record, are listed in docs/limits.md; every rule stands with its "
    "source in docs/rulebook.md.",
)
LUCK_ALONE = "In round brackets: 95% intervals of luck alone. They say how far a number would move with another seed, not whether the model is right."


def question(result: Result, compared: Comparison | None) -> str:
    """What is asked."""
    situation = result.scenario.situation
    asked = f"If things stood as described here, how would {result.scenario.days} days of fighting and talking from {written(situation.start)} go?"
    if compared is None:
        return asked
    others = " and ".join(f"“{compared.label(name)}”" for name in compared.others)
    return f"{asked} And what would be different under {others}, on the same luck?"


def headline(result: Result, compared: Comparison | None) -> list[str]:
    """The result in plain words, each number with its interval."""
    numbers = Numbers.of(result)
    often = result.ending_of(result.example)
    said = [f"The most frequent ending is “{often}”: {numbers.said(f'outcome.{often}')} of {result.runs:,} runs.", at_the_end(result, numbers)]
    said.append(
        f"A total ceasefire of 30 days or more comes about in {numbers.said('ceasefire_of_a_month')} of the runs, and on average "
        f"{numbers.said('days_at_peace')} of {result.scenario.days} days are days at peace."
    )
    return said if compared is None else [*said, f"{finding(compared)}."]


def at_the_end(result: Result, numbers: Numbers) -> str:
    """What is in force on the last day."""
    holding = {"a settlement": "outcome.settlement holding", "a ceasefire": "outcome.ceasefire holding"}
    found = [f"{what} in {numbers.said(name)}" for what, name in holding.items() if result.summary[name].value]
    if not found:
        return "In no run is a ceasefire or a settlement in force at the end."
    return f"In force at the end: {', '.join(found)}."


def intervals(result: Result) -> list[str]:
    """What the brackets stand for."""
    if not uncertain.is_uncertain(result):
        return [LUCK_ALONE]
    drawn = len(uncertain.not_known(result.scenario))
    return [
        f"Each run has one of {uncertain.how_many()} settings of {drawn} parameters that the evidence allows.",
        LUCK_ALONE,
        "In square brackets: what is not known. 95% of the settings have the number there, with luck taken out.",
    ]


def head(one: Described) -> list[tuple[str, list[str]]]:
    """The comment at the head of the scenario's file, as paragraphs, each with the items that follow it."""
    found: list[tuple[str, list[str]]] = []
    for said in one.comment:
        if said.startswith("- "):
            found = found or [("", [])]
            found[-1][1].append(said[2:])
        elif letters(said) != letters(one.title):
            found.append((said, []))
    return found


def letters(words: str) -> str:
    """The letters and digits of some words, by which a title is known again."""
    return "".join(filter(str.isalnum, words.lower()))
