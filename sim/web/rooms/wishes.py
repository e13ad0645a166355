"""Going back in a game that several share: one asks, all others are asked, and what was played in the meantime stays as a branch."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sim.web.refusing import RefusedError, shown
from sim.words import row, say

BRANCHES, TRIES = 20, 3
Texts = tuple[str, ...]
Seen = dict[str, Any]  # how a game looks from each seat, by party


@dataclass(frozen=True)
class Wanted:
    """Where somebody wishes to go: to the morning of a day, or to a branch; and what then remains chosen."""

    day: int | None
    branch: int | None
    choices: Texts


@dataclass(frozen=True)
class Branch:
    """A way in which the game was played and which was left."""

    number: int
    choices: Texts
    seen: Seen


@dataclass(eq=False)
class Wish:
    """What somebody asks all others to agree to. waits: who has not answered yet. seen: how the game looks that would be left."""

    number: int
    party: str
    wanted: Wanted
    waits: list[str]
    seen: Seen

    def told(self) -> dict[str, Any]:
        """What everybody in the game may know of it."""
        return {"number": self.number, "party": self.party, "day": self.wanted.day, "branch": self.wanted.branch, "waits": list(self.waits)}


@dataclass(eq=False)
class Wishes:
    """The wish that is open, how the last one has ended, and the branches.

    changes: grows with all that happens here. tries: how often each has asked since the last choice, so that nobody can keep the others from
    playing by asking again and again.
    """

    open: Wish | None = None
    last: dict[str, Any] | None = None
    branches: list[Branch] = field(default_factory=list)
    changes: int = 0
    made: int = 0
    tries: dict[str, int] = field(default_factory=dict)

    def ask(self, party: str, wanted: Wanted, others: list[str], seen: Seen) -> Wish:
        """Open a wish. others: who has to agree."""
        if self.open is not None:
            raise RefusedError(say("answers.wish.asked_already"), 409)
        if self.tries.get(party, 0) >= TRIES:
            raise RefusedError(say("answers.wish.often", count=TRIES), 403)
        self.tries[party] = self.tries.get(party, 0) + 1
        self.made += 1
        self.changes += 1
        self.open = Wish(self.made, party, wanted, others, seen)
        return self.open

    def find(self, number: Any) -> Wish:
        """The wish that is open, if it is the one that is meant."""
        if type(number) is not int:
            raise RefusedError(say("answers.wish.number", what=shown(number)))
        if self.open is None or self.open.number != number:
            raise RefusedError(say("answers.wish.closed"), 409)
        return self.open

    def asked(self, party: str, number: Any) -> Wish:
        """The wish that a party has to answer."""
        wish = self.find(number)
        if party not in wish.waits:
            raise RefusedError(say("answers.wish.answered"), 409)
        return wish

    def agree(self, party: str, wish: Wish) -> None:
        """One of those that are asked agrees."""
        wish.waits.remove(party)
        self.changes += 1

    def withdraw(self, party: str, number: Any) -> None:
        """Whoever has asked takes it back, for instance because nobody answers."""
        wish = self.find(number)
        if wish.party != party:
            raise RefusedError(say("answers.wish.not_yours"), 403)
        self.end("withdrawn", party)

    def end(self, how: str, who: str) -> None:
        """The wish that is open is granted, declined or withdrawn."""
        if self.open is not None:
            self.last, self.open = {**self.open.told(), "ended": how, "who": who}, None
        self.changes += 1

    def leave(self, choices: Texts, seen: Seen) -> None:
        """Keep what was played as a branch, and forget the oldest where there are too many."""
        number = self.branches[-1].number + 1 if self.branches else 1
        self.branches = [*self.branches, Branch(number, choices, seen)][-BRANCHES:]

    def branch(self, number: Any) -> Branch:
        """A branch by its number."""
        for branch in self.branches:
            if type(number) is int and branch.number == number:
                return branch
        known = row(str(branch.number) for branch in self.branches) if self.branches else say("answers.wish.no_branch")
        raise RefusedError(say("answers.wish.branch", what=shown(number), known=known))
