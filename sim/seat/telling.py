"""What happened in a game, in sentences: only what everybody could see, without the reasons of those who decided."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import singledispatchmethod

from sim.happenings import Atrocity, Close, Conduct, Course, Deadline, Ending, Happening, LineFall, Occasion, Offer, Proposal, Renewal, Signing
from sim.seat.decisions import BOTH, VIOLATE, Choice
from sim.story.words import Told, chance, days, deal, final, signed_for, violated
from sim.words import say, sentence

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
            self.say(f"{self.name(offer.who)} makes no offer")
            return
        self.say(f"{self.name(offer.who)} offers {deal(self.course, offer.rung)}; {self.name(offer.to)} {yes_or_no(offer.accepted)}")

    @hear.register
    def _(self, proposal: Proposal) -> None:
        said = ", ".join(f"{self.name(party)} {yes_or_no(yes)}" for party, yes in proposal.yes.items())
        self.say(f"{self.name(proposal.who)} proposes {deal(self.course, proposal.rung)}: {said}")

    @hear.register
    def _(self, signing: Signing) -> None:
        self.say(signed_for(self.course, signing.rung, signing.replaced, signing.terms))

    @hear.register
    def _(self, conduct: Conduct) -> None:
        for party in conduct.violated:
            unordered = party in self.eyes and (conduct.day, party) not in self.ordered
            how = "; nobody ordered it" if unordered else ""
            seen = "it is seen and blamed" if party in conduct.attributed else "it denies it"
            self.say(f"{self.name(party)} violates {deal(self.course, conduct.rung)}{how}; {seen}")

    @hear.register
    def _(self, renewal: Renewal) -> None:
        said = ", ".join(f"{self.name(party)} {'says yes' if yes else 'says no'}" for party, yes in renewal.yes.items())
        self.say(f"{deal(self.course, renewal.rung)} runs out and is {'renewed' if renewal.agreed else 'not renewed'}: {said}")

    @hear.register
    def _(self, ending: Ending) -> None:
        who = "".join(f"{self.name(party)} denounces it. " for party in ending.who)
        ends = f"{deal(self.course, ending.rung)} ends after {days(ending.lasted)}, {violated(self.course, ending.violations)}"
        self.say(f"{who}{ends}")

    @hear.register
    def _(self, deadline: Deadline) -> None:
        left = f"but it lets it pass and is left with {chance(deadline.credibility)} of its credibility"
        self.say(f"the deadline of {self.name(deadline.who)} is due, {'and it walks away' if deadline.leaves else left}")

    @hear.register
    def _(self, fall: LineFall) -> None:
        self.say(f"{self.name(fall.who)} drops its red line")

    @hear.register
    def _(self, close: Close) -> None:
        self.say(final(self.course, close.rung, close.held))


def yes_or_no(accepted: bool) -> str:
    """An answer."""
    return "accepts" if accepted else "refuses"
