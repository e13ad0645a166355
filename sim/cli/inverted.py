"""The answer to a question turned around, on a screen of 80 columns and on disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sim.charts.inversion import finding
from sim.charts.inversion import told as told_level
from sim.charts.wording import digits
from sim.cli.page import rendered, section
from sim.screen import ROUNDED_AWAY

if TYPE_CHECKING:
    from sim.analysis.estimates import Estimate
    from sim.inversion import Inversion

TYPED, SHOWN, NAME = 4, 12, 32
MEASURED = "Place and step are in units of the prior range of each parameter, on its scale; the length of a change is Euclidean."


def told(found: Inversion, folder: Path, files: list[str], command: str, colour: bool) -> str:
    """The answer as text."""
    parts: list[RenderableType] = [head(found), Text(f"\n{sentence(found)}")]
    if found.change.steps.any():
        parts.append(section("What changes together" if found.reaches else "As near as they come", [changes(found), length(found)]))
    if found.verdict != "already there":
        parts.append(section("Each parameter alone, within its range", [alone(found)]))
    parts += [Text(f"\n{MEASURED} In brackets: 95% intervals, luck of the draw only."), *(Text(f"Note: {note}") for note in found.notes)]
    to_see = f"\n\nTo see what else it changes:\n  {command}\n" if command else "\n"
    return rendered(parts, colour) + to_see + rendered(closing(folder, files), colour)


def head(found: Inversion) -> Text:
    """What was asked."""
    what = "1 parameter" if len(found.varied) == 1 else f"{len(found.varied)} parameters"
    asked = f"‘{found.words}’ {'over' if found.above else 'under'} {told_level(found.level)} of runs: how little has to change?"
    ran = f"{what}, {found.scenario.days:,} days, seed {found.seed}; {found.played:,} runs in all, {found.runs:,} for the check."
    return Text.assemble((found.scenario.title, "bold"), f"\n{asked}\n{ran}")


def sentence(found: Inversion) -> str:
    """The answer in words."""
    if found.verdict == "already there":
        return f"It is there already: {share(found.before)} of runs as it is."
    was, now = share(found.before), share(found.after)
    if found.verdict == "out of reach":
        return f"No setting was found within the ranges that gets there. As it is: {was}. As near as it comes: {now}."
    about = "" if found.verdict == "reached" else " That is about the level: the interval lies on both sides of it, or beyond; more --runs may tell."
    return f"As it is: {was}. With the smallest change found: {now}, on luck that the search has not met.{about}"


def share(found: Estimate) -> str:
    """A share with its interval."""
    value, low, high = (100 * (number or 0.0) for number in (found.value, found.low, found.high))
    shown = "<0.1%" if 0 < value <= 100 * ROUNDED_AWAY else f"{value:.1f}%"
    return f"{shown} ({low:.1f} to {high:.1f})"


def changes(found: Inversion) -> Table:
    """The parameters that move, the farthest first."""
    table = grid("", "from", "to", "place", "step")
    rows = sorted((row for row in rows_of(found) if row["step"]), key=lambda row: -abs(row["step"]))
    for row in rows[:SHOWN]:
        values = (digits(row["scenario"], TYPED), digits(row["changed"], TYPED), f"{row['place']:.2f}", f"{row['step']:+.2f}".replace("-", "−"))
        table.add_row(clipped(row["parameter"]), *values)
    if len(rows) > SHOWN:
        table.add_row(f"... {len(rows) - SHOWN} more: inversion.csv")
    return table


def length(found: Inversion) -> Text:
    """How far it is, and whether anything nearer does it."""
    said = f"Length: {found.change.distance:.3f}."
    if not found.rivals:
        return Text(said)
    clear = "none clearly gets" if not found.clear else f"{found.clear} clearly get"
    return Text(f"{said} Of {found.rivals} changes at most nine tenths as long, tried on fresh luck, {clear} there.")


def alone(found: Inversion) -> Table:
    """What each would take alone, the nearest first, or how near it comes."""
    table = grid("", "from", "to", "step", "")
    rows = sorted(rows_of(found), key=lambda row: hardest(row, found.above))
    for row in rows[:SHOWN]:
        name, own = clipped(row["parameter"]), digits(row["scenario"], TYPED)
        if row["alone.reaches"]:
            table.add_row(name, own, digits(row["alone"], TYPED), f"{row['alone.step']:+.2f}".replace("-", "−"), "gets there")
        else:
            table.add_row(name, own, "", "", f"{'at most' if found.above else 'at least'} {100 * row['alone.share']:.1f}%")
    if len(rows) > SHOWN:
        table.add_row(f"... {len(rows) - SHOWN} more: inversion.csv")
    return table


def hardest(row: dict[str, Any], above: bool) -> tuple[bool, float]:
    """For an order in which what gets there with the least comes first, and what does not get near comes last."""
    share = -row["alone.share"] if above else row["alone.share"]
    return not row["alone.reaches"], abs(row["alone.step"]) if row["alone.reaches"] else share


def rows_of(found: Inversion) -> list[dict[str, Any]]:
    """The rows of the table."""
    return [found.row(number, prior) for number, prior in enumerate(found.varied)]


def closing(folder: Path, files: list[str]) -> Iterator[RenderableType]:
    """Where everything is."""
    tables = ", ".join(name for name in files if not name.endswith((".png", ".svg")))
    yield Text(f"\nWritten to {folder}:\n  {tables}\n  picture as PNG and SVG: inversion\n")
    yield Text("Assumptions played out; not a forecast.", style="italic")


def grid(*heads: str) -> Table:
    """A table without lines; all but the names and the words at the end to the right."""
    table = Table.grid(padding=(0, 2))
    for number, head in enumerate(heads):
        table.add_column(justify="right" if number and (head or number < len(heads) - 1) else "left", no_wrap=True)
    table.add_row(*(Text(head, style="italic") for head in heads))
    return table


def clipped(name: str) -> str:
    """A name that leaves room for numbers; its end tells most."""
    return name if len(name) <= NAME else f"…{name[1 - NAME :]}"


# On disk


def write(found: Inversion, stage: Path) -> list[str]:
    """Table, numbers and picture. Returns the names of the files, tables first."""
    from sim import outputs
    from sim.charts import save
    from sim.charts.inversion import inversion

    outputs.write_table(found.table, stage / "inversion.csv")
    (stage / "inversion.json").write_text(text(found), encoding="utf-8")
    figure = inversion(found.as_dict())
    pictures = [f"inversion.{ending}" for ending in ("png", "svg")]
    for picture in pictures:
        save(figure, stage / picture)
    return ["inversion.csv", "inversion.json", *pictures]


def text(found: Inversion) -> str:
    """Every number with its interval, and what is needed to get it again; the same bytes for the same question."""
    import sim

    return json.dumps({"version": sim.__version__, **found.as_dict(), "finding": finding(found.as_dict())}, indent=2, ensure_ascii=False) + "\n"
