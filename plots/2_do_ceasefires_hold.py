"""Do ceasefires hold: survival of each rung, with the curves that were observed in Donbas and in the world's civil wars."""

import sim
from sim import charts


def draw():
    """The baseline against the record; general ceasefires break too fast (see the limits of the model)."""
    return charts.survival(sim.run("baseline", runs=4000, seed=1))
