"""Trust, blame and pressure: medians with bands, in the April 2025 situation."""

import sim
from sim import charts


def draw():
    """The baseline."""
    return charts.moods(sim.run("baseline", runs=4000, seed=1))
