"""The days below a panel, numbered and dated."""

from __future__ import annotations

import datetime
import itertools

from matplotlib.axes import Axes

from sim.happenings import Course
from sim.result import Result

STEPS = (1, 2, 5, 10, 15, 30, 60, 90, 120, 180, 365, 730)
TICKS = 8
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # whatever the language of the computer
PLAIN_DAYS = (1, 2, 4, 7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650)


def calendar(axes: Axes, result: Result | Course) -> None:
    """Days since the start, with their dates; the year stands where it is new."""
    ticks = ticks_for(result.scenario.days)
    dates = [result.scenario.situation.start + datetime.timedelta(days=day) for day in ticks]
    years = [str(dates[0].year), *(str(later.year) if later.year != earlier.year else "" for earlier, later in itertools.pairwise(dates))]
    words = [f"{day}\n{date.day} {MONTHS[date.month - 1]}\n{year}".rstrip() for day, date, year in zip(ticks, dates, years, strict=True)]
    axes.set_xticks(ticks, words)
    axes.set_xlim(0, result.scenario.days)
    axes.set_xlabel("Days since the start, with dates", labelpad=2)


def ticks_for(days: int) -> list[int]:
    """At most eight round days.

    >>> ticks_for(1), ticks_for(365)
    ([0, 1], [0, 60, 120, 180, 240, 300, 360])
    """
    step = next((step for step in STEPS if days // step < TICKS), STEPS[-1])
    return list(range(0, days + 1, step))


def lasting(axes: Axes, longest: int) -> None:
    """Days in force on a logarithmic scale, with plain numbers: two-day truces and long freezes are both legible."""
    axes.set_xscale("log")
    axes.set_xlim(1, longest)
    ticks = [day for day in PLAIN_DAYS if day <= longest]
    axes.set_xticks(ticks, [str(day) for day in ticks])
    axes.set_xticks([], minor=True)
    axes.set_xlabel("Days since it came into force (logarithmic scale)")
