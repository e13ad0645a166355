"""Why: the signed terms of what each agreement is worth to each belligerent on one day, and how likely it says yes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.charts.labels import clipped
from sim.charts.sheet import Sheet, sheet
from sim.charts.style import ATTACKER, DEFENDER, INK, SMALL, TEXT, house_style
from sim.charts.wording import called, first_letter_large, percent, quoted
from sim.happenings import Course, Offer, Proposal, Renewal
from sim.reasons import Ledger

TERMS = {
    "costs saved": ("#009e73", ""),
    "gains forgone": ("#e69f00", "//"),
    "balance after the pause": ("#f5ec7a", ""),
    "betrayal": ("#cc79a7", "\\\\"),
    "home front": ("#595959", ""),
}  # hues of Okabe and Ito (2008); neighbours differ in lightness or hatching too
NAMES, NUMBERS, GAP, MARGIN = 2.1, 0.86, 0.12, 0.25  # inches: names of rungs, numbers beside the bars, between the sides, at the edge
ROW, KEY, UNDER = 0.62, 0.75, 0.75
BAR, EDGE = 0.62, 1.04
PLURALS = {"costs saved", "gains forgone"}


def why(course: Course, day: int) -> Figure:
    """What each agreement is worth on a day on which something was weighed (``course.ledgers``), term by term, to both belligerents."""
    found = course.ledgers[day]
    shown = {party: found[party] for party in (course.attacker, course.defender)}
    ends = [reach(one) for sheets in shown.values() for one in sheets]
    limits = 100 * EDGE * min(low for low, _ in ends) - 0.5, 100 * EDGE * max(high for _, high in ends) + 0.5
    tall = KEY + ROW * len(course.rungs)
    with house_style():
        page = sheet("why", finding(course, day), notes(course, day), course, (tall,), MARGIN, UNDER)
        first, second = halves(page, tall)
        for axes, party, colour in ((first, course.attacker, ATTACKER), (second, course.defender, DEFENDER)):
            draw(axes, shown[party], limits, called(course.label(party), 30), colour)
        named(first, course, day)
        explain(page)
    return page.figure


def reach(ledger: Ledger) -> tuple[float, float]:
    """How far the terms against an agreement reach, and those for it."""
    return sum(min(value, 0.0) for value in ledger.terms.values()), sum(max(value, 0.0) for value in ledger.terms.values())


def halves(page: Sheet, tall: float) -> tuple[Axes, Axes]:
    """Two panels side by side, with room for the names of the rungs on the left and for numbers beside each, under the key."""
    (whole,) = page.panels
    width, height = (float(inches) for inches in page.figure.get_size_inches())
    bottom = float(whole.get_position().y0)
    whole.remove()
    wide = (width - NAMES - MARGIN - GAP) / 2 - NUMBERS
    boxes = [(left / width, bottom, wide / width, (tall - KEY) / height) for left in (NAMES, NAMES + wide + NUMBERS + GAP)]
    first = page.figure.add_axes(boxes[0])
    return first, page.figure.add_axes(boxes[1], sharey=first)


def draw(axes: Axes, sheets: Sequence[Ledger], limits: tuple[float, float], party: str, colour: str) -> None:
    """A row for each rung, the highest at the top: terms for it to the right, against it to the left, and their sum as a mark."""
    for row, ledger in enumerate(sheets):
        for sign in (1, -1):
            start = 0.0
            for term, (fill, hatch) in TERMS.items():
                value = 100 * ledger.terms.get(term, 0.0)
                if sign * value > 0:
                    axes.barh(row, value, BAR, start, color=fill, hatch=hatch, edgecolor="white", linewidth=0.6)
                    start += value
        axes.plot(100 * ledger.advantage, row, **total())
        axes.text(1.03, row, beside(ledger), transform=axes.get_yaxis_transform(), va="center", fontsize=SMALL, linespacing=1.15)
    axes.axvline(0, color=INK, linewidth=1.2)
    axes.set_xlim(limits)
    axes.set_ylim(-0.5, len(sheets) - 0.5)
    axes.set_yticks([])
    axes.grid(axis="y", visible=False)
    axes.locator_params(axis="x", nbins=6)
    axes.set_xlabel("Share of the stake (%)")
    axes.set_title(party, loc="left", fontsize=TEXT, fontweight="bold", color=colour, pad=7)


def total() -> dict[str, Any]:
    """How the sum of the terms is marked."""
    return {
        "marker": "D",
        "markersize": 8,
        "markerfacecolor": "white",
        "markeredgecolor": INK,
        "markeredgewidth": 1.8,
        "linestyle": "none",
        "zorder": 4,
    }


def beside(ledger: Ledger) -> str:
    """The sum, and how likely the side says yes."""
    worth = f"{100 * ledger.advantage:+.1f}%".replace("-", "−")
    return f"{worth}\nred line" if ledger.line_stands else f"{worth}\nyes {odds(ledger.yes)}"


def odds(probability: float) -> str:
    """A probability in little room."""
    return percent(probability).replace("under ", "<").replace("over ", ">")


def named(axes: Axes, course: Course, day: int) -> None:
    """The names of the rungs, in bold if somebody was asked about them on the day."""
    in_question = asked(course, day)
    for row, rung in enumerate(course.rungs):
        weight = "bold" if rung in in_question else "normal"
        text = clipped(course.label(rung), NAMES - 2 * MARGIN - 0.15, 2)
        axes.annotate(
            text, (0, row), (-8, 0), xycoords=axes.get_yaxis_transform(), textcoords="offset points",
            va="center", ha="right", fontsize=SMALL, fontweight=weight, linespacing=1.15, annotation_clip=False,
        )  # fmt: skip


def asked(course: Course, day: int) -> list[str]:
    """The agreements that somebody was asked about on a day."""
    return [each.rung for each in course.on(day) if isinstance(each, Offer | Proposal | Renewal) and each.rung is not None]


def explain(page: Sheet) -> None:
    """What the colours and the mark stand for."""
    handles: list[Any] = [Patch(facecolor=fill, hatch=hatch, edgecolor="white", label=term) for term, (fill, hatch) in TERMS.items()]
    handles.append(Line2D([], [], label="sum: worth against fighting on", **total()))
    handles = [handles[place] for place in (0, 3, 1, 4, 2, 5)]  # a legend fills its columns one after the other
    top = max(axes.get_position().y1 for axes in page.figure.axes) + KEY / float(page.figure.get_figheight())
    looks: dict[str, Any] = {"frameon": False, "borderaxespad": 0, "columnspacing": 1.8, "handlelength": 1.6, "fontsize": SMALL}
    page.figure.legend(handles=handles, loc="upper left", bbox_to_anchor=(MARGIN / float(page.figure.get_figwidth()), top + 0.01), ncols=3, **looks)


# What it says


def finding(course: Course, day: int) -> str:
    """What each side would rather fight than keep, and what it gains by."""
    said = [stance(course, course.ledgers[day][party]) for party in (course.attacker, course.defender)]
    return first_letter_large(f"on day {day} {said[0]}; {said[1]}")


def stance(course: Course, sheets: Sequence[Ledger]) -> str:
    """A side's stance to the whole ladder."""
    who = called(course.label(sheets[0].party), 32)
    gains, losses = [one for one in sheets if one.advantage >= 0], [one for one in sheets if one.advantage < 0]
    if not losses:
        return f"{who} gains by {'every agreement' if len(gains) > 1 else names(course, gains)}"
    heaviest = f"; {weight(losses)} weigh{'' if weight(losses) in PLURALS else 's'} most"
    if not gains:
        return f"{who} would rather fight than keep {'any agreement' if len(losses) > 1 else names(course, losses)} ({heaviest[2:]})"
    if len(gains) > len(losses):
        return f"{who} gains by every agreement but {names(course, losses)} ({heaviest[2:]})"
    return f"{who} gains by {names(course, gains)} alone (elsewhere {heaviest[2:]})"


def weight(sheets: Sequence[Ledger]) -> str:
    """The term that weighs most against some agreements; a settlement has both sides' terms, so it counts only if it is alone."""
    own = [one for one in sheets if one.bargain is None] or sheets
    against: Counter[str] = Counter()
    for one in own:
        against.update({term: -value for term, value in one.terms.items() if value < 0})
    return against.most_common(1)[0][0]


def names(course: Course, sheets: Sequence[Ledger]) -> str:
    """Some agreements by name, or if they are many by their number."""
    if len(sheets) > 2:
        return f"{len(sheets)} of {len(course.rungs)} agreements"
    return " and ".join(quoted(course.label(one.rung)) for one in sheets)


def notes(course: Course, day: int) -> str:
    """How to read it."""
    divided = any(one.bargain is not None for sheets in course.ledgers[day].values() for one in sheets)
    shared = " What divides the stake has the terms of both sides, times the own share if there is anything to divide." if divided else ""
    bold = " Bold: what somebody was asked about on the day." if asked(course, day) else ""
    return (
        "What each agreement is worth more than fighting on, by the terms of which it is made, and the probability that the side says yes, "
        f"blame for a refusal included.{shared}{bold}"
    )
