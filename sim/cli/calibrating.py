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
    from sim.calibration.screening import Screening

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
    from sim.calibration import fit, inputs, screening
    from sim.calibration.signs import signs

    chosen = options.chosen(scenario, (), None)
    inputs.check_length(chosen)
    plan = [wave._replace(families=wave.families // 10) for wave in screening.PLAN] if tenth else screening.PLAN
    asked = screening.Screening(chosen, inputs.priors(chosen, priors), inputs.targets(targets), signs(), seed, workers, plan)
    folder = out or Path("plots") / "calibration"
    found = screened(asked, folder, quiet)
    if not found.stay.size:
        raise click.ClickException(fit.in_the_way(found))
    with outputs.staged(folder) as stage:
        files = [*fit.write(found, stage), *draw(stage)]
    if not quiet:
        click.echo(told(found, folder, files))


def screened(asked: Screening, folder: Path, quiet: bool) -> Fit:
    """Go through all waves, keeping what is finished."""
    import dataclasses

    import sim
    from sim.calibration import fit
    from sim.calibration.store import Store

    store = Store(folder, asked, sim.__version__)
    with progress(fit.runs(asked), shown=not quiet) as advance:
        return fit.Fit.of(dataclasses.replace(asked, stored=store.stored, keep=store.keep, progress=advance))


def draw(stage: Path) -> list[str]:
    """The report's two pictures, beside it. Returns the names of the files."""
    import json

    from sim.charts import calibration, save

    report, names = json.loads((stage / "calibration.json").read_text(encoding="utf-8")), []
    for name, picture in calibration.PICTURES.items():
        figure = picture(report)
        for ending in ("png", "svg"):
            save(figure, stage / f"{name}.{ending}")
            names.append(f"{name}.{ending}")
    return names


@contextlib.contextmanager
def progress(runs: int, shown: bool) -> Iterator[Advance]:
    """A bar for all waves on a terminal, none in a pipe; it counts runs, as later settings are played more often."""
    if not shown or not sys.stderr.isatty():
        yield lambda played, wave: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("wave 1", total=runs)
        yield lambda played, wave: bar.update(task, advance=played, description=f"wave {wave}")


def told(found: Fit, folder: Path, files: list[str]) -> str:
    """What each wave left, which targets constrained most, which parameters are narrowed most, and where it is written."""
    from sim.calibration.fit import report

    said = report(found)
    lines = [
        f"{said['screened']:,} settings screened; {said['kept']:,} are left, which no target rules out.",
        "",
        "  wave  settings  runs each    left  of families",
    ]
    lines += [
        f"  {number:>4}  {one['settings']:>8,}  {one['runs']:>9,}  {one['left']:>6,}  {one['families_left']:>5,} of {one['families']:,}"
        for number, one in enumerate(said["waves"], 1)
    ]
    check = said["check"]
    lines.append(
        f"  {'check':>4} {check['settings']:>8,}  {check['runs']:>9,}  {check['left']:>6,}, on fresh luck; {found.stay.size:,} show all signs"
    )
    if spread := said["spread"]:
        lines.append(
            f"  {'more':>4}  {spread['settings']:>8,}  {spread['runs']:>9,}  {spread['left']:>6,}, with what hardly matters drawn anew; "
            f"{spread['stay']:,} show the signs"
        )
    lines += ["", "Each target: what is wanted, and the middle nine tenths of the settings that are left"]
    for name, one in said["targets"].items():
        low, high = one["value"] - one["tolerance"], one["value"] + one["tolerance"]
        given = f"{one['kept']['q05']:>8.3g} to {one['kept']['q95']:<6.3g}" if one["kept"] else "not known"
        lines.append(f"  {name:<38} {low:>8.3g} to {high:<6.3g}  {given}".rstrip())
    narrowed = sorted(said["parameters"].items(), key=lambda item: -item[1]["narrowed"])
    lines += ["", "Parameters that are narrowed most (the middle half against that of the prior)"]
    lines += [f"  {name:<44} {one['narrowed']:>4.0%}" for name, one in narrowed[:10]]
    return "\n".join([*lines, "", f"Written to {folder}: {', '.join(files)}"])
