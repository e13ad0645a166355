"""What a scenario says, with the place of every word: the form in which files are read, merged, overridden and checked."""

from __future__ import annotations

import datetime
import numbers
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sim.scenario.complaints import Complaint, Place, shortened

Path: TypeAlias = tuple[str | int, ...]
Plain: TypeAlias = Any
DEPTH_LIMIT = 20
NODES_LIMIT = 20_000


class Mark:
    """A word that stands for the absence of a value."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name

    def __reduce__(self) -> str:
        return self.name


REMOVED = Mark("REMOVED")  # what was inherited was taken away by null
UNKNOWN = Mark("UNKNOWN")  # what was written could not be used, and that has been said already


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
        return {key: plain(below) for key, below in node.value.items() if not isinstance(below.value, Mark)}
    if isinstance(node.value, list):
        return [plain(below) for below in node.value]
    return node.value


def with_value(node: Node, path: Path, value: Node) -> Node:
    """The tree with another value at a path of keys; mappings on the way are made where they are missing."""
    if not path:
        return value
    branches = dict(node.value) if isinstance(node.value, dict) else {}
    below = branches.get(str(path[0]), Node({}, value.place, value.key))
    branches[str(path[0])] = with_value(below, path[1:], value)
    return Node(branches, node.place, node.key)


class FromPython:
    """Turns a dict given in Python into a tree, under the same limits as a file."""

    def __init__(self) -> None:
        self.nodes = 0
        self.complaints: list[Complaint] = []

    def read(self, value: Any, path: str = "scenario", depth: int = 0) -> Node:
        """The tree of a value; what cannot be used is complained about and left out."""
        self.nodes += 1
        if depth > DEPTH_LIMIT or self.nodes > NODES_LIMIT:
            return self.unusable(path, f"is nested deeper than {DEPTH_LIMIT} levels or has more than {NODES_LIMIT:,} values")
        if isinstance(value, Mapping):
            return Node({str(key): self.below(key, part, path, depth) for key, part in value.items()})
        if isinstance(value, list | tuple):
            return Node([self.read(part, f"{path}[{number}]", depth + 1) for number, part in enumerate(value)])
        return self.leaf(value, path)

    def below(self, key: Any, value: Any, path: str, depth: int) -> Node:
        """A value in a mapping, whose key must be text."""
        if not isinstance(key, str):
            return self.unusable(path, f"has the key {shortened(repr(key))}, but every key should be text")
        return self.read(value, f"{path}.{shortened(key)}", depth + 1)

    def leaf(self, value: Any, path: str) -> Node:
        """A single value, as plain as it would be in a file."""
        if value is None or isinstance(value, bool | str):
            return Node(value if value is None or isinstance(value, bool) else str(value))
        if isinstance(value, numbers.Integral):
            return Node(int(value))
        if isinstance(value, numbers.Real):
            return Node(float(value))
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return Node(value.isoformat())
        return self.unusable(path, f"is a {type(value).__name__}, which a scenario cannot hold")

    def unusable(self, path: str, what: str) -> Node:
        """Complain, and go on without the value. What is wrong a thousand times is said once."""
        self.complaints.append(Complaint(sentence=f"{path} {what}."))
        return Node(UNKNOWN)
