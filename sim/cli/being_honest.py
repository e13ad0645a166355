"""``parley honesty``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from sim.cli import options

if TYPE_CHECKING:
    from sim.honesty import Card


@click.command()
@click.argument("scenario")
@click.option("--runs", callback=options.whole, default="1000", metavar="N", show_default=True, help="How many runs of each setting, from 100.")
@options.ensemble
@options.workers
@options.as_json("the card")
@options.quiet
def honesty(scenario: str, runs: int, seed: int, days: int | None, settings: tuple[str, ...], workers: int, as_json: bool, quiet: bool) -> None:
    """Say how far the numbers of a scenario can be trusted.

    Monte Carlo error; which verdicts flip when one number is a tenth off, and which numbers matter most; what agents who choose at random
    and a constant danger would give; what is evidence and what judgement; which targets are missed.
    """
    from sim.honesty import card, show
    from sim.honesty.making import plays

    chosen = options.chosen(scenario, settings, days)
    with options.progress(runs * plays(chosen), shown=not (as_json or quiet)) as advance:
        try:
            found = card(chosen, runs, seed, workers=workers, progress=advance)
        except ValueError as fault:
            raise click.UsageError(f"{fault}.") from None
    if as_json:
        click.echo(text(found), nl=False)
    elif not quiet:
        click.echo(show(found))


def text(found: Card) -> str:
    """The card as JSON, the same bytes for the same card."""
    import sim

    return json.dumps({"version": sim.__version__, **found.as_dict()}, indent=2, ensure_ascii=False) + "\n"
