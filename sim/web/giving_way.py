"""Work for which nobody waits gives way, day by day, to work for which somebody does."""

from __future__ import annotations

from multiprocessing import get_context
from typing import Any

from sim.workers import START


class GaveWayError(Exception):
    """Somebody came who waits: what was done in spare time is given up."""


class Bell:
    """Rung by the desk when somebody waits and every worker is busy; heard by its workers, which are processes of their own."""

    def __init__(self) -> None:
        self.rung: Any = get_context(START).RawValue("b", 0)

    def ring(self, somebody_waits: bool) -> None:
        """Somebody waits, or nobody does any more."""
        self.rung.value = somebody_waits


class Heard:
    """The bell of this worker's desk, if it has one."""

    bell: Bell | None = None


def somebody_waits() -> bool:
    """Whether somebody waits while this worker and all others are busy."""
    return Heard.bell is not None and bool(Heard.bell.rung.value)
