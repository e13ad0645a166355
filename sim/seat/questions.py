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
from sim.words import capital, listed

BY_THE_RULES = "By the model’s rules"
CONDUCT = {
    KEEP: "Keep to it today",
    VIOLATE: "Order a violation",
    DENOUNCE: "Denounce it: it ends today",
    BOTH: "Order a violation, and denounce it",
    KEEP_ON: "Keep to it, and ask no more while it is in force",
}


def labels(model: Talks) -> Course:
    """The names of parties and agreements in print."""
    return Course(model.story_of, model.dice.seed, int(model.runs[0]), "", (), {}, {})


def offer(model: Talks, view: Standpoint, free: list[Rung], own: str) -> Decision:
    """What to offer on a talk day."""
    course, who = labels(model), view.owner.name
    offers = choosing(view, model.ladder.rungs, int(model.table.rung[0]))
    sheets = {rung.name: ledger(view, rung, rung) for rung in free}
    options = [Option(NO_OFFER, "Make no offer", offers.waits, 0.0), *(offered(model, view, rung, offers, sheets[rung.name]) for rung in free)]
    why = f"{BY_THE_RULES} {reason_of_offer(course, view, offers, sheets, own)}."
    return Decision(model.day, who, "offer", f"What does {course.label(who)} offer {course.label(view.owner.other.name)}?", tuple(options), own, why)


def offered(model: Talks, view: Standpoint, rung: Rung, offers: Offers, sheet: Ledger) -> Option:
    """An agreement that can be offered."""
    found = offers.of(rung.name)
    parts = {"the agreement, if accepted": found.deal, "the gesture": found.gesture, "blame for a refusal": found.blame}
    words = f"Offer {described(model, view, rung)}"
    return Option(rung.name, words, found.chance, found.worth, parts, sheet.terms, found.expected_yes)


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
    question = f"{course.label(view.owner.other.name)} offers {described(model, view, rung)}. Does {course.label(who)} accept?"
    return yes_or_no(course, model, view, "answer", question, ledger(view, rung, rung), own)


def both_asked(model: Talks, view: Standpoint, what: str, plain: Rung, asked: Rung, own: str) -> Decision:
    """Whether to accept what both are asked at the same time: the mediator's proposal, or to renew what runs out."""
    course, who = labels(model), course_name(model, view.owner.name)
    if what == "renewal":
        question = f"{deal(course, plain.name)} runs out today. Does {who} renew it, for another {days(plain.days)}?"
    else:
        question = f"{course_name(model, model.mediator.name)} proposes {described(model, view, plain)} to both. Does {who} accept?"
    return yes_or_no(course, model, view, what, question, ledger(view, plain, asked), own)


def yes_or_no(course: Course, model: Talks, view: Standpoint, kind: str, question: str, sheet: Ledger, own: str) -> Decision:
    """A question with two answers."""
    yes, no = ("Renew it", "Let it run out") if kind == "renewal" else ("Accept", "Refuse")
    parts = {**sheet.terms, "blame for a refusal": sheet.refusal}
    options = (Option(YES, yes, sheet.yes, sheet.advantage + sheet.refusal, parts), Option(NO, no, 1 - sheet.yes, 0.0))
    why = f"{BY_THE_RULES} {arguments.answering(course, sheet, own == YES)}."
    return Decision(model.day, sheet.party, kind, question, options, own, why)


