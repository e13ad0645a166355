"""``parley run``."""

from __future__ import annotations

from pathlib import Path

import click

from sim.cli import options


@click.command()
@click.argument("scenario")
@options.runs
@options.ensemble
@options.out("plots/<scenario>")
@options.workers
@click.option("--uncertain", is_flag=True, help="Give each run one of the settings that the evidence allows.")
@options.as_json("the summary")
@options.quiet
@options.in_words
def run(
    scenario: str,
    runs: int,
    seed: int,
    days: int | None,
    settings: tuple[str, ...],
    out: Path | None,
    workers: int,
    uncertain: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Run an ensemble: a summary, one run's story, tables and pictures.

    SCENARIO is a shipped name (see: parley list) or the path of a file.
    """
    from sim import outputs, screen
    from sim.runs import run as run_ensemble

    chosen = options.chosen(scenario, settings, days)
    folder = out or Path("plots") / chosen.name
    with outputs.staged(folder) as stage:
        with options.progress(runs, shown=not (as_json or quiet)) as advance:
            try:
                result = run_ensemble(chosen, runs, seed, workers=workers, progress=advance, uncertain=uncertain)
            except ValueError as fault:
                raise click.UsageError(f"{fault}.") from None
        files = outputs.write(result, stage)
    if as_json:
        click.echo(outputs.as_json(result), nl=False)
    elif not quiet:
        click.echo(screen.show(result, folder, files))
