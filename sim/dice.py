"""Chance: addressed by (seed, the die's name, day, run), not drawn in turn.

A throw is the SplitMix64 finaliser (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators") over a counter
that steps with the run number and starts at a hash of seed, name and day. So run 8 alone equals run 8 of thousands, a new die
changes no other, and two scenarios with one seed meet the same luck. Dice give uniforms only; rules bend them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
SHIFT_30, SHIFT_27, SHIFT_31, SHIFT_12 = (np.uint64(bits) for bits in (30, 27, 31, 12))
UNIT, HALF = 2.0**-52, 2.0**-53
EVERYONE = slice(None)

MASK = (1 << 64) - 1

Runs = NDArray[np.int64] | slice


@lru_cache(maxsize=4096)
def start(seed: int, name: str) -> int:
    """64 bits of BLAKE2b over a seed and the name of a die."""
    return int.from_bytes(blake2b(f"{seed}/{name}".encode(), digest_size=8).digest(), "little")


def mixed(number: int) -> int:
    """The SplitMix64 finaliser of one whole number."""
    number = ((number ^ number >> 30) * int(FIRST)) & MASK
    number = ((number ^ number >> 27) * int(SECOND)) & MASK
    return number ^ number >> 31


def address(seed: int, name: str, day: int) -> np.uint64:
    """Where the counter of a die starts on a day."""
    return np.uint64(mixed((start(seed, name) + day * int(GOLDEN)) & MASK))


class Dice:
    """The dice of some runs of a seed.

    seed: any whole number. runs: run numbers, shape (n,), from 1.
    """

    def __init__(self, seed: int, runs: NDArray[np.int64]) -> None:
        self.seed = int(seed)
        self.counters = np.asarray(runs).astype(np.uint64) * GOLDEN

    def throw(self, names: Sequence[str], day: int, runs: Runs = EVERYONE) -> NDArray[np.float64]:
        """For each named die one uniform per run, strictly between 0 and 1; ``runs`` picks positions in the batch.

        Thrown together because it is faster; each die's numbers are the same as if it were thrown alone. Shape (names, runs).

        >>> alone = Dice(1, np.array([8])).throw(["atrocity"], 3)[0]
        >>> bool(alone[0] == Dice(1, np.arange(1, 5000)).throw(["luck", "atrocity"], 3)[1][7])
        True
        """
        addresses = np.array([address(self.seed, name, day) for name in names])
        counter = self.counters[runs] + addresses[:, np.newaxis]
        counter ^= counter >> SHIFT_30
        counter *= FIRST
        counter ^= counter >> SHIFT_27
        counter *= SECOND
        counter ^= counter >> SHIFT_31
        counter >>= SHIFT_12
        uniform = counter.astype(np.float64)
        uniform *= UNIT
        uniform += HALF
        return uniform
