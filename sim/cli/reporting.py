"""``parley report``."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli import comparing, options

if TYPE_CHECKING:
    from sim.comparison import Comparison
    from sim.result import Result

NAME = "report.html"
RUNS, SEED = 2000, 1  # unless told otherwise
Advance = Callable[[int], None] | None


@click.command()
@click.argument("scenario")
@click.option("--compare", "others", multiple=True, metavar="SCENARIO", help="Another scenario on the same luck, beside this one. Repeatable.")
@click.option("--run", "number", callback=options.whole, metavar="K", help="Which run is told.  [default: the first with the most frequent outcome]")
@options.runs
@options.ensemble
@options.out("plots/<scenario>")
@options.workers
@click.option("--uncertain", is_flag=True, help="Give each run one of the settings that the evidence allows.")
@options.quiet
@click.pass_context
@options.in_words
def report(
    context: click.Context,
    scenario: str,
    others: tuple[str, ...],
    number: int | None,
    runs: int,
    seed: int,
    days: int | None,
    settings: tuple[str, ...],
    out: Path | None,
    workers: int,
    uncertain: bool,
    quiet: bool,
) -> None:
    """Write a scenario's report: one HTML file to read, print and hand out.

    SCENARIO is a shipped name (see: parley list) or the path of a file. The file needs no network and no script: question, result, pictures,
    one run with its reasons, how far to trust it, every value with its source, limits, and how to have it again.
    """
    from sim.outputs import staged
    from sim.report import page
    from sim.report.sentences import headline
    from sim.scenario import library
    from sim.story import wrapped

    if uncertain and others:
        raise click.UsageError("--uncertain and --compare cannot be had together; differences are those of the values as they stand.", context)
    if number is not None and number > runs:
        raise click.UsageError(
            f"run {number:,} is beyond the ensemble of {runs:,} runs; choose one of 1 to {runs:,}, or add --runs {number}.", context
        )
    chosen = options.chosen(scenario, settings, days)
    folder = out or Path("plots") / chosen.name
    with staged(folder) as stage:
        with options.progress(runs, shown=not quiet) as advance:
            try:
                result, compared = played(scenario, others, settings, days, runs, seed, workers, uncertain, advance)
            except ValueError as fault:
                raise click.UsageError(f"{fault}.", context) from None
        again = typed(scenario, others, number, runs, seed, days, settings, uncertain)
        made = page(result, compared=compared, run=number, source=library.find(scenario), command=again)
        (stage / NAME).write_text(made, encoding="utf-8")
    if not quiet:
        click.echo("\n".join([*wrapped(" ".join(headline(result, compared))), "", f"Written to {folder / NAME}"]))


def played(
    scenario: str,
    others: tuple[str, ...],
    settings: tuple[str, ...],
    days: int | None,
    runs: int,
    seed: int,
    workers: int,
    uncertain: bool,
    advance: Advance,
) -> tuple[Result, Comparison | None]:
    """The ensemble and, where there are other scenarios, the comparison with them; both have the same runs."""
    from sim.runs import PANEL, compare, run

    chosen = options.chosen(scenario, settings, days)
    if not others:
        return run(chosen, runs, seed, workers=workers, progress=advance, uncertain=uncertain), None
    named, _ = comparing.several((scenario, *others), settings, days)
    compared = compare(named, runs, seed, workers=workers, panel=PANEL, progress=advance)
    as_long = compared.before.scenario.days == chosen.days
    return compared.before if as_long else run(chosen, runs, seed, workers=workers), compared


def typed(
    scenario: str,
    others: tuple[str, ...],
    number: int | None,
    runs: int,
    seed: int,
    days: int | None,
    settings: tuple[str, ...],
    uncertain: bool,
) -> str:
    """What is typed to have the same page again."""
    from sim import registry

    words = ["parley", "report", scenario]
    words += [word for other in others for word in ("--compare", other)]
    words += [word for file in registry.files.values() for word in ("--strategies", os.path.relpath(file))]
    words += [word for setting in settings for word in ("--set", setting)]
    given = {"--run": number, "--runs": None if runs == RUNS else runs, "--seed": None if seed == SEED else seed, "--days": days}
    words += [word for option, value in given.items() if value is not None for word in (option, str(value))]
    return shlex.join([*words, *(["--uncertain"] if uncertain else [])])
