"""Do ceasefires hold: how soon agreements collapse in the model, beside ceasefires that were observed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.survival import Incidence
from sim.observed import UKRAINE, UKRAINE_OPEN, WORLD_OPEN, observed
from sim.result import Result
from sim.web.answers.rounding import thousandths

ENOUGH, AT_RISK, A_MONTH = 10, 5, 30  # as in the pictures
DAILY, POINTS = 31, 60
NAMES = {"one_country_open": UKRAINE_OPEN, "one_country": UKRAINE, "world_open": WORLD_OPEN}


@dataclass(frozen=True, eq=False)
class Curve:
    """The collapses of one rung's agreements: how many there were, and the last day on which enough were in force."""

    number: int
    count: int
    broken: Incidence
    last: int

    def holding(self, day: int) -> float:
        """Share that has not collapsed by a day."""
        return 1 - float(self.broken.share[day])


def holding(result: Result) -> dict[str, Any]:
    """Curves of rungs with enough agreements, observed ones, and what the chart says."""
    found = curves(result)
    longest = max(A_MONTH, result.scenario.days)
    return {
        "longest": longest,
        "curves": [as_data(curve) for curve in found],
        "observed": [seen(key, name, longest) for key, name in NAMES.items()],
        "finding": finding(result, found),
    }


def curves(result: Result) -> list[Curve]:
    """Rungs with enough agreements, as far as enough of them were in force."""
    found = []
    for number, rung in enumerate(result.rungs):
        count, broken = int(result.endings[number].sum()), result.broken(rung)
        lasted = np.flatnonzero(broken.at_risk >= AT_RISK)
        if count >= ENOUGH and lasted.size and lasted[-1] >= 1:
            found.append(Curve(number, count, broken, int(lasted[-1])))
    return found


def as_data(curve: Curve) -> dict[str, Any]:
    """One curve on the days that are drawn."""
    days = drawn(curve.last)
    broken = curve.broken
    share = {"share": broken.share, "low": broken.high, "high": broken.low}
    return {"rung": curve.number, "count": curve.count, "days": days, **{name: thousandths(1 - values[days]) for name, values in share.items()}}


def drawn(last: int) -> list[int]:
    """Every day of the first month, and later ones ever further apart, as the scale is logarithmic.

    >>> drawn(3), len(drawn(3650)) < 100
    ([1, 2, 3], True)
    """
    later = np.geomspace(DAILY, last, POINTS).round().astype(int).tolist() if last > DAILY else []
    return sorted({*range(1, min(last, DAILY) + 1), *later, last})


def seen(key: str, name: str, longest: int) -> dict[str, Any]:
    """Observed shares at the days of the table."""
    found = observed()[name]
    within = found.days <= longest
    return {"name": key, "count": found.count, "days": found.days[within].tolist(), "share": thousandths(found.share[within])}


def finding(result: Result, found: list[Curve]) -> list[Any]:
    """How many of the most lasting kind of agreement hold for a month, and how many did in Ukraine."""
    if not found:
        return ["holding.few", {}]
    agreements = [result.scenario.situation.agreements[rung] for rung in result.rungs]
    terms = [float("inf") if rung.days == "open" else float(rung.days) for rung in agreements]
    chosen = max(found, key=lambda curve: (agreements[curve.number].coverage == 1, terms[curve.number], curve.count))
    is_open, is_total = agreements[chosen.number].days == "open", agreements[chosen.number].coverage == 1
    real = observed()[UKRAINE_OPEN if is_open else UKRAINE]
    day = max(int(day) for day in real.days if day <= min(chosen.last, A_MONTH))
    said = {"rung": result.label(result.rungs[chosen.number]), "day": day, "share": chosen.holding(day)}
    if not is_total:
        return ["holding.alone", said]
    return ["holding.open" if is_open else "holding.all", {**said, "observed": float(real.share[list(real.days).index(day)])}]
