"""Which parameters matter: by how much the headlines change, on average, when one is moved by a tenth (elementary effects, Morris 1991).

Runs meet the same luck before and after, so a parameter that no rule feels shows exactly nothing. One that only shuffles what happens to
whom, and moves no share, still shows the luck of the shuffle: its size is what each effect is held against.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.honesty.moves import LOWER, RAISE, Move

MEAN_OF_NOISE = np.sqrt(2 / np.pi)  # mean size of a normal number with spread 1
CLEARLY = 2.0  # standard errors


@dataclass(frozen=True)
class Effect:
    """How much a parameter matters. Changes are in shares of runs.

    change: the mean size of the change over headlines and both moves, and its standard error. noise: what it would be by luck alone, if as
    many runs went another way and no share were moved. raised, lowered: the change of each headline; empty where it cannot be moved that way.
    """

    parameter: str
    value: float
    raised_to: float | None
    lowered_to: float | None
    a_tenth_of: str
    change: float
    error: float
    noise: float
    raised: dict[str, float]
    lowered: dict[str, float]

    @property
    def is_felt(self) -> bool:
        """Whether it is more than luck."""
        return self.change - self.noise > CLEARLY * self.error


def effects(names: Sequence[str], before: np.ndarray, after: np.ndarray, moves: Sequence[Move]) -> list[Effect]:
    """The effect of every parameter that was moved, the largest first. Shapes as in ``verdicts``."""
    rows: dict[str, list[int]] = {}
    for number, move in enumerate(moves):
        rows.setdefault(move.parameter, []).append(number)
    found = [effect(names, before, after[mine], [moves[number] for number in mine]) for mine in rows.values()]
    return sorted(found, key=lambda one: (-one.change, one.parameter))


def effect(names: Sequence[str], before: np.ndarray, after: np.ndarray, moves: Sequence[Move]) -> Effect:
    """One parameter, after its moves."""
    differences = after.astype(np.int8) - before.astype(np.int8)
    changes, runs = differences.mean(axis=2), differences.shape[2]
    noise = MEAN_OF_NOISE * differences.std(axis=2, ddof=1) / np.sqrt(runs)
    each = (np.sign(changes)[:, :, None] * differences).mean(axis=(0, 1))
    by_way = {move.way: (move.after, dict(zip(names, change.tolist(), strict=True))) for move, change in zip(moves, changes, strict=True)}
    (raised_to, raised), (lowered_to, lowered) = (by_way.get(way, (None, no_changes())) for way in (RAISE, LOWER))
    return Effect(
        parameter=moves[0].parameter,
        value=moves[0].before,
        raised_to=raised_to,
        lowered_to=lowered_to,
        a_tenth_of=moves[0].a_tenth_of,
        change=float(np.abs(changes).mean()),
        error=float(each.std(ddof=1) / np.sqrt(runs)),
        noise=float(noise.mean()),
        raised=raised,
        lowered=lowered,
    )


def no_changes() -> dict[str, float]:
    """For a parameter that cannot be moved that way."""
    return {}


def largest(changes: Mapping[str, float], count: int) -> list[tuple[str, float]]:
    """The headlines that change most."""
    return sorted(changes.items(), key=lambda item: (-abs(item[1]), item[0]))[:count]
