"""Questions in words, with what the model's party makes of each option: the numbers it decides with, taken from its standpoint of the day."""

from __future__ import annotations

from collections.abc import Mapping

from sim.happenings import Course, Offer
from sim.ladder import Rung
from sim.model import Talks
from sim.reasons import Choice as Offers
from sim.reasons import Keeping, Ledger, choosing, keeping, ledger, one
from sim.rules.bargaining import attackers_terms
from sim.rules.truce import accident_chance
from sim.seat.decisions import (
    BOTH,
    DENOUNCE,
    KEEP,
    KEEP_ON,
    LEAVE,
    NO,
    NO_OFFER,
    NO_PROPOSAL,
    STAY,
    VIOLATE,
    YES,
    Decision,
    Option,
)
from sim.standpoint import Standpoint
from sim.story import arguments
from sim.story.words import chance, days, deal, points, share, terms
from sim.words import key, row, say


def labels(model: Talks) -> Course:
    """The names of parties and agreements in print."""
    return Course(model.story_of, model.dice.seed, int(model.runs[0]), "", (), {}, {})


def offer(model: Talks, view: Standpoint, free: list[Rung], own: str) -> Decision:
    """What to offer on a talk day."""
    course, who = labels(model), view.owner.name
    offers = choosing(view, model.ladder.rungs, int(model.table.rung[0]))
    sheets = {rung.name: ledger(view, rung, rung) for rung in free}
    hold_out = say("seat.option.no_offer")
    options = [
        Option(NO_OFFER, hold_out, offers.waits, 0.0, short=hold_out),
        *(offered(model, view, rung, offers, sheets[rung.name]) for rung in free),
    ]
    why = by_the_rules(reason_of_offer(course, view, offers, sheets, own))
    question = say("seat.question.offer", who=course.label(who), other=course.label(view.owner.other.name))
    return Decision(model.day, who, "offer", question, tuple(options), own, why)


def by_the_rules(what: str) -> str:
    """What the model's party does, as its view of a matter."""
    return say("seat.why.by_the_rules", what=what)


def offered(model: Talks, view: Standpoint, rung: Rung, offers: Offers, sheet: Ledger) -> Option:
    """An agreement that can be offered."""
    found = offers.of(rung.name)
    parts = {"the agreement, if accepted": found.deal, "the gesture": found.gesture, "blame for a refusal": found.blame}
    words, short = (
        say("seat.option.offer", agreement=described(model, view, rung)),
        say("seat.option.offer_short", deal=deal(labels(model), rung.name)),
    )
    return Option(rung.name, words, found.chance, found.worth, parts, sheet.terms, found.expected_yes, short)


def reason_of_offer(course: Course, view: Standpoint, offers: Offers, sheets: Mapping[str, Ledger], own: str) -> str:
    """What the model's party does on its talk day, and why."""
    if own == NO_OFFER:
        return arguments.waiting(course, offers)
    sheet = sheets[own]
    made = Offer(view.owner.model.day, sheet.party, view.owner.other.name, own, sheet.advantage < 0, False, offers, sheet, None)
    return arguments.offering(course, made)


def answer(model: Talks, view: Standpoint, rung: Rung, own: str) -> Decision:
    """Whether to accept what the other side offers."""
    course, who = labels(model), view.owner.name
    names = {"other": course.label(view.owner.other.name), "who": course.label(who)}
    question = say("seat.question.answer", agreement=described(model, view, rung), **names)
    return yes_or_no(course, model, view, "answer", question, ledger(view, rung, rung), own)


def both_asked(model: Talks, view: Standpoint, what: str, plain: Rung, asked: Rung, own: str) -> Decision:
    """Whether to accept what both are asked at the same time: the mediator's proposal, or to renew what runs out."""
    course, who = labels(model), course_name(model, view.owner.name)
    if what == "renewal":
        question = say("seat.question.renewal", deal=deal(course, plain.name), who=who, days=days(plain.days))
    else:
        mediator = course_name(model, model.mediator.name)
        question = say("seat.question.table", mediator=mediator, agreement=described(model, view, plain), who=who)
    return yes_or_no(course, model, view, what, question, ledger(view, plain, asked), own)


def yes_or_no(course: Course, model: Talks, view: Standpoint, kind: str, question: str, sheet: Ledger, own: str) -> Decision:
    """A question with two answers."""
    yes, no = (say(f"seat.option.answer.{name}") for name in (("renew", "run_out") if kind == "renewal" else ("accept", "refuse")))
    parts = {**sheet.terms, "blame for a refusal": sheet.refusal}
    accepts = Option(YES, yes, sheet.yes, sheet.advantage + sheet.refusal, parts, short=yes)
    options, why = (accepts, Option(NO, no, 1 - sheet.yes, 0.0, short=no)), by_the_rules(arguments.answering(course, sheet, own == YES))
    return Decision(model.day, sheet.party, kind, question, options, own, why)


