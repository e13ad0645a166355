"""Making an honesty card: everything is played on the same luck, and everything on the card is a number that can be had again."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.honesty import effects, moves, sources, verdicts
from sim.honesty.beside import Headline, beside_chance
from sim.honesty.effects import Effect
from sim.honesty.headlines import headlines
from sim.honesty.luck import Luck, luck
from sim.honesty.missed import Held
from sim.honesty.moves import Move
from sim.honesty.playing import Progress, moved
from sim.honesty.rivals import Fit
from sim.honesty.sources import Basis, Count
from sim.honesty.verdicts import Verdict
from sim.scenario import Scenario, load

LEAST, MOST = 100, 50_000


@dataclass(frozen=True)
class Card:
    """All that should be said beside the numbers of a scenario. Shares are shares of runs; intervals are 95%.

    moves: what was moved, and to where. left_out: what was not, and why. effects: every parameter that was moved, the one that matters most first.
    """

    scenario: str
    title: str
    digest: str
    days: int
    runs: int
    seed: int
    luck: Luck
    headlines: dict[str, Headline]
    moves: list[Move]
    left_out: dict[str, str]
    verdicts: list[Verdict]
    effects: list[Effect]
    survival: list[Fit]
    bases: dict[str, Basis]
    evidence: dict[str, Count]
    targets: list[Held]

    @property
    def pairs(self) -> int:
        """How many pairs of a move and a verdict there are."""
        return len(self.moves) * len(self.verdicts)

    @property
    def flips(self) -> int:
        """How many of them flip."""
        return sum(len(verdict.flips) for verdict in self.verdicts)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return dataclasses.asdict(self) | {"pairs": self.pairs, "flips": self.flips}


def plays(scenario: Any) -> int:
    """How many ensembles a card takes."""
    chosen = scenario if isinstance(scenario, Scenario) else load(scenario)
    return 2 + len(moves.moves(chosen, sources.priors(chosen)))


def card(scenario: Any, runs: int = 1000, seed: int = 1, *, workers: int = 1, progress: Progress | None = None) -> Card:
    """The honesty card of a scenario.

    scenario: a Scenario, or what ``sim.load`` takes. runs: of each ensemble; there is one for every parameter raised and one for every
    parameter lowered. workers: processes, on which no number depends. progress: told how many runs are done, as they are done. Raises
    ValueError for too few runs, and for more than a computer should be asked for.
    """
    scenario = scenario if isinstance(scenario, Scenario) else load(scenario)
    check(runs)
    tell = progress or (lambda done: None)
    words, changes = headlines(scenario), moves.moves(scenario, sources.priors(scenario))
    found = beside_chance(scenario, runs, seed)
    tell(2 * runs)
    after = moved(scenario, changes, runs, seed, workers, tell)
    bases = sources.bases(scenario)
    return Card(
        scenario=scenario.name,
        title=scenario.title,
        digest=scenario.digest,
        days=scenario.days,
        runs=runs,
        seed=seed,
        luck=luck({name: headline.model for name, headline in found.headlines.items()}, runs),
        headlines=found.headlines,
        moves=changes,
        left_out=moves.left_out(scenario, sources.priors(scenario)),
        verdicts=verdicts.verdicts(words, found.happened, after, changes),
        effects=effects.effects(list(words), found.happened, after, changes),
        survival=found.survival,
        bases=bases,
        evidence=sources.counted(bases.values()),
        targets=found.targets,
    )


def check(runs: int) -> None:
    """Refuse a count of which little can be said, or too much."""
    if isinstance(runs, bool) or not isinstance(runs, int | np.integer) or not LEAST <= runs <= MOST:
        raise ValueError(f"runs is {runs!r}, but an honesty card takes from {LEAST} to {MOST:,} runs of each setting")
