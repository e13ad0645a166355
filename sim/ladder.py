"""The ladder of agreements, as numbers: one rung, or the rungs that are in force in many runs."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.dice import Runs
from sim.parameters import DAYS_LIMIT, Agreement, RedLine
from sim.varied import on

NOTHING = -1
OPEN_ENDED = 2 * DAYS_LIMIT
SHORT_TRUCE_DAYS = 7


@dataclass(frozen=True, eq=False)
class Rung:
    """An agreement's numbers: plain values for one rung, arrays with one entry per run for the rungs in force in a batch.

    Relief, weight and monitoring of one rung are arrays too where they differ from run to run.

    relief and blocked (whether that side's red line, while it stands, is in the way) are by role. days is the term; an open-ended
    agreement outlasts any run.
    """

    name: Any
    number: Any
    coverage: Any
    relief: dict[str, Any]
    days: Any
    weight: Any
    monitoring: Any
    bargained: Any
    blocked: dict[str, Any]

    @property
    def kind(self) -> str:
        """What a newspaper would call it: limited deal, short truce, ceasefire or settlement."""
        if self.bargained:
            return "settlement"
        if self.coverage < 1:
            return "limited deal"
        return "short truce" if self.days <= SHORT_TRUCE_DAYS else "ceasefire"

    def on(self, runs: Runs) -> Rung:
        """One rung on some runs: the same, unless it differs from run to run."""
        if not any(isinstance(value, np.ndarray) for value in (*self.relief.values(), self.weight, self.monitoring)):
            return self
        relief = {role: on(share, runs) for role, share in self.relief.items()}
        return dataclasses.replace(self, relief=relief, weight=on(self.weight, runs), monitoring=on(self.monitoring, runs))


def stacked(values: list[Any]) -> np.ndarray:
    """A value for each rung, shape (rungs,), or where one differs from run to run (rungs, runs)."""
    return np.array(np.broadcast_arrays(*values)) if any(isinstance(value, np.ndarray) for value in values) else np.array(values)


def entry(column: np.ndarray, numbers: np.ndarray, runs: np.ndarray) -> np.ndarray:
    """The values of the rungs of these numbers, one for each of some runs."""
    found: np.ndarray = column[numbers] if column.ndim == 1 else column[numbers, runs]
    return found


def one_rung(name: str, number: int, agreement: Agreement, roles: Mapping[str, str], red_lines: Mapping[str, RedLine]) -> Rung:
    """A rung from its declaration; ``roles`` gives the party that plays each belligerent role."""
    return Rung(
        name=name,
        number=number,
        coverage=agreement.coverage,
        relief={role: agreement.relief[party] for role, party in roles.items()},
        days=OPEN_ENDED if agreement.days == "open" else agreement.days,
        weight=agreement.weight,
        monitoring=agreement.monitoring,
        bargained=agreement.terms == "bargained",
        blocked={role: party in red_lines and name in red_lines[party].blocks for role, party in roles.items()},
    )


class Ladder:
    """All rungs, from the lowest to the highest."""

    def __init__(self, agreements: Mapping[str, Agreement], roles: Mapping[str, str], red_lines: Mapping[str, RedLine]) -> None:
        self.rungs = [one_rung(name, number, agreement, roles, red_lines) for number, (name, agreement) in enumerate(agreements.items())]
        self.names = [rung.name for rung in self.rungs]
        self.coverage = np.array([rung.coverage for rung in self.rungs] + [0.0])
        self.days = np.array([rung.days for rung in self.rungs])
        self.weight = stacked([rung.weight for rung in self.rungs])
        self.monitoring = stacked([rung.monitoring for rung in self.rungs])
        self.bargained = np.array([rung.bargained for rung in self.rungs])
        self.blocked = {role: np.array([rung.blocked[role] for rung in self.rungs]) for role in roles}
        self.relief = {role: stacked([rung.relief[role] for rung in self.rungs]) for role in roles}

    def pick(self, numbers: np.ndarray, runs: np.ndarray, by_rung: list[Any]) -> np.ndarray:
        """On some runs, each with a rung of its own, the value of that rung. ``by_rung``: for each rung, plain or one per run."""
        stacked = np.array([np.broadcast_to(values, numbers.shape) for values in by_rung])
        return stacked[numbers[runs], runs]

    def on(self, runs: Runs) -> list[Rung]:
        """All rungs, as they are on some runs."""
        return [rung.on(runs) for rung in self.rungs]

    def in_force(self, numbers: np.ndarray, runs: np.ndarray) -> Rung:
        """The rungs of these numbers, one for each of some runs, as arrays."""
        return Rung(
            name=None,
            number=None,
            coverage=self.coverage[numbers],
            relief={role: entry(relief, numbers, runs) for role, relief in self.relief.items()},
            days=self.days[numbers],
            weight=entry(self.weight, numbers, runs),
            monitoring=entry(self.monitoring, numbers, runs),
            bargained=self.bargained[numbers],
            blocked={role: blocked[numbers] for role, blocked in self.blocked.items()},
        )
