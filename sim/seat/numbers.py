"""The state of a game in five plain numbers, as it looks from a seat."""

from __future__ import annotations

from dataclasses import dataclass

from sim.model import Talks
from sim.reasons import one
from sim.seat.questions import labels
from sim.story.words import days


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
        share("held", f"share of the stake that {attacker} holds", one(model.held)),
        Number("strength", f"strength of {attacker} for 1 of {defender}", ratio, f"{ratio:.2f}", ratio / (1 + ratio)),
        share("trust", f"trust of {mine} in {other}", one(side.trust)),
    ]
    if not model.mediated:
        return found
    blamed = side.share_of_blame(one(mediator.blame))
    words = f"patience of {course.label(mediator.name)} used up"
    patience = share("patience", words, one(mediator.impatience)) if mediator.engaged[0] else Number("patience", words, 1.0, "it has left", 1.0)
    return [*found, share("blame", f"blame that {course.label(mediator.name)} puts on {mine}", blamed), patience]


def share(name: str, words: str, value: float) -> Number:
    """A number from 0 to 1."""
    return Number(name, words, value, f"{100 * value:.1f}%", value)


def standing(model: Talks) -> str:
    """What is in force, in a sentence."""
    rung = int(model.table.rung[0])
    if rung < 0:
        return "No agreement is in force."
    found, course = model.ladder.rungs[rung], labels(model)
    left = int(model.table.last_day[0]) - model.day
    until = "open-ended" if course.scenario.situation.agreements[found.name].days == "open" else f"{days(left)} left"
    fighting = "" if found.coverage == 1 else "; the fighting goes on"
    return f"“{course.label(found.name)}” is in force, {until}{fighting}."
