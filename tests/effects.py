"""What a scenario shows, measured: columns and summary numbers by run, daily states, and the reasons on the days of talks."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.agents import ATTACKER, DEFENDER
from sim.analysis.estimates import Z
from sim.ladder import NOTHING
from sim.model import Talks
from sim.observer import Observer, Views
from sim.record import Outcomes, Panel
from sim.result import MONTH, OUTCOMES
from sim.scenario import Scenario
from tests import abreast
from tests.ensembles import share_and_residual

RUNS = 2048
Pair = tuple[np.ndarray, np.ndarray]  # part and whole, by run: their sums divided are the number


class Lives(Observer):
    """How many agreements of each rung came into force, and the days for which they were, by run."""

    def __init__(self, model: Talks) -> None:
        shape = (len(model.ladder.names), model.runs.size)
        self.days, self.count = np.zeros(shape), np.zeros(shape)

    def signed(self, model: Talks, runs: np.ndarray, rungs: np.ndarray, views: Views) -> None:
        self.over(model, runs)

    def ended(self, model: Talks, runs: np.ndarray, how: str) -> None:
        self.over(model, runs)

    def day_over(self, model: Talks) -> None:
        if model.day == model.story_of.days:
            self.over(model, np.arange(model.runs.size))

    def over(self, model: Talks, runs: np.ndarray) -> None:
        """What is in force on these runs is over, or the year is."""
        runs = runs[model.table.rung[runs] != NOTHING]
        lasted = model.day - model.table.signed_day[runs]
        self.days[model.table.rung[runs], runs] += lasted
        self.count[model.table.rung[runs], runs] += lasted > 0


class States(Panel):
    """Daily states of every run: their mean over the days, and the days themselves that somebody asks for."""

    def __init__(self, model: Talks, wanted: Iterable[int]) -> None:
        self.members = slice(0, model.runs.size)
        self.wanted = frozenset(wanted)
        self.total: dict[str, np.ndarray] = {}
        self.on: dict[tuple[str, int], np.ndarray] = {}

    def day_over(self, model: Talks) -> None:
        for name, values in self.states(model).items():
            self.total[name] = self.total.get(name, 0.0) + values
            if model.day in self.wanted:
                self.on[name, model.day] = np.array(values)


class Reasons(Observer):
    """What both weigh on the days of talks, mean by run: worth of each rung, its terms, chance of a yes, bargaining range; and what they offer."""

    def __init__(self) -> None:
        self.talks = 0
        self.total: dict[str, Any] = {}
        self.offers: dict[str, np.ndarray] = {}

    def offered(self, model: Talks, views: Views, role: str, rungs: np.ndarray, accepted: np.ndarray) -> None:
        self.talks += 1
        for name, values in reasons(model, views).items():
            self.total[name] = self.total.get(name, 0.0) + np.broadcast_to(values, model.runs.shape)
        for rung in model.ladder.rungs:
            name = f"offers.{model.names[role]}.{rung.name}"
            self.offers[name] = self.offers.get(name, 0) + (rungs == rung.number)

    def means(self) -> dict[str, np.ndarray]:
        """Everything by name: what is weighed as a mean over the days of talks, offers as a count."""
        return {name: total / self.talks for name, total in self.total.items()} | self.offers


def reasons(model: Talks, views: Views) -> dict[str, Any]:
    """What is weighed today, by name."""
    found = {"room": views[ATTACKER].room}
    for side in (ATTACKER, DEFENDER):
        for rung in model.ladder.rungs:
            where = f"{model.names[side]}.{rung.name}"
            found |= {f"worth.{where}": views[side].advantage(rung), f"yes.{where}": views[side].yes_chance(rung)}
            found |= {f"why.{where}.{term}": value for term, value in views[side].terms(rung).items() if not rung.bargained}
    return found


@dataclass(frozen=True, eq=False)
class Year:
    """What was kept of a scenario's runs."""

    columns: Mapping[str, np.ndarray]
    lives: Mapping[str, Pair]
    means: Mapping[str, np.ndarray]
    on: Mapping[tuple[str, int], np.ndarray]

    def pair(self, measure: str, day: int | None = None) -> Pair:
        """A measure by run. Raises KeyError for a name that is none."""
        if day is not None:
            return one_each(self.on[measure, day])
        head, _, rest = measure.partition(".")
        if head in SHARES:
            part, whole = SHARES[head]
            return self.columns[part.format(rest)], self.columns[whole.format(rest)]
        if head == "lasted":
            return self.lives[rest]
        return one_each(self.plain(measure, head, rest))

    def plain(self, measure: str, head: str, rest: str) -> np.ndarray:
        """A measure that has one value in each run."""
        columns = self.columns
        if head == "outcome" and rest:
            return np.asarray(columns["outcome"] == OUTCOMES.index(rest))
        if measure == "holding":
            return np.isin(columns["outcome"], [OUTCOMES.index(name) for name in HOLDING])
        if measure == "ceasefire_of_a_month":
            return columns["longest_ceasefire"] >= MONTH
        if head == "reached" or measure in DAYS_OF_ONE_EVENT:
            return columns[f"first_{rest}" if rest else measure] > 0
        if head == "trust_end":
            return columns[f"trust_{rest}_end"]
        name = measure.replace(".", "_")
        return columns[name] if name in columns else self.means[measure]


