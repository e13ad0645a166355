"""What may be listened to: the model tells its observers everything that happens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.ladder import Rung
from sim.parameters import Event
from sim.standpoint import Standpoint

if TYPE_CHECKING:
    from sim.model import Talks

Views = dict[str, Standpoint]


class Observer:
    """Keeps what it wants of a batch; every method may be replaced. Positions are places in the batch, not run numbers."""

    def happened(self, model: Talks, event: Event) -> None:
        """An event of the scenario is due; it has not changed anything yet."""

    def shock(self, model: Talks, runs: np.ndarray) -> None:
        """An atrocity happened on these runs."""

    def offered(self, model: Talks, views: Views, role: str, rungs: np.ndarray, accepted: np.ndarray) -> None:
        """A belligerent offered these rungs (HOLD_OUT: none) on all runs, and the other accepted or not."""

    def tabled(self, model: Talks, views: Views, runs: np.ndarray, yes: Mapping[str, np.ndarray]) -> None:
        """The mediator put its proposal to both on these runs; what each said, by role."""

    def signed(self, model: Talks, runs: np.ndarray, rungs: np.ndarray, views: Views) -> None:
        """These rungs were agreed; what they replace is still on the table."""

    def weighed(self, model: Talks, views: Views, runs: np.ndarray, deal: Rung) -> None:
        """The standpoints, on all runs with an agreement in force, from which both now decide whether to keep it and to renew it."""

    def voted(self, model: Talks, runs: np.ndarray, yes: Mapping[str, np.ndarray]) -> None:
        """On these runs both were asked to renew the agreement in force; what each said, by role."""

    def policed(self, model: Talks, runs: np.ndarray, conduct: Mapping[str, Any]) -> None:
        """What each side did, by role, on the runs with an agreement in force on which anybody could; all, if ``weighed`` is listened to."""

    def renewed(self, model: Talks, runs: np.ndarray) -> None:
        """The agreements in force go on for another term."""

    def ended(self, model: Talks, runs: np.ndarray, how: str) -> None:
        """The agreements in force end here: ``collapsed`` or ``expired``."""

    def deadline(self, model: Talks, runs: np.ndarray, leaves: np.ndarray) -> None:
        """The mediator's deadline was due on these runs; whether it leaves."""

    def line_weighed(self, model: Talks, views: Views, role: str, runs: np.ndarray) -> None:
        """On these runs of the views its holder weighs a red line, and the die may let it fall; where it does, ``line_fell`` follows."""

    def line_fell(self, model: Talks, role: str, runs: np.ndarray) -> None:
        """A red line gave way on these runs, or an event has dropped it."""

    def day_over(self, model: Talks) -> None:
        """The day is over."""


def is_heard(what: str, observers: Iterable[object]) -> bool:
    """Whether any of some observers listens to this.

    >>> is_heard("weighed", [Observer()])
    False
    """
    return any(getattr(type(observer), what, None) is not getattr(Observer, what) for observer in observers)
