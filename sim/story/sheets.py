"""The reasons of one day as plain tables, to be printed or shown: every term with its sign, and sums that add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sim.happenings import Conduct, Course, Deadline, LineFall, Offer, Proposal, Renewal
from sim.reasons import OWN_LINE, Bargain, Choice, Holding, Ledger
from sim.story.arguments import divided
from sim.story.words import chance, deal, signed
from sim.words import key, listed, number, percent, say

NEAR = 2  # days that are named on either side of one without a decision
HOLDING_OUT = ""  # the row of a table of offers that stands for making none


@dataclass(frozen=True)
class Row:
    """A row of a sheet: an agreement or a party by its name, whether it was in question, and its numbers as they are printed."""

    name: str
    marked: bool
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A table of reasons.

    kind: ``worths`` of all agreements to a side, ``offers`` that it could make, its red ``line``, what both ``keeps`` are worth, or the
    mediator's ``deadline``, which has no table. whose: the side, or the agreement that is kept. whole: the column that is the sum of
    those before it, without the probabilities. notes: what the numbers do not show.
    """

    kind: str
    whose: str
    columns: tuple[str, ...] = ()
    whole: str = ""
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()


def check(course: Course, day: int) -> None:
    """Refuse a day on which nothing was decided, and say which days near it had decisions. Raises ValueError."""
    if day in course.decided:
        return
    beyond = "" if 1 <= day <= course.days else "beyond_"
    before = [known for known in course.decided if known < day][-NEAR:]
    after = [known for known in course.decided if known > day][:NEAR]
    near = [str(known) for known in before + after]
    how = "near" if near[1:] else "only" if near else "never"
    raise ValueError(say(f"story.undecided.{beyond}{how}", day=day, run=course.run, days=course.days, near=listed(near) if near else ""))


def sheets(course: Course, day: int) -> Iterator[Sheet]:
    """Everything that was weighed on a day. Raises ValueError for a day on which nothing was decided."""
    check(course, day)
    happenings = course.on(day)
    asked = {each.rung for each in happenings if isinstance(each, Offer | Proposal | Renewal)}
    for found in course.ledgers.get(day, {}).values():
        yield worths(course, found, asked)
    for happening in happenings:
        if isinstance(happening, Offer):
            yield offers(happening.choice, happening.rung)
        elif isinstance(happening, LineFall) and happening.reasons is not None:
            yield line(happening.reasons)
        elif isinstance(happening, Conduct):
            yield keeps(happening)
        elif isinstance(happening, Deadline):
            yield Sheet("deadline", happening.who, notes=(say("story.sheet.deadline", chance=chance(happening.chance)),))


def worths(course: Course, found: Sequence[Ledger], asked: set[str | None]) -> Sheet:
    """A row for each agreement: its terms, their sum, the blame for a refusal, and the probability of a yes."""
    rows = []
    for ledger in reversed(found):
        yes = say("story.sheet.line_stands", chance=percent(0)) if ledger.line_stands else odds(ledger.yes, ledger.own_rule)
        numbers = *adding_up(ledger.terms, ledger.advantage), hundredths(ledger.advantage), hundredths(ledger.refusal)
        rows.append(Row(ledger.rung, ledger.rung in asked, (*numbers, yes)))
    columns = (*found[0].terms, "worth", "blame", "yes")
    return Sheet("worths", found[0].party, columns, "worth", tuple(rows), tuple(remarks(course, found)))


def remarks(course: Course, found: Sequence[Ledger]) -> Iterator[str]:
    """What the numbers of a table do not show."""
    who = course.label(found[0].party)
    if any(ledger.line_stands for ledger in found):
        yield say("story.sheet.line_note", who=who)
    if any(ledger.own_rule for ledger in found):
        yield say("story.sheet.rule_note", who=who)
    for ledger in found:
        if ledger.bargain is not None:
            yield shared(course, ledger, ledger.bargain)
    pressed = max((ledger for ledger in found if ledger.bargain is None), key=lambda ledger: ledger.pressure, default=None)
    if pressed is not None and pressed.pressure > 0:
        yield say("story.sheet.pressed", deal=deal(course, pressed.rung), share=signed(pressed.pressure, 2))


def shared(course: Course, ledger: Ledger, bargain: Bargain) -> str:
    """What the terms of a settlement are."""
    found = {"deal": course.label(ledger.rung), "divided": divided(course, ledger)}
    if bargain.room > 0:
        return say("story.sheet.settlement", share=chance(bargain.share), **found)
    return say("story.sheet.shortfall", **found)


