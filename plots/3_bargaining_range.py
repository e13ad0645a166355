"""The bargaining range: what each side would settle for, and whether that leaves room, when nobody advances and the war hurts both."""

import sim
from sim import charts


def draw():
    """A scenario in which the range opens."""
    return charts.bargaining_range(sim.run("hurting_stalemate", runs=4000, seed=1))