def conduct(model: Talks, view: Standpoint, agreement: Rung, names: list[str], own: str) -> Decision:
    """Whether to keep an agreement on a day with an occasion to break it or to review it."""
    course, owner = labels(model), view.owner
    rung = model.ladder.rungs[int(model.table.rung[0])]
    found = keeping(view, agreement, rung, accident_chance(one(model.truces.accident), one(rung.monitoring)))
    occasion = []
    if VIOLATE in names:
        occasion.append(f"commanders of {course.label(owner.name)} see an occasion to violate it")
    if DENOUNCE in names:
        occasion.append("it is under review at home")
    question = f"{deal(course, rung.name)} is in force. {capital(listed(occasion))}. What is {course.label(owner.name)} to do?"
    odds = chances(found, one(model.truces.tempo), one(model.truces.review), names)
    options = tuple(conducted(name, found, odds.get(name, 0.0)) for name in names)
    return Decision(model.day, owner.name, "conduct", question, options, own, f"{BY_THE_RULES} {reason_of_conduct(course, found, own)}.")


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
    if name in (KEEP, KEEP_ON):
        return Option(name, CONDUCT[name], odds, found.keep, dict(found.terms))
    blame = {"blame, if it is seen": -found.caught} if name in (VIOLATE, BOTH) else {}
    blame |= {"blame for leaving": -found.left} if name in (DENOUNCE, BOTH) else {}
    return Option(name, CONDUCT[name], odds, sum(blame.values()), blame)


def reason_of_conduct(course: Course, found: Keeping, own: str) -> str:
    """What the model's party does under an agreement today, and why."""
    does = {KEEP: "keeps to it today", VIOLATE: "orders a violation", DENOUNCE: "denounces it", BOTH: "orders a violation and denounces it"}[own]
    kept = f"keeping it is worth {points(found.keep)} of the stake to it ({terms(found.terms)})"
    blamed = f"the blame for a violation would cost {share(found.caught)}, for leaving {share(found.left)}"
    return f"{course.label(found.party)} {does}: {kept}; {blamed}"


def proposal(model: Talks, higher: list[Rung], own: str) -> Decision:
    """What the mediator puts on the table, on one of its days."""
    course, who = labels(model), model.mediator.name
    views = model.weigh()
    view = views["attacker"]
    options = [Option(NO_PROPOSAL, "Propose nothing", float(own == NO_PROPOSAL))]
    options += [Option(rung.name, f"Propose {described(model, view, rung)}", float(rung.name == own)) for rung in higher]
    does = "proposes nothing" if own == NO_PROPOSAL else f"proposes {deal(course, own)}, as on each of its days"
    question = f"{course.label(who)} may put a proposal to both sides. Which?"
    return Decision(model.day, who, "proposal", question, tuple(options), own, f"{BY_THE_RULES} {course.label(who)} {does}.")


def deadline(model: Talks, own: str) -> Decision:
    """Whether the mediator walks away when its patience is used up."""
    mediator, who = model.mediator, course_name(model, model.mediator.name)
    enforce, bluff = one(mediator.numbers.enforce), one(mediator.numbers.bluff)
    stay = (
        f"Let it pass: {chance(1 - bluff)} of its credibility is left, and {chance(one(mediator.numbers.reset))} of the patience is used up at once"
    )
    options = (Option(LEAVE, "Walk away, for good", enforce), Option(STAY, stay, 1 - enforce))
    does = "walks away" if own == LEAVE else "lets it pass"
    why = f"{BY_THE_RULES} nothing is weighed: {who} walks away with probability {chance(enforce)}, and here it {does}."
    question = f"The patience of {who} is used up: its deadline is due. Does it walk away?"
    return Decision(model.day, mediator.name, "deadline", question, options, own, why)


def course_name(model: Talks, party: str) -> str:
    """How a party is called in print."""
    return labels(model).label(party)


def described(model: Talks, view: Standpoint, rung: Rung) -> str:
    """An agreement with its term, what it stops, and of a settlement how it would divide the stake."""
    course = labels(model)
    length = course.scenario.situation.agreements[rung.name].days
    parts = ["open-ended" if length == "open" else days(int(length))]
    if rung.bargained:
        attackers = view if view.owner.role == "attacker" else view.other
        part = one(attackers_terms(attackers.reservation, attackers.room, attackers.owner.surplus))
        parts.append(f"{course.label(course.attacker)} gets {share(part)} of the stake")
    elif rung.coverage < 1:
        parts.append("the fighting goes on" if rung.coverage == 0 else f"stops {chance(rung.coverage)} of the fighting")
    return f"{deal(course, rung.name)} ({', '.join(parts)})"
