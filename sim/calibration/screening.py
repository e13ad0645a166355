"""A whole screening: wave after wave, a check on fresh luck, and the signs that theory demands."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sim.calibration import proposals, signs, spreading, waves
from sim.calibration.inputs import Prior, Target
from sim.calibration.signs import Sign
from sim.calibration.waves import Block, Seen, blocks, joined, left
from sim.scenario import Scenario
from sim.workers import finished


class Wave(NamedTuple):
    """How many families a wave follows, how many settings it tries of each, and how many runs each setting is played."""

    families: int
    children: int
    runs: int


PLAN = (
    Wave(40_000, 1, 16),
    Wave(3_000, 8, 32),
    Wave(1_500, 8, 64),
    Wave(800, 8, 128),
    *2 * (Wave(600, 8, 128),),
    *4 * (Wave(400, 10, 128),),
    *3 * (Wave(320, 12, 128),),
    *3 * (Wave(320, 10, 256),),
    *2 * (Wave(300, 10, 512),),
)
SPREAD = 100  # the number of the wave in which families spread
CHECK = 1_024  # runs of each setting in the check on fresh luck
Work = Callable[[Block], Seen]


@dataclass(frozen=True)
class Screening:
    """What is needed to screen: the model, priors, targets and signs, luck, workers, and where finished blocks are kept."""

    scenario: Scenario
    priors: Sequence[Prior]
    targets: Sequence[Target]
    signs: Sequence[Sign] = ()
    seed: int = 1
    workers: int = 1
    plan: Sequence[Wave] = PLAN
    check: int = CHECK
    spread: int = spreading.CHILDREN
    stored: Callable[[Block], Seen | None] = lambda block: None
    keep: Callable[[Block, Seen], None] = lambda block, seen: None
    progress: Callable[[int, int], None] = lambda runs, wave: None

    @property
    def runs(self) -> int:
        """How many runs all of it takes at most."""
        last = self.check + 2 * signs.RUNS * len(self.signs)
        spread = min(self.plan[-1].families, self.at_most) * self.spread
        return sum(families * children * runs for families, children, runs in self.plan) + (self.at_most + spread) * last

    @property
    def at_most(self) -> int:
        """How many settings the search can leave."""
        return self.plan[-1].families * min(proposals.SIBLINGS, self.plan[-1].children)

    def waves(self) -> Iterator[Seen]:
        """The search, wave after wave; then the best of each family that are left on fresh luck; then the signs, if anything is left to check."""
        before = self.plan[0]
        seen = self.held_against(proposals.first(len(self.priors), before.families * before.children, self.seed), before.runs, 1)
        yield seen
        for wave, now in enumerate(self.plan[1:], 2):
            parents = proposals.best(seen, self.targets, now.families, before.children)
            places = proposals.next_places(seen, parents, self.targets, before.children, now.children, self.seed, wave)
            before, seen = now, self.held_against(places, now.runs, wave)
            yield seen
        fresh = seen.places[proposals.clearest(seen, self.targets, before.children)]
        if len(fresh):
            yield from self.checked(fresh, len(self.plan) + 1, self.signs)

    def checked(self, places: np.ndarray, wave: int, asked: Sequence[Sign]) -> Iterator[Seen]:
        """Settings on fresh luck; then some signs, if anything is left to check."""
        seen = self.held_against(places, self.check, wave)
        yield seen
        stay = seen.places[left(seen, self.targets)]
        if len(stay) and asked:
            yield self.shown(stay, wave + 1, asked)

    def held_against(self, places: np.ndarray, runs: int, wave: int) -> Seen:
        """Settings held against the targets. Each wave meets luck of its own, so that no family grows used to its luck."""
        work = functools.partial(waves.play, self.scenario, self.priors, self.targets, self.seed + wave)
        return self.screened(blocks(wave, places, runs), work)

    def shown(self, places: np.ndarray, wave: int, asked: Sequence[Sign]) -> Seen:
        """By how much settings show some signs."""
        work = functools.partial(signs.play, self.scenario, self.priors, asked, self.seed + wave)
        return self.screened(blocks(wave, places, signs.RUNS), work, 2 * len(asked))

    def screened(self, parts: list[Block], work: Work, times: int = 1) -> Seen:
        """Play the blocks of a wave that are not stored yet, each setting in so many ensembles."""
        found = {part.number: seen for part in parts if (seen := self.stored(part)) is not None}
        for part in parts:
            if part.number in found:
                self.progress(times * part.runs * len(part.places), part.wave)
        for part, seen in finished(work, [part for part in parts if part.number not in found], self.workers):
            self.keep(part, seen)
            found[part.number] = seen
            self.progress(times * part.runs * len(part.places), part.wave)
        return joined([found[part.number] for part in parts])
