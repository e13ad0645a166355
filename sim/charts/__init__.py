"""Pictures of a result. Each title says the finding, computed from the numbers; importing this imports matplotlib."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.figure import Figure

from sim.charts.at_a_glance import year
from sim.charts.bargaining import bargaining_range
from sim.charts.ceasefires import survival
from sim.charts.comparison import comparison
from sim.charts.inlining import inline
from sim.charts.saving import finding, png, save, svg
from sim.charts.tempers import moods
from sim.charts.timeline import timeline
from sim.charts.why import why
from sim.result import Result

PICTURES: dict[str, Callable[[Result], Figure]] = {"year": year, "survival": survival, "range": bargaining_range, "moods": moods}

__all__ = [
    "PICTURES", "bargaining_range", "comparison", "finding", "inline", "moods", "png", "save", "survival", "svg", "timeline", "why", "year",
]  # fmt: skip
