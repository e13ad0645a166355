"""Where the parts of a lesson are taken in: prose, values, bets and claims, each checked against the lesson's scenario."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.lessons import measures
from sim.lessons.bets import CHOICES, Bet
from sim.lessons.lesson import Check, Claim
from sim.scenario import Scenario, ScenarioError
from sim.scenario.complaining import Complaint, shown
from sim.scenario.desk import Desk
from sim.scenario.overrides import unknown
from sim.scenario.tree import Node, plain

LONGEST_PROSE = 8000
MOST_ITEMS = 12
OF_BET = ("ask", "measure", "of", "reaches", "unit", "between", "near", "target", "choices", "replies")
REPLIES = {True: ("right", "wrong"), False: ("near", "above", "below")}
OF_CHECK = ("measure", "of", "reaches", "start", "end")
CHANGES, LEVELS = ("rises", "falls", "moves_less_than"), ("at_least", "at_most", "between")
ENDS = ("before", "after")
PERCENT = (0.0, 100.0)
ANY = (0.0, 100_000.0)


class Tray(Desk):
    """Takes in the parts of a lesson. What cannot be used is complained about, and something harmless is handed back."""

    def items(self, which: str, node: Node | None) -> list[Node]:
        """A list with at least one item."""
        if node is None:
            return []
        if not isinstance(node.value, list) or not 0 < len(node.value) <= MOST_ITEMS:
            self.say(node, f"{which} should be a list of 1 to {MOST_ITEMS}.")
            return []
        return node.value

    def between(self, which: str, node: Node | None, low: int, high: int) -> int:
        """A whole number in a range."""
        if node is None:
            return low
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.say(node, f"{which} is {shown(plain(node))}, but should be a whole number from {low} to {high}.")
            return low
        return value

    def prose(self, heading: str, node: Node | None) -> str:
        """Prose in Markdown, which must say something."""
        if node is None:
            return ""
        said = node.value.strip() if isinstance(node.value, str) else None
        if said is None:
            self.say(node, f"under '{heading}' should stand text, but this is {shown(plain(node))}.")
        elif not said:
            self.say(node, f"the heading '{heading}' is empty; say something, be it short.")
        elif len(said) > LONGEST_PROSE or not all(letter.isprintable() or letter == "\n" for letter in said):
            self.say(node, f"under '{heading}' should stand printable text of up to {LONGEST_PROSE:,} characters.")
        return said or ""

    # Values of the scenario

    def values(self, which: str, node: Node | None) -> tuple[dict[str, Any], Scenario]:
        """Values by name, and the scenario with them."""
        if node is None:
            return {}, self.scenario
        if not isinstance(node.value, dict):
            self.say(node, f"{which} should be a mapping of names and values, such as us.bias: 0.5.")
            return {}, self.scenario
        before = len(self.complaints)
        found = {name: plain(below) for name, below in node.value.items()}
        for name, below in node.value.items():
            self.value(name, found[name], below, below.key)
        if len(self.complaints) > before:
            return {}, self.scenario
        try:
            return found, self.scenario.set_all(found)
        except ScenarioError as fault:
            self.say(node, f"{which}: {' '.join(fault.sentences)}")
            return {}, self.scenario

    def value(self, name: str, value: Any, node: Node, key: Any = None) -> None:
        """Complain unless a parameter of this name can have this value."""
        if name not in self.scenario.names:
            self.complaints.append(Complaint(key or node.place or Complaint().place, unknown(name, self.scenario.data)))
            return
        try:
            self.scenario.set(name, value)
        except ScenarioError as fault:
            self.say(node, " ".join(fault.sentences))

    # Bets

    def bet(self, which: str, node: Node) -> Bet:
        """A question with the number that answers it."""
        self.mapping(which, node, OF_BET, ("ask", "measure", "unit", "near", "replies"))
        measure, of, reaches = self.measure(which, node)
        choices = self.choices(which, node.at("choices"))
        share = reaches is not None or measures.is_share(measure)
        low, high = self.limits(which, node.at("between"), PERCENT if share else ANY)
        return Bet(
            ask=self.text(f"{which}: ask", node.at("ask")),
            measure=measure,
            unit=self.text(f"{which}: unit", node.at("unit")),
            low=low,
            high=high,
            near=self.number(f"{which}: near", node.at("near"), 0.0),
            replies=self.replies(which, node.at("replies"), bool(choices)),
            choices=choices,
            of=of,
            reaches=reaches,
            is_share=share,
            target=self.number(f"{which}: target", node.at("target"), low) if node.at("target") else None,
        )

    def measure(self, which: str, node: Node) -> tuple[str, str, float | None]:
        """The number that answers, what it is counted in, and from where on it counts."""
        said, of, reaches = (node.at(key) for key in ("measure", "of", "reaches"))
        known = measures.COUNTED if reaches else measures.happened(self.scenario) if of else measures.summary(self.scenario)
        measure = self.one_of(f"{which}: measure", said, known) if said else None
        within = self.one_of(f"{which}: of", of, measures.happened(self.scenario)) if of else None
        return measure or "", within or "", self.number(f"{which}: reaches", reaches, 0.0) if reaches else None

    def limits(self, which: str, node: Node | None, usual: tuple[float, float]) -> tuple[float, float]:
        """From where to where an answer may go."""
        if node is None:
            return usual
        found = self.pair(f"{which}: between", node)
        return (found[0], found[1]) if len(found) == len(usual) else usual

    def pair(self, which: str, node: Node) -> tuple[float, ...]:
        """Two numbers, the lower first."""
        items = node.value if isinstance(node.value, list) else []
        found = tuple(self.number(which, item) for item in items)
        if len(found) != len(PERCENT) or found[0] >= found[1]:
            self.say(node, f"{which} should be two numbers, the lower first, such as [0, 365].")
            return ()
        return found

    def choices(self, which: str, node: Node | None) -> dict[str, str]:
        """What may be answered instead of a number."""
        if node is None or not self.mapping(f"{which}: choices", node, CHOICES, CHOICES):
            return {}
        return {key: self.text(f"{which}: {key}", node.at(key)) for key in CHOICES}

    def replies(self, which: str, node: Node | None, chosen: bool) -> dict[str, str]:
        """What is said to whom."""
        known = REPLIES[chosen]
        if node is None or not self.mapping(f"{which}: replies", node, known, known):
            return dict.fromkeys(known, "")
        return {key: " ".join(self.prose(f"{which}: {key}", node.at(key)).split()) for key in known}

    # Claims

    def claim(self, which: str, node: Node) -> Claim:
        """A sentence and its checks."""
        if not self.mapping(which, node, ("says", "checks"), ("says", "checks")):
            return Claim("", ())
        checks = tuple(self.check(f"{which}, check {number}", below) for number, below in enumerate(self.items("checks", node.at("checks")), 1))
        return Claim(self.text(f"{which}: says", node.at("says")), checks)

    def check(self, which: str, node: Node) -> Check:
        """One number and what is expected of it."""
        nothing = Check("", "at_least", (0.0,))
        if not self.mapping(which, node, (*OF_CHECK, *CHANGES, *LEVELS), ("measure",)):
            return nothing
        expected = [key for key in (*CHANGES, *LEVELS) if key in node.value]
        if len(expected) != 1:
            self.say(node, f"{which} should expect exactly one thing: {', '.join((*CHANGES, *LEVELS))}.")
            return nothing
        below, reaches = node.value[expected[0]], node.at("reaches")
        limits = self.pair(f"{which}: between", below) if expected[0] == "between" else (self.number(f"{which}: {expected[0]}", below),)
        start, end = (self.end(which, key, node.at(key), usual) for key, usual in zip(("start", "end"), ENDS, strict=True))
        measure, of = (self.text(f"{which}: {key}", node.at(key)) for key in ("measure", "of"))
        return Check(measure, expected[0], limits, start, end, of, self.number(f"{which}: reaches", reaches) if reaches else None)

    def end(self, which: str, key: str, node: Node | None, usual: str) -> str | Mapping[str, Any]:
        """A setting by its name, or the values of another."""
        if node is None:
            return usual
        if isinstance(node.value, dict):
            return self.values(f"{which}: {key}", node)[0]
        return self.one_of(f"{which}: {key}", node, ENDS) or usual
