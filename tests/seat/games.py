"""Games that several tests share."""

from __future__ import annotations

import functools

from sim.scenario import Scenario
from sim.seat import Game
from tests.ensembles import edited, shipped

BUSY = {
    "days": 45,
    "talks.every": 5,
    "us.deadline": 15,
    "us.enforce": 0.1,
    "us.table_every": 10,
    "us.leverage.russia": 0.15,
    "red_lines.russia.hazard": 0,
    "agreements.civilian_targets.days": 6,
}


@functools.cache
def busy() -> Scenario:
    """A scenario in which much is signed, broken and renewed within few days, with deadlines and events."""

    def more(data):
        data["events"] = [
            {"day": 20, "title": "numbers", "set": {"us.bias": 0.1, "europe.aid": 0.0003}, "change": {"us.impatience": 0.3}},
            {"day": 31, "title": "line", "drop_red_line": "russia"},
        ]

    return edited(more, shipped().set_all(BUSY))


def new(*parties: str, run: int = 4, scenario: Scenario | None = None) -> Game:
    """A game of the busy scenario."""
    return Game(scenario or busy(), 1, run, parties)
