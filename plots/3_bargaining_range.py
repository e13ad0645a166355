"""The bargaining range: what each side would settle for, and whether that leaves room, when European guarantees are believed."""

import sim
from sim import charts


def draw():
    """A scenario in which the range opens."""
    return charts.bargaining_range(sim.run("european_guarantees", runs=4000, seed=1))
