"""What was found: for every outcome the indices of every parameter and what it does from end to end, as a table and as plain data."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sim.analysis.estimates import Estimate
from sim.analysis.sobol import TOLERATED, Shares
from sim.calibration.inputs import Prior
from sim.scenario import Scenario
from sim.sensitivity.ends import Ends, runs_of_ends

if TYPE_CHECKING:
    import pandas as pd

NOTHING: tuple[None, None, None] = (None, None, None)


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """Which parameters of a scenario matter for which outcomes.

    settings: base settings of the design. runs: of each setting. varied: the parameters with their ranges. notes: what a reader should know of the
    ranges. All others by outcome. words: what it is. are_shares: whether it is a share of runs. shares: what its variance is made of, with the
    indices. as_played: SALib's first-order and total indices of the means, with the luck that is in them. means: over the ranges. own: at
    the scenario's own values. ends: for each parameter what it does alone.
    """

    scenario: Scenario
    seed: int
    settings: int
    runs: int
    varied: list[Prior]
    words: dict[str, str]
    are_shares: dict[str, bool]
    shares: dict[str, Shares]
    as_played: dict[str, tuple[list[float], list[float]] | None]
    means: dict[str, float]
    own: dict[str, float]
    ends: dict[str, list[Ends]]
    notes: list[str]

    def __repr__(self) -> str:
        return f"<Sensitivity of {self.scenario.name}: {len(self.varied)} parameters, {len(self.words)} outcomes, {self.played} settings>"

    @property
    def played(self) -> int:
        """How many settings were played."""
        return self.settings * (len(self.varied) + 2)

    @functools.cached_property
    def table(self) -> pd.DataFrame:
        """A row for each outcome and parameter."""
        import pandas as pd

        rows = [
            {"outcome": name, "parameter": prior.name, "low": prior.low, "high": prior.high, "scale": prior.scale, **self.row(name, number)}
            for name in self.words
            for number, prior in enumerate(self.varied)
        ]
        return pd.DataFrame(rows)

    def row(self, name: str, number: int) -> dict[str, Any]:
        """The numbers of one outcome and one parameter."""
        shares, played, ends = self.shares[name], self.as_played[name], self.ends[name][number]
        first, total = (None if indices is None else indices[number] for indices in (shares.first, shares.total))
        first_played, total_played = (indices[number] for indices in played) if played else (None, None)
        found = spelled("first", first) | {"first.as_played": first_played} | spelled("total", total) | {"total.as_played": total_played}
        return found | {"at_low": ends.low, "at_high": ends.high} | spelled("change", ends.change)

    def as_dict(self) -> dict[str, Any]:
        """Everything as plain data, for JSON and for the pictures."""
        scenario = self.scenario
        return {
            "scenario": scenario.name,
            "title": scenario.title,
            "digest": scenario.digest,
            "days": scenario.days,
            "seed": self.seed,
            "base_settings": self.settings,
            "settings": self.played,
            "runs": self.runs,
            "runs_of_ends": runs_of_ends(self.runs),
            "interval": "95%: of indices over the choice of settings and over luck; of differences from end to end over luck, paired",
            "notes": self.notes,
            "parameters": {prior.name: self.of_parameter(prior) for prior in self.varied},
            "outcomes": {name: self.of_outcome(name) for name in self.words},
        }

    def of_parameter(self, prior: Prior) -> dict[str, Any]:
        """Where one parameter was varied."""
        return {"low": prior.low, "high": prior.high, "scale": prior.scale, "source": prior.source, "scenario": float(self.scenario.get(prior.name))}

    def of_outcome(self, name: str) -> dict[str, Any]:
        """What was found of one outcome."""
        shares = self.shares[name]
        return {
            "words": self.words[name],
            "share_of_runs": self.are_shares[name],
            "mean": self.means[name],
            "at_the_scenario": self.own[name],
            "variance": {
                "parameters": plain(shares.parameters),
                "luck": shares.luck,
                "share_of_luck": shares.share_of_luck,
                "of_means_as_played": shares.means,
                "added_by_luck": shares.added,
                "runs_for_a_tolerated_addition": shares.runs_needed,
                "tolerated": TOLERATED,
            },
            "indices": self.indices(name),
            "ends": {prior.name: of_ends(one) for prior, one in zip(self.varied, self.ends[name], strict=True)},
        }

    def indices(self, name: str) -> dict[str, Any] | None:
        """First-order and total index of every parameter; None where the parameters do not clearly move the outcome."""
        shares = self.shares[name]
        if shares.first is None or shares.total is None:
            return None
        pairs = zip(self.varied, shares.first, shares.total, strict=True)
        return {prior.name: {"first": plain(first), "total": plain(total)} for prior, first, total in pairs}


def spelled(word: str, found: Estimate | None) -> dict[str, float | None]:
    """A number and its interval as columns of a table."""
    values = NOTHING if found is None else (found.value, found.low, found.high)
    return dict(zip((word, f"{word}.low", f"{word}.high"), values, strict=True))


def plain(found: Estimate) -> dict[str, float | None]:
    """A number and its interval."""
    return {"value": found.value, "low": found.low, "high": found.high}


def of_ends(found: Ends) -> dict[str, Any]:
    """What one parameter does from end to end."""
    low, high = found.from_scenario
    return {"at_low": found.low, "at_high": found.high, "low": plain(low), "high": plain(high), "change": plain(found.change)}
