"""The result of an ensemble: its tables, its summary, and what the pictures are drawn from."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.analysis import estimates
from sim.analysis.survival import Incidence, incidence
from sim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

ENDINGS = ("collapsed", "expired", "replaced", "holding")
OUTCOMES = (
    "no deal",
    "limited deals only",
    "short truces only",
    "ceasefire broke down",
    "ceasefire holding",
    "settlement broke down",
    "settlement holding",
)
QUANTILES = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}
DAY_COLUMNS = ("mediator_left", "red_line_dropped", "direct_talks")
MONTH = 30


def happened(columns: Mapping[str, np.ndarray], rungs: Iterable[str]) -> dict[str, np.ndarray]:
    """Whether this or that happened in each run, shape (runs,), by the name that the share of such runs has in a summary.

    columns: outcome columns by name; a day that never came is 0.
    """
    return {
        **{f"outcome.{name}": columns["outcome"] == number for number, name in enumerate(OUTCOMES)},
        **{f"reached.{rung}": columns[f"first_{rung}"] > 0 for rung in rungs},
        "ceasefire_of_a_month": columns["longest_ceasefire"] >= MONTH,
        "mediator_left": columns["mediator_left"] > 0,
        "red_line_dropped": columns["red_line_dropped"] > 0,
    }


@dataclass(frozen=True, eq=False)
class Result:
    """An ensemble of runs of a scenario.

    columns: outcome columns by name, shape (runs,); a day that never came is 0. endings: agreements counted by rung, days lasted
    and ending, shape (rungs, days + 1, endings). at_rung: runs counted by day and rung, the last column for none, shape
    (days + 1, rungs + 1). panel: daily states of the first runs, by name, shape (days + 1, members).
    """

    scenario: Scenario
    seed: int
    columns: dict[str, np.ndarray]
    endings: np.ndarray
    at_rung: np.ndarray
    panel: dict[str, np.ndarray]

    def __repr__(self) -> str:
        return f"<Result of {self.scenario.name}: {self.runs} runs of {self.scenario.days} days, seed {self.seed}>"

    @property
    def runs(self) -> int:
        """How many runs there are."""
        return int(self.columns["run"].size)

    @property
    def panel_size(self) -> int:
        """Of how many of the first runs the daily states are kept."""
        return next((values.shape[1] for values in self.panel.values()), 0)

    @property
    def rungs(self) -> list[str]:
        """Names of the agreements, from the lowest to the highest."""
        return list(self.scenario.situation.agreements)

    @property
    def attacker(self) -> str:
        """Name of the attacker."""
        return self.scenario.situation.role("attacker")[0]

    @property
    def defender(self) -> str:
        """Name of the defender."""
        return self.scenario.situation.role("defender")[0]

    @functools.cached_property
    def outcomes(self) -> pd.DataFrame:
        """One row per run; what never happened is missing."""
        import pandas as pd

        table = pd.DataFrame(self.columns)
        table["outcome"] = pd.Categorical.from_codes(self.columns["outcome"], categories=pd.Index(OUTCOMES))
        for name in [*DAY_COLUMNS, *(f"first_{rung}" for rung in self.rungs)]:
            days = pd.array(self.columns[name], dtype="Int32")
            days[self.columns[name] == 0] = pd.NA
            table[name] = days
        return table

    @functools.cached_property
    def days(self) -> pd.DataFrame:
        """A row per day, from 0: share of all runs at each rung; mean and quantiles of the states over the panel."""
        import pandas as pd

        table: dict[str, Any] = {"day": np.arange(self.at_rung.shape[0])}
        for number, name in enumerate([*self.rungs, "nothing"]):
            table[f"share_{name}"] = self.at_rung[:, number] / self.runs
        for state, values in self.panel.items():
            table[f"{state}_mean"] = values.mean(axis=1, dtype=np.float64)
            bands = np.quantile(values, list(QUANTILES.values()), axis=1)
            table |= {f"{state}_{name}": band for name, band in zip(QUANTILES, bands, strict=True)}
        return pd.DataFrame(table)

    def broken(self, rung: str) -> Incidence:
        """Share of a rung's agreements that have collapsed by each day in force; expiry and replacement compete."""
        counts = dict(zip(ENDINGS, self.endings[self.rungs.index(rung)].T, strict=True))
        return incidence(counts["collapsed"], counts["expired"] + counts["replaced"], counts["holding"])

    @functools.cached_property
    def happened(self) -> dict[str, np.ndarray]:
        """Whether this or that happened in each run, by its name in the summary."""
        return happened(self.columns, self.rungs)

    @functools.cached_property
    def summary(self) -> dict[str, estimates.Estimate]:
        """The numbers that ``parley run`` prints, by name, each with its Monte Carlo interval."""
        return {**self.outcome_shares(), **self.ladder_numbers(), **self.year_numbers(), **self.party_numbers()}

    def label(self, name: str) -> str:
        """How a party or an agreement is called in print."""
        named = {**self.scenario.situation.parties, **self.scenario.situation.agreements}[name]
        return named.label or name.replace("_", " ").capitalize()

    @property
    def example(self) -> int:
        """The first run with the most frequent outcome."""
        codes = self.columns["outcome"]
        return int(self.columns["run"][codes == np.bincount(codes).argmax()][0])

    def ending_of(self, run: int) -> str:
        """How a run ended, in words."""
        return OUTCOMES[int(self.columns["outcome"][run - 1])]

    def outcome_shares(self) -> dict[str, estimates.Estimate]:
        """How the runs ended."""
        return {f"outcome.{name}": estimates.probability(name, self.happened[f"outcome.{name}"]) for name in OUTCOMES}

    def ladder_numbers(self) -> dict[str, estimates.Estimate]:
        """Which rungs were reached, when, and how long their agreements lasted."""
        found = {}
        for number, rung in enumerate(self.rungs):
            first, words = self.columns[f"first_{rung}"], self.label(rung)
            lasted = np.repeat(np.arange(self.endings.shape[1]), self.endings[number].sum(axis=1))
            lasted = lasted[lasted > 0]  # replaced on the day of signing, or signed on the last day: never in force
            found[f"reached.{rung}"] = estimates.probability(f"{words}: reached", self.happened[f"reached.{rung}"])
            found[f"first.{rung}"] = estimates.median(f"{words}: day first reached", first[first > 0])
            found[f"lasted.{rung}"] = estimates.mean(f"{words}: days in force", lasted)
        return found

    def year_numbers(self) -> dict[str, estimates.Estimate]:
        """Peace and the mediator."""
        columns, happened = self.columns, self.happened
        return {
            "days_at_peace": estimates.mean("days at peace", columns["days_at_peace"]),
            "ceasefires": estimates.mean("total ceasefires", columns["ceasefires"]),
            "ceasefire_of_a_month": estimates.probability("a total ceasefire of 30 days or more", happened["ceasefire_of_a_month"]),
            "mediator_left": estimates.probability("the mediator walks away", happened["mediator_left"]),
            "deadlines_passed": estimates.mean("deadlines let pass", columns["deadlines_passed"]),
            "red_line_dropped": estimates.probability("a red line is dropped", happened["red_line_dropped"]),
        }

    def party_numbers(self) -> dict[str, estimates.Estimate]:
        """What the belligerents offered and answered, and the trust that is left."""
        found = {}
        for party in (self.attacker, self.defender):
            words, columns = self.label(party), self.columns
            found[f"offers.{party}"] = estimates.mean(f"{words}: offers", columns[f"offers_{party}"])
            found[f"cynical.{party}"] = estimates.ratio(
                f"{words}: offers that are cynical", columns[f"cynical_offers_{party}"], columns[f"offers_{party}"]
            )
            found[f"table_yes.{party}"] = estimates.ratio(
                f"{words}: yes to the mediator's proposal", columns[f"table_yes_{party}"], columns["tables"]
            )
            found[f"violations.{party}"] = estimates.mean(f"{words}: days with a violation", columns[f"violations_{party}"])
            found[f"trust_end.{party}"] = estimates.mean(f"{words}: trust at the end", columns[f"trust_{party}_end"])
        return found
