"""Commands about scenario files: ``parley validate`` and ``parley schema``."""

from __future__ import annotations

import json

import click

from sim.cli import options

FAILED = 1


@click.command()
@click.argument("files", nargs=-1, required=True)
@options.strategies
def validate(files: tuple[str, ...]) -> None:
    """Check scenario files and lessons; say everything that is wrong with them."""
    wrong = 0
    for file in files:
        found = complaints_about(file)
        wrong += bool(found)
        for sentence in found:
            click.echo(sentence, err=True)
        if not found:
            click.echo(f"{file}: good")
    if wrong:
        raise SystemExit(FAILED)


def complaints_about(file: str) -> list[str]:
    """Everything that is wrong with a scenario or a lesson, a sentence each."""
    from sim import lessons
    from sim.scenario import ScenarioError, complaints, library

    try:
        source = library.find(file)
    except ScenarioError as fault:
        return fault.sentences
    return lessons.complaints(source) if lessons.is_lesson(source) else complaints(file)


@click.command()
def schema() -> None:
    """Print the JSON Schema of scenario files, for editors."""
    click.echo(schema_text(), nl=False)


def schema_text() -> str:
    """The JSON Schema of scenario files, as it stands in a file."""
    from sim.scenario import schema as schema_of_files

    return json.dumps(schema_of_files(), indent=2) + "\n"
