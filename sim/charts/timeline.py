"""One run as a timeline: what is offered and in force on the ladder, how agreements are kept, what else happens, and the pressure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.legend_handler import HandlerTuple
from matplotlib.lines import Line2D

from sim.charts.calendar import calendar
from sim.charts.labels import Label, apart, beside, size
from sim.charts.sheet import Sheet, heading, sheet
from sim.charts.style import ATTACKER, DEFENDER, INK, SMALL, house_style, ladder_colours
from sim.charts.tempers import scale
from sim.charts.wording import called
from sim.charts.wording import days as days_of
from sim.happenings import Atrocity, Conduct, Course, Deadline, LineFall, Occasion, Offer, Proposal, Signing

BESIDE, ROW, TURNS, KEY = 2.75, 0.5, 0.5, 0.28  # inches
ABOVE, BELOW, BAR = 0.29, -0.29, 0.24  # in a row of height 1: where the attacker and the defender offer, and how tall a bar is
TALL, SHORT = 0.74, 0.3  # of a violation that is blamed, and of one that is denied
LETTER = 0.13  # inches that a letter takes
ROOMY, FINEST = 500, 0.45  # days for which there is room, and how small marks may become
DASHED = (0, (6, 1.8))
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MEANING = {"A": "atrocity", "D": "deadline let pass", "L": "mediator leaves", "R": "red line falls", "E": "event"}


def timeline(course: Course) -> Figure:
    """One run: offers, answers and agreements on the ladder; violations; turns of events; and the mediator's pressure."""
    mediated = bool(course.scenario.situation.role("mediator"))
    turned = turns(course)
    heights = (KEY, ROW * len(course.rungs), TURNS * (3 if turned else 2), *((1.1,) if mediated else ()))
    with house_style():
        page = sheet("timeline", finding(course), notes(mediated), course, heights, BESIDE)
        key, ladder, kept, *last = page.panels
        explain(key, course, mediated)
        agreements(page, ladder, course)
        offers(ladder, course)
        violations(page, kept, course, turned)
        if mediated:
            pressure(page, last[0], course)
        calendar(page.panels[-1], course)
    return page.figure


def sides(course: Course) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    """Name, colour and mark of each belligerent."""
    return (course.attacker, ATTACKER, "^"), (course.defender, DEFENDER, "v")


# The key


def explain(axes: Axes, course: Course, mediated: bool) -> None:
    """What the marks stand for: a row for offers and, with a mediator, one for its proposals."""
    attacker, defender = (called(course.label(party), 16) for party in (course.attacker, course.defender))
    above: list[tuple[Any, str]] = [
        ((mark("^", ATTACKER),), f"{attacker} offers"),
        ((mark("v", DEFENDER),), f"{defender} offers"),
        ((mark("^", INK, hollow=True),), "hollow: cynical"),
        ((ring(), mark("^", INK)), "ringed: accepted"),
    ]
    below: list[tuple[Any, str]] = [
        ((table(ATTACKER, DEFENDER),), "mediator’s proposal: both accept"),
        ((table(ATTACKER, None),), f"{attacker} alone"),
        ((table(None, DEFENDER),), f"{defender} alone"),
        ((table(None, None),), "neither"),
    ]
    shown = [pair for both in zip(above, below, strict=True) for pair in both] if mediated else above  # a legend fills column by column
    axes.set_axis_off()
    looks: dict[str, Any] = {"frameon": False, "borderaxespad": 0, "handletextpad": 0.3, "columnspacing": 1.2, "handlelength": 1.4}
    overlaid, corner = {tuple: HandlerTuple(ndivide=1)}, (0, 1 + 0.15 / KEY)
    handles, words = [handle for handle, _ in shown], [word for _, word in shown]
    axes.legend(handles, words, loc="upper left", bbox_to_anchor=corner, ncols=4, fontsize=SMALL, handler_map=overlaid, **looks)


def mark(shape: str, colour: str, hollow: bool = False) -> Line2D:
    """An offer."""
    return Line2D(
        [], [], linestyle="none", marker=shape, color=colour, markerfacecolor="white" if hollow else colour, markersize=8, markeredgewidth=1.5
    )


def ring() -> Line2D:
    """What is put around an offer that is accepted."""
    return Line2D([], [], linestyle="none", marker="o", markerfacecolor="none", markeredgecolor=INK, markersize=14, markeredgewidth=1.6)


