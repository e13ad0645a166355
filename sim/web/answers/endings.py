"""How the runs of a setting end, and which of them end like this or that."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from sim.result import OUTCOMES
from sim.runs import run
from sim.web.answers.playing import asked_for
from sim.web.meaning import Setting

KEPT = 16


@functools.lru_cache(maxsize=KEPT)
def endings(asked: Setting, work: int) -> np.ndarray:
    """The number of each run's outcome in OUTCOMES, from run 1."""
    return run(asked_for(asked, work), asked.runs, asked.seed, panel=0).columns["outcome"]


def like(asked: Setting, outcome: str | None, from_run: int, work: int) -> dict[str, Any]:
    """How many runs end in each way, and the runs before and after a number that end like this, or None; without an outcome, only how many.

    After the last such run comes the first again, and before the first the last.
    """
    codes = endings(asked, work)
    counts = {name: int(count) for name, count in zip(OUTCOMES, np.bincount(codes, minlength=len(OUTCOMES)), strict=True)}
    if outcome is None:
        return {"runs": asked.runs, "counts": counts, "outcome": None}
    found = np.flatnonzero(codes == OUTCOMES.index(outcome)) + 1
    return {"runs": asked.runs, "counts": counts, "outcome": outcome, **around(found, from_run)}


def around(found: np.ndarray, number: int) -> dict[str, int | None]:
    """The runs before and after a number, and the how manieth it is itself.

    >>> around(np.array([2, 6, 7]), 6), around(np.array([2, 6, 7]), 9)["next"]
    ({'next': 7, 'previous': 2, 'place': 2}, 2)
    """
    if not found.size:
        return {"next": None, "previous": None, "place": None}
    place = int(np.searchsorted(found, number))
    is_one = place < found.size and found[place] == number
    after = place + 1 if is_one else place
    return {"next": int(found[after % found.size]), "previous": int(found[place - 1]), "place": place + 1 if is_one else None}
