"""Labels beside the lines they name, moved apart where lines end close together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from sim.charts.sheet import LEADING, Sheet, wrapped
from sim.charts.style import INK, SMALL

LEADER, SWATCH = 0.28, 0.16  # inches
GAP = 0.06
OUTSIDE: dict[str, Any] = {"clip_on": False, "scalex": False, "scaley": False}


@dataclass(frozen=True)
class Label:
    """What stands beside the right end of a line: the height at which the line ends, the words, and the line's colour.

    leads: whether a line leads from there to the words.
    """

    value: float
    words: str
    colour: str
    leads: bool = True


def beside(sheet: Sheet, axes: Axes, labels: Sequence[Label], lines: int = 2) -> None:
    """Name lines at their right ends. lines: how many lines of print a label may have; what is longer is cut."""
    ordered = sorted(labels, key=lambda label: label.value)
    room = sheet.beside - LEADER - SWATCH - 0.25
    texts = [clipped(label.words, room, lines) for label in ordered]
    tall, wide = size(sheet, axes)
    low, high = axes.get_ylim()
    wanted = np.array([(label.value - low) / (high - low) * tall for label in ordered])
    places = apart(wanted, np.array([(text.count("\n") + 1) * SMALL * LEADING + GAP for text in texts]), tall + 0.2)
    for label, text, start, place in zip(ordered, texts, wanted, places, strict=True):
        end = (1 + LEADER / wide, place / tall)
        if label.leads:
            axes.plot((1.0, end[0]), (start / tall, end[1]), transform=axes.transAxes, color=label.colour, linewidth=1, **OUTSIDE)
        name(axes, label.colour, text, end, 1 + (LEADER + SWATCH) / wide)


def name(axes: Axes, colour: str, text: str, end: tuple[float, float], words_at: float) -> None:
    """One label, with a patch of its colour."""
    across = axes.transAxes
    axes.plot(*end, transform=across, color=colour, marker="s", markersize=8, **OUTSIDE)
    axes.text(words_at, end[1], text, transform=across, va="center", ha="left", fontsize=SMALL, color=INK, linespacing=1.15)


def size(sheet: Sheet, axes: Axes) -> tuple[float, float]:
    """Height and width of a panel, in inches."""
    box, (wide, tall) = axes.get_position(), sheet.figure.get_size_inches()
    return float(box.height * tall), float(box.width * wide)


def clipped(words: str, room: float, lines: int) -> str:
    """Words in at most so many lines; a part that begins on a line of its own keeps it."""
    first, *others = words.split("\n")
    found = [wrapped(part, room, SMALL) for part in others]
    left = max(1, lines - sum(len(part) for part in found))
    head = wrapped(first, room, SMALL)
    if len(head) > left:
        head = [*head[: left - 1], wrapped(head[left - 1], room - 0.15, SMALL)[0] + "…"]
    return "\n".join([*head, *(line for part in found for line in part)])


def apart(wanted: np.ndarray, heights: np.ndarray, room: float) -> np.ndarray:
    """Places in rising order, as near as can be to those wanted, at which things of these heights do not overlap.

    The places lie between 0 and ``room`` where there is room enough. Least squares by isotonic regression (Barlow and others 1972).
    """
    if not wanted.size:
        return wanted
    steps = np.concatenate([[0.0], np.cumsum((heights[:-1] + heights[1:]) / 2)])
    moved = rising(wanted - steps)
    spare = room - float(steps[-1])
    return np.clip(moved, min(0.0, spare), max(0.0, spare)) + steps


def rising(wanted: np.ndarray) -> np.ndarray:
    """The nearest numbers that do not fall: neighbours in the wrong order share their mean (pool adjacent violators).

    >>> rising(np.array([1.0, 4.0, 2.0, 5.0])).tolist()
    [1.0, 3.0, 3.0, 5.0]
    """
    pools: list[tuple[float, int]] = []
    for number in wanted.tolist():
        mean, count = number, 1
        while pools and pools[-1][0] > mean:
            before, size_before = pools.pop()
            mean, count = (before * size_before + mean * count) / (size_before + count), size_before + count
        pools.append((mean, count))
    return np.repeat([mean for mean, _ in pools], [count for _, count in pools])
