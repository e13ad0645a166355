"""Settings of a scenario in one batch, each on the same luck: a day costs nearly the same however many runs there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from sim.model import Talks
from sim.observer import Observer
from sim.record import Outcomes
from sim.result import ENDINGS, Result
from sim.scenario import Scenario
from sim.scenario.naming import parameters
from sim.scenario.varying import can_vary
from tests.ensembles import SEED

Setting = Mapping[str, float]


class Apart(Outcomes):
    """Outcomes that keep apart how long agreements lasted in each setting."""

    def __init__(self, model: Talks, settings: int) -> None:
        super().__init__(model)
        self.setting = np.repeat(np.arange(settings), model.runs.size // settings)
        self.apart = np.zeros((settings, *self.endings.shape), dtype=np.int64)

    def end(self, model: Talks, runs: np.ndarray, how: str) -> None:
        lasted = model.day - model.table.signed_day[runs]
        np.add.at(self.apart, (self.setting[runs], model.table.rung[runs], lasted, ENDINGS.index(how)), 1)


def own(values: np.ndarray, place: int, settings: int) -> np.ndarray:
    """What belongs to one setting of values by run, their last axis."""
    return np.split(values, settings, axis=-1)[place]


def side_by_side(scenario: Scenario, settings: Sequence[Setting], runs: int, seed: int, observers: Sequence[Observer] = ()) -> Talks:
    """A model whose runs 1, 2, ... come in each setting in turn, one setting after the other; not yet stepped."""
    names = {name for setting in settings for name in setting}
    vary = {name: np.repeat([float(setting.get(name, scenario.get(name))) for setting in settings], runs) for name in names}
    return Talks(scenario, seed, np.tile(np.arange(1, runs + 1), len(settings)), observers=observers, vary=vary)


def results(scenario: Scenario, settings: Sequence[Setting], runs: int, seed: int = SEED, observers: Sequence[Observer] = ()) -> list[Result]:
    """The runs of a scenario in each setting, the same as if it were played alone; without daily states. Observers hear of all at once."""
    model = side_by_side(scenario, settings, runs, seed, observers)
    outcomes = Apart(model, len(settings))
    model.observers.append(outcomes)
    model.play_to(scenario.days)
    columns, found = outcomes.columns(model), list[Result]()
    for place, setting in enumerate(settings):
        kept: dict[str, Any] = {name: own(column, place, len(settings)) for name, column in columns.items()}
        chosen = scenario.set_all(setting) if setting else scenario
        found.append(Result(chosen, seed, kept, outcomes.apart[place], np.zeros_like(outcomes.at_rung), {}))
    return found


Batch = tuple[Scenario, dict[str, Setting]]  # a scenario, and its settings by the digest of what they make of it


def batches(scenarios: Iterable[Scenario]) -> list[Batch]:
    """Scenarios in as few batches as can be: each beside the first from which it differs in nothing but numbers that may vary."""
    found: list[Batch] = []
    for scenario in {scenario.digest: scenario for scenario in scenarios}.values():
        for first, settings in found:
            setting = difference(first, scenario)
            if setting is not None:
                settings[scenario.digest] = setting
                break
        else:
            found.append((scenario, {scenario.digest: {}}))
    return found


def difference(scenario: Scenario, other: Scenario) -> Setting | None:
    """The numbers that make a scenario another; nothing if numbers that may vary within a batch do not."""
    here, there = parameters(scenario.data), parameters(other.data)
    shared = [name for name in can_vary(scenario.data) if name in there]
    pairs = {name: (scenario.find(here[name]), other.find(there[name])) for name in shared}
    values = {name: after for name, (before, after) in pairs.items() if before != after}
    if any(None in pairs[name] for name in values):
        return None
    return values if scenario.set_all(values).digest == other.digest else None
