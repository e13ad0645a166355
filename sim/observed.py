"""How long ceasefires held in the world, from the shipped table of observed shares."""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass

import numpy as np

from sim import evidence

TABLE = "ceasefire_survival.csv"
UKRAINE, UKRAINE_OPEN = "month/event: Ukraine all", "month/event: Ukraine general open-ended"
WORLD_OPEN = "month/event: world open-ended general"
SOURCE = "Clayton and others 2023 (ETH/PRIO Civil Conflict Ceasefire Dataset, 1989–2020)"


@dataclass(frozen=True, eq=False)
class Observed:
    """Ceasefires of one kind: how many, and the share that had not collapsed so many days after they began."""

    count: int
    days: np.ndarray
    share: np.ndarray


@functools.cache
def observed() -> dict[str, Observed]:
    """Every subset of the table by its name; Kaplan-Meier with expiry and replacement censored."""
    with (evidence.folder() / TABLE).open(encoding="utf-8", newline="") as file:
        return {row["subset"]: subset(row) for row in csv.DictReader(file)}


def subset(row: dict[str, str]) -> Observed:
    """One line of the table; days without an observation are left out."""
    known = {int(name[2:-1]): float(value) for name, value in row.items() if name.startswith("S_") and value}
    return Observed(int(row["n"]), np.array(list(known)), np.array(list(known.values())))
