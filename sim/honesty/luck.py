"""Monte Carlo error: how far luck alone leaves the headlines open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.analysis.estimates import Estimate

TO_HALVE = 4  # an error falls with the root of the number of runs


@dataclass(frozen=True)
class Luck:
    """The headline share with the widest interval, half that interval's width, and how many runs would halve it."""

    headline: str
    words: str
    half_width: float
    runs_to_halve: int


def luck(shares: Mapping[str, Estimate], runs: int) -> Luck:
    """From the headline shares of an ensemble."""
    widest = max(shares, key=lambda name: half_width(shares[name]))
    return Luck(widest, shares[widest].words, half_width(shares[widest]), TO_HALVE * runs)


def half_width(estimate: Estimate) -> float:
    """Half the width of an interval; 0 where there is none."""
    return 0.0 if estimate.low is None or estimate.high is None else (estimate.high - estimate.low) / 2
