"""What happened in a game, in sentences: only what everybody could see, without the reasons of those who decided."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import singledispatchmethod

from sim.happenings import Atrocity, Close, Conduct, Course, Deadline, Ending, Happening, LineFall, Occasion, Offer, Proposal, Renewal, Signing
from sim.seat.decisions import BOTH, VIOLATE, Choice
from sim.story.words import Told, chance, days, deal, final, signed_for, violated
from sim.words import row, say, sentence

__all__ = ["Told", "told"]


def told(course: Course, eyes: Collection[str], choices: Sequence[Choice]) -> list[Told]:
    """A sentence or some for each day on which something happened. eyes: the parties for whose eyes it is; choices: theirs."""
    return Facts(course, eyes, choices).told


class Facts:
    """Tells the days of a course so far."""

    def __init__(self, course: Course, eyes: Collection[str], choices: Collection[Choice]) -> None:
        self.course, self.eyes, self.said, self.told = course, eyes, list[str](), list[Told]()
        self.ordered = {(choice.day, choice.party) for choice in choices if choice.option in (VIOLATE, BOTH)}
        for day in sorted({happening.day for happening in course.happenings}):
            self.said = []
            for happening in course.on(day):
                self.hear(happening)
            if self.said:
                self.told.append(Told(day, day, " ".join(self.said)))

    def say(self, words: str) -> None:
        """Add a sentence to the day."""
        self.said.append(sentence(words))

    def name(self, party: str) -> str:
        """How a party is called."""
        return self.course.label(party)

    @singledispatchmethod
    def hear(self, happening: Happening) -> None:
        """What is not told."""

    @hear.register
    def _(self, event: Occasion) -> None:
        self.say(event.title.rstrip("."))

    @hear.register
    def _(self, atrocity: Atrocity) -> None:
        self.say(say("story.atrocity", who=self.name(atrocity.who)))

    @hear.register
    def _(self, offer: Offer) -> None:
        if offer.rung is None:
            self.say(say("story.no_offer.again", who=self.name(offer.who)))
            return
        names = {"who": self.name(offer.who), "deal": deal(self.course, offer.rung), "to": self.name(offer.to)}
        self.say(say("seat.told.accepted" if offer.accepted else "seat.told.refused", **names))

    @hear.register
    def _(self, proposal: Proposal) -> None:
        answers = row(say("seat.told.accepts" if yes else "seat.told.refuses", who=self.name(party)) for party, yes in proposal.yes.items())
        self.say(say("seat.told.proposed", who=self.name(proposal.who), deal=deal(self.course, proposal.rung), answers=answers))

    @hear.register
    def _(self, signing: Signing) -> None:
        self.say(signed_for(self.course, signing.rung, signing.replaced, signing.terms))

    @hear.register
    def _(self, conduct: Conduct) -> None:
        for party in conduct.violated:
            unordered = party in self.eyes and (conduct.day, party) not in self.ordered
            seen = say("story.seen.blamed_again" if party in conduct.attributed else "story.seen.denied_again")
            names = {"who": self.name(party), "deal": deal(self.course, conduct.rung), "seen": seen}
            self.say(say("seat.told.unordered" if unordered else "story.violation.again", **names))

    @hear.register
    def _(self, renewal: Renewal) -> None:
        answers = row(say("seat.told.says_yes" if yes else "seat.told.says_no", who=self.name(party)) for party, yes in renewal.yes.items())
        self.say(say("seat.told.renewed" if renewal.agreed else "seat.told.not_renewed", deal=deal(self.course, renewal.rung), answers=answers))

    @hear.register
    def _(self, ending: Ending) -> None:
        for party in ending.who:
            self.say(say("seat.told.denounces", who=self.name(party)))
        broken = violated(self.course, ending.violations)
        self.say(say("seat.told.ends", deal=deal(self.course, ending.rung), days=days(ending.lasted), violated=broken))

    @hear.register
    def _(self, deadline: Deadline) -> None:
        who = self.name(deadline.who)
        if deadline.leaves:
            self.say(say("seat.told.leaves", who=who))
        else:
            self.say(say("seat.told.passes", who=who, credibility=chance(deadline.credibility)))

    @hear.register
    def _(self, fall: LineFall) -> None:
        self.say(say("story.red_line.gone", who=self.name(fall.who)))

    @hear.register
    def _(self, close: Close) -> None:
        self.say(final(self.course, close.rung, close.held))
