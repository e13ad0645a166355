"""A scenario with everything that can be said of it, as plain data: for the screen and for programs."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sim.described.differing import Difference, differences
from sim.described.written import span
from sim.scenario import Scenario, ScenarioError, library
from sim.scenario.heading import heading
from sim.scenario.library import Source
from sim.scenario.naming import parameters, what
from sim.scenario.overrides import unknown

CLAIM, FACTS = re.compile(r"\bA\d+\b"), re.compile(r"\bF\d+\b")
Entry = dict[str, Any]


@dataclasses.dataclass(frozen=True)
class Described:
    """One scenario: where it comes from, who is in it, what differs from its parent, and every value."""

    name: str
    title: str
    about: str
    file: str
    extends: list[str]
    start: datetime.date
    days: int
    comment: list[str]
    differences: list[Difference]
    parties: list[Entry]
    agreements: list[Entry]
    red_lines: list[Entry]
    events: list[Entry]
    parameters: list[Entry]
    claims: list[Entry]
    facts: list[Entry]


def described(scenario: Scenario, source: Source | None, wanted: tuple[str, ...] = ()) -> Described:
    """Everything about a scenario, but of its parameters only the wanted ones if there are any. source: its file, if it has one.

    Raises ScenarioError with a guess for a wanted name that fits no parameter.
    """
    said, situation, comment = differences(scenario), scenario.situation, heading(source.text()) if source else []
    paths = parameters(scenario.data)
    values = [value(scenario, name, paths[name]) for name in chosen(scenario, wanted)]
    texts = [*([] if wanted else [*comment, *(row.source for row in said)]), *(one["source"] for one in values)]
    return Described(
        name=scenario.name,
        title=scenario.title,
        about=scenario.about,
        file=place(source) if source else "",
        extends=[ancestor.name if library.shipped(ancestor.name) == ancestor else place(ancestor) for ancestor in ancestors(scenario, source)],
        start=situation.start,
        days=scenario.days,
        comment=comment,
        differences=said,
        parties=[{"name": name, "role": party.role, "label": party.label or name} for name, party in situation.parties.items()],
        agreements=[{"name": name, **rung.model_dump(), "label": rung.label or name} for name, rung in situation.agreements.items()],
        red_lines=[{"holder": name, **line.model_dump()} for name, line in situation.red_lines.items()],
        events=[event(scenario, one.day, one.model_dump()) for one in sorted(situation.events, key=lambda one: one.day)],
        parameters=values,
        claims=claims_in(texts),
        facts=facts_in(texts),
    )


def ancestors(scenario: Scenario, source: Source | None) -> list[Source]:
    """What it extends, the nearest first; of one without a file, what it names itself and whatever that extends."""
    if source is not None:
        return library.ancestors(source)
    parent = library.shipped(scenario.extends) if scenario.extends else None
    return [parent, *library.ancestors(parent)] if parent else []


def place(source: Source) -> str:
    """Where a file is, from here if it is below."""
    path, here = source.path.absolute(), Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def chosen(scenario: Scenario, wanted: tuple[str, ...]) -> list[str]:
    """The names of parameters that are wanted, in the order in which they were asked for; all if nothing was asked."""
    if not wanted:
        return scenario.names
    return list(dict.fromkeys(name for word in wanted for name in fitting(scenario, word)))


def fitting(scenario: Scenario, word: str) -> list[str]:
    """The names that are this word or stand below it, else those with this word in them, of this role, or that begin with it."""
    names, parties = scenario.names, scenario.situation.parties
    below = [name for name in names if name == word or name.startswith(f"{word}.")]
    within = [name for name in names if f".{word}." in f".{name}."]
    held = [name for name in names if (owner := name.split(".")[0]) in parties and parties[owner].role == word]
    found = below or within or held or [name for name in names if word and name.startswith(word)]
    if not found:
        raise ScenarioError(unknown(word, scenario.data))
    return found


def value(scenario: Scenario, name: str, path: tuple[str | int, ...]) -> Entry:
    """One parameter, whose value stands at this path, with what is declared about it."""
    found = what(path, scenario.data)
    return {**dataclasses.asdict(scenario.parameters[name]), "allowed": span(found)}


def event(scenario: Scenario, day: int, said: Entry) -> Entry:
    """One event with its date."""
    return {"day": day, "date": scenario.situation.start + datetime.timedelta(days=day), **said}


def claims_in(texts: Iterable[str]) -> list[Entry]:
    """The claims of the founding article that some texts name, in their order."""
    from sim.evidence import claims

    named = set(CLAIM.findall(" ".join(texts)))
    return [{"number": one.number, "claim": one.claim, "speaker": one.speaker} for one in claims().values() if one.number in named]


def facts_in(texts: Iterable[str]) -> list[Entry]:
    """The sections of facts that some texts name, in their order."""
    from sim.evidence import sections

    named = set(FACTS.findall(" ".join(texts)))
    return [{"number": number, "title": title} for number, title in sections().items() if number in named]
