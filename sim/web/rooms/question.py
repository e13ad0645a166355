"""A question for a class: what is asked, what the model answers, and the knob that everybody may try afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

STEPS = 40
DIGITS = 3
Model = dict[str, Any]


@dataclass(frozen=True)
class Knob:
    """What a class may move. places: the values it can have, from low to high. usual, asked: the places of the scenario and of the question."""

    names: tuple[str, ...]
    words: dict[str, Any]
    places: tuple[float, ...]
    usual: int
    asked: int


def places(low: float, high: float, usual: float) -> tuple[float, ...]:
    """So many values that a class can compare notes, and each is played once: finer near the lower end if the usual value is small.

    >>> places(0, 100, 50)[:3], len(places(0, 0.99, 0.012)), places(0, 0.99, 0.012)[10]
    ((0.0, 2.5, 5.0), 41, 0.00387)
    """
    part = (usual - low) / (high - low)
    power = 4 if low >= 0 and part < 0.03 else 2 if low >= 0 and part < 0.12 else 1
    return tuple(float(f"{low + (high - low) * (step / STEPS) ** power:.{DIGITS}g}") for step in range(STEPS + 1))


def nearest(values: tuple[float, ...], value: float) -> int:
    """The place that is nearest to a value.

    >>> nearest((0.0, 1.0, 2.0), 1.2)
    1
    """
    return min(range(len(values)), key=lambda place: abs(values[place] - value))


@dataclass
class Question:
    """A question. low, high: what may be said. told: everything that is shown with it. model: the answer. tried: answers at other
    places of the knob, each played once for the whole class. asked: the
    work that answers there, and what it is told first."""

    low: float
    high: float
    told: dict[str, Any]
    model: Model
    asked: tuple[Any, ...] = ()
    knob: Knob | None = None
    tried: dict[int, Model] = field(default_factory=dict)
