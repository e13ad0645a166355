"""The numbers of an ensemble that are held against the record, for many settings at once, each with its Monte Carlo error."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sim.agents import ATTACKER, DEFENDER
from sim.calibration.tally import GENERAL, LIMITED, NEVER, SHORT, SIX_WEEKS, Tally
from sim.result import ENDINGS

MONTH, YEAR = 30, 365
SURVIVAL_DAYS = (7, 14, 30, 90, 180)
LEAST = 0.5  # added to a count that may be 0, before its logarithm is taken (Haldane 1956)
COLLAPSED = ENDINGS.index("collapsed")
SHAPE_DAYS = (14, 90)  # where the Weibull shape is read off
UNKNOWN = np.inf


@dataclass(frozen=True)
class Moments:
    """One number of each setting and its standard error, shape (settings,); the error is infinite where nothing was seen."""

    value: np.ndarray
    error: np.ndarray


def share(happened: np.ndarray, tally: Tally) -> Moments:
    """Share of each setting's runs in which something happened. The error is never quite 0, as if half a run more had gone either way."""
    count = happened.reshape(tally.settings, tally.runs).sum(axis=1)
    return proportion(count, np.full(tally.settings, float(tally.runs)))


def proportion(count: np.ndarray, of: np.ndarray) -> Moments:
    """A proportion, with the error of its estimate after adding half a success and half a failure."""
    smoothed = (count + LEAST) / (of + 2 * LEAST)
    error = np.sqrt(smoothed * (1 - smoothed) / (of + 2 * LEAST))
    return Moments(count / np.maximum(of, 1), np.where(of > 0, error, UNKNOWN))


def average(values: np.ndarray, tally: Tally) -> Moments:
    """Mean of each setting's runs."""
    by_setting = values.reshape(tally.settings, tally.runs)
    return Moments(by_setting.mean(axis=1), by_setting.std(axis=1) / np.sqrt(tally.runs))


@dataclass(frozen=True)
class Curves:
    """Kaplan and Meier's (1958) curve of each setting, with Greenwood's error and the number at risk, shape (settings, days + 1)."""

    share: np.ndarray
    error: np.ndarray
    at_risk: np.ndarray


def kaplan_meier(ended: np.ndarray, censored: np.ndarray) -> Curves:
    """Curves from counts by setting and days lasted. The error is never less than that of a proportion of half those at risk."""
    at_risk = (ended + censored)[:, ::-1].cumsum(axis=1)[:, ::-1]
    safe = np.maximum(at_risk, 1)
    curve = np.cumprod(1 - ended / safe, axis=1)
    greenwood = curve * np.sqrt(np.cumsum(ended / (safe * np.maximum(safe - ended, LEAST)), axis=1))
    everyone = np.maximum(at_risk[:, :1], LEAST)
    floor = np.sqrt((curve + LEAST / everyone) * (1 - curve + LEAST / everyone) / everyone)
    known = (at_risk > 0) | ((curve == 0) & (at_risk[:, :1] > 0))  # where all have collapsed, none is left to be at risk
    return Curves(curve, np.where(known, np.maximum(greenwood, floor), UNKNOWN), at_risk)


def lives(tally: Tally, kind: str) -> Curves:
    """How long agreements of a kind last until they collapse; expiry and replacement are censored, as in the observed table."""
    by_ending = tally.lives[kind]
    collapsed = by_ending[:, :, COLLAPSED]
    return kaplan_meier(collapsed, by_ending.sum(axis=2) - collapsed)


def survival(tally: Tally, day: int) -> Moments:
    """Share of general ceasefires that have not collapsed after so many days."""
    curves = lives(tally, GENERAL)
    return Moments(curves.share[:, day], curves.error[:, day])


def shape(tally: Tally) -> Moments:
    """Weibull shape of the lives of general ceasefires: the slope of log(-log S) over log(days), read off at two days."""
    curves = lives(tally, GENERAL)
    early, late = (np.clip(curves.share[:, day], 1e-3, 1 - 1e-3) for day in SHAPE_DAYS)
    between = np.log(SHAPE_DAYS[1] / SHAPE_DAYS[0])
    slope = (np.log(-np.log(late)) - np.log(-np.log(early))) / between
    errors = [curves.error[:, day] / (curve * -np.log(curve)) for day, curve in zip(SHAPE_DAYS, (early, late), strict=True)]
    return Moments(slope, np.hypot(*errors) / between)


def short_truces_kept(tally: Tally) -> Moments:
    """Share of short truces that do not collapse."""
    ends = tally.lives[SHORT].sum(axis=1)
    return proportion(ends.sum(axis=1) - ends[:, COLLAPSED], ends.sum(axis=1))


