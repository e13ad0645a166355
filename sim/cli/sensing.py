"""``parley sensitivity``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli import options

if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.sensitivity import Sensitivity


@click.command()
@click.argument("scenario")
@click.option("--vary", multiple=True, metavar="NAME", help="A parameter, over its prior range or NAME=LOW:HIGH. Repeatable.")
@click.option("--all", "everything", is_flag=True, help="Vary all parameters that have a prior range.")
@click.option("--outcome", "outcomes", multiple=True, metavar="NAME", help="An outcome, as in days_at_peace. Repeatable.")
@click.option("--settings", "base", callback=options.whole, default="512", metavar="N", show_default=True, help="Base settings, a power of 2.")
@click.option("--runs", callback=options.whole, default="100", metavar="N", show_default=True, help="How many runs of each setting.")
@options.ensemble
@options.results("plots/sensitivity-<scenario>", "all numbers")
@click.pass_context
def sensitivity(
    context: click.Context,
    scenario: str,
    vary: tuple[str, ...],
    everything: bool,
    outcomes: tuple[str, ...],
    base: int,
    runs: int,
    seed: int,
    days: int | None,
    settings: tuple[str, ...],
    out: Path | None,
    workers: int,
    as_json: bool,
    quiet: bool,
) -> None:
    """Say which parameters matter: first-order and total Sobol indices.

    Without --vary, the time pressure of both sides, the defender's trust and the attacker's resources are varied. With k parameters, k + 2 times
    the base settings are played.
    """
    from sim import outputs
    from sim.cli import sensed

    chosen = options.chosen(scenario, settings, days)
    folder = out or Path("plots") / f"sensitivity-{chosen.name}"
    with outputs.staged(folder) as stage:
        try:
            found = made(chosen, vary, everything, outcomes, base, runs, seed, workers, shown=not (as_json or quiet))
        except ValueError as fault:
            raise click.UsageError(f"{fault}.", context) from None
        except ImportError as missing:
            raise click.ClickException(f"{missing}") from None
        files = write(found, stage)
    if as_json:
        click.echo(text(found), nl=False)
    elif not quiet:
        click.echo(sensed.told(found, folder, files, colour=sys.stdout.isatty()))


def made(
    chosen: Scenario,
    vary: tuple[str, ...],
    everything: bool,
    outcomes: tuple[str, ...],
    base: int,
    runs: int,
    seed: int,
    workers: int,
    *,
    shown: bool,
) -> Sensitivity:
    """What is asked for, with a progress bar."""
    from sim import sensitivity as sensing

    asked = sensing.every(chosen, vary) if everything else list(vary) or sensing.usual(chosen)
    with options.progress(sensing.plays(len(asked), base, runs), shown=shown) as advance:
        return sensing.of(chosen, asked, outcomes or None, base, runs, seed, workers=workers, progress=advance)


def write(found: Sensitivity, stage: Path) -> list[str]:
    """Table, numbers and pictures. Returns the names of the files, tables first."""
    from sim import outputs
    from sim.charts import save
    from sim.charts.sensitivity import PICTURES

    outputs.write_table(found.table, stage / "sensitivity.csv")
    (stage / "sensitivity.json").write_text(text(found), encoding="utf-8")
    names, report = ["sensitivity.csv", "sensitivity.json"], as_data(found)
    for name, picture in PICTURES.items():
        figure = picture(report)
        for ending in ("png", "svg"):
            save(figure, stage / f"{name}.{ending}")
            names.append(f"{name}.{ending}")
    return names


def text(found: Sensitivity) -> str:
    """Every number with its interval, and what is needed to get it again; the same bytes for the same question."""
    return json.dumps(as_data(found), indent=2, ensure_ascii=False) + "\n"


def as_data(found: Sensitivity) -> dict[str, Any]:
    """The same as plain data."""
    import sim

    return {"version": sim.__version__, **found.as_dict()}
