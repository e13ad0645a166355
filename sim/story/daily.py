"""The long form: day by day, each decision with its reasons; what repeats itself is told shortly."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from functools import singledispatchmethod

from sim.happenings import (
    Atrocity,
    Close,
    Conduct,
    Course,
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
from sim.reasons import Ledger, heaviest
from sim.story import arguments
from sim.story.words import Told, chance, deal, final, first_letter_large, listed, plural, share, signed, violated

SEEN = ("it is seen, and the blame falls on it", "it is seen and blamed")
DENIED = ("it denies it, and the denial works: nobody is blamed", "it denies it")
QUIET = 14  # days without a word, after which it is said that nothing happened


class Daily:
    """Tells a run day by day: a paragraph for each day on which something happens."""

    def __init__(self, course: Course, afresh: bool = False) -> None:
        self.course, self.afresh = course, afresh
        self.told: list[Told] = []
        self.known: set[object] = set()
        self.said: list[str] = []
        in_order = sorted(course.happenings, key=lambda happening: happening.day)
        for day, happenings in itertools.groupby(in_order, key=lambda happening: happening.day):
            self.tell_day(day, happenings)

    def tell_day(self, day: int, happenings: Iterable[Happening]) -> None:
        """Everything that happens on a day as one paragraph, after what was quiet before it."""
        self.said = []
        for happening in happenings:
            self.hear(happening)
        if self.said:
            self.tell_quiet(day)
            self.told.append(Told(day, day, " ".join(self.said)))

    def tell_quiet(self, day: int) -> None:
        """A long stretch on which nothing happened."""
        last = self.told[-1].last_day if self.told else 0
        if day - last > QUIET:
            self.told.append(Told(last + 1, day - 1, self.quiet(day)))

    def quiet(self, day: int) -> str:
        """What goes on while nothing happens."""
        for rung, since, ended in self.course.in_force():
            if since < day <= ended:
                fighting = "" if self.course.scenario.situation.agreements[rung].coverage == 1 else "; the fighting goes on"
                return f"{deal(self.course, rung)} holds{fighting}."
        return "The fighting goes on."

    def say(self, sentence: str) -> None:
        """Add a sentence to the day."""
        self.said.append(first_letter_large(sentence) + ".")

    def again(self, *what: object) -> bool:
        """Whether the same has been told before, in which case it is told shortly."""
        known = what in self.known and not self.afresh
        self.known.add(what)
        return known

    def name(self, party: str) -> str:
        """How a party is called."""
        return self.course.label(party)

    # What it hears

    @singledispatchmethod
    def hear(self, happening: Happening) -> None:
        """What is not told."""

    @hear.register
    def _(self, event: Occasion) -> None:
        self.say(event.title.rstrip("."))

    @hear.register
    def _(self, atrocity: Atrocity) -> None:
        self.say(f"an atrocity against civilians hardens {self.name(atrocity.who)}")

    @hear.register
    def _(self, offer: Offer) -> None:
        who = self.name(offer.who)
        if offer.rung is None or offer.own is None or offer.answer is None:
            why = arguments.waiting(self.course, offer.choice)
            self.say(f"{who} makes no offer{'' if self.again(offer.who, why) else f', {why}'}")
            return
        offered = f"{who} offers {deal(self.course, offer.rung)}"
        if self.again(offer.who, offer.rung, offer.cynical, pattern(offer.own), offer.choice.of(offer.rung).worth >= 0):
            doubt = "again, cynically and" if offer.cynical else "again,"
            self.say(f"{offered} {doubt} for the same reasons ({signed(offer.own.advantage)}%)")
            self.answer(offer.answer, offer.accepted)
        else:
            self.say(offered + arguments.offering(self.course, offer))
            self.answer(offer.answer, offer.accepted, divided_before=True)

    def answer(self, ledger: Ledger, yes: bool, divided_before: bool = False) -> None:
        """An answer with its reasons, or shortly if they are those of last time."""
        who = self.name(ledger.party)
        if self.again(ledger.party, ledger.rung, yes, ledger.line_stands, pattern(ledger), arguments.leaning(ledger, yes)):
            self.say(f"{who} {arguments.shortly(ledger, yes)}")
        else:
            self.say(f"{who} {arguments.answering(self.course, ledger, yes, divided_before)}")

    @hear.register
    def _(self, proposal: Proposal) -> None:
        self.say(f"{self.name(proposal.who)} proposes {deal(self.course, proposal.rung)}")
        for party, ledger in proposal.answers.items():
            self.answer(ledger, proposal.yes[party])

    @hear.register
    def _(self, signing: Signing) -> None:
        days = self.course.scenario.situation.agreements[signing.rung].days
        term = "open-ended" if days == "open" else f"for {plural(days, 'day')}"
        replaced = f", in the place of {deal(self.course, signing.replaced)}" if signing.replaced else ""
        parts = "" if signing.terms is None else f"; {share(signing.terms)} of the stake goes to {self.name(self.course.attacker)}"
        self.say(f"{deal(self.course, signing.rung)} is signed, {term}{replaced}{parts}")

    @hear.register
    def _(self, conduct: Conduct) -> None:
        for party in conduct.violated:
            keeping = conduct.keeping[party]
            cause = arguments.cause(keeping)
            why = "" if self.again("violation", party, conduct.rung, cause[:16]) else f", {cause}"
            attributed = party in conduct.attributed
            seen = (SEEN if attributed else DENIED)[self.again("seen", attributed)]
            self.say(f"{self.name(party)} violates {deal(self.course, conduct.rung)}{why}; {seen}")

    @hear.register
    def _(self, renewal: Renewal) -> None:
        if renewal.agreed:
            odds = ", ".join(f"{self.name(party)} {chance(ledger.yes)}" for party, ledger in renewal.answers.items())
            self.say(f"both renew {deal(self.course, renewal.rung)} (probability of yes: {odds})")
            return
        self.say(f"{deal(self.course, renewal.rung)} runs out, and both are asked to renew it")
        for party, ledger in renewal.answers.items():
            self.answer(ledger, renewal.yes[party])

    @hear.register
    def _(self, ending: Ending) -> None:
        broken = f"after {plural(ending.lasted, 'day')}, {violated(self.course, ending.violations)}"
        if ending.how == "expired":
            self.say(f"it ends {broken}")
            return
        conduct = next(each for each in self.course.on(ending.day) if isinstance(each, Conduct))
        for party in ending.who:
            self.say(f"{self.name(party)} denounces {deal(self.course, ending.rung)}, {arguments.leaving(conduct.keeping[party])}")
        self.say(f"it ends {broken}")

    @hear.register
    def _(self, deadline: Deadline) -> None:
        due = "the mediator’s deadline is due"
        if deadline.leaves:
            self.say(f"{due}, and it walks away, as it does with probability {chance(deadline.chance)}; from now on it presses nobody")
        else:
            self.say(f"{due}, but it lets it pass and is left with {chance(deadline.credibility)} of its credibility")

    @hear.register
    def _(self, fall: LineFall) -> None:
        why = "" if fall.reasons is None else f": {arguments.dropping(self.course, fall.reasons)}"
        self.say(f"{self.name(fall.who)} drops its red line{why}")

    @hear.register
    def _(self, pressure: Pressure) -> None:
        costs = [f"{share(cost)} of the stake on {self.name(party)}" for party, cost in pressure.pressure.items()]
        on = listed([costs[0], *(cost.replace(" of the stake", "", 1) for cost in costs[1:])])
        blame = f"{self.name(self.course.attacker)} bears {chance(pressure.blame[self.course.attacker])} of the blame"
        mood = f"impatience {chance(pressure.impatience)}, credibility {chance(pressure.credibility)}; {blame}"
        self.say(f"the mediator’s pressure is {on} ({mood})")

    @hear.register
    def _(self, close: Close) -> None:
        self.say(final(self.course, close.rung, close.held)[:-1])


def pattern(ledger: Ledger) -> tuple[str, ...]:
    """What weighs most, without the numbers."""
    return (*heaviest(ledger.terms, -1), "against", *heaviest(ledger.terms, 1), "advantage" if ledger.advantage >= 0 else "loss")
