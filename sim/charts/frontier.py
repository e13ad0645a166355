"""Signature against durability: every setting of a sweep, and the edge that none of them goes beyond."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts.canvas import canvas, panel
from sim.charts.labels import apart, clipped
from sim.charts.sheet import MARGIN, WIDTH
from sim.charts.style import FAINT, INK, SMALL, house_style
from sim.charts.wording import called, digits, percent
from sim.discovery import edge as places

if TYPE_CHECKING:
    from sim.discovery import Frontier

LEFT, WIDE, TALL, AXIS = 0.95, 5.9, 4.7, 0.75  # inches
EDGE, NEAR, BELOW = "#d55e00", "#0072b2", "#b5b5b5"  # vermillion and blue of Okabe and Ito (2008), and grey; the marks differ too
LISTED, PARAMETERS = 8, 3  # settings named beside the picture; parameters of each
LINE = 0.21
MANY = 1000


def frontier(found: Frontier, whose: str) -> Figure:
    """How often something is signed across, how long it lasts up; the edge marked, its settings named."""
    with house_style():
        figure, top = canvas("frontier", finding(found), notes(found), whose, TALL + AXIS + 0.1)
        axes = panel(figure, LEFT, top - 0.35, WIDE, TALL - 0.3)
        points(axes, found)
        edge(axes, found)
        axes.set_xlabel("Runs in which it is signed (%)")
        axes.set_ylabel(f"How long it lasts (mean days, of {found.within} at most)")
        axes.margins(0.06)
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=3, frameon=False, borderaxespad=0.2, handletextpad=0.2, columnspacing=1.2)
        named(axes, found)
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
    axes.plot(across, up, drawstyle="steps-pre", color=EDGE, linewidth=1.4, zorder=3)
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


def named(axes: Axes, found: Frontier) -> None:
    """Beside the picture, from the longest lasting down: the settings on the edge, by the parameters that differ most along it."""
    numbers, shown = some(found), telling(found)
    if not numbers:
        return
    words = [description(found, number, shown) for number in numbers]
    texts = [clipped(one, WIDTH - LEFT - WIDE - 0.35 - MARGIN, PARAMETERS + 1) for one in words]
    low, high = axes.get_ylim()
    tall = float(axes.get_position().height * axes.get_figure().get_figheight())  # type: ignore[union-attr]
    across, up = values(found, numbers)
    order = np.argsort(up, kind="stable")
    heights = np.array([(texts[place].count("\n") + 1) * LINE + 0.06 for place in order])
    spots = apart((up[order] - low) / (high - low) * tall, heights, tall)
    for place, spot in zip(order, spots, strict=True):
        axes.text(1 + 0.3 / WIDE, spot / tall, texts[place], transform=axes.transAxes, va="center", fontsize=SMALL, color=INK, linespacing=1.15)
        axes.annotate(
            "", (across[place], up[place]), (1 + 0.26 / WIDE, spot / tall), xycoords="data", textcoords="axes fraction",
            arrowprops={"arrowstyle": "-", "color": FAINT, "linewidth": 0.7, "alpha": 0.6, "shrinkB": 4, "shrinkA": 0}, annotation_clip=False,
        )  # fmt: skip


def telling(found: Frontier) -> list[int]:
    """The parameters that differ most along the edge, as a part of their ranges, in the order of the sweep."""
    numbers = found.at(places.EDGE)
    spans = np.array([(one.high - one.low) or 1.0 for one in found.parameters.values()])
    differ = np.ptp(found.points[numbers], axis=0) / spans
    return sorted(np.argsort(-differ, kind="stable")[:PARAMETERS].tolist())


def description(found: Frontier, number: int, shown: list[int]) -> str:
    """A setting: how often, how long, and its parameters by name."""
    names = list(found.parameters)
    lasting = found.lasting[number]
    head = f"{found.settings[number]}: {percent(found.signed[number].value or 0.0)}, {digits((lasting.value if lasting else 0) or 0.0, 3)} days"
    return "\n".join([head, *(f"{names[parameter]} {digits(found.points[number, parameter], 3)}" for parameter in shown)])


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
    ends = found.signed[rare].high, found.signed[often].low, shorter.high if shorter else None, longer.low if longer else None
    least, most, below, above = ends
    return None not in ends and bool(least < most and below < above)  # type: ignore[operator]


def notes(found: Frontier) -> str:
    """What is measured, and how to read it."""
    which = " or ".join(f"‘{called(label)}’" for label in found.rungs.values())
    seldom = len(found.at(places.SELDOM))
    left_out = f" {seldom:,} setting{' signs' if seldom == 1 else 's sign'} too seldom to say how long." if seldom else ""
    more = len(found.at(places.EDGE)) - LISTED
    unnamed = f" {more} more on the edge are in the table." if more > 0 else ""
    return (
        f"Signed: {which}. How long: of the runs that sign at least {found.within} days before the end, the mean of the longest time without a "
        f"gap under agreements that stop all the fighting, counted up to {found.within} days. On the edge: no setting signs as often and lasts as "
        f"long and does better at one; chosen as the best, its points are flattered a little. Not told apart: no setting beats the upper "
        f"ends of both 95% intervals, which are over luck.{left_out}{unnamed}"
    )
