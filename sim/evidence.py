"""The evidence that the numbers stand on: claims of the founding article and collected facts, from the shipped seeds."""

from __future__ import annotations

import functools
import pathlib
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from sim.scenario.library import PACKAGE

CLAIMS, FACTS = "claims.yaml", "facts.yaml"
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same rules, much faster where it is built in
BETWEEN = re.compile(r"\s*[,;]\s*")


@dataclass(frozen=True)
class Claim:
    """A claim of the founding article, with whose it is and what in the model carries it; empty where there is nothing to say.

    ``stands_in`` names parameters by role (``mediator.bias``) and keys of events (``events.drop_red_line``), ``scenarios`` shipped
    scenarios. ``not_modelled`` says what of the claim the model does not have, and why.
    """

    number: str
    claim: str
    speaker: str
    standing: str
    direction: str
    mechanism: str = ""
    stands_in: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    not_modelled: str = ""
    caveat: str = ""


@dataclass(frozen=True)
class Ground:
    """One of the things that a source names: a claim, a section of facts, a paper, or judgement.

    ``words`` and ``speaker`` are those of a claim; of a section of facts ``words`` is the title; of all others both are empty.
    """

    name: str
    words: str = field(default="")
    speaker: str = field(default="")


def folder(package: pathlib.Path = PACKAGE) -> pathlib.Path:
    """The shipped evidence: inside the installed package or, in a checkout, beside it."""
    installed = package / "shipped" / "seeds"
    return installed if installed.is_dir() else package.parent / "seeds"


@functools.cache
def document(name: str) -> dict[str, Any]:
    """What a shipped file of evidence holds, as plain data. Raises OSError where there is none."""
    with (folder() / name).open(encoding="utf-8") as file:
        found: dict[str, Any] = yaml.load(file, Loader=LOADER)
    return found


@functools.cache
def claims() -> dict[str, Claim]:
    """The claims of the founding article by number, A1 first."""
    return {said["number"]: claim(said) for said in document(CLAIMS)["claims"]}


def claim(said: dict[str, Any]) -> Claim:
    """One claim from its mapping, with what carries it sorted into names of the model and scenarios."""
    places = said.get("stands_in", [])
    names = tuple(place for place in places if isinstance(place, str))
    scenarios = tuple(place["scenario"] for place in places if not isinstance(place, str))
    return Claim(**{**said, "stands_in": names, "scenarios": scenarios})


@functools.cache
def sections() -> dict[str, str]:
    """The titles of the sections of facts by number, F1 first."""
    return {section["number"]: section["title"] for section in document(FACTS)["sections"]}


def grounds(source: str) -> list[Ground]:
    """The parts of a parameter's source, each with its words where it has any.

    >>> [ground.name for ground in grounds("A16, A24; F4; Roth and others 1988")]
    ['A16', 'A24', 'F4', 'Roth and others 1988']
    >>> grounds("A42")
    [Ground(name='A42', words='Putin can outlast Ukraine.', speaker='Hall of the University of Bath')]
    """
    return [ground(name) for name in BETWEEN.split(source) if name]


def ground(name: str) -> Ground:
    """One part of a source."""
    if name in claims():
        return Ground(name, claims()[name].claim, claims()[name].speaker)
    return Ground(name, sections().get(name, ""))
