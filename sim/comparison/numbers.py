"""What is compared: the numbers of a summary, each as what it was in every run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.analysis import paired
from sim.analysis.estimates import Estimate
from sim.result import MONTH, OUTCOMES, Result

LEFT_OUT = {
    "first": "a median has no simple paired interval; until.<rung>, the mean days until a rung is first reached, takes its place",
    "lasted": "days in force are counted by agreement and not by run, so they cannot be paired",
}
ROLES = ("attacker", "defender")


@dataclass(frozen=True, eq=False)
class Number:
    """A number in every run: values, shape (runs,), whose mean it is; of occasions, values are a part and ``whole`` what of."""

    words: str
    values: np.ndarray
    whole: np.ndarray | None = None

    def difference(self, after: Number) -> Estimate:
        """How it differs in the runs of another scenario with the same luck."""
        if self.whole is not None and after.whole is not None:
            return paired.ratio(self.words, (self.values, self.whole), (after.values, after.whole))
        paired_by_kind = paired.probability if self.values.dtype == bool else paired.mean
        return paired_by_kind(self.words, self.values, after.values)

    @property
    def value(self) -> float | None:
        """What it is over all runs; None where there were no occasions."""
        if self.whole is None:
            return float(np.mean(self.values, dtype=np.float64))
        total = float(np.sum(self.whole, dtype=np.float64))
        return float(np.sum(self.values, dtype=np.float64)) / total if total else None


def numbers(result: Result, names: Mapping[str, str], words: Mapping[str, str]) -> dict[str, Number]:
    """Every number by name. names, words: what the belligerents are called in names of numbers and in print, by role."""
    return {**endings(result), **ladder(result), **year(result), **parties(result, names, words)}


def endings(result: Result) -> dict[str, Number]:
    """How the runs ended."""
    codes = result.columns["outcome"]
    return {f"outcome.{name}": Number(name, codes == number) for number, name in enumerate(OUTCOMES)}


def ladder(result: Result) -> dict[str, Number]:
    """Which rungs were reached, and after how many days; a run that never reaches a rung has waited for it to the end."""
    found = {}
    for rung in result.rungs:
        first, words = result.columns[f"first_{rung}"], result.label(rung)
        found[f"reached.{rung}"] = Number(f"{words}: reached", first > 0)
        found[f"until.{rung}"] = Number(f"{words}: days until reached", np.where(first > 0, first, result.scenario.days))
    return found


def year(result: Result) -> dict[str, Number]:
    """Peace, the mediator where there is one, and red lines where there are any."""
    columns, situation = result.columns, result.scenario.situation
    found = {name: columns[name] for name in ("days_at_peace", "ceasefires")}
    found["ceasefire_of_a_month"] = columns["longest_ceasefire"] >= MONTH
    if situation.role("mediator"):
        found |= {"mediator_left": columns["mediator_left"] > 0, "deadlines_passed": columns["deadlines_passed"]}
    if situation.red_lines:
        found["red_line_dropped"] = columns["red_line_dropped"] > 0
    return {name: Number(result.summary[name].words, values) for name, values in found.items()}


def parties(result: Result, names: Mapping[str, str], words: Mapping[str, str]) -> dict[str, Number]:
    """What the belligerents offered and answered, and the trust that is left."""
    found = {}
    for role, party in zip(ROLES, (result.attacker, result.defender), strict=True):
        for what, number in of_party(result, party).items():
            said = result.summary[f"{what}.{party}"].words.removeprefix(result.label(party))
            found[f"{what}.{names[role]}"] = Number(f"{words[role]}{said}", *number)
    return found


def of_party(result: Result, party: str) -> dict[str, tuple[np.ndarray, ...]]:
    """The numbers of one belligerent, by what they count: values, and what they are a part of."""
    columns = result.columns
    found: dict[str, tuple[np.ndarray, ...]] = {
        "offers": (columns[f"offers_{party}"],),
        "cynical": (columns[f"cynical_offers_{party}"], columns[f"offers_{party}"]),
    }
    if result.scenario.situation.role("mediator"):
        found["table_yes"] = (columns[f"table_yes_{party}"], columns["tables"])
    return found | {"violations": (columns[f"violations_{party}"],), "trust_end": (columns[f"trust_{party}_end"],)}
