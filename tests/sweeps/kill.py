"""A sweep in a process of its own that kills itself, as ``kill -9`` would, at a given moment: python -m tests.sweeps.kill FOLDER MOMENT WORKERS

Moments are counted in files that appear; "before" and "after" say on which side of it the process dies.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from sim.sweeps import playing, sweep
from tests.sweeps.designs import SMALL

BATCH = 64  # four parts of the small design


def arm(moment: str) -> None:
    """Die at the moment when so many files have appeared."""
    side, _, number = moment.partition("-")
    replace, seen = os.replace, 0

    def dying(before: Any, after: Any) -> None:
        nonlocal seen
        seen += 1
        if side == "before" and seen == int(number):
            os.kill(os.getpid(), signal.SIGKILL)
        replace(before, after)
        if side == "after" and seen == int(number):
            os.kill(os.getpid(), signal.SIGKILL)

    os.replace = dying


def killing_once(marker: Path, work: Any, block: playing.Block) -> bytes:
    """The worker that gets the third block dies the first time."""
    if block.number == 2 and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return bytes(work(block))


def main(folder: str, moment: str, workers: str) -> None:
    """Sweep, and die."""
    playing.BATCH = BATCH
    if moment != "never":
        arm(moment)
    sweep(SMALL, Path(folder), int(workers))


if __name__ == "__main__":
    main(*sys.argv[1:])
