"""Many values of a knob on the same luck: in one batch where it may differ within one, as a day costs the same however many runs there are."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence

import numpy as np

from sim import registry
from sim.model import Talks
from sim.record import Outcomes
from sim.result import Result
from sim.runs import run
from sim.scenario import Scenario
from sim.scenario.varying import can_vary


def shapes_the_batch(scenario: Scenario, names: Sequence[str]) -> bool:
    """Whether one of some parameters has to be the same in all runs of a batch, as whole numbers have to be."""
    return not set(names) <= set(can_vary(scenario.data))


def results(scenario: Scenario, names: Sequence[str], values: Sequence[float], runs: int, seed: int) -> Iterator[Result]:
    """For each value of some parameters the runs that it brings, as ``sim.run`` plays them. How long agreements lasted may not be kept apart."""
    return (one_by_one if shapes_the_batch(scenario, names) else together)(scenario, names, values, runs, seed)


def one_by_one(scenario: Scenario, names: Sequence[str], values: Sequence[float], runs: int, seed: int) -> Iterator[Result]:
    """Each value in a batch of its own."""
    for value in values:
        yield run(scenario.set_all(dict.fromkeys(names, value)), runs, seed, panel=0)


def together(scenario: Scenario, names: Sequence[str], values: Sequence[float], runs: int, seed: int) -> Iterator[Result]:
    """All values in one batch."""
    vary = {name: np.repeat(np.array(values, dtype=np.float64), runs) for name in names}
    numbers = np.tile(np.arange(1, runs + 1), len(values))
    model = Talks(scenario, seed, numbers, registry.followed(scenario.situation.parties, {}), vary=vary)
    outcomes = Outcomes(model)
    model.observers.append(outcomes)
    model.play_to(scenario.days)
    columns, endings, at_rung = outcomes.columns(model), outcomes.endings, outcomes.at_rung
    del model, outcomes
    gc.collect()  # agents and model point at each other
    for place, value in enumerate(values):
        own = {name: column[place * runs : (place + 1) * runs] for name, column in columns.items()}
        yield Result(scenario.set_all(dict.fromkeys(names, value)), seed, own, np.zeros_like(endings), np.zeros_like(at_rung), {})
