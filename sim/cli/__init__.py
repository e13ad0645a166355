"""The command ``parley``. What needs time to import is imported where it is needed."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from typing import Any

import click

import sim
from sim.cli.being_honest import honesty
from sim.cli.calibrating import calibrate
from sim.cli.comparing import compare
from sim.cli.discovering import discover
from sim.cli.files import schema, validate
from sim.cli.forking import fork
from sim.cli.frontiers import frontier
from sim.cli.inverting import invert
from sim.cli.listing import list_scenarios
from sim.cli.mapping import heatmap
from sim.cli.playing import play
from sim.cli.reporting import report
from sim.cli.running import run
from sim.cli.scoring import score
from sim.cli.sensing import sensitivity
from sim.cli.serving import serve
from sim.cli.showing import show
from sim.cli.starting import new
from sim.cli.sweeping import sweep
from sim.cli.teaching import lesson
from sim.cli.telling import story

FAILED, MISUSED = 1, 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(sim.__version__, "-V", "--version", prog_name="parley")
def parley() -> None:
    """A negotiation scenario simulator: bargaining while fighting.

    Begin with: parley run baseline
    """


for command in (
    calibrate, compare, discover, fork, frontier, heatmap, honesty, invert, lesson, list_scenarios, new, play, report, run, schema, score,
    sensitivity, serve, show, story, sweep, validate,
):  # fmt: skip
    parley.add_command(command)


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
    except click.ClickException as refusal:
        give_up(refusal.format_message(), FAILED)
    except KeyboardInterrupt:
        give_up("Stopped; nothing half-written is left.", FAILED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        give_up("The reader of the output went away; the files are complete.", FAILED)
    except Exception as fault:
        sentence = complaint(fault)
        if sentence is None:
            raise
        give_up(sentence, FAILED)


def complaint(fault: Exception) -> str | None:
    """What went wrong, for a fault that is not parley's own."""
    from concurrent.futures.process import BrokenProcessPool

    from sim import registry, words
    from sim.scenario import ScenarioError

    if isinstance(fault, ScenarioError | registry.StrategyError | words.WordsError):
        return str(fault)
    if isinstance(fault, BrokenProcessPool):
        return "Worker processes die again and again, perhaps for want of memory; try --workers 1."
    if isinstance(fault, MemoryError):
        return "There is not enough memory for so many runs at once; try fewer."
    return registry.blamed(fault) or (told(fault) if isinstance(fault, OSError) else None)


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
