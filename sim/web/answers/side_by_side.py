"""Many values of a knob in one batch, on the same luck: about as quick as one value alone, as a day costs the same however many runs there are."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence

import numpy as np

from sim import registry
from sim.model import Talks
from sim.record import Outcomes
from sim.result import Result
from sim.scenario import Scenario


def results(scenario: Scenario, names: Sequence[str], values: Sequence[float], runs: int, seed: int) -> Iterator[Result]:
    """For each value of some parameters the runs that it brings, as ``sim.run`` plays them. How long agreements lasted is not kept apart."""
    vary = {name: np.repeat(np.array(values, dtype=np.float64), runs) for name in names}
    numbers = np.tile(np.arange(1, runs + 1), len(values))
    model = Talks(scenario, seed, numbers, registry.followed(scenario.situation.parties, {}), vary=vary)
    outcomes = Outcomes(model)
    model.observers.append(outcomes)
    with registry.blaming():
        for _ in range(scenario.days):
            model.step()
    model.close_down()
    columns, endings, at_rung = outcomes.columns(model), outcomes.endings, outcomes.at_rung
    del model, outcomes
    gc.collect()  # agents and model point at each other
    for place, value in enumerate(values):
        own = {name: column[place * runs : (place + 1) * runs] for name, column in columns.items()}
        yield Result(scenario.set_all(dict.fromkeys(names, value)), seed, own, np.zeros_like(endings), np.zeros_like(at_rung), {})
