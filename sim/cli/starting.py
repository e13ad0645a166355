"""``parley new``."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import click

from sim.cli import options

TITLE_LIMIT = 120
UNTITLED = "A scenario without a title"


@click.command()
@click.argument("file")
@click.option("--extends", default="baseline", show_default=True, metavar="SCENARIO", help="What to start from: a shipped name or a path.")
@click.option("--title", metavar="TEXT", help="One line that names it.  [default: from the name of the file]")
@options.strategies
def new(file: str, extends: str, title: str | None) -> None:
    """Write a commented scenario to start from.

    FILE is the file to write, such as river.yaml; one that is there already is never touched. An editor that knows JSON
    Schema completes names in it, with the parley.schema.json that is written beside it.
    """
    from sim.cli import placing

    path = Path(file)
    check_name(path)
    placing.check_place(path)
    text = checked_text(path, extends, titled(path) if title is None else title)
    click.echo(told(path, extends, placing.write(path, text)))


def check_name(path: Path) -> None:
    """The name must be one that a scenario can have, and not that of a shipped one. Raises UsageError."""
    from sim.scenario import library
    from sim.scenario.complaining import listed, printable

    if path.is_dir():
        raise click.UsageError(f"{printable(str(path))} is a folder; name a file in it, such as {printable(str(path / 'river.yaml'))}.")
    if not path.name.isprintable():
        raise click.UsageError(f"{printable(path.name)} has a character that cannot be printed; choose another name.")
    if path.suffix not in library.ENDINGS:
        stem = path.stem if path.suffix.lower() in library.ENDINGS else path.name
        raise click.UsageError(f"{path} should end in {listed(library.ENDINGS, 'or')}; write {path.with_name(stem + '.yaml')}.")
    if library.shipped(path.stem):
        raise click.UsageError(f"{path.stem} is the name of a shipped scenario; choose another, so that nobody takes one for the other.")


def titled(path: Path) -> str:
    """A title from the name of a file.

    >>> titled(Path("my-first_try.yaml"))
    'My first try'
    """
    words = " ".join(path.stem.replace("_", " ").replace("-", " ").split())
    return (words[:1].upper() + words[1:])[:TITLE_LIMIT] or UNTITLED


def checked_text(path: Path, extends: str, title: str) -> str:
    """The text to write, checked as the file will be. Raises UsageError for a title or a parent that cannot be written in a file."""
    from sim.cli.template import template
    from sim.scenario import Scenario, load
    from sim.scenario.declared import declared
    from sim.scenario.library import Source
    from sim.scenario.merging import from_text
    from sim.scenario.tree import is_text

    fault = declared(("title",), {}).fault(title)  # type: ignore[union-attr]
    if fault:
        raise click.UsageError(f"--title {fault}")
    word = from_there(extends, path.parent)
    parent = load(extends)
    if not is_text(word):
        raise click.UsageError("--extends leads through a folder whose name cannot be written in a file.")
    text = template(parent, word, title)
    Scenario.of(from_text(text, Source(path, path.stem, str(path)), ()), path.stem)
    return text


def from_there(extends: str, folder: Path) -> str:
    """The parent as a file in a folder names it: a shipped name, or the path from that folder."""
    from sim.scenario import library

    if library.shipped(extends):
        return extends
    parent = library.find(extends).path.resolve()
    try:
        way = Path(os.path.relpath(parent, folder.resolve())).as_posix()
    except ValueError:  # on another drive
        way = parent.as_posix()
    return f"./{way}" if library.shipped(way) else way


def told(path: Path, extends: str, with_schema: bool) -> str:
    """What was written, and what to do next."""
    from sim.cli.template import SCHEMA_FILE

    shown = shlex.quote(f"./{path}" if str(path).startswith("-") else str(path))
    beside = path.with_name(SCHEMA_FILE)
    schema = (
        f"Written beside it: {beside}, with which an editor completes names."
        if with_schema
        else f"{beside} is not parley's and was left alone, so no editor can complete names."
    )
    return f"Written: {path}, which extends {extends} and changes nothing yet.\n{schema}\nNext:\n  parley validate {shown}\n  parley run {shown}"
