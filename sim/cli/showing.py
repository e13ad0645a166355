"""``parley show``."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import sys
from typing import TYPE_CHECKING

import click

from sim.cli import options

if TYPE_CHECKING:
    from sim.described import Described
    from sim.scenario import Scenario

PAGER = "-FRX -Psspace for more, q to leave$"  # how less behaves, and after -Ps what it says at the foot of a page


@click.command()
@click.argument("scenario")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@options.settings
@options.strategies
@options.as_json("all of it")
@click.option("--yaml", "as_yaml", is_flag=True, help="Print the whole scenario as a file, with everything that it inherits.")
def show(scenario: str, names: tuple[str, ...], settings: tuple[str, ...], as_json: bool, as_yaml: bool) -> None:
    """Who is in a scenario, what differs, and every value with its meaning.

    SCENARIO is a shipped name (see: parley list) or the path of a file. With NAMEs, such as us.leverage or russia, only
    those values are shown.
    """
    if as_yaml and (as_json or names):
        raise click.UsageError("--yaml prints the whole scenario; leave out --json and the names.")
    if as_yaml:
        click.echo(options.chosen(scenario, settings, None).to_yaml(), nl=False)
    elif as_json:
        click.echo(json.dumps(dataclasses.asdict(described(scenario, names, settings)), indent=2, default=str))
    else:
        from sim.cli import portrait

        draw = portrait.close_up if names else portrait.portrait
        leaf_through(draw(described(scenario, names, settings), on_a_terminal()))


def described(scenario: str, names: tuple[str, ...], settings: tuple[str, ...]) -> Described:
    """Everything about the scenario that is meant."""
    from sim.described import described as described_in_full
    from sim.scenario import library

    return described_in_full(with_a_parent(scenario, settings), library.find(scenario), names)


def with_a_parent(scenario: str, settings: tuple[str, ...]) -> Scenario:
    """The scenario with the values that were asked for; one that extends nothing differs from itself as it was."""
    found, as_it_was = (options.chosen(scenario, asked, None) for asked in (settings, ()))
    if found.family.parent or not settings:
        return found
    return dataclasses.replace(found, family=dataclasses.replace(found.family, parent=as_it_was.family.tree))


def leaf_through(text: str) -> None:
    """Print a text; on a terminal that is too low for it, page by page."""
    if not on_a_terminal() or len(text.splitlines()) < height():
        click.echo(text)
        return
    os.environ.setdefault("LESS", PAGER)
    click.echo_via_pager(text + "\n", color=True)


def on_a_terminal() -> bool:
    """Whether somebody reads along."""
    return sys.stdout.isatty()


def height() -> int:
    """The lines of the terminal."""
    return shutil.get_terminal_size().lines
