"""Reasons in words: why an offer is made, why it is accepted or refused, why an agreement is broken."""

from __future__ import annotations

from collections.abc import Mapping

from sim.happenings import Course, Offer
from sim.reasons import Choice, Holding, Keeping, Ledger, heaviest
from sim.story.words import called, chance, deal, points, share, terms
from sim.words import key, listed, say, say_of

TANGIBLE = 0.0005  # less than this is 0.0% of the stake
SEVERAL = "several"
UNLIKELY, ESCAPES = "unlikely", "escapes"


def weighs(found: Mapping[str, float]) -> str:
    """Terms with their numbers, for a sentence.

    >>> weighs({"gains forgone": -0.03, "home front": -0.02})
    'gains forgone (−3.0%) and the home front (−2.0%)'
    """
    return listed(say(f"story.weighing.{called(name, value)}", share=points(value)) for name, value in found.items())


def against(ledger: Ledger) -> str:
    """Why a side would rather fight: what weighs against the agreement, and what does not make up for it."""
    pros = heaviest(ledger.terms, 1)
    cons = heaviest(ledger.terms, -1, at_least=sum(pros.values()))
    which = key(next(iter(cons))) if len(cons) == 1 else SEVERAL
    if not pros:
        return say_of("story.nothing_for_it", which, cons=weighs(cons))
    return say_of("story.outweighed", which, cons=weighs(cons), pros=weighs(pros))


def divided(course: Course, ledger: Ledger) -> str:
    """What a settlement would leave to divide."""
    bargain = ledger.bargain
    if bargain is None:
        return ""
    attackers = ledger.party == course.attacker
    asked, other = (bargain.reservation, bargain.other_reservation) if attackers else (bargain.other_reservation, bargain.reservation)
    return say(
        "story.divided",
        attacker=course.label(course.attacker),
        asked=share(asked),
        defender=course.label(course.defender),
        conceded=share(1 - other),
        room=points(bargain.room),
    )


def offering(course: Course, offer: Offer) -> str:
    """An offer with its reasons: against fighting on, and against holding out."""
    own = offer.own
    names = {"who": course.label(offer.who), "deal": deal(course, offer.rung or "")}
    if own is None:
        return say("story.offer.bare", **names)
    if offer.cynical:
        return say("story.offer.cynical", **names, why=divided(course, own) or against(own), besides=besides(offer))
    why = divided(course, own) or terms(own.terms)
    return say("story.offer.honest", **names, worth=points(own.advantage), why=why, besides=besides(offer))


def besides(offer: Offer) -> str:
    """What makes its maker offer it, beside what the agreement is worth."""
    option = offer.choice.of(offer.rung or "")
    if option.chance is None:
        return say("story.besides.own")
    if option.worth < 0:
        return say("story.besides.unlikely", worth=share(-option.worth), chance=chance(option.chance))
    if not offer.cynical:
        return ""
    parts = [part for part, value in (("gesture", option.gesture), ("blame", option.blame)) if value >= TANGIBLE]
    if not parts:
        return say("story.besides.nothing")
    what = "both" if len(parts) > 1 else parts[0]
    if -option.deal >= TANGIBLE:
        return say(f"story.besides.made_at_a_risk.{what}", worth=points(option.seen), risk=share(-option.deal))
    return say(f"story.besides.made.{what}", worth=points(option.seen))


def waiting(course: Course, choice: Choice) -> str:
    """That a side holds out, and why."""
    best, who = choice.best, course.label(choice.party)
    if choice.waits is None:
        return say("story.no_offer.own", who=who)
    if best is None:
        return say("story.no_offer.none_open", who=who)
    if best.worth <= 0:
        return say("story.no_offer.not_worth_it", who=who)
    return say("story.no_offer.all_the_same", who=who, deal=deal(course, best.rung), worth=points(best.worth), chance=chance(choice.waits))


def verb(yes: bool) -> str:
    """What somebody does with an offer."""
    return "accepts" if yes else "refuses"


def answering(course: Course, ledger: Ledger, yes: bool, divided_before: bool = False) -> str:
    """An answer with its reasons. divided_before: what a settlement leaves to divide has just been said."""
    who = course.label(ledger.party)
    if ledger.line_stands:
        return say(f"story.answer.{verb(yes)}.line", who=who)
    how = "own" if ledger.own_rule else leaning(ledger, yes) or "likely"
    why = "" if divided_before and ledger.bargain else say("story.answer.why", why=divided(course, ledger) or terms(ledger.terms))
    blame = "" if ledger.own_rule else blamed(ledger)
    numbers = {"worth": points(ledger.advantage), "chance": chance(ledger.yes)}
    return say(f"story.answer.{verb(yes)}.{how}", who=who, why=why, blame=blame, **numbers)


