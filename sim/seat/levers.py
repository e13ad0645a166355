"""What an ally can do: every thirty days it may raise or lower one of its numbers by a step, within the declared range."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.happenings import Occasion
from sim.model import Talks
from sim.resuming import in_force
from sim.seat.decisions import AS_IT_IS, Decision, Option
from sim.seat.history import History
from sim.words import number, say

EVERY = 30
STEPS = {"aid": 0.00005, "backfill": 0.1, "guarantee": 0.1, "sanctions": 0.02}
DIGITS = 6
UP, DOWN = "+", "-"


def is_due(day: int) -> bool:
    """Whether allies decide on the morning of a day: the first, and every thirtieth after it."""
    return day % EVERY == 1


def current(model: Talks, ally: str) -> dict[str, float]:
    """An ally's numbers as they are now."""
    numbers = next(party.numbers for party in model.allies if party.name == ally)
    return {lever: float(np.ravel(getattr(numbers, lever))[0]) for lever in STEPS}


def moves(model: Talks, ally: str) -> dict[str, tuple[str, float]]:
    """What it may do: by the name of the option, the lever and its new value."""
    found = {}
    for lever, now in current(model, ally).items():
        declared = model.story_of.parameters[f"{ally}.{lever}"]
        for sign, step in ((UP, STEPS[lever]), (DOWN, -STEPS[lever])):
            value = round(min(max(now + step, declared.low or 0.0), declared.high or 1.0), DIGITS)
            if value != round(now, DIGITS):
                found[f"{lever}{sign}"] = (lever, value)
    return found


def decision(model: Talks, ally: str) -> Decision:
    """What it is asked on the morning after the day that the model has lived through."""
    who, now = label(model, ally), current(model, ally)
    nothing = say("seat.option.as_it_is")
    options = [Option(AS_IT_IS, nothing, 1.0, short=nothing)]
    options += [pulled(model, name, lever, now[lever], value) for name, (lever, value) in moves(model, ally).items()]
    question, why = say("seat.question.levers", who=who, days=EVERY), say("seat.why.levers", who=who)
    return Decision(model.day + 1, ally, "levers", question, tuple(options), AS_IT_IS, why)


def pulled(model: Talks, name: str, lever: str, now: float, value: float) -> Option:
    """A lever with its new value."""
    way = "raise" if name.endswith(UP) else "lower"
    words = say(f"seat.option.lever.{way}", lever=called(model, lever, "named"), now=number(now, "g"), then=number(value, "g"))
    return Option(name, words, 0.0, short=say(f"seat.option.lever_short.{way}", lever=called(model, lever, "short")))


def called(model: Talks, lever: str, how: str) -> str:
    """What a lever is. how: ``named`` with all that belongs to it, or ``short``."""
    attacker, defender = (label(model, name) for name in model.names.values())
    mediator = label(model, model.mediator.name) if model.mediated else say("seat.lever.mediator")
    strength = model.story_of.situation.parties[model.defender.name].resources
    return say(f"seat.lever.{how}.{lever}", attacker=attacker, defender=defender, mediator=mediator, strength=number(strength, "g"))


def label(model: Talks, party: str) -> str:
    """How a party is called in print."""
    return model.story_of.situation.parties[party].label or party.replace("_", " ").capitalize()


def pull(model: Talks, values: Mapping[str, Any]) -> None:
    """Set numbers of allies by name, one for each run, from now on; a later event of the scenario may set them anew."""
    model.vary = {**model.vary, **values}
    model.adopt(model.spread(in_force(model.story_of, model.day)))


def carry_out(history: History, ally: str, option: str) -> None:
    """What an ally has decided takes effect on the morning of the next day, and is written down as an event of it."""
    if option == AS_IT_IS:
        return
    model = history.model
    lever, value = moves(model, ally)[option]
    pull(model, {f"{ally}.{lever}": np.array([value])})
    changed = {"who": label(model, ally), "lever": called(model, lever, "named"), "then": number(value, "g")}
    told = say("seat.lever.raised" if option.endswith(UP) else "seat.lever.lowered", **changed)
    history.diary.write(Occasion(model.day + 1, told))


def pull_apart(model: Talks, ally: str, options: list[str]) -> None:
    """In each run the option of that run takes effect."""
    found, now = moves(model, ally), current(model, ally)
    values = {}
    for lever in STEPS:
        taken = [found[option][1] if option in found and found[option][0] == lever else now[lever] for option in options]
        if any(value != now[lever] for value in taken):
            values[f"{ally}.{lever}"] = np.array(taken)
    if values:
        pull(model, values)
