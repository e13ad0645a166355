"""Before and now on the same luck: the paired differences of ``sim.compare``, with their intervals."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.comparison import Pair
from sim.comparison.numbers import Number
from sim.comparison.pair import common_names
from sim.result import Result
from sim.web.answers.headline import at_rest

SHOWN = ("outcome", "reached", "days_at_peace", "ceasefire_of_a_month", "mediator_left", "red_line_dropped", "cynical", "violations", "trust_end")


def differences(before: Result, after: Result) -> dict[str, Any]:
    """Every number that both have, before and now, and the change with its interval; how many runs end otherwise than before."""
    if before.scenario.days != after.scenario.days:
        return {"rows": [], "days": before.scenario.days}
    never = np.zeros(before.runs, dtype=np.int32)
    pair = Pair("before", "now", before, after, never, common_names([before, after]))
    found = [{"number": name, **numbers(one.before, one.after, one.change)} for name, one in pair.differences.items() if name.split(".")[0] in SHOWN]
    first, second = (Number("at rest", at_rest(result)) for result in (before, after))
    return {
        "at_rest": numbers(first.value, second.value, first.difference(second)),
        "rows": found,
        "changed": pair.changed.value,
        "labels": labels(pair),
        "same": pair.same,
    }


def numbers(before: float | None, after: float | None, change: Any) -> dict[str, Any]:
    """One difference; share says whether it is counted in points of a per cent."""
    return {
        "before": before,
        "after": after,
        "change": change.value,
        "low": change.low,
        "high": change.high,
        "share": change.kind != "mean",
        "clear": change.low is not None and change.high is not None and (change.low > 0 or change.high < 0),
    }


def labels(pair: Pair) -> dict[str, str]:
    """What rungs and belligerents are called in print, by their names in names of numbers."""
    rungs = {rung: pair.after.label(rung) for rung in pair.after.rungs}
    return rungs | {name: pair.words[role] for role, name in pair.names.items()}
