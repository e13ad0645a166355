"""Strategies that come with parley, each a class derived from Belligerent; a scenario names one with ``strategy: stubborn``."""
