"""The bargaining range: what the attacker would settle for, what the defender would concede, and whether the two meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts import bands
from sim.charts.calendar import calendar
from sim.charts.labels import Label, beside
from sim.charts.sheet import Sheet, heading, sheet
from sim.charts.style import ATTACKER, DEFENDER, INK, house_style
from sim.charts.wording import called, first_letter_large, percent
from sim.result import Result

DASHED, DOTTED = (0, (6, 1.8)), (0, (1.2, 1.6))
ROUND = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, eq=False)
class Range:
    """The attacker's least share of the stake and the most the defender concedes: bands, shape (5, days + 1); share of runs with room."""

    asked: np.ndarray
    conceded: np.ndarray
    held: np.ndarray
    open_in: np.ndarray

    @property
    def open(self) -> np.ndarray:
        """Days on which the medians leave room for a deal, shape (days + 1,)."""
        found: np.ndarray = self.asked[2] < self.conceded[2]
        return found


def ranges(result: Result) -> Range:
    """Both reservations as shares of the attacker."""
    asked = np.asarray(result.panel[f"reservation_{result.attacker}"], dtype=np.float64)
    conceded = 1 - np.asarray(result.panel[f"reservation_{result.defender}"], dtype=np.float64)
    held = np.median(np.asarray(result.panel["held"], dtype=np.float64), axis=1)
    return Range(bands.quantiles(asked), bands.quantiles(conceded), held, np.mean(asked < conceded, axis=1))


def bargaining_range(result: Result) -> Figure:
    """Both reservations over time, and where they overlap."""
    found = ranges(result)
    notes = f"A deal exists where the attacker asks less than the defender concedes. {bands.said(result)}"
    with house_style():
        page = sheet("range", finding(result, found), notes, result, (3.2, 1.0), beside=2.75)
        upper, lower = page.panels
        reservations(page, upper, result, found)
        room(page, lower, found)
        calendar(lower, result)
    return page.figure


def reservations(page: Sheet, axes: Axes, result: Result, found: Range) -> None:
    """What either side would settle for, as the attacker's share."""
    attacker, defender = (called(result.label(name)) for name in (result.attacker, result.defender))
    days = np.arange(found.held.size)
    bands.draw(axes, 100 * found.asked, ATTACKER)
    bands.draw(axes, 100 * found.conceded, DEFENDER, DASHED)
    axes.plot(days, 100 * found.held, color=INK, linestyle=DOTTED, linewidth=1.8)
    hatched: dict[str, Any] = {"facecolor": "none", "edgecolor": "#8a8a8a", "hatch": "//", "linewidth": 0}
    axes.fill_between(days, 100 * found.asked[2], 100 * found.conceded[2], where=found.open, **hatched)
    axes.set_ylabel("Share of the stake (%)")
    axes.margins(y=0.08)
    heading(axes, "Share of the stake that goes to the attacker" + (" (hatched: a deal exists)" if found.open.any() else ""))
    labels = [
        Label(100 * found.asked[2, -1], f"{attacker} asks at least", ATTACKER),
        Label(100 * found.conceded[2, -1], f"{defender} concedes at most", DEFENDER),
        Label(100 * found.held[-1], f"held by {attacker}", INK),
    ]
    beside(page, axes, labels, lines=3)


def room(page: Sheet, axes: Axes, found: Range) -> None:
    """In how many runs a deal exists."""
    shares = 100 * found.open_in
    axes.fill_between(np.arange(shares.size), shares, color="#777777", linewidth=0)
    axes.plot(np.arange(shares.size), shares, color=INK, linewidth=1.2)
    axes.set_ylim(0, next(limit for limit in ROUND if limit >= min(100.0, max(5.0, float(shares.max())))))
    axes.set_ylabel("Runs (%)")
    heading(axes, "Share of runs in which a deal exists on the day")
    beside(page, axes, [Label(float(shares[-1]), f"{percent(float(shares[-1]) / 100)} on the last day", INK)])


def finding(result: Result, found: Range) -> str:
    """Whether, and when, the medians leave room for a deal."""
    attacker, defender = (called(result.label(name)) for name in (result.attacker, result.defender))
    which = bands.middle(result)
    if not found.open.any():
        day = int(np.argmin(found.asked[2] - found.conceded[2]))
        asked, conceded = told_apart(float(found.asked[2, day]), float(found.conceded[2, day]))
        return first_letter_large(
            f"{which} no bargaining range opens: even when they are nearest, on day {day}, {attacker} asks at least {asked} of the stake "
            f"and {defender} concedes at most {conceded}"
        )
    return first_letter_large(f"{which} a bargaining range {when(found.open)}")


def when(is_open: np.ndarray) -> str:
    """The days on which something is open, in words. is_open: booleans by day.

    >>> when(np.array([True, True])), when(np.array([False, True, False, True]))
    ('is open on every day', 'first opens on day 1 and is open on 2 of the 4 days from day 0 to 3')
    """
    first, last = int(np.argmax(is_open)), is_open.size - 1
    if is_open.all():
        return "is open on every day"
    if is_open[first:].all():
        return f"opens on day {first} and stays open" if first < last else f"opens on the last day, day {first}"
    closes = first + int(np.argmin(is_open[first:]))
    if not is_open[closes:].any():
        return f"is open from day {first} to day {closes - 1} and closed after that" if closes - 1 > first else f"is open on day {first} alone"
    return f"first opens on day {first} and is open on {int(is_open.sum()):,} of the {is_open.size:,} days from day 0 to {last}"


def told_apart(share: float, another: float) -> tuple[str, str]:
    """Two shares of the stake in per cent, with as many decimals as it takes to tell them apart; they may be below nothing.

    >>> told_apart(0.384, 0.229), told_apart(0.344, 0.338), told_apart(0.02, -0.051)
    (('38%', '23%'), ('34.4%', '33.8%'), ('2%', '−5%'))
    """
    for decimals in range(4):
        found = [f"{round(100 * value, decimals) + 0.0:.{decimals}f}%".replace("-", "−") for value in (share, another)]
        if found[0] != found[1]:
            break
    return found[0], found[1]
