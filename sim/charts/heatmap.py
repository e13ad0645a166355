"""Picture 8: an outcome of a sweep over two of its parameters, as a heat map."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.analysis.estimates import Estimate
from sim.charts.canvas import canvas, panel
from sim.charts.labels import clipped
from sim.charts.sheet import WIDTH
from sim.charts.style import FAINT, SMALL, house_style
from sim.charts.wording import called, digits, first_letter_large, percent, quoted

if TYPE_CHECKING:
    from sim.discovery import Map
    from sim.discovery.cells import Axis

LEFT, WIDE, TALLEST, LOWEST, AXIS = 1.35, 7.9, 6.0, 3.2, 0.62  # inches
SHADES = "cividis"  # rises evenly in lightness, for those who are colour-blind too (Nuñez, Anderton and Renslow 2018)
ROOM, ROOM_FOR_TWO = (0.52, 0.26), (0.6, 0.44)  # inches that a number in a cell takes; that it takes with its interval
LABELS = 9
DARK = 0.48  # how light a cell may be and still have white letters
OUTCOME = 46
THIRDS = ("low", "middling", "high")
WIDE_INTERVAL = 1 / 3  # of the scale


def heatmap(found: Map, whose: str) -> Figure:
    """The cells, shaded by the outcome, with numbers where they fit; cells without settings are hatched."""
    tall = float(np.clip(WIDE * found.y.cells / found.x.cells, LOWEST, TALLEST))
    with house_style():
        figure, top = canvas("heatmap", finding(found), notes(found, fits(found, tall, ROOM), fits(found, tall, ROOM_FOR_TWO)), whose, tall + AXIS)
        axes = panel(figure, LEFT, top, WIDE, tall)
        norm = spread(found)
        axes.pcolormesh(found.values * scale(found), cmap=SHADES, norm=norm, edgecolors="white", linewidth=0.6)
        axes.grid(visible=False)
        for spine in axes.spines.values():
            spine.set_visible(False)
        for row, column in np.argwhere(found.settings == 0):
            axes.add_patch(Rectangle((column, row), 1, 1, facecolor="#f4f4f4", edgecolor="#9a9a9a", hatch="////", linewidth=0))
        if fits(found, tall, ROOM):
            numbers(axes, found, norm, fits(found, tall, ROOM_FOR_TWO))
        else:
            doubtful(axes, found, norm)
        ticks(axes, found)
        key(figure, axes, norm, found)
    return figure


def fits(found: Map, tall: float, room: tuple[float, float]) -> bool:
    """Whether every cell has so much room."""
    return WIDE / found.x.cells >= room[0] and tall / found.y.cells >= room[1]


def scale(found: Map) -> float:
    """What turns the outcome into the number that is shown."""
    return 100.0 if found.is_share else 1.0


def spread(found: Map) -> Normalize:
    """From the least to the greatest of the cells, at least five hundredths of a share apart, so that luck does not look like a landscape."""
    values = found.values[found.settings > 0] * scale(found)
    low, high = float(values.min()), float(values.max())
    least = 5.0 if found.is_share else 1e-9
    if high - low < least:
        low, high = max(0.0, (low + high - least) / 2), max(0.0, (low + high - least) / 2) + least
    return Normalize(low, high)


def numbers(axes: Axes, found: Map, norm: Normalize, with_interval: bool) -> None:
    """The number of every cell, and below it half its interval where there is room."""
    for (row, column), estimate in found.cells.items():
        value = (estimate.value or 0.0) * scale(found)
        red, green, blue, _ = matplotlib.colormaps[SHADES](norm(value))
        colour = "white" if 0.299 * red + 0.587 * green + 0.114 * blue < DARK else "black"
        below = f"\n±{half(estimate, found)}" if with_interval else ""
        axes.text(column + 0.5, row + 0.5, f"{short(value)}{below}", ha="center", va="center", fontsize=9.5, color=colour, linespacing=1.15)


def half(estimate: Estimate, found: Map) -> str:
    """Half the width of an interval."""
    if estimate.low is None or estimate.high is None:
        return "0"
    return short((estimate.high - estimate.low) / 2 * scale(found))


def short(value: float) -> str:
    """A number as it stands in a cell.

    >>> short(41.6), short(3.14), short(0.004), short(0.0)
    ('42', '3.1', '0.0', '0')
    """
    return f"{value:.0f}" if abs(value) >= 10 or value == 0 else f"{value:.1f}"


def doubtful(axes: Axes, found: Map, norm: Normalize) -> None:
    """A dot in every cell whose interval is wide."""
    least = WIDE_INTERVAL * ((norm.vmax or 0.0) - (norm.vmin or 0.0))
    wide = [place for place, one in found.cells.items() if scale(found) * (upper(one) - lower(one)) > least]
    if wide:
        rows, columns = np.array(wide).T
        axes.plot(columns + 0.5, rows + 0.5, "o", markersize=3.2, color="white", markeredgecolor="black", markeredgewidth=0.7)


def ticks(axes: Axes, found: Map) -> None:
    """Values below the cells, or edges of bins between them."""
    for axis, side, set_ticks, name in ((found.x, 0.0, axes.set_xticks, axes.set_xlabel), (found.y, 1.0, axes.set_yticks, axes.set_ylabel)):
        at = np.arange(len(axis.values)) + (0.0 if axis.is_binned else 0.5)
        every = -(-len(at) // LABELS)
        parameter, unit = axis.parameter, axis.parameter.unit_of_axis
        set_ticks(at[::every], [parameter.number(value) for value in axis.values[::every]])
        words = f"{first_letter_large(parameter.words)}{f' ({unit})' if unit else ''}"
        name(clipped(words, WIDE - 0.2 if side == 0 else LOWEST - 0.1, 2))
    axes.tick_params(length=3)


def key(figure: Figure, axes: Axes, norm: Normalize, found: Map) -> None:
    """Which shade stands for what."""
    place = axes.get_position()
    bar = figure.colorbar(
        matplotlib.cm.ScalarMappable(norm, SHADES), cax=figure.add_axes((place.x1 + 0.2 / WIDTH, place.y0, 0.22 / WIDTH, place.height))
    )
    bar.set_label(f"{called(found.outcome, OUTCOME)} ({'% of runs' if found.is_share else 'mean of runs'})", fontsize=SMALL, color=FAINT)
    bar.outline.set_visible(False)


# What is said


def finding(found: Map) -> str:
    """Where the outcome is least and where most."""
    ordered = sorted(found.cells, key=lambda place: (found.cells[place].value or 0.0, place))
    low, high = (found.cells[place] for place in (ordered[0], ordered[-1]))
    what = quoted(found.outcome)
    if upper(low) >= lower(high):
        return f"{what} differs no more between cells than their intervals explain"
    of_runs = " of runs" if found.is_share else ""
    return f"{what} goes from {told(low, found)} to {told(high, found)}{of_runs}; it is highest where {where(found)}"


def upper(estimate: Estimate) -> float:
    """The upper end of an interval, or the value where nothing differs."""
    return (estimate.value or 0.0) if estimate.high is None else estimate.high


def lower(estimate: Estimate) -> float:
    """The lower end of an interval, or the value where nothing differs."""
    return (estimate.value or 0.0) if estimate.low is None else estimate.low


def told(estimate: Estimate, found: Map) -> str:
    """An outcome in a sentence."""
    value = estimate.value or 0.0
    return percent(value) if found.is_share else digits(value, 3)


def where(found: Map) -> str:
    """In which thirds of both ranges it is highest, on average over the settings there."""
    means = {}
    for rows, columns in itertools.product(range(3), repeat=2):
        here = {place for place in found.cells if (third(found.y, place[0]), third(found.x, place[1])) == (rows, columns)}
        total = sum(int(found.settings[place]) for place in here)
        if total:
            means[rows, columns] = sum((found.cells[place].value or 0.0) * int(found.settings[place]) for place in here) / total
    row, column = max(means, key=lambda place: means[place])
    if row == column:
        return f"{found.x.parameter.words} and {found.y.parameter.words} are {THIRDS[row]}"
    return f"{found.x.parameter.words} is {THIRDS[column]} and {found.y.parameter.words} is {THIRDS[row]}"


def third(axis: Axis, cell: int) -> int:
    """In which third of its side a cell lies, from 0."""
    return min(2, int(3 * (cell + 0.5) / axis.cells))


def notes(found: Map, numbered: bool, with_interval: bool) -> str:
    """How to read it."""
    per_cell = found.settings[found.settings > 0]
    count = f"{per_cell.min():,}" if per_cell.min() == per_cell.max() else f"{per_cell.min():,} to {per_cell.max():,}"
    rests = f"A cell is the mean over {count} setting{'' if count == '1' else 's'} of {found.runs:,} runs"
    others = (
        f", in which {'another parameter differs' if len(found.others) == 1 else f'{len(found.others)} other parameters differ'} too."
        if found.others
        else "."
    )
    shown = ""
    if numbered:
        unit = "% of runs" if found.is_share else "means of runs"
        shown = f" Numbers: {unit}{', with half the 95% interval below' if with_interval else ''}."
    else:
        shown = " A dot: the 95% interval is wider than a third of the scale."
    hatched = " Hatched: no setting lies there." if (found.settings == 0).any() else ""
    over = "luck" if per_cell.max() == 1 else "settings and luck"
    return f"{rests}{others}{shown}{f' Intervals are over {over}.' if shown else ''}{hatched}"
