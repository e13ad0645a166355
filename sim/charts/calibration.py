"""Calibration, from its report (``calibration.json``): each parameter's prior and each target, with what is left of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.transforms import Transform, blended_transform_factory

from sim.charts.labels import clipped
from sim.charts.sheet import MARGIN, WIDTH, sheet
from sim.charts.style import FAINT, INK, SMALL, house_style
from sim.charts.wording import digits, percent, quoted

Report = Mapping[str, Any]
HALF, TENTHS = "#0072b2", "#8fc4e6"  # a blue of Okabe and Ito (2008), dark and light
WANTED, BAND = "#cccccc", "#f3f3f3"
UNDER, KEY = 0.75, 0.72  # inches: for the axis; for the key and the heads of columns
EDGE = WIDTH - MARGIN
NAMED = 3  # parameters in a title
HARDLY = 0.2  # a parameter that is narrowed by less than this is hardly narrowed
TYPED, FULL, SHORT = 6, 3, 2  # significant digits: as many as somebody typed, of the centre, and of what has an error
BEYOND = 0.7  # how far past the wanted span the picture shows, in spans
GIVEN = "given (5 to 95%)"
QUIET: dict[str, Any] = {"color": FAINT}
NOTES_OF_PRIORS = (
    "“Narrowed”: by how much the middle half of the settings left is narrower than the middle half of the prior, which lies between the two "
    "upright lines; below 0 it is wider. On the scale of ratios equal ratios are equally far apart. The settings left are those that no target "
    "rules out: the bars are no probabilities, a small narrowing may be chance, and which values go together is not shown."
)
NOTES_OF_TARGETS = (
    "Each row is drawn in units of its wanted span; arrows lead out of the picture. The thin line leaves out settings in which what is counted "
    "never happens. Bars can reach past the span by the cutoff of {cutoff:g} standard errors of Monte Carlo."
)


def priors(report: Report) -> Figure:
    """Every parameter: its prior, with the middle half and the middle nine tenths of the settings left in it; narrowed most first."""
    found = dict(sorted(report["parameters"].items(), key=lambda item: -item[1]["narrowed"]))
    columns = {"from": 4.72, "to": 8.3, "scale": 8.86, "centre": 9.9, "narrowed": EDGE}
    with house_style():
        axes = table("priors", finding_of_priors(report, found), NOTES_OF_PRIORS, report, len(found), 0.2, (4.85, 7.6))
        axes.set_xlim(-0.03, 1.03)
        axes.vlines((0.25, 0.75), -0.5, len(found) - 0.5, color=FAINT, linewidth=0.8, zorder=1)
        for row, (name, one) in enumerate(found.items()):
            cell(axes, row, MARGIN, clipped(name, 3.55, 1), ha="left")
            cell(axes, row, columns["from"], digits(one["low"], TYPED), **QUIET)
            cell(axes, row, columns["to"], digits(one["high"], TYPED), **QUIET)
            cell(axes, row, columns["scale"], one["scale"], **QUIET)
            cell(axes, row, columns["centre"], digits(one["centre"], FULL))
            cell(axes, row, columns["narrowed"], f"{one['narrowed']:.0%}".replace("-", "−"))
            axes.plot((0, 1), (row, row), color=FAINT, linewidth=1, zorder=1)
            spread(axes, row, [place(one, value) for value in one["kept"].values()], place(one, one["centre"]), 8)
        finish(axes, columns, {0: "from", 0.25: "¼", 0.5: "½", 0.75: "¾", 1: "to"}, "Place in the prior")
        key(axes, {"prior": Line2D([], [], color=FAINT, linewidth=1)})
    return sheet_of(axes)


def targets(report: Report) -> Figure:
    """Every target: the span that is wanted, and what the priors allowed and the settings left give, in units of that span."""
    found = report["targets"]
    columns = {"wanted": 4.75, GIVEN: 9.85, "centre": EDGE}
    notes = NOTES_OF_TARGETS.format(**report)
    with house_style():
        axes = table("targets", finding_of_targets(report), notes, report, len(found), 0.42, (4.95, 7.95))
        axes.set_xlim(-BEYOND, 1 + BEYOND)
        axes.axvspan(0, 1, color=WANTED, linewidth=0, zorder=1)
        for row, (name, one) in enumerate(found.items()):
            kept = one["kept"]
            cell(axes, row - 0.2, MARGIN, clipped(name, 3.1, 1), ha="left")
            cell(axes, row + 0.2, MARGIN, one["unit"], ha="left", **QUIET)
            cell(axes, row, columns["wanted"], span(*wanted(one), FULL), **QUIET)
            cell(axes, row, columns[GIVEN], span(kept["q05"], kept["q95"], SHORT) if kept else "not known")
            cell(axes, row, columns["centre"], digits(one["centre"], SHORT))
            allowed(axes, row, [within(one, value) for value in one["prior"].values()])
            spread(axes, row, [within(one, value) for value in kept.values()], within(one, one["centre"]), 12)
        finish(axes, columns, {0: "least", 1: "most"}, "What is wanted")
        key(axes, {"wanted": Patch(color=WANTED), "middle nine tenths over the priors": Line2D([], [], color=FAINT, linewidth=1.2)})
    return sheet_of(axes)


# A table with a panel in it


def table(name: str, finding: str, notes: str, report: Report, rows: int, tall: float, panel: tuple[float, float]) -> Axes:
    """A sheet with rows of some height, every other one shaded, and the panel from one place to another across; all in inches."""
    page = sheet(name, finding, notes, whose(report), (KEY + tall * rows,), MARGIN, UNDER)
    total, (whole,) = page.figure.get_figheight(), page.panels
    bottom = float(whole.get_position().y0)
    whole.remove()
    axes = page.figure.add_axes((panel[0] / WIDTH, bottom, (panel[1] - panel[0]) / WIDTH, tall * rows / total))
    axes.set_ylim(rows - 0.5, -0.5)
    for row in range(1, rows, 2):
        axes.add_patch(Rectangle((MARGIN, row - 0.5), EDGE - MARGIN, 1, transform=across(axes), color=BAND, linewidth=0, zorder=0, clip_on=False))
    return axes


def across(axes: Axes) -> Transform:
    """Places in inches from the left edge of the sheet, and in rows."""
    return blended_transform_factory(sheet_of(axes).dpi_scale_trans, axes.transData)


def cell(axes: Axes, row: float, at: float, words: str, **looks: Any) -> None:
    """Words in a row, which end (or begin) so many inches from the left edge of the sheet."""
    axes.text(at, row, words, transform=across(axes), va="center", **{"ha": "right", "fontsize": SMALL, **looks})


def finish(axes: Axes, columns: Mapping[str, float], ticks: Mapping[float, str], label: str) -> None:
    """The heads of columns, and the axis below."""
    for head, at in columns.items():
        axes.annotate(head, (at, -0.5), xycoords=across(axes), xytext=(0, 5), textcoords="offset points", ha="right", fontsize=SMALL, color=FAINT)
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.spines["left"].set_visible(False)
    axes.set_xticks(list(ticks), list(ticks.values()))
    axes.set_xlabel(label)


def key(axes: Axes, first: Mapping[str, Any]) -> None:
    """What the marks are, above the table."""
    handles = {
        **first,
        "left: middle nine tenths": Patch(color=TENTHS),
        "middle half": Patch(color=HALF),
        "centre": Line2D([], [], color=INK, marker="o", markersize=6.5, linestyle="none"),
    }
    page = sheet_of(axes)
    top = axes.get_position().y1 + KEY / page.get_figheight()
    page.legend(
        handles.values(), handles.keys(), loc="upper left", bbox_to_anchor=(MARGIN / WIDTH, top), ncols=len(handles),
        frameon=False, handletextpad=0.5, columnspacing=1.4, borderpad=0, borderaxespad=0,
    )  # fmt: skip


def sheet_of(axes: Axes) -> Figure:
    """The figure of a panel."""
    found = axes.get_figure()
    assert isinstance(found, Figure)
    return found


# What is drawn in a row


def spread(axes: Axes, row: int, quantiles: Sequence[float], centre: float, thick: float) -> None:
    """The middle nine tenths and the middle half as bars, and the centre as a dot, which stays at the edge where it lies beyond."""
    if quantiles:
        least, lower, _, upper, most = quantiles
        axes.plot((least, most), (row, row), color=TENTHS, linewidth=thick, solid_capstyle="butt", zorder=2)
        axes.plot((lower, upper), (row, row), color=HALF, linewidth=0.7 * thick, solid_capstyle="butt", zorder=3)
    low, high = axes.get_xlim()
    dot = min(max(centre, low), high)
    axes.plot([dot], [row], marker="o", markersize=6.5, color=INK, markeredgecolor="white", linestyle="none", clip_on=False, zorder=4)


def allowed(axes: Axes, row: int, quantiles: Sequence[float]) -> None:
    """What the priors allowed, as a thin line with arrows where it leaves the picture."""
    if quantiles:
        low, high = axes.get_xlim()
        least, most = (min(max(value, low), high) for value in (quantiles[0], quantiles[-1]))
        axes.plot((least, most), (row, row), color=FAINT, linewidth=1.2, zorder=1.5)
        for beyond, at, mark in ((quantiles[0] < low, low, "<"), (quantiles[-1] > high, high, ">")):
            if beyond:
                axes.plot([at], [row], marker=mark, markersize=6, color=FAINT, linestyle="none", clip_on=False, zorder=1.5)


def place(one: Mapping[str, Any], value: float) -> float:
    """Where a value lies in its prior, from 0 to 1.

    >>> place({"low": 1, "high": 100, "scale": "ratio"}, 10), place({"low": 0, "high": 4, "scale": "even"}, 1)
    (0.5, 0.25)
    """
    if one["scale"] == "ratio":
        return math.log(value / one["low"]) / math.log(one["high"] / one["low"])
    return float((value - one["low"]) / (one["high"] - one["low"]))


def wanted(one: Mapping[str, Any]) -> tuple[float, float]:
    """The span that a target wants."""
    return one["value"] - one["tolerance"], one["value"] + one["tolerance"]


def within(one: Mapping[str, Any], value: float) -> float:
    """Where a number lies in the span that is wanted: 0 at its lower end, 1 at its upper."""
    return float((value - one["value"]) / (2 * one["tolerance"]) + 0.5)


# What is said


def span(low: float, high: float, count: int) -> str:
    """From a number to another."""
    return f"{digits(low, count)} to {digits(high, count)}"


def whose(report: Report) -> str:
    """How much was screened, and how it was checked."""
    runs = [wave["runs"] for wave in report["waves"]]
    waves = f"{len(runs)} waves" if len(runs) > 1 else "1 wave"
    check = report["check"]
    return f"{report['screened']:,} settings in {waves} · {min(runs):,} to {max(runs):,} runs each · checked with {check['runs']:,} on fresh luck"


def settings_left(report: Report) -> str:
    """How many settings are left of how many."""
    return f"{report['kept']:,} of {report['screened']:,} settings {'is' if report['kept'] == 1 else 'are'} left"


def finding_of_priors(report: Report, found: Mapping[str, Any]) -> str:
    """How many settings are left, which parameters are narrowed most, and how many hardly."""
    clear = [name for name, one in found.items() if one["narrowed"] >= HARDLY]
    if not clear:
        return f"{settings_left(report)}; no parameter is narrowed by a fifth"
    *others, last = clear[:NAMED]
    most = f"{', '.join(others)} and {last} are" if others else f"{last} is"
    rest = f", and {len(found) - len(clear)} of {len(found)} parameters by less than a fifth" if len(clear) < len(found) else ""
    return f"{settings_left(report)}: {most} narrowed most{rest}"


def finding_of_targets(report: Report) -> str:
    """How many settings meet all targets, and which target rules out most in the last wave."""
    by_target = report["tensions"]["targets"]
    name = max(by_target, key=lambda name: by_target[name]["rules_out"])
    which = f"none of the {len(by_target)} targets rules out" if len(by_target) > 1 else "the target does not rule out"
    out = by_target[name]["rules_out"]
    worst = f"; in the last wave {quoted(name)} ruled out most, {percent(out)} of the settings" if out and len(by_target) > 1 else ""
    return f"{settings_left(report)}, which {which}{worst}"


PICTURES: dict[str, Callable[[Report], Figure]] = {"priors": priors, "targets": targets}
