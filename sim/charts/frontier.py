"""Signature against durability: every setting of a sweep, and the edge that none of them goes beyond."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts.canvas import canvas, panel
from sim.charts.labels import clipped
from sim.charts.sheet import MARGIN, WIDTH
from sim.charts.style import FAINT, INK, SMALL, house_style
from sim.charts.wording import called, percent
from sim.discovery import edge as places

if TYPE_CHECKING:
    from sim.discovery import Frontier

LEFT, TALL, AXIS, KEY = 0.95, 4.4, 0.75, 0.3  # inches
HEAD, ROW = 0.1, 0.235  # inches: above the table; of a row
COLUMNS = (0.35, 0.95, 0.85, 0.95)  # inches: letter, setting, how often, how long; the rest is for the parameters
EDGE, NEAR, BELOW = "#d55e00", "#0072b2", "#b5b5b5"  # vermillion and blue of Okabe and Ito (2008), and grey; the marks differ too
LISTED, PARAMETERS = 8, 4  # settings named below the picture; parameters of each
LETTERS = "ABCDEFGH"
MANY = 1000
TOUCHING = (14.0, 11.0)  # points: how near the letters of two settings may stand, across and up


def frontier(found: Frontier, whose: str) -> Figure:
    """How often something is signed across, how long it lasts up; the edge marked, its settings lettered and told below."""
    rows = some(found)
    table = HEAD + ROW * (len(rows) + 1) if rows else 0.0
    with house_style():
        figure, top = canvas("frontier", finding(found), notes(found), whose, KEY + TALL + AXIS + table)
        axes = panel(figure, LEFT, top - KEY, WIDTH - LEFT - MARGIN, TALL)
        points(axes, found)
        edge(axes, found)
        axes.set_xlabel("Runs in which it is signed (%)")
        axes.set_ylabel(f"How long it lasts (mean days, of {found.within} at most)")
        axes.margins(0.05)
        if axes.lines:
            axes.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=3, frameon=False, borderaxespad=0.2, handletextpad=0.2, columnspacing=1.4)
        lettered(axes, values(found, rows))
        if rows:
            told(figure, found, rows, top - KEY - TALL - AXIS - HEAD)
    return figure


def values(found: Frontier, numbers: list[int]) -> np.ndarray:
    """Where settings stand, shape (2, settings): per cent signed, days it lasts."""
    lasting = [found.lasting[number] for number in numbers]
    return np.array(
        [[100 * (found.signed[number].value or 0.0) for number in numbers], [one.value if one else np.nan for one in lasting]], dtype=float
    )


def points(axes: Axes, found: Frontier) -> None:
    """The settings that are not on the edge."""
    for place, colour, marker, inside in ((places.BELOW, BELOW, "o", BELOW), (places.NEAR, NEAR, "D", "white")):
        numbers = found.at(place)
        if numbers:
            axes.plot(
                *values(found, numbers), marker=marker, markersize=4.5, color=colour, markerfacecolor=inside, linestyle="none", label=place,
                rasterized=len(numbers) > MANY, zorder=2,
            )  # fmt: skip


def edge(axes: Axes, found: Frontier) -> None:
    """The settings on the edge with their intervals, and the edge as a staircase."""
    numbers = found.at(places.EDGE)
    if not numbers:
        return
    across, up = values(found, numbers)
    axes.plot(across, up, drawstyle="steps-pre", color=EDGE, alpha=0.35, linewidth=3.2, zorder=2.5)
    for number, x, y in zip(numbers, across, up, strict=True):
        signed, lasting = found.signed[number], found.lasting[number]
        if signed.low is not None and signed.high is not None:
            axes.hlines(y, 100 * signed.low, 100 * signed.high, color=EDGE, linewidth=1.2, zorder=3)
        if lasting is not None and lasting.low is not None and lasting.high is not None:
            axes.vlines(x, lasting.low, lasting.high, color=EDGE, linewidth=1.2, zorder=3)
    axes.plot(across, up, marker="s", markersize=7, color=EDGE, linestyle="none", label=f"{places.EDGE}, with 95% intervals", zorder=4)


def some(found: Frontier) -> list[int]:
    """The settings on the edge that are named: all, or evenly chosen with both ends."""
    numbers = found.at(places.EDGE)
    if len(numbers) <= LISTED:
        return numbers
    return [numbers[place] for place in np.linspace(0, len(numbers) - 1, LISTED).round().astype(int)]


def lettered(axes: Axes, where: np.ndarray) -> None:
    """The letters of some points, shape (2, points), which are in order along the edge; those of points that lie on each other stand together."""
    axes.autoscale_view()
    spots = axes.transData.transform(where.T) * 72 / axes.figure.dpi
    for group in together(spots):
        said = LETTERS[group[0]] if len(group) == 1 else f"{LETTERS[group[0]]}{',' if len(group) == 2 else '–'}{LETTERS[group[-1]]}"
        across, up = where[:, group[0]].tolist()
        axes.annotate(said, (across, up), (6, 4), textcoords="offset points", fontsize=SMALL, fontweight="bold", color=EDGE, zorder=5)


def together(spots: np.ndarray) -> list[list[int]]:
    """Points, shape (points, 2), in groups of neighbours whose letters would touch.

    >>> together(np.array([[0, 50], [3, 48], [40, 20], [40, 0]]))
    [[0, 1], [2], [3]]
    """
    groups: list[list[int]] = []
    for number, spot in enumerate(spots):
        if groups and bool(np.all(np.abs(spot - spots[groups[-1][0]]) < TOUCHING)):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def told(figure: Figure, found: Frontier, rows: list[int], top: float) -> None:
    """The settings on the edge as a table: how often, how long, and the parameters that differ most along it."""
    shown, parameters = found.telling(PARAMETERS), list(found.parameters.values())
    wide = (WIDTH - 2 * MARGIN - sum(COLUMNS)) / max(1, len(shown))
    edges = np.cumsum([MARGIN, *COLUMNS, *[wide] * len(shown)])
    heads = ["", "setting", "signed", "lasts", *(clipped(parameters[number].name, wide - 0.1, 1) for number in shown)]
    line(figure, edges, heads, top, color=FAINT)
    for row, (letter, number) in enumerate(zip(LETTERS, rows, strict=False), 1):
        lasting = found.lasting[number]
        said = [percent(found.signed[number].value or 0.0), f"{(lasting.value if lasting else 0.0) or 0.0:.0f} days"]
        values_of = (clipped(parameters[place].amount(found.points[number, place]), wide - 0.1, 1) for place in shown)
        line(figure, edges, [letter, str(found.settings[number]), *said, *values_of], top - ROW * row, color=INK)


def line(figure: Figure, edges: np.ndarray, words: Sequence[str], height: float, color: str) -> None:
    """A line of a table, with words that begin at the edges, in inches."""
    for left, word in zip(edges, words, strict=False):
        figure.text(left / WIDTH, height / figure.get_figheight(), word, va="top", ha="left", fontsize=SMALL, color=color)


# What is said


def finding(found: Frontier) -> str:
    """What the edge trades for what, if anything."""
    numbers = found.at(places.EDGE)
    if not numbers:
        return "Too few runs sign anything in time to say how long it lasts"
    rare, often = numbers[0], numbers[-1]
    if len(numbers) == 1:
        return f"Setting {found.settings[rare]} signs most often and lasts longest: there is nothing to trade"
    (first, last), (long, short) = values(found, [rare, often])
    more_often, shorter = ends_differ(found, rare, often)
    if more_often and shorter:
        return (
            f"Signed more often, kept less long: along the edge from {percent(first / 100)} of runs and {long:.0f} days "
            f"to {percent(last / 100)} of runs and {short:.0f} days"
        )
    signed, kept = span(percent(first / 100), percent(last / 100)), span(f"{short:.0f} days", f"{long:.0f} days")
    if more_often:
        return f"Along the edge it is signed in {signed} of runs, and lasts about as long: {kept}"
    if shorter:
        return f"Along the edge it lasts {kept}, and is signed about as often: in {signed} of runs"
    return f"{len(numbers)} settings on the edge are as good as equal: signed in {signed} of runs, kept {kept}"


def span(low: str, high: str) -> str:
    """From what to what, once where both are alike.

    >>> span("12 days", "15 days"), span("50%", "50%")
    ('12 days to 15 days', '50%')
    """
    return low if low == high else f"{low} to {high}"


def ends_differ(found: Frontier, rare: int, often: int) -> tuple[bool, bool]:
    """Whether the ends of the edge clearly differ in how often and in how long: their intervals do not overlap."""
    longer, shorter = found.lasting[rare], found.lasting[often]
    by_time = longer is not None and shorter is not None and places.high(shorter) < places.low(longer)
    return places.high(found.signed[rare]) < places.low(found.signed[often]), by_time


def notes(found: Frontier) -> str:
    """What is measured, and how to read it."""
    which = " or ".join(f"‘{called(label)}’" for label in found.rungs.values())
    seldom = len(found.at(places.SELDOM))
    left_out = f" {seldom:,} setting{' signs' if seldom == 1 else 's sign'} too seldom to say how long." if seldom else ""
    more = len(found.at(places.EDGE)) - LISTED
    unnamed = f" {more} more on the edge are in the table." if more > 0 else ""
    return (
        f"Signed: {which}. How long: {found.measured}. On the edge: no setting signs as often and lasts as long and does better at one; chosen as "
        f"the best, its points are flattered a little. Not told apart: no setting beats the upper ends of both 95% intervals, which are over "
        f"luck.{left_out}{unnamed}"
    )
