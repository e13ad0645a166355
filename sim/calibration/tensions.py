"""Which targets stand in each other's way: what each rules out, alone or with others, and which pairs are hard to meet together.

And what moves each number: the parameters with which it rises and falls among the settings of the last wave, all others varying too.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.stats import rankdata

from sim.calibration.inputs import Prior, Target
from sim.calibration.waves import CUTOFF, Seen, implausibility

PAIRS, MOVERS = 6, 3
ROUNDED = 4


def tensions(seen: Seen, targets: Sequence[Target], priors: Sequence[Prior]) -> dict[str, Any]:
    """What the targets do to one wave, and to each other there, and what moves their numbers."""
    fine, pairs = implausibility(seen, targets) <= CUTOFF, alike(seen, [target.name for target in targets])
    return {
        "targets": {
            target.name: {
                **alone(seen.value[:, number], fine, number, target),
                "moved_by": movers(seen, number, priors),
                "moves_with": companions(pairs, target.name),
            }
            for number, target in enumerate(targets)
        },
        "hardest_pairs": hardest(fine, [target.name for target in targets]),
        "alike": pairs[:PAIRS],
    }


def alone(value: np.ndarray, fine: np.ndarray, number: int, target: Target) -> dict[str, Any]:
    """Shares of settings that a target rules out, that it alone rules out, and for which the number is too low; and how many others would leave."""
    out = ~fine[:, number]
    others = np.delete(fine, number, axis=1).all(axis=1)
    return {
        "rules_out": share(out),
        "alone": share(out & others),
        "too_low": share(out & (value < target.value)),
        "left_without_it": int(others.sum()),
    }


def hardest(fine: np.ndarray, names: Sequence[str]) -> list[dict[str, Any]]:
    """Pairs of targets that fewer settings meet together than would if meeting one had nothing to do with meeting the other, hardest first."""
    found = []
    for one, other in itertools.combinations(range(len(names)), 2):
        together, apart = float((fine[:, one] & fine[:, other]).mean()), float(fine[:, one].mean() * fine[:, other].mean())
        if together < apart:
            found.append((together / apart, {"pair": [names[one], names[other]], "together": rounded(together), "if_unrelated": rounded(apart)}))
    return [pair for _, pair in sorted(found, key=lambda one: one[0])[:PAIRS]]


def alike(seen: Seen, names: Sequence[str]) -> list[dict[str, Any]]:
    """Pairs of targets whose numbers rise and fall together or against each other, by Spearman's (1904) rank correlation, strongest first."""
    ranks = rankdata(seen.value[np.isfinite(seen.error).all(axis=1)], axis=0)
    found = [(together(ranks[:, one], ranks[:, other]), [names[one], names[other]]) for one, other in itertools.combinations(range(len(names)), 2)]
    return [{"pair": pair, "correlation": rounded(value)} for value, pair in sorted(found, key=lambda one: -abs(one[0])) if value]


def companions(pairs: Sequence[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """The targets with whose numbers that of one target moves most."""
    with_it = [one for one in pairs if name in one["pair"]][:MOVERS]
    return [{"target": next(other for other in one["pair"] if other != name), "correlation": one["correlation"]} for one in with_it]


def movers(seen: Seen, number: int, priors: Sequence[Prior]) -> list[dict[str, Any]]:
    """The parameters with which a number moves most, by rank correlation, strongest first."""
    known = np.isfinite(seen.error[:, number])
    ranks, places = rankdata(seen.value[known, number]), rankdata(seen.places[known], axis=0)
    found = [(together(ranks, column), prior.name) for column, prior in zip(places.T, priors, strict=True)]
    return [{"parameter": name, "correlation": rounded(value)} for value, name in sorted(found, key=lambda one: -abs(one[0]))[:MOVERS] if value]


def together(one: np.ndarray, other: np.ndarray) -> float:
    """The correlation of two rows of ranks; 0 where one does not move."""
    return float(np.corrcoef(one, other)[0, 1]) if one.size and one.std() and other.std() else 0.0


def share(which: np.ndarray) -> float:
    """A share of settings."""
    return rounded(float(which.mean()))


def rounded(value: float) -> float:
    """A share with the digits that are written down."""
    return round(value, ROUNDED)