def leaning(ledger: Ledger, yes: bool) -> str:
    """Whether an answer is not what the side leans to, or whether blame turned it; nothing if neither."""
    leans = ledger.advantage + ledger.refusal >= 0
    if yes != leans:
        return UNLIKELY
    return ESCAPES if yes and ledger.advantage < 0 else ""


def blamed(ledger: Ledger) -> str:
    """What the blame for a refusal adds, where it is felt and the agreement is not wanted for itself."""
    if ledger.refusal < TANGIBLE or ledger.advantage >= 0:
        return ""
    if ledger.advantage + ledger.refusal >= 0:
        return say("story.answer.blame_costs_more", blame=share(ledger.refusal))
    return say("story.answer.blame_costs_less", blame=share(ledger.refusal))


def shortly(course: Course, ledger: Ledger, yes: bool) -> str:
    """An answer for the same reasons as before."""
    who = course.label(ledger.party)
    if ledger.line_stands:
        return say(f"story.answer_again.{verb(yes)}.line", who=who)
    how = "" if ledger.own_rule else leaning(ledger, yes)
    return say(f"story.answer_again.{verb(yes)}.{how or 'likely'}", who=who, worth=points(ledger.advantage), chance=chance(ledger.yes))


def cause(keeping: Keeping) -> tuple[str, str]:
    """Whether a violation was more likely an accident or an order; and, where only one of them is possible, how likely that is."""
    if keeping.breach is None:
        return "own", ""
    if keeping.breach == 0:
        return "accident", chance(keeping.accident)
    if keeping.accident == 0:
        return "order", chance(keeping.breach)
    return ("likely_order" if keeping.breach > keeping.accident else "likely_accident"), ""


def violating(course: Course, keeping: Keeping, seen: str) -> str:
    """A violation with its likely cause, and what keeping its word is worth. seen: whether it is seen, in words."""
    names = {"who": course.label(keeping.party), "deal": deal(course, keeping.rung), "seen": seen}
    if keeping.breach is None:
        return say("story.violation.own", **names)
    if keeping.breach == 0:
        return say("story.violation.accident", **names, accident=chance(keeping.accident))
    order = {"order": chance(keeping.breach), "keeping": "" if keeping.own_rule else say("story.violation.keeping", worth=points(keeping.keep))}
    if keeping.accident == 0:
        return say("story.violation.order", **names, **order)
    which = "order" if keeping.breach > keeping.accident else "accident"
    return say(f"story.violation.likely_{which}", **names, **order, accident=chance(keeping.accident))


def leaving(course: Course, keeping: Keeping) -> str:
    """That a side denounces an agreement, and why."""
    names = {"who": course.label(keeping.party), "deal": deal(course, keeping.rung)}
    if keeping.own_rule or keeping.leave is None:
        return say("story.leaving.own", **names)
    found = {
        "worth": points(keeping.keep),
        "why": terms(keeping.terms),
        "price": say("story.leaving.price", blame=share(keeping.left)) if keeping.left >= TANGIBLE else "",
        "chance": chance(keeping.leave),
    }
    if keeping.keep + keeping.left < 0:
        return say("story.leaving.not_worth_it", **names, **found)
    return say("story.leaving.worth_it", **names, **found)


def dropping(course: Course, holding: Holding) -> str:
    """That a red line falls, and why."""
    found = {
        "who": course.label(holding.party),
        "pressure": points(holding.pressure),
        "worth": share(holding.worth),
        "chance": chance(holding.chance),
    }
    outweighs = holding.pressure + holding.hope > holding.worth
    if abs(holding.hope) < TANGIBLE:
        return say("story.red_line.alone" if outweighs else "story.red_line.alone_unlikely", **found)
    found |= {"deal": deal(course, holding.best), "hope": points(holding.hope)}
    if holding.hope >= 0:
        return say("story.red_line.hope" if outweighs else "story.red_line.hope_unlikely", **found)
    return say("story.red_line.fear" if outweighs else "story.red_line.fear_unlikely", **found)
