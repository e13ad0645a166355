"""Chance: addressed by (seed, the die's name, day, run), not drawn in turn.

A throw is the SplitMix64 finaliser (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators") over a counter
that steps with the run number and starts at a hash of seed, name and day. So run 8 alone equals run 8 of thousands, a new die
changes no other, and two scenarios with one seed meet the same luck. Dice give uniforms only; rules bend them.
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
SHIFT_30, SHIFT_27, SHIFT_31, SHIFT_11 = (np.uint64(bits) for bits in (30, 27, 31, 11))
UNIT, HALF = 2.0**-53, 2.0**-54
EVERYONE = slice(None)

Runs = NDArray[np.int64] | slice


def address(seed: int, name: str, day: int) -> np.uint64:
    """Where the counter of a die starts on a day: 64 bits of BLAKE2b over seed, name and day."""
    digest = blake2b(f"{seed}/{name}/{day}".encode(), digest_size=8).digest()
    return np.uint64(int.from_bytes(digest, "little"))


class Dice:
    """The dice of some runs of a seed.

    seed: any whole number. runs: run numbers, shape (n,), from 1.
    """

    def __init__(self, seed: int, runs: NDArray[np.int64]) -> None:
        self.seed = int(seed)
        self.counters = np.asarray(runs).astype(np.uint64) * GOLDEN

    def throw(self, name: str, day: int, runs: Runs = EVERYONE) -> NDArray[np.float64]:
        """One uniform per run, strictly between 0 and 1; ``runs`` picks positions in the batch.

        >>> alone = Dice(1, np.array([8])).throw("atrocity", 3)
        >>> bool(alone[0] == Dice(1, np.arange(1, 5000)).throw("atrocity", 3)[7])
        True
        """
        mixed = self.counters[runs] + address(self.seed, name, day)
        mixed ^= mixed >> SHIFT_30
        mixed *= FIRST
        mixed ^= mixed >> SHIFT_27
        mixed *= SECOND
        mixed ^= mixed >> SHIFT_31
        mixed >>= SHIFT_11
        uniform = mixed.astype(np.float64)
        uniform *= UNIT
        uniform += HALF
        return uniform
