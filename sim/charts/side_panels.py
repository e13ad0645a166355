"""Panels side by side that share their rows: what each row is on the left, a panel for each column, in as many bands as it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.transforms import blended_transform_factory

from sim.charts.labels import clipped
from sim.charts.sheet import MARGIN, WIDTH, sheet
from sim.charts.style import FAINT, SMALL

ACROSS = 4  # panels at most beside each other
NAMES, GAP, TALL = 3.05, 0.3, 0.46  # inches: for what the rows are; between panels; a row
KEY, AXIS = 0.32, 0.62  # inches: for the key; for the axis below
HEAD, LINE = 0.28, 0.19  # inches: for what a column is, and each line of it
MOST_LINES = 3
WIDE = (WIDTH - MARGIN - NAMES - GAP * (ACROSS - 1)) / ACROSS
BAND = "#f2f2f2"


def panels(
    name: str, finding: str, notes: str, whose: str, rows: Mapping[str, str], columns: Sequence[str], key: Mapping[str, Line2D]
) -> tuple[Figure, list[Axes]]:
    """A sheet with a panel for each column, whose rows run from the top down at heights 0, 1, ...

    rows: of each what stands below its name. columns: what each panel is about.
    """
    bands = [columns[first : first + ACROSS] for first in range(0, len(columns), ACROSS)]
    head = HEAD + LINE * max(titled(column).count("\n") + 1 for column in columns)
    high = head + TALL * len(rows) + AXIS
    page = sheet(name, finding, notes, whose, (KEY + high * len(bands) - 0.1,), MARGIN, 0.0)
    figure, (place,) = page.figure, page.panels
    top = float(place.get_position().y1) * figure.get_figheight() + 0.2
    place.remove()
    named(figure, key, top)
    made: list[Axes] = []
    for number, band in enumerate(bands):
        made += one_band(figure, top - KEY - number * high - head, rows, band)
    return figure, made


def one_band(figure: Figure, top: float, rows: Mapping[str, str], columns: Sequence[str]) -> Iterator[Axes]:
    """The panels beside each other, with their upper edge so many inches from the foot of the sheet."""
    for number, column in enumerate(columns):
        axes = panel(figure, NAMES + number * (WIDE + GAP), top, len(rows))
        axes.set_title(titled(column), loc="left", fontsize=SMALL, fontweight="bold", pad=6)
        if number == 0:
            names_of_rows(axes, rows)
        yield axes


def titled(column: str) -> str:
    """What a panel is about, in as many lines as it takes."""
    return clipped(column, WIDE - 0.1, MOST_LINES)


def panel(figure: Figure, left: float, top: float, rows: int) -> Axes:
    """An empty panel, every other row of it shaded; all in inches."""
    total, tall = figure.get_figheight(), TALL * rows
    axes = figure.add_axes((left / WIDTH, (top - tall) / total, WIDE / WIDTH, tall / total))
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.grid(visible=True, axis="x")
    axes.locator_params(axis="x", nbins=4)
    for row in range(1, rows, 2):
        axes.axhspan(row - 0.5, row + 0.5, color=BAND, linewidth=0, zorder=0)
    return axes


def names_of_rows(axes: Axes, rows: Mapping[str, str]) -> None:
    """What each row is, to the left of the first panel."""
    figure = axes.get_figure()
    assert isinstance(figure, Figure)
    across = blended_transform_factory(figure.dpi_scale_trans, axes.transData)
    for row, (name, below) in enumerate(rows.items()):
        axes.text(MARGIN, row - 0.21, clipped(name, NAMES - MARGIN - 0.15, 1), transform=across, va="center", fontsize=SMALL)
        axes.text(MARGIN, row + 0.21, below, transform=across, va="center", fontsize=SMALL, color=FAINT)


def named(figure: Figure, key: Mapping[str, Line2D], top: float) -> None:
    """What the marks are."""
    figure.legend(
        list(key.values()), list(key), loc="upper left", bbox_to_anchor=(MARGIN / WIDTH, top / figure.get_figheight()), ncols=len(key),
        frameon=False, handletextpad=0.4, columnspacing=1.6, borderpad=0, borderaxespad=0,
    )  # fmt: skip
