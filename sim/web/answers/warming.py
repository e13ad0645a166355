"""What a worker does before the first question, so that nobody waits for it."""

from __future__ import annotations

import gc


def get_warm() -> None:
    """Import the model and play a little. What is there then stays: a search for what is left over need not look through it."""
    from sim.web.answers.playing import play
    from sim.web.meaning import opened

    play(opened("baseline", ""), runs=2, seed=1)
    gc.collect()
    gc.freeze()