def table(attacker: str | None, defender: str | None) -> Line2D:
    """The mediator's proposal: its left half filled if the attacker accepts, its right half if the defender does."""
    halves: dict[str, Any] = {"markerfacecolor": attacker or "white", "markerfacecoloralt": defender or "white", "fillstyle": "left"}
    return Line2D([], [], linestyle="none", marker="D", markersize=9, markeredgecolor=INK, markeredgewidth=1.2, **halves)


# The ladder


def agreements(page: Sheet, axes: Axes, course: Course) -> None:
    """A row for each rung, the highest at the top, with a bar for each agreement."""
    colours, labels = ladder_colours(len(course.rungs)), []
    signed = Counter(signing.rung for signing in course.of(Signing))
    for number, rung in enumerate(course.rungs):
        axes.axhline(number, color="#eeeeee", linewidth=0.8, zorder=0)
        spells = [(since, ended - since) for name, since, ended in course.in_force() if name == rung]
        axes.broken_barh(spells, (number + 0.5 - BAR / 2, BAR), color=colours[number], linewidth=0.8, zorder=2)
        labels.append(Label(number + 0.5, f"{called(course.label(rung), 44)}\n{how_often(signed[rung], spells)}", colours[number], leads=False))
    rows(axes, len(course.rungs))
    heading(axes, "What is offered (marks) and what is in force (bars)")
    beside(page, axes, labels, lines=2)


def how_often(signed: int, spells: list[tuple[int, int]]) -> str:
    """How often an agreement was signed, and for how many days it was in force."""
    if not signed:
        return "never signed"
    return f"{signed} signed, {days_of(sum(lasted for _, lasted in spells))} in all"


def rows(axes: Axes, count: int) -> None:
    """A panel of rows of height 1."""
    axes.set_ylim(0, count)
    axes.set_yticks([])
    axes.grid(axis="y", visible=False)


def offers(axes: Axes, course: Course) -> None:
    """Offers of the belligerents above and below the middle of a row, the mediator's proposals in it."""
    fine = fineness(course.days)
    height = {rung: number + 0.5 for number, rung in enumerate(course.rungs)}
    looks = {party: (colour, shape, place) for (party, colour, shape), place in zip(sides(course), (ABOVE, BELOW), strict=True)}
    for offer in course.of(Offer):
        if offer.rung is not None:
            colour, shape, place = looks[offer.who]
            put(axes, mark(shape, colour, hollow=offer.cynical), offer.day, height[offer.rung] + place, fine)
            if offer.accepted:
                put(axes, ring(), offer.day, height[offer.rung] + place, fine)
    for proposal in course.of(Proposal):
        attacker, defender = (colour if proposal.yes[party] else None for party, colour, _ in sides(course))
        put(axes, table(attacker, defender), proposal.day, height[proposal.rung], fine)


def put(axes: Axes, line: Line2D, day: float, height: float, size_of_marks: float) -> None:
    """A mark at its place."""
    line.set_data([day], [height])
    line.set_zorder(3)
    line.set_clip_on(False)
    line.set_markersize(float(line.get_markersize()) * size_of_marks)
    axes.add_line(line)


def fineness(days: int) -> float:
    """How much smaller marks are drawn where years leave little room for each."""
    return float(np.clip(np.sqrt(ROOMY / days), FINEST, 1.0))


# Violations and turns of events


def violations(page: Sheet, axes: Axes, course: Course, turned: list[tuple[int, str]]) -> None:
    """A row for each side's violations, and one for what else happens, by letters."""
    labels, base = [], 1 if turned else 0
    for row, (party, colour, _) in zip((base + 1, base), sides(course), strict=True):
        broken = [(each.day, party in each.attributed) for each in course.of(Conduct) if party in each.violated]
        for day, blamed in broken:
            axes.plot((day, day), (row + 0.1, row + 0.1 + (TALL if blamed else SHORT)), color=colour, linewidth=1.6, solid_capstyle="butt")
        caught = sum(blamed for _, blamed in broken)
        words = f"{called(course.label(party), 44)}\n{f'{days_of(len(broken))}, blamed for {caught}' if broken else 'none'}"
        labels.append(Label(row + 0.5, words, colour, leads=False))
    rows(axes, base + 2)
    if turned:
        meant = (f"{letter}: {MEANING[letter]}" for letter in dict.fromkeys(letter for _, letter in turned))
        named = letters(page, axes, course, turned)
        labels.append(Label(0.5, ", ".join(meant) if named else f"{len(turned):,} turns, too many to name", INK, leads=False))
    heading(axes, f"Violations (tall: blamed; short: denied){' and turns of events' if turned else ''}")
    beside(page, axes, labels, lines=3)


