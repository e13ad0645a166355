"""Ensembles for the page: the runs of ``sim.run``, with states kept on the days that are drawn, and what is weighed on a few of them.

Settings of one scenario that differ in numbers only are played in one batch: the work of a day hardly grows with the runs.
"""

from __future__ import annotations

import dataclasses
import gc
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim import registry
from sim.model import Talks
from sim.result import Result
from sim.runs import PANEL, gathered
from sim.scenario import Scenario
from sim.scenario.varying import can_vary
from sim.web.answers.recording import Sampled, SideBySide
from sim.web.answers.weighing import Weighed, Weights
from sim.web.giving_way import GaveWayError, somebody_waits
from sim.web.meaning import Setting, scenario_of, within

POINTS, MOMENTS = 73, 4
KEPT = 24


@dataclass(frozen=True, eq=False)
class Played:
    """An ensemble. result: its panel holds the states of the days shown. weighed: by day and role, a weight for each rung."""

    result: Result
    shown: list[int]
    weighed: Weights


def evenly(days: int, points: int) -> list[int]:
    """Days from the first to the last, evenly spread, at most so many more than one.

    >>> evenly(3, 73), evenly(365, 4)
    ([0, 1, 2, 3], [0, 91, 182, 274, 365])
    """
    count = min(days, points)
    return [round(days * number / count) for number in range(count + 1)]


def asked_for(asked: Setting, work: int) -> Scenario:
    """The scenario that a question means, over its days."""
    return within(scenario_of(asked.meant), asked, work)


def play(scenario: Scenario, runs: int, seed: int) -> Played:
    """All runs of one scenario, in one batch."""
    return side_by_side([scenario], [], runs, seed)[0]


def side_by_side(scenarios: Sequence[Scenario], names: Sequence[str], runs: int, seed: int, spare: bool = False) -> list[Played]:
    """All runs of scenarios that differ under these names only, in one batch. More than ``PANEL`` runs are played of one alone.

    spare: nobody waits for it. Raises GaveWayError as soon as somebody waits for anything else.
    """
    first, settings = scenarios[0], len(scenarios)
    shown = evenly(first.days, POINTS)
    vary = {name: np.repeat([float(scenario.get(name)) for scenario in scenarios], runs) for name in names}
    numbers = np.tile(np.arange(1, runs + 1), settings)
    model = Talks(first, seed, numbers, registry.followed(first.situation.parties, {}), vary=vary)
    outcomes = SideBySide(model, settings)
    members = Sampled(model, PANEL if settings == 1 else numbers.size, shown)
    weighed = Weighed(model, evenly(first.days, MOMENTS), settings)
    model.observers += [outcomes, members, weighed]
    with registry.blaming():
        while model.day < first.days and not (spare and somebody_waits()):
            model.step()
    model.close_down()
    pieces, found = outcomes.pieces(model, members.columns) if model.day == first.days else None, weighed.found
    del model, outcomes, members, weighed
    gc.collect()  # agents and model point at each other: without this, several batches are in memory at once
    if pieces is None:
        raise GaveWayError
    return [Played(gathered(scenario, seed, [piece]), shown, weights) for scenario, piece, weights in zip(scenarios, pieces, found, strict=True)]


def differing(asked: Sequence[Setting], scenarios: Sequence[Scenario]) -> list[str] | None:
    """Under which names settings of one scenario differ; None where they cannot be played in one batch.

    An event that sets a value would find it different in a batch, so such values are left to batches of their own.
    """
    names = sorted({name for one in asked for name, _ in one.meant.values})
    by_events = {name for scenario in scenarios for event in scenario.situation.events for name in event.set}
    free = set(can_vary(scenarios[0].data)) - by_events
    same_kind = all(set(can_vary(scenario.data)) - by_events == free for scenario in scenarios)
    return names if same_kind and set(names) <= free and len({scenario.days for scenario in scenarios}) == 1 else None


class Memory:
    """The last ensembles of a worker, without their daily states: a slider moves, and what it is compared with stays."""

    def __init__(self) -> None:
        self.kept: OrderedDict[tuple[Setting, int], Result] = OrderedDict()

    def keep(self, asked: Setting, work: int, result: Result) -> None:
        """Remember an ensemble, and forget the oldest."""
        columns = {name: values.copy() for name, values in result.columns.items()}  # not a part of what was played beside it
        self.kept[asked, work] = dataclasses.replace(
            result, columns=columns, endings=result.endings.copy(), at_rung=result.at_rung.copy(), panel={}
        )  # fmt: skip
        while len(self.kept) > KEPT:
            self.kept.popitem(last=False)

    def find(self, asked: Setting, work: int) -> Result:
        """An ensemble, played anew if it is not remembered."""
        if (asked, work) not in self.kept:
            self.keep(asked, work, play(asked_for(asked, work), asked.runs, asked.seed).result)
        self.kept.move_to_end((asked, work))
        return self.kept[asked, work]


MEMORY = Memory()
