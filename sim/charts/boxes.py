"""Scenario discovery: coverage against density of every box on the way, the chosen boxes among the settings, and the limits of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import blended_transform_factory

from sim.charts.canvas import canvas, panel
from sim.charts.forest import COLOURS
from sim.charts.labels import clipped
from sim.charts.sheet import MARGIN, WIDTH, heading
from sim.charts.style import FAINT, INK, MARKERS, SMALL, house_style
from sim.charts.wording import digits, first_letter_large, percent, quoted

if TYPE_CHECKING:
    from sim.discovery import Discovery, Region
    from sim.discovery.parameters import Varied

TALL, AXIS, ABOVE, ROW = 3.6, 0.72, 0.42, 0.5  # inches: of the upper panels; below them; above a panel; of a row
NAMES, PARTS = 3.95, 2.6  # inches: for what a row is; for its numbers
CURVE, SETTINGS = (0.95, 4.0), (6.05, 3.55)  # left edge and width of the upper panels, in inches
MOST, NAMED = 12, 2  # rows; limits named in a title
MANY = 1000  # points that are drawn one by one in an SVG
SHADES = "cividis"
NOTES = (
    "Each box was found on one half of the settings (grey) and is judged on the other half (coloured), with 95% intervals over the choice of "
    "settings and luck. Coverage: the part of all runs with the outcome that lies in the box. Density: the share of runs in it with the outcome. "
    "p: the chance of such a density if the limits of that parameter did nothing (quasi-p-value; Bryant and Lempert 2010), on the half that judges."
)


def discovery(found: Discovery, whose: str) -> Figure:
    """The trade-off, the boxes among the settings, and their limits."""
    rows = [(number, parameter) for number, region in enumerate(found.regions) for parameter in region.by_doubt]
    left_out = f" {len(rows) - MOST} more limits are in the table." if len(rows) > MOST else ""
    rows = rows[:MOST]
    under = ABOVE + ROW * len(rows) + 0.1 if rows else 0.0
    with house_style():
        figure, top = canvas("discovery", finding(found), NOTES + left_out, whose, ABOVE + TALL + AXIS + under)
        tradeoff(panel(figure, CURVE[0], top - ABOVE, CURVE[1], TALL), found)
        among(panel(figure, SETTINGS[0], top - ABOVE, SETTINGS[1], TALL), found)
        if rows:
            limits(panel(figure, NAMES, top - ABOVE - TALL - AXIS - ABOVE, WIDTH - NAMES - PARTS, ROW * len(rows)), found, rows)
    return figure


# Coverage against density


def tradeoff(axes: Axes, found: Discovery) -> None:
    """Every box on the way of peeling, as it was found and as it is judged; the chosen ones marked, with intervals."""
    for number, region in enumerate(found.regions):
        way(axes, [(step.found.coverage, step.found.density) for step in region.path], color="#9a9a9a", linewidth=1.2)
        way(axes, [(step.checked.coverage, step.checked.density) for step in region.path], color=COLOURS[number], linewidth=1.6)
    for number, region in enumerate(found.regions):
        chosen(axes, number, region)
    overall = 100 * (found.overall.value or 0.0)
    axes.axhline(overall, color=INK, linewidth=1, linestyle=(0, (4, 3)), zorder=1)
    low = overall < 0.12 * most(found)
    axes.text(
        101, overall + (0.015 if low else -0.015) * most(found), f"all settings: {percent(overall / 100)}", ha="right", va="bottom" if low else "top",
        fontsize=SMALL, color=FAINT, zorder=5,
    )  # fmt: skip
    if not found.regions:
        axes.text(50, 0.6 * most(found), "no box worth having", ha="center", fontsize=SMALL, color=FAINT)
    axes.set_xlim(0, 103)
    axes.set_ylim(0, 1.03 * most(found))
    axes.set_xlabel("Coverage (% of runs with the outcome)")
    axes.set_ylabel("Density (% of runs in the box)")
    heading(axes, "Boxes on the way")


def most(found: Discovery) -> float:
    """The upper end of the scale of densities, in per cent."""
    seen = [quality.density for region in found.regions for step in region.path for quality in (step.found, step.checked)]
    ends = [region.density.high or 0.0 for region in found.regions]
    return highest(100 * max([found.overall.value or 0.0, *seen, *ends]))


def highest(value: float) -> float:
    """A round number of per cent that is not below this one."""
    return next(end for end in (2.0, 5.0, 10.0, 20.0, 50.0, 100.0) if value <= end + 1e-9)


def way(axes: Axes, steps: Sequence[tuple[float, float]], **looks: Any) -> None:
    """A line through boxes, from the whole space to the smallest."""
    across, up = np.array(steps).T
    axes.plot(100 * across, 100 * up, marker="o", markersize=2.4, zorder=2, **looks)


def chosen(axes: Axes, number: int, region: Region) -> None:
    """A box that was chosen, with its number and its intervals."""
    coverage, density = region.coverage, region.density
    if density.value is None or coverage.value is None:
        return
    at, colour = (100 * coverage.value, 100 * density.value), COLOURS[number]
    for one, other, line in ((coverage, at[1], axes.hlines), (density, at[0], axes.vlines)):
        if one.low is not None and one.high is not None:
            line(other, 100 * one.low, 100 * one.high, color=colour, linewidth=2.2, zorder=3)
    axes.plot(*at, marker=MARKERS[number], markersize=9, color=colour, markeredgecolor="white", linestyle="none", zorder=4)
    axes.annotate(f"box {number + 1}", at, (-7, -7), textcoords="offset points", ha="right", va="top", fontsize=SMALL, color=colour, zorder=5)


# The settings


def among(axes: Axes, found: Discovery) -> None:
    """The settings over the two parameters that the first box restricts most, shaded by their shares, and the boxes."""
    shown = two(found)
    names = list(found.parameters)
    parameters = [found.parameters[names[number]] for number in shown]
    across, *others = (parameter.factor * found.points[:, number] for number, parameter in zip(shown, parameters, strict=True))
    up = others[0] if others else 100 * found.shares
    size, top = float(np.clip(9000 / len(across), 3, 30)), highest(100 * float(found.shares.max()))
    shares, raster = 100 * found.shares, len(across) > MANY
    dots = axes.scatter(across, up, c=shares, cmap=SHADES, vmin=0, vmax=top, s=size, linewidths=0, rasterized=raster, zorder=2)
    axes.margins(0.03)
    if len(shown) > 1:
        for number in reversed(range(len(found.regions))):
            outline(axes, found, number, shown, [parameter.factor for parameter in parameters])
    axes.set_xlabel(axis(parameters[0]))
    axes.set_ylabel(axis(parameters[1]) if others else "Runs with the outcome (%)")
    axes.locator_params(nbins=6)
    figure = axes.get_figure()
    assert isinstance(figure, Figure)
    place = axes.get_position()
    bar = figure.colorbar(dots, cax=figure.add_axes((place.x1 + 0.15 / WIDTH, place.y0, 0.16 / WIDTH, place.height)))
    bar.set_label("Runs with the outcome (%)", fontsize=SMALL)
    bar.outline.set_visible(False)
    heading(axes, f"{len(found.points):,} settings")


def two(found: Discovery) -> list[int]:
    """The numbers of the two parameters that are shown; one if no more were varied."""
    first = [number for region in found.regions for number in region.by_doubt]
    return list(dict.fromkeys([*first, *range(len(found.parameters))]))[:2]


def outline(axes: Axes, found: Discovery, number: int, shown: Sequence[int], factors: Sequence[float]) -> None:
    """A box as a rectangle; where it has no limit it goes from edge to edge. A box without limits here has none."""
    box = found.regions[number].box
    if not set(shown) & set(box.restricted):
        return
    corners = []
    for parameter, factor, edges in zip(shown, factors, (axes.get_xlim(), axes.get_ylim()), strict=True):
        inset = 0.008 * (number + 1) * (edges[1] - edges[0])
        low, high = factor * box.low[parameter], factor * box.high[parameter]
        corners.append((low if np.isfinite(low) else edges[0] + inset, high if np.isfinite(high) else edges[1] - inset))
    (left, right), (foot, top) = corners
    for colour, line in (("white", 4.6), (COLOURS[number], 2.4)):
        axes.add_patch(Rectangle((left, foot), right - left, top - foot, fill=False, edgecolor=colour, linewidth=line, zorder=3))
    axes.annotate(
        f"box {number + 1}", (right, top), (-4, -4), textcoords="offset points", ha="right", va="top", fontsize=SMALL, color="white",
        zorder=4, bbox={"facecolor": COLOURS[number], "edgecolor": "none", "pad": 1.5},
    )  # fmt: skip


def axis(parameter: Varied) -> str:
    """A parameter with its unit, in at most two lines."""
    unit = parameter.unit_of_axis
    return clipped(first_letter_large(parameter.words) + (f" ({unit})" if unit else ""), 3.4, 2)


# The limits


def limits(axes: Axes, found: Discovery, rows: Sequence[tuple[int, int]]) -> None:
    """Every limit of every box on the range over which its parameter was varied."""
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(-0.02, 1.02)
    axes.set_axis_off()
    for height, (number, parameter) in enumerate(rows):
        limit(axes, height, number, found.regions[number], parameter, list(found.parameters.values())[parameter])
    axes.set_title(
        "The limits of the boxes, on the ranges that were varied", loc="left", fontsize=12, fontweight="bold", pad=7, x=outside(axes, MARGIN)
    )


def limit(axes: Axes, height: int, number: int, region: Region, parameter: int, varied: Varied) -> None:
    """One of them."""
    span = (varied.high - varied.low) or 1.0
    ends = [float(np.clip((edge - varied.low) / span, 0, 1)) for edge in (region.box.low[parameter], region.box.high[parameter])]
    axes.plot((0, 1), (height, height), color="#cfcfcf", linewidth=5, solid_capstyle="butt", zorder=1)
    axes.plot(ends, (height, height), color=COLOURS[number], linewidth=9, solid_capstyle="butt", zorder=2)
    figure = axes.get_figure()
    assert isinstance(figure, Figure)
    across = blended_transform_factory(figure.dpi_scale_trans, axes.transData)
    words = clipped(f"box {number + 1}: {varied.words}", NAMES - MARGIN - 0.2, 1)
    axes.text(MARGIN, height - 0.2, words, transform=across, va="center", fontsize=SMALL, color=COLOURS[number])
    ranged = f"varied from {varied.bare(varied.low)} to {varied.amount(varied.high)}"
    axes.text(MARGIN + 0.2, height + 0.21, clipped(ranged, NAMES - MARGIN - 0.4, 1), transform=across, va="center", fontsize=SMALL, color=FAINT)
    right = WIDTH - PARTS + 0.12
    low, high = float(region.box.low[parameter]), float(region.box.high[parameter])
    said = f"{varied.bare(low)} to {varied.amount(high)}" if np.isfinite(low) and np.isfinite(high) else varied.limits(low, high)
    axes.text(right, height - 0.2, clipped(said, PARTS - 0.3, 1), transform=across, va="center", fontsize=SMALL)
    axes.text(right, height + 0.21, p_value(region.doubts[parameter]), transform=across, va="center", fontsize=SMALL, color=FAINT)


def outside(axes: Axes, inches: float) -> float:
    """A place across the sheet, as a panel counts."""
    place = axes.get_position()
    return (inches / WIDTH - place.x0) / place.width


def p_value(doubt: float) -> str:
    """A quasi-p-value.

    >>> p_value(0.0432), p_value(1e-9), p_value(0.5)
    ('p = 0.043', 'p < 0.001', 'p = 0.5')
    """
    return "p < 0.001" if doubt < 0.001 else f"p = {digits(doubt, 2)}"


# What is said


def finding(found: Discovery) -> str:
    """Where the outcome is frequent, how frequent, and how frequent over all."""
    what, overall = quoted(found.outcome), percent(found.overall.value or 0.0)
    if not found.regions:
        return first_letter_large(f"No box in these {len(found.parameters)} parameters tells apart where {what} happens: {overall} of runs overall")
    region = found.regions[0]
    density = region.density.value
    if density is None or region.density.low is None or region.density.low <= (found.overall.value or 0.0):
        return first_letter_large(f"{what}: where a box was found it does not hold on settings that had no part in the search")
    parameters = list(found.parameters.values())
    said = [parameters[number].condition(region.box.low[number], region.box.high[number]) for number in region.by_doubt]
    more = f" and {len(said) - NAMED} more limit{'s hold' if len(said) - NAMED > 1 else ' holds'}" if len(said) > NAMED else ""
    where = (", " if more else " and ").join(said[:NAMED]) + more
    return first_letter_large(f"{what} in {percent(density)} of runs if {where}; in {overall} over all settings")
