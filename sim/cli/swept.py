"""What a sweep has found, on a screen of 80 columns and for programs."""

from __future__ import annotations

import dataclasses
import io
import shlex
from collections.abc import Iterator
from typing import Any

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sim.cli.sensed import share
from sim.discovery.boxes import FEWEST_SETTINGS
from sim.result import OUTCOMES
from sim.sweeps import Dataset
from sim.sweeps.spread import Spread, of_setting, spreads

WIDTH = 80
SHOWN = 8
VALUES = 6  # of a setting that are written out
DIGITS = 4


def as_data(found: Dataset) -> dict[str, Any]:
    """What was asked, and how much each share of runs differs between settings."""
    return {"folder": str(found.folder), **found.manifest, "shares": [as_plain(found, one) for one in spreads(found)]}


def as_plain(found: Dataset, one: Spread) -> dict[str, Any]:
    """One share of runs, with the settings where it is lowest and highest."""
    return {**dataclasses.asdict(one), "lowest_at": of_setting(found, one.lowest_in), "highest_at": of_setting(found, one.highest_in)}


def told(found: Dataset, notes: list[str], *, colour: bool) -> str:
    """The same for people."""
    page = io.StringIO()
    console = Console(file=page, width=WIDTH, highlight=False, markup=False, emoji=False, force_terminal=colour)
    for part in parts(found, notes):
        console.print(part)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())


def parts(found: Dataset, notes: list[str]) -> Iterator[RenderableType]:
    """Head, shares of runs, the one that differs most, and where everything is."""
    every = spreads(found)
    yield head(found)
    yield Text("\nShares of runs, those first that differ most between settings", style="bold")
    yield Padding(table(every[:SHOWN]), (0, 0, 0, 2))
    if len(every) > SHOWN:
        yield Text(f"  ... {len(every) - SHOWN} more: settings.parquet")
    yield Text("  Spread: standard deviation between settings, luck taken out.")
    if every[0].deviation > 0:
        yield Text(f"\nWhere {every[0].name} is", style="bold")
        yield Padding(ends(found, every[0]), (0, 0, 0, 2))
    yield from (Text(f"\nNote: {note}") for note in notes)
    yield written(found, every)


def head(found: Dataset) -> Text:
    """What was swept."""
    said, kind = found.manifest, kind_of(found)
    played = f"{said['settings']:,} settings ({kind}), {said['runs']:,} runs of {said['scenario']['days']} days each, seed {said['seed']}."
    varied = f"Varied: {', '.join(found.varied)}."
    return Text.assemble((said["scenario"]["title"], "bold"), f"\n{played}\nAll settings meet the same luck.\n{varied}")


def kind_of(found: Dataset) -> str:
    """How its settings were chosen."""
    design = found.manifest["design"]["design"]
    return str(design["kind"] if isinstance(design, dict) else design).replace("_", " ").replace("latin", "Latin").replace("sobol", "Sobol")


def table(some: list[Spread]) -> Table:
    """Shares of runs over all settings."""
    grid = Table.grid(padding=(0, 2))
    for number in range(5):
        grid.add_column(justify="right" if number else "left", no_wrap=True)
    grid.add_row(*(Text(head, style="italic") for head in ("", "lowest", "middle", "highest", "spread")))
    for one in some:
        grid.add_row(one.name, share(one.lowest), share(one.median), share(one.highest), share(one.deviation))
    return grid


def ends(found: Dataset, one: Spread) -> Table:
    """The settings where a share is lowest and highest, with its interval there."""
    grid = Table.grid(padding=(0, 2))
    for what, number in (("lowest", one.lowest_in), ("highest", one.highest_in)):
        row = found.settings.iloc[number - 1]
        interval = f"{share(row[one.name])} ({share(row[f'{one.name}.low'])} to {share(row[f'{one.name}.high'])})"
        grid.add_row(what, interval, f"setting {number:,}", values(of_setting(found, number)))
    return grid


def values(setting: dict[str, float]) -> str:
    """The values of a setting."""
    said = [f"{name} {value:.{DIGITS}g}" for name, value in list(setting.items())[:VALUES]]
    return ", ".join([*said, *([f"and {len(setting) - VALUES} more"] if len(setting) > VALUES else [])])


def written(found: Dataset, every: list[Spread]) -> Text:
    """Where it is, and what can be done with it."""
    count = sum(1 for _ in (found.folder / "runs").glob("part-*.parquet")) if found.folder else 0
    endings = [one.name.removeprefix("outcome.") for one in every if one.name.removeprefix("outcome.") in OUTCOMES]
    place, said = str(found.folder), found.manifest
    lines = [
        f"\nWritten to {place}:",
        f"  settings.parquet, a row per setting; runs, {said['settings'] * said['runs']:,} rows in {count:,} part{'s'[: count != 1]}",
        "Go on with:",
        *([f"  {shlex.join(['parley', 'discover', place, '--outcome', endings[0]])}"] if len(found.settings) >= FEWEST_SETTINGS else []),
        *([f"  {shlex.join(['parley', 'heatmap', place, '--outcome', endings[0]])}"] if len(found.varied) > 1 else []),
        f"  {shlex.join(['parley', 'frontier', place])}",
    ]
    return Text("\n".join(lines)).append("\n\nAssumptions played out; not a forecast.", style="italic")