def turns(course: Course) -> list[tuple[int, str]]:
    """Days on which something else happens, with its letter."""
    found = []
    for happening in course.happenings:
        if isinstance(happening, Deadline):
            found.append((happening.day, "L" if happening.leaves else "D"))
        for kind, letter in ((Atrocity, "A"), (LineFall, "R"), (Occasion, "E")):
            if isinstance(happening, kind):
                found.append((happening.day, letter))
    return found


def letters(page: Sheet, axes: Axes, course: Course, turned: list[tuple[int, str]]) -> bool:
    """Turns of events as letters in the lowest row, moved apart, each under a line at its day. Returns whether there is room for letters."""
    wide = size(page, axes)[1]
    for day, _ in turned:
        axes.plot((day, day), (0.78, 0.98), color=INK, linewidth=1.2, clip_on=False)
    if len(turned) * LETTER > wide:
        return False
    wanted = np.array([day * wide / course.days for day, _ in turned])
    places = apart(wanted, np.full(len(turned), LETTER), wide) * course.days / wide
    for (_, letter), place in zip(turned, places, strict=True):
        axes.text(place, 0.36, letter, ha="center", va="center", fontsize=SMALL, fontweight="bold")
    return True


# Pressure


def pressure(page: Sheet, axes: Axes, course: Course) -> None:
    """The cost of war that the mediator adds."""
    labels, top = [], 0.0
    for (party, colour, _), line in zip(sides(course), ("-", DASHED), strict=True):
        values = 100 * np.asarray(course.states[f"pressure_{party}"], dtype=np.float64)
        axes.plot(np.arange(values.size), values, color=colour, linestyle=line)
        labels.append(Label(float(values[-1]), f"on {called(course.label(party))}", colour))
        top = max(top, float(values.max()))
    scale(axes, top)
    axes.set_ylabel("Stake (%)")
    heading(axes, "Pressure: cost of war that the mediator adds, as a share of the stake")
    beside(page, axes, labels)


# What it says


def finding(course: Course) -> str:
    """What was signed, and how many of the offers were cynical."""
    return f"Run {course.run}: {deals(course)}; {cynical(course)}"


def deals(course: Course) -> str:
    """How many agreements of each kind were signed, and how long ceasefires lasted."""
    signed = Counter(course.kind(signing.rung) for signing in course.of(Signing))
    if not signed:
        return f"nothing is signed in {days_of(course.days)}"
    found = []
    for kind in ("limited deal", "short truce", "ceasefire", "settlement"):
        longest = max((ended - since for rung, since, ended in course.in_force() if course.kind(rung) == kind), default=0)
        lasting = f" of {days_of(longest)}" if signed[kind] == 1 else f" (the longest of {days_of(longest)})"
        if signed[kind]:
            told = lasting if kind in ("ceasefire", "settlement") and longest else ""
            found.append(f"{number(signed[kind])} {kind}{'s' if signed[kind] > 1 else ''}{told}")
    return row_of(found)


def cynical(course: Course) -> str:
    """How many of the offers of each side were cynical."""
    found = []
    for party in (course.attacker, course.defender):
        made = [offer.cynical for offer in course.of(Offer) if offer.who == party and offer.rung is not None]
        if made:
            how_many = f"all {len(made)}" if all(made) and len(made) > 1 else f"{sum(made) or 'none'} of {len(made)}"
            found.append(f"{how_many} by {called(course.label(party), 32)}")
    return f"of the offers, {row_of(found)} are cynical" if found else "nobody makes an offer"


def number(count: int) -> str:
    """A small count in words."""
    return WORDS[count] if count < len(WORDS) else str(count)


def row_of(words: Iterable[str]) -> str:
    """Words in a row."""
    *some, last = words
    return f"{', '.join(some)} and {last}" if some else last


def notes(mediated: bool) -> str:
    """How to read it."""
    proposals = " What both accept of the mediator’s proposals is signed." if mediated else ""
    cynical = "A cynical offer is one whose maker would rather fight than see it kept."
    return f"{cynical}{proposals} An agreement is in force from the day after it was signed."
