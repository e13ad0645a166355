"""Games that several people share: opened by one, joined by whoever has the link, gone when ended or idle for hours. Only memory holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sim.web.refusing import RefusedError, shown
from sim.web.rooms import codes
from sim.web.sitting import CHOICES, Sat

GAMES = 40
IDLE, ALONE = 3 * 3600.0, 900.0  # seconds; a game that waits for somebody to join is given up sooner
NO_GAME = "There is no such game. It may have been ended, or nobody has used it for hours."


@dataclass(eq=False)
class Shared:
    """A game and who sits where. tokens: what only the tab in a seat knows, by party; seen: how the game stands for a party, as it was last asked."""

    code: str
    begun: Sat
    used: float
    tokens: dict[str, str] = field(default_factory=dict)
    choices: tuple[str, ...] = ()
    seen: dict[str, tuple[int, Any]] = field(default_factory=dict)

    @property
    def game(self) -> Sat:
        """The game with all that has been chosen."""
        return self.begun.after(self.choices)

    @property
    def version(self) -> int:
        """Grows with every choice and with everybody who sits down."""
        return len(self.choices) + len(self.tokens)

    @property
    def is_full(self) -> bool:
        """Whether somebody sits in every seat."""
        return len(self.tokens) == len(self.begun.parties)

    def sit(self, party: Any, now: float) -> str:
        """Sit down in a free seat. Returns the token of the tab."""
        if party not in self.begun.parties:
            raise RefusedError(f"{shown(party)} is no seat of this game; its seats are {' and '.join(self.begun.parties)}.")
        if party in self.tokens:
            raise RefusedError(f"Somebody sits in the seat of {party} already.", 409)
        self.tokens[party], self.used = codes.new_token(), now
        return self.tokens[party]

    def party_of(self, token: Any, now: float) -> str:
        """In whose seat the tab with this token sits."""
        for party, own in self.tokens.items():
            if codes.same(token, own):
                self.used = now
                return party
        raise RefusedError("This tab sits in no seat of this game.", 403)

    def with_choice(self, party: str, choice: Any, number: Any) -> Sat:
        """The game after a choice of a party, if it may choose now. number: how many choices there were when it looked."""
        if number != len(self.choices):
            raise RefusedError("The game has gone on in the meantime; look again.", 409)
        if not isinstance(choice, str) or choice.split(" ")[1:2] != [party]:
            raise RefusedError(f"choice should be one of {party}, such as “14 {party} offer truce”.", 422)
        if len(self.choices) >= CHOICES:
            raise RefusedError(f"The game has {CHOICES} choices, as many as this page takes.")
        return self.begun.after((*self.choices, choice))

    def went_on(self, after: Sat) -> None:
        """A choice has been made, unless another came first."""
        if after.choices[:-1] != self.choices:
            raise RefusedError("The game has gone on in the meantime; look again.", 409)
        self.choices = after.choices


class Shelf:
    """All games that are shared, by code."""

    def __init__(self) -> None:
        self.games: dict[str, Shared] = {}

    def open(self, begun: Sat, now: float) -> Shared:
        """A new game, before its first choice. Its code travels in a link, so it is as long as a token."""
        self.tidy(now)
        if len(self.games) >= GAMES:
            raise RefusedError(f"{GAMES} games are shared, as many as this page holds; end one of them first.", 409)
        code = codes.new_token()
        self.games[code] = Shared(code, begun.after(()), now)
        return self.games[code]

    def find(self, code: str, now: float) -> Shared:
        """The game of a code."""
        self.tidy(now)
        if code not in self.games:
            raise RefusedError(NO_GAME, 404)
        return self.games[code]

    def end(self, game: Shared) -> None:
        """Forget a game and all that was chosen in it."""
        self.games.pop(game.code, None)

    def tidy(self, now: float) -> None:
        """Forget games that nobody uses any more."""
        for code in [code for code, game in self.games.items() if now - game.used > (IDLE if game.is_full else ALONE)]:
            del self.games[code]
