"""Signs that theory demands: settings under which one is clearly reversed are left out, however well they fit the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from sim.calibration.inputs import Prior, entries, shipped
from sim.calibration.waves import Block, Seen
from sim.model import Talks
from sim.record import Outcomes
from sim.result import OUTCOMES
from sim.scenario import Scenario

SIGNS = "signs.yaml"
RUNS = 256  # of each setting, under each of the two ensembles
REVERSED = 3.0  # standard errors of the paired difference
HOLDING = [number for number, outcome in enumerate(OUTCOMES) if outcome.endswith("holding")]
Values = dict[str, np.ndarray]


@dataclass(frozen=True)
class Sign:
    """Under ``change`` something rises or falls against ``before``: a count of a run, or a share of ``per``."""

    name: str
    change: Mapping[str, Mapping[str, float]]
    count: Sequence[str]
    then: str
    source: str
    before: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    per: Sequence[str] = ()


def signs(path: Path | None = None) -> list[Sign]:
    """The signs of a file, or the shipped ones."""
    said = entries(path or shipped(SIGNS), "signs", list)
    return [Sign(**{("before" if key == "from" else key): value for key, value in one.items()}) for one in said]


def changed(values: np.ndarray, how: Mapping[str, float], low: float, high: float) -> np.ndarray:
    """A parameter's values after a change, kept within its range.

    >>> [changed(np.array([0.2]), how, 0, 1).tolist() for how in ({"to": 0.5}, {"by": 0.25}, {"times": 6})]
    [[0.5], [0.45], [1.0]]
    """
    ((way, amount),) = how.items()
    found = {"to": np.full_like(values, amount), "by": values + amount, "times": values * amount}[way]
    return np.clip(found, low, high)


def ensemble(scenario: Scenario, values: Values, changes: Mapping[str, Mapping[str, float]], seed: int) -> Values:
    """Outcome columns of every setting after some changes, shape (settings, RUNS)."""
    settings, values = len(next(iter(values.values()))), dict(values)
    for name, how in changes.items():
        declared = scenario.parameters[name]
        start = values.get(name, np.full(settings, float(scenario.get(name))))
        values[name] = changed(start, how, declared.low or 0.0, 1.0 if declared.high is None else declared.high)
    vary = {name: np.repeat(column, RUNS) for name, column in values.items()}
    model = Talks(scenario, seed, np.tile(np.arange(1, RUNS + 1), settings), vary=vary)
    outcomes = Outcomes(model)
    model.observers.append(outcomes)
    model.play_to(scenario.days)
    return {name: column.reshape(settings, RUNS).astype(float) for name, column in outcomes.columns(model).items()}


def counted(columns: Values, words: Sequence[str]) -> np.ndarray:
    """What is compared, run by run: columns added up, whether a rung was ever reached, or whether something holds at the end."""
    return np.sum([one(columns, word) for word in words], axis=0)


def one(columns: Values, word: str) -> np.ndarray:
    """One of the things that can be counted."""
    if word == "holding":
        return np.isin(columns["outcome"], HOLDING).astype(float)
    what, _, rung = word.partition(" ")
    return (columns[f"first_{rung}"] > 0).astype(float) if what == "ever" else columns[word]


def standing(sign: Sign, before: Values, after: Values) -> np.ndarray:
    """By how many standard errors each setting shows a sign, below 0 where it is reversed, shape (settings,)."""
    (old, old_errors), (new, new_errors) = (level(sign, columns) for columns in (before, after))
    error = (new_errors - old_errors).std(axis=1, ddof=1) / np.sqrt(RUNS)
    rise = (new - old) / np.maximum(error, 1e-12)
    return rise if sign.then == "rises" else -rise


def level(sign: Sign, columns: Values) -> tuple[np.ndarray, np.ndarray]:
    """A mean or a share of each setting, and what each run adds to its error (for a share by the delta method)."""
    part = counted(columns, sign.count)
    if not sign.per:
        return part.mean(axis=1), part
    whole = counted(columns, sign.per)
    share = part.sum(axis=1) / np.maximum(whole.sum(axis=1), 1)
    return share, (part - share[:, None] * whole) / np.maximum(whole.mean(axis=1), 1e-12)[:, None]


def play(scenario: Scenario, priors: Sequence[Prior], asked: Sequence[Sign], seed: int, block: Block) -> Seen:
    """By how many standard errors each setting of a block shows each sign; the errors are 1."""
    values = {prior.name: prior.at(column) for prior, column in zip(priors, block.places.T, strict=True)}
    kept: dict[str, Values] = {}

    def under(changes: Mapping[str, Any]) -> Values:
        """Ensembles that several signs share are played once."""
        if str(changes) not in kept:
            kept[str(changes)] = ensemble(scenario, values, changes, seed)
        return kept[str(changes)]

    found = np.column_stack([standing(sign, under(sign.before), under(sign.change)) for sign in asked]).astype(np.float32)
    return Seen(block.places, found, np.ones_like(found))


def stand(seen: Seen) -> np.ndarray:
    """Settings under which no sign is clearly reversed, shape (settings,)."""
    return np.asarray((seen.value > -REVERSED).all(axis=1))
