"""Comparison: pressure on Moscow, deadlines that are meant and guarantees, each run by run on the luck of the April 2025 situation."""

import sim
from sim import charts


def draw():
    """Three ways to move the parties, side by side."""
    return charts.comparison(sim.compare(["baseline", "pressing_moscow", "deadlines_mean_it", "european_guarantees"], runs=4000, seed=1))
