"""The sentences of a run, each with what it speaks of and whose reasons stand behind it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sim.happenings import Conduct, Course, Deadline, Ending, Happening, LineFall, Offer, Renewal
from sim.reasons import Ledger
from sim.story.daily import Daily

Said = dict[str, Any]


class Listed(Daily):
    """Tells a run in the sentences of ``parley story``, and keeps them apart.

    days: for each paragraph its first and last day, its date line, and its sentences. Of a sentence: ``text``; ``kind``, of what happens,
    or ``answer``; ``who`` decides, if somebody does; ``sheet``, the kind of table that its reasons are in, or nothing; ``cynical``.
    """

    def __init__(self, course: Course, afresh: bool = False) -> None:
        self.hearing: Happening | None = None
        self.answers: str | None = None
        self.now: list[Said] = []
        self.by_day: dict[int, list[Said]] = {}
        super().__init__(course, afresh)

    def tell_day(self, day: int, happenings: Iterable[Happening]) -> None:
        """The sentences of a day."""
        self.now = self.by_day[day] = []
        super().tell_day(day, happenings)

    def hear(self, happening: Happening) -> None:
        """Remember what is being told."""
        self.hearing = happening
        super().hear(happening)

    def answer(self, ledger: Ledger, yes: bool, divided_before: bool = False) -> None:
        """Remember who answers."""
        self.answers = ledger.party
        super().answer(ledger, yes, divided_before)
        self.answers = None

    def say(self, sentence: str) -> None:
        """Keep the sentence with what it speaks of."""
        super().say(sentence)
        assert self.hearing is not None
        self.now.append({"text": self.said[-1], **self.about(self.hearing)})

    def about(self, happening: Happening) -> Said:
        """What a sentence speaks of."""
        if self.answers is not None:
            return {"kind": "answer", "who": self.answers, "sheet": "worths", "cynical": False}
        who, sheet = whose(happening)
        cynical = isinstance(happening, Offer) and happening.cynical
        return {"kind": happening.kind, "who": who, "sheet": sheet, "cynical": cynical}

    @property
    def days(self) -> list[Said]:
        """Every paragraph of the run, in its order."""
        return [
            {
                "first": told.first_day,
                "last": told.last_day,
                "when": told.when(self.course.scenario),
                "said": self.by_day[told.first_day] if told.first_day == told.last_day else [quiet(told.sentence)],
            }
            for told in self.told
        ]


def quiet(sentence: str) -> Said:
    """A sentence about days on which nothing happens."""
    return {"text": sentence, "kind": "quiet", "who": None, "sheet": None, "cynical": False}


def whose(happening: Happening) -> tuple[str | None, str | None]:
    """Whose reasons stand behind what happens, and in which table."""
    match happening:
        case Offer():
            return happening.who, "offers"
        case Conduct() | Ending(how="collapsed"):
            return None, "keeps"
        case LineFall(reasons=reasons) if reasons is not None:
            return happening.who, "line"
        case Deadline():
            return happening.who, "deadline"
        case Renewal(yes=yes) if all(yes.values()):
            return None, "worths"
    return None, None
