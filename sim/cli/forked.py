"""A fork on a screen of 80 columns and on disk: where the history stands, how the run itself goes on, and the odds from there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sim.cli.page import rendered, section
from sim.side_by_side import by_luck, histories, numbers
from sim.story import Told
from sim.story.daily import Daily

if TYPE_CHECKING:
    from sim.comparison import Pair
    from sim.forking import Fork
    from sim.happenings import Course

COUNTED = "A run here is a continuation; its counts and days are those of the whole run, with what came before the fork."


def told(found: Fork, folder: Path, files: list[str], colour: bool) -> str:
    """The fork as text."""
    compared = found.comparison
    parts = [head(found), section(f"The run itself, with its own luck to the end: {found.before.outcome}", list(itself(found)))]
    for name, pair in compared.pairs.items():
        title = Text.assemble("\n", (f"{name} compared with {compared.reference}", "bold underline"))
        parts += [title, *numbers(pair), histories(pair)]
    parts += [Text(f"\n{COUNTED}"), Text(by_luck(compared)), *(Text(f"Note: {note}") for note in found.notes)]
    return rendered([*parts, *closing(found, folder, files)], colour)


def head(found: Fork) -> Text:
    """What was played, and where the history stands."""
    result, many = found.comparison.before, found.continuations
    went_on = "1 continuation" if many == 1 else f"{many:,} continuations"
    ran = (
        f"Run {found.run} of seed {result.seed} forks on {on(found.before, found.day)}, of {result.scenario.days:,} days. {standing(found)}\n"
        f"{went_on} from there, with the same luck under every setting.\nIn brackets: 95% intervals of the paired change."
    )
    return Text.assemble((result.scenario.title, "bold"), f"\n{ran}")


def on(course: Course, day: int) -> str:
    """A day with its date."""
    first, _, rest = Told(day, day, "").when(course.scenario).partition(" ")
    return f"{first.lower()} {rest}"


def standing(found: Fork) -> str:
    """What is in force when the day begins."""
    if found.standing is None:
        return "No agreement is in force then."
    rung, since = found.standing
    return f"In force then: {found.before.label(rung)}, since day {since}."


def itself(found: Fork) -> Iterator[RenderableType]:
    """How the run goes on under every setting with its own luck, and what differs on the first day on which it parts."""
    for name, day in found.parted.items():
        course = found.courses[name]
        if not day:
            yield Text(f"{name}: the same happens to the end.")
            continue
        yield Text(f"{name}: parts on day {day}, and ends with {course.outcome}.")
        table = Table.grid(padding=(0, 2))
        table.add_row("as it was:", what_happens(found.before, day))
        table.add_row("now:", what_happens(course, day))
        yield table


def what_happens(course: Course, day: int) -> Text:
    """A day in sentences, each decision with its reasons."""
    told = [told.sentence for told in Daily(course, afresh=True).told if told.first_day == told.last_day == day]
    return Text(" ".join(told) or "Nothing of the kind happens.")


def closing(found: Fork, folder: Path, files: list[str]) -> Iterator[RenderableType]:
    """Where everything is."""
    tables = ", ".join(name for name in files if name.endswith((".csv", ".json")))
    scenarios = ", ".join(name for name in files if name.endswith(".yaml"))
    pictures = ", ".join(Path(name).stem for name in files if name.endswith(".png"))
    yield Text(
        f"\nWritten to {folder}:\n  {tables}\n  scenarios with the change as an event: {scenarios}\n  pictures, each as PNG and SVG: {pictures}\n"
    )
    yield Text("Assumptions played out; not a forecast.", style="italic")


# On disk


def write(found: Fork, stage: Path) -> list[str]:
    """Tables, numbers, the scenario of each setting, and pictures. Returns the names of the files, tables first."""
    from sim import charts, outputs
    from sim.charts.fork import fork, whose

    tables = {"odds.csv": found.odds, "differences.csv": found.table, "continuations.csv": found.each}
    for name, table in tables.items():
        outputs.write_table(table, stage / name)
    (stage / "fork.json").write_text(json.dumps(as_data(found), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    settings = [f"setting-{number}.yaml" for number, _ in enumerate(found.comparison.others, 1)]
    for name, setting in zip(settings, found.comparison.others, strict=True):
        (stage / name).write_text(found.courses[setting].scenario.to_yaml(), encoding="utf-8")
    names = [*tables, "fork.json", *settings]
    figures = {
        "fork": fork(found.comparison, found.run, found.day),
        "differences": charts.comparison(found.comparison, whose(found.comparison, found.run, found.day)),
    }
    for name, figure in figures.items():
        for ending in ("png", "svg"):
            charts.save(figure, stage / f"{name}.{ending}")
            names.append(f"{name}.{ending}")
    return names


def as_data(found: Fork) -> dict[str, Any]:
    """Every number with its interval, and what is needed to get it again, as plain data."""
    import sim

    scenario = found.comparison.before.scenario
    return {
        "version": sim.__version__,
        "scenario": scenario.name,
        "title": scenario.title,
        "digest": scenario.digest,
        "seed": found.comparison.before.seed,
        "run": found.run,
        "day": found.day,
        "days": scenario.days,
        "continuations": found.continuations,
        "interval": "95%, Monte Carlo error only: luck, not what is unknown about the parameters; of changes: paired, on the same luck",
        "the_run_itself": {name: {"outcome": course.outcome, "parted": found.parted.get(name) or None} for name, course in found.courses.items()},
        "settings": {name: of_setting(found, name) for name in found.courses},
        "notes": found.notes,
    }


def of_setting(found: Fork, name: str) -> dict[str, Any]:
    """The odds under one setting, and how they differ from what was."""
    result, pair = found.comparison.results[name], found.comparison.pairs.get(name)
    said = {"odds": {number: one.as_dict() for number, one in result.summary.items() if one.kind == "probability"}}
    return said | ({} if pair is None else {"digest": result.scenario.digest, "changes": changes(pair)})


def changes(pair: Pair) -> dict[str, Any]:
    """The paired differences, and when continuations part."""
    low, middle, high = pair.days_parted or (None, None, None)
    return {
        "numbers": {name: one.as_dict() for name, one in pair.differences.items()},
        "outcome_changed": pair.changed.as_dict(),
        "parted": pair.ever_parted.as_dict() | {"median_day": middle, "lower_quartile": low, "upper_quartile": high},
    }
