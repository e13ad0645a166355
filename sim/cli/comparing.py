"""``parley compare``."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli import options

if TYPE_CHECKING:
    from sim.comparison import Comparison
    from sim.scenario import Scenario

AS_IT_WAS = "as it was"
RUNS_OF_A_STORY = 2000  # the ensemble in which parley story looks for a run unless told otherwise


@click.command()
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@options.runs
@options.ensemble
@options.results("plots/compare-<scenario>-<scenario>...", "all numbers")
@click.pass_context
def compare(
    context: click.Context,
    scenarios: tuple[str, ...],
    runs: int,
    seed: int,
    days: int | None,
    settings: tuple[str, ...],
    out: Path | None,
    workers: int,
    as_json: bool,
    quiet: bool,
) -> None:
    """Compare scenarios on the same luck: every other with the first.

    Name two to eight scenarios; --set then holds in all of them. Or name one, and --set says how it is changed: it is compared with
    itself as it was.
    """
    from sim import side_by_side
    from sim.cli import compared
    from sim.outputs import staged
    from sim.runs import compare as compare_scenarios

    named, words = changed(scenarios[0], settings, days) if len(scenarios) == 1 else several(scenarios, settings, days)
    folder = out or compared.folder([scenarios[0], *list(named)[1:]] if AS_IT_WAS in named else [found.name for found in named.values()])
    with staged(folder) as stage:
        with options.progress(runs, shown=not (as_json or quiet)) as advance:
            try:
                found = compare_scenarios(named, runs, seed, workers=workers, progress=advance)
            except ValueError as fault:
                raise click.UsageError(f"{fault}.", context) from None
        files = compared.write(found, stage)
    if as_json:
        click.echo(compared.as_json(found), nl=False)
    elif not quiet:
        click.echo(side_by_side.show(found, folder, files, stories(found, words, days)))


def changed(scenario: str, settings: tuple[str, ...], days: int | None) -> tuple[dict[str, Scenario], dict[str, list[str]]]:
    """One scenario as it was and with other values, by name, and what ``parley story`` is given for each."""
    if not settings:
        raise click.UsageError("a comparison takes two scenarios, or one with --set.", click.get_current_context())
    changes = [word for setting in settings for word in ("--set", setting)]
    after = ", ".join(setting.replace(" ", "") for setting in settings)
    found = {AS_IT_WAS: options.chosen(scenario, (), days), after: options.chosen(scenario, settings, days)}
    return found, {AS_IT_WAS: [scenario], after: [scenario, *changes]}


def several(scenarios: tuple[str, ...], settings: tuple[str, ...], days: int | None) -> tuple[dict[str, Scenario], dict[str, list[str]]]:
    """Several scenarios by name, with the same other values in all, and what ``parley story`` is given for each."""
    from sim.scenario import ScenarioError

    twice = next((word for place, word in enumerate(scenarios) if word in scenarios[:place]), None)
    if twice is not None:
        raise click.UsageError(f"{twice} is named twice; a comparison takes different scenarios.", click.get_current_context())
    changes = [word for setting in settings for word in ("--set", setting)]
    found = []
    for word in scenarios:
        try:
            found.append(options.chosen(word, settings, days))
        except ScenarioError as fault:
            raise ScenarioError([f"{word}: {sentence}" if sentence.startswith("--") else sentence for sentence in fault.sentences]) from None
    names = [chosen.name for chosen in found]
    names = names if len(set(names)) == len(names) else list(scenarios)
    return dict(zip(names, found, strict=True)), {name: [word, *changes] for name, word in zip(names, scenarios, strict=True)}


def stories(compared: Comparison, words: dict[str, list[str]], days: int | None) -> dict[str, tuple[str, str]]:
    """For every scenario with a changed outcome two commands, which tell the first such run before and after."""
    from sim import registry

    found = {}
    for name, pair in compared.pairs.items():
        run = pair.first_changed
        if run is not None:
            which = [word for file in registry.files.values() for word in ("--strategies", os.path.relpath(file))]
            which += ["--run", str(run), *(["--runs", str(run)] if run > RUNS_OF_A_STORY else [])]
            which += ["--seed", str(pair.before.seed)] if pair.before.seed != 1 else []
            which += ["--days", str(days)] if days is not None else []
            before, after = (shlex.join(["parley", "story", *words[each], *which]) for each in (compared.reference, name))
            found[name] = (before, after)
    return found
