"""Trust, blame and pressure over time."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts import bands
from sim.charts.calendar import calendar
from sim.charts.labels import Label, beside
from sim.charts.sheet import Sheet, heading, sheet
from sim.charts.style import ATTACKER, DEFENDER, INK, house_style
from sim.charts.wording import called, first_letter_large, movement, percent
from sim.result import Result

DASHED = (0, (6, 1.8))


def moods(result: Result) -> Figure:
    """How trust, blame and pressure move; without a mediator there is only trust."""
    mediated = bool(result.scenario.situation.role("mediator"))
    heights = (1.45, 1.45, 1.45) if mediated else (3.2,)
    with house_style():
        page = sheet("moods", finding(result, mediated), notes(result, mediated), result, heights, beside=2.75)
        trust(page, page.panels[0], result)
        if mediated:
            blame(page, page.panels[1], result)
            pressure(page, page.panels[2], result)
        calendar(page.panels[-1], result)
    return page.figure


def sides(result: Result) -> tuple[tuple[str, str, object], tuple[str, str, object]]:
    """Name, colour and line of each belligerent."""
    return (result.attacker, ATTACKER, "-"), (result.defender, DEFENDER, DASHED)


def state(result: Result, name: str) -> np.ndarray:
    """Bands of a state in per cent, shape (5, days + 1)."""
    return 100 * bands.quantiles(result.panel[name])


def trust(page: Sheet, axes: Axes, result: Result) -> None:
    """Trust of each belligerent in the other."""
    both(page, axes, result, "trust", "{}")
    axes.set_ylabel("Probability (%)")
    heading(axes, "Trust: the probability each side gives the other of keeping its word")


def blame(page: Sheet, axes: Axes, result: Result) -> None:
    """The share of blame that the mediator puts on the defender."""
    found = state(result, "blame")
    bands.draw(axes, found, INK)
    scale(axes, float(found[4].max()))
    axes.set_ylabel("Share (%)")
    heading(axes, "Blame: share that the mediator puts on the defender")
    beside(page, axes, [Label(float(found[2, -1]), f"on {called(result.label(result.defender))}", INK)])


def pressure(page: Sheet, axes: Axes, result: Result) -> None:
    """The cost of war that the mediator lays on each."""
    both(page, axes, result, "pressure", "on {}")
    axes.set_ylabel("Stake (%)")
    heading(axes, "Pressure: cost of war that the mediator adds, as a share of the stake")


def both(page: Sheet, axes: Axes, result: Result, name: str, words: str) -> None:
    """A state of both belligerents, each named at the end of its line."""
    labels, top = [], 0.0
    for party, colour, line in sides(result):
        found = state(result, f"{name}_{party}")
        bands.draw(axes, found, colour, line)
        labels.append(Label(float(found[2, -1]), words.format(called(result.label(party))), colour))
        top = max(top, float(found[4].max()))
    scale(axes, top)
    beside(page, axes, labels)


def scale(axes: Axes, top: float) -> None:
    """From nothing to what the bands need."""
    axes.set_ylim(0, 1.08 * top if top > 0.5 else 1)
    axes.locator_params(axis="y", nbins=4)


def mediator(result: Result) -> str:
    """Name of the mediator."""
    return result.scenario.situation.role("mediator")[0]


def notes(result: Result, mediated: bool) -> str:
    """What lines and bands are."""
    if not mediated:
        return f"There is no mediator, so there is no blame and no pressure. {bands.said(result)}"
    who = called(result.label(mediator(result)))
    return f"Mediator: {who}; once it has left, it presses nobody. {bands.said(result)} Scales differ between panels."


def finding(result: Result, mediated: bool) -> str:
    """Where trust goes, and who is pressed most."""
    attacker, defender = (called(result.label(name), 32) for name in (result.attacker, result.defender))
    ways = [movement(*np.quantile(result.panel[f"trust_{name}"][[0, -1]], 0.5, axis=1)) for name in (result.attacker, result.defender)]
    said = f"{bands.middle(result)} the trust of {attacker} in {defender} {ways[0]}, that of {defender} in {attacker} {ways[1]}"
    return first_letter_large(f"{said}; {hardest(result)}" if mediated else said)


def hardest(result: Result) -> str:
    """On whom, when and how much the median pressure is greatest."""
    medians = {name: np.median(result.panel[f"pressure_{name}"], axis=1) for name in (result.attacker, result.defender)}
    most = max(medians, key=lambda name: float(medians[name].max()))
    if medians[most].max() <= 0:
        return "the mediator presses neither side"
    day = int(np.argmax(medians[most]))
    return f"pressure is greatest on {called(result.label(most), 32)}, {percent(float(medians[most][day]))} of the stake on day {day}"
