"""Refreshes the help that the page of commands shows: python docs/make_commands.py

The text around it is written by hand; a new command needs a section of its own.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from sim.cli import parley

PAGE = Path(__file__).parent / "commands.md"
WIDTH = 78  # of a terminal of 80 columns, as click counts
SHOWN = re.compile(r"^\$ parley (?:(\w+) )?--help\n.*?(?=^```$)", re.MULTILINE | re.DOTALL)


def page() -> str:
    """The page with the help of today."""
    return SHOWN.sub(lambda found: f"{found[0].splitlines()[0]}\n{help_of(found[1])}\n", PAGE.read_text(encoding="utf-8"))


def help_of(name: str | None) -> str:
    """What ``--help`` says of a command, or of all."""
    whole = click.Context(parley, info_name="parley", terminal_width=WIDTH, **parley.context_settings)
    if name is None:
        return parley.get_help(whole)
    command = parley.commands[name]
    return command.get_help(click.Context(command, parent=whole, info_name=name, terminal_width=WIDTH, **command.context_settings))


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
