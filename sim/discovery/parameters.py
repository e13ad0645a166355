"""The varied parameters of a sweep in words: whose they are, what they mean, and their values with units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from sim.scenario import Scenario, ScenarioError, load

if TYPE_CHECKING:
    from sim.sweeps.dataset import Dataset

PER_CENT = ("share", "probability", "weight lost")  # how units begin that are said in per cent
COUNTED = ("days", "strength")  # units that are said after a number
DIGITS = 3
SECTIONS = {"front": "the front", "talks": "talks", "truces": "truces", "shocks.atrocity": "atrocities"}


@dataclass(frozen=True)
class Varied:
    """A varied parameter: its name, what it is called, its unit, its meaning, and from where to where it was varied."""

    name: str
    words: str
    unit: str
    meaning: str
    low: float
    high: float

    def amount(self, value: float) -> str:
        """A value with its unit, as far as it can be said in a few words.

        >>> Varied("a", "", "share of the stake", "", 0, 1).amount(0.125), Varied("a", "", "days", "", 0, 90).amount(30)
        ('12.5% of the stake', '30 days')
        >>> Varied("a", "", "exponent", "", 0, 1).amount(0.5), Varied("a", "", "share", "", -1, 1).amount(-0.2)
        ('0.5', '−20%')
        """
        for start in PER_CENT:
            if self.unit.startswith(start):
                return f"{rounded(100 * value)}%{self.unit.removeprefix(start)}"
        return f"{rounded(value)} {self.unit}" if self.unit.startswith(COUNTED) else rounded(value)

    def condition(self, low: float, high: float) -> str:
        """Limits in words; infinite where there is none."""
        if np.isfinite(low) and np.isfinite(high):
            return f"{self.words} is between {self.bare(low)} and {self.amount(high)}"
        return f"{self.words} is above {self.amount(low)}" if np.isfinite(low) else f"{self.words} is below {self.amount(high)}"

    def bare(self, value: float) -> str:
        """A value without the words of its unit, before another that has them."""
        number, space, _ = self.amount(value).partition(" ")
        return number if space else self.amount(value)


def rounded(value: float) -> str:
    """A number with three significant digits, never with an exponent."""
    return f"{Decimal(f'{value:.{DIGITS}g}'):f}".replace("-", "−")


def swept(dataset: Dataset) -> Scenario | None:
    """The scenario that was swept, as it is today; None if it is not there any more."""
    try:
        return load(dataset.manifest["scenario"]["name"])
    except ScenarioError:
        return None


def varied(dataset: Dataset) -> dict[str, Varied]:
    """Every varied parameter by name; without meaning and unit if the scenario is not there any more."""
    scenario, points = swept(dataset), dataset.settings[dataset.varied]
    return {name: one(name, scenario, float(points[name].min()), float(points[name].max())) for name in dataset.varied}


def one(name: str, scenario: Scenario | None, low: float, high: float) -> Varied:
    """One of them."""
    if scenario is None or name not in scenario.parameters:
        return Varied(name, name, "", "", low, high)
    found = scenario.parameters[name]
    return Varied(name, called(name, scenario), found.unit, found.meaning, low, high)


def called(name: str, scenario: Scenario) -> str:
    """A parameter in a sentence: ``Russia's time pressure``, ``the monitoring of ‘Open-ended freeze’``."""
    situation = scenario.situation
    first, *rest = name.split(".")
    if first in situation.parties:
        what, *other = rest
        towards = f" towards {label(situation.parties, other[0])}" if other else ""
        return f"{possessive(label(situation.parties, first))} {spaced(what)}{towards}"
    if first == "agreements":
        rung, what, *other = rest
        towards = f" for {label(situation.parties, other[0])}" if other else ""
        return f"the {spaced(what)}{towards} of ‘{label(situation.agreements, rung)}’"
    if first == "red_lines":
        return f"the {spaced(rest[1])} of {possessive(label(situation.parties, rest[0]))} red line"
    section, _, what = name.rpartition(".")
    return f"the {spaced(what)} of {SECTIONS.get(section, section)}"


def label(named: Mapping[str, object], name: str) -> str:
    """How a party or an agreement is called."""
    return str(getattr(named.get(name), "label", None) or spaced(name).capitalize())


def possessive(name: str) -> str:
    """Whose something is.

    >>> possessive("Russia"), possessive("United States")
    ("Russia's", "United States'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def spaced(name: str) -> str:
    """A name as words."""
    return name.replace("_", " ")
