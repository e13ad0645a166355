"""Every kind of happening, with the reasons of those who decide.

Each kind is a frozen dataclass with its ``day``; parties and agreements go by their names in the scenario.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sim.reasons import Choice, Holding, Keeping, Ledger


@dataclass(frozen=True)
class Happening:
    """Something that happens on a day."""

    kind: ClassVar[str]
    day: int


@dataclass(frozen=True)
class Occasion(Happening):
    """An event of the scenario."""

    kind: ClassVar[str] = "event"
    title: str


@dataclass(frozen=True)
class Atrocity(Happening):
    """An atrocity against the civilians of ``who``."""

    kind: ClassVar[str] = "atrocity"
    who: str


@dataclass(frozen=True)
class Offer(Happening):
    """On a talk day ``who`` offers a rung and ``to`` answers; with rung None it holds out. own, answer: what both make of the rung."""

    kind: ClassVar[str] = "offer"
    who: str
    to: str
    rung: str | None
    cynical: bool
    accepted: bool
    choice: Choice
    own: Ledger | None
    answer: Ledger | None


@dataclass(frozen=True)
class Proposal(Happening):
    """The mediator puts a rung on the table; what each belligerent says, and why."""

    kind: ClassVar[str] = "proposal"
    who: str
    rung: str
    yes: dict[str, bool]
    answers: dict[str, Ledger]

    @property
    def agreed(self) -> bool:
        """Whether both accept."""
        return all(self.yes.values())


@dataclass(frozen=True)
class Signing(Happening):
    """A rung is agreed, in place of another or of none; in a settlement, with this share of the stake for the attacker."""

    kind: ClassVar[str] = "signing"
    rung: str
    replaced: str | None
    terms: float | None


@dataclass(frozen=True)
class Conduct(Happening):
    """A day under an agreement: who violated it, whose violation was attributed, who denounced it, and what each weighed."""

    kind: ClassVar[str] = "conduct"
    rung: str
    violated: tuple[str, ...]
    attributed: tuple[str, ...]
    denounced: tuple[str, ...]
    keeping: dict[str, Keeping]

    @property
    def quiet(self) -> bool:
        """Whether both keep their word."""
        return not (self.violated or self.denounced)


@dataclass(frozen=True)
class Renewal(Happening):
    """On its last day both are asked to renew an agreement; it goes on if both accept."""

    kind: ClassVar[str] = "renewal"
    rung: str
    yes: dict[str, bool]
    answers: dict[str, Ledger]

    @property
    def agreed(self) -> bool:
        """Whether both accept."""
        return all(self.yes.values())


@dataclass(frozen=True)
class Ending(Happening):
    """An agreement ends without another in its place: ``collapsed``, denounced by some, or ``expired``.

    lasted: days since it was signed. violations: days on which each side violated it.
    """

    kind: ClassVar[str] = "ending"
    rung: str
    how: str
    who: tuple[str, ...]
    lasted: int
    violations: dict[str, int]


@dataclass(frozen=True)
class Deadline(Happening):
    """The mediator's deadline is due: it leaves, which had this chance, or lets it pass and is left with this credibility."""

    kind: ClassVar[str] = "deadline"
    who: str
    leaves: bool
    chance: float
    credibility: float


@dataclass(frozen=True)
class LineFall(Happening):
    """A red line is gone: given up by its holder for reasons, or dropped by an event (no reasons)."""

    kind: ClassVar[str] = "red line"
    who: str
    reasons: Holding | None


@dataclass(frozen=True)
class Pressure(Happening):
    """How hard the mediator presses at the end of a month, as cost of war in shares of the stake; blame: the share on each side."""

    kind: ClassVar[str] = "pressure"
    who: str
    impatience: float
    credibility: float
    blame: dict[str, float]
    pressure: dict[str, float]


@dataclass(frozen=True)
class Close(Happening):
    """The run is over, with a rung or nothing in force."""

    kind: ClassVar[str] = "end"
    rung: str | None
    held: float