def conduct(model: Talks, view: Standpoint, agreement: Rung, names: list[str], own: str) -> Decision:
    """Whether to keep an agreement on a day with an occasion to break it or to review it."""
    course, owner = labels(model), view.owner
    rung = model.ladder.rungs[int(model.table.rung[0])]
    found = keeping(view, agreement, rung, accident_chance(one(model.truces.accident), one(rung.monitoring)))
    occasion = "_and_".join(word for word, name in (("violate", VIOLATE), ("review", DENOUNCE)) if name in names)
    question = say(f"seat.question.conduct.{occasion}", deal=deal(course, rung.name), who=course.label(owner.name))
    odds = chances(found, one(model.truces.tempo), one(model.truces.review), names)
    options = tuple(conducted(name, found, odds.get(name, 0.0)) for name in names)
    return Decision(model.day, owner.name, "conduct", question, options, own, by_the_rules(reason_of_conduct(course, found, own)))


def chances(found: Keeping, tempo: float, review: float, names: list[str]) -> dict[str, float]:
    """How likely the model's party does what, now that there is an occasion for it."""
    breaks = (found.breach or 0.0) / tempo if VIOLATE in names else 0.0
    leaves = (found.leave or 0.0) / review if DENOUNCE in names else 0.0
    return {
        KEEP: (1 - breaks) * (1 - leaves),
        VIOLATE: breaks * (1 - leaves),
        DENOUNCE: (1 - breaks) * leaves,
        BOTH: breaks * leaves,
    }


def conducted(name: str, found: Keeping, odds: float) -> Option:
    """An option under an agreement, against breaking it with nobody to see: what keeping is worth, and what the blame would cost."""
    word = key(name)
    words, short = say(f"seat.option.conduct.{word}"), say(f"seat.option.conduct_short.{word}")
    if name in (KEEP, KEEP_ON):
        return Option(name, words, odds, found.keep, dict(found.terms), short=short)
    blame = {"blame, if it is seen": -found.caught} if name in (VIOLATE, BOTH) else {}
    blame |= {"blame for leaving": -found.left} if name in (DENOUNCE, BOTH) else {}
    return Option(name, words, odds, sum(blame.values()), blame, short=short)


def reason_of_conduct(course: Course, found: Keeping, own: str) -> str:
    """What the model's party does under an agreement today, and why."""
    numbers = {"worth": points(found.keep), "terms": terms(found.terms), "caught": share(found.caught), "left": share(found.left)}
    return say(f"seat.why.conduct.{key(own)}", who=course.label(found.party), **numbers)


def proposal(model: Talks, higher: list[Rung], own: str) -> Decision:
    """What the mediator puts on the table, on one of its days."""
    course, who = labels(model), model.mediator.name
    views = model.weigh()
    view = views["attacker"]
    nothing = say("seat.option.no_proposal")
    options = [Option(NO_PROPOSAL, nothing, float(own == NO_PROPOSAL), short=nothing), *(proposed(model, view, rung, own) for rung in higher)]
    names = {"who": course.label(who)}
    does = say("seat.why.no_proposal", **names) if own == NO_PROPOSAL else say("seat.why.proposes", deal=deal(course, own), **names)
    return Decision(model.day, who, "proposal", say("seat.question.proposal", **names), tuple(options), own, by_the_rules(does))


def proposed(model: Talks, view: Standpoint, rung: Rung, own: str) -> Option:
    """An agreement that can be proposed."""
    words = say("seat.option.propose", agreement=described(model, view, rung))
    return Option(rung.name, words, float(rung.name == own), short=say("seat.option.propose_short", deal=deal(labels(model), rung.name)))


def deadline(model: Talks, own: str) -> Decision:
    """Whether the mediator walks away when its patience is used up."""
    mediator, who = model.mediator, course_name(model, model.mediator.name)
    enforce, bluff = one(mediator.numbers.enforce), one(mediator.numbers.bluff)
    leave = say("seat.option.leave")
    stay = say("seat.option.stay", credibility=chance(1 - bluff), patience=chance(one(mediator.numbers.reset)))
    options = Option(LEAVE, leave, enforce, short=leave), Option(STAY, stay, 1 - enforce, short=say("seat.option.stay_short"))
    why = by_the_rules(say("seat.why.leave" if own == LEAVE else "seat.why.stay", who=who, chance=chance(enforce)))
    return Decision(model.day, mediator.name, "deadline", say("seat.question.deadline", who=who), options, own, why)


def course_name(model: Talks, party: str) -> str:
    """How a party is called in print."""
    return labels(model).label(party)


def described(model: Talks, view: Standpoint, rung: Rung) -> str:
    """An agreement with its term, what it stops, and of a settlement how it would divide the stake."""
    course = labels(model)
    length = course.scenario.situation.agreements[rung.name].days
    parts = [say("seat.agreement.open") if length == "open" else days(int(length))]
    if rung.bargained:
        attackers = view if view.owner.role == "attacker" else view.other
        part = one(attackers_terms(attackers.reservation, attackers.room, attackers.owner.surplus))
        parts.append(say("seat.agreement.share", attacker=course.label(course.attacker), share=share(part)))
    elif rung.coverage == 0:
        parts.append(say("seat.agreement.fighting"))
    elif rung.coverage < 1:
        parts.append(say("seat.agreement.partly", share=chance(rung.coverage)))
    return say("seat.agreement.named", deal=deal(course, rung.name), parts=row(parts))
