"""``parley fork``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli import options

if TYPE_CHECKING:
    from sim.forking import Fork
    from sim.scenario import Scenario


@click.command()
@click.argument("scenario")
@click.option("--run", "run", callback=options.whole, required=True, metavar="K", help="Which run forks.")
@click.option("--day", callback=options.whole, required=True, metavar="DAY", help="The day from which it goes on in other ways.")
@click.option("--set", "changes", multiple=True, required=True, metavar="NAME=VALUE",
              help="What holds from that day on; STATE+=AMOUNT adds to a state. Repeatable.")  # fmt: skip
@click.option("--and", "others", multiple=True, metavar="CHANGES", help="Another setting: its changes with spaces between them. Repeatable.")
@click.option("--continuations", callback=options.whole, default="1000", metavar="N", show_default=True, help="How many under each setting.")
@options.seed
@options.days
@options.strategies
@options.results("plots/fork-<scenario>-<run>-<day>", "all numbers")
@click.pass_context
@options.in_words
def fork(
    context: click.Context,
    scenario: str,
    run: int,
    day: int,
    changes: tuple[str, ...],
    others: tuple[str, ...],
    continuations: int,
    seed: int,
    days: int | None,
    out: Path | None,
    workers: int,
    as_json: bool,
    quiet: bool,
) -> None:
    """Let one run go on in other ways from a day on, with the same luck.

    Up to the day before, everything is as in that run. From then on it is continued many times, as it was and under each setting.
    """
    from sim import outputs
    from sim.cli import forked

    chosen = options.chosen(scenario, (), days)
    settings = named(changes, *(text.split() for text in others))
    folder = out or Path("plots") / f"fork-{chosen.name}-{run}-{day}"
    with outputs.staged(folder) as stage:
        try:
            found = made(chosen, run, day, settings, continuations, seed, workers, shown=not (as_json or quiet))
        except ValueError as fault:
            raise click.UsageError(f"{fault}.", context) from None
        files = forked.write(found, stage)
    if as_json:
        click.echo(json.dumps(forked.as_data(found), indent=2, ensure_ascii=False))
    elif not quiet:
        click.echo(forked.told(found, folder, files, colour=sys.stdout.isatty()))


def made(
    chosen: Scenario, run: int, day: int, settings: dict[str, dict[str, str]], continuations: int, seed: int, workers: int, *, shown: bool
) -> Fork:
    """What is asked for, with a progress bar."""
    from sim import forking

    with options.progress(continuations, shown=shown) as advance:
        return forking.fork(chosen, run, day, settings, continuations, seed, workers=workers, progress=advance)


def named(*settings: Any) -> dict[str, dict[str, str]]:
    """Settings by what they change. Raises ScenarioError for what is written otherwise than NAME=VALUE, and for a setting given twice."""
    from sim.scenario import ScenarioError
    from sim.scenario.complaining import shortened

    wrong = [text for texts in settings for text in texts if not all(part.strip() for part in text.partition("="))]
    if wrong:
        raise ScenarioError([f"{shortened(text)}: write a change as NAME=VALUE, as in us.bias=0.5, or STATE+=AMOUNT." for text in wrong])
    if not all(settings):
        raise ScenarioError("--and is empty: write the changes of another setting, as in --and 'us.bias=0.5 us.impatience+=-0.2'.")
    found: dict[str, dict[str, str]] = {}
    for texts in settings:
        changes = {name.strip(): value.strip() for name, _, value in (text.partition("=") for text in texts)}
        name = ", ".join(f"{one}={value}" for one, value in changes.items())
        if name in found:
            raise ScenarioError(f"the setting {shortened(name)} is given twice.")
        if len(changes) < len(texts):
            raise ScenarioError(f"the setting {shortened(', '.join(texts))} changes something twice.")
        found[name] = changes
    return found
