"""Any number of scenarios beside the first of them, as tables."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.comparison.pair import Pair, common_names
from sim.result import OUTCOMES, Result
from sim.scenario import Scenario, load

if TYPE_CHECKING:
    import pandas as pd

FEWEST, MOST = 2, 8


@dataclass(frozen=True, eq=False)
class Comparison:
    """Several scenarios whose runs meet the same luck; every other is compared with the first.

    results: an ensemble for each, by name, the reference first. parted_on: for every other the day on which each run's history parts
    from the reference's, shape (runs,), 0 for never. cut: what was left out so that all are equally long, a sentence each.
    """

    results: dict[str, Result]
    parted_on: dict[str, np.ndarray]
    cut: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Comparison of {', '.join(self.others)} with {self.reference}: {self.before.runs} runs of {self.before.scenario.days} days>"

    @property
    def reference(self) -> str:
        """Name of the scenario that the others are compared with."""
        return next(iter(self.results))

    @property
    def others(self) -> list[str]:
        """Names of all other scenarios."""
        return list(self.results)[1:]

    @property
    def before(self) -> Result:
        """The result of the reference."""
        return self.results[self.reference]

    @functools.cached_property
    def pairs(self) -> dict[str, Pair]:
        """Every other scenario beside the reference, by name."""
        names = common_names(list(self.results.values()))
        return {name: Pair(self.reference, name, self.before, self.results[name], self.parted_on[name], names) for name in self.others}

    def label(self, name: str) -> str:
        """What a scenario is called in a picture: its title if it goes by its own name and no other has that title, else its name."""
        titles = {other: result.scenario.title for other, result in self.results.items() if other == result.scenario.name}
        return titles[name] if list(titles.values()).count(titles.get(name, "")) == 1 else name

    @functools.cached_property
    def differences(self) -> pd.DataFrame:
        """A row for each scenario and number: before, after, and the difference with its paired 95% interval.

        Shares of runs: Bonett and Price 2012; means and shares of occasions: normal, over runs. Medians and days in force have no place
        here (``sim.comparison.LEFT_OUT`` says why).
        """
        return framed([{"scenario": name, **found.as_dict()} for name, pair in self.pairs.items() for found in pair.differences.values()])

    @functools.cached_property
    def changed(self) -> pd.DataFrame:
        """A row for each scenario: the share of runs whose outcome changes, with its 95% interval, and the first run that does."""
        rows = []
        for name, pair in self.pairs.items():
            share = pair.changed
            rows.append(
                {"scenario": name, "share": share.value, "low": share.low, "high": share.high, "runs": share.of, "first_run": pair.first_changed}
            )
        return framed(rows).astype({"first_run": "Int32"})

    @functools.cached_property
    def changes(self) -> pd.DataFrame:
        """From which outcome to which the runs went: a row for each scenario and pair of outcomes that occurs, with how many runs did."""
        rows = []
        for name, pair in self.pairs.items():
            for before, after in np.argwhere(pair.crossed > 0).tolist():
                rows.append({"scenario": name, "before": OUTCOMES[before], "after": OUTCOMES[after], "runs": int(pair.crossed[before, after])})
        return framed(rows)

    @functools.cached_property
    def parted(self) -> pd.DataFrame:
        """A row per run: its outcome in every scenario, and the day on which its history parts from the reference's, missing for never."""
        import pandas as pd

        table: dict[str, Any] = {"run": self.before.columns["run"]}
        for name, result in self.results.items():
            table[f"outcome: {name}"] = pd.Categorical.from_codes(result.columns["outcome"], categories=pd.Index(OUTCOMES))
        for name, days in self.parted_on.items():
            table[f"day parted: {name}"] = pd.arrays.IntegerArray(days, days == 0)
        return pd.DataFrame(table)

    @property
    def not_compared(self) -> list[str]:
        """What cannot be compared, a sentence each."""
        return list(dict.fromkeys([*self.cut, *(sentence for pair in self.pairs.values() for sentence in pair.not_compared)]))


def framed(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows as a table."""
    import pandas as pd

    return pd.DataFrame(rows)


def named(scenarios: Mapping[str, Any] | Iterable[Any]) -> dict[str, Scenario]:
    """The scenarios by name: as a mapping says, or by their own names. Raises ValueError if they are too few or too many, or share a name."""
    if isinstance(scenarios, str | Scenario) or not isinstance(scenarios, Iterable):
        raise ValueError(
            f"a comparison takes scenarios by name, as in {{'as it was': ..., 'changed': ...}}, but this is a {type(scenarios).__name__}"
        )
    if isinstance(scenarios, Mapping):
        found = {str(name): loaded(scenario) for name, scenario in scenarios.items()}
    else:
        several = [loaded(scenario) for scenario in scenarios]
        found = {scenario.name: scenario for scenario in several}
        if len(found) < len(several):
            raise ValueError("two of the scenarios have one name; give them names, as in {'as it was': ..., 'changed': ...}")
    if not FEWEST <= len(found) <= MOST:
        raise ValueError(f"a comparison takes {FEWEST} to {MOST} scenarios, but there {'is 1' if len(found) == 1 else f'are {len(found)}'}")
    return found


def loaded(scenario: Any) -> Scenario:
    """A Scenario, or what ``sim.load`` takes."""
    return scenario if isinstance(scenario, Scenario) else load(scenario)


def as_long_as_the_shortest(scenarios: Mapping[str, Scenario]) -> tuple[dict[str, Scenario], tuple[str, ...]]:
    """The scenarios, none longer than the shortest of them, and what is said of those that were cut."""
    days = min(scenario.days for scenario in scenarios.values())
    longer = [name for name, scenario in scenarios.items() if scenario.days > days]
    if not longer:
        return dict(scenarios), ()
    lasts = ", ".join(f"{name} {scenario.days}" for name, scenario in scenarios.items())
    said = f"All are compared over {days} days, the length of the shortest ({lasts} days); what comes later is not compared."
    return {name: cut(scenario, days) if name in longer else scenario for name, scenario in scenarios.items()}, (said,)


def cut(scenario: Scenario, days: int) -> Scenario:
    """The first days of a scenario, under its name."""
    said = scenario.to_dict()
    said |= {"days": days, "events": [event for event in said.get("events", []) if event["day"] <= days]}
    return dataclasses.replace(load(said), name=scenario.name)
