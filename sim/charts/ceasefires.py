"""Do ceasefires hold: how soon agreements collapse in the model, beside ceasefires that were observed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.analysis.survival import Incidence
from sim.charts import wording
from sim.charts.calendar import lasting
from sim.charts.sheet import LEADING, UNDER_NUMBERS, sheet, width, wrapped
from sim.charts.style import DASHES, MARKERS, OBSERVED, SMALL, TEXT, house_style, ladder_colours
from sim.charts.wording import percent, quoted
from sim.observed import SOURCE, UKRAINE, UKRAINE_OPEN, WORLD_OPEN, Observed, observed
from sim.result import Result

ENOUGH, AT_RISK = 10, 5
A_MONTH = 30
BESIDE = 3.35
IN_THE_KEY = {
    UKRAINE_OPEN: "Ukraine 2014–20, general and open-ended",
    UKRAINE: "Ukraine 2014–20, all",
    WORLD_OPEN: "World 1989–2020, general and open-ended",
}
IN_A_SENTENCE = {UKRAINE_OPEN: "general open-ended ceasefires in Ukraine, 2014–20", UKRAINE: "ceasefires in Ukraine, 2014–20"}
LOOKS: dict[str, dict[str, Any]] = {
    UKRAINE_OPEN: {"color": OBSERVED, "marker": "^", "linestyle": (0, (1, 1.6))},
    UKRAINE: {"color": OBSERVED, "marker": "o", "linestyle": (0, (4, 2))},
    WORLD_OPEN: {"color": "#888888", "marker": "s", "linestyle": (0, (6, 1.5, 1.5, 1.5))},
}
KEY: dict[str, Any] = {"frameon": False, "handlelength": 3.2, "labelspacing": 0.5, "borderaxespad": 0, "alignment": "left"}


@dataclass(frozen=True, eq=False)
class Curve:
    """Agreements on one rung: how many, the curve of collapses, and the last day on which enough were still in force."""

    number: int
    rung: str
    count: int
    broken: Incidence
    last: int

    def holding(self, day: int) -> float:
        """Share that has not collapsed by a day."""
        return 1 - float(self.broken.share[day])


def survival(result: Result) -> Figure:
    """The share of agreements that have not collapsed, by days in force, against observed ceasefires."""
    curves = drawn(result)
    longest = max(A_MONTH, result.scenario.days)
    with house_style():
        rows = sum(len(label.split("\n")) for label in (*map(str, names(result, curves)), *observed_names())) + 4
        tall = max(4.3, rows * SMALL * LEADING + 0.4)
        page = sheet("survival", finding(result, curves), notes(), result, (tall,), BESIDE, UNDER_NUMBERS)
        axes = page.panels[0]
        simulated = [line(axes, curve, len(result.rungs)) for curve in curves]
        seen = [points(axes, observed()[name], longest, LOOKS[name]) for name in LOOKS]
        lasting(axes, longest)
        axes.set_ylim(0, 102)
        axes.set_ylabel("Share that has not collapsed (%)")
        key(axes, simulated, names(result, curves), seen)
    return page.figure


def drawn(result: Result) -> list[Curve]:
    """Rungs with enough agreements, as far as enough of them were still in force."""
    found = []
    for number, rung in enumerate(result.rungs):
        count, broken = int(result.endings[number].sum()), result.broken(rung)
        lasted = np.flatnonzero(broken.at_risk >= AT_RISK)
        if count >= ENOUGH and lasted.size and lasted[-1] >= 1:
            found.append(Curve(number, rung, count, broken, int(lasted[-1])))
    return found


def line(axes: Axes, curve: Curve, rungs: int) -> Line2D:
    """One simulated curve with its 95% band; a mark where it stops."""
    colour, upto = ladder_colours(rungs)[curve.number], slice(1, curve.last + 1)  # a logarithmic scale begins with day 1
    days, broken = curve.broken.days[upto], curve.broken
    axes.fill_between(days, 100 * (1 - broken.high[upto]), 100 * (1 - broken.low[upto]), step="post", color=colour, alpha=0.22, linewidth=0)
    dashes, marker = DASHES[curve.number % len(DASHES)], MARKERS[curve.number % len(MARKERS)]
    style: dict[str, Any] = {"color": colour, "linestyle": dashes, "marker": marker, "markersize": 8, "markevery": [-1]}
    shares = 100 * (1 - broken.share[upto])
    (made,) = axes.step(days, shares, where="post", clip_on=False, zorder=3, **style)
    return made


def points(axes: Axes, seen: Observed, longest: int, looks: dict[str, Any]) -> Line2D:
    """Observed shares at the days of the table, joined by a thin line to guide the eye."""
    within = seen.days <= longest
    hollow: dict[str, Any] = {"markersize": 6, "markerfacecolor": "white", "linewidth": 1.3}
    (made,) = axes.plot(seen.days[within], 100 * seen.share[within], clip_on=False, zorder=2, **looks, **hollow)
    return made


def key(axes: Axes, simulated: list[Line2D], labels: list[str], seen: list[Line2D]) -> None:
    """What each line is, to the right of the panel."""
    looks = {**KEY, "title_fontproperties": {"weight": "bold", "size": TEXT}}
    nothing = Line2D([], [], linestyle="none")
    above = axes.legend(
        simulated or [nothing], labels or ["too few agreements"], loc="upper left", bbox_to_anchor=(1.03, 1.05),
        title="Simulated, with 95% band" if simulated else "Simulated", **looks,
    )  # fmt: skip
    axes.add_artist(above)
    axes.legend(seen, observed_names(), loc="lower left", bbox_to_anchor=(1.03, -0.05), title="Observed", **looks)


def names(result: Result, curves: list[Curve]) -> list[str]:
    """Labels of the simulated curves."""
    return [labelled(wording.called(result.label(curve.rung), 50), curve.count) for curve in curves]


def observed_names() -> list[str]:
    """Labels of the observed curves."""
    return [labelled(words, observed()[name].count) for name, words in IN_THE_KEY.items()]


def labelled(words: str, count: int) -> str:
    """A label with the number of agreements behind it, in as many lines as it takes."""
    room = BESIDE - 4.4 * SMALL / 72 - 0.25
    lines, number = wrapped(words, room, SMALL), f"(n = {count:,})"
    fits = width(f"{lines[-1]} {number}", SMALL) <= room
    return "\n".join([*lines[:-1], f"{lines[-1]} {number}"] if fits else [*lines, number])


def finding(result: Result, curves: list[Curve]) -> str:
    """How many of the most lasting kind of agreement hold for a month, and how many did in Ukraine."""
    if not curves:
        return "Too few agreements to say whether they hold"
    agreements = result.scenario.situation.agreements
    chosen = max(curves, key=lambda curve: (agreements[curve.rung].coverage == 1, term(result, curve.rung), curve.count))
    name = UKRAINE_OPEN if agreements[chosen.rung].days == "open" else UKRAINE
    seen = observed()[name]
    day = max(int(day) for day in seen.days if day <= min(chosen.last, A_MONTH))
    held = float(seen.share[list(seen.days).index(day)])
    said = f"{wording.days(day)} after signing, {percent(chosen.holding(day))} of {quoted(result.label(chosen.rung))} agreements have not collapsed"
    return f"{said}; of {IN_A_SENTENCE[name]}, {percent(held)} had not" if agreements[chosen.rung].coverage == 1 else said


def term(result: Result, rung: str) -> float:
    """How long an agreement is meant to last, in days."""
    days = result.scenario.situation.agreements[rung].days
    return float("inf") if days == "open" else float(days)


def notes() -> str:
    """What is counted, and where the observed curves come from."""
    return (
        "Simulated curves: expiry and replacement are competing ends, not collapses (Aalen–Johansen); a curve ends, with its mark, where "
        f"fewer than {AT_RISK} agreements are left, and kinds with fewer than {ENOUGH} agreements are left out. Observed curves: Kaplan–Meier "
        f"from {SOURCE}, with expiry and replacement censored and unclear ends counted as collapses."
    )
