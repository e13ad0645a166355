"""What a worker does before the first question, so that nobody waits for it."""

from __future__ import annotations


def get_warm() -> None:
    """Import the model and play a little."""
    from sim.runs import run
    from sim.web.meaning import opened

    run(opened("baseline", ""), runs=2, seed=1)
