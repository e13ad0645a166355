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
        for letter, number in zip(LETTERS, rows, strict=False):
            across, up = values(found, [number])
            axes.annotate(letter, (across[0], up[0]), (6, 4), textcoords="offset points", fontsize=SMALL, fontweight="bold", color=EDGE, zorder=5)
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
    if not is_traded(found, rare, often):
        return "Between the ends of the edge, what is signed more often does not last clearly shorter"
    (first, last), (long, short) = values(found, [rare, often])
    return (
        f"Signed more often, kept less long: along the edge from {percent(first / 100)} of runs and {long:.0f} days "
        f"to {percent(last / 100)} of runs and {short:.0f} days"
    )


def is_traded(found: Frontier, rare: int, often: int) -> bool:
    """Whether the ends of the edge differ clearly at both: their intervals do not overlap."""
    longer, shorter = found.lasting[rare], found.lasting[often]
    if longer is None or shorter is None:
        return False
    return places.high(found.signed[rare]) < places.low(found.signed[often]) and places.high(shorter) < places.low(longer)


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
