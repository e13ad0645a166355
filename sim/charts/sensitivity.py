"""Sensitivity, from its report (``sensitivity.json``): the indices of every parameter, and what each does from end to end of its range."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.charts.side_panels import panels
from sim.charts.style import FAINT, INK, SMALL, house_style
from sim.charts.wording import digits, first_letter_large, percent, quoted

Report = Mapping[str, Any]
FIRST, TOTAL = "#0072b2", "#d55e00"  # blue and vermillion of Okabe and Ito (2008); the marks differ too
ROWS = 14  # parameters at most in a picture
ASIDE = 0.17  # how far the marks of a row stand apart, in rows
EDGES = (-0.15, 1.15)  # of the indices' panels
TYPED = 4  # significant digits of a range
LEADERS = 2  # parameters named as those that matter most
NOBODY = "no single parameter"
NOTES_OF_INDICES = (
    "First order: the share of an outcome's variance that goes if the parameter alone is known. Total: the share that stays if all others are. "
    "The gap between them is interaction. Variance of the expected outcome, luck taken out, over the ranges under the names. Lines: 95% intervals, "
    "over the choice of settings and luck, cut at the edge; an estimate may fall below 0 by chance."
)
NOTES_OF_ENDS = (
    "One parameter at a time, all else as in the scenario, whose own outcome is the upright line. Lines through the marks: 95% intervals of the "
    "paired difference from the scenario on the same luck; most are narrower than the mark. What parameters do together is not in this "
    "picture: the total indices hold it."
)


def indices(report: Report) -> Figure:
    """First-order and total index of every parameter for every outcome, with 95% intervals."""
    rows = most(report, clearly)
    notes = f"{NOTES_OF_INDICES}{left_out(report, 'in the order of the lower ends of their total indices')}"
    key = {"first order": line(FIRST, "o", FIRST), "total, with all interactions": line(TOTAL, "D", "white")}
    with house_style():
        figure, made = panels("sensitivity", finding_of_indices(report), notes, whose(report), under(report, rows), words(report), key)
        for axes, outcome in zip(made, report["outcomes"].values(), strict=True):
            axes.set_xlim(*EDGES)
            axes.set_xticks((0, 0.5, 1), ("0", "½", "1"))
            axes.axvline(0, color=INK, linewidth=1, zorder=1)
            axes.set_xlabel("Share of variance", fontsize=SMALL)
            if outcome["indices"] is None:
                axes.text(0.5, (len(rows) - 1) / 2, "not told\napart\nfrom luck", ha="center", va="center", fontsize=SMALL, color=FAINT)
                continue
            for row, name in enumerate(rows):
                found = outcome["indices"][name]
                point(axes, row - ASIDE, found["first"], 0.0, key["first order"])
                point(axes, row + ASIDE, found["total"], 0.0, key["total, with all interactions"])
    return figure


def tornado(report: Report) -> Figure:
    """Every outcome at both ends of every parameter's range, all else as in the scenario."""
    rows = most(report, far)
    notes = f"{NOTES_OF_ENDS}{left_out(report, 'in the order of their effects')}"
    key = {"at the low end": line(FIRST, "o", "white"), "at the high end": line(TOTAL, "D", TOTAL), "scenario": upright()}
    with house_style():
        figure, made = panels("tornado", finding_of_ends(report), notes, ran(report), under(report, rows), words(report), key)
        for axes, outcome in zip(made, report["outcomes"].values(), strict=True):
            scale, own = (100.0 if outcome["share_of_runs"] else 1.0), outcome["at_the_scenario"]
            axes.axvline(scale * own, color=INK, linewidth=1.2, zorder=1)
            for row, name in enumerate(rows):
                one = outcome["ends"][name]
                axes.plot((scale * one["at_low"], scale * one["at_high"]), (row, row), color=FAINT, linewidth=5, alpha=0.35, zorder=1.5)
                point(axes, row, one["low"], own, key["at the low end"], scale)
                point(axes, row, one["high"], own, key["at the high end"], scale)
            axes.margins(x=0.1)
            axes.set_xlabel(unit(outcome), fontsize=SMALL)
    return figure


# Marks


def line(colour: str, marker: str, inside: str) -> Line2D:
    """What a mark looks like."""
    return Line2D([], [], color=colour, marker=marker, markersize=6.5, markerfacecolor=inside, linestyle="-", linewidth=1.6)


def upright() -> Line2D:
    """The line of the scenario itself."""
    return Line2D([], [], color=INK, marker="|", markersize=13, markeredgewidth=1.2, linestyle="none")


def point(axes: Axes, height: float, found: Mapping[str, Any], own: float, like: Line2D, scale: float = 1.0) -> None:
    """A number with its interval, which counts from ``own``."""
    value, low, high = (own + (found["value"] if found[end] is None else found[end]) for end in ("value", "low", "high"))
    colour, marker, inside = like.get_color(), like.get_marker(), like.get_markerfacecolor()
    axes.plot((scale * low, scale * high), (height, height), color=colour, linewidth=1.6, solid_capstyle="butt", zorder=2)
    axes.plot([scale * value], [height], color=colour, marker=marker, markersize=6.5, markerfacecolor=inside, linestyle="none", zorder=3)


def unit(outcome: Report) -> str:
    """What a panel counts in."""
    if outcome["share_of_runs"]:
        return "% of runs"
    said = outcome["words"]
    return "Days a run" if "days" in said else "Trust, 0 to 1" if "trust" in said else "Number a run"


