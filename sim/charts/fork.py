"""A fork: what is in force day by day, in the run up to the day of the fork and in its continuations under every setting."""

from __future__ import annotations

from collections.abc import Iterable

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from sim.charts import wording
from sim.charts.at_a_glance import pile
from sim.charts.calendar import calendar
from sim.charts.comparison import finding as change
from sim.charts.labels import clipped
from sim.charts.sheet import LEFT, UNDER_DATES, WIDTH, heading, sheet
from sim.charts.style import INK, SMALL, house_style, ladder_colours
from sim.charts.wording import percent
from sim.comparison import Comparison
from sim.result import OUTCOMES, Result

TALL, LOW, FEW, BESIDE = 1.55, 1.2, 3, 2.95  # inches: a panel of few and of many settings, and room beside it
ACROSS, LINE = 3, 0.24  # the key: so many agreements on a line, and its height in inches
MOST_NAMED = 4  # outcomes beside a panel


def fork(compared: Comparison, run: int, day: int) -> Figure:
    """Panels one above the other: the share of continuations at each rung, by day. compared: the continuations under every setting."""
    results = list(compared.results.items())
    with house_style():
        tall, key = (TALL if len(results) <= FEW else LOW), LINE * -(-len(compared.before.rungs) // ACROSS)
        heights = (tall,) * len(results)
        page = sheet("fork", finding(compared, run, day), notes(compared, run, day), whose(compared, run, day), heights, BESIDE, UNDER_DATES + key)
        for axes, (name, result) in zip(page.panels, results, strict=True):
            in_force(axes, result, day)
            heading(axes, wording.called(compared.label(name), 90) if name != compared.reference else compared.reference.capitalize())
            odds(axes, result)
        last = page.panels[-1].get_position().y0 * page.figure.get_figheight()
        names_of_rungs(page.figure, compared.before, last - UNDER_DATES - key + 0.1)
        calendar(page.panels[-1], compared.before)
    return page.figure


def in_force(axes: Axes, result: Result, day: int) -> None:
    """Areas that pile up to all agreements in force, the highest rung at the bottom; a line where the history forks."""
    pile(axes, result)
    axes.axvline(day, color=INK, linewidth=1.6)
    axes.set_ylim(0, 100)
    axes.set_yticks([0, 50, 100])
    axes.set_ylabel("Share (%)")


def odds(axes: Axes, result: Result) -> None:
    """How the continuations end, the most frequent first, beside the panel."""
    shares = {name: result.summary[f"outcome.{name}"].value or 0.0 for name in OUTCOMES}
    often = sorted((name for name in OUTCOMES if shares[name] > 0), key=lambda name: -shares[name])[:MOST_NAMED]
    lines = [f"{percent(shares[name])} {name}" for name in often]
    axes.text(1.03, 0.98, "\n".join(lines), transform=axes.transAxes, va="top", ha="left", fontsize=SMALL, color=INK, linespacing=1.35)


def names_of_rungs(figure: Figure, result: Result, bottom: float) -> None:
    """Which colour is which agreement. bottom: of the key, in inches."""
    handles = [Patch(color=colour, linewidth=0) for colour in ladder_colours(len(result.rungs))]
    labels = [clipped(result.label(rung), WIDTH / ACROSS - 0.6, 1) for rung in result.rungs]
    figure.legend(
        handles, labels, ncols=ACROSS, loc="lower left", bbox_to_anchor=(LEFT / WIDTH, bottom / figure.get_figheight()), frameon=False,
        borderaxespad=0, borderpad=0, handlelength=0.9, handletextpad=0.5, labelspacing=0.35, columnspacing=1.6,
    )  # fmt: skip


def finding(compared: Comparison, run: int, day: int) -> str:
    """What changes most."""
    return f"Run {run} from day {day} on. {change(compared)}".replace("of runs", "of continuations").replace(" scenarios", " settings")


def whose(compared: Comparison, run: int, day: int) -> str:
    """Whose continuations these are."""
    result = compared.before
    count = "1 continuation" if result.runs == 1 else f"{result.runs:,} continuations"
    said = f"run {run}, from day {day} on {count} under each setting · seed {result.seed}".replace(" ", "\u00a0")
    return f"{result.scenario.title} · {said}"


def notes(compared: Comparison, run: int, day: int) -> str:
    """How to read it."""
    return (
        f"Left of the line: what was in force in run {run}, the same in all. From day {day} on: the share of continuations with each agreement in "
        f"force (white: none), highest agreement at the bottom. Continuation k meets the same luck under every setting. "
        f"Beside: how they end{more(compared.results.values())}."
    )


def more(results: Iterable[Result]) -> str:
    """That not all ways to end are named."""
    ways = max(sum(bool(result.summary[f"outcome.{name}"].value) for name in OUTCOMES) for result in results)
    return f", the {MOST_NAMED} most frequent ways" if ways > MOST_NAMED else ""
