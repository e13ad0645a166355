"""``parley list``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
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
    """Shipped scenarios, a line each; with WORDs, those that speak of all of them."""
    from sim.scenario import lessons, load, names

    scenarios, taught = ([one for one in map(load, shipped) if speaks_of(one, words)] for shipped in (names(), lessons()))
    found = [*scenarios, *taught]
    if as_json:
        click.echo(json.dumps([entry(one) for one in found], indent=2))
    elif not found:
        click.echo(f"No shipped scenario speaks of {' and '.join(words)}; parley list shows all.", err=True)
    else:
        width = max(len(one.name) for one in found)
        told = [*lines(scenarios, width), *section("Lessons, in their order:", lines(taught, width)), *hint()]
        click.echo("\n".join(told).lstrip("\n"))


def speaks_of(scenario: Scenario, words: Iterable[str]) -> bool:
    """Whether all words are in its name, its title or its description, in capitals or not."""
    said = f"{scenario.name} {scenario.title} {scenario.about}".casefold()
    return all(word.casefold() in said for word in words)


def entry(scenario: Scenario) -> dict[str, Any]:
    """One scenario for programs."""
    return {name: getattr(scenario, name) for name in ("name", "title", "about", "extends", "days")}


def lines(scenarios: Iterable[Scenario], width: int) -> list[str]:
    """Name and title of each; a long title is cut."""
    return [shortened(f"{one.name:{width}}  {one.title}") for one in scenarios]


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
