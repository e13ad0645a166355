"""``parley score``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sim.cli import options

EXAMPLE = "score_2025"


@click.command()
@click.argument("file", default=EXAMPLE)
@click.option("--runs", callback=options.whole, metavar="N", help="How many runs.  [default: as the file says, else 2000]")
@click.option("--seed", type=int, help="The luck: same seed, same numbers.  [default: as the file says, else 1]")
@options.settings
@options.strategies
@options.out("plots/<file>")
@options.workers
@options.as_json("the score card")
@options.quiet
def score(
    file: str, runs: int | None, seed: int | None, settings: tuple[str, ...], out: Path | None, workers: int, as_json: bool, quiet: bool
) -> None:
    """Score a scenario on what happened: Brier, log score, coverage, rivals.

    FILE holds dated statements about the outcomes of a scenario and what happened; the shipped score_2025, if none is given, shows how.
    """
    import sim
    from sim import outputs
    from sim.cli.scored import told
    from sim.runs import RUNS_LIMIT
    from sim.scoring import card, forecasts, reading, tables

    asked = reading.read_file(reading.find(file), settings)
    runs, seed = runs or asked.runs, asked.seed if seed is None else seed
    if runs > RUNS_LIMIT:
        raise click.UsageError(f"runs is {runs}, but one ensemble takes at most {RUNS_LIMIT:,}.")
    folder = out or Path("plots") / asked.name
    with outputs.staged(folder) as stage:
        with options.progress(2 * runs * len(forecasts.days(asked.statements)), shown=not (as_json or quiet)) as advance:
            found = card.score(asked, runs, seed, workers, advance)
        files = tables.write(found, sim.__version__, stage)
    if as_json:
        click.echo(tables.as_json(found, sim.__version__), nl=False)
    elif not quiet:
        click.echo(told(found, colour=sys.stdout.isatty()))
        click.echo(f"\nWritten to {folder}: {', '.join(files)}")
