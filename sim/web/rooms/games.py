"""Games that several people share: opened by one, joined by whoever has the link, gone when ended or idle for hours. Only memory holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sim.web.refusing import RefusedError, shown
from sim.web.rooms import codes
from sim.web.rooms.wishes import Seen, Texts, Wanted, Wish, Wishes
from sim.web.sitting import CHOICES, Sat
from sim.words import listed, row, say

GAMES = 40
IDLE, ALONE = 3 * 3600.0, 900.0  # seconds; a game that waits for somebody to join is given up sooner


@dataclass(eq=False)
class Shared:
    """A game and who sits where.

    tokens: what only the tab in a seat knows, by party. moves: grows with every choice and whenever all go back. seen: how the game stands for a
    party, as it was last asked, and after how many moves. wishes: to go back, and what was left by going back. at: the branch to which all went
    back last, until somebody chooses; played: whether somebody has chosen since. Both follow from what everybody sees. What was chosen is never
    compared, as who sees the result could tell by it what another has chosen.
    """

    code: str
    begun: Sat
    used: float
    tokens: dict[str, str] = field(default_factory=dict)
    choices: Texts = ()
    moves: int = 0
    seen: dict[str, tuple[int, Any]] = field(default_factory=dict)
    wishes: Wishes = field(default_factory=Wishes)
    at: int | None = None
    played: bool = False

    @property
    def game(self) -> Sat:
        """The game with all that has been chosen."""
        return self.begun.after(self.choices)

    @property
    def version(self) -> int:
        """Grows with every choice, with everybody who sits down, and with every wish and its answers."""
        return self.moves + len(self.tokens) + self.wishes.changes

    @property
    def is_full(self) -> bool:
        """Whether somebody sits in every seat."""
        return len(self.tokens) == len(self.begun.parties)

    def sit(self, party: Any, now: float) -> str:
        """Sit down in a free seat. Returns the token of the tab."""
        if party not in self.begun.parties:
            raise RefusedError(say("answers.game.no_seat", what=shown(party), known=listed(self.begun.parties)))
        if party in self.tokens:
            raise RefusedError(say("answers.game.taken"), 409)
        self.tokens[party], self.used = codes.new_token(), now
        return self.tokens[party]

    def party_of(self, token: Any, now: float) -> str:
        """In whose seat the tab with this token sits."""
        for party, own in self.tokens.items():
            if codes.same(token, own):
                self.used = now
                return party
        raise RefusedError(say("answers.game.no_tab"), 403)

    # Going on

    def with_choice(self, party: str, choice: Any, number: Any) -> Sat:
        """The game after a choice of a party, if it may choose now. number: how many moves there were when it looked."""
        self.check_no_wish()
        if number != self.moves:
            raise RefusedError(say("answers.game.gone_on"), 409)
        if not isinstance(choice, str) or choice.split(" ")[1:2] != [party]:
            raise RefusedError(say("answers.game.choice", who=party), 422)
        if len(self.choices) >= CHOICES:
            raise RefusedError(say("answers.game.choices", count=CHOICES))
        return self.begun.after((*self.choices, choice))

    def went_on(self, after: Sat) -> None:
        """A choice has been made, unless another came first."""
        self.check_no_wish()
        if after.choices[:-1] != self.choices:
            raise RefusedError(say("answers.game.gone_on"), 409)
        self.move_to(after.choices)
        self.played = True

    def move_to(self, choices: Texts, branch: int | None = None) -> None:
        """From now on this is what has been chosen. branch: of which that is all."""
        self.choices, self.moves, self.at = choices, self.moves + 1, branch
        self.wishes.tries.clear()

    def check_no_wish(self) -> None:
        """While somebody wishes to go back nobody chooses, so that all answer about the same game."""
        if self.wishes.open is not None:
            raise RefusedError(say("answers.wish.waits"), 409)

    # Going back

    def wanted(self, party: str, day: Any, branch: Any) -> Wanted:
        """Where a party wishes to go: back to the morning of a day on which it has chosen, or to a branch."""
        if (day is None) == (branch is None):
            raise RefusedError(say("answers.wish.either"))
        if day is not None:
            return Wanted(day, None, self.before(party, day))
        found = self.wishes.branch(branch)
        if found.number == self.at:
            raise RefusedError(say("answers.wish.there", branch=found.number), 409)
        return Wanted(None, found.number, found.choices)

    def before(self, party: str, day: Any) -> Texts:
        """What had been chosen by anybody before the morning of a day on which a party has chosen."""
        days = sorted({day_of(choice) for choice in self.choices if choice.split(" ")[1] == party})
        if type(day) is not int or day not in days:
            known = row(str(one) for one in days) if days else say("answers.wish.no_day")
            raise RefusedError(say("answers.wish.day", what=shown(day), known=known))
        return tuple(choice for choice in self.choices if day_of(choice) < day)

    def wish(self, party: str, wanted: Wanted, moves: int, seen: Seen) -> None:
        """Ask all others who have sat down. moves: after how many the game was looked at; seen: how it looked then from each seat."""
        if moves != self.moves:
            raise RefusedError(say("answers.game.gone_on"), 409)
        wish = self.wishes.ask(party, wanted, [name for name in self.tokens if name != party], seen)
        if not wish.waits:
            self.go_back(wish)

    def reply(self, party: str, number: Any, agree: Any) -> None:
        """One of those that are asked agrees or declines; where all have agreed, the game goes back."""
        wish = self.wishes.asked(party, number)
        if not isinstance(agree, bool):
            raise RefusedError(say("answers.wish.agree", what=shown(agree)))
        if not agree:
            self.wishes.end("declined", party)
        elif wish.waits == [party]:
            self.go_back(wish)
        else:
            self.wishes.agree(party, wish)

    def go_back(self, wish: Wish) -> None:
        """All have agreed: what was played until now becomes a branch, if anything was since all went back last."""
        if self.played:
            self.wishes.leave(self.choices, wish.seen)
        self.move_to(wish.wanted.choices, wish.wanted.branch)
        self.played = False
        self.wishes.end("granted", wish.party)


def day_of(choice: str) -> int:
    """The day of a choice.

    >>> day_of("14 ukraine offer truce")
    14
    """
    return int(choice.split(" ")[0])


class Shelf:
    """All games that are shared, by code."""

    def __init__(self) -> None:
        self.games: dict[str, Shared] = {}

    def open(self, begun: Sat, now: float) -> Shared:
        """A new game, before its first choice. Its code travels in a link, so it is as long as a token."""
        self.tidy(now)
        if len(self.games) >= GAMES:
            raise RefusedError(say("answers.game.full", count=GAMES), 409)
        code = codes.new_token()
        self.games[code] = Shared(code, begun.after(()), now)
        return self.games[code]

    def find(self, code: str, now: float) -> Shared:
        """The game of a code."""
        self.tidy(now)
        if code not in self.games:
            raise RefusedError(say("answers.game.none"), 404)
        return self.games[code]

    def end(self, game: Shared) -> None:
        """Forget a game and all that was chosen in it."""
        self.games.pop(game.code, None)

    def tidy(self, now: float) -> None:
        """Forget games that nobody uses any more."""
        for code in [code for code, game in self.games.items() if now - game.used > (IDLE if game.is_full else ALONE)]:
            del self.games[code]
