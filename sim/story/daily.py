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
from sim.story.words import Told, chance, days, deal, final, points, share, signed_for, violated
from sim.words import listed, row, say, sentence

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
                partly = self.course.scenario.situation.agreements[rung].coverage != 1
                return sentence(say("story.quiet.holds_partly" if partly else "story.quiet.holds", deal=deal(self.course, rung)))
        return sentence(say("story.quiet.fighting"))

    def say(self, words: str) -> None:
        """Add a sentence to the day."""
        self.said.append(sentence(words))

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
        self.say(say("story.atrocity", who=self.name(atrocity.who)))

    @hear.register
    def _(self, offer: Offer) -> None:
        who = self.name(offer.who)
        if offer.rung is None or offer.own is None or offer.answer is None:
            waits = arguments.waiting(self.course, offer.choice)
            self.say(say("story.no_offer.again", who=who) if self.again(offer.who, waits) else waits)
            return
        if self.again(offer.who, offer.rung, offer.cynical, pattern(offer.own), offer.choice.of(offer.rung).worth >= 0):
            found = {"who": who, "deal": deal(self.course, offer.rung), "worth": points(offer.own.advantage)}
            self.say(say("story.offer.cynical_again" if offer.cynical else "story.offer.again", **found))
            self.answer(offer.answer, offer.accepted)
        else:
            self.say(arguments.offering(self.course, offer))
            self.answer(offer.answer, offer.accepted, divided_before=True)

    def answer(self, ledger: Ledger, yes: bool, divided_before: bool = False) -> None:
        """An answer with its reasons, or shortly if they are those of last time."""
        if self.again(ledger.party, ledger.rung, yes, ledger.line_stands, pattern(ledger), arguments.leaning(ledger, yes)):
            self.say(arguments.shortly(self.course, ledger, yes))
        else:
            self.say(arguments.answering(self.course, ledger, yes, divided_before))

    @hear.register
    def _(self, proposal: Proposal) -> None:
        self.say(say("story.proposal", who=self.name(proposal.who), deal=deal(self.course, proposal.rung)))
        for party, ledger in proposal.answers.items():
            self.answer(ledger, proposal.yes[party])

    @hear.register
    def _(self, signing: Signing) -> None:
        self.say(signed_for(self.course, signing.rung, signing.replaced, signing.terms))

    @hear.register
    def _(self, conduct: Conduct) -> None:
        for party in conduct.violated:
            keeping = conduct.keeping[party]
            known = self.again("violation", party, conduct.rung, arguments.cause(keeping))
            seen = self.seen(party in conduct.attributed)
            if known:
                self.say(say("story.violation.again", who=self.name(party), deal=deal(self.course, conduct.rung), seen=seen))
            else:
                self.say(arguments.violating(self.course, keeping, seen))

    def seen(self, attributed: bool) -> str:
        """Whether a violation is seen, and what comes of it."""
        what, again = "blamed" if attributed else "denied", self.again("seen", attributed)
        return say(f"story.seen.{what}_again") if again else say(f"story.seen.{what}")

    @hear.register
    def _(self, renewal: Renewal) -> None:
        named = deal(self.course, renewal.rung)
        if renewal.agreed:
            odds = row(say("story.odds", who=self.name(party), chance=chance(ledger.yes)) for party, ledger in renewal.answers.items())
            self.say(say("story.renewed", deal=named, odds=odds))
            return
        self.say(say("story.asked_to_renew", deal=named))
        for party, ledger in renewal.answers.items():
            self.answer(ledger, renewal.yes[party])

    @hear.register
    def _(self, ending: Ending) -> None:
        if ending.how != "expired":
            conduct = next(each for each in self.course.on(ending.day) if isinstance(each, Conduct))
            for party in ending.who:
                self.say(arguments.leaving(self.course, conduct.keeping[party]))
        self.say(say("story.ends", days=days(ending.lasted), violated=violated(self.course, ending.violations)))

    @hear.register
    def _(self, deadline: Deadline) -> None:
        if deadline.leaves:
            self.say(say("story.deadline.leaves", chance=chance(deadline.chance)))
        else:
            self.say(say("story.deadline.passes", credibility=chance(deadline.credibility)))

    @hear.register
    def _(self, fall: LineFall) -> None:
        gone = say("story.red_line.gone", who=self.name(fall.who))
        self.say(gone if fall.reasons is None else arguments.dropping(self.course, fall.reasons))

    @hear.register
    def _(self, pressure: Pressure) -> None:
        first, *others = [{"share": share(cost), "who": self.name(party)} for party, cost in pressure.pressure.items()]
        numbers = {"impatience": chance(pressure.impatience), "credibility": chance(pressure.credibility)}
        self.say(
            say(
                "story.pressure.sentence",
                on=listed([say("story.pressure.first", **first), *(say("story.pressure.next", **other) for other in others)]),
                attacker=self.name(self.course.attacker),
                blame=chance(pressure.blame[self.course.attacker]),
                **numbers,
            )
        )

    @hear.register
    def _(self, close: Close) -> None:
        self.say(final(self.course, close.rung, close.held))


def pattern(ledger: Ledger) -> tuple[str, ...]:
    """What weighs most, without the numbers."""
    return (*heaviest(ledger.terms, -1), "against", *heaviest(ledger.terms, 1), "advantage" if ledger.advantage >= 0 else "loss")
