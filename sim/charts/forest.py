"""Rows of differences with their intervals: what each row is and was on the left, points on a common scale, numbers on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from sim.charts.labels import clipped
from sim.charts.sheet import WIDTH
from sim.charts.style import FAINT, INK, MARKERS, SMALL, TEXT
from sim.charts.wording import percent
from sim.comparison import Difference

# After Okabe and Ito (2008), for those who are colour-blind too; markers differ as well
COLOURS = ("#0072b2", "#d55e00", "#007a5a", "#a8437f", "#000000", "#4aa3d8", "#a87400")
BEFORE, GAP, HEAD, AXIS = 0.8, 0.12, 0.42, 0.66  # inches: the column of what was, and room above and below the points
BAND = "#f2f2f2"


@dataclass(frozen=True)
class Rows:
    """Rows on one scale: a word for each number, by name; ``percent`` says whether they are shares of runs."""

    title: str
    axis: str
    words: Mapping[str, str]
    percent: bool = True

    @property
    def scale(self) -> float:
        """What turns the number into the unit of the axis."""
        return 100.0 if self.percent else 1.0

    def was(self, found: Difference) -> str:
        """What a number was before."""
        if found.before is None:
            return ""
        return percent(found.before) if self.percent else f"{found.before:.1f}"


@dataclass(frozen=True)
class Column:
    """Where rows stand across a sheet, in inches: the left edge, room for their words, the right edge of the points, room for numbers."""

    left: float
    words: float
    right: float
    numbers: float = 0.0

    @property
    def start(self) -> float:
        """Where the points begin."""
        return self.left + self.words + BEFORE


@dataclass(frozen=True, eq=False)
class Forest:
    """Rows drawn at a place: differences of every scenario by number, and the height of a row in inches."""

    rows: Rows
    differences: Sequence[Mapping[str, Difference]]
    column: Column
    tall: float

    @property
    def height(self) -> float:
        """Its whole height, in inches."""
        return HEAD + self.tall * len(self.rows.words) + AXIS

    @property
    def span(self) -> tuple[float, float]:
        """The least and the greatest end of any interval, and 0."""
        found = [end for name in self.rows.words for numbers in self.differences if name in numbers for end in ends(numbers[name])]
        return self.rows.scale * min([0.0, *found]), self.rows.scale * max([0.0, *found])

    def draw(self, figure: Figure, top: float, span: tuple[float, float]) -> Axes:
        """Draw it with its upper edge at ``top`` inches, on a scale that takes in a span."""
        total, column = figure.get_figheight(), self.column
        high = self.tall * len(self.rows.words)
        box = (column.start / WIDTH, (top - HEAD - high) / total, (column.right - column.start) / WIDTH, high / total)
        axes = figure.add_axes(box)
        for row, name in enumerate(self.rows.words):
            self.row(axes, row, name)
        axes.axvline(0, color=INK, linewidth=1.2, zorder=1)
        room = 0.05 * (span[1] - span[0]) or 1.0
        axes.set_xlim(span[0] - room, span[1] + room)
        axes.set_ylim(len(self.rows.words) - 0.5, -0.5)
        axes.set_yticks([])
        axes.locator_params(axis="x", nbins=7 if column.right - column.start > 3 else 5)
        axes.spines["left"].set_visible(False)
        axes.set_xlabel(self.rows.axis)
        self.heads(axes)
        return axes

    def heads(self, axes: Axes) -> None:
        """What stands above the columns."""
        above = 1 + GAP / (self.tall * len(self.rows.words))
        self.aside(axes, self.column.left, above, self.rows.title, va="bottom", fontsize=TEXT, fontweight="bold", transform=axes.transAxes)
        self.aside(axes, self.column.start - GAP, above, "before", va="bottom", ha="right", color=FAINT, transform=axes.transAxes)

    def row(self, axes: Axes, row: int, name: str) -> None:
        """One number: its words, what it was, and a point for each scenario."""
        if row % 2:
            axes.axhspan(row - 0.5, row + 0.5, color=BAND, linewidth=0, zorder=0)
        words = clipped(self.rows.words[name], self.column.words - 0.1, 2 if self.tall > 0.4 else 1)
        self.aside(axes, self.column.left, row, words, linespacing=1.1)
        known = [(place, numbers[name]) for place, numbers in enumerate(self.differences) if name in numbers]
        self.aside(axes, self.column.start - GAP, row, self.rows.was(known[0][1]), ha="right", color=FAINT)
        for place, found in known:
            self.point(axes, row + (place - (len(self.differences) - 1) / 2) * 0.8 / len(self.differences), place, found)

    def point(self, axes: Axes, height: float, place: int, found: Difference) -> None:
        """A difference with its interval; hollow where the interval holds 0."""
        scale, colour = self.rows.scale, COLOURS[place]
        low, high = (scale * end for end in ends(found))
        value = scale * (found.change.value or 0.0)
        axes.plot((low, high), (height, height), color=colour, linewidth=2.2, solid_capstyle="butt", zorder=2)
        axes.plot([value], [height], zorder=3, **mark(place, found.is_clear) | ({} if self.column.numbers else {"markersize": 5.5}))
        if self.column.numbers:
            between = f" ({signed(low)} to {signed(high)})" if found.change.low is not None else ""
            self.aside(axes, self.column.right + GAP, height, f"{signed(value)}{between}", color=colour)

    def aside(self, axes: Axes, inches: float, height: float, words: str, **looks: Any) -> Text:
        """Words beside the points, at a place across the sheet."""
        across = (inches - self.column.start) / (self.column.right - self.column.start)
        usual: dict[str, Any] = {"transform": axes.get_yaxis_transform(), "va": "center_baseline", "ha": "left", "fontsize": SMALL}
        return axes.text(across, height, words, **usual | looks)


def mark(place: int, filled: bool) -> dict[str, Any]:
    """How the points of a scenario look."""
    inside = COLOURS[place] if filled else "white"
    return {"marker": MARKERS[place], "markersize": 7, "color": COLOURS[place], "markerfacecolor": inside, "linestyle": "none"}


def ends(found: Difference) -> tuple[float, float]:
    """The ends of an interval; both the value itself where there is none."""
    change = found.change
    value = change.value or 0.0
    return value if change.low is None else change.low, value if change.high is None else change.high


def signed(value: float) -> str:
    """A difference with its sign, to a tenth.

    >>> signed(3.14159), signed(-0.04), signed(-12.0)
    ('+3.1', '0.0', '−12.0')
    """
    rounded = round(value, 1) + 0.0
    return f"{rounded:+.1f}".replace("-", "−") if rounded else "0.0"
