"""A decision that somebody in a seat has to take, what has been decided, and how either is written down."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from typing import Any

from sim.words import either, say

Key = tuple[int, str, str]  # day, party, kind
CHOICE = re.compile(r"([1-9][0-9]{0,3}) ([a-z][a-z0-9_]{0,29}) ([a-z]+) ([a-z][a-z0-9_.+-]{0,63})")

# What an option is called that is no agreement; agreements have no hyphen in their names
NO_OFFER, YES, NO, KEEP, KEEP_ON, VIOLATE, DENOUNCE, BOTH = "no-offer", "yes", "no", "keep", "keep-on", "violate", "denounce", "violate-and-denounce"
NO_PROPOSAL, LEAVE, STAY, AS_IT_IS = "no-proposal", "leave", "stay", "as-it-is"


class SeatError(Exception):
    """What cannot be done in a seat, in one sentence."""


@dataclass(frozen=True)
class Option:
    """One thing that can be decided.

    name: by which it is chosen. words: what it is, to be read; short: the same for a table. chance: the probability with which the model's
    party would take it, None where the rules give none. worth: what it is worth to the party by the model's rules, as a share of the stake, more than
    the option with worth 0; None where nothing is weighed. terms: the parts of that worth, signed; they add up to it. deal: of an offer, the parts of
    what the agreement itself would be worth if it were accepted, and expected_yes the probability of a yes that the model's party reckons with.
    """

    name: str
    words: str
    chance: float | None = None
    worth: float | None = None
    terms: dict[str, float] = field(default_factory=dict)
    deal: dict[str, float] = field(default_factory=dict)
    expected_yes: float | None = None
    short: str = ""


@dataclass(frozen=True)
class Decision:
    """A decision that is due: whose, on which day, of which kind, the question, and what can be answered.

    kind: ``offer`` (what to offer, if anything), ``answer`` (to the other's offer), ``table`` (to the mediator's proposal), ``renewal``, ``conduct``
    (under an agreement, on days with an occasion to break or to review it), ``proposal`` and ``deadline`` (the mediator's), ``levers`` (an ally's).
    model: the name of the option that the model's party would take here, with the luck of this very run. why: its view of the matter in a sentence.
    """

    day: int
    party: str
    kind: str
    question: str
    options: tuple[Option, ...]
    model: str
    why: str

    @property
    def key(self) -> Key:
        """What tells it from all others of a game."""
        return self.day, self.party, self.kind

    @property
    def names(self) -> list[str]:
        """What can be chosen."""
        return [option.name for option in self.options]

    def option(self, name: str) -> Option:
        """The option of a name. Raises SeatError if there is none."""
        for option in self.options:
            if option.name == name:
                return option
        raise no_such_choice(self.day, self.party, name, self.names)

    def as_dict(self) -> dict[str, Any]:
        """As plain data, without what the model's party would do: that is asked for apart."""
        return {
            "day": self.day,
            "party": self.party,
            "kind": self.kind,
            "question": self.question,
            "options": [{"name": option.name, "words": option.words} for option in self.options],
        }

    def reasons(self) -> dict[str, Any]:
        """The model's own view as plain data: what its party would do here, with which probabilities, and why."""
        return {"model": self.model, "why": self.why, "options": [asdict(option) for option in self.options]}


@dataclass(frozen=True)
class Choice:
    """What was decided: on which day, by whom, in which kind of decision, and which option. As text: ``7 ukraine offer truce``."""

    day: int
    party: str
    kind: str
    option: str

    @property
    def key(self) -> Key:
        """Of which decision."""
        return self.day, self.party, self.kind

    def __str__(self) -> str:
        return f"{self.day} {self.party} {self.kind} {self.option}"

    @classmethod
    def read(cls, text: object) -> Choice:
        """A choice from its text. Raises SeatError.

        >>> Choice.read("7 ukraine offer truce")
        Choice(day=7, party='ukraine', kind='offer', option='truce')
        """
        found = CHOICE.fullmatch(text) if isinstance(text, str) else None
        if found is None:
            raise SeatError(say("seat.refused.no_choice", what=shown(text)))
        return cls(int(found[1]), found[2], found[3], found[4])


class Asked(Exception):  # noqa: N818, as it is no error
    """A day cannot go on before a decision is taken."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.question)
        self.decision = decision


def no_such_choice(day: int, party: str, option: str, names: list[str]) -> SeatError:
    """That an option cannot be chosen, and which can."""
    return SeatError(say("seat.refused.choice", day=day, party=party, option=option, known=either(names)))


def shown(value: object) -> str:
    """A value in a sentence, at no great length."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
