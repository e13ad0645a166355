"""Sweeps: many settings of a scenario times many runs, on common random numbers, kept as tables that other tools open too."""

from sim.sweeps.dataset import Dataset
from sim.sweeps.design import Design
from sim.sweeps.making import sweep
from sim.sweeps.reading import design

__all__ = ["Dataset", "Design", "design", "sweep"]
