"""What is found where a history forks."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.comparison import Comparison
from sim.comparison.several import framed
from sim.happenings import Course

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Fork:
    """One run up to a day, and its continuations from that day on.

    comparison: the continuations under every setting, as ensembles by name, what was first; continuation k meets the same luck under
    each. courses: the run itself with its own luck going on under every setting, by name. parted: the day on which it parts from what was,
    by setting, 0 for never. notes: what a reader should know, a sentence each.
    """

    run: int
    day: int
    comparison: Comparison
    courses: dict[str, Course]
    parted: dict[str, int]
    notes: list[str]

    def __repr__(self) -> str:
        return f"<Fork of run {self.run} on day {self.day}: {self.continuations} continuations under {len(self.courses)} settings>"

    @property
    def continuations(self) -> int:
        """How many there are under each setting."""
        return self.comparison.before.runs

    @property
    def before(self) -> Course:
        """The run as it was."""
        return self.courses[self.comparison.reference]

    @property
    def standing(self) -> tuple[str, int] | None:
        """The agreement in force when the day begins, and the day it was signed; None if there is none."""
        return next(((rung, since) for rung, since, ended in self.before.in_force() if since < self.day <= ended), None)

    @functools.cached_property
    def table(self) -> pd.DataFrame:
        """A row for each setting and number: as it was, under the setting, and the difference with its paired 95% interval."""
        return self.comparison.differences.rename(columns={"scenario": "setting"})

    @functools.cached_property
    def odds(self) -> pd.DataFrame:
        """A row for each setting, what was first, and probability: the share of continuations, with Wilson's 95% interval."""
        return framed(
            [
                {"setting": setting, "number": name, "words": share.words, "share": share.value, "low": share.low, "high": share.high}
                for setting, result in self.comparison.results.items()
                for name, share in result.summary.items()
                if share.kind == "probability"
            ]
        )

    @functools.cached_property
    def each(self) -> pd.DataFrame:
        """A row for each continuation: its outcome under every setting, and the day on which it parts from what was, missing for never."""
        return self.comparison.parted.rename(columns={"run": "continuation"})
