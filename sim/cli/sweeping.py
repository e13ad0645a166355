"""``parley sweep``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli import options

if TYPE_CHECKING:
    from sim.sweeps import Dataset, Design

STOPPED = "Stopped. What is finished is kept in {folder}, and the same command goes on from there."


@click.command()
@click.argument("design", type=click.Path(path_type=Path))
@click.option("--runs", callback=options.whole, metavar="N", help="How many runs of each setting.  [default: as the design says, else 1000]")
@click.option("--seed", type=int, help="The luck: same seed, same numbers.  [default: as the design says, else 1]")
@options.settings
@options.strategies
@options.out("plots/sweep-<design>")
@options.workers
@click.option("--scheduler", metavar="ADDRESS", help="A Dask cluster to do the work, as in tcp://127.0.0.1:8786.")
@options.as_json("what was found")
@options.quiet
@click.pass_context
def sweep(
    context: click.Context,
    design: Path,
    runs: int | None,
    seed: int | None,
    settings: tuple[str, ...],
    out: Path | None,
    workers: int,
    scheduler: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Play many settings of a scenario, each in many runs, to disk.

    DESIGN is a YAML file: a scenario, which parameters are varied and from where to where, and how settings are chosen. All settings meet the
    same luck. What is finished is kept in the folder: the same command goes on where it was stopped.
    """
    from sim import sweeps
    from sim.cli import swept

    asked = sweeps.design(design, runs, seed, settings)
    folder = out or Path("plots") / f"sweep-{asked.name}"
    if scheduler is not None and workers > 1:
        raise click.UsageError("--workers are processes of this machine, and --scheduler has workers of its own: give one or the other.", context)
    found = made(asked, folder, workers, scheduler, shown=not (as_json or quiet))
    if as_json:
        click.echo(json.dumps(swept.as_data(found), indent=2, ensure_ascii=False))
    elif not quiet:
        click.echo(swept.told(found, asked.notes, colour=sys.stdout.isatty()))


def made(asked: Design, folder: Path, workers: int, scheduler: str | None, *, shown: bool) -> Dataset:
    """The sweep, with a progress bar."""
    from sim import sweeps

    try:
        with options.progress(asked.total, shown=shown) as advance:
            return sweeps.sweep(asked, folder, workers, scheduler, progress=advance)
    except KeyboardInterrupt:
        raise click.ClickException(STOPPED.format(folder=folder)) from None
    except ImportError as missing:
        raise click.ClickException(f"{missing}") from None
