"""The year at a glance: what is in force on each day, and how soon each rung of the ladder is reached."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts import wording
from sim.charts.calendar import calendar
from sim.charts.labels import Label, beside
from sim.charts.sheet import Sheet, heading, sheet
from sim.charts.style import DASHES, FAINT, SMALL, house_style, ladder_colours
from sim.charts.wording import percent, quoted
from sim.result import Result

ROUND = (1, 2, 5, 10, 20, 50, 100)


def year(result: Result) -> Figure:
    """The share of runs at each rung, day by day, and the share that has reached each rung."""
    notes = "White: nothing in force. A higher agreement takes the place of a lower one, so each run counts once a day in the upper panel."
    with house_style():
        lower = max(2.5, 0.44 * len(result.rungs))
        page = sheet("year", finding(result), f"{notes} Beside the lower panel: the share of runs that reach each agreement, and the median day on which they do.", result, (2.2, lower), beside=2.75)
        upper, below = page.panels
        in_force(page, upper, result)
        reached(page, below, result)
        calendar(below, result)
    return page.figure


def in_force(page: Sheet, axes: Axes, result: Result) -> None:
    """Areas that pile up to all agreements in force, the highest rung at the bottom."""
    shares = 100 * result.at_rung[:, :-1] / result.runs
    days, floor = np.arange(shares.shape[0]), np.zeros(shares.shape[0])
    colours = ladder_colours(len(result.rungs))
    for number in reversed(range(len(result.rungs))):
        axes.fill_between(days, floor, floor + shares[:, number], step="post", color=colours[number], linewidth=0)
        floor = floor + shares[:, number]
    top = next(limit for limit in ROUND if limit >= min(100.0, 1.02 * float(floor.max())))
    axes.set_ylim(0, top)
    axes.set_ylabel("Share of runs (%)")
    heading(axes, "In force on the day" + (f" (the scale ends at {top}%)" if top < 100 else ""))
    words = f"Day {result.scenario.days}:\nan agreement is in force\nin {percent(float(floor[-1]) / 100)} of runs, nothing in\nforce in {percent(1 - float(floor[-1]) / 100)} (white)"
    axes.text(1.03, 0.98, words, transform=axes.transAxes, va="top", ha="left", fontsize=SMALL, color=FAINT, linespacing=1.3)


def reached(page: Sheet, axes: Axes, result: Result) -> None:
    """Curves of the share of runs that have reached each rung at least once."""
    colours, labels = ladder_colours(len(result.rungs)), []
    days = np.arange(result.scenario.days + 1)
    for number, rung in enumerate(result.rungs):
        first = result.columns[f"first_{rung}"]
        came = np.sort(first[first > 0])
        shares = 100 * np.searchsorted(came, days, side="right") / result.runs
        axes.step(days, shares, where="post", color=colours[number], linestyle=DASHES[number % len(DASHES)], clip_on=False)
        labels.append(Label(float(shares[-1]), f"{wording.called(result.label(rung), 60)}\n{how_soon(came, result.runs)}", colours[number]))
    axes.set_ylim(0, 100)
    axes.set_ylabel("Share of runs (%)")
    heading(axes, "Reached at least once by the day")
    beside(page, axes, labels)


def how_soon(came: np.ndarray, runs: int) -> str:
    """How many runs reached a rung, and when."""
    if not came.size:
        return "never reached"
    if runs == 1:
        return f"reached on day {int(came[0])}"
    return f"{percent(came.size / runs)}, median day {float(np.median(came)):.0f}"


def finding(result: Result) -> str:
    """How far up the ladder most runs come, and what is in force at the end."""
    came = np.array([result.columns[f"first_{rung}"] > 0 for rung in result.rungs])
    if not came.any():
        return f"No agreement is reached in {wording.days(result.scenario.days)}" + (" in any run" if result.runs > 1 else "")
    if result.runs == 1:
        return f"This run comes as far as {quoted(result.label(result.rungs[int(np.flatnonzero(came[:, 0])[-1])]))}; {at_the_end(result)}"
    return f"{how_far(result, came)}; {at_the_end(result)}"


def how_far(result: Result, came: np.ndarray) -> str:
    """The highest rung that at least half of the runs reach, and how many go beyond. came: shape (rungs, runs)."""
    shares = came.mean(axis=1)
    common = np.flatnonzero(shares >= 0.5)
    if not common.size:
        top = int(np.argmax(shares))
        return f"No agreement is reached by most runs; {quoted(result.label(result.rungs[top]))}, the most frequent, is reached by {percent(shares[top])}"
    top = int(common[-1])
    beyond = came[top + 1 :].any(axis=0).mean() if top + 1 < len(came) else None
    said = f"{percent(shares[top])} of runs reach {quoted(result.label(result.rungs[top]))}"
    if beyond is None:
        return said
    return f"{said} and {'none reaches' if beyond == 0 else f'{percent(float(beyond))} reach'} a higher agreement"


def at_the_end(result: Result) -> str:
    """What is in force on the last day."""
    last, day = result.at_rung[-1, :-1], result.scenario.days
    if not last.any():
        return f"on day {day} nothing is in force" + (" in any run" if result.runs > 1 else "")
    if result.runs == 1:
        return f"on day {day} {quoted(result.label(result.rungs[int(np.argmax(last))]))} is in force"
    return f"on day {day} an agreement is in force in {percent(float(last.sum()) / result.runs)}"
