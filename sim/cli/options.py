"""What several commands share: options, the scenario they mean, and a progress bar."""

from __future__ import annotations

import contextlib
import functools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sim.scenario import Scenario

Decorator = Callable[[Any], Any]
DIGITS = 18


def whole(context: click.Context, option: click.Parameter, value: str | None) -> int | None:
    """Check an option that takes a whole number from 1."""
    if value is None:
        return None
    count = int(value) if value.isascii() and value.isdigit() and len(value) < DIGITS else 0
    if count < 1:
        raise click.BadParameter(f"{value} is not a whole number from 1.", context, option)
    return count


runs = click.option("--runs", callback=whole, default="2000", metavar="N", show_default=True, help="How many runs.")
seed = click.option("--seed", type=int, default=1, show_default=True, help="The luck: same seed, same numbers.")
days = click.option("--days", type=int, help="How many days to simulate.  [default: as the scenario says]")
settings = click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="Another value, as in us.bias=0.8. Repeatable.")
workers = click.option("--workers", callback=whole, default="1", metavar="N", show_default=True, help="Processes; no number depends on it.")
quiet = click.option("--quiet", is_flag=True, help="Print nothing but errors.")


def read_strategies(context: click.Context, option: click.Parameter, files: tuple[str, ...]) -> None:
    """Make the strategies of some Python files known, before any scenario is read."""
    from sim import registry

    for file in files:
        registry.read(file)


strategies = click.option(
    "--strategies", multiple=True, metavar="FILE", callback=read_strategies, is_eager=True, expose_value=False,
    help="A Python file with strategies of your own; it is run. Repeatable.",
)  # fmt: skip


def out(default: str) -> Decorator:
    """The folder to write to."""
    return click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help=f"Where to write.  [default: {default}]")


def as_json(what: str) -> Decorator:
    """Print for programs instead of people."""
    return click.option("--json", "as_json", is_flag=True, help=f"Print {what} as JSON and nothing else.")


def together(*some: Decorator) -> Decorator:
    """Several options as one, in this order."""

    def added(command: Any) -> Any:
        for option in reversed(some):
            command = option(command)
        return command

    return added


ensemble = together(seed, days, settings, strategies)


def results(where: str, what: str) -> Decorator:
    """Where the results go, who works on them, and in which form they are told."""
    return together(out(where), workers, as_json(what), quiet)


def in_words(command: Callable[..., None]) -> Callable[..., None]:
    """A command that says something in the words in use, and first of all whether it can."""

    @functools.wraps(command)
    def looked_at(*arguments: Any, **options: Any) -> None:
        from sim import words

        words.checked(words.chosen())
        command(*arguments, **options)

    return looked_at


def chosen(scenario: str, settings: tuple[str, ...], days: int | None) -> Scenario:
    """The scenario that is meant, with the values and the length that were asked for."""
    from sim.scenario import ScenarioError, load

    found = load(scenario, settings)
    try:
        return found if days is None else found.set("days", days)
    except ScenarioError as fault:
        raise ScenarioError([f"--days {days}: {sentence}" for sentence in fault.sentences]) from None


def with_settings(scenario: Scenario, settings: tuple[str, ...]) -> Scenario:
    """A scenario that has been read already, with the values that were asked for."""
    from sim.scenario import Scenario

    return Scenario.of(scenario.family, scenario.name, settings)


@contextlib.contextmanager
def progress(runs: int, shown: bool) -> Iterator[Callable[[int], None] | None]:
    """A progress bar on a terminal, with rate and time left; none in a pipe."""
    if not shown or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from sim.cli.rate import Rate

    columns = (TextColumn("runs"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("runs", total=runs)
        yield lambda done: bar.advance(task, done)
