"""The short form: what was agreed and how it ended; what was offered in vain is gathered in a sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import singledispatchmethod

from sim.happenings import Atrocity, Close, Course, Deadline, Ending, Happening, LineFall, Occasion, Offer, Proposal, Renewal, Signing
from sim.story.words import Told, deal, final, plural, times, violated

ENDED = {"collapsed": "is denounced by {who}", "expired": "runs out and is not renewed"}


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

    def say(self, happening: Happening, sentence: str) -> None:
        """Write a sentence down, after what was refused before it."""
        self.tell_refusals()
        self.told.append(Told(happening.day, happening.day, sentence))

    # What it hears

    @singledispatchmethod
    def hear(self, happening: Happening) -> None:
        """What is not told in short."""

    @hear.register
    def _(self, event: Occasion) -> None:
        self.say(event, f"{event.title.rstrip('.')}.")

    @hear.register
    def _(self, atrocity: Atrocity) -> None:
        self.say(atrocity, f"An atrocity against civilians hardens {self.course.label(atrocity.who)}.")

    @hear.register
    def _(self, offer: Offer) -> None:
        if offer.rung is None:
            return
        if offer.accepted:
            doubt = "a cynical " if offer.cynical else ""
            who, to = self.course.label(offer.who), self.course.label(offer.to)
            self.reached = f"{who} offers {doubt}{deal(self.course, offer.rung)}; {to} accepts."
            return
        self.refused.days.append(offer.day)
        self.refused.offers[offer.who] += 1
        self.refused.cynical[offer.who] += offer.cynical

    @hear.register
    def _(self, proposal: Proposal) -> None:
        if proposal.agreed:
            self.reached = f"{self.course.label(proposal.who)} proposes {deal(self.course, proposal.rung)}; both accept."
            return
        self.refused.days.append(proposal.day)
        self.refused.tables += 1
        for name, said in proposal.yes.items():
            self.refused.yes[name] = self.refused.yes.get(name, 0) + said

    @hear.register
    def _(self, signing: Signing) -> None:
        replaced = f" It takes the place of {deal(self.course, signing.replaced)}." if signing.replaced else ""
        self.say(signing, self.reached + replaced)

    @hear.register
    def _(self, renewal: Renewal) -> None:
        if renewal.agreed:
            self.say(renewal, f"Both renew {deal(self.course, renewal.rung)}.")

    @hear.register
    def _(self, ending: Ending) -> None:
        how = ENDED[ending.how].format(who=" and ".join(map(self.course.label, ending.who)))
        lasted, broken = plural(ending.lasted, "day"), violated(self.course, ending.violations)
        self.say(ending, f"{deal(self.course, ending.rung)} {how} after {lasted}, {broken}.")

    @hear.register
    def _(self, deadline: Deadline) -> None:
        what = "and it walks away" if deadline.leaves else "but it lets it pass and loses credibility"
        self.say(deadline, f"The mediator’s deadline is due, {what}.")

    @hear.register
    def _(self, fall: LineFall) -> None:
        self.say(fall, f"{self.course.label(fall.who)} drops its red line.")

    @hear.register
    def _(self, close: Close) -> None:
        self.say(close, final(self.course, close.rung, close.held))

    # How it tells

    def tell_refusals(self) -> None:
        """What was offered and refused since something last happened."""
        refused, self.refused = self.refused, Refusals()
        sentences = []
        if refused.offers:
            sentences.append("Offers refused: " + ", ".join(self.told_offers(refused, name) for name in sorted(refused.offers)) + ".")
        if refused.tables:
            said = ", ".join(f"{self.course.label(name)} accepts {times(count)}" for name, count in sorted(refused.yes.items()))
            sentences.append(f"The mediator proposes in vain {times(refused.tables)}: {said}.")
        if sentences:
            self.told.append(Told(refused.days[0], refused.days[-1], " ".join(sentences), in_vain=True))

    def told_offers(self, refused: Refusals, name: str) -> str:
        """How many of its offers were refused, and how many of them were cynical."""
        cynical = f" ({refused.cynical[name]} cynical)" if refused.cynical[name] else ""
        return f"{refused.offers[name]} by {self.course.label(name)}{cynical}"
