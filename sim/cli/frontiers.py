"""``parley frontier``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sim.cli import finished, options


@click.command()
@finished.results
@click.option("--rung", "rungs", multiple=True, metavar="NAME", help="An agreement that counts as signed. Repeatable.  [default: general ceasefires]")
@click.option("--within", callback=options.whole, metavar="DAYS", help="Count up to so many days how long it lasts.  [default: 180 or half of a run]")
@finished.told("frontier")
def frontier(results: Path, rungs: tuple[str, ...], within: int | None, out: Path | None, as_json: bool, quiet: bool) -> None:
    """Show how often something is signed against how long it lasts.

    RESULTS is the folder of a finished sweep. The settings that no other beats at both are its efficient edge. General ceasefires stop all the
    fighting for longer than a short truce; settlements are among them.
    """
    import sim
    from sim import discovery, outputs
    from sim.charts.frontier import frontier as picture
    from sim.cli import discovered
    from sim.discovery import tables

    dataset, folder = finished.opened(results), finished.place("frontier", results, out)
    with outputs.staged(folder) as stage:
        found = discovery.frontier(dataset, rungs, within)
        report = {"version": sim.__version__, **tables.about(dataset), **tables.of_frontier(found)}
        files = finished.write(stage, {"frontier": found.table}, report, "frontier", picture(found, tables.whose(dataset)))
    if as_json:
        click.echo(finished.text(report), nl=False)
    elif not quiet:
        click.echo(discovered.edge(found, tables.whose(dataset), folder, files, colour=sys.stdout.isatty()))
