"""Collects what is wrong with a scenario, each complaint at the place of the value or key in force."""

from __future__ import annotations

from sim.scenario.complaining import Complaint, Place, shortened
from sim.scenario.naming import long, short
from sim.scenario.tree import REMOVED, UNKNOWN, Node, Path, Plain


class Ledger:
    """The complaints about one scenario; nothing is said about what hangs on something that could not be read."""

    def __init__(self, tree: Node, data: Plain) -> None:
        self.tree, self.data = tree, data
        self.complaints: list[Complaint] = []

    def value(self, path: Path, rest: str) -> None:
        """Complain about the value at a path; the sentence starts with its name."""
        self.say(path, rest, self.tree.near(path).place)

    def key(self, path: Path, rest: str) -> None:
        """Complain about the key at a path."""
        node = self.tree.near(path)
        self.say(path, rest, node.key or node.place)

    def missing(self, path: Path, what: str, hint: str = "") -> None:
        """Complain that something is not there; if it was taken away, say where."""
        taken = self.tree.at(*path)
        if taken and taken.value is REMOVED:
            self.value(path, f"was taken away by null, but is needed ({what}).")
        else:
            self.key(path, f"is missing ({what}).{hint}")

    def say(self, path: Path, rest: str, place: Place | None) -> None:
        """Keep the complaint, unless what it is about could not be read and that has been said."""
        if self.tree.near(path).value is not UNKNOWN:
            self.complaints.append(Complaint(place or Place(""), f"{self.name(path, place)} {rest}".strip()))

    def name(self, path: Path, place: Place | None) -> str:
        """What a path is called: as in Python where it came from there, short where it was given as an option."""
        if place is None:
            return shortened("scenario" + (":" if not path else "") + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path))
        return shortened(short(path) if place.line == 0 else long(path, self.data))
