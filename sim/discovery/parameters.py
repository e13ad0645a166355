"""The varied parameters of a sweep in words: whose they are, what they mean, and their values with units."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sim.scenario import Scenario, ScenarioError, load

if TYPE_CHECKING:
    from sim.sweeps.dataset import Dataset

PER_CENT = ("share", "probability", "weight lost")  # how units begin that are said in per cent
COUNTED = ("days", "strength")  # how units begin that are said after a number
DIGITS = 2  # significant digits of a number that the range would round to nothing
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

    @property
    def factor(self) -> float:
        """What turns a value into the number that is said."""
        return 100.0 if self.unit.startswith(PER_CENT) else 1.0

    @property
    def unit_said(self) -> str:
        """What is said after a number: ``% of the stake``, `` days``; nothing where the unit takes a sentence."""
        start = next((start for start in PER_CENT if self.unit.startswith(start)), None)
        if start is not None:
            return f"%{self.unit.removeprefix(start)}"
        return f" {self.unit}" if self.unit.startswith(COUNTED) else ""

    @property
    def unit_of_axis(self) -> str:
        """The unit as it stands on an axis."""
        return self.unit_said.strip() or self.unit

    def number(self, value: float) -> str:
        """A value as it is said, to about a thousandth of the range.

        >>> pressure = Varied("a", "", "share", "", 0.001, 0.1)
        >>> pressure.number(0.04005), pressure.number(0.0000123), Varied("a", "", "days", "", -90, 90).number(-29.96)
        ('4', '0.0012', '−30')
        """
        said, span = self.factor * value, self.factor * (self.high - self.low) or 1.0
        text = f"{said:.{max(0, 2 - math.floor(math.log10(span)))}f}"
        if float(text) == 0:
            text = f"{Decimal(f'{said:.{DIGITS}g}'):f}" if self.low > 0 and said else "0"
        return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")

    def amount(self, value: float) -> str:
        """A value with its unit, as far as it can be said in a few words.

        >>> Varied("a", "", "share of the stake", "", 0, 0.5).amount(0.125), Varied("a", "", "exponent", "", 0, 1).amount(0.5)
        ('12.5% of the stake', '0.5')
        """
        return f"{self.number(value)}{self.unit_said}"

    def condition(self, low: float, high: float) -> str:
        """Limits in words; infinite where there is none."""
        return f"{self.words} is {self.limits(low, high)}"

    def limits(self, low: float, high: float) -> str:
        """The same without saying of what."""
        if math.isfinite(low) and math.isfinite(high):
            return f"between {self.bare(low)} and {self.amount(high)}"
        return f"above {self.amount(low)}" if math.isfinite(low) else f"below {self.amount(high)}"

    def bare(self, value: float) -> str:
        """A value without the words of its unit, before another that has them."""
        return f"{self.number(value)}{self.unit_said[:1].strip()}"


def swept(dataset: Dataset) -> Scenario | None:
    """The scenario that was swept, as it is today, with what the design sets; None if it is not there any more."""
    design = dataset.manifest["design"]
    for source in (design.get("scenario"), dataset.manifest["scenario"]["name"]):
        try:
            return load(source).set_all(design.get("set") or {})
        except ScenarioError:
            continue
    return None


def varied(dataset: Dataset) -> dict[str, Varied]:
    """Every varied parameter by name; without meaning and unit if the scenario is not there any more."""
    scenario = swept(dataset)
    return {name: one(name, scenario, *span(dataset, name)) for name in dataset.varied}


def span(dataset: Dataset, name: str) -> tuple[float, float]:
    """From where to where a parameter was varied: as the design says, if it gives a range; else from the least to the greatest setting."""
    values = dataset.settings[name]
    low, high = float(values.min()), float(values.max())
    said = dataset.manifest["design"].get("vary", {}).get(name)
    if isinstance(said, dict) and {"low", "high"} <= said.keys():
        said = [said["low"], said["high"]]
    if isinstance(said, list) and len(said) == 2 and said[0] <= low and high <= said[1]:
        return float(said[0]), float(said[1])
    return low, high


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
