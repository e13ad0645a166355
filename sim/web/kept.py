"""Answers that are kept for the next who asks the same: in a class many do."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

MOST = 64_000_000  # some two thousand settings: every stop of the sliders in front, for a class that comes back to them


class Kept:
    """Answers by question, up to so many bytes in all; the one that was not asked for longest goes first."""

    def __init__(self, most: int = MOST) -> None:
        self.most, self.size = most, 0
        self.answers: OrderedDict[Hashable, bytes] = OrderedDict()

    def get(self, question: Hashable) -> bytes | None:
        """The answer, if it is kept."""
        if question not in self.answers:
            return None
        self.answers.move_to_end(question)
        return self.answers[question]

    def put(self, question: Hashable, answer: bytes) -> None:
        """Keep an answer."""
        self.size += len(answer) - len(self.answers.pop(question, b""))
        self.answers[question] = answer
        while self.size > self.most:
            self.size -= len(self.answers.popitem(last=False)[1])
