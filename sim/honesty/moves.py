"""By how much each parameter is moved: up and down by a tenth, one at a time."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from sim.calibration.inputs import Prior
from sim.scenario import Scenario
from sim.scenario.varying import can_vary

TENTH = 0.1
RAISE, LOWER = "raise", "lower"
ITS_VALUE, ITS_PRIOR = "its value", "its prior"
ZERO = "is 0, and where else it could lie is not declared"


@dataclass(frozen=True)
class Move:
    """One parameter, raised or lowered. ``a_tenth_of`` says what it is moved by a tenth of: its value, or the width of its prior."""

    parameter: str
    way: str
    before: float
    after: float
    a_tenth_of: str


def moves(scenario: Scenario, priors: Mapping[str, Prior]) -> list[Move]:
    """All moves that change something: a parameter at one end of its range is moved away from it only."""
    found = [move for name in can_vary(scenario.data) for move in both(scenario, name, priors.get(name))]
    return [move for move in found if move.after != move.before]


def left_out(scenario: Scenario, priors: Mapping[str, Prior]) -> dict[str, str]:
    """Numbers that are not moved, and why."""
    found = {name: ZERO for name in can_vary(scenario.data) if not both(scenario, name, priors.get(name))}
    for name, parameter in scenario.parameters.items():
        if parameter.kind == "integer":
            found[name] = "is a whole number"
        elif parameter.kind == "number" and name.startswith("agreements.") and name.endswith(".coverage"):
            found[name] = "says what the agreement is"
    return found


def both(scenario: Scenario, name: str, prior: Prior | None) -> list[Move]:
    """Up and down, within the range; nothing for a 0 without a prior."""
    value, of = float(scenario.parameters[name].value), ITS_VALUE
    step = TENTH * abs(value)
    if prior is not None and (value == 0 or leaps_over(prior, value, step)):
        step, of = TENTH * (prior.high - prior.low), ITS_PRIOR
    declared = scenario.parameters[name]
    low, high = -math.inf if declared.low is None else declared.low, math.inf if declared.high is None else declared.high
    ends = ((RAISE, min(value + step, high)), (LOWER, max(value - step, low)))
    return [Move(name, way, value, after, of) for way, after in ends] if step else []


def leaps_over(prior: Prior, value: float, step: float) -> bool:
    """Whether a step is so large that it leaves a prior to either side: then a tenth of the value says nothing of what is known."""
    return value - step < prior.low and value + step > prior.high
