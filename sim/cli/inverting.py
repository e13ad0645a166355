"""``parley invert``."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli import options

if TYPE_CHECKING:
    from sim.inversion import Inversion


@click.command()
@click.argument("scenario")
@click.option("--outcome", required=True, metavar="NAME", help="A probability, as in 'ceasefire holding' or reached.freeze.")
@click.option("--above", type=float, metavar="LEVEL", help="Bring it over this level, between 0 and 1.")
@click.option("--below", type=float, metavar="LEVEL", help="Or bring it under this level.")
@click.option("--vary", multiple=True, metavar="NAME", help="A parameter that may change, in its prior range or NAME=LOW:HIGH. Repeatable.")
@click.option("--runs", callback=options.whole, default="10000", metavar="N", show_default=True, help="Runs of the check; the search takes more.")
@options.ensemble
@options.results("plots/invert-<scenario>", "all numbers")
@click.pass_context
def invert(
    context: click.Context,
    scenario: str,
    outcome: str,
    above: float | None,
    below: float | None,
    vary: tuple[str, ...],
    runs: int,
    seed: int,
    days: int | None,
    settings: tuple[str, ...],
    out: Path | None,
    workers: int,
    as_json: bool,
    quiet: bool,
) -> None:
    """Find the smallest change that brings an outcome over a level.

    Small is what is small in units of prior ranges, all parameters together. Without --vary these are the time pressure of both sides, the
    defender's trust and the attacker's resources.
    """
    from sim import inversion, outputs
    from sim.cli import inverted

    if (above is None) == (below is None):
        raise click.UsageError("give --above LEVEL or --below LEVEL, one of the two.", context)
    chosen = options.chosen(scenario, settings, days)
    folder = out or Path("plots") / f"invert-{chosen.name}"
    with outputs.staged(folder) as stage:
        try:
            with options.progress(inversion.plays(len(vary) or 4, runs), shown=not (as_json or quiet)) as advance:
                found = inversion.invert(chosen, outcome, above, below, list(vary) or None, runs, seed, workers=workers, progress=advance)
        except ValueError as fault:
            raise click.UsageError(f"{fault}.", context) from None
        files = inverted.write(found, stage)
    if as_json:
        click.echo(inverted.text(found), nl=False)
    elif not quiet:
        click.echo(inverted.told(found, folder, files, to_see(scenario, settings, days, found), colour=sys.stdout.isatty()))


def to_see(scenario: str, settings: tuple[str, ...], days: int | None, found: Inversion) -> str:
    """The command that compares the scenario with the change; none where nothing changes, or where the scenario is changed already."""
    if not found.changes or settings:
        return ""
    words: list[Any] = ["parley", "compare", scenario, *(word for name, value in found.changes.items() for word in ("--set", f"{name}={value:g}"))]
    return shlex.join([*words, *(["--days", str(days)] if days is not None else [])])
