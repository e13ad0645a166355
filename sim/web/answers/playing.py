"""An ensemble for the page: the runs of ``sim.run``, with states kept on the days that are drawn, and what is weighed on a few of them."""

from __future__ import annotations

import dataclasses
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np

from sim import registry
from sim.model import Talks
from sim.record import Outcomes, Panel
from sim.result import Result
from sim.runs import PANEL, Piece, gathered
from sim.scenario import Scenario
from sim.web.answers.weighing import Weighed
from sim.web.meaning import Setting, scenario_of, within

POINTS, MOMENTS = 73, 4
KEPT = 24


@dataclass(frozen=True, eq=False)
class Played:
    """An ensemble. result: its panel holds the states of the days shown. weighed: what is weighed on a few days."""

    result: Result
    shown: list[int]
    weighed: Weighed

    @property
    def scenario(self) -> Scenario:
        """What was played."""
        return self.result.scenario


class Sampled(Panel):
    """The daily states of the first runs, kept on some days only."""

    def __init__(self, model: Talks, size: int, shown: list[int]) -> None:
        self.members = slice(0, min(size, model.runs.size))
        self.rows = {day: row for row, day in enumerate(shown)}
        names = self.states(model)
        self.columns = {name: np.zeros((len(shown), self.members.stop), dtype=np.float32) for name in names}
        self.day_over(model)

    def day_over(self, model: Talks) -> None:
        row = self.rows.get(model.day)
        if row is not None:
            with np.errstate(under="ignore"):  # what is too small for single precision is 0
                for name, values in self.states(model).items():
                    self.columns[name][row] = values


def evenly(days: int, points: int) -> list[int]:
    """Days from the first to the last, evenly spread, at most so many more than one.

    >>> evenly(3, 73), evenly(365, 4)
    ([0, 1, 2, 3], [0, 91, 182, 274, 365])
    """
    count = min(days, points)
    return [days * number // count if count == days else round(days * number / count) for number in range(count + 1)]


def asked_for(asked: Setting, work: int) -> Scenario:
    """The scenario that a question means, over its days."""
    return within(scenario_of(asked.meant), asked, work)


def play(scenario: Scenario, runs: int, seed: int) -> Played:
    """All runs, in one batch."""
    shown = evenly(scenario.days, POINTS)
    followed = registry.followed(scenario.situation.parties, {})
    model = Talks(scenario, seed, np.arange(1, runs + 1), followed)
    outcomes, members, weighed = Outcomes(model), Sampled(model, PANEL, shown), Weighed(model, evenly(scenario.days, MOMENTS))
    model.observers += [outcomes, members, weighed]
    with registry.blaming():
        for _ in range(scenario.days):
            model.step()
    model.close_down()
    piece = Piece(outcomes.columns(model), outcomes.endings, outcomes.at_rung, members.columns)
    return Played(gathered(scenario, seed, [piece]), shown, weighed)


class Memory:
    """The last ensembles of a worker, without their daily states: a slider moves, and what it is compared with stays."""

    def __init__(self) -> None:
        self.kept: OrderedDict[tuple[Setting, int], Result] = OrderedDict()

    def keep(self, asked: Setting, work: int, result: Result) -> None:
        """Remember an ensemble, and forget the oldest."""
        self.kept[asked, work] = dataclasses.replace(result, panel={})
        while len(self.kept) > KEPT:
            self.kept.popitem(last=False)

    def find(self, asked: Setting, work: int) -> Result:
        """An ensemble, played anew if it is not remembered."""
        if (asked, work) not in self.kept:
            self.keep(asked, work, play(asked_for(asked, work), asked.runs, asked.seed).result)
        self.kept.move_to_end((asked, work))
        return self.kept[asked, work]


MEMORY = Memory()
