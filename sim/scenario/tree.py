"""What a scenario says, with the place of every word: the form in which files are read, merged, overridden and checked."""

from __future__ import annotations

import datetime
import math
import numbers
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sim.scenario.complaining import Complaint, Place, ScenarioError, shortened

Path: TypeAlias = tuple[str | int, ...]
Plain: TypeAlias = Any
DEPTH_LIMIT = 20
NODES_LIMIT = 20_000
WHOLE_LIMIT = 10**15


class Absent:
    """A word that stands for the absence of a value."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name

    def __reduce__(self) -> str:
        return self.name


REMOVED = Absent("REMOVED")  # what was inherited was taken away by null
UNKNOWN = Absent("UNKNOWN")  # what was written could not be used, and that has been said already


@dataclass(frozen=True)
class Node:
    """A value (plain, or a dict or list of nodes), where it stands, and where its key stands. No place: it came from Python."""

    value: Any
    place: Place | None = None
    key: Place | None = None

    def branches(self) -> Iterator[tuple[str | int, Node]]:
        """The parts of a mapping or list, each with its key or number."""
        if isinstance(self.value, dict):
            yield from self.value.items()
        elif isinstance(self.value, list):
            yield from enumerate(self.value)

    def at(self, *path: str | int) -> Node | None:
        """The node at a path below this one, if there is one."""
        node: Node | None = self
        for step in path:
            node = dict(node.branches()).get(step) if node else None
        return node

    def near(self, path: Path) -> Node:
        """The node at a path or, where there is none, at the longest part of the path that exists."""
        node = self
        for step in path:
            below = dict(node.branches()).get(step)
            if below is None:
                return node
            node = below
        return node


def plain(node: Node) -> Plain:
    """The values alone, without what was removed or could not be used."""
    if isinstance(node.value, dict):
        return {key: plain(below) for key, below in node.value.items() if not isinstance(below.value, Absent)}
    if isinstance(node.value, list):
        return [plain(below) for below in node.value]
    return node.value


def scenario_in(root: Node) -> Node:
    """The scenario that a file holds: all of it or, in a lesson, the part of that name beside the prose, with the lesson's title."""
    part = root.at("scenario") if root.at("lesson") else None
    if part is None or not isinstance(part.value, dict):
        return root
    title = {"title": root.value["title"]} if "title" in root.value else {}
    return Node(title | part.value, part.place, part.key)


def with_value(node: Node, path: Path, value: Node) -> Node:
    """The tree with another value at a path of keys; mappings on the way are made where they are missing."""
    if not path:
        return value
    branches = dict(node.value) if isinstance(node.value, dict) else {}
    below = branches.get(str(path[0]), Node({}, value.place, value.key))
    branches[str(path[0])] = with_value(below, path[1:], value)
    return Node(branches, node.place, node.key)


def is_text(text: str) -> bool:
    """Whether it can be written to a file: halves of characters (surrogates) cannot."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def as_number(value: numbers.Real) -> int | float:
    """A plain int or float; whole numbers that no scenario can mean become floats, so that they cannot cost anything."""
    if isinstance(value, numbers.Integral) and abs(int(value)) < WHOLE_LIMIT:
        return int(value)
    try:
        return float(value)
    except OverflowError:
        return math.inf


class FromPython:
    """Turns a dict given in Python into a tree, under the same limits as a file."""

    def __init__(self) -> None:
        self.nodes = 0
        self.complaints: list[Complaint] = []

    def read(self, value: Any, path: str = "scenario", depth: int = 0) -> Node:
        """The tree of a value; what cannot be used is complained about and left out."""
        self.nodes += 1
        if depth > DEPTH_LIMIT or self.nodes > NODES_LIMIT:
            raise ScenarioError(f"{path} is nested deeper than {DEPTH_LIMIT} levels, or the scenario holds more than {NODES_LIMIT:,} values.")
        if isinstance(value, Mapping):
            return Node({str(key): self.below(key, part, path, depth) for key, part in value.items()})
        if isinstance(value, list | tuple):
            items = [self.read(part, f"{path}[{number}]", depth + 1) for number, part in enumerate(value)]
            return Node([item for item in items if item.value is not UNKNOWN])
        return self.leaf(value, path)

    def below(self, key: Any, value: Any, path: str, depth: int) -> Node:
        """A value in a mapping, whose key must be text."""
        if not isinstance(key, str) or not is_text(key):
            return self.unusable(path, f"has the key {shortened(repr(key))}, but every key should be text")
        return self.read(value, f"{path}.{shortened(key)}", depth + 1)

    def leaf(self, value: Any, path: str) -> Node:
        """A single value, as plain as it would be in a file."""
        if value is None or isinstance(value, bool):
            return Node(value)
        if isinstance(value, str):
            return Node(str(value)) if is_text(value) else self.unusable(path, "holds half a character (a surrogate)")
        if isinstance(value, numbers.Real):
            return Node(as_number(value))
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return Node(value.isoformat())
        return self.unusable(path, f"is a {type(value).__name__}, which a scenario cannot hold")

    def unusable(self, path: str, what: str) -> Node:
        """Complain, and go on without the value."""
        self.complaints.append(Complaint(sentence=f"{path} {what}."))
        return Node(UNKNOWN)
