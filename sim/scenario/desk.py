"""Where the parts of a file beside scenarios are taken in: each is checked, and what is wrong with it is kept with its place."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from sim.scenario import Scenario, ScenarioError, library, load
from sim.scenario.complaining import Complaint, Place, guess, listed, printable, shown
from sim.scenario.library import Source
from sim.scenario.tree import Node, plain

LONGEST = 300
ANSWERS = {True: True, False: False, "yes": True, "no": False}
Found = TypeVar("Found")


def scenario_of(root: Node, source: Source, settings: Iterable[str] = ()) -> Scenario:
    """The scenario that a file names, as a shipped name or a path seen from the file. Raises ScenarioError with the place."""
    node = root.at("scenario")
    if node is None or not isinstance(node.value, str):
        raise ScenarioError(f"{Place(source.shown)}: there should be a 'scenario', the name of a scenario or the path of a file.")
    try:
        found = library.find(node.value, source.path.parent)
        found.text()
    except ScenarioError as fault:
        raise ScenarioError([f"{node.place}: scenario: {sentence}" for sentence in fault.sentences]) from None
    return load(found.name if library.shipped(found.name) == found else found.path, settings)


class Desk:
    """Takes in values one by one. What cannot be used is complained about, and None is handed back."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.complaints: list[Complaint] = []

    def say(self, node: Node, sentence: str) -> None:
        """Complain about a value."""
        self.complaints.append(Complaint(node.place or Complaint().place, sentence))

    def whole(self, make: Callable[[], Found | None]) -> Found | None:
        """What is made, unless there was something to complain about on the way."""
        before = len(self.complaints)
        found = make()
        return found if len(self.complaints) == before else None

    def mapping(self, which: str, node: Node, known: Iterable[str], required: Iterable[str] = ()) -> bool:
        """Whether it is a mapping; keys that nobody knows and keys that are missing are complained about."""
        if not isinstance(node.value, dict):
            self.say(node, f"{which} is {shown(plain(node))}, but should be a mapping with {listed(known)}.")
            return False
        known = list(known)
        for key, below in node.value.items():
            if key not in known:
                self.complaints.append(Complaint(below.key or node.place or Complaint().place, unknown(which, key, known)))
        for key in required:
            if key not in node.value:
                self.say(node, f"{which}: {key} is missing.")
        return True

    def text(self, which: str, node: Node | None) -> str:
        """A line of text."""
        if node is None:
            return ""
        said = node.value.strip() if isinstance(node.value, str) else node.value
        if not isinstance(said, str) or not said or len(said) > LONGEST or printable(said) != said:
            self.say(node, f"{which} is {shown(plain(node))}, but should be a line of text of up to {LONGEST} characters.")
            return ""
        return said

    def texts(self, which: str, node: Node | None) -> tuple[str, ...]:
        """A line of text, or a list of such lines."""
        items = node.value if node is not None and isinstance(node.value, list) else [] if node is None else [node]
        if node is not None and not items:
            self.say(node, f"{which} is an empty list, but should say at least one.")
        return tuple(self.text(which, item) for item in items)

    def number(self, which: str, node: Node | None, least: float | None = None) -> float:
        """A number."""
        if node is None:
            return 0.0
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.say(node, f"{which} is {shown(plain(node))}, but should be a number.")
            return 0.0
        if least is not None and value < least:
            self.say(node, f"{which} is {value}, but should be at least {least:g}.")
        return float(value)

    def count(self, which: str, node: Node | None, least: int | None = None) -> int | None:
        """A whole number."""
        if node is None:
            return None
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int) or (least is not None and value < least):
            self.say(node, f"{which} is {shown(plain(node))}, but should be a whole number{'' if least is None else f' from {least}'}.")
            return None
        return value

    def answer(self, which: str, node: Node) -> bool:
        """Yes or no."""
        if isinstance(node.value, bool | str) and node.value in ANSWERS:
            return ANSWERS[node.value]
        self.say(node, f"{which} is {shown(plain(node))}, but should be yes or no.")
        return False

    def date(self, which: str, node: Node | None) -> datetime.date | None:
        """A date, as in 2025-03-18."""
        if node is None:
            return None
        found = as_date(node.value)
        if found is None:
            self.say(node, f"{which} is {shown(plain(node))}, but should be a date such as 2025-03-18.")
        return found

    def one_of(self, which: str, node: Node, known: Iterable[str], more: str = "") -> str | None:
        """A word of several that are known."""
        known = list(known)
        if isinstance(node.value, str) and node.value in known:
            return node.value
        near = guess(str(node.value), known) if isinstance(node.value, str) else ""
        self.say(node, f"{which} is {shown(plain(node))}, which is not known here.{near}{more}")
        return None


def as_date(value: Any) -> datetime.date | None:
    """The date that a text stands for, if it stands for one."""
    try:
        return datetime.date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2025-03-18") else None
    except ValueError:
        return None


def unknown(which: str, key: str, known: Iterable[str]) -> str:
    """A sentence for a key that nobody knows."""
    known = list(known)
    return f"{which}: {printable(key)} is not known here.{guess(key, known) or f' There are {listed(known)}.'}"
