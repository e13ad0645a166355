"""Signature against durability: how often something is signed in each setting, how long it lasts, and which settings no other beats at both.

How long it lasts: of the runs in which it was signed early enough to last ``within`` days before the run ends, the mean of the longest time
under agreements that stop all the fighting, without a gap, counted up to ``within`` days. So a run that ends does not look like a ceasefire
that collapsed, nor a late signature like a short peace. One agreement that follows another without a gap goes on with it. The tables of a
sweep hold the longest such time of a run, not the fate of each agreement; a later, longer one counts in the place of the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis import estimates
from sim.analysis.estimates import Estimate
from sim.discovery.cases import cases
from sim.discovery.parameters import Varied, label, swept, varied
from sim.ladder import SHORT_TRUCE_DAYS
from sim.scenario import Scenario
from sim.scenario.complaining import ScenarioError, guess, listed, shortened

if TYPE_CHECKING:
    import pandas as pd

    from sim.sweeps.dataset import Dataset

LONGEST = "longest_ceasefire"
WITHIN = 180  # days, or half of a shorter run
CHANGED = "The scenario is not as it was when it was swept; what counts as a ceasefire is read from its ladder of today."
FEWEST = 20  # runs that sign early: with fewer nothing is said about how long it lasts
EDGE, NEAR, BELOW, SELDOM = "on the edge", "not told apart from the edge", "below the edge", "signed too seldom to say"


@dataclass(frozen=True, eq=False)
class Frontier:
    """Every setting: how often something is signed, how long it lasts, and where it stands; shape (settings,) each.

    rungs: what counts as signed, by its label. lasting is None where too few runs sign in time.
    """

    rungs: dict[str, str]
    within: int
    days: int
    runs: int
    parameters: dict[str, Varied]
    settings: np.ndarray
    points: np.ndarray
    signed: list[Estimate]
    lasting: list[Estimate | None]
    places: list[str]
    notes: list[str]

    def at(self, place: str) -> list[int]:
        """The positions of the settings that stand somewhere, those that sign least first."""
        found = [number for number, one in enumerate(self.places) if one == place]
        return sorted(found, key=lambda number: (self.signed[number].value or 0.0, number))

    def telling(self, most: int) -> list[int]:
        """The numbers of the parameters that differ most along the edge, as a part of their ranges, in the order of the sweep."""
        spans = np.array([(one.high - one.low) or 1.0 for one in self.parameters.values()])
        differ = np.ptp(self.points[self.at(EDGE)], axis=0) / spans
        return sorted(np.argsort(-differ, kind="stable")[:most].tolist())

    @property
    def count(self) -> dict[str, int]:
        """How many settings stand where."""
        return {one: self.places.count(one) for one in (EDGE, NEAR, BELOW, SELDOM)}

    @property
    def measured(self) -> str:
        """What is measured as lasting, in words."""
        return (
            f"of the runs that sign at least {self.within} days before the end, the mean of the longest time without a gap under agreements that "
            f"stop all the fighting, counted up to {self.within} days"
        )

    @property
    def table(self) -> pd.DataFrame:
        """A row per setting."""
        import pandas as pd

        return pd.DataFrame([self.row(number) for number in range(len(self.settings))])

    def row(self, number: int) -> dict[str, float | int | str | None]:
        """One setting."""
        found: dict[str, float | int | str | None] = {"setting": int(self.settings[number])}
        found |= {name: float(value) for name, value in zip(self.parameters, self.points[number], strict=True)}
        for name, one in (("signed", self.signed[number]), ("lasting", self.lasting[number])):
            found |= {f"{name}{end}": getattr(one, of) if one else None for end, of in (("", "value"), (".low", "low"), (".high", "high"))}
        lasting = self.lasting[number]
        return found | {"runs": self.runs, "signed_in_time": lasting.of if lasting else None, "place": self.places[number]}


def frontier(dataset: Dataset, rungs: Sequence[str] = (), within: int | None = None) -> Frontier:
    """How often something is signed in each setting, and how long it lasts.

    rungs: the agreements that count as signed; without them the general ceasefires of the scenario, and settlements. within: the days up to
    which it is counted how long it lasts. Raises ScenarioError with one sentence.
    """
    scenario = swept(dataset)
    if scenario is None:
        called = shortened(dataset.manifest["scenario"]["name"])
        raise ScenarioError(f"the scenario {called} of this sweep is not there any more; its ladder says what a ceasefire is.")
    chosen = list(dict.fromkeys(rungs)) or general(scenario)
    check_rungs(chosen, dataset.columns, scenario)
    days = int(dataset.manifest["scenario"].get("days", scenario.days))
    span = min(WITHIN, max(1, days // 2)) if within is None else within
    if not 1 <= span < days:
        raise ScenarioError(f"within is {span}, but should be a whole number of days from 1 to {days - 1}, as the runs have {days} days.")
    found = cases(dataset, (*(f"first_{rung}" for rung in chosen), LONGEST))
    first = np.fmin.reduce([found.columns[f"first_{rung}"] for rung in chosen])
    lasted = np.minimum(found.columns[LONGEST], span)
    signed = [estimates.probability("signed", row) for row in np.isfinite(first)]
    lasting = [long_enough(row[early]) for row, early in zip(lasted, first <= days - span, strict=True)]
    labels = {rung: label(scenario.situation.agreements, rung) for rung in chosen}
    notes = [] if scenario.digest == dataset.manifest["scenario"].get("digest") else [CHANGED]
    return Frontier(labels, span, days, found.runs, varied(dataset), found.settings, found.points, signed, lasting, placed(signed, lasting), notes)


def general(scenario: Scenario) -> list[str]:
    """Agreements that stop all the fighting for longer than a short truce."""
    return [
        name
        for name, one in scenario.situation.agreements.items()
        if one.coverage == 1 and (one.terms == "bargained" or one.days == "open" or one.days > SHORT_TRUCE_DAYS)
    ]


def check_rungs(rungs: Sequence[str], columns: Sequence[str], scenario: Scenario) -> None:
    """Refuse agreements that are not there, and those that leave some of the fighting, of which no column says how long they last."""
    known = {name: one for name, one in scenario.situation.agreements.items() if f"first_{name}" in columns}
    total = [name for name, one in known.items() if one.coverage == 1]
    if not rungs:
        raise ScenarioError("no agreement of this scenario stops all the fighting for longer than a short truce; name one with --rung.")
    for rung in rungs:
        if rung not in known:
            raise ScenarioError(f"{shortened(rung)} is not an agreement of this sweep.{guess(rung, known) or f' It has {listed(known)}.'}")
        if rung not in total:
            why = "leaves some of the fighting, and a sweep keeps only how long all of it stopped"
            raise ScenarioError(f"{rung} {why}; choose from {listed(total)}.")


def long_enough(lasted: np.ndarray) -> Estimate | None:
    """How long it lasts on average, in days, if enough runs say so."""
    return estimates.mean("days it lasts", lasted) if lasted.size >= FEWEST else None


def placed(signed: Sequence[Estimate], lasting: Sequence[Estimate | None]) -> list[str]:
    """Where every setting stands: on the edge if none signs as often and lasts as long and does better at one of both.

    A setting below is not told apart from the edge if no setting beats the upper ends of both its intervals.
    """
    values = np.array([[one.value, np.nan if long is None else long.value] for one, long in zip(signed, lasting, strict=True)], dtype=float)
    upper = np.array([[one.high, np.nan if long is None else high(long)] for one, long in zip(signed, lasting, strict=True)], dtype=float)
    return [place(values, at, above) for at, above in zip(values, upper, strict=True)]


def high(one: Estimate) -> float:
    """The upper end of an interval; the value where there is none."""
    return float((one.value if one.high is None else one.high) or 0.0)


def low(one: Estimate) -> float:
    """The lower end of an interval; the value where there is none."""
    return float((one.value if one.low is None else one.low) or 0.0)


def place(values: np.ndarray, at: np.ndarray, above: np.ndarray) -> str:
    """Where one setting stands among all."""
    if np.isnan(at).any():
        return SELDOM
    if not dominated(values, at):
        return EDGE
    return BELOW if dominated(values, above) else NEAR


def dominated(values: np.ndarray, at: np.ndarray) -> bool:
    """Whether some setting does as well at both and better at one."""
    return bool(((values >= at).all(axis=1) & (values > at).any(axis=1)).any())
