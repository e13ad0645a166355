"""Before the first day and after the last: who sits where and how the score works, and what came of it; 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.cli.turn import RULE, lines, name, paragraphs, share, shortened

if TYPE_CHECKING:
    from sim.seat import Branch, Debrief, Decision, Game, Review

REAL = (
    "The war that this is about is real, and people are dying in it. This is a classroom exercise with a simplified model: no side is "
    "right in it, and nothing is a forecast."
)
WANTS = {
    "belligerent": (
        "By the rules {who} values what it holds of the stake, less what the war costs it, less what agreements cost it at home. The score adds "
        "this up day by day, and at the end what {who} expects from then on. Later days count less, the more so the more pressed for time it is. "
        "It is in per cent of the stake, which is everything the war is about; 100 would be all of it for nothing."
    ),
    "mediator": (
        "By the rules {who} grows impatient with every day without a total ceasefire, and calmer with each day of one and with each new agreement. "
        "The score is in days: those of a total ceasefire, and {days:.1f} for each new agreement, as long as {who} has not walked away."
    ),
    "ally": "The rules give {who} no wishes of its own: it stands by {defender}, and its score is that of {defender}, in per cent of the stake.",
}
KEYS = """number  choose                         w  why the model’s party would do what
e       what to expect of each option  m  take what the model’s party would
v       what each option is made of      m 5, m all  the same for those to come
u       undo the last choice           list, go 2  branches; change to one
b       keep a branch to come back to  s FILE      save the game
h       these keys                     q  leave"""


def briefing(game: Game) -> str:
    """Who sits where, what they want, how the score works, and the keys."""
    from sim.story.words import dated

    seats, start = " and ".join(name(game, party) for party in game.parties), dated(game.scenario, 0)
    where = (
        f"{game.scenario.title}. Run {game.run} of seed {game.seed}, {game.scenario.days} days from {start}. You decide for {seats}; all others "
        "follow the rules of the model, by dice. They reckon with you as with a party that follows its rules."
    )
    return "\n\n".join([paragraphs([where, REAL, *(wants(game, party) for party in game.parties)]), KEYS])


def wants(game: Game, party: str) -> str:
    """What a party wants, and how its score works."""
    role = game.scenario.situation.parties[party].role
    mediator = game.scenario.situation.parties.get(game.model.mediator.name)
    days = mediator.progress * mediator.deadline if mediator is not None and mediator.role == "mediator" else 0.0
    kind = "belligerent" if role in ("attacker", "defender") else role
    return WANTS[kind].format(who=name(game, party), defender=name(game, game.course.defender), days=days)


def debrief(game: Game, found: Debrief) -> str:
    """What came of it."""
    from sim.story.words import ended
    from sim.words import key, say

    who, unit = name(game, found.party), " days" if found.terms_of == game.model.mediator.name else "% of the stake"
    factor = 1 if unit == " days" else 100
    head = [RULE, *lines(f"The run is over: {ended(found.outcome)}. The score of {who} is {factor * found.score:.1f}{unit}:")]
    head += [f"  {say(f'seat.score.{key(part)}'):<40} {signed(factor * value):>8}" for part, value in found.parts.items()]
    model = (
        f"With nobody in any seat the same run, with the same luck, ends with {ended(found.model_outcome)}, and the score of {who} would be "
        f"{factor * found.model_score:.1f}."
    )
    count = f"{who} decided {found.decisions} times, {found.as_the_model} times as the model’s party would have done with this luck."
    closer = f"A closer look at {len(found.reviews)} of them: first of all those that its rules made least likely, then the closest calls."
    parts = ["\n".join([*head, *lines(model), "", *lines(f"{count} {closer if found.reviews else ''}".rstrip())])]
    return "\n\n".join([*parts, *(review(game, each, factor) for each in found.reviews), *(ending(found) if found.reviews else [])])


def ending(found: Debrief) -> list[str]:
    """How the tables are read."""
    others = found.reviews[0].branches[0].expected.of
    read = (
        "* chosen, + what the model’s party would have done. This luck: how the run ends if from there on the model’s rules decide for all, with the "
        f"same dice. Other luck: the mean score over {others:,} other courses of luck from there on, and in how many of them a ceasefire or a "
        "settlement holds on the last day. A good choice may end badly: look at other luck."
    )
    return ["\n".join(lines(read))]


def review(game: Game, found: Review, factor: int) -> str:
    """One decision and its branches."""
    from sim.seat import Told

    decision = found.decision
    when = Told(decision.day, decision.day, "").when(game.scenario)
    table = [*lines(f"{when}. {decision.question}"), *lines(decision.why, "  ", "  ")]
    table.append(f"     {'':30} {'this luck: ends with':<24} {'score':>5} {'other luck':>11}")
    return "\n".join([*table, *(branch(each, decision, factor) for each in found.branches)])


def branch(found: Branch, decision: Decision, factor: int) -> str:
    """An option and what followed or would have followed."""
    from sim.story.words import ended

    mark = ("*" if found.taken else " ") + ("+" if found.option == decision.model else " ")
    words, held = shortened(decision.option(found.option).short, 30), share(found.settled).split(" ")[0]
    return f"  {mark} {words:30} {ended(found.outcome):<24} {factor * found.score:>5.1f} {factor * (found.expected.value or 0.0):>6.1f} {held:>4}"


def signed(value: float) -> str:
    """A part of a score, with its sign.

    >>> signed(-2.84), signed(-0.04), signed(6.1)
    ('−2.8', '0.0', '+6.1')
    """
    return f"{value:+.1f}".replace("-", "\N{MINUS SIGN}") if round(value, 1) else "0.0"
