"""Trust, blame and pressure: medians with bands, when Washington presses Moscow."""

import sim
from sim import charts


def draw():
    """Pressure on Moscow."""
    return charts.moods(sim.run("pressing_moscow", runs=4000, seed=1))
