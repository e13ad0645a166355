"""A game on the page: how it stands for those who sit in some of its seats, what may follow, why the model would do what, and the debrief."""

from __future__ import annotations

from typing import Any

from sim.seat import Choice, Game, standing
from sim.web.answers.describing import called
from sim.web.answers.games import GAMES, politely
from sim.web.refusing import RefusedError
from sim.web.sitting import CHOICES, Sat
from sim.words import key, say

Entry = dict[str, Any]
SHARES = ("holding", "ceasefire_of_a_month", "mediator_left")
CLOSELY, OTHER_LUCK = 5, 200


def state(asked: Sat, viewers: tuple[str, ...]) -> Entry:
    """How a game stands, as it may be seen from the seats of some of its parties: of another's decision, only that it is due."""
    game = GAMES.find(asked)
    scenario, decision = game.scenario, game.decision
    own = decision is not None and decision.party in viewers
    seat = decision.party if decision is not None and own else viewers[0]
    return {
        "title": scenario.title,
        "start": scenario.situation.start.isoformat(),
        "days": scenario.days,
        "day": game.day,
        "run": game.run,
        "seed": game.seed,
        "parties": [seated(game, name) for name in scenario.situation.parties],
        "choices": [{"number": number, **chosen(game, *one)} for number, one in enumerate(choices_of(game, viewers), 1)],
        "told": story(game, viewers, True),
        "news": story(game, viewers, False),
        "standing": standing(game.model),
        "seat": seat,
        "numbers": [{"name": one.name, "words": one.words, "text": one.text, "bar": one.bar} for one in game.numbers(seat)],
        "decision": decision.as_dict() if decision is not None and own else None,
        "due": None if decision is None else decision.party,
        "over": game.over,
        "outcome": game.outcome,
        "scores": {party: game.score(party) for party in viewers} if game.over else {},
    }


def chosen_by(asked: Sat, after: Sat, party: str) -> Entry:
    """How a game stands after a choice of a party, if it is its turn. Of another's decision nothing is said, not even in a refusal."""
    deciding(asked, (party,))
    return state(after, (party,))


def seated(game: Game, name: str) -> Entry:
    """A party: what it is called, what it is, whether a person sits in its seat, what it is scored in; what an agreement counts for a mediator."""
    party, terms = game.scenario.situation.parties[name], game.model.mediator.name
    return {
        "name": name,
        "label": party.label or called(name),
        "role": party.role,
        "seated": name in game.parties,
        "unit": "days" if name == terms and party.role == "mediator" else "stake",
        "days": party.progress * party.deadline if party.role == "mediator" else None,
    }


def choices_of(game: Game, viewers: tuple[str, ...]) -> list[tuple[int, Choice]]:
    """What these have chosen, and where it stands among all choices. That is not told, as by it one could count those of others."""
    return [(place, choice) for place, choice in enumerate(game.choices) if choice.party in viewers]


def chosen(game: Game, place: int, choice: Choice) -> Entry:
    """A choice that was made, in words."""
    decision = game.marks[place].decision
    words = decision.option(choice.option).words if decision is not None else choice.option
    return {"day": choice.day, "party": choice.party, "text": str(choice), "words": words}


def story(game: Game, viewers: tuple[str, ...], whole: bool) -> list[Entry]:
    """What happened, for the eyes of these: all of it, or what is new since they have last decided."""
    own = [place for place, choice in enumerate(game.choices) if choice.party in viewers]
    since = own[-1] if own and not whole else -1
    found = game.story(since, viewers[0] if len(viewers) == 1 else None)
    return [{"day": one.first_day, "sentence": one.sentence} for one in found]


def places(asked: Sat, parties: tuple[str, ...]) -> Entry:
    """Where a game stands, in short, for each of these as it may know it: the day, how often it has chosen, and what it chose last."""
    game = GAMES.find(asked)
    found = {}
    for party in parties:
        own = choices_of(game, (party,))
        found[party] = {"day": game.day, "count": len(own), "last": chosen(game, *own[-1])["words"] if own else None}
    return found


def follow(asked: Sat, count: int | None) -> list[str]:
    """The choices, and after them what the model's party would choose: so many times, or to the end."""
    game = GAMES.find(asked).branch()
    with politely():
        while not game.over and (count is None or count > 0) and len(game.choices) < CHOICES:
            game.choose(game.due().model)
            count = None if count is None else count - 1
    choices = tuple(str(choice) for choice in game.choices)
    GAMES.keep(asked.after(choices), game)
    return list(choices)


def deciding(asked: Sat, viewers: tuple[str, ...]) -> Game:
    """The game, if somebody of these has to decide in it. Raises RefusedError."""
    game = GAMES.find(asked)
    if game.decision is None:
        raise RefusedError(say("answers.game.over"), 422)
    if game.decision.party not in viewers:
        raise RefusedError(say("answers.game.not_yours"), 403)
    return game


def expectations(asked: Sat, viewers: tuple[str, ...]) -> Entry:
    """For each option of the decision that is due, what follows from it in 1,000 continuations of this history."""
    game = deciding(asked, viewers)
    with politely():
        found, score = game.expect(), f"score.{game.due().party}"
    return {
        "continuations": found[0].continuations,
        "options": [
            {
                "name": one.option,
                "shares": {name: one.shares[name].as_dict() for name in SHARES if name in one.shares},
                "days_at_peace": one.means["days_at_peace"].as_dict(),
                "score": one.means[score].as_dict(),
                "against": one.against[score].as_dict() if one.against else None,
            }
            for one in found
        ],
    }


def reasons(asked: Sat, viewers: tuple[str, ...]) -> Entry:
    """Why the model's party would do what in the decision that is due."""
    return deciding(asked, viewers).due().reasons()


def debriefed(asked: Sat, viewers: tuple[str, ...], party: str, closely: bool) -> Entry:
    """What came of a game that is over: the score and, if asked to look closely, some decisions with all their branches.

    viewers: in whose eyes; place and number are those among their choices.
    """
    game = GAMES.find(asked)
    seen = [choice for _, choice in choices_of(game, viewers)]
    with politely():
        found = game.debrief(party, OTHER_LUCK, CLOSELY if closely else 0)
    reviews = [
        {
            "number": place + 1,
            "place": place,
            "day": one.decision.day,
            "question": one.decision.question,
            "why": one.decision.why,
            "model": one.decision.model,
            "as_the_model": one.as_the_model,
            "branches": [
                {**vars(branch), "expected": branch.expected.as_dict(), "settled": branch.settled.as_dict()}
                for branch in one.branches
            ],
        }
        for one in found.reviews
        for place in (seen.index(Choice(one.decision.day, one.decision.party, one.decision.kind, one.chosen)),)
    ]  # fmt: skip
    parts = {name: {say(f"seat.score.{key(part)}"): value for part, value in getattr(found, name).items()} for name in ("parts", "model_parts")}
    return {**found.as_dict(), **parts, "reviews": reviews}
