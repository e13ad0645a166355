"""Every value of a scenario with unit, meaning and source, and the evidence that the sources name, in 80 columns."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from sim.cli.page import Hanging, grid, meaning, section
from sim.described import Described, Entry, grouped, kind, written

CLAIMS = "from the article of 22 April 2025, each with whose it is"
DECLARED = ("unit", "allowed", "meaning", "source")
ELSEWHERE = "Papers are listed in the rule book, docs/rulebook.md, and all claims and facts in docs/evidence.md. A judgement is the modellers' own."


def values(one: Described) -> Iterator[RenderableType]:
    """Every value, by whose it is; what means the same of several of them is said once."""
    yield section("Every value: name, value, unit, range; what it means, and where it comes from", [])
    kinds = {party["name"]: party["role"] for party in one.parties}
    for title, below in grouped(one.parameters, [kind(value["name"], kinds) for value in one.parameters]).items():
        yield section(title, list(explained(below)))


def explained(values: list[Entry]) -> Iterator[RenderableType]:
    """Values in full, those together that mean the same."""
    for alike in grouped(values, [tuple(value[key] for key in DECLARED) for value in values]).values():
        name, amount = (max(map(len, words)) for words in zip(*((value["name"], written(value["value"])) for value in alike), strict=True))
        yield Group(*(Hanging(line(value, name, amount), 4) for value in alike), meaning(alike[0]["meaning"], alike[0]["source"]))


def line(value: Entry, name: int, amount: int) -> Text:
    """Name, value, unit and range, in columns that are as wide as this."""
    allowed = f"[{value['allowed']}]" if value["allowed"] else ""
    said = "  ".join(word for word in (f"{written(value['value']):{amount}}", value["unit"], allowed) if word)
    return Text.assemble((f"{value['name']:{name}}", "bold"), f"  {said}".rstrip())


def claims(title: str, named: list[Entry]) -> Iterator[RenderableType]:
    """Claims in words, each with whose it is."""
    if named:
        table = grid(2)
        for claim in named:
            table.add_row(claim["number"], f"{claim['speaker']}: {claim['claim']}")
        yield section(f"{title}, {CLAIMS}", [table])


def facts(one: Described) -> Iterator[RenderableType]:
    """What the sections of facts that were named are about, and where the rest is."""
    if one.facts:
        table = grid(2)
        for found in one.facts:
            table.add_row(found["number"], found["title"])
        yield section("Sections of facts named above", [table])
    if one.facts or one.claims:
        yield Hanging(Text(f"\n{ELSEWHERE}", style="italic"), 0)
