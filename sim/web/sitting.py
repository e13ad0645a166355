"""Which game a question means: a scenario, the number of a run, in whose seats people sit, and what they have chosen so far."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.runs import RUNS_LIMIT
from sim.web.meaning import Meant, meant
from sim.web.refusing import RefusedError, whole
from sim.words import number, say

DAYS, CHOICES, LENGTH, PARTIES = 400, 500, 120, 30
Texts = tuple[str, ...]


@dataclass(frozen=True)
class Sat:
    """A game as it was asked for, from which a worker makes it again. choices: as texts, such as ``14 ukraine offer truce``."""

    meant: Meant
    days: int | None
    seed: int
    run: int
    parties: Texts
    choices: Texts = ()

    def after(self, choices: Texts) -> Sat:
        """The same game with other choices."""
        return dataclasses.replace(self, choices=choices)


def sat(asked: Mapping[str, Any]) -> Sat:
    """The game that a question means. Raises RefusedError where it means none, or one that is too long."""
    days = None if asked.get("days") is None else whole(asked, "days", 0, 1, DAYS)
    seed, run = whole(asked, "seed", 1, -(2**53), 2**53), whole(asked, "run", 1, 1, RUNS_LIMIT)
    choices = texts(asked, "choices", CHOICES)
    return Sat(meant(asked), days, seed, run, texts(asked, "parties", PARTIES), choices)


def texts(asked: Mapping[str, Any], name: str, most: int) -> Texts:
    """A list of short texts of a question."""
    found = asked.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, str) and len(one) <= LENGTH for one in found):
        raise RefusedError(say("answers.game.texts", name=name, most=LENGTH))
    if len(found) > most:
        raise RefusedError(say("answers.game.many", name=name, count=number(len(found), ","), most=most))
    return tuple(found)
