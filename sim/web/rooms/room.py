"""One room, from its first question to its end: waiting, betting, closed, shown, trying, and the next question."""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sim.web.refusing import RefusedError, shown
from sim.web.rooms import codes, tally
from sim.web.rooms.question import Question
from sim.words import row, say

WAITING, BETTING, CLOSED, SHOWN, TRYING = PHASES = ("waiting", "betting", "closed", "shown", "trying")
REASONS = ("time", "trust", "pressure", "strength", "words", "guess")
STUDENTS, QUESTIONS = 60, 60
AWAY = 180.0  # seconds after which a tab that is silent and has said nothing makes room for another


@dataclass
class Student:
    """A tab of a student: when it was last heard of, what it said, and where it has moved the knob, in that order."""

    seen: float
    said: float | str | None = None
    reason: str = ""
    tried: list[int] = field(default_factory=list)


def in_words(phase: str) -> str:
    """How things stand in a room in a phase."""
    return say(f"answers.room.phases.{phase}")


class Room:
    """A room. Nobody in it has a name. ``version`` grows with everything that others can see.

    Who steers it has shown the key before; what comes at the wrong moment is refused with a sentence.
    """

    def __init__(self, code: str, key: str, now: float) -> None:
        self.code, self.key, self.used = code, key, now
        self.phase, self.version, self.number = WAITING, 1, 0
        self.question: Question | None = None
        self.students: dict[str, Student] = {}

    # Students

    def join(self, now: float) -> str:
        """Let a student in, who gets a token."""
        self.tidy(now)
        if len(self.students) >= STUDENTS:
            raise RefusedError(say("answers.room.full", count=STUDENTS), 403)
        token = codes.new_token()
        self.students[token] = Student(now)
        self.changed(now)
        return token

    def tidy(self, now: float) -> None:
        """Forget tabs that are gone and have said nothing to the present question."""
        gone = [token for token, one in self.students.items() if now - one.seen > AWAY and one.said is None and not one.tried]
        for token in gone:
            del self.students[token]
        if gone:
            self.version += 1

    def student(self, token: object, now: float) -> Student:
        """The student of a token."""
        found = self.students.get(token) if isinstance(token, str) else None
        if found is None:
            raise RefusedError(say("answers.room.no_tab"), 401)
        found.seen = now
        return found

    def say(self, token: object, said: Any, reason: Any, now: float) -> None:
        """Take what a student predicts; the last word counts, until the bets are closed."""
        student, question = self.student(token, now), self.asked(BETTING, say("answers.room.no_bets"))
        taken = question.taken(said)
        if reason not in ("", *REASONS):
            raise RefusedError(say("answers.room.reason", what=shown(reason), known=row(REASONS)))
        student.said, student.reason = taken, reason
        self.changed(now)

    def may_try(self, token: object, place: Any, now: float) -> Question:
        """The question, if a student may move the knob to a place."""
        self.student(token, now)
        question = self.asked(TRYING, say("answers.room.no_tries"))
        assert question.knob is not None, "a knob is opened only where there is one"
        last = len(question.knob.places) - 1
        if isinstance(place, bool) or not isinstance(place, int) or not 0 <= place <= last:
            raise RefusedError(say("answers.room.place", what=shown(place), last=last))
        return question

    def tried(self, token: object, place: int, model: dict[str, Any], now: float) -> None:
        """Keep what a student's try has brought, if the question is still the same."""
        question, student = self.may_try(token, place, now), self.student(token, now)
        question.tried[place] = model
        if place not in student.tried:
            student.tried.append(place)
        self.changed(now)

    # The teacher

    def ask(self, question: Question, now: float) -> None:
        """The next question; what was said to the last one is forgotten."""
        if self.number >= QUESTIONS:
            raise RefusedError(say("answers.room.questions", count=QUESTIONS), 409)
        self.question, self.phase, self.number = question, BETTING, self.number + 1
        for student in self.students.values():
            student.said, student.reason, student.tried = None, "", []
        self.changed(now)

    def close(self, now: float) -> None:
        """Take no more bets, and show the class what it has said."""
        self.turn(BETTING, CLOSED, now)

    def reopen(self, now: float) -> None:
        """Take bets again, as long as the model's answer has not been shown."""
        self.turn(CLOSED, BETTING, now)

    def show(self, now: float) -> None:
        """Show what the model answers."""
        self.turn(CLOSED, SHOWN, now)

    def let_try(self, now: float) -> None:
        """Open the knob to everybody."""
        if self.question is not None and self.question.knob is None:
            raise RefusedError(say("answers.room.no_knob"), 409)
        self.turn(SHOWN, TRYING, now)

    def turn(self, expected: str, phase: str, now: float) -> None:
        """From one phase to the next. Said twice, it is done once."""
        if self.phase == phase:
            return
        self.asked(expected, say("answers.room.phase", phase=in_words(self.phase), expected=in_words(expected)))
        self.phase = phase
        self.changed(now)

    def asked(self, phase: str, otherwise: str) -> Question:
        """The present question, if the room is in a phase."""
        if self.question is None or self.phase != phase:
            raise RefusedError(otherwise, 409)
        return self.question

    def changed(self, now: float) -> None:
        """Something has been done that others can see."""
        self.used = now
        self.version += 1

    # What is seen

    def view(self) -> dict[str, Any]:
        """What everybody may see at the moment."""
        found: dict[str, Any] = {
            "code": self.code,
            "version": self.version,
            "phase": self.phase,
            "number": self.number,
            "students": len(self.students),
            "answered": len(self.said()),
        }
        if self.question is not None:
            ends = {"low": self.question.low, "high": self.question.high}
            found["question"] = {**ends, "knobbed": self.question.knob is not None, "choices": dict(self.question.choices), **self.question.told}
            if self.phase in (CLOSED, SHOWN, TRYING):
                found["class"] = self.heard(self.question)
            if self.phase in (SHOWN, TRYING):
                found["model"] = self.question.model
            if self.phase == TRYING:
                found["knob"] = self.tries(self.question)
        return found

    def view_of(self, token: object, now: float) -> dict[str, Any]:
        """What a student sees: the same, and what this very tab has said."""
        student = self.student(token, now)
        return {**self.view(), "said": student.said, "reason": student.reason, "tried": student.tried}

    def said(self) -> list[float | str]:
        """What has been predicted."""
        return [student.said for student in self.students.values() if student.said is not None]

    def heard(self, question: Question) -> dict[str, Any]:
        """The class's forecast."""
        reasons = tally.votes(student.reason for student in self.students.values() if student.said is not None)
        if question.choices:
            return {"counts": tally.ballot(self.said(), question.choices), "reasons": reasons}
        said = sorted(one for one in self.said() if not isinstance(one, str))
        middle = tally.middle(said)
        return {
            "bins": tally.histogram(said, question.low, question.high),
            "middle": dataclasses.asdict(middle) if middle else None,
            "reasons": reasons,
        }

    def tries(self, question: Question) -> dict[str, Any]:
        """The knob, and for each place that somebody has tried how many did and what came of it."""
        assert question.knob is not None, "the room was opened for tries"
        count = Counter(place for student in self.students.values() for place in student.tried)
        dots = [{"place": place, "count": count[place], **question.tried[place]} for place in sorted(count)]
        return {**dataclasses.asdict(question.knob), "dots": dots}
