"""The headlines of an ensemble: what a newspaper would print of it, as yes or no in every run."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.result import MONTH, OUTCOMES
from sim.scenario import Scenario


def headlines(scenario: Scenario) -> dict[str, str]:
    """The headlines by name, as in ``summary.json``, and in words: how runs end, what they reach, peace and the mediator."""
    situation = scenario.situation
    labels = {name: rung.label or name.replace("_", " ").capitalize() for name, rung in situation.agreements.items()}
    found = {f"outcome.{name}": name for name in OUTCOMES}
    found |= {f"reached.{name}": f"{label}: reached" for name, label in labels.items()}
    found["ceasefire_of_a_month"] = "a total ceasefire of 30 days or more"
    return found | ({"mediator_left": "the mediator walks away"} if situation.role("mediator") else {})


def happened(columns: Mapping[str, np.ndarray], names: Mapping[str, str]) -> np.ndarray:
    """Whether each headline is true of each run, shape (headlines, runs), from outcome columns."""
    return np.stack([one(columns, *name.split(".")) for name in names])


def one(columns: Mapping[str, np.ndarray], what: str, which: str = "") -> np.ndarray:
    """One headline in every run."""
    if what == "outcome":
        return columns["outcome"] == OUTCOMES.index(which)
    if what == "reached":
        return columns[f"first_{which}"] > 0
    return columns["longest_ceasefire"] >= MONTH if what == "ceasefire_of_a_month" else columns[what] > 0
