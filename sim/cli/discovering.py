"""``parley discover``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sim.cli import finished, options


@click.command()
@finished.results
@click.option("--outcome", required=True, metavar="TEXT", help="What happens, as in 'ceasefire holding' or 'days_at_peace >= 180'.")
@click.option("--boxes", callback=options.whole, default="3", metavar="N", show_default=True, help="How many boxes at most.")
@click.option("--density", type=float, metavar="SHARE", help="Take the largest box of this density.  [default: what tells runs apart best]")
@finished.told("discover")
def discover(results: Path, outcome: str, boxes: int, density: float | None, out: Path | None, as_json: bool, quiet: bool) -> None:
    """Say under which conditions an outcome happens, by the boxes of PRIM.

    RESULTS is the folder of a finished sweep. The boxes are found on one half of its settings; all numbers are from the other half.
    """
    import sim
    from sim import discovery, outputs
    from sim.charts.boxes import discovery as picture
    from sim.cli import discovered
    from sim.discovery import tables

    dataset, folder = finished.opened(results), finished.place("discover", results, out)
    with outputs.staged(folder) as stage:
        found = discovery.discover(dataset, outcome, boxes, density)
        report = {"version": sim.__version__, **tables.about(dataset), **tables.of_boxes(found)}
        written = {"boxes": tables.table_of_boxes(found), "tradeoff": tables.table_of_ways(found)}
        files = finished.write(stage, written, report, "discovery", picture(found, tables.whose(dataset)))
    if as_json:
        click.echo(finished.text(report), nl=False)
    elif not quiet:
        click.echo(discovered.boxes(found, tables.whose(dataset), folder, files, colour=sys.stdout.isatty()))
