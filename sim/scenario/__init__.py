"""Scenarios: read from YAML, inherited, overridden, checked; every complaint says where, what, what is allowed, and perhaps a guess."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterable, Mapping
from typing import Any

from sim.scenario import library
from sim.scenario.complaining import ScenarioError
from sim.scenario.file_schema import schema
from sim.scenario.library import lessons, names
from sim.scenario.merging import Family, from_file, inherit
from sim.scenario.parameter import Parameter
from sim.scenario.scenario import Scenario
from sim.scenario.tree import FromPython

__all__ = ["Parameter", "Scenario", "ScenarioError", "complaints", "lessons", "load", "names", "schema"]


def load(source: str | os.PathLike[str] | Mapping[str, Any], set: Iterable[str] = ()) -> Scenario:
    """A scenario by its shipped name, from a file, or from a dict; ``set`` changes values, as in ``["us.bias=0.8"]``.

    Raises ScenarioError with one sentence for each thing that is wrong.
    """
    options = (set,) if isinstance(set, str) else tuple(set)
    if isinstance(source, Mapping):
        return Scenario.of(from_dict(source), "scenario", options)
    if not isinstance(source, str | os.PathLike):
        raise ScenarioError(f"a scenario is a name, a path or a dict, but this is a {type(source).__name__}.")
    found = library.find(source)
    return Scenario.of(from_file(found), found.name, options)


def from_dict(said: Mapping[str, Any]) -> Family:
    """A scenario given in Python, with everything it inherits."""
    reader = FromPython()
    family = inherit(reader.read(said), pathlib.Path(), ())
    family.complaints.extend(reader.complaints)
    return family


def complaints(source: str | os.PathLike[str] | Mapping[str, Any], set: Iterable[str] = ()) -> list[str]:
    """Everything that is wrong with a scenario, a sentence each, in the order of the file; empty if it can be used."""
    try:
        load(source, set)
    except ScenarioError as fault:
        return fault.sentences
    return []
