"""The command ``parley``. What needs time to import is imported where it is needed."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import sim

if TYPE_CHECKING:
    from sim.result import Result
    from sim.scenario import Scenario

FAILED, MISUSED = 1, 2
DIGITS = 18


def whole(context: click.Context, option: click.Parameter, value: str) -> int:
    """Check an option that takes a whole number from 1."""
    count = int(value) if value.isascii() and value.isdigit() and len(value) < DIGITS else 0
    if count < 1:
        raise click.BadParameter(f"{value} is not a whole number from 1.", context, option)
    return count


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(sim.__version__, "-V", "--version", prog_name="parley")
def parley() -> None:
    """A negotiation scenario simulator: bargaining while fighting.

    Begin with: parley run baseline
    """


@parley.command("list")
def list_scenarios() -> None:
    """Shipped scenarios, a line each."""
    from sim.scenario import load, names

    width = max(len(name) for name in names())
    for name in names():
        click.echo(f"{name:{width}}  {load(name).title}")


@parley.command()
@click.argument("scenario")
@click.option("--runs", callback=whole, default="2000", metavar="N", show_default=True, help="How many runs.")
@click.option("--seed", type=int, default=1, show_default=True, help="The luck: same seed, same numbers.")
@click.option("--days", type=int, help="How many days to simulate.  [default: as the scenario says]")
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="Another value, as in us.bias=0.8. Repeatable.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Where to write.  [default: plots/<scenario>]")
@click.option("--workers", callback=whole, default="1", metavar="N", show_default=True, help="Processes; no number depends on it.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON and nothing else.")
@click.option("--quiet", is_flag=True, help="Print no summary.")
def run(
    scenario: str, runs: int, seed: int, days: int | None, settings: tuple[str, ...], out: Path | None, workers: int, as_json: bool, quiet: bool
) -> None:
    """Run an ensemble: a summary, one run's story, tables and pictures.

    SCENARIO is a shipped name (see: parley list) or the path of a file.
    """
    from sim import outputs
    from sim.runs import run as run_ensemble
    from sim.scenario import load

    chosen = load(scenario, settings)
    chosen = chosen if days is None else shortened(chosen, days)
    folder = out or Path("plots") / chosen.name
    with outputs.staged(folder) as stage:
        with progress(runs, shown=not (as_json or quiet)) as advance:
            try:
                result = run_ensemble(chosen, runs, seed, workers=workers, progress=advance)
            except ValueError as fault:
                raise click.UsageError(f"{fault}.") from None
        files = outputs.write(result, stage)
    if as_json:
        click.echo(outputs.as_json(result), nl=False)
    elif not quiet:
        report(result, folder, files)


def shortened(scenario: Scenario, days: int) -> Scenario:
    """The scenario with another number of days."""
    from sim.scenario import ScenarioError

    try:
        return scenario.set("days", days)
    except ScenarioError as fault:
        raise ScenarioError([f"--days {days}: {sentence}" for sentence in fault.sentences]) from None


def report(result: Result, folder: Path, files: list[str]) -> None:
    """The summary on the screen."""
    from sim.screen import show

    click.echo(show(result, folder, files))


@contextlib.contextmanager
def progress(runs: int, shown: bool) -> Iterator[Callable[[int], None] | None]:
    """A progress bar on a terminal, none in a pipe."""
    if not shown or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("runs"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("runs", total=runs)
        yield lambda done: bar.advance(task, done)


@parley.command()
@click.argument("files", nargs=-1, required=True)
def validate(files: tuple[str, ...]) -> None:
    """Check scenario files; say everything that is wrong with them."""
    from sim.scenario import complaints

    wrong = 0
    for file in files:
        found = complaints(file)
        wrong += bool(found)
        for sentence in found:
            click.echo(sentence, err=True)
        if not found:
            click.echo(f"{file}: good")
    if wrong:
        raise SystemExit(FAILED)


@parley.command()
def schema() -> None:
    """Print the JSON Schema of scenario files, for editors."""
    from sim.scenario import schema as schema_of_files

    click.echo(json.dumps(schema_of_files(), indent=2))


def main(arguments: list[str] | None = None) -> None:
    """Run a command; whatever goes wrong is one clear sentence on standard error and an exit status, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a character shows a question mark
    try:
        with parley.make_context("parley", sys.argv[1:] if arguments is None else arguments) as context:
            parley.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as left:
        raise SystemExit(left.exit_code) from None
    except click.exceptions.NoArgsIsHelpError as help_wanted:
        give_up(help_wanted.format_message(), MISUSED)
    except click.UsageError as misuse:
        where = misuse.ctx.command_path if misuse.ctx else "parley"
        give_up(f"{where}: {misuse.format_message()} Try: {where} --help", MISUSED)
    except KeyboardInterrupt:
        give_up("Stopped; nothing half-written is left.", FAILED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        give_up("The reader of the output went away; the files are complete.", FAILED)
    except OSError as fault:
        give_up(told(fault), FAILED)
    except MemoryError:
        give_up("There is not enough memory for so many runs at once; try fewer.", FAILED)
    except Exception as fault:
        from concurrent.futures.process import BrokenProcessPool

        from sim.scenario import ScenarioError

        if isinstance(fault, BrokenProcessPool):
            give_up("Worker processes die again and again, perhaps for want of memory; try --workers 1.", FAILED)
        if not isinstance(fault, ScenarioError):
            raise
        give_up(str(fault), FAILED)


def told(fault: OSError) -> str:
    """What went wrong with a file or a folder, in a sentence."""
    place = fault.filename2 or fault.filename
    if fault.errno == errno.ENOSPC:
        return f"The disk is full{f' at {place}' if place else ''}; nothing half-written is left."
    return f"{place or 'The system'}: {fault.strerror or fault}."


def give_up(sentence: Any, status: int) -> None:
    """Say it on standard error and leave."""
    with contextlib.suppress(BrokenPipeError):
        click.echo(sentence, err=True)
    raise SystemExit(status)