HOLDING = ("ceasefire holding", "settlement holding")
DAYS_OF_ONE_EVENT = ("mediator_left", "red_line_dropped")
SHARES = {"cynical": ("cynical_offers_{}", "offers_{}"), "table_yes": ("table_yes_{}", "tables")}


def one_each(values: np.ndarray) -> Pair:
    """One value in each run, so that the number is their mean. Where a run has none, it does not count."""
    known = np.isfinite(values)
    return np.where(known, values, 0.0), known.astype(float)


@functools.cache
def year(scenario: Scenario, seed: int, days: frozenset[int] = frozenset()) -> Year:
    """The runs of a scenario, played once for all who ask; ``days``: those whose states are kept."""
    (found,) = years(scenario, [{}], seed, days)
    return found


def years(scenario: Scenario, settings: Sequence[abreast.Setting], seed: int, days: frozenset[int] = frozenset()) -> list[Year]:
    """The runs of a scenario in each setting, in one batch."""
    model = abreast.side_by_side(scenario, settings, RUNS, seed)
    outcomes, lives, states, weighed = Outcomes(model), Lives(model), States(model, days), Reasons()
    model.observers += [outcomes, lives, states, weighed]
    for _ in range(scenario.days):
        model.step()
    model.close_down()
    columns = outcomes.columns(model)
    means = {name: total / scenario.days for name, total in states.total.items()} | weighed.means()

    def own(kept: Mapping[Any, np.ndarray], place: int) -> dict[Any, np.ndarray]:
        return {name: abreast.own(values, place, len(settings)) for name, values in kept.items()}

    def lived(place: int) -> dict[str, Pair]:
        halves = [abreast.own(values, place, len(settings)) for values in (lives.days, lives.count)]
        return {name: (halves[0][number], halves[1][number]) for number, name in enumerate(model.ladder.names)}

    return [Year(own(columns, place), lived(place), own(means, place), own(states.on, place)) for place in range(len(settings))]


class Played:
    """Scenarios of which those that differ in numbers alone are played together, as soon as somebody asks for one of them."""

    def __init__(self, scenarios: Iterable[Scenario], seed: int, days: frozenset[int] = frozenset()) -> None:
        self.seed, self.days = seed, days
        self.batches = {digest: batch for batch in abreast.batches(scenarios) for digest in batch[1]}
        self.found: dict[str, Year] = {}

    def year(self, scenario: Scenario) -> Year:
        """The runs of one of the scenarios. Raises KeyError for any other."""
        if scenario.digest not in self.found:
            first, settings = self.batches[scenario.digest]
            self.found |= zip(settings, years(first, list(settings.values()), self.seed, self.days), strict=True)
        return self.found[scenario.digest]


def level(pair: Pair) -> tuple[float, float]:
    """A number and half of its 95% interval."""
    value, residual = share_and_residual(*pair)
    return float(value), half(residual)


def change(before: Pair, after: Pair) -> tuple[float, float]:
    """By how much a number rises, run by run under the same luck, and half of the 95% interval of that."""
    (old, old_residual), (new, new_residual) = share_and_residual(*before), share_and_residual(*after)
    return float(new - old), half(new_residual - old_residual)


def half(residual: np.ndarray) -> float:
    """Half of the 95% interval of a number, from what each run adds to its error."""
    return float(Z * np.std(residual, ddof=1) / np.sqrt(residual.size))
