"""A seat at the table: people decide for some parties of one run, the model for all others. No terminal and no page in here."""

from sim.seat.debriefing import Branch, Debrief, Review
from sim.seat.decisions import Choice, Decision, Option, SeatError
from sim.seat.expecting import CONTINUATIONS, Expected
from sim.seat.game import Game
from sim.seat.numbers import Number, standing
from sim.seat.telling import Told

__all__ = [
    "CONTINUATIONS",
    "Branch",
    "Choice",
    "Debrief",
    "Decision",
    "Expected",
    "Game",
    "Number",
    "Option",
    "Review",
    "SeatError",
    "Told",
    "standing",
]
