"""The state of a game in five plain numbers, as it looks from a seat."""

from __future__ import annotations

from dataclasses import dataclass

from sim.model import Talks
from sim.reasons import one
from sim.seat.questions import labels
from sim.story.words import days, share
from sim.words import number, say


@dataclass(frozen=True)
class Number:
    """A number of the state: what it is in words, its value, how it is written, and how far its bar is filled (0 to 1)."""

    name: str
    words: str
    value: float
    text: str
    bar: float


def numbers(model: Talks, party: str) -> list[Number]:
    """Front, strength, trust, blame and the mediator's patience. A belligerent sees its own trust only, all others the defender's."""
    course, mediator = labels(model), model.mediator
    attacker, defender = course.label(course.attacker), course.label(course.defender)
    side = model.attacker if party == model.attacker.name else model.defender
    ratio = one(model.attacker.resources) / one(model.defender.resources)
    mine, other = course.label(side.name), course.label(side.other.name)
    found = [
        shared("held", say("seat.number.held", attacker=attacker), one(model.held)),
        Number("strength", say("seat.number.strength", attacker=attacker, defender=defender), ratio, number(ratio, ".2f"), ratio / (1 + ratio)),
        shared("trust", say("seat.number.trust", who=mine, other=other), one(side.trust)),
    ]
    if not model.mediated:
        return found
    who = course.label(mediator.name)
    words = say("seat.number.patience", mediator=who)
    left = Number("patience", words, 1.0, say("seat.number.left"), 1.0)
    blame = shared("blame", say("seat.number.blame", mediator=who, who=mine), side.share_of_blame(one(mediator.blame)))
    return [*found, blame, shared("patience", words, one(mediator.impatience)) if mediator.engaged[0] else left]


def shared(name: str, words: str, value: float) -> Number:
    """A number from 0 to 1."""
    return Number(name, words, value, share(value), value)


def standing(model: Talks) -> str:
    """What is in force, in a sentence."""
    rung = int(model.table.rung[0])
    if rung < 0:
        return say("seat.standing.nothing")
    found, course = model.ladder.rungs[rung], labels(model)
    named, partly = say("numbers.quoted", name=course.label(found.name)), "" if found.coverage == 1 else "_partly"
    if course.scenario.situation.agreements[found.name].days == "open":
        return say(f"seat.standing.open{partly}", deal=named)
    return say(f"seat.standing.term{partly}", deal=named, days=days(int(model.table.last_day[0]) - model.day))
