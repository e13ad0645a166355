"""Games for the page: a worker keeps the last ones, so that one more choice is one more step, and a choice taken back is none."""

from __future__ import annotations

import contextlib
import itertools
from collections import OrderedDict
from collections.abc import Iterator

from sim.seat import Choice, Game, SeatError
from sim.web.meaning import scenario_of
from sim.web.refusing import RefusedError
from sim.web.sitting import DAYS, Sat
from sim.words import capital, number, say

KEPT = 8  # of a year and with all its decisions, each takes up to some 10 MB


@contextlib.contextmanager
def politely() -> Iterator[None]:
    """What cannot be done in a seat is refused in the same sentence."""
    try:
        yield
    except SeatError as fault:
        raise RefusedError(capital(str(fault))) from None


class Games:
    """The last games of a worker, by what was asked for."""

    def __init__(self, most: int = KEPT) -> None:
        self.most = most
        self.kept: OrderedDict[Sat, Game] = OrderedDict()

    def find(self, asked: Sat) -> Game:
        """The game that was asked for: remembered, or gone on with from the nearest that is, or played from its first day. Not to be changed."""
        if asked not in self.kept:
            with politely():
                self.keep(asked, self.played(asked))
        self.kept.move_to_end(asked)
        return self.kept[asked]

    def keep(self, asked: Sat, game: Game) -> None:
        """Remember a game, and forget the oldest."""
        self.kept[asked] = game
        while len(self.kept) > self.most:
            self.kept.popitem(last=False)

    def played(self, asked: Sat) -> Game:
        """The game, with as few steps as possible."""
        alike = [one for one in self.kept if one.after(()) == asked.after(())]
        nearest = max(alike, key=lambda one: (in_common(one, asked), -len(one.choices)), default=None)
        game = begun(asked) if nearest is None else self.kept[nearest].branch()
        common = 0 if nearest is None else in_common(nearest, asked)
        if len(game.choices) > common:
            game.undo(len(game.choices) - common)
        for choice in asked.choices[common:]:
            game.make(Choice.read(choice))
        return game


def begun(asked: Sat) -> Game:
    """The game before its first choice. Raises RefusedError where it would be too long."""
    scenario = scenario_of(asked.meant)
    scenario = scenario if asked.days is None else scenario.set("days", asked.days)
    if scenario.days > DAYS:
        raise RefusedError(say("answers.game.long", title=scenario.title, days=number(scenario.days, ","), most=DAYS))
    return Game(scenario, asked.seed, asked.run, asked.parties)


def in_common(one: Sat, other: Sat) -> int:
    """With how many choices two games begin alike."""
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one.choices, other.choices, strict=False)))


GAMES = Games()
