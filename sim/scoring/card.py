"""The score card: how a model and simple rivals fared, with what luck and the small number of statements leave open."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np

from sim.analysis.estimates import wilson
from sim.scoring import scores
from sim.scoring.forecasts import Chances, Forecast, at_random, forecast
from sim.scoring.forecasts import Progress as Progress
from sim.scoring.reading import ScoreFile
from sim.scoring.statements import Measured, YesNo

LEVELS = (0.5, 0.9)
TWO = 2.0  # standard errors


@dataclass(frozen=True)
class Total:
    """Mean scores of one forecaster over some statements. The errors are Monte Carlo standard errors; None where no luck is in it."""

    name: str
    statements: int
    brier: float
    brier_error: float | None
    logarithmic: float
    logarithmic_error: float | None


@dataclass(frozen=True)
class Rivalry:
    """A rival beside the model, over the statements on which the rival has something to say.

    skill: share of the rival's score that the model avoids. gain: by how much the model's Brier score is lower on average, and its standard
    error over the statements; None for a single one.
    """

    rival: Total
    model: Total
    skill_brier: float | None
    skill_logarithmic: float | None
    gain: float
    gain_error: float | None

    @property
    def tells(self) -> bool:
        """Whether the gain or loss is more than the choice of statements would explain."""
        return self.gain_error is not None and abs(self.gain) > TWO * self.gain_error


@dataclass(frozen=True)
class OwnWorld:
    """The Brier score that the model would get if the world were one of its runs: three quantiles, and the share of runs that score as badly."""

    low: float
    median: float
    high: float
    as_badly: float


@dataclass(frozen=True, eq=False)
class Card:
    """Everything that is to be said of a score file."""

    file: ScoreFile
    runs: int
    seed: int
    model: Forecast
    random: Forecast

    @functools.cached_property
    def yes_no(self) -> list[YesNo]:
        """The statements that are true or not."""
        return [one for one in self.file.statements if isinstance(one, YesNo)]

    @functools.cached_property
    def measured(self) -> list[Measured]:
        """The statements with a measured value."""
        return [one for one in self.file.statements if isinstance(one, Measured)]

    @functools.cached_property
    def happened(self) -> np.ndarray:
        """What happened, shape (statements,)."""
        return np.array([one.happened for one in self.yes_no], dtype=bool)

    @functools.cached_property
    def lasting(self) -> np.ndarray:
        """Chances by constant danger from the table of observed ceasefires, NaN where a statement is not about that, shape (statements,)."""
        return np.array([one.lasting.chance if one.lasting else np.nan for one in self.yes_no])

    @functools.cached_property
    def total(self) -> Total:
        """The model over all statements."""
        return self.of("the model", self.model.chances.given, self.model.chances)

    def of(self, name: str, given: np.ndarray, chances: Chances | None = None, chosen: np.ndarray | None = None) -> Total:
        """Mean scores of chances on the chosen statements, all if none are chosen."""
        chosen = np.ones(given.size, dtype=bool) if chosen is None else chosen
        given, happened = given[chosen], self.happened[chosen]
        errors: list[float | None] = [None, None]
        if chances is not None:
            part = Chances(chances.asked[:, chosen], chances.yes[:, chosen])
            errors = [part.error(slope(given, happened)) for slope in (scores.brier_slope, scores.logarithmic_slope)]
        brier, logarithmic = (float(score(given, happened).mean()) for score in (scores.brier, scores.logarithmic))
        return Total(name, int(given.size), brier, errors[0], logarithmic, errors[1])

    @functools.cached_property
    def rivals(self) -> list[Rivalry]:
        """The rivals: agents at random, one half, the base rate and, for what lasts or not, constant danger."""
        size, everyone = self.happened.size, np.ones(self.happened.size, dtype=bool)
        if not size:
            return []
        found = [
            self.beside("agents at random", self.random.chances.given, everyone, self.random.chances),
            self.beside("one half for all", np.full(size, 0.5), everyone),
            self.beside("the base rate", np.full(size, self.happened.mean()), everyone),
        ]
        known = np.isfinite(self.lasting)
        return [*found, self.beside("constant danger", self.lasting, known)] if known.any() else found

    def beside(self, name: str, given: np.ndarray, chosen: np.ndarray, chances: Chances | None = None) -> Rivalry:
        """A rival on the chosen statements, and the model on the same."""
        rival, model = self.of(name, given, chances, chosen), self.of("the model", self.model.chances.given, self.model.chances, chosen)
        gains = (scores.brier(given, self.happened) - scores.brier(self.model.chances.given, self.happened))[chosen]
        error = float(gains.std(ddof=1) / np.sqrt(gains.size)) if gains.size > 1 else None
        skills = scores.skill(model.brier, rival.brier), scores.skill(model.logarithmic, rival.logarithmic)
        return Rivalry(rival, model, *skills, float(gains.mean()), error)

    @functools.cached_property
    def own_world(self) -> OwnWorld | None:
        """How the model would score if the world were one of its own runs, which says how bad a score is to be expected of it at best."""
        chances = self.model.chances
        sums = (scores.brier(chances.given, chances.yes) * chances.asked).sum(axis=1)
        asked = chances.asked.sum(axis=1)
        if not asked.any():
            return None
        each = sums[asked > 0] / asked[asked > 0]
        low, median, high = np.quantile(each, [0.05, 0.5, 0.95], method="inverted_cdf")
        return OwnWorld(float(low), float(median), float(high), float(np.mean(each >= self.total.brier - 1e-12)))

    # Measured values

    def bounds(self, forecast: Forecast, level: float) -> np.ndarray:
        """The central intervals of an ensemble, shape (2, statements); their ends are values that some run has."""
        return np.quantile(forecast.values, [(1 - level) / 2, (1 + level) / 2], axis=0, method="inverted_cdf")

    @functools.cached_property
    def observed(self) -> np.ndarray:
        """The observed values, shape (statements,)."""
        return np.array([one.observed for one in self.measured])

    def inside(self, level: float, forecast: Forecast) -> np.ndarray:
        """Whether each observed value lies within an ensemble's central interval, ends included, shape (statements,)."""
        low, high = self.bounds(forecast, level)
        return np.asarray((low <= self.observed) & (self.observed <= high))

    def coverage(self, level: float, forecast: Forecast) -> tuple[float, float, float]:
        """Share of observed values within an ensemble's central intervals, and Wilson's interval of that share over the statements."""
        inside = self.inside(level, forecast)
        return (float(inside.mean()), *wilson(float(inside.sum()), inside.size))

    def interval_scores(self, forecast: Forecast, level: float) -> np.ndarray:
        """Interval scores of an ensemble, each in the unit of its column, shape (statements,)."""
        low, high = self.bounds(forecast, level)
        return np.asarray(scores.interval(low, high, self.observed, level))


def score(file: ScoreFile, runs: int, seed: int, workers: int = 1, progress: Progress = None) -> Card:
    """Play the scenario of a score file, and the same with agents who choose at random, up to each date."""
    model, random = (forecast(one, file.statements, runs, seed, workers, progress) for one in (file.scenario, at_random(file.scenario)))
    return Card(file, runs, seed, model, random)
