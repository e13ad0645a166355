"""A whole screening: wave after wave, a check on fresh luck, and the signs that theory demands."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sim.calibration import signs, waves
from sim.calibration.inputs import Prior, Target
from sim.calibration.signs import Sign
from sim.calibration.waves import Block, Seen, blocks, joined, left
from sim.scenario import Scenario
from sim.workers import finished

PLAN = ((40_000, 16), (20_000, 32), (16_000, 64), (12_000, 128), (8_000, 256), (10_000, 512))  # settings and runs of each wave
CHECK = (2_000, 1_024)  # settings at most, and runs of each, in the check on fresh luck
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
    plan: Sequence[tuple[int, int]] = PLAN
    check: tuple[int, int] = CHECK
    stored: Callable[[Block], Seen | None] = lambda block: None
    keep: Callable[[Block, Seen], None] = lambda block, seen: None
    progress: Callable[[int, int], None] = lambda runs, wave: None

    @property
    def runs(self) -> int:
        """How many runs all of it takes at most."""
        of_signs = 2 * signs.RUNS * len(self.signs) * self.check[0]
        return sum(settings * runs for settings, runs in [*self.plan, self.check]) + of_signs

    def waves(self) -> Iterator[Seen]:
        """Wave after wave; then the check on fresh luck; then the signs, if anything is left to check."""
        work, (settings, runs) = self.against_targets(self.seed), self.plan[0]
        seen = self.screened(blocks(1, waves.first(len(self.priors), settings, self.seed), runs), work)
        yield seen
        for wave, (settings, runs) in enumerate(self.plan[1:], 2):
            seen = self.screened(blocks(wave, waves.next_places(seen, self.targets, settings, self.seed, wave), runs), work)
            yield seen
        last = len(self.plan) + 1
        fresh = seen.places[left(seen, self.targets)][: self.check[0]]
        if len(fresh):
            seen = self.screened(blocks(last, fresh, self.check[1]), self.against_targets(self.seed + 1))
            yield seen
            stay = seen.places[left(seen, self.targets)]
            if len(stay) and self.signs:
                work = functools.partial(signs.play, self.scenario, self.priors, self.signs, self.seed + 2)
                yield self.screened(blocks(last + 1, stay, signs.RUNS), work)

    def against_targets(self, seed: int) -> Work:
        """Playing blocks of settings on one luck, to be held against the targets."""
        return functools.partial(waves.play, self.scenario, self.priors, self.targets, seed)

    def screened(self, parts: list[Block], work: Work) -> Seen:
        """Play the blocks of a wave that are not stored yet."""
        found = {part.number: seen for part in parts if (seen := self.stored(part)) is not None}
        for part in parts:
            if part.number in found:
                self.advance(part)
        for part, seen in finished(work, [part for part in parts if part.number not in found], self.workers):
            self.keep(part, seen)
            found[part.number] = seen
            self.advance(part)
        return joined([found[part.number] for part in parts])

    def advance(self, part: Block) -> None:
        """A block is done."""
        times = 2 * len(self.signs) if part.runs == signs.RUNS and part.wave > len(self.plan) + 1 else 1
        self.progress(times * part.runs * len(part.places), part.wave)
