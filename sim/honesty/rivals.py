"""Null models: everybody chooses at random, and ceasefires that are in the same danger on every day."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize_scalar

from sim.agents import Belligerent
from sim.analysis import paired
from sim.analysis.estimates import Estimate
from sim.calibration import moments
from sim.calibration.moments import SURVIVAL_DAYS
from sim.calibration.tally import GENERAL, Tally
from sim.honesty.playing import Watched, watch
from sim.observed import UKRAINE, UKRAINE_OPEN, Observed, observed
from sim.scenario import Scenario, load

PRECISION = "talks.precision"
CLEARLY = 2.0  # standard errors
AS_WELL = 0.02  # a difference in a share of runs that nobody would print
ROWS = (UKRAINE, UKRAINE_OPEN)
HAZARDS = (1e-6, 1.0, 200)  # a day: from, to, and how many are tried before the best is refined


def at_random(scenario: Scenario) -> Scenario:
    """The scenario with a precision of choice of 0, whatever its events would set; red lines and the ladder stay as they are."""
    said = scenario.set(PRECISION, 0).to_dict()
    for event in said.get("events", []):
        event.get("set", {}).pop(PRECISION, None)
    return dataclasses.replace(load(said), name=scenario.name)


def watch_random(scenario: Scenario, runs: int, seed: int) -> Watched:
    """Play it with everybody choosing at random, so that no strategy is followed either."""
    rules = {scenario.situation.role(role)[0]: Belligerent for role in ("attacker", "defender")}
    return watch(at_random(scenario), runs, seed, rules)


def differences(words: dict[str, str], random: np.ndarray, model: np.ndarray) -> dict[str, Estimate]:
    """By how much each headline differs from chance, run by run on the same luck. Shapes (headlines, runs)."""
    return {name: paired.probability(said, *both) for (name, said), *both in zip(words.items(), random, model, strict=True)}


def is_as_well(difference: Estimate) -> bool:
    """Whether chance alone gives the same share, as far as anybody would print it."""
    return difference.value is not None and abs(difference.value) <= AS_WELL


# A constant hazard


@dataclass(frozen=True)
class Fit:
    """A row of the table of observed ceasefires beside the model and beside the constant hazard that fits it best.

    days: those on which the model has ceasefires to compare. observed, model, constant: shares that have not collapsed by then, shape (days,).
    model_off, constant_off: root mean square differences from what was observed; model_error: the first one's Monte Carlo error.
    """

    row: str
    count: int
    hazard: float
    days: list[int]
    observed: list[float]
    model: list[float]
    constant: list[float]
    model_off: float
    model_error: float
    constant_off: float

    @property
    def nearer(self) -> str:
        """Whether the model is nearer to what was observed than the constant hazard, farther, or as near, where luck leaves it open."""
        apart = self.constant_off - self.model_off
        if abs(apart) <= CLEARLY * self.model_error:
            return "as near"
        return "nearer" if apart > 0 else "farther"


def hazard(table: Observed) -> float:
    """The danger a day, the same on all days, that comes nearest to an observed curve: least squares over all days of its row.

    The likelihood would let the few that last for years decide; what counts here is to be near, so the rival is the nearest there is.

    >>> days = np.array([1, 7, 30, 180])
    >>> round(hazard(Observed(50, days, np.exp(-0.02 * days))), 6)
    0.02
    """

    def off(logarithm: float) -> float:
        """Sum of squares."""
        return float(((np.exp(-np.exp(logarithm) * table.days) - table.share) ** 2).sum())

    tried = np.log(np.geomspace(*HAZARDS))
    best = int(np.argmin([off(one) for one in tried]))
    around = tried[max(best - 1, 0)], tried[min(best + 1, tried.size - 1)]
    return float(np.exp(minimize_scalar(off, bounds=around, method="bounded", options={"xatol": 1e-9}).x))


def fits(tally: Tally) -> list[Fit]:
    """The model's general ceasefires beside each row, and the constant hazard beside it; nothing where the model has none."""
    curves = moments.lives(tally, GENERAL)
    known = (curves.at_risk[0] > 0) | (curves.share[0] == 0)  # where all have collapsed, none is left, and that is known
    days = [day for day in SURVIVAL_DAYS if day <= tally.days and known[day]]
    share, error = curves.share[0, days], np.where(curves.at_risk[0, days] > 0, curves.error[0, days], 0.0)
    return [fit(row, days, share, error) for row in ROWS] if days else []


def fit(row: str, days: list[int], share: np.ndarray, error: np.ndarray) -> Fit:
    """One row."""
    table = observed()[row]
    danger, seen = hazard(table), table.share[np.searchsorted(table.days, days)]
    constant = np.exp(-danger * np.array(days))
    return Fit(
        row=row,
        count=table.count,
        hazard=danger,
        days=days,
        observed=seen.tolist(),
        model=share.tolist(),
        constant=constant.tolist(),
        model_off=root_mean_square(share - seen),
        model_error=error_of_distance(share, seen, error),
        constant_off=root_mean_square(constant - seen),
    )


def root_mean_square(distances: np.ndarray) -> float:
    """The root of the mean square."""
    return float(np.sqrt(np.mean(distances**2)))


def error_of_distance(share: np.ndarray, seen: np.ndarray, error: np.ndarray) -> float:
    """Monte Carlo error of a root mean square difference, by the delta method; days of one curve err together (Greenwood 1926).

    That ceasefires of one run may have lives alike is left aside, as it is in the calibration.
    """
    slopes = (share - seen) / (share.size * max(root_mean_square(share - seen), 1e-12))
    later = np.maximum.outer(np.arange(share.size), np.arange(share.size))
    earlier = np.minimum.outer(np.arange(share.size), np.arange(share.size))
    together = share[later] / np.maximum(share[earlier], 1e-12) * error[earlier] ** 2
    return float(np.sqrt(max(slopes @ together @ slopes, 0.0)))
