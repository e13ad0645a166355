"""What happens in one run, written down as it happens: plain facts with the reasons of each decision, to be told, drawn or handed on."""

from sim.happenings.course import Course
from sim.happenings.diary import Diary
from sim.happenings.kinds import (
    Atrocity,
    Close,
    Conduct,
    Deadline,
    Ending,
    Happening,
    LineFall,
    Occasion,
    Offer,
    Pressure,
    Proposal,
    Renewal,
    Signing,
)

__all__ = [
    "Atrocity",
    "Close",
    "Conduct",
    "Course",
    "Deadline",
    "Diary",
    "Ending",
    "Happening",
    "LineFall",
    "Occasion",
    "Offer",
    "Pressure",
    "Proposal",
    "Renewal",
    "Signing",
]
