"""A history that goes on: the state of one run at the end of a day, taken over by many runs, each with luck of its own from then on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.dice import Dice
from sim.model import Talks
from sim.parameters import Situation
from sim.scenario import Scenario
from sim.varied import in_every_run

SPAN = 2**30  # between the luck of the continuations of neighbouring runs; far more than any ensemble has runs


def luck(run: int, continuations: np.ndarray) -> np.ndarray:
    """The run numbers whose luck the continuations of a run meet, shape (continuations,): 0 is the run's own, others belong to no ensemble.

    So continuation k of a run meets the same luck whatever else goes on beside it, under whichever scenario, and from whichever day.

    >>> luck(8, np.array([0, 1, 2])) - 8 * SPAN
    array([-8589934584,           1,           2])
    """
    return np.where(continuations == 0, run, run * SPAN + continuations)


def resumed(before: Talks, continuations: Sequence[int] | np.ndarray, scenario: Scenario | None = None) -> Talks:
    """A model whose runs all have the history of one run, and go on from there; no observer is taken over.

    before: a model of one run, between two days; it is left as it is and may go on too. continuations: their numbers, from 0, shape (n,);
    continuation 0 is that run itself. scenario: what holds from now on, with the same parties and agreements, and up to today the same
    events; by default that of ``before``.
    """
    if before.runs.size != 1:
        raise ValueError(f"a history to go on from is a model of one run, but this has {before.runs.size}")
    scenario, numbers = scenario or before.story_of, np.asarray(continuations, dtype=np.int64)
    vary = {name: in_every_run(values, numbers.size) for name, values in before.vary.items()}
    strategies = {side.name: type(side) for side in before.sides}
    model = Talks(scenario, before.dice.seed, np.full(numbers.size, before.runs[0]), strategies, vary=vary)
    model.dice = Dice(before.dice.seed, luck(int(before.runs[0]), numbers))
    model.day = before.day
    model.adopt(model.spread(in_force(scenario, before.day)))
    model.held, model.prospect = (in_every_run(values, numbers.size) for values in (before.held, before.prospect))
    model.table.go_on_from(before.table)
    for party, earlier in zip((*model.sides, model.mediator), (*before.sides, before.mediator), strict=True):
        party.go_on_from(earlier)
    return model


def in_force(scenario: Scenario, day: int) -> Situation:
    """The numbers of a scenario at the end of a day: the start's, or what events have set since."""
    set_so_far = [situation for due, events in scenario.agenda.items() if due <= day for _, situation in events]
    return set_so_far[-1] if set_so_far else scenario.situation
