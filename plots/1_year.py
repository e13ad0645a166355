"""The year at a glance: what is in force on each day, and how soon each rung of the ladder is reached, in the April 2025 situation."""

import sim
from sim import charts


def draw():
    """The baseline."""
    return charts.year(sim.run("baseline", runs=4000, seed=1))
