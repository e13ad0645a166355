"""Which parameters matter: Sobol indices of outcomes over ranges of parameters, and what each parameter does from end to end of its range."""

from sim.sensitivity.found import Sensitivity
from sim.sensitivity.making import BATCHES, RUNS, SETTINGS, of, plays
from sim.sensitivity.ranges import every, ranges, usual

__all__ = ["BATCHES", "RUNS", "SETTINGS", "Sensitivity", "every", "of", "plays", "ranges", "usual"]
