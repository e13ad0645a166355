"""Which scenario a question means: a shipped name or the text of a file, with other values, as it travels to a worker."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import pathlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.scenario import Scenario, ScenarioError, lessons, load, names
from sim.scenario.complaining import shortened
from sim.scenario.library import Source
from sim.scenario.merging import from_text
from sim.scenario.reading import SIZE_LIMIT, read
from sim.web.refusing import RefusedError, is_number, near, shown, whole
from sim.web.settings import Settings
from sim.words import number, say

VALUES_LIMIT, NEIGHBOURS = 500, 100
FILES_KEPT = 4  # a file may hold a megabyte, and many times as much once it is read
NAME = "your file"
Values = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Meant:
    """A scenario as it was asked for: the name of a shipped one or the text of a file, and values that differ from it."""

    name: str
    text: str
    values: Values


@dataclass(frozen=True)
class Setting:
    """An ensemble as it was asked for."""

    meant: Meant
    runs: int
    seed: int
    days: int | None

    @property
    def in_short(self) -> Setting:
        """The same with a digest in place of the text of a file, to know the question again without keeping its text."""
        digest = hashlib.sha256(self.meant.text.encode("utf-8", "replace")).hexdigest() if self.meant.text else ""
        return dataclasses.replace(self, meant=dataclasses.replace(self.meant, text=digest))


def meant(asked: Mapping[str, Any]) -> Meant:
    """Which scenario a question means. Raises RefusedError where it says nothing that could be one."""
    name, text, values = asked.get("scenario", ""), asked.get("yaml", ""), asked.get("set", {})
    if not isinstance(name, str) or not isinstance(text, str) or bool(name) == bool(text):
        raise RefusedError(say("answers.scenario.nothing"))
    if name and name not in (*names(), *lessons()):
        raise RefusedError(say("answers.scenario.none", name=shortened(name), near=near(name, names())), 404)
    if len(text.encode("utf-8", "replace")) > SIZE_LIMIT:
        raise RefusedError(say("answers.scenario.large", most=number(SIZE_LIMIT, ",")), 413)
    return Meant(name, text, settled(values))


def settled(values: Any, part: str = "set") -> Values:
    """Other values by name, in one order, so that the same question is known again. part: of the question, in which they stand."""
    if not isinstance(values, dict) or len(values) > VALUES_LIMIT:
        raise RefusedError(say("answers.scenario.values", part=part, most=VALUES_LIMIT))
    for name, value in values.items():
        plain = (
            value is None or isinstance(value, str) or is_number(value) or (isinstance(value, list) and all(isinstance(one, str) for one in value))
        )
        if not plain:
            raise RefusedError(say("answers.scenario.value", name=shortened(name), what=shown(value)))
    return tuple(sorted((name, tuple(value) if isinstance(value, list) else value) for name, value in values.items()))


def setting(asked: Mapping[str, Any], settings: Settings) -> Setting:
    """The ensemble that a question means, within the page's limits."""
    runs = whole(asked, "runs", 1000, 1, settings.runs)
    seed = whole(asked, "seed", 1, -(2**53), 2**53)
    days = None if asked.get("days") is None else whole(asked, "days", 0, 1, settings.days)
    return Setting(meant(asked), runs, seed, days)


def neighbours(asked: Mapping[str, Any], now: Setting) -> list[Setting]:
    """The settings with other values under one name, in the order in which they are given."""
    name, values = asked.get("name"), asked.get("values")
    plain = isinstance(values, list) and all(is_number(one) for one in values)
    if not isinstance(name, str) or not isinstance(values, list) or not plain or len(values) > NEIGHBOURS:
        raise RefusedError(say("answers.scenario.neighbours", most=NEIGHBOURS))
    others = [settled({**dict(now.meant.values), name: value}) for value in values]
    return [dataclasses.replace(now, meant=dataclasses.replace(now.meant, values=one)) for one in others]


def pinned(asked: Mapping[str, Any], now: Setting) -> Setting | None:
    """The ensemble that a question compares with, if it does: another scenario or other values, as many runs with the same luck."""
    found = asked.get("pin")
    if found is None:
        return None
    if not isinstance(found, dict):
        raise RefusedError(say("answers.scenario.pin"))
    return dataclasses.replace(now, meant=meant(found))


def scenario_of(found: Meant) -> Scenario:
    """The scenario, checked. Raises ScenarioError with everything that is wrong."""
    base = opened(found.name, found.text)
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in found.values}
    return base.set_all(values) if values else base


def opened(name: str, text: str) -> Scenario:
    """A scenario without other values. A worker keeps the last ones, as a slider asks for the same again and again."""
    return shipped(name) if name else from_a_file(text)


@functools.cache
def shipped(name: str) -> Scenario:
    """A shipped scenario."""
    return load(name)


@functools.lru_cache(maxsize=FILES_KEPT)
def from_a_file(text: str) -> Scenario:
    """The scenario in the text of a file, which may extend a shipped one, but no other file of this machine."""
    extends = read(text, NAME).root.at("extends")
    if extends is not None and extends.value not in (*names(), *lessons()):
        word = shortened(str(extends.value))
        raise ScenarioError(say("answers.scenario.extends", file=NAME, name=word, near=near(word, names())))
    source = Source(pathlib.Path("yours.yaml"), "yours", NAME)
    return Scenario.of(from_text(text, source, ()), "yours")


def within(scenario: Scenario, asked: Setting, work: int) -> Scenario:
    """The scenario over the days that were asked for. Raises RefusedError where that is too much work."""
    found = scenario if asked.days is None else scenario.set("days", asked.days)
    if found.days * asked.runs > work:
        most = max(1, work // found.days)
        raise RefusedError(say("answers.scenario.work", runs=number(asked.runs, ","), days=number(found.days, ","), most=number(most, ",")))
    return found
