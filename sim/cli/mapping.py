"""``parley heatmap``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sim.cli import finished, options


@click.command()
@finished.results
@click.option("--x", metavar="NAME", help="The parameter across.  [default: the first that was varied]")
@click.option("--y", metavar="NAME", help="The parameter upwards.  [default: the next that was varied]")
@click.option(
    "--outcome", default="ceasefire holding", metavar="TEXT", show_default=True, help="What happens, or a column, as in days_at_peace.",
)  # fmt: skip
@click.option("--bins", callback=options.whole, metavar="N", help="Cells on each side.  [default: a grid as it is, else by the settings]")
@finished.told("heatmap")
def heatmap(results: Path, x: str | None, y: str | None, outcome: str, bins: int | None, out: Path | None, as_json: bool, quiet: bool) -> None:
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
        across, up = sides(dataset.varied, x, y)
        found = discovery.over(dataset, across, up, outcome, bins)
        report = {"version": sim.__version__, **tables.about(dataset), **tables.of_map(found)}
        files = finished.write(stage, {"heatmap": found.table}, report, "heatmap", picture(found, tables.whose(dataset)))
    if as_json:
        click.echo(finished.text(report), nl=False)
    elif not quiet:
        click.echo(discovered.cells(found, tables.whose(dataset), folder, files, colour=sys.stdout.isatty()))


def sides(varied: list[str], x: str | None, y: str | None) -> tuple[str, str]:
    """The two parameters: those that are named, else the first that are left."""
    from sim.scenario import ScenarioError

    left = [name for name in varied if name not in (x, y)]
    found = [name or (left.pop(0) if left else "") for name in (x, y)]
    if not all(found):
        raise ScenarioError(f"a heat map takes two parameters, but this sweep varied only {varied[0]}.")
    return found[0], found[1]
