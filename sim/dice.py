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
FROM_1_TO_2 = np.uint64(0x3FF0000000000000)
JUST_BELOW_1 = 1 - 2.0**-53
BLOCK = 512
EVERYONE = slice(None)

Runs = NDArray[np.int64] | slice


def mix(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The SplitMix64 finaliser, in place."""
    shifted = numbers >> SHIFT_30
    numbers ^= shifted
    numbers *= FIRST
    numbers ^= np.right_shift(numbers, SHIFT_27, out=shifted)
    numbers *= SECOND
    numbers ^= np.right_shift(numbers, SHIFT_31, out=shifted)
    return numbers


def uniform(numbers: NDArray[np.uint64]) -> NDArray[np.float64]:
    """The upper 52 bits as a number strictly between 0 and 1, in place: as the fraction of a float from 1 to 2, less nearly 1."""
    numbers >>= SHIFT_12
    numbers |= FROM_1_TO_2
    between = numbers.view(np.float64)
    between -= JUST_BELOW_1
    return between


def start(seed: int, name: str) -> int:
    """64 bits of BLAKE2b over a seed and the name of a die."""
    return int.from_bytes(blake2b(f"{seed}/{name}".encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=256)
def addresses(seed: int, names: tuple[str, ...], block: int) -> NDArray[np.uint64]:
    """Where the counters of some dice start on each day of a block of days, shape (names, BLOCK)."""
    days = np.arange(block * BLOCK, (block + 1) * BLOCK).astype(np.uint64) * GOLDEN
    return mix(days + np.array([[start(seed, name)] for name in names], dtype=np.uint64))


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
        block, place = divmod(day, BLOCK)
        return uniform(mix(self.counters[runs] + addresses(self.seed, tuple(names), block)[:, place : place + 1]))
