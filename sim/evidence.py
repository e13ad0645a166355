"""The evidence that the numbers stand on: claims of the founding article and collected facts, from the shipped seeds."""

from __future__ import annotations

import functools
import pathlib
from dataclasses import dataclass
from typing import Any

import yaml

from sim.scenario.library import PACKAGE

CLAIMS, FACTS = "claims.yaml", "facts.yaml"
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same rules, much faster where it is built in


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
class Source:
    """Where a fact was found: who says it about what, at which address or, if no full one was kept, on which site."""

    mark: str
    title: str
    address: str = ""
    site: str = ""


@dataclass(frozen=True)
class Fact:
    """Something counted, measured or done, with how far it can be trusted; empty where there is nothing to say.

    ``value`` is a number, a list of the two ends of a range, a mapping to these, or words. The head of ``seeds/facts.yaml`` explains each key.
    """

    section: str
    name: str
    what: str
    value: Any
    period: str
    mark: str
    sources: tuple[Source, ...]
    unit: str = ""
    exactness: str = ""
    claimed_by: str = ""
    row: str = ""
    later: str = ""
    note: str = ""


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


@functools.cache
def facts() -> dict[str, Fact]:
    """All facts by name, in the order of their sections.

    >>> facts()["thirty_day_truces"].value["expired on schedule"], facts()["thirty_day_truces"].unit
    (51, 'ceasefires')
    """
    return {said["name"]: fact(said, section["number"]) for section in document(FACTS)["sections"] for said in section["facts"]}


def fact(said: dict[str, Any], section: str) -> Fact:
    """One fact from its mapping, with its sources in full."""
    known = document(FACTS)["sources"]
    return Fact(**{**said, "section": section, "sources": tuple(Source(**known[key]) for key in said["sources"])})
