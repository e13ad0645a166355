"""The smallest change: how far each parameter moves in its range, and what the probability does on the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts.labels import clipped
from sim.charts.sheet import MARGIN, UNDER_NUMBERS, WIDTH, sheet
from sim.charts.style import FAINT, INK, SMALL, house_style
from sim.charts.wording import digits, first_letter_large, percent, quoted

Report = Mapping[str, Any]

ROW, LEAST, ROWS = 0.5, 2.6, 8  # inches: a row, and the least height of both panels; and how many rows at most
NAMES, RANGE, GAP, RIGHT = 2.75, 3.6, 1.15, 0.4  # inches: names, the panel of ranges, what stands between the panels, the right margin
WAY_TITLE = WIDTH - RIGHT - MARGIN - NAMES - RANGE - GAP
OWN, NEW, BAND = "#0072b2", "#d55e00", "#f2f2f2"
TYPED = 3


def inversion(report: Report) -> Figure:
    """The picture of an answer. report: as ``Inversion.as_dict`` gives it."""
    rows = shown(report)
    high = max(LEAST, ROW * len(rows))
    with house_style():
        page = sheet("inversion", finding(report), notes(report), whose(report), (high,), MARGIN, UNDER_NUMBERS)
        (place,) = page.panels
        box = place.get_position()
        place.remove()
        left, right = MARGIN + NAMES, MARGIN + NAMES + RANGE + GAP
        ranges(page.figure.add_axes((left / WIDTH, box.y0, RANGE / WIDTH, box.height)), rows)
        way(page.figure.add_axes((right / WIDTH, box.y0, (WIDTH - RIGHT - right) / WIDTH, box.height)), report)
    return page.figure


def shown(report: Report) -> dict[str, Any]:
    """The parameters that move most, in their order."""
    moved = sorted(report["parameters"], key=lambda name: -abs(report["parameters"][name]["step"]))[:ROWS]
    return {name: one for name, one in report["parameters"].items() if name in moved}


def ranges(axes: Axes, rows: Mapping[str, Any]) -> None:
    """A row for each parameter: its range from left to right, the scenario's value and the new one."""
    for row, (name, one) in enumerate(rows.items()):
        if row % 2 == 0:
            axes.axhspan(row - 0.5, row + 0.5, color=BAND, linewidth=0, zorder=0)
        own, new = one["place"], one["place"] + one["step"]
        axes.plot((0, 1), (row, row), color=FAINT, linewidth=1, alpha=0.5, zorder=1)
        if one["step"]:
            axes.annotate("", (new, row), (own, row), arrowprops={"arrowstyle": "-|>", "color": NEW, "linewidth": 2, "shrinkA": 0, "shrinkB": 0})
        axes.plot([own], [row], marker="o", color=OWN, markersize=7.5, markerfacecolor="white", markeredgewidth=1.8, linestyle="none", zorder=3)
        said = f"{digits(one['scenario'], TYPED)} → {digits(one['changed'], TYPED)}" if one["step"] else f"stays at {digits(one['scenario'], TYPED)}"
        words: dict[str, Any] = {"transform": axes.get_yaxis_transform(), "ha": "right", "fontsize": SMALL}
        axes.text(-0.04, row, clipped(name, NAMES - 0.2, 1), va="bottom", color=INK, **words)
        axes.text(-0.04, row + 0.04, said, va="top", color=NEW if one["step"] else FAINT, **words)
    ends = [0.0, 1.0, *(one["place"] for one in rows.values())]
    axes.set_xlim(min(ends) - 0.05, max(ends) + 0.05)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_yticks([])
    axes.set_xticks([0, 0.5, 1], ["low end", "", "high end"])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("Place in the prior range")


def way(axes: Axes, report: Report) -> None:
    """The probability on the straight way from the scenario to the change, and a quarter beyond."""
    parts = [point["part"] for point in report["way"]]
    value, low, high = ([100 * point[end] for point in report["way"]] for end in ("value", "low", "high"))
    level = 100 * report["level"]
    axes.axhline(level, color=INK, linewidth=1.2, linestyle=(0, (4, 2)))
    axes.plot(parts, value, color=OWN, marker="o", markersize=4.5, linewidth=1.8)
    axes.vlines(parts, low, high, color=OWN, linewidth=1.2)
    here = parts.index(1.0)
    axes.plot([1.0], [value[here]], marker="D", color=NEW, markersize=8, zorder=4)
    axes.set_xlim(-0.05, max(parts) + 0.05)
    axes.set_ylim(0, min(100.0, 1.15 * max(*high, level)))
    axes.set_xticks([0, 0.5, 1] if len(parts) > 1 else [1], ["as it is", "half way", "the change"] if len(parts) > 1 else ["as it is"])
    axes.set_xlabel("On the straight way to the change")
    axes.set_ylabel("Share of runs (%)")
    axes.set_title(clipped(first_letter_large(report["words"]), WAY_TITLE, 1), loc="left", fontsize=SMALL, fontweight="bold", pad=7)
    axes.text(0.01, level, "level", transform=axes.get_yaxis_transform(), va="bottom", ha="left", fontsize=SMALL, color=INK)


def whose(report: Report) -> str:
    """Whose numbers these are."""
    return f"{report['title']} · {report['runs']:,} runs of {report['days']:,} days at the change · seed\u00a0{report['seed']}"


def finding(report: Report) -> str:
    """What the answer is, in a sentence."""
    what, level = quoted(report["words"]), f"{'over' if report['above'] else 'under'} {told(report['level'])}"
    if report["verdict"] == "already there":
        return f"{what} comes in {percent(report['before']['value'])} of runs as it is, {level} already"
    if report["verdict"] == "out of reach":
        return f"No setting was found within the ranges that brings {what} {level} of runs; the best found has {percent(report['after']['value'])}"
    changes = list(report["changes"].items())
    how = f"{len(changes)} parameters" if len(changes) > 2 else " and ".join(f"{name} at {digits(value, TYPED)}" for name, value in changes)
    about = "about " if report["verdict"] == "about reached" else ""
    from_to = f"from {percent(report['before']['value'])} to {percent(report['after']['value'])} of runs"
    return f"{how}: the smallest change found that brings {what} {about}{level}, {from_to}"


def told(level: float) -> str:
    """A level as it was asked for.

    >>> told(0.5), told(0.005)
    ('50%', '0.5%')
    """
    return f"{100 * level:g}%"


def notes(report: Report) -> str:
    """How to read it."""
    parts = ["Left: open circles are the scenario, arrows lead to the change; each range is on the scale of its prior."]
    if report["distance"]:
        distance = digits(report["distance"], TYPED)
        parts.append(f"The change is {distance} long, in units of prior ranges.")
        parts.append("Right: all changing together, on luck that the search has not met; bars are 95% intervals.")
    tried = report["smaller_changes"]
    if tried["tried"]:
        clear = "none" if not tried["clearly_reach_it"] else f"{tried['clearly_reach_it']}"
        parts.append(f"Of {tried['tried']} smaller changes, at most nine tenths as long, {clear} clearly reached the level.")
    more = len(report["parameters"]) - ROWS
    if more > 0:
        parts.append(f"{more} more parameters are in the table.")
    return " ".join(parts)