def offers(choice: Choice, offered: str | None) -> Sheet:
    """A row for each offer and one for holding out: what it is worth, part by part, and the probability with which it is made."""
    rows = []
    for option in reversed(choice.options):
        if option.closed:
            cells = ["", "", "", "", "", say("story.sheet.no_line" if option.closed == OWN_LINE else "story.sheet.no_step")]
        else:
            numbers = adding_up({"deal": option.deal, "gesture": option.gesture, "blame": option.blame}, option.worth)
            cells = [odds(option.expected_yes), *numbers, hundredths(option.worth), odds(option.chance)]
        rows.append(Row(option.rung, option.rung == offered, tuple(cells)))
    rows.append(Row(HOLDING_OUT, offered is None, ("", "", "", "", hundredths(0.0), odds(choice.waits))))
    marks = dict.fromkeys(say(f"story.sheet.why_closed.{key(option.closed)}") for option in choice.options if option.closed)
    columns = ("its yes", "deal", "gesture", "blame", "worth", "chosen")
    return Sheet("offers", choice.party, columns, "worth", tuple(rows), (closed(list(marks)),) if marks else ())


def closed(marks: list[str]) -> str:
    """Why some offers are not open."""
    first, *others = marks
    for other in others:
        first = say("story.sheet.closed_more", some=first, next=other)
    return say("story.sheet.closed", marks=first)


def line(holding: Holding) -> Sheet:
    """What holding a red line costs, against what it is worth."""
    cost = holding.pressure + holding.hope
    numbers = adding_up({"pressure": holding.pressure, "hope": holding.hope}, cost)
    row = Row(holding.best, False, (*numbers, hundredths(cost), hundredths(holding.worth), odds(holding.chance)))
    return Sheet("line", holding.party, ("pressure", "best hope", "cost", "worth", "falls"), "cost", (row,))


def keeps(conduct: Conduct) -> Sheet:
    """A row for each side: what keeping its word is worth, and the probabilities of breaking it and of leaving openly."""
    first = next(iter(conduct.keeping.values()))
    rows = []
    for party, keeping in conduct.keeping.items():
        numbers = *adding_up(keeping.terms, keeping.keep), hundredths(keeping.keep), hundredths(keeping.caught)
        leaves = hundredths(keeping.left), odds(keeping.leave, keeping.own_rule)
        rows.append(Row(party, False, (*numbers, odds(keeping.breach, keeping.own_rule), *leaves)))
    columns = (*first.terms, "keep", "if seen", "order", "if it leaves", "leaves")
    return Sheet("keeps", conduct.rung, columns, "keep", tuple(rows), (say("story.sheet.accidents", chance=chance(first.accident)),))


def odds(probability: float | None, own_rule: bool = False) -> str:
    """A probability in a table; a star where a strategy of its own decides.

    >>> odds(0.376), odds(0.002), odds(None)
    ('38%', '<1%', 'own*')
    """
    if probability is None:
        return say("story.sheet.own")
    if 0 < probability < 0.01:
        shown = say("numbers.below", number=percent(0.01))
    else:
        shown = say("numbers.above", number=percent(0.99)) if 0.99 < probability < 1 else percent(probability)
    return say("story.sheet.own_rule", chance=shown) if own_rule else shown


def hundredths(value: float) -> str:
    """A share of the stake in per cent, with its sign and two decimals.

    >>> hundredths(0.0811), hundredths(-0.00001), hundredths(-0.02)
    ('+8.11', '0.00', '−2.00')
    """
    shown = f"{100 * value:+.2f}".strip("+-0.")
    return number(100 * value, "+.2f") if shown else number(0.0, ".2f")


def adding_up(terms: Mapping[str, float], whole: float) -> list[str]:
    """Terms in per cent with two decimals, rounded so that what is printed adds up to the printed sum: the largest remainders give way.

    >>> adding_up({"one": 0.00004, "two": 0.00004, "three": 0.00004}, 0.00012)
    ['+0.01', '0.00', '0.00']
    """
    exact = [1e4 * value for value in terms.values()]
    rounded = [round(value) for value in exact]
    missing = round(1e4 * whole) - sum(rounded)
    step = 1 if missing > 0 else -1
    for place in sorted(range(len(exact)), key=lambda place: -step * (exact[place] - rounded[place]))[: abs(missing)]:
        rounded[place] += step
    return [hundredths(number / 1e4) for number in rounded]
