"""Reasons in words: why an offer is made, why it is accepted or refused, why an agreement is broken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sim.happenings import Course, Offer
from sim.reasons import Choice, Holding, Keeping, Ledger, heaviest
from sim.story.words import called, chance, deal, listed, share, signed, terms

TANGIBLE = 0.0005  # less than this is 0.0% of the stake
WITH_ARTICLE = {"balance after the pause", "home front", "war economy"}
PLURALS = {"costs saved", "gains forgone"}


def weighs(found: Mapping[str, float]) -> str:
    """Terms with their numbers, for a sentence.

    >>> weighs({"gains forgone": -0.03, "home front": -0.02})
    'gains forgone (−3.0%) and the home front (−2.0%)'
    """
    return listed(f"{'the ' if name in WITH_ARTICLE else ''}{called(name, value)} ({signed(value)}%)" for name, value in found.items())


def against(ledger: Ledger) -> str:
    """Why a side would rather fight: what weighs against the agreement, and what does not make up for it."""
    pros = heaviest(ledger.terms, 1)
    cons = heaviest(ledger.terms, -1, at_least=sum(pros.values()))
    if not pros:
        return f"{weighs(cons)} {'speaks' if singular(cons) else 'speak'} against it and nothing for it"
    return f"{weighs(cons)} {'outweighs' if singular(cons) else 'outweigh'} {weighs(pros)}"


def singular(found: Iterable[str]) -> bool:
    """Whether a verb after these terms is in the singular."""
    names = list(found)
    return len(names) == 1 and names[0] not in PLURALS


def divided(course: Course, ledger: Ledger) -> str:
    """What a settlement would leave to divide."""
    bargain = ledger.bargain
    if bargain is None:
        return ""
    attackers = ledger.party == course.attacker
    asked, other = (bargain.reservation, bargain.other_reservation) if attackers else (bargain.other_reservation, bargain.reservation)
    attacker, defender = course.label(course.attacker), course.label(course.defender)
    met = f"{attacker} asks at least {share(asked)} of the stake and {defender} concedes at most {share(1 - other)}"
    return f"{met}, which leaves {signed(bargain.room)}% to divide"


def offering(course: Course, offer: Offer) -> str:
    """The reasons of an offer, after "offers so and so": against fighting on, and against holding out."""
    own = offer.own
    if own is None or offer.rung is None:
        return ""
    if offer.cynical:
        return f", cynically: it would rather fight, as {divided(course, own) or against(own)}{eyes(offer)}"
    why = divided(course, own) or terms(own.terms)
    return f": an agreement is worth {signed(own.advantage)}% of the stake to it ({why}){eyes(offer)}"


def eyes(offer: Offer) -> str:
    """What makes its maker offer it, beside what the agreement is worth."""
    option = offer.choice.of(offer.rung or "")
    if option.chance is None:
        return "; a strategy of its own makes the offer"
    if option.worth < 0:
        return f"; holding out would be worth {share(-option.worth)} more, so that the offer had a probability of {chance(option.chance)}"
    if not offer.cynical:
        return ""
    parts = [words for words, value in (("the gesture", option.gesture), ("the blame for a refusal", option.blame)) if value >= TANGIBLE]
    risk = f" and the risk of a yes costs {share(-option.deal)}" if -option.deal >= TANGIBLE else ""
    if not parts:
        return "; the offer costs it next to nothing, as a yes is unlikely"
    return f"; made all the same, as {listed(parts)} {'are' if len(parts) > 1 else 'is'} worth {signed(option.seen)}%{risk}"


def waiting(course: Course, choice: Choice) -> str:
    """Why a side holds out."""
    best = choice.best
    if choice.waits is None:
        return "by a strategy of its own"
    if best is None:
        return "as none is open to it"
    if best.worth <= 0:
        return "as no offer is worth more to it than holding out"
    worth = f"though offering {deal(course, best.rung)} would be worth {signed(best.worth)}% of the stake"
    return f"{worth}; it holds out with probability {chance(choice.waits)}"


def answering(course: Course, ledger: Ledger, yes: bool, divided_before: bool = False) -> str:
    """An answer with its reasons: "accepts ...", "refuses ...". divided_before: what a settlement leaves to divide has just been said."""
    verb = "accepts" if yes else "refuses"
    if ledger.line_stands:
        return f"{verb}: its red line stands in the way"
    why = "" if divided_before and ledger.bargain else f" ({divided(course, ledger) or terms(ledger.terms)})"
    how = " by a strategy of its own" if ledger.own_rule else leaning(ledger, yes)
    blame = "" if ledger.own_rule else blamed(ledger, yes)
    return f"{verb}{how}: {signed(ledger.advantage)}% of the stake{why}{blame}; probability of yes {chance(ledger.yes)}"


def leaning(ledger: Ledger, yes: bool) -> str:
    """Whether an answer is what the side leans to, and whether blame turned it."""
    leans = ledger.advantage + ledger.refusal >= 0
    if yes != leans:
        return " against the odds"
    return " to escape blame" if yes and ledger.advantage < 0 else ""


def blamed(ledger: Ledger, yes: bool) -> str:
    """What the blame for a refusal adds, where it is felt and the agreement is not wanted for itself."""
    if ledger.refusal < TANGIBLE or ledger.advantage >= 0:
        return ""
    more = "more" if ledger.advantage + ledger.refusal >= 0 else "less"
    return f", while the blame for a refusal costs {more}, {share(ledger.refusal)}"


def shortly(ledger: Ledger, yes: bool) -> str:
    """An answer for the same reasons as before."""
    again = f"{'accepts' if yes else 'refuses'} again{'' if ledger.own_rule or ledger.line_stands else leaning(ledger, yes)}"
    return again if ledger.line_stands else f"{again} ({signed(ledger.advantage)}%, probability of yes {chance(ledger.yes)})"


def cause(keeping: Keeping) -> str:
    """Whether a violation was more likely an accident or an order, and what keeping its word is worth."""
    if keeping.breach is None:
        return "by a strategy of its own"
    worth = "" if keeping.own_rule else f"; keeping its word is worth {signed(keeping.keep)}% of the stake"
    accident, order = f"by accident ({chance(keeping.accident)} a day", f"by order ({chance(keeping.breach)} a day"
    if keeping.breach == 0:
        return f"{accident})"
    if keeping.accident == 0:
        return f"{order}{worth})"
    if keeping.breach > keeping.accident:
        return f"more likely {order}{worth}) than {accident})"
    return f"more likely {accident}) than {order})"


def leaving(keeping: Keeping) -> str:
    """Why a side denounces an agreement."""
    if keeping.own_rule or keeping.leave is None:
        return "by a strategy of its own"
    kept = f"keeping it is worth {signed(keeping.keep)}% of the stake to it ({terms(keeping.terms)})"
    price = f" and leaving costs {share(keeping.left)} in blame" if keeping.left >= TANGIBLE else ""
    turn = "as" if keeping.keep + keeping.left < 0 else "although"
    return f"{turn} {kept}{price}; the probability that day was {chance(keeping.leave)}"


def dropping(course: Course, holding: Holding) -> str:
    """Why a red line falls."""
    hope = f"the hope of {deal(course, holding.best)}" if holding.hope >= 0 else f"what {deal(course, holding.best)} would cost if agreed"
    best = f" and {hope} ({signed(holding.hope)}%)" if abs(holding.hope) >= TANGIBLE else ""
    does, do = ("outweighs", "outweigh") if holding.pressure + holding.hope > holding.worth else ("does not outweigh", "do not outweigh")
    gain = f"pressure ({signed(holding.pressure)}% of the stake){best} {do if best else does}"
    return f"{gain} what the line is worth ({share(holding.worth)}); the probability that day was {chance(holding.chance)}"
