"""Sweeps: many settings of a scenario times many runs, on common random numbers, kept as tables that other tools open too."""

from sim.sweeps.dataset import Dataset

__all__ = ["Dataset"]
