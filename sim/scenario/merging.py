"""``extends``: a scenario takes over everything from its parent and says only what differs."""

from __future__ import annotations

import pathlib
from dataclasses import dataclass, field

from sim.scenario import library
from sim.scenario.complaining import Complaint, ScenarioError, shown
from sim.scenario.library import Source
from sim.scenario.naming import BELLIGERENTS
from sim.scenario.reading import read
from sim.scenario.tree import REMOVED, UNKNOWN, Node, Path, scenario_in

CHAIN_LIMIT = 20
OWN_WORDS = ("title", "about")  # a title that describes the parent would be wrong


@dataclass
class Family:
    """A scenario with everything it inherits, its parent as it was, and what is wrong with how they are written."""

    tree: Node
    parent: Node | None = None
    extends: str | None = None
    complaints: list[Complaint] = field(default_factory=list)
    complete: bool = True

    def with_tree(self, tree: Node, complaints: list[Complaint]) -> Family:
        """The same family after values were changed."""
        return Family(tree, self.parent, self.extends, [*self.complaints, *complaints], self.complete)


def from_file(source: Source) -> Family:
    """A scenario file with everything it inherits."""
    return from_text(source.text(), source, ())


def from_text(text: str, source: Source, chain: tuple[Source, ...]) -> Family:
    """A scenario file's text with everything it inherits."""
    reading = read(text, source.shown)
    family = inherit(scenario_in(reading.root), source.path.parent, (*chain, source))
    family.complaints.extend(reading.complaints)
    return family


def inherit(own: Node, beside: pathlib.Path | None, chain: tuple[Source, ...]) -> Family:
    """What a scenario says itself, laid over what its parent says."""
    said = dict(own.value)
    extends = said.pop("extends", None)
    child = Node(said, own.place, own.key)
    if extends is None:
        return Family(child)
    if extends.value is UNKNOWN:
        return Family(child, complete=False)
    try:
        source, text = parent_of(extends, beside, chain)
        parent = from_text(text, source, chain)
    except ScenarioError as fault:
        return Family(child, extends=str(extends.value), complaints=faults_of_parent(fault, extends), complete=False)
    return Family(heir(parent.tree, child), parent.tree, str(extends.value), parent.complaints, parent.complete)


def parent_of(extends: Node, beside: pathlib.Path | None, chain: tuple[Source, ...]) -> tuple[Source, str]:
    """The parent's file and its text. Raises MisnamedError if there is none, or if it is already in the chain."""
    if not isinstance(extends.value, str):
        raise MisnamedError(f"extends is {shown(extends.value)}, but should be the name of a scenario or the path of a file.")
    try:
        source = library.find(extends.value, beside)
        text = source.text()
    except ScenarioError as fault:
        raise MisnamedError("extends: " + " ".join(fault.sentences)) from None
    if any(source.same_as(earlier) for earlier in chain):
        raise MisnamedError(f"extends goes round in a circle: {' -> '.join(one.shown for one in (*chain, source))}.")
    if len(chain) >= CHAIN_LIMIT:
        raise MisnamedError(f"extends goes through more than {CHAIN_LIMIT} files.")
    return source, text


class MisnamedError(ScenarioError):
    """The word after ``extends`` leads nowhere. It is said where the word stands, not where it leads."""


def faults_of_parent(fault: ScenarioError, extends: Node) -> list[Complaint]:
    """Complaints about a parent that could not be used."""
    if isinstance(fault, MisnamedError):
        return [Complaint(extends.place, said) if extends.place else Complaint(sentence=f"scenario.{said}") for said in fault.sentences]
    return [Complaint(sentence=sentence) for sentence in fault.sentences]


def heir(parent: Node, child: Node) -> Node:
    """The parent's scenario as the child changes it; title and description are the child's own."""
    handed_down = {key: node for key, node in parent.value.items() if key not in OWN_WORDS}
    return merged(Node(handed_down, parent.place), child, ())


def merged(parent: Node, child: Node, path: Path) -> Node:
    """A child's value laid over its parent's: mappings key by key, events one after the other, everything else replaced."""
    if path == ("events",) and isinstance(parent.value, list) and isinstance(child.value, list):
        return Node([*parent.value, *child.value], child.place, child.key)
    if not isinstance(parent.value, dict) or not isinstance(child.value, dict) or starts_afresh(parent, child, path):
        return child
    found = {key: parent.value.get(key) or child.value[key] for key in order(list(parent.value), list(child.value))}
    for key, node in child.value.items():
        found[key] = laid_over(parent.value.get(key), node, (*path, key))
    return Node(found, child.place, child.key)


def laid_over(parent: Node | None, child: Node, path: Path) -> Node:
    """One key's value: null takes away what is inherited, and what could not be read leaves it as it was."""
    if parent is None or parent.value is REMOVED:
        return child
    if child.value is None:
        return Node(REMOVED, child.place, child.key)
    return parent if child.value is UNKNOWN else merged(parent, child, path)


def starts_afresh(parent: Node, child: Node, path: Path) -> bool:
    """Whether a party is given a role with other parameters: it then inherits nothing."""
    if len(path) != 2 or path[0] != "parties" or "role" not in child.value or "role" not in parent.value:
        return False
    before, after = (node.value["role"].value for node in (parent, child))
    return bool(before != after) and not (before in BELLIGERENTS and after in BELLIGERENTS)


def order(parent: list[str], child: list[str]) -> list[str]:
    """The parent's keys in their order, each new key after the one that precedes it in the child, or before the next that is known.

    >>> order(["low", "high"], ["low", "middle"]), order(["low", "high"], ["lowest", "low"]), order(["low", "high"], ["highest"])
    (['low', 'middle', 'high'], ['lowest', 'low', 'high'], ['low', 'high', 'highest'])
    """
    found, previous = list(parent), ""
    for number, key in enumerate(child):
        if key not in found:
            following = next((later for later in child[number:] if later in found), None)
            position = found.index(previous) + 1 if previous else found.index(following) if following else len(found)
            found.insert(position, key)
        previous = key
    return found
