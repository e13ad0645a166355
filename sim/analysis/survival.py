"""How long agreements last: competing ends by Aalen and Johansen (1978), from counts of agreements by days lasted and ending."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.analysis.estimates import Z


@dataclass(frozen=True)
class Incidence:
    """Share of agreements that have ended in one way by each day, with a 95% band, and how many were still in force.

    days: shape (days,), from 0. share, low, high: shape (days,). at_risk: in force when the day began, shape (days,).
    """

    days: np.ndarray
    share: np.ndarray
    low: np.ndarray
    high: np.ndarray
    at_risk: np.ndarray


def incidence(ended: np.ndarray, ended_otherwise: np.ndarray, censored: np.ndarray) -> Incidence:
    """Cumulative incidence of one ending among competing ones (Aalen-Johansen), with its delta-method variance.

    ended, ended_otherwise, censored: counts by days lasted, shape (days,), from 0. An agreement counts as at risk up to the day it
    ended or was last seen. With no other endings this is one minus Kaplan and Meier's curve.
    """
    everyone = np.asarray(ended + ended_otherwise + censored, dtype=np.float64)
    risk = everyone[::-1].cumsum()[::-1]
    here, any_end = np.asarray(ended, dtype=np.float64), np.asarray(ended + ended_otherwise, dtype=np.float64)
    safe = np.maximum(risk, 1.0)
    in_force = np.cumprod(1 - any_end / safe)
    before = np.concatenate([[1.0], in_force[:-1]])
    share = np.cumsum(before * here / safe)
    spread = Z * np.sqrt(variance(share, before, here, any_end, safe))
    return Incidence(np.arange(share.size), share, np.clip(share - spread, 0, 1), np.clip(share + spread, 0, 1), risk)


def variance(share: np.ndarray, before: np.ndarray, here: np.ndarray, any_end: np.ndarray, risk: np.ndarray) -> np.ndarray:
    """Delta-method variance of a cumulative incidence (Marubini and Valsecchi 1995, chapter 10)."""
    hazard = any_end / (risk * np.maximum(risk - any_end, 1.0))
    cause = before**2 * here * (risk - here) / risk**3
    mixed = before * here / risk**2
    squares = share**2 * np.cumsum(hazard) - 2 * share * np.cumsum(hazard * share) + np.cumsum(hazard * share**2)
    crossed = share * np.cumsum(mixed) - np.cumsum(mixed * share)
    found: np.ndarray = np.maximum(squares + np.cumsum(cause) - 2 * crossed, 0.0)
    return found
