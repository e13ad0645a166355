"""A question for a class: what the model answers, with its interval, and what it answers when a student moves the knob."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from sim.analysis import estimates
from sim.analysis.estimates import Estimate
from sim.result import OUTCOMES, Result
from sim.runs import run
from sim.scenario import Scenario
from sim.scenario.complaining import shortened
from sim.scenario.naming import WHOLE_RUN
from sim.web.answers.describing import called
from sim.web.answers.headline import at_rest
from sim.web.answers.side_by_side import results, shapes_the_batch
from sim.web.meaning import Setting, scenario_of, within
from sim.web.refusing import RefusedError, near, shown
from sim.web.rooms.question import Knob, nearest, places, whole_places
from sim.words import row, say

HUNDRED = 100.0
AT_REST = "at_rest"
OF_THE_YEAR = ("ceasefire_of_a_month", "mediator_left", "red_line_dropped")
Told = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """What a class is asked: a share of the runs of an ensemble, and the parameter that may be moved, if there is one."""

    setting: Setting
    measure: str
    knob: str

    @property
    def usual(self) -> Setting:
        """The same without the change."""
        return dataclasses.replace(self.setting, meant=dataclasses.replace(self.setting.meant, values=()))


def measures(scenario: Scenario) -> list[str]:
    """The shares of runs that can be asked for."""
    return [AT_REST, *(f"outcome.{name}" for name in OUTCOMES), *(f"reached.{rung}" for rung in scenario.situation.agreements), *OF_THE_YEAR]


def prepared(asked: Asked, work: int) -> dict[str, Any]:
    """Everything about a question: what it is made of, the model's answer, the answer without the change, and the knob."""
    scenario, usual = (within(scenario_of(one.meant), one, work) for one in (asked.setting, asked.usual))
    if asked.measure not in measures(scenario):
        raise RefusedError(say("answers.one_of", name="measure", what=shown(asked.measure), known=row(measures(scenario))))
    found = knob(scenario, usual, asked.knob) if asked.knob else None
    changed = [name for name, _ in asked.setting.meant.values]
    kind, _, name = asked.measure.partition(".")
    told = {
        "title": scenario.title,
        "days": scenario.days,
        "runs": asked.setting.runs,
        "measure": {"kind": kind, "name": labelled(scenario, name) if kind == "reached" else name},
        "changes": [{**described(scenario, name), "was": usual.parameters[name].value} for name in changed],
        "before": answered(usual, asked) if changed else None,
    }
    return {"told": told, "model": answered(scenario, asked), "knob": found}


def tried(asked: Asked, work: int, names: tuple[str, ...], values: tuple[float, ...]) -> list[Told]:
    """What the model answers when the knob is elsewhere, at each of some values."""
    scenario, setting = within(scenario_of(asked.setting.meant), asked.setting, work), asked.setting
    return [out_of_a_hundred(measured(found, asked.measure)) for found in results(scenario, names, values, setting.runs, setting.seed)]


def answered(scenario: Scenario, asked: Asked) -> Told:
    """A share of runs with its interval, out of a hundred."""
    return out_of_a_hundred(measured(run(scenario, asked.setting.runs, asked.setting.seed, panel=0), asked.measure))


def measured(result: Result, measure: str) -> Estimate:
    """The number of a result that is asked for."""
    return estimates.probability(AT_REST, at_rest(result)) if measure == AT_REST else result.summary[measure]


def out_of_a_hundred(found: Estimate) -> Told:
    """A share and its interval as a class speaks of them."""
    return {name: None if value is None else HUNDRED * value for name, value in (("value", found.value), ("low", found.low), ("high", found.high))}


def knob(scenario: Scenario, usual: Scenario, name: str) -> Knob:
    """The parameter that a class may move, with the values it can have."""
    if name not in usual.parameters:
        raise RefusedError(say("answers.class.no_parameter", name=shortened(name), near=near(name, usual.names)))
    found = usual.parameters[name]
    value, low, high = (number(one) for one in (found.value, found.low, found.high))
    if value is None or low is None or high is None:
        raise RefusedError(say("answers.class.no_number", name=name))
    if name in WHOLE_RUN:
        raise RefusedError(say("answers.class.length", name=name))
    now = number(scenario.parameters[name].value)
    asked, whole = value if now is None else now, found.kind == "integer"
    values = whole_places(low, high, value, (value, asked)) if whole else places(low, high, value)
    alone = shapes_the_batch(scenario, (name,))
    return Knob((name,), described(scenario, name), values, nearest(values, value), nearest(values, asked), alone)


def number(value: Any) -> float | None:
    """A plain number, or None."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def described(scenario: Scenario, name: str) -> Told:
    """A parameter in words: whose it is, what it means, in which unit, and its value."""
    found, owner = scenario.parameters[name], name.split(".")[0]
    return {
        "name": name,
        "owner": labelled(scenario, owner) if owner in scenario.situation.parties else "",
        "short": called(name.split(".")[-1]),
        "meaning": found.meaning,
        "unit": found.unit,
        "value": found.value,
    }


def labelled(scenario: Scenario, name: str) -> str:
    """How a party or an agreement is called."""
    return {**scenario.situation.parties, **scenario.situation.agreements}[name].label or called(name)