# What is shown


def most(report: Report, measure: Callable[[Report, str], float]) -> list[str]:
    """The parameters that matter most for any outcome by some measure, first those that matter most."""
    measured = {name: max(measure(outcome, name) for outcome in report["outcomes"].values()) for name in report["parameters"]}
    return sorted(measured, key=lambda name: -measured[name])[:ROWS]


def clearly(outcome: Report, name: str) -> float:
    """How much of an outcome's variance a parameter makes up at least: the lower end of its total index."""
    return float(outcome["indices"][name]["total"]["low"]) if outcome["indices"] else -1.0


def far(outcome: Report, name: str) -> float:
    """How far a parameter alone moves an outcome, as a share of the farthest that any does; what luck explains does not count."""
    effects = {other: abs(one["change"]["value"]) if is_clear(one["change"]) else 0.0 for other, one in outcome["ends"].items()}
    return effects[name] / (max(effects.values()) or 1.0)


def left_out(report: Report, order: str) -> str:
    """How many parameters have no row."""
    more = len(report["parameters"]) - ROWS
    if more <= 0:
        return ""
    return f" The {ROWS} parameters that matter most for any outcome, {order}; {more} more {'is' if more == 1 else 'are'} in the table."


def under(report: Report, rows: Sequence[str]) -> dict[str, str]:
    """The range of each parameter."""
    found = {name: report["parameters"][name] for name in rows}
    return {name: f"{digits(one['low'], TYPED)} to {digits(one['high'], TYPED)}" for name, one in found.items()}


def words(report: Report) -> list[str]:
    """What each panel is about."""
    return [first_letter_large(outcome["words"]) for outcome in report["outcomes"].values()]


def whose(report: Report) -> str:
    """Whose numbers these are, and how they can be had again."""
    return f"{report['title']} · {report['settings']:,} settings of {report['runs']:,} runs, {report['days']:,} days · seed\u00a0{report['seed']}"


def ran(report: Report) -> str:
    """The same for the ends of ranges."""
    ends = 1 + 2 * len(report["parameters"])
    return f"{report['title']} · {ends:,} settings of {report['runs_of_ends']:,} runs, {report['days']:,} days · seed\u00a0{report['seed']}"


# What is said


def leaders(outcome: Report) -> list[str]:
    """The parameter with the largest total index, and those that its interval does not tell apart from it."""
    totals = {name: one["total"] for name, one in outcome["indices"].items()}
    first = max(totals, key=lambda name: totals[name]["value"])
    return [first, *(name for name, one in totals.items() if name != first and one["high"] >= totals[first]["low"])]


def finding_of_indices(report: Report) -> str:
    """Which parameter matters most for which outcome."""
    by_first: dict[str, list[str]] = {}
    for outcome in report["outcomes"].values():
        if outcome["indices"] is not None:
            by_first.setdefault(who(leaders(outcome)), []).append(quoted(outcome["words"]))
    if not by_first:
        return f"No outcome is clearly moved by the {len(report['parameters'])} parameters within their ranges"
    known = sum(len(outcomes) for outcomes in by_first.values())
    if list(by_first) == [NOBODY]:
        which = by_first[NOBODY][0] if known == 1 else f"any of the {known} outcomes"
        return f"No single parameter matters most for {which}"
    return f"What matters most: {'; '.join(f'{names} for {listed(outcomes, known)}' for names, outcomes in by_first.items())}"


def who(names: Sequence[str]) -> str:
    """Those who matter most, or that they are many."""
    return " or ".join(sorted(names)) if len(names) <= LEADERS else NOBODY


def listed(outcomes: Sequence[str], known: int) -> str:
    """Outcomes in a sentence."""
    if len(outcomes) == known and known > LEADERS:
        return f"all {known} outcomes"
    return " and ".join(outcomes) if len(outcomes) <= LEADERS else f"{', '.join(outcomes[:-1])} and {outcomes[-1]}"


def finding_of_ends(report: Report) -> str:
    """Which parameter alone moves the first outcome most, from where to where."""
    outcome = next(iter(report["outcomes"].values()))
    name = max(outcome["ends"], key=lambda name: abs(outcome["ends"][name]["change"]["value"] or 0.0))
    one, span, what = outcome["ends"][name], report["parameters"][name], quoted(outcome["words"])
    if not is_clear(one["change"]):
        return f"No parameter alone moves {what} by more than luck explains"
    low, high = (told(outcome, one[end]) for end in ("at_low", "at_high"))
    of_runs = " of runs" if outcome["share_of_runs"] else ""
    ends = f"{low} at {digits(span['low'], TYPED)} to {high}{of_runs} at {digits(span['high'], TYPED)}"
    if len(report["parameters"]) == 1:
        return f"{name} moves {what} from {ends}"
    return f"Of {len(report['parameters'])} parameters {name} alone moves {what} most: from {ends}"


def is_clear(change: Report) -> bool:
    """Whether an interval leaves no room for nothing."""
    return change["low"] is not None and (change["low"] > 0 or change["high"] < 0)


def told(outcome: Report, value: float) -> str:
    """An outcome in a sentence."""
    return percent(value) if outcome["share_of_runs"] else f"{value:.1f}"


PICTURES: dict[str, Callable[[Report], Figure]] = {"sensitivity": indices, "tornado": tornado}
