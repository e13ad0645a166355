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

ROUND = (5, 10, 20, 50, 100)
MANY_RUNGS = 8


def year(result: Result) -> Figure:
    """The share of runs at each rung, day by day, and the share that has reached each rung."""
    with house_style():
        lower = max(2.5, (0.62 if len(result.rungs) <= MANY_RUNGS else 0.44) * len(result.rungs))
        page = sheet("year", finding(result), notes(result), result, (2.2, lower), beside=2.9)
        upper, below = page.panels
        in_force(upper, result)
        reached(page, below, result)
        calendar(below, result)
    return page.figure


def in_force(axes: Axes, result: Result) -> None:
    """What is in force on each day, on a scale that ends a little above it."""
    top = next(limit for limit in ROUND if limit >= min(100.0, 1.02 * pile(axes, result)))
    axes.set_ylim(0, top)
    axes.set_ylabel("Share of runs (%)")
    heading(axes, "In force on the day" + (f" (the scale ends at {top}%)" if top < 100 else ""))
    share, of = average(result), "days" if result.runs == 1 else "all days of all runs"
    words = f"Of {of},\n{percent(share)} with an agreement\nin force (colour),\n{percent(1 - share)} with none (white)"
    axes.text(1.03, 0.98, words, transform=axes.transAxes, va="top", ha="left", fontsize=SMALL, color=FAINT, linespacing=1.3)


def pile(axes: Axes, result: Result) -> float:
    """Areas that pile up to all agreements in force, in percent of runs, the highest rung at the bottom. Returns how high they reach."""
    shares = 100 * result.at_rung[:, :-1] / result.runs
    days, floor = np.arange(shares.shape[0]), np.zeros(shares.shape[0])
    colours = ladder_colours(len(result.rungs))
    for number in reversed(range(len(result.rungs))):
        axes.fill_between(days, floor, floor + shares[:, number], step="post", color=colours[number], linewidth=0)
        floor = floor + shares[:, number]
    return float(floor.max())


def reached(page: Sheet, axes: Axes, result: Result) -> None:
    """Curves of the share of runs that have reached each rung at least once."""
    colours, labels = ladder_colours(len(result.rungs)), []
    days = np.arange(result.scenario.days + 1)
    for number, rung in enumerate(result.rungs):
        first = result.columns[f"first_{rung}"]
        came = np.sort(first[first > 0])
        shares = 100 * np.searchsorted(came, days, side="right") / result.runs
        if came.size:
            axes.step(days, shares, where="post", color=colours[number], linestyle=DASHES[number % len(DASHES)], clip_on=False)
        words = f"{wording.called(result.label(rung), 60)}\n{how_soon(came, result.runs)}"
        labels.append(Label(float(shares[-1]), words, colours[number], leads=came.size > 0))
    axes.set_ylim(0, 100)
    axes.set_ylabel("Share of runs (%)")
    heading(axes, "Reached at least once by the day")
    beside(page, axes, labels, lines=3 if len(labels) <= MANY_RUNGS else 2)


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
        return f"{'No run reaches an' if result.runs > 1 else 'This run reaches no'} agreement in {wording.days(result.scenario.days)}"
    if result.runs == 1:
        return f"This run comes as far as {quoted(result.label(result.rungs[int(np.flatnonzero(came[:, 0])[-1])]))}; {on_average(result)}"
    return f"{how_far(result, came)}; {on_average(result)}"


def how_far(result: Result, came: np.ndarray) -> str:
    """The highest rung that at least half of the runs reach, and how many go beyond. came: shape (rungs, runs)."""
    shares = came.mean(axis=1)
    common = np.flatnonzero(shares >= 0.5)
    if not common.size:
        top = int(np.argmax(shares))
        most = quoted(result.label(result.rungs[top]))
        return f"No agreement is reached by most runs; {most}, the most frequent, is reached by {percent(shares[top])}"
    top = int(common[-1])
    beyond = came[top + 1 :].any(axis=0).mean() if top + 1 < len(came) else None
    who = "every run reaches" if shares[top] == 1 else f"{percent(shares[top])} of runs reach"
    said = wording.first_letter_large(f"{who} {quoted(result.label(result.rungs[top]))}")
    if beyond is None:
        return said
    return f"{said} and {'none reaches' if beyond == 0 else f'{percent(float(beyond))} reach'} a higher agreement"


def on_average(result: Result) -> str:
    """In how many runs something is in force on an average day; a single day would depend on when the last talks were."""
    share = average(result)
    if result.runs == 1:
        return f"an agreement is in force on {percent(share)} of the days"
    return f"on an average day an agreement is in force in {percent(share)} of runs"


def average(result: Result) -> float:
    """Share of days and runs with an agreement in force; day 0 does not count."""
    return 1 - float(result.at_rung[1:, -1].mean()) / result.runs


def notes(result: Result) -> str:
    """How to read the two panels."""
    every = result.scenario.situation.talks.every
    teeth = f" Talks are held every {wording.days(every)}, hence the steps." if 1 < every < result.scenario.days else ""
    return (
        f"Upper panel: one agreement at a time, as a higher one replaces a lower one; the highest is at the bottom.{teeth} "
        "Lower panel: beside each name, the share of runs that reach it and the median day on which they do."
    )
