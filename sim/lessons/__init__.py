"""Lessons: a scenario, two settings of it, a bet on what changes, and the prose around them, read from one file each.

>>> from sim.lessons import lessons, read
>>> [lesson.number for lesson in lessons()] == list(range(1, len(lessons()) + 1))
True
>>> read("whose_time").knobs[0].moves
('russia.time_pressure',)
"""

from __future__ import annotations

from sim.lessons.bets import Bet, Verdict
from sim.lessons.lesson import HEADINGS, TEACHER, Check, Claim, Knob, Lesson, Setting, Teacher
from sim.lessons.reading import complaints, is_lesson, lessons, names, read

__all__ = [
    "HEADINGS",
    "TEACHER",
    "Bet",
    "Check",
    "Claim",
    "Knob",
    "Lesson",
    "Setting",
    "Teacher",
    "Verdict",
    "complaints",
    "is_lesson",
    "lessons",
    "names",
    "read",
]
