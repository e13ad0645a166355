"""``parley story``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli import options

if TYPE_CHECKING:
    from sim.happenings import Course
    from sim.result import Result
    from sim.scenario import Scenario

Advance = Callable[[int], None] | None
GUESS = 0.6  # how alike a word must be to one that is known


@click.command()
@click.argument("scenario")
@click.option("--run", "number", callback=options.whole, metavar="K", help="Which run.  [default: the first with the most frequent outcome]")
@click.option("--like", metavar="OUTCOME", help="The first run that ends like this, as in 'ceasefire holding'.")
@click.option("--why", "day", callback=options.whole, metavar="DAY", help="All reasons of one day's decisions, term by term.")
@options.runs
@options.ensemble
@options.out("plots/<scenario>")
@options.as_json("everything that happens, with all reasons,")
@options.quiet
@options.in_words
def story(
    scenario: str,
    number: int | None,
    like: str | None,
    day: int | None,
    runs: int,
    seed: int,
    days: int | None,
    settings: tuple[str, ...],
    out: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Tell one run day by day, each decision with its reasons.

    SCENARIO is a shipped name (see: parley list) or the path of a file. A run is the same in every ensemble: run 8 is run 8 of 100 and of 2000.
    """
    from sim import outputs
    from sim.story import follow

    chosen = options.chosen(scenario, settings, days)
    with options.progress(runs, shown=number is None and not (as_json or quiet)) as advance:
        run, picked = which(chosen, number, like, runs, seed, advance)
    course = follow(chosen, seed, run)
    told = text(course, day, picked)
    folder = out or Path("plots") / chosen.name
    with outputs.staged(folder) as stage:
        files = write(course, day, stage)
    if as_json:
        click.echo(json.dumps(course.as_dict(), indent=2, ensure_ascii=False))
    elif not quiet:
        click.echo(f"{told}\n{written(folder, files)}")


def which(scenario: Scenario, number: int | None, like: str | None, runs: int, seed: int, advance: Advance) -> tuple[int, str]:
    """The run that is meant, and how it was picked."""
    if number is not None and like is not None:
        raise misuse("give --run or --like, not both.")
    if number is not None:
        if number > runs:
            raise misuse(f"run {number:,} is beyond the ensemble of {runs:,} runs; choose one of 1 to {runs:,}, or add --runs {number}.")
        return number, ""
    ending = None if like is None else known(like)
    result = ensemble(scenario, runs, seed, advance)
    run = result.example if ending is None else first(result, ending)
    share = result.summary[f"outcome.{result.ending_of(run)}"].value or 0.0
    kind = "the most frequent outcome" if ending is None else "this outcome"
    return run, f"The first of {runs:,} runs with {kind}: “{result.ending_of(run)}”, {share:.1%} of runs."


def misuse(sentence: str) -> click.UsageError:
    """Wrong usage of this command."""
    return click.UsageError(sentence, click.get_current_context())


def known(outcome: str) -> str:
    """An outcome by its name, whatever the case."""
    import difflib

    from sim.result import OUTCOMES

    name = " ".join(outcome.lower().split())
    if name in OUTCOMES:
        return name
    near = difflib.get_close_matches(name, OUTCOMES, 1, GUESS)
    guess = f" Did you mean '{near[0]}'?" if near else ""
    raise misuse(f"there is no outcome '{outcome}'; a run ends with {', '.join(OUTCOMES[:-1])} or {OUTCOMES[-1]}.{guess}")


def ensemble(scenario: Scenario, runs: int, seed: int, advance: Advance) -> Result:
    """The runs among which one is looked for; nothing but outcomes is kept of them."""
    from sim.runs import run

    try:
        return run(scenario, runs, seed, panel=0, progress=advance)
    except ValueError as fault:
        raise misuse(f"{fault}.") from None


def first(result: Result, outcome: str) -> int:
    """The first run with an outcome."""
    from sim.result import OUTCOMES

    found = result.columns["run"][result.columns["outcome"] == OUTCOMES.index(outcome)]
    if not found.size:
        shares = ((name, result.summary[f"outcome.{name}"].value or 0.0) for name in OUTCOMES)
        others = ", ".join(f"{name} {share:.1%}" for name, share in shares if share > 0)
        raise click.ClickException(
            f"none of the {result.runs:,} runs ends with “{outcome}”, but: {others}. More --runs or another --seed may have one."
        )
    return int(found[0])


def text(course: Course, day: int | None, picked: str) -> str:
    """What is printed: the whole story, or one day of it with all reasons."""
    from sim.story import day_by_day, head, of_a_day, why, wrapped

    if day is None:
        whole = day_by_day(course)
        return "\n".join([*wrapped(picked), "", whole]) if picked else whole
    try:
        reasons = why(course, day)
    except ValueError as fault:
        raise click.ClickException(str(fault)) from None
    return "\n".join([*(wrapped(picked) if picked else []), head(course), "", of_a_day(course, day), reasons, ""])


def write(course: Course, day: int | None, stage: Path) -> list[str]:
    """The story and its two pictures: the timeline, and why they decide as they do on a day. Returns the names of the files."""
    from sim import charts
    from sim.story import day_by_day

    names = [f"story-{course.run}.txt"]
    (stage / names[0]).write_text(day_by_day(course), encoding="utf-8")
    pictures = {f"timeline-{course.run}": charts.timeline(course)}
    shown = day if day is not None else course.telling
    if shown in course.ledgers:
        pictures[f"why-{course.run}-{shown}"] = charts.why(course, shown)
    for name, figure in pictures.items():
        for ending in ("png", "svg"):
            charts.save(figure, stage / f"{name}.{ending}")
            names.append(f"{name}.{ending}")
    return names


def written(folder: Path, files: list[str]) -> str:
    """Where everything is."""
    pictures = ", ".join(Path(name).stem for name in files if name.endswith(".png"))
    return f"Written to {folder}:\n  {files[0]}\n  pictures, each as PNG and SVG: {pictures}"
