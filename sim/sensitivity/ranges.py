"""Which parameters are varied, and from where to where: the priors of the calibration, or what is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sim.calibration.inputs import PRIORS, Prior, entries, faults_of_range, refuse, shipped
from sim.scenario import Scenario, ScenarioError
from sim.scenario.complaining import shortened
from sim.scenario.overrides import unknown
from sim.scenario.varying import SAME, can_vary

GIVEN = "given"  # the source of a range that was asked for


def priors(scenario: Scenario) -> dict[str, Prior]:
    """Every parameter of a scenario that has a prior range, by name."""
    free = set(can_vary(scenario.data))
    return {name: Prior(name=name, **said) for name, said in entries(shipped(PRIORS), "priors", dict).items() if name in free}


def usual(scenario: Scenario) -> list[str]:
    """The article's knobs: the time pressure of both sides, the defender's trust, and the attacker's advantage in resources."""
    attacker, defender = (scenario.situation.role(role)[0] for role in ("attacker", "defender"))
    return [f"{attacker}.time_pressure", f"{defender}.time_pressure", f"{defender}.trust", f"{attacker}.resources"]


def every(scenario: Scenario, asked: Iterable[str] = ()) -> list[str]:
    """All parameters with a prior range, after those that are asked for, which may have another."""
    texts = list(asked)
    named = {name_of(text) for text in texts}
    return [*texts, *(name for name in priors(scenario) if name not in named)]


def ranges(scenario: Scenario, asked: Iterable[str]) -> list[Prior]:
    """The ranges of parameters, each asked for as NAME, which has a prior range, or NAME=LOW:HIGH. Raises ScenarioError for each fault."""
    texts, known = list(asked), priors(scenario)
    names = [name_of(text) for text in texts]
    twice = [f"{name} is varied twice." for name in dict.fromkeys(names) if names.count(name) > 1]
    refuse([*twice, *(fault for text in dict.fromkeys(texts) for fault in faults(scenario, text, known))])
    return [one(text, known) for text in texts]


def name_of(text: str) -> str:
    """The name in NAME or NAME=LOW:HIGH."""
    return text.partition("=")[0].strip()


def one(text: str, known: dict[str, Prior]) -> Prior:
    """A range that has no fault. One that was asked for is on the scale of the prior, if there is one that its ends allow."""
    name, prior = name_of(text), known.get(name_of(text))
    if prior is not None and "=" not in text:
        return prior
    low, high = bounds(text)
    scale = prior.scale if prior is not None and low > 0 else "even"
    return Prior(name, low, high, scale, GIVEN)


def bounds(text: str) -> tuple[float, float]:
    """The ends in NAME=LOW:HIGH. Raises ValueError if they are no numbers."""
    low, colon, high = text.partition("=")[2].partition(":")
    if not colon:
        raise ValueError(text)
    return float(low), float(high)


def faults(scenario: Scenario, text: str, known: dict[str, Prior]) -> Iterator[str]:
    """What is wrong with one of the parameters that are asked for."""
    name = name_of(text)
    if name not in scenario.names:
        yield unknown(name, scenario.data)
    elif name not in can_vary(scenario.data):
        yield f"{name} {SAME}."
    elif "=" not in text:
        if name not in known:
            yield f"{name} has no prior range here; give it one, as in {name}=LOW:HIGH."
    else:
        yield from faults_of_bounds(scenario, name, text)


def faults_of_bounds(scenario: Scenario, name: str, text: str) -> Iterator[str]:
    """What is wrong with a range that was asked for."""
    try:
        low, high = bounds(text)
    except ValueError:
        yield f"{shortened(text)}: write a range as two numbers with a colon between them, as in {name}=LOW:HIGH."
        return
    yield from faults_of_range(scenario, name, {"low": low, "high": high})


def notes(scenario: Scenario, varied: Iterable[Prior]) -> list[str]:
    """What a reader should know of the ranges: the scenario's own value lies outside, or an event ends the variation."""
    said = []
    for prior in varied:
        value = scenario.get(prior.name)
        if value is not None and not prior.low <= value <= prior.high:
            said.append(f"{prior.name} is {value:g} in the scenario, outside of the range {prior.low:g} to {prior.high:g}.")
        days = [event.day for event in scenario.situation.events if prior.name in event.set]
        if days:
            said.append(f"{prior.name} varies up to day {min(days)} only, when an event sets it.")
    return said


def check_count(varied: list[Prior]) -> None:
    """Indices compare parameters; there should be at least one. Raises ScenarioError."""
    if not varied:
        raise ScenarioError("there is no parameter to vary: name one, as in --vary NAME=LOW:HIGH.")
