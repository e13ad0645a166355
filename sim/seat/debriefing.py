"""After the last day: what was decided, what the model's party would have done, what followed in the branches not taken, and the score."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.analysis import estimates, paired
from sim.analysis.estimates import Estimate
from sim.result import OUTCOMES
from sim.seat.decisions import KEEP, KEEP_ON, Choice, Decision
from sim.seat.expecting import Played, in_words, played, shared
from sim.seat.history import History
from sim.seat.worth import stands_for

if TYPE_CHECKING:
    from sim.seat.game import Mark

EVEN = 0.5


@dataclass(frozen=True)
class Branch:
    """What follows from an option of a past decision if from there on the model's rules decide for everybody.

    option: its name. taken: whether it is what was chosen. outcome, score: with the luck of this very run. expected: the mean score over
    continuations with other luck; settled: the share of these in which a ceasefire or a settlement holds on the last day.
    """

    option: str
    words: str
    taken: bool
    outcome: str
    score: float
    expected: Estimate
    settled: Estimate


@dataclass(frozen=True)
class Review:
    """A past decision looked at closely: what was chosen, what the model's party would have done and why, and all its branches."""

    number: int
    decision: Decision
    chosen: str
    branches: tuple[Branch, ...]

    @property
    def as_the_model(self) -> bool:
        """Whether the choice was what the model's party would have done."""
        return alike(self.chosen, self.decision.model)


@dataclass(frozen=True)
class Debrief:
    """What remains when a run is over.

    terms_of: the party in whose terms the score is. score: of the game; parts: what it is made of, which adds up to it. model_score,
    model_outcome: of the same run with nobody in any seat. decisions: how many there were; as_the_model: in how many the model's party would
    have done the same with this luck.
    """

    party: str
    terms_of: str
    outcome: str
    score: float
    parts: dict[str, float]
    model_outcome: str
    model_score: float
    model_parts: dict[str, float]
    decisions: int
    as_the_model: int
    reviews: tuple[Review, ...]

    def as_dict(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def debrief(
    marks: Sequence[Mark],
    eve: Callable[[int], History],
    end: History,
    parties: Collection[str],
    choices: Sequence[Choice],
    party: str,
    continuations: int,
    most: int,
) -> Debrief:
    """A party's debrief of a game that is over. eve: gives the history on the eve of the day of a decision, by its place."""
    mine = [place for place, choice in enumerate(choices) if choice.party == party]
    looked_at = sorted(sorted(mine, key=lambda place: telling(marks[place].decision, choices[place].option))[:most])
    numbers = np.arange(continuations + 1)
    reviews = [review(place, marks[place].decision, eve(place), parties, choices[: place + 1], party, numbers) for place in looked_at]
    other = all_by_the_model(end)
    parts, model_parts = (
        {name: float(values[0]) for name, values in record.of(history.model, party).items()}
        for history, record in ((end, end.worth), (other, other.worth))
    )
    return Debrief(
        party=party,
        terms_of=stands_for(end.model, party),
        outcome=end.outcome,
        score=sum(parts.values()),
        parts=parts,
        model_outcome=other.outcome,
        model_score=sum(model_parts.values()),
        model_parts=model_parts,
        decisions=len(mine),
        as_the_model=sum(alike(choices[place].option, model_of(marks[place].decision)) for place in mine),
        reviews=tuple(reviews),
    )


def model_of(decision: Decision | None) -> str:
    """What the model's party would have done."""
    return "" if decision is None else decision.model


def alike(chosen: str, model: str) -> bool:
    """Whether a choice is what the model's party would have done; a standing order to keep an agreement keeps it."""
    return chosen == model or (chosen, model) == (KEEP_ON, KEEP)


def telling(decision: Decision | None, chosen: str) -> tuple[bool, float]:
    """How much there is to say of a decision, the least first: those taken otherwise than by the model, the least likely first; then the closest."""
    if decision is None:
        return True, 1.0
    odds = decision.option(KEEP if chosen == KEEP_ON else chosen).chance
    likely = EVEN if odds is None else odds
    same = alike(chosen, decision.model)
    return same, abs(likely - EVEN) if same else likely


def review(
    place: int, decision: Decision | None, eve: History, parties: Collection[str], choices: Sequence[Choice], party: str, numbers: np.ndarray
) -> Review:
    """One decision with all its branches."""
    chosen = choices[-1].option
    assert decision is not None  # every mark but the last has one
    found = played(eve, parties, choices[:-1], decision, numbers)
    rungs = list(eve.model.ladder.names)
    branches = [
        branch(option.name, option.words, option.name == chosen, one, party, rungs)
        for option, one in zip(decision.options, found, strict=True)
    ]  # fmt: skip
    return Review(place + 1, decision, chosen, tuple(branches))


def branch(name: str, words: str, taken: bool, own: Played, party: str, rungs: list[str]) -> Branch:
    """What follows from an option: first with the run's own luck, then with that of others."""
    scores, holds = own.scores[party], shared(own, rungs)["holding"]
    return Branch(
        option=name,
        words=words,
        taken=taken,
        outcome=OUTCOMES[int(own.columns["outcome"][0])],
        score=float(scores[0]),
        expected=paired.mean("score", np.zeros(scores.size - 1), scores[1:]),
        settled=estimates.probability(in_words("holding"), holds[1:]),
    )


def all_by_the_model(end: History) -> History:
    """The same run with nobody in any seat."""
    model = end.model
    other = History.begun(model.story_of, model.dice.seed, int(model.runs[0]), ())
    while not other.over:
        other.model.step()
    return other
