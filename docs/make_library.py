"""Writes the page of the shipped scenarios, docs/library.md, from the heads of their files.

python docs/make_library.py
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sim.scenario import Scenario, load
from sim.scenario.heading import heading
from sim.scenario.library import folder

PAGE = Path(__file__).with_name("library.md")
HEAD = """# The library of scenarios

<!-- made by docs/make_library.py from the heads of the files in scenarios/; a test checks that it is up to date -->

Every shipped scenario, by the idea that it is about: what it changes and why, what it stands on, and what it should show. Each is short
enough to read in a minute and differs from its parent in one thing, or two or three that belong together. Let the class write down a
guess before it runs one.

The sentences under "It should show" are true of the model with the values of the baseline, and a test checks every one of them over 2,048 runs;
how each is measured stands in `tests/library.yaml`. They are not true of the world for that reason, and some will surprise: that is
what they are for. Ask why, and look for the answer with `parley story` and in [the rule book](rulebook.md).

A1 to A52 are claims of the founding article, given as claims, with whose they are; F1 to F8 are sections of the collected facts; papers
stand [below](#papers) or in [the rule book](rulebook.md#12-references). "Judgement" is what it says. To write one of your own, see
[writing scenarios](scenarios.md).
"""
PAPERS = """## Papers

Those that [the rule book](rulebook.md#12-references) does not list:

- Kydd (2005), Trust and Mistrust in International Relations, Princeton.
- Lundgren, Svensson and Karakus (2023), Journal of Conflict Resolution 67(7-8): 1350-1375.
- Walter (2002), Committing to Peace, Princeton.
- Werner and Yuen (2005), International Organization 59(2): 261-292.
- Zartman (2001), Global Review of Ethnopolitics 1(1): 8-18.
"""


@dataclass(frozen=True)
class Idea:
    """What some scenarios have in common: a heading, a sentence or two, and a question for a class."""

    title: str
    about: str
    question: str
    names: tuple[str, ...]


IDEAS = (
    Idea(
        "Where to start",
        "The situation that nearly all others change in one respect.",
        "Who offers what to whom, and which of these offers are meant?",
        ("baseline",),
    ),
    Idea(
        "Time",
        "Talks go on beside the fighting, so whoever can wait may wait. A mediator in a hurry sets deadlines.",
        "Whom does waiting help? Does a deadline that is kept work better than one that is not?",
        ("time_on_russias_side", "patient_ukraine", "deadlines_mean_it", "deadlines_as_bluff"),
    ),
    Idea(
        "Pressure",
        "A mediator can make war dearer for either side, or stop trying. What is signed under pressure has to be kept without it.",
        "Is it a success if it is signed?",
        ("pressing_moscow", "squeezing_kyiv", "us_walks_away"),
    ),
    Idea(
        "Trust and guarantees",
        "A deal that both would sign may not be signed, because one of them may break it later. Somebody can stand by the one that is "
        "betrayed, arm it, or let trust grow by small steps.",
        "What would you have to believe before you lay down your arms?",
        ("european_guarantees", "several_allies", "europe_alone", "europe_alone_backfilled", "ladder_of_truces"),
    ),
    Idea(
        "Words for the mediator",
        "Offers, refusals and preconditions are heard by a third who shares out the blame.",
        "How would you tell an offer that is meant from one that is not?",
        ("thirty_day_ceasefire", "red_line_holds", "red_line_dropped"),
    ),
    Idea(
        "What each side believes of the war",
        "Two sides that both expect to win have nothing to talk about. Fighting teaches, and so does a stalemate, or somebody who is believed.",
        "When is a conflict ripe for talks?",
        ("mutual_optimism", "believed_mediator", "hurting_stalemate"),
    ),
    Idea(
        "Truces",
        "Small agreements are easier to sign than large ones, and easier to break.",
        "What is a truce good for that everybody accuses the other of breaking?",
        ("civilian_targets_unclear", "civilian_targets_agreed", "holiday_truce"),
    ),
    Idea(
        "The home front",
        "Leaders have to answer for what they sign, and some live off the war.",
        "How long does an outrage last, and with whom?",
        ("atrocity", "war_economy"),
    ),
    Idea(
        "Held against the record",
        "The months before the baseline begins, in which it is known what happened. `parley score` says how well the model tells them.",
        "What would the model have to get wrong for you to stop believing it?",
        ("january_2025",),
    ),
    Idea(
        "Another war",
        "The rules know attackers, defenders, mediators and allies, and no names.",
        "Which conflict of your own would you write down like this?",
        ("two_cities",),
    ),
)


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(line for idea in IDEAS for line in section(idea)), PAPERS])


def section(idea: Idea) -> Iterator[str]:
    """An idea and its scenarios."""
    yield from (f"## {idea.title}\n", f"{idea.about} *{idea.question}*\n")
    for name in idea.names:
        yield from entry(load(name), heading((folder() / f"{name}.yaml").read_text(encoding="utf-8")))


def entry(scenario: Scenario, said: list[str]) -> Iterator[str]:
    """One scenario: title, what it stands for, and what the head of its file says."""
    yield f"### {scenario.title}\n"
    yield f"{command(scenario)}: {scenario.about}\n"
    effects = said.index("Should show:")
    yield from (f"{labelled(line)}\n" for line in reversed(said[1:effects]))
    yield "**It should show:**\n"
    yield from said[effects + 1 :]
    yield ""


def command(scenario: Scenario) -> str:
    """How to see it: beside its parent, if it has one."""
    return f"`parley compare {scenario.extends} {scenario.name}`" if scenario.extends else f"`parley run {scenario.name}`"


def labelled(line: str) -> str:
    """A part of the head with its label set off."""
    label, _, rest = line.partition(": ")
    return f"**{label}:** {rest}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
