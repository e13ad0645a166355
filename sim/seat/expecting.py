"""What each option leads to: many continuations of one history, with the same luck under every option."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis import estimates, paired
from sim.analysis.estimates import Estimate
from sim.record import Outcomes
from sim.result import happened
from sim.resuming import resumed
from sim.seat import levers
from sim.seat.continuing import Continuing
from sim.seat.decisions import Choice, Decision, SeatError
from sim.seat.history import History
from sim.seat.worth import Worth
from sim.words import number, say

CONTINUATIONS = 1000
MOST = 20_000
NAMED = ("holding", "ceasefire_of_a_month", "mediator_left", "red_line_dropped")


@dataclass(frozen=True)
class Expected:
    """What follows from an option, over all continuations.

    shares: of continuations, by the names that the summary of an ensemble has for them (``outcome.settlement holding``, ``reached.truce``,
    ``mediator_left`` and so on), and ``holding``: a ceasefire or a settlement holds on the last day. means: ``days_at_peace``, ``held_end``, and
    for each party with a person in its seat ``score.<party>``. against: how shares and means differ from those of the first option, with paired
    intervals; empty for the first.
    """

    option: str
    continuations: int
    shares: dict[str, Estimate]
    means: dict[str, Estimate]
    against: dict[str, Estimate]

    def as_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "option": self.option,
            "continuations": self.continuations,
            **{part: {name: found.as_dict() for name, found in getattr(self, part).items()} for part in ("shares", "means", "against")},
        }


@dataclass(frozen=True)
class Played:
    """How every continuation under an option ends: outcome columns, and the scores by party, shape (continuations,)."""

    columns: dict[str, np.ndarray]
    scores: dict[str, np.ndarray]


def expected(
    history: History, parties: Collection[str], choices: Sequence[Choice], decision: Decision, continuations: int = CONTINUATIONS
) -> list[Expected]:
    """What follows from each option of a decision, in the order of its options. Raises SeatError for a count that is none or too many."""
    if isinstance(continuations, bool) or not isinstance(continuations, int) or not 1 <= continuations <= MOST:
        raise SeatError(say("seat.refused.continuations", what=repr(continuations), most=number(MOST, ",")))
    found = played(history, parties, choices, decision, np.arange(1, continuations + 1))
    rungs, first = list(history.model.ladder.names), found[0]
    return [summed_up(option.name, one, first, rungs, parties) for option, one in zip(decision.options, found, strict=True)]


def played(history: History, parties: Collection[str], choices: Sequence[Choice], decision: Decision, numbers: np.ndarray) -> list[Played]:
    """Every option played to the end, with the luck of continuations of these numbers (0: the run's own), all in one batch."""
    names, count = decision.names, numbers.size
    taking = [name for name in names for _ in range(count)]
    model = resumed(history.model, np.zeros(len(taking), dtype=np.int64))
    model.close_down()
    outcomes, worth = Outcomes(model), Worth(model)
    outcomes.go_on_from(history.outcomes)
    worth.go_on_from(history.worth)
    model.observers = [outcomes, worth]
    chosen = {choice.key: choice.option for choice in choices}
    model.decides = going_on = Continuing(parties, chosen, decision.key, taking, np.tile(numbers, len(names)))
    if decision.kind == "levers":
        pull(model, decision, chosen, parties, taking)
        going_on.go_free(model)
    while model.day < model.story_of.days:
        model.step()
    columns, scores = outcomes.columns(model), {party: worth.score(model, party) for party in parties}
    parts = [slice(place * count, (place + 1) * count) for place in range(len(names))]
    return [Played(*({name: values[part] for name, values in table.items()} for table in (columns, scores))) for part in parts]


def pull(model: Any, decision: Decision, chosen: dict[Any, str], parties: Collection[str], taking: list[str]) -> None:
    """What allies have decided already this morning, then in each run what its option says."""
    for ally in [ally.name for ally in model.allies if ally.name in parties and ally.name != decision.party]:
        earlier = chosen.get((decision.day, ally, "levers"))
        if earlier is not None:
            levers.pull_apart(model, ally, [earlier] * len(taking))
    levers.pull_apart(model, decision.party, taking)


def summed_up(option: str, own: Played, first: Played, rungs: list[str], parties: Collection[str]) -> Expected:
    """Shares and means of an option, and how they differ from those of the first."""
    shares, others = shared(own, rungs), shared(first, rungs)
    means, other_means = averaged(own, parties), averaged(first, parties)
    against = {}
    if own is not first:
        against = {name: paired.probability(name, others[name], shares[name]) for name in shares}
        against |= {name: paired.mean(name, other_means[name], means[name]) for name in means}
    return Expected(
        option,
        int(own.columns["outcome"].size),
        {name: estimates.probability(in_words(name), values) for name, values in shares.items()},
        {name: paired.mean(name, np.zeros(values.size), values) for name, values in means.items()},
        against,
    )


def in_words(name: str) -> str:
    """What a share is of."""
    return say(f"seat.share.{name}") if name in NAMED else name


def shared(own: Played, rungs: list[str]) -> dict[str, np.ndarray]:
    """Whether this or that happened, by name."""
    found = happened(own.columns, rungs)
    return {"holding": found["outcome.ceasefire holding"] | found["outcome.settlement holding"], **found}


def averaged(own: Played, parties: Collection[str]) -> dict[str, np.ndarray]:
    """What is averaged, by name."""
    named = {name: np.asarray(own.columns[name], dtype=np.float64) for name in ("days_at_peace", "held_end")}
    return named | {f"score.{party}": own.scores[party] for party in parties}
