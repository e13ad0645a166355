"""What was found in a sweep on a screen of 80 columns: boxes, a heat map in short, and the edge of the frontier."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sim.analysis.estimates import Estimate
from sim.charts.boxes import p_value
from sim.charts.heatmap import finding as finding_of_map
from sim.charts.wording import digits, percent
from sim.cli.page import Hanging, rendered, section
from sim.cli.sensed import clipped
from sim.discovery.edge import BELOW, EDGE, NEAR, SELDOM

if TYPE_CHECKING:
    from sim.discovery import Discovery, Frontier, Map, Region

LIMITS, SHOWN, PARAMETERS, NAME = 8, 12, 2, 27
HALVES = (
    "The boxes were found on {finding:,} settings; these numbers are from the other {judging:,}, which had no part in the search. Intervals: 95%, "
    "over the choice of settings and luck. p: the chance of such a density if the limits of that parameter did nothing."
)


# Boxes


def boxes(found: Discovery, whose: str, folder: Path, files: list[str], colour: bool) -> str:
    """Every box in words, with its numbers."""
    parts = [part for number, region in enumerate(found.regions) for part in box(found, number, region)]
    judging = len(found.settings) - int(found.finding.sum())
    said = [Text(f"\n{HALVES.format(finding=int(found.finding.sum()), judging=judging)}")] if found.regions else []
    return rendered([*head(found, whose), *parts, *together(found), *meanings(found), *said, *notes(found.notes), *closing(folder, files)], colour)


def head(found: Discovery, whose: str) -> Iterator[RenderableType]:
    """Which sweep, which outcome, and how frequent it is over all settings."""
    yield titled(whose)
    yield Text(f"Outcome: {found.outcome}\nOver all settings: {interval(found.overall)} of runs.")


def box(found: Discovery, number: int, region: Region) -> Iterator[RenderableType]:
    """One box: its conditions, then how good it is."""
    parameters, shown = list(found.parameters.values()), region.by_doubt[:LIMITS]
    below: list[RenderableType] = []
    for place, parameter in enumerate(shown):
        words = parameters[parameter].condition(float(region.box.low[parameter]), float(region.box.high[parameter]))
        below.append(Hanging(Text(f"{'and' if place else 'if '} {words} ({p_value(region.doubts[parameter])})"), 4))
    more = len(region.by_doubt) - len(shown)
    below += [Text(f"... {more} more: boxes.csv")] if more > 0 else []
    flattered = f"Where it was found: density {percent(region.found.density)}, coverage {percent(region.found.coverage)} (flattered)."
    below += [Text(""), table(region), Text(flattered)]
    yield section(f"Box {number + 1}{', of what is left' if number else ''}", below)


def table(region: Region) -> Table:
    """Density, coverage and mass."""
    found = Table.grid(padding=(0, 2))
    found.add_row("density", interval(region.density), Text("of runs in it have the outcome"))
    found.add_row("coverage", interval(region.coverage), Text("of runs with the outcome lie in it"))
    found.add_row("mass", percent(region.mass), Text("of settings lie in it"))
    return found


def together(found: Discovery) -> Iterator[RenderableType]:
    """All boxes together, if they are several."""
    if len(found.regions) > 1:
        coverage, density = found.together
        words = f"Coverage {interval(coverage)}, density {interval(density)}."
        yield section(f"All {len(found.regions)} boxes together", [Text(words)])


def meanings(found: Discovery) -> Iterator[RenderableType]:
    """What the parameters are that limit a box, and what they are called elsewhere."""
    numbers = dict.fromkeys(number for region in found.regions for number in region.by_doubt[:LIMITS])
    limiting = [list(found.parameters.values())[number] for number in numbers]
    if limiting:
        words = [f"{one.name}: {one.meaning} ({one.unit})" if one.meaning else one.name for one in limiting]
        yield section("The parameters", [Hanging(Text(line), 2) for line in words])


def interval(one: Estimate) -> str:
    """A share with its interval."""
    if one.value is None:
        return "nothing to see"
    return percent(one.value) if one.low is None or one.high is None else f"{percent(one.value)} ({percent(one.low)} to {percent(one.high)})"


# A heat map


def cells(found: Map, whose: str, folder: Path, files: list[str], colour: bool) -> str:
    """What the picture shows, in short."""
    settings = found.settings[found.settings > 0]
    count = f"{settings.min():,}" if settings.min() == settings.max() else f"{settings.min():,} to {settings.max():,}"
    empty = int((found.settings == 0).sum())
    said = f"{found.x.cells} by {found.y.cells} cells of {count} settings" + (f", {empty} of them empty" if empty else "") + "."
    return rendered([titled(whose), Text(said), Text(f"{finding_of_map(found)}."), *closing(folder, files)], colour)


# The edge


def edge(found: Frontier, whose: str, folder: Path, files: list[str], colour: bool) -> str:
    """The settings on the edge, and where the others stand."""
    count, numbers = found.count, found.at(EDGE)
    said = f"Signed: {' or '.join(found.rungs.values())}.\nHow long it lasts: {found.measured}."
    where = ", ".join(f"{count[place]:,} {place}" for place in (EDGE, NEAR, BELOW, SELDOM) if count[place])
    more = [Text(f"... {len(numbers) - SHOWN} more: frontier.csv")] if len(numbers) > SHOWN else []
    rows: list[RenderableType] = [table_of_edge(found, numbers[:SHOWN]), *more] if numbers else []
    parts = [titled(whose), Text(said), section("On the edge", rows), Text(f"\nSettings: {where}.")]
    return rendered([*parts, *notes(found.notes), *closing(folder, files)], colour)


def table_of_edge(found: Frontier, numbers: list[int]) -> Table:
    """How often, how long, and the parameters that differ most along the edge."""
    shown, parameters = found.telling(PARAMETERS), list(found.parameters.values())
    grid = Table.grid(padding=(0, 2))
    for _ in range(3 + len(shown)):
        grid.add_column(justify="right", no_wrap=True)
    heads = ["setting", "signed", "days", *(clipped(parameters[number].name, NAME) for number in shown)]
    grid.add_row(*(Text(word, style="italic") for word in heads))
    for number in numbers:
        lasting = found.lasting[number]
        long = digits((lasting.value if lasting else 0.0) or 0.0, 3)
        values = [f"{parameters[place].bare(found.points[number, place])}" for place in shown]
        grid.add_row(str(found.settings[number]), percent(found.signed[number].value or 0.0), long, *values)
    return grid


# Both


def titled(whose: str) -> Text:
    """Which sweep it is about."""
    return Text(whose.replace("\u00a0", " "), style="bold")


def notes(said: list[str]) -> Iterator[RenderableType]:
    """What a reader should know."""
    for note in said:
        yield Text(f"\nNote: {note}")


def closing(folder: Path, files: list[str]) -> Iterator[RenderableType]:
    """Where everything is."""
    tables = ", ".join(name for name in files if not name.endswith((".png", ".svg")))
    picture = next(Path(name).stem for name in files if name.endswith(".png"))
    yield Text(f"\nWritten to {folder}:\n  {tables}\n  picture, as PNG and SVG: {picture}\n")
    yield Text("Assumptions played out; not a forecast.", style="italic")
