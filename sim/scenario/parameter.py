"""One parameter of a scenario with everything that is declared about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.scenario.declared import Declared, Roles, declared
from sim.scenario.tree import Path


@dataclass(frozen=True)
class Parameter:
    """A parameter's value with its range, unit, meaning and source. ``parent`` is the parent's value, None if it has none."""

    name: str
    value: Any
    low: float | None
    high: float | None
    unit: str
    meaning: str
    source: str
    kind: str
    parent: Any = None


def described(name: str, path: Path, value: Any, of: Roles, parent: Mapping[str, Any]) -> Parameter:
    """A parameter with what is declared at its path."""
    found = declared(path, of) or Declared({})
    return Parameter(name, value, found.low, found.high, found.unit, found.meaning, found.source, found.kind, parent.get(name))
