"""What a sweep is asked to do: a scenario, the settings of the parameters that are varied, and how many runs of each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim import registry
from sim.scenario import Scenario


@dataclass(frozen=True, eq=False, repr=False)
class Design:
    """A design that has no fault.

    name: of its file. scenario: with all that is the same in every setting. varied: names of parameters. values: of every setting, shape (settings,
    parameters). runs: of each setting, numbered from 1, on the same luck. written: as it was written.
    """

    name: str
    scenario: Scenario
    varied: list[str]
    values: np.ndarray
    runs: int
    seed: int
    written: dict[str, Any]

    def __repr__(self) -> str:
        return f"<Design {self.name}: {self.settings:,} settings of {self.runs:,} runs of {self.scenario.name}, {', '.join(self.varied)} varied>"

    @property
    def settings(self) -> int:
        """How many settings there are."""
        return len(self.values)

    @property
    def total(self) -> int:
        """How many runs it all takes."""
        return self.settings * self.runs

    def manifest(self, version: str, columns: list[str]) -> dict[str, Any]:
        """All that the tables depend on, and what a reader needs. columns: of the table of runs."""
        scenario = self.scenario
        return {
            "version": version,
            "scenario": {"name": scenario.name, "title": scenario.title, "digest": scenario.digest, "days": scenario.days},
            "seed": self.seed,
            "design": self.written,
            "varied": self.varied,
            "settings": self.settings,
            "runs": self.runs,
            "values": hashlib.sha256(np.ascontiguousarray(self.values, dtype="<f8").tobytes()).hexdigest(),
            "strategies": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in registry.files.values()},
            "columns": columns,
        }

    @property
    def notes(self) -> list[str]:
        """What a reader should know: an event may end the variation."""
        found = []
        for name in self.varied:
            days = [event.day for event in self.scenario.situation.events if name in event.set]
            if days:
                found.append(f"{name} varies up to day {min(days)} only, when an event sets it.")
        return found
