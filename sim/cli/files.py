"""Commands about scenario files: ``parley list``, ``validate`` and ``schema``."""

from __future__ import annotations

import json

import click

FAILED = 1


@click.command("list")
def list_scenarios() -> None:
    """Shipped scenarios, a line each."""
    from sim.scenario import load, names

    width = max(len(name) for name in names())
    for name in names():
        click.echo(f"{name:{width}}  {load(name).title}")


@click.command()
@click.argument("files", nargs=-1, required=True)
def validate(files: tuple[str, ...]) -> None:
    """Check scenario files; say everything that is wrong with them."""
    from sim.scenario import complaints

    wrong = 0
    for file in files:
        found = complaints(file)
        wrong += bool(found)
        for sentence in found:
            click.echo(sentence, err=True)
        if not found:
            click.echo(f"{file}: good")
    if wrong:
        raise SystemExit(FAILED)


@click.command()
def schema() -> None:
    """Print the JSON Schema of scenario files, for editors."""
    from sim.scenario import schema as schema_of_files

    click.echo(json.dumps(schema_of_files(), indent=2))
