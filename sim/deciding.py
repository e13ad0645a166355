"""Who decides: between what somebody would do, as a probability, and what is done stand dice, or a person who has taken a seat."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.conduct import Conduct
from sim.ladder import Rung
from sim.standpoint import Standpoint

if TYPE_CHECKING:
    from sim.agents import Belligerent, Mediator

Numbers = Any
Views = Mapping[str, Standpoint]


class Deciding:
    """Lets dice decide everything, by the probabilities of the parties' own rules; ``Talks.decides`` may be replaced by another of this kind.

    Every method is asked for all runs of a batch at once. Nothing here is known to those who weigh: they reckon with each other's rules.
    """

    def offers(self, view: Standpoint, rungs: list[Rung], allowed: list[np.ndarray]) -> np.ndarray:
        """What a belligerent offers on its talk day, the number of a rung or HOLD_OUT, shape (runs,)."""
        offered: np.ndarray = view.owner.offer(view, rungs, allowed)
        return offered

    def answers(self, view: Standpoint, offered: np.ndarray, runs: np.ndarray, chance: Numbers) -> np.ndarray:
        """Whether a belligerent accepts what it is offered on these runs, given its probability of a yes."""
        said: np.ndarray = view.owner.throw(["answer"], runs)[0] < chance
        return said

    def both_answer(self, what: str, views: Views, rung: Rung, runs: np.ndarray, chances: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        """What both say, by role, to the mediator's ``table`` or to a ``renewal`` on these runs, at the same time."""
        return {role: views[role].owner.throw([what], runs)[0] < chance for role, chance in chances.items()}

    def could_act(self, sides: Sequence[Belligerent], accident: Numbers, runs: np.ndarray) -> np.ndarray:
        """On which of these runs, all with an agreement in force, anybody could do anything with it: the others are not asked what they do."""
        if type(self) is not Deciding:
            return np.ones(runs.size, dtype=bool)
        return anybody_could_act(sides, accident, runs)

    def conduct(self, views: Views, deal: Rung, accident: Numbers) -> dict[str, Conduct]:
        """What both do, by role, under the agreements in force on the runs of the views, at the same time."""
        return {role: view.owner.conduct(view, deal, accident) for role, view in views.items()}

    def may_table(self, mediator: Mediator) -> bool:
        """Whether the mediator may put anything on the table on its days."""
        return mediator.numbers.table is not None

    def tables(self, mediator: Mediator) -> Iterable[tuple[Rung, Any]]:
        """What the mediator puts on the table today, and on which runs (booleans, or one for all)."""
        ladder = mediator.model.ladder
        return [(ladder.rungs[ladder.names.index(mediator.numbers.table)], True)]

    def leaves(self, mediator: Mediator, due: np.ndarray, chance: Numbers) -> np.ndarray:
        """Whether the mediator walks away, on the runs on which its deadline is due, given its probability of doing so."""
        left: np.ndarray = mediator.model.dice.throw(["exit"], mediator.model.day, due)[0] < chance
        return left


def anybody_could_act(sides: Sequence[Belligerent], accident: Numbers, runs: np.ndarray) -> np.ndarray:
    """On which of these runs the dice of either side could let it break or leave an agreement, by accident or on purpose."""
    could: np.ndarray = functools.reduce(np.logical_or, [side.could_act(accident, runs) for side in sides])
    return could
