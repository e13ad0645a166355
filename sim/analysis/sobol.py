"""Sobol indices of an outcome that also depends on luck: what is due to the parameters is told apart from what is due to chance.

The indices are those of the *expected* outcome f(x) of a setting x, over the ranges of the parameters (Sobol 1993). Of f only means over
a few runs are known. All settings meet the same luck, cut into batches of runs. A square of a mean is too large, as the luck in it is
squared too, and a product of two means holds the luck that both share; so every square and every product is taken of means over
*different* batches, whose luck is independent. Its expectation is exact, however few runs there are and however alike or unlike luck treats
two settings. Without luck all is as in Saltelli and others (2010): their estimator for first-order, Jansen's (1999) for total indices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.estimates import Estimate, Z
from sim.dice import Dice

RESAMPLES = 500
TOLERATED = 0.05  # how much luck may add to the variance between the means of settings before more runs are asked for


@dataclass(frozen=True, eq=False)
class Shares:
    """What the variance of an outcome is made of.

    parameters: variance of the expected outcome over the settings, with its interval. means: variance of the means as they were played, which holds
    luck too. luck: mean variance between the runs of a setting. first, total: an index for each parameter; None where the parameters do not
    clearly move the outcome. runs: of each setting.
    """

    parameters: Estimate
    means: float
    luck: float
    first: list[Estimate] | None
    total: list[Estimate] | None
    runs: int

    @property
    def share_of_luck(self) -> float | None:
        """Of the variance between single runs of settings drawn from the ranges, the part that luck alone makes up."""
        whole = max(self.parameters.value or 0.0, 0.0) + self.luck
        return self.luck / whole if whole else None

    @property
    def added(self) -> float | None:
        """How much luck adds to the variance between means, as a share of what the parameters do; the indices are free of it."""
        return None if self.first is None or not self.parameters.value else self.means / self.parameters.value - 1

    @property
    def runs_needed(self) -> int | None:
        """How many runs of each setting would bring that down to what is tolerated."""
        return None if self.added is None else max(1, int(np.ceil(self.runs * self.added / TOLERATED)))


def shares(means: np.ndarray, luck: np.ndarray, runs: int, names: Sequence[str], seed: int) -> Shares:
    """What the variance of one outcome is made of.

    means: of every setting of Saltelli's design, shape (base settings, parameters + 2, batches): A first, then A with one parameter of B, then B.
    luck: variance between the runs of each of these settings, shape (base settings, parameters + 2). runs: of each setting.

    Intervals are 95%, normal. Their error has two parts: that of the choice of settings, by a bootstrap over the base settings, which for
    settings as even as these is rather too large than too small; and that of the luck all settings share, by a jackknife over the batches.
    """
    base, width, batches = means.shape
    value = estimates(means, np.ones((1, base)) / base)[0]
    by_settings = estimates(means, resampled(base, seed)).var(axis=0, ddof=1)
    left_out = np.stack([estimates(np.delete(means, batch, axis=2), np.ones((1, base)) / base)[0] for batch in range(batches)])
    by_luck = (batches - 1) * left_out.var(axis=0)
    half = Z * np.sqrt(by_settings + by_luck)
    moves = value[0] - half[0] > 0
    kinds = ["variance"] + ["first-order index"] * (width - 2) + ["total index"] * (width - 2)
    words = ["all together", *names, *names]
    told = [
        Estimate(word, kind, float(one), float(one - wide), float(one + wide), base)
        for word, kind, one, wide in zip(words, kinds, value, half, strict=True)
    ]
    first, total = (told[1 : width - 1], told[width - 1 :]) if moves else (None, None)
    return Shares(told[0], variance(means.mean(axis=2, keepdims=True)), float(luck[:, [0, -1]].mean()), first, total, runs)


def estimates(means: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Variance, first-order and total indices under each of several weightings of the base settings, shape (weightings, 1 + 2 parameters)."""
    spread, first, total = parts(means)
    whole = weights @ spread
    safe = np.where(np.abs(whole) > 0, whole, np.inf)[:, None]
    return np.column_stack([whole, weights @ first / safe, weights @ total / safe])


def parts(means: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What each base setting adds: to the variance, shape (base settings,); to each parameter's part of it alone and with all its interactions,
    shape (base settings, parameters) each."""
    one, mixed, other = means[:, :1], means[:, 1:-1], means[:, -1:]
    centre, middle = means.mean(axis=(0, 1)), means[:, [0, -1]].mean(axis=(0, 1))
    spread = (products(one - middle, one - middle) + products(other - middle, other - middle)) / 2
    return spread[:, 0], products(other - centre, mixed - one), products(one - mixed, one - mixed) / 2


def products(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The mean product of an entry of one and an entry of the other from different batches (the last axis); of a single batch, the product.

    >>> float(products(np.array([1.0, 3.0]), np.array([2.0, 4.0])))
    5.0
    """
    batches = one.shape[-1]
    if batches == 1:
        return np.asarray((one * other)[..., 0])
    return np.asarray((one.sum(axis=-1) * other.sum(axis=-1) - (one * other).sum(axis=-1)) / (batches * (batches - 1)))


def variance(means: np.ndarray) -> float:
    """Variance of the expected outcome over the settings; of a single batch, that of the means themselves."""
    return float(parts(means)[0].mean())


def resampled(base: int, seed: int) -> np.ndarray:
    """How much each base setting weighs in each of the bootstrap's resamples, shape (resamples, base settings)."""
    die = Dice(seed, np.arange(1, RESAMPLES * base + 1)).throw(["sensitivity.bootstrap"], 0)[0].reshape(RESAMPLES, base)
    return np.stack([np.bincount(row, minlength=base) for row in (die * base).astype(np.int64)]) / base
