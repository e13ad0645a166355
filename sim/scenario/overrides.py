"""``--set name=value`` and ``scenario.set(name, value)``: a scenario with other values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sim.scenario.complaining import Complaint, Place, shortened
from sim.scenario.declared import Declared
from sim.scenario.naming import guess_name, parameters, roles_of, what
from sim.scenario.scalars import meaning
from sim.scenario.tree import FromPython, Node, Plain, plain, with_value

NOTHING = ("", "null", "~")


def from_options(tree: Node, texts: Iterable[str]) -> tuple[Node, list[Complaint]]:
    """The tree with values from options such as ``us.bias=0.5``, and what is wrong with the options themselves."""
    complaints: list[Complaint] = []
    for text in texts:
        tree, said = from_option(tree, text)
        complaints.extend(said)
    return tree, complaints


def from_option(tree: Node, text: str) -> tuple[Node, list[Complaint]]:
    """The tree with the value of one option."""
    place = Place(f"--set {shortened(text)}")
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        return tree, [Complaint(place, "write it as name=value, such as us.bias=0.5.")]
    return with_named(tree, name.strip(), value.strip(), place)


def with_named(tree: Node, name: str, value: Any, place: Place) -> tuple[Node, list[Complaint]]:
    """The tree with another value under a name; text is taken as it would be typed."""
    data = plain(tree)
    path = parameters(data).get(name)
    if path is None:
        return tree, [Complaint(place, unknown(name, data))]
    reader = FromPython()
    node = reader.read(typed(value, what(path, data)) if isinstance(value, str) else value, name)
    return with_value(tree, path, marked(node, place)), [Complaint(place, said.sentence) for said in reader.complaints]


def marked(node: Node, place: Place) -> Node:
    """The same values, all at one place."""
    if isinstance(node.value, dict):
        return Node({key: marked(below, place) for key, below in node.value.items()}, place, place)
    if isinstance(node.value, list):
        return Node([marked(below, place) for below in node.value], place, place)
    return Node(node.value, place, place)


def typed(text: str, found: Declared) -> Any:
    """What a text stands for where a value of some kind is wanted."""
    if found.schema.get("nullable") and text in NOTHING:
        return None
    if found.kind == "array":
        return [word.strip() for word in text.strip("[] ").split(",") if word.strip()]
    return text if found.kind == "string" or not text else meaning(text)


def unknown(name: str, data: Plain) -> str:
    """One sentence for a name that is not there."""
    known = parameters(data)
    near = guess_name(name, known)
    first, parties = name.split(".")[0], roles_of(data)
    whose = [other for other in known if other.split(".")[0] == first] if first in parties else []
    return f"{shortened(name)} is not a name in this scenario.{near or hint(whose, parties)}"


def hint(whose: list[str], parties: Iterable[str]) -> str:
    """What there is, where no guess is near."""
    return f" There are {', '.join(whose)}." if whose else f" Names look like party.parameter; the parties are {', '.join(parties)}."
