"""``parley heatmap``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sim.cli import finished, options


@click.command()
@finished.results
@click.option("--x", required=True, metavar="NAME", help="The parameter across.")
@click.option("--y", required=True, metavar="NAME", help="The parameter upwards.")
@click.option("--outcome", required=True, metavar="TEXT", help="What happens, as in 'ceasefire holding', or a column, as in days_at_peace.")
@click.option("--bins", callback=options.whole, metavar="N", help="Cells on each side.  [default: a grid as it is, else by the settings]")
@options.out("plots/heatmap-<results>")
@options.as_json("all numbers")
@options.quiet
def heatmap(results: Path, x: str, y: str, outcome: str, bins: int | None, out: Path | None, as_json: bool, quiet: bool) -> None:
    """Show an outcome over two parameters of a sweep, as a heat map.

    RESULTS is the folder of a finished sweep. Of an outcome that is so or not the share of runs is shown, of a column the mean.
    """
    import sim
    from sim import discovery, outputs
    from sim.charts.heatmap import heatmap as picture
    from sim.cli import discovered
    from sim.discovery import tables

    dataset, folder = finished.opened(results), finished.place("heatmap", results, out)
    with outputs.staged(folder) as stage:
        found = discovery.over(dataset, x, y, outcome, bins)
        report = {"version": sim.__version__, **tables.about(dataset), **tables.of_map(found)}
        files = finished.write(stage, {"heatmap": found.table}, report, "heatmap", picture(found, tables.whose(dataset)))
    if as_json:
        click.echo(finished.text(report), nl=False)
    elif not quiet:
        click.echo(discovered.cells(found, tables.whose(dataset), folder, files, colour=sys.stdout.isatty()))