def partial_hazard(tally: Tally) -> Moments:
    """Logarithm of the daily hazard of limited deals over that of general ceasefires, in their first thirty days."""
    (collapses, days), (others, other_days) = exposure(tally, LIMITED), exposure(tally, GENERAL)
    ratio = np.log((collapses + LEAST) / np.maximum(days, 1)) - np.log((others + LEAST) / np.maximum(other_days, 1))
    error = np.sqrt(1 / (collapses + LEAST) + 1 / (others + LEAST))
    return Moments(ratio, np.where((days > 0) & (other_days > 0), error, UNKNOWN))


def exposure(tally: Tally, kind: str) -> tuple[np.ndarray, np.ndarray]:
    """Collapses in the first thirty days of agreements of a kind, and the days in which they could have happened."""
    days = np.minimum(np.arange(tally.days + 1), MONTH)
    return tally.lives[kind][:, : MONTH + 1, COLLAPSED].sum(axis=1), tally.lives[kind].sum(axis=2) @ days


def partial_easier(tally: Tally) -> Moments:
    """Share of runs that reach a limited deal, less the share that reach a general ceasefire."""
    return average((tally.first[LIMITED] != NEVER).astype(float) - (tally.first[GENERAL] != NEVER), tally)


def general_gap(tally: Tally) -> Moments:
    """Median days from one beginning of a general ceasefire to the next; the length of the run where fewer than half see a next one."""
    curves = kaplan_meier(tally.gaps, tally.no_next)
    below = curves.share <= 0.5
    median = np.where(below.any(axis=1), below.argmax(axis=1), tally.days)
    seen = tally.gaps.sum(axis=1)
    spread = median * 1.25 / np.sqrt(np.maximum(seen, LEAST))  # of a median, where the spread of the gaps is about their mean
    return Moments(median.astype(float), np.where(curves.at_risk[:, 0] > 0, spread, UNKNOWN))


def said_yes(tally: Tally, role: str) -> Moments:
    """Share of the mediator's proposals in the first six weeks that a side accepts."""
    by_setting = [counts.reshape(tally.settings, tally.runs).sum(axis=1) for counts in (tally.yes[role], tally.tables)]
    return proportion(*by_setting)


def within_six_weeks(tally: Tally, kind: str) -> np.ndarray:
    """Runs that reach an agreement of a kind within six weeks, shape (settings * runs,)."""
    return (tally.first[kind] != NEVER) & (tally.first[kind] <= SIX_WEEKS)


def a_year(tally: Tally, kind: str) -> Moments:
    """Agreements of a kind that are signed in a year."""
    return average(tally.times[kind] * YEAR / tally.days, tally)


def patience(tally: Tally) -> Moments:
    """Logarithm of the defender's time pressure over the attacker's: above 0 where time is on the attacker's side. It has no error."""
    return average(np.log(tally.time_pressure[DEFENDER] / tally.time_pressure[ATTACKER]), tally)


def by_year_end(tally: Tally) -> Moments:
    """Share of runs that reach a general ceasefire by 31 December 2025."""
    return share((tally.first[GENERAL] != NEVER) & (tally.first[GENERAL] <= tally.year_end), tally)


SUMMARIES: dict[str, Callable[[Tally], Moments]] = {
    **{f"general_survival_{day}": functools.partial(survival, day=day) for day in SURVIVAL_DAYS},
    "general_shape": shape,
    "short_truces_kept": short_truces_kept,
    "partial_hazard": partial_hazard,
    "partial_easier": partial_easier,
    "general_gap": general_gap,
    "six_weeks_limited": lambda tally: share(within_six_weeks(tally, LIMITED), tally),
    "six_weeks_limited_not_renewed": lambda tally: share(within_six_weeks(tally, LIMITED) & ~tally.renewed_limited, tally),
    "six_weeks_truce_broken": lambda tally: share(tally.broken_truce, tally),
    "six_weeks_yes_defender": lambda tally: said_yes(tally, DEFENDER),
    "six_weeks_yes_attacker": lambda tally: said_yes(tally, ATTACKER),
    "six_weeks_no_general": lambda tally: share(~within_six_weeks(tally, GENERAL), tally),
    "without_peace": lambda tally: share(~tally.at_peace, tally),
    "front_drift": lambda tally: average((tally.held - tally.held_first) * MONTH / SIX_WEEKS, tally),
    "six_weeks_trust_defender": lambda tally: average(tally.trust, tally),
    "trust_defender_at_end": lambda tally: average(tally.trust_at_end, tally),
    "limited_a_year": lambda tally: a_year(tally, LIMITED),
    "short_a_year": lambda tally: a_year(tally, SHORT),
    "patience": patience,
    "general_by_year_end": by_year_end,
}
