"""Verdicts: what a newspaper would make of headlines, and which of them flip when a parameter is moved by a tenth.

A headline's verdict is whether it is true of most runs; one verdict more is which outcome is the most frequent. A verdict flips where it is
another after a move, unless luck alone could have done it: the paired difference, over runs with the same luck, has to be clear.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis import paired
from sim.analysis.estimates import Estimate, probability
from sim.honesty.moves import Move
from sim.result import OUTCOMES

HALF = 0.5
MOST_FREQUENT = "most_frequent_outcome"
CODES = slice(0, len(OUTCOMES))  # outcomes come first among the headlines


@dataclass(frozen=True)
class Flip:
    """A move after which a verdict is another; ``share`` is then the headline's share, or the share of the outcome that is then most frequent."""

    parameter: str
    way: str
    share: float
    becomes: str


@dataclass(frozen=True)
class Verdict:
    """A verdict, the share of runs behind it, whether luck leaves it open, the moves that flip it (the clearest first), and how many only seem to."""

    name: str
    words: str
    says: str
    share: float
    too_close: bool
    flips: list[Flip]
    within_luck: int


def verdicts(words: Mapping[str, str], before: np.ndarray, after: np.ndarray, moves: Sequence[Move]) -> list[Verdict]:
    """All verdicts. before: shape (headlines, runs); after: shape (moves, headlines, runs), run k with the same luck."""
    mean = after.mean(axis=2)
    found = [of_headline(name, said, before[row], after[:, row], mean[:, row], moves) for row, (name, said) in enumerate(words.items())]
    return [*found, of_outcomes(before[CODES], after[:, CODES], mean[:, CODES], moves)]


def of_headline(name: str, words: str, before: np.ndarray, after: np.ndarray, mean: np.ndarray, moves: Sequence[Move]) -> Verdict:
    """Whether a headline is true of most runs."""
    estimate, most = probability(words, before), bool(before.mean() > HALF)
    other = np.flatnonzero((mean > HALF) != most).tolist()
    clear = [number for number in other if paired.is_clear(paired.probability(words, before, after[number]))]
    flips = [Flip(moves[number].parameter, moves[number].way, float(mean[number]), said(not most)) for number in clear]
    flips.sort(key=lambda flip: -abs(flip.share - HALF))
    close = (estimate.low or 0) <= HALF <= (estimate.high or 0)
    return Verdict(name, words, said(most), float(before.mean()), close, flips, len(other) - len(clear))


def of_outcomes(before: np.ndarray, after: np.ndarray, mean: np.ndarray, moves: Sequence[Move]) -> Verdict:
    """Which outcome is the most frequent: by how much another leads it after a move, beside by how much it did before."""
    shares = before.mean(axis=1)
    winner, runner_up = np.argsort(-shares, kind="stable")[:2]
    best = mean.argmax(axis=1)
    other = np.flatnonzero(best != winner).tolist()
    clear = [number for number in other if paired.is_clear(gain(before, after[number], best[number], winner))]
    flips = [Flip(moves[number].parameter, moves[number].way, float(mean[number, best[number]]), OUTCOMES[best[number]]) for number in clear]
    flips.sort(key=lambda flip: -flip.share)
    close = not paired.is_clear(paired.mean("lead", before[runner_up], before[winner]))
    words = "the most frequent outcome"
    return Verdict(MOST_FREQUENT, words, OUTCOMES[winner], float(shares[winner]), close, flips, len(other) - len(clear))


def gain(before: np.ndarray, after: np.ndarray, one: int, other: int) -> Estimate:
    """By how much the lead of one outcome over another grows."""
    then, now = (happened[one].astype(float) - happened[other] for happened in (before, after))
    return paired.mean("lead", then, now)


def said(most: bool) -> str:
    """The verdict on a headline."""
    return "in most runs" if most else "not in most runs"
