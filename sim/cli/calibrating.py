"""``parley calibrate``."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli import options

if TYPE_CHECKING:
    from sim.calibration.fit import Fit
    from sim.calibration.waves import Screening

Advance = Callable[[int, int], None]
file = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.argument("scenario", default="baseline")
@click.option("--targets", type=file, metavar="FILE", help="What to hold the model against.  [default: the shipped targets]")
@click.option("--priors", type=file, metavar="FILE", help="Where parameters may lie.  [default: the shipped priors]")
@click.option("--tenth", is_flag=True, help="A tenth of the settings in each wave, to try it out.")
@options.seed
@options.out("plots/calibration")
@options.workers
@options.quiet
def calibrate(scenario: str, targets: Path | None, priors: Path | None, tenth: bool, seed: int, out: Path | None, workers: int, quiet: bool) -> None:
    """Find the settings of a scenario that no target rules out.

    Screens 100,000 settings in waves. What is finished is kept in the folder: the same command goes on where it was stopped.
    """
    from sim import outputs
    from sim.calibration import fit, inputs, waves

    chosen = options.chosen(scenario, (), None)
    plan = [(settings // 10, runs) for settings, runs in waves.PLAN] if tenth else waves.PLAN
    screening = waves.Screening(chosen, inputs.priors(chosen, priors), inputs.targets(targets), seed, workers, plan)
    inputs.check_length(chosen)
    folder = out or Path("plots") / "calibration"
    found = screened(screening, folder, quiet)
    if not len(found.kept.places):
        raise click.ClickException(nothing_left(found))
    with outputs.staged(folder) as stage:
        files = fit.write(found, stage)
    if not quiet:
        click.echo(told(found, folder, files))


def screened(screening: Screening, folder: Path, quiet: bool) -> Fit:
    """Go through all waves, keeping what is finished."""
    import dataclasses

    import sim
    from sim.calibration.fit import Fit
    from sim.calibration.store import Store

    store = Store(folder, screening, sim.__version__)
    with progress(screening, shown=not quiet) as advance:
        kept = dataclasses.replace(screening, stored=store.stored, keep=store.keep, progress=advance)
        return Fit(screening, list(kept.waves()))


@contextlib.contextmanager
def progress(screening: Screening, shown: bool) -> Iterator[Advance]:
    """A bar for all waves on a terminal, none in a pipe; it counts runs, as later settings are played more often."""
    if not shown or not sys.stderr.isatty():
        yield lambda wave, settings: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    runs = [count for _, count in screening.plan] + [screening.check[1]]
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("wave 1", total=sum(settings * count for settings, count in [*screening.plan, screening.check]))
        yield lambda wave, settings: bar.update(task, advance=settings * runs[wave - 1], description=f"wave {wave} of {len(runs)}")


def told(found: Fit, folder: Path, files: list[str]) -> str:
    """What each wave left, which targets constrained most, which parameters are narrowed most, and where it is written."""
    from sim.calibration.fit import report

    said = report(found)
    lines = [
        f"{said['screened']:,} settings screened; {said['kept']:,} are left, which no target rules out.",
        "",
        "  wave  settings  runs each    left",
    ]
    lines += [f"  {number:>4}  {one['settings']:>8,}  {one['runs']:>9,}  {one['left']:>6,}" for number, one in enumerate(said["waves"], 1)]
    lines += ["", "Each target: what is wanted, and the middle nine tenths of the settings that are left"]
    for name, one in said["targets"].items():
        low, high = one["value"] - one["tolerance"], one["value"] + one["tolerance"]
        lines.append(f"  {name:<38} {low:>8.3g} to {high:<6.3g}  {one['kept']['q05']:>8.3g} to {one['kept']['q95']:<6.3g}")
    narrowed = sorted(said["parameters"].items(), key=lambda item: -item[1]["narrowed"])
    lines += ["", "Parameters that are narrowed most (the middle half against that of the prior)"]
    lines += [f"  {name:<44} {one['narrowed']:>4.0%}" for name, one in narrowed[:10]]
    return "\n".join([*lines, "", f"Written to {folder}: {', '.join(files)}"])


def nothing_left(found: Fit) -> str:
    """Which targets stand in the way."""
    from sim.calibration.waves import CUTOFF, implausibility

    fine = (implausibility(found.waves[-1], found.screening.targets) <= CUTOFF).mean(axis=0)
    worst = sorted(zip(fine, (target.name for target in found.screening.targets), strict=True))[:3]
    said = ", ".join(f"“{name}” ({share:.0%})" for share, name in worst)
    return f"No setting meets all targets. Those that fewest settings of the last wave meet: {said}."
