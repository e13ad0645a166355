"""A sheet on which panels stand where they are put, in inches: from the left edge, and from the foot."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts.sheet import MARGIN, WIDTH, sheet

RAISED = 0.2  # the head of a sheet leaves room for the name of a panel, which panels here do not all have


def canvas(name: str, finding: str, notes: str, whose: str, tall: float) -> tuple[Figure, float]:
    """A sheet with so much empty room, and where it begins, in inches above the foot."""
    page = sheet(name, finding, notes, whose, (tall,), MARGIN, 0.0)
    (place,) = page.panels
    top = float(place.get_position().y1) * page.figure.get_figheight()
    place.remove()
    return page.figure, top + RAISED


def panel(figure: Figure, left: float, top: float, wide: float, tall: float) -> Axes:
    """A panel with its left and upper edge at these places, so wide and tall; all in inches."""
    total = float(figure.get_figheight())
    return figure.add_axes((left / WIDTH, (top - tall) / total, wide / WIDTH, tall / total))
