"""``parley list``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from sim.cli import options

if TYPE_CHECKING:
    from sim.scenario import Scenario

WIDTH = 80
NEXT = "Next: parley show NAME, or parley run NAME."


@click.command("list")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@options.as_json("name, title, about, parent and days of each")
def list_scenarios(words: tuple[str, ...], as_json: bool) -> None:
    """Shipped scenarios, a line each; with WORDs, those that speak of all of them.

    A scenario stands below the one that it extends.
    """
    from sim.scenario import lessons, load, names

    scenarios, taught = ([one for one in map(load, shipped) if speaks_of(one, words)] for shipped in (names(), lessons()))
    found = [*scenarios, *taught]
    if as_json:
        click.echo(json.dumps([entry(one) for one in found], indent=2))
    elif not found:
        click.echo(f"No shipped scenario speaks of {' and '.join(words)}; parley list shows all.", err=True)
    else:
        family, lessons_below = branches(scenarios), [Branch(one, 0) for one in taught]
        width = max(len(branch.name) for branch in (*family, *lessons_below))
        told = [*lines(family, width), *section("Lessons, in their order:", lines(lessons_below, width)), *hint()]
        click.echo("\n".join(told).lstrip("\n"))


def speaks_of(scenario: Scenario, words: Iterable[str]) -> bool:
    """Whether all words are in its name, its title or its description, in capitals or not."""
    said = f"{scenario.name} {scenario.title} {scenario.about}".casefold()
    return all(word.casefold() in said for word in words)


def entry(scenario: Scenario) -> dict[str, Any]:
    """One scenario for programs."""
    return {name: getattr(scenario, name) for name in ("name", "title", "about", "extends", "days")}


@dataclass(frozen=True)
class Branch:
    """A scenario with how many of the listed ones it stands below."""

    scenario: Scenario
    depth: int

    @property
    def name(self) -> str:
        """The name, moved to the right by its depth."""
        return f"{'  ' * self.depth}{self.scenario.name}"


def branches(scenarios: list[Scenario]) -> list[Branch]:
    """Every scenario, then those that extend it, each followed by its own."""
    known = {one.name for one in scenarios}

    def below(parent: str | None, depth: int) -> Iterator[Branch]:
        for one in scenarios:
            if (one.extends if one.extends in known else None) == parent:
                yield Branch(one, depth)
                yield from below(one.name, depth + 1)

    return list(below(None, 0))


def lines(listed: Iterable[Branch], width: int) -> list[str]:
    """Name and title of each; a long title is cut."""
    return [shortened(f"{one.name:{width}}  {one.scenario.title}") for one in listed]


def shortened(line: str) -> str:
    """A line that fits the screen."""
    return line if len(line) <= WIDTH else line[: WIDTH - 1] + "…"


def section(title: str, below: list[str]) -> list[str]:
    """Lines under a heading, or nothing."""
    return ["", title, *below] if below else []


def hint() -> list[str]:
    """What to do next; a program that reads the lines is spared it."""
    return ["", NEXT] if on_a_terminal() else []


def on_a_terminal() -> bool:
    """Whether somebody reads along."""
    return sys.stdout.isatty()
