"""The short form: what was agreed and how it ended; what was offered in vain is gathered in a sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import singledispatchmethod

from sim.happenings import Atrocity, Close, Course, Deadline, Ending, Happening, LineFall, Occasion, Offer, Proposal, Renewal, Signing
from sim.story.words import Told, days, deal, final, times, violated
from sim.words import listed, row, say, sentence


@dataclass
class Refusals:
    """What was offered and refused since something last happened, told in one sentence."""

    days: list[int] = field(default_factory=list)
    offers: Counter[str] = field(default_factory=Counter)
    cynical: Counter[str] = field(default_factory=Counter)
    tables: int = 0
    yes: dict[str, int] = field(default_factory=dict)


class Short:
    """Tells a run in short."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.told: list[Told] = []
        self.refused = Refusals()
        self.reached = ""
        for happening in course.happenings:
            self.hear(happening)

    def say(self, happening: Happening, told: str) -> None:
        """Write a sentence down, after what was refused before it."""
        self.tell_refusals()
        self.told.append(Told(happening.day, happening.day, told))

    # What it hears

    @singledispatchmethod
    def hear(self, happening: Happening) -> None:
        """What is not told in short."""

    @hear.register
    def _(self, event: Occasion) -> None:
        self.say(event, say("numbers.sentence", words=event.title.rstrip(".")))

    @hear.register
    def _(self, atrocity: Atrocity) -> None:
        self.say(atrocity, sentence(say("story.atrocity", who=self.course.label(atrocity.who))))

    @hear.register
    def _(self, offer: Offer) -> None:
        if offer.rung is None:
            return
        if offer.accepted:
            names = {"who": self.course.label(offer.who), "deal": deal(self.course, offer.rung), "to": self.course.label(offer.to)}
            self.reached = sentence(say("story.short.cynical_accepted" if offer.cynical else "story.short.accepted", **names))
            return
        self.refused.days.append(offer.day)
        self.refused.offers[offer.who] += 1
        self.refused.cynical[offer.who] += offer.cynical

    @hear.register
    def _(self, proposal: Proposal) -> None:
        if proposal.agreed:
            self.reached = sentence(say("story.short.agreed", who=self.course.label(proposal.who), deal=deal(self.course, proposal.rung)))
            return
        self.refused.days.append(proposal.day)
        self.refused.tables += 1
        for name, said in proposal.yes.items():
            self.refused.yes[name] = self.refused.yes.get(name, 0) + said

    @hear.register
    def _(self, signing: Signing) -> None:
        said = [self.reached]
        if signing.replaced:
            said.append(sentence(say("story.short.replaced", deal=deal(self.course, signing.replaced))))
        self.say(signing, " ".join(said))

    @hear.register
    def _(self, renewal: Renewal) -> None:
        if renewal.agreed:
            self.say(renewal, sentence(say("story.short.renewed", deal=deal(self.course, renewal.rung))))

    @hear.register
    def _(self, ending: Ending) -> None:
        found = {"deal": deal(self.course, ending.rung), "days": days(ending.lasted), "violated": violated(self.course, ending.violations)}
        if ending.how == "expired":
            self.say(ending, sentence(say("story.short.expired", **found)))
        else:
            self.say(ending, sentence(say("story.short.denounced", who=listed(map(self.course.label, ending.who)), **found)))

    @hear.register
    def _(self, deadline: Deadline) -> None:
        self.say(deadline, sentence(say("story.short.leaves" if deadline.leaves else "story.short.passes")))

    @hear.register
    def _(self, fall: LineFall) -> None:
        self.say(fall, sentence(say("story.red_line.gone", who=self.course.label(fall.who))))

    @hear.register
    def _(self, close: Close) -> None:
        self.say(close, sentence(final(self.course, close.rung, close.held)))

    # How it tells

    def tell_refusals(self) -> None:
        """What was offered and refused since something last happened."""
        refused, self.refused = self.refused, Refusals()
        sentences = []
        if refused.offers:
            offers = row(self.told_offers(refused, name) for name in sorted(refused.offers))
            sentences.append(sentence(say("story.short.refused", offers=offers)))
        if refused.tables:
            said = row(say("story.short.accepts", who=self.course.label(name), times=times(count)) for name, count in sorted(refused.yes.items()))
            sentences.append(sentence(say("story.short.in_vain", times=times(refused.tables), answers=said)))
        if sentences:
            self.told.append(Told(refused.days[0], refused.days[-1], " ".join(sentences), in_vain=True))

    def told_offers(self, refused: Refusals, name: str) -> str:
        """How many of its offers were refused, and how many of them were cynical."""
        count, who, cynical = refused.offers[name], self.course.label(name), refused.cynical[name]
        if not cynical:
            return say("story.short.offers", count=count, who=who)
        return say("story.short.offers_cynical", count=count, who=who, cynical=cynical)
