"""Heat map: how often a settlement or a general ceasefire is in force at the end of the year, by Russia's hurry and the allies' guarantee."""

import sim
from sim import discovery
from sim.charts.heatmap import heatmap
from sim.discovery import tables


def draw():
    """A grid of the two, 300 runs of each setting, all on the same luck."""
    grid = {"russia.time_pressure": {"low": 0.01, "high": 0.16, "scale": "ratio", "steps": 7}, "europe.guarantee": [0, 0.5]}
    swept = sim.sweep({"scenario": "baseline", "runs": 300, "design": {"kind": "grid", "steps": 6}, "vary": grid})
    found = discovery.over(swept, "russia.time_pressure", "europe.guarantee", "settlement holding or ceasefire holding")
    return heatmap(found, tables.whose(swept))
