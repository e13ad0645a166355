"""The values of a scenario: what they mean, where they come from, whether that is evidence or judgement, and what differs from the parent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.described import Described, Entry, grouped, kind, written
from sim.honesty import sources
from sim.honesty.sources import Basis
from sim.report.tables import Table
from sim.scenario import Scenario

NEW, GONE = "new", "taken away"
DECLARED = ("unit", "allowed", "meaning", "source")
WITH_JUDGEMENT = " and judgement"
CHOICE = "a choice"  # of what is no number that may vary


@dataclass(frozen=True)
class Value:
    """A value by its name. basis: evidence, judgement, or what else it rests on."""

    name: str
    value: str
    basis: str


@dataclass(frozen=True)
class Alike:
    """Values of which the same is declared."""

    values: list[Value]
    unit: str
    allowed: str
    meaning: str
    source: str


def values(scenario: Scenario, one: Described) -> dict[str, list[Alike]]:
    """Every value by whose it is, those together of which the same is declared; names in print are no values."""
    bases = sources.bases(scenario)
    kinds = {party["name"]: party["role"] for party in one.parties}
    entries = [entry for entry in one.parameters if is_value(entry)]
    groups = grouped(entries, [kind(entry["name"], kinds) for entry in entries])
    return {title: alike(below, bases) for title, below in groups.items()}


def is_value(entry: Entry) -> bool:
    """Whether it is more than a name in print or a strategy that nobody has set."""
    last = entry["name"].split(".")[-1]
    return last not in ("title", "label") and not (last == "strategy" and entry["value"] is None)


def alike(entries: list[Entry], bases: Mapping[str, Basis]) -> list[Alike]:
    """Values of one kind."""
    groups = grouped(entries, [tuple(entry[key] for key in DECLARED) for entry in entries])
    return [Alike([explained(entry, bases.get(entry["name"])) for entry in below], *declared) for declared, below in groups.items()]


def explained(entry: Entry, basis: Basis | None) -> Value:
    """One value."""
    rests_on = CHOICE if basis is None else basis.kind + (WITH_JUDGEMENT if basis.with_judgement else "")
    return Value(entry["name"], written(entry["value"]), rests_on)


def differences(one: Described) -> Table | None:
    """What differs from the parent; None where there is no difference to show."""
    if not one.differences:
        return None
    rows = []
    for row in one.differences:
        before, now = (NEW if row.before is None else written(row.before)), (GONE if row.now is None else written(row.now))
        name = row.name if not row.unit else f"{row.name} ({row.unit})"
        rows.append((name, before, now, row.meaning, row.source))
    parent = one.extends[0] if one.extends else "the file"
    return Table(f"What differs from {parent}", ("name", "before", "now", "meaning", "source"), rows, words=(0, 3, 4))


def evidence(one: Described) -> list[tuple[str, str]]:
    """The claims and the sections of facts that the sources name, each by its number."""
    claims = [(entry["number"], f"{entry['speaker']}: {entry['claim']}") for entry in one.claims]
    return [*claims, *((entry["number"], entry["title"]) for entry in one.facts)]
