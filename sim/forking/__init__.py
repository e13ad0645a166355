"""A fork: one run up to a day, and from there many continuations under several settings, with the same luck under each."""

from sim.forking.changes import AS_IT_WAS, SETTINGS_LIMIT
from sim.forking.found import Fork
from sim.forking.making import CONTINUATIONS, fork

__all__ = ["AS_IT_WAS", "CONTINUATIONS", "SETTINGS_LIMIT", "Fork", "fork"]
