"""Evidence or judgement: what each number of a scenario rests on, from the sources that are declared with it and with its prior."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sim.calibration.inputs import PRIORS, Prior, entries, shipped
from sim.scenario import Scenario, load
from sim.scenario.varying import can_vary
from sim.uncertain import CALIBRATED

FACTS, CLAIMS, THEORY, JUDGEMENT, FIXED, OWN = "facts", "claims", "theory", "judgement", "kept fixed", "the scenario's own"
KINDS = (FACTS, CLAIMS, THEORY, JUDGEMENT, FIXED, OWN)
MARKS = {FACTS: re.compile(r"\bF\d"), CLAIMS: re.compile(r"\bA\d"), THEORY: re.compile(r"\b\d{4}\b")}
UNFIT = "its own value, not that of the calibrated situation"


@dataclass(frozen=True)
class Basis:
    """What a number rests on: the firmest kind of evidence that its source names, and the source."""

    kind: str
    source: str

    @property
    def with_judgement(self) -> bool:
        """Whether judgement is added to the evidence."""
        return self.kind not in (JUDGEMENT, OWN) and JUDGEMENT in self.source


@dataclass(frozen=True)
class Count:
    """How many numbers rest on one kind of evidence, and to how many of these judgement is added."""

    numbers: int
    with_judgement: int


@functools.cache
def calibrated() -> Scenario:
    """The situation that the evidence is about."""
    return load(CALIBRATED)


@functools.cache
def said(key: str) -> dict[str, Any]:
    """What the shipped file says of numbers: their ``priors``, and why others are ``fixed``."""
    found: dict[str, Any] = entries(shipped(PRIORS), key, dict)
    return found


def same_war(scenario: Scenario) -> bool:
    """Whether those fight whom the calibrated situation is about."""
    return all(scenario.situation.role(role) == calibrated().situation.role(role) for role in ("attacker", "defender"))


def priors(scenario: Scenario) -> dict[str, Prior]:
    """The shipped priors of those parameters that the scenario has; none where others fight."""
    mine = set(can_vary(scenario.data)) if same_war(scenario) else set()
    return {name: Prior(name=name, **prior) for name, prior in said("priors").items() if name in mine}


def bases(scenario: Scenario) -> dict[str, Basis]:
    """What every number that may vary rests on. One that differs from the calibrated situation's is the scenario's own."""
    known, fixed, found = priors(scenario), said("fixed"), {}
    shared = set(calibrated().names) if same_war(scenario) else set()
    for name in can_vary(scenario.data):
        if name not in shared or scenario.parameters[name].value != calibrated().parameters[name].value:
            found[name] = Basis(OWN, UNFIT)
        elif name in fixed:
            found[name] = Basis(FIXED, fixed[name])
        else:
            source = known[name].source if name in known else scenario.parameters[name].source
            found[name] = Basis(firmest(source), source)
    return found


def firmest(source: str) -> str:
    """The firmest kind of evidence that a source names.

    >>> [firmest(source) for source in ("F5, A22; judgement", "A8; Powell 2006", "Slantchev 2003; judgement", "judgement")]
    ['facts', 'claims', 'theory', 'judgement']
    """
    return next((kind for kind, mark in MARKS.items() if mark.search(source)), JUDGEMENT)


def counted(found: Iterable[Basis]) -> dict[str, Count]:
    """How many numbers rest on each kind of evidence."""
    bases = list(found)
    return {kind: count([basis for basis in bases if basis.kind == kind]) for kind in KINDS}


def count(bases: list[Basis]) -> Count:
    """Numbers of one kind."""
    return Count(len(bases), sum(basis.with_judgement for basis in bases))


def in_words(counts: Mapping[str, Count]) -> str:
    """How many of all numbers rest on what: ``Of 87 numbers, 24 rest on facts, ...``."""
    total, mixed = (sum(getattr(one, which) for one in counts.values()) for which in ("numbers", "with_judgement"))
    words = [f"{counts[FACTS].numbers} rest on facts", *(f"{counts[kind].numbers} on {kind}" for kind in (CLAIMS, THEORY))]
    rest = ((JUDGEMENT, "judgement alone"), (FIXED, "a reason to keep them fixed"), (OWN, "the scenario's own choice"))
    words += [f"{counts[kind].numbers} on {what}" for kind, what in rest if counts[kind].numbers]
    added = f"; judgement is added to {mixed} of those with evidence" if mixed else ""
    return f"Of {total} numbers, {', '.join(words)}{added}."
