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

EVERY = 30
STEPS = {"aid": 0.00005, "backfill": 0.1, "guarantee": 0.1, "sanctions": 0.02}
DIGITS = 6
WORDS = {
    "aid": "aid to {defender}, strength a day ({defender} began with {strength:g})",
    "backfill": "the share that allies replace of what {mediator} withholds",
    "guarantee": "the chance of standing by {defender} if a pause is betrayed",
    "sanctions": "the cost of war that sanctions add for {attacker}, share of the stake",
}
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
    options = [Option(AS_IT_IS, "Leave everything as it is", 1.0)]
    options += [
        Option(name, f"{'Raise' if name.endswith(UP) else 'Lower'} {words(model, lever)}: {now[lever]:g} to {value:g}", 0.0)
        for name, (lever, value) in moves(model, ally).items()
    ]
    why = f"{who}: in the model an ally does nothing of its own accord; its numbers are the scenario’s until an event of the scenario changes them."
    return Decision(model.day + 1, ally, "levers", f"{who}: what is to change for the next {EVERY} days?", tuple(options), AS_IT_IS, why)


def words(model: Talks, lever: str) -> str:
    """What a lever is."""
    attacker, defender = (label(model, name) for name in model.names.values())
    mediator = label(model, model.mediator.name) if model.mediated else "a mediator"
    strength = model.story_of.situation.parties[model.defender.name].resources
    return WORDS[lever].format(attacker=attacker, defender=defender, mediator=mediator, strength=strength)


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
    change = "raised" if option.endswith(UP) else "lowered"
    history.diary.write(Occasion(model.day + 1, f"{label(model, ally)}: {words(model, lever)}, {change} to {value:g}"))


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
