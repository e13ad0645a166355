"""Turned around: not what a change of parameters brings, but which smallest change brings the probability of an outcome over a level."""

from sim.inversion.found import Inversion
from sim.inversion.making import RUNS, invert, plays

__all__ = ["RUNS", "Inversion", "invert", "plays"]
