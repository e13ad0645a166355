"""The full reasons of one day as tables: every term with its sign, sums that add up, and the rule each number comes from."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from sim.happenings import Conduct, Course, Deadline, LineFall, Offer, Proposal, Renewal
from sim.reasons import OWN_LINE, Choice, Holding, Ledger
from sim.story.arguments import divided
from sim.story.words import MINUS, chance, deal, listed, signed

WIDTH, NAME, SIDE = 80, 25, 12
NEAR = 2  # days that are named on either side of one without a decision
HEADS = {
    "costs saved": "costs\nsaved",
    "gains forgone": "gains\nforg.",
    "balance after the pause": "bal-\nance",
    "betrayal": "be-\ntrayal",
    "home front": "home\nfront",
    "war economy": "war\necon.",
}
TERMS = """costs saved: what ends of its cost of war and pressure (bargaining.costs_saved)
gains forgone: what fighting on would bring; +: losses avoided (worth.momentum)
balance: what a pause does to the balance of strength (worth.rearm_rate)
betrayal: what the other side may do with the pause (worth.betrayal)
home front: resolve, and the losses of a war economy (bargaining.advantage)
worth: their sum, the advantage over fighting on (bargaining.advantage)
blame: what the blame for a refusal would cost (blame.falls, blame.stakes)
yes: logistic(precision × (worth + blame)) (choice.accepts)"""
OFFERS = """its yes: what it reckons with; deal: that times the worth; gesture, blame: what
  the offer and a refusal are worth in the mediator’s eyes (choice.offer_value)
chosen: exp(precision × worth) as a share of all that is open (choice.pick)"""
KEEPING = """keep: worth without the resolve, which signing has cost (truce.breach_chance)
if seen, if it leaves: the blame for a violation, times the chance that it is
  attributed, and for leaving openly (blame.falls, truce.denunciation_chance)"""


def why(course: Course, day: int) -> str:
    """Everything that was weighed on a day, as text of 80 columns. Raises ValueError for a day on which nothing was decided."""
    check(course, day)
    page = io.StringIO()
    console = Console(file=page, width=WIDTH, highlight=False, markup=False, emoji=False, force_terminal=sys.stdout.isatty())
    for part in parts(course, day):
        console.print(part)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())


def check(course: Course, day: int) -> None:
    """Refuse a day on which nothing was decided, and say which days near it had decisions. Raises ValueError."""
    if day in course.decided:
        return
    where = f"Nothing was decided on day {day} of run {course.run}"
    if not 1 <= day <= course.days:
        where = f"Run {course.run} has no day {day}; it has days 1 to {course.days}"
    before = [known for known in course.decided if known < day][-NEAR:]
    after = [known for known in course.decided if known > day][:NEAR]
    near = [str(known) for known in before + after]
    if not near:
        raise ValueError(f"{where}; nothing was decided on any day.")
    raise ValueError(f"{where}; the nearest days with a decision are {listed(near)}." if near[1:] else f"{where}; only on day {near[0]}.")


def parts(course: Course, day: int) -> Iterator[RenderableType]:
    """The tables of a day, then the key to them."""
    happenings, keys = course.on(day), []
    asked = {each.rung for each in happenings if isinstance(each, Offer | Proposal | Renewal)}
    for party, sheets in course.ledgers.get(day, {}).items():
        yield heading(f"What agreements are worth to {course.label(party)} more than fighting on")
        yield worths(course, sheets, asked)
        yield from remarks(course, sheets)
        keys = [TERMS]
    for happening in happenings:
        if isinstance(happening, Offer):
            yield heading(f"What offers are worth to {course.label(happening.who)} more than holding out")
            yield offers(course, happening.choice, happening.rung)
            marks = {f"{'†' if option.closed == OWN_LINE else '‡'} {option.closed}": None for option in happening.choice.options if option.closed}
            yield from [Text("; ".join(marks) + ".")] if marks else []
            keys.append(OFFERS)
        elif isinstance(happening, LineFall) and happening.reasons is not None:
            yield heading(f"What its red line costs {course.label(happening.who)}, and what it is worth")
            yield line(course, happening.reasons)
        elif isinstance(happening, Conduct):
            yield heading(f"What keeping {deal(course, happening.rung)} one more day is worth")
            yield keeps(course, happening)
            keys.append(KEEPING)
        elif isinstance(happening, Deadline):
            yield Text("\nThe mediator’s deadline", style="bold")
            yield Text(f"Nothing is weighed: it walks away with probability {chance(happening.chance)}, whatever the others do.")
    yield Group(*(Text(f"\n{key}" if number == 0 else key) for number, key in enumerate(keys)))


def heading(words: str) -> Text:
    """A line above a table."""
    return Text(f"\n{words} (% of the stake)", style="bold")


def grid(*heads: str, name: int = NAME) -> Table:
    """A table with a name and columns of numbers."""
    table = Table(box=None, padding=(0, 0, 0, 1), pad_edge=False, show_header=True, header_style="")
    table.add_column("", width=name, no_wrap=True, overflow="ellipsis")
    for head in heads:
        table.add_column(Text(head, justify="right"), justify="right", min_width=5, vertical="bottom", no_wrap=True)
    return table


def worths(course: Course, sheets: Sequence[Ledger], asked: set[str | None]) -> Table:
    """A row for each agreement: its terms, their sum, the blame for a refusal, and the probability of a yes."""
    table = grid(*(HEADS[name] for name in sheets[0].terms), "=\nworth", "blame", "yes")
    for sheet in reversed(sheets):
        yes = "0% †" if sheet.line_stands else odds(sheet.yes, sheet.own_rule)
        numbers = *adding_up(sheet.terms, sheet.advantage), percent(sheet.advantage), percent(sheet.refusal)
        table.add_row(named(course, sheet.rung, sheet.rung in asked), *numbers, yes)
    return table


def named(course: Course, rung: str, marked: bool) -> Text:
    """The name of an agreement, with a mark if it was in question."""
    return Text(f"{'→' if marked else ' '} {course.label(rung)}")


def remarks(course: Course, sheets: Sequence[Ledger]) -> Iterator[Text]:
    """What the numbers of a table do not show."""
    who = course.label(sheets[0].party)
    if any(sheet.line_stands for sheet in sheets):
        yield Text(f"† {who} neither offers nor accepts it while its red line stands.")
    if any(sheet.own_rule for sheet in sheets):
        yield Text(f"* {who} answers by a strategy of its own.")
    for sheet in sheets:
        if sheet.bargain is not None:
            part = f", times its share of {chance(sheet.bargain.share)}" if sheet.bargain.room > 0 else ", and all of a shortfall counts"
            yield Text(f"{course.label(sheet.rung)} divides the stake, so its terms are those of both sides{part}: {divided(course, sheet)}.")
    pressed = max((sheet for sheet in sheets if sheet.bargain is None), key=lambda sheet: sheet.pressure, default=None)
    if pressed is not None and pressed.pressure > 0:
        yield Text(f"Of the costs saved by {deal(course, pressed.rung)}, {signed(pressed.pressure, 2)} is the mediator’s pressure.")


def offers(course: Course, choice: Choice, offered: str | None) -> Table:
    """A row for each offer and one for holding out: what it is worth, part by part, and the probability with which it is made."""
    table = grid("its\nyes", "deal", "gesture", "blame", "=\nworth", "chosen")
    for option in reversed(choice.options):
        row = named(course, option.rung, option.rung == offered)
        if option.closed:
            table.add_row(row, "", "", "", "", "", f"no {'†' if option.closed == OWN_LINE else '‡'}")
            continue
        numbers = adding_up({"deal": option.deal, "gesture": option.gesture, "blame": option.blame}, option.worth)
        table.add_row(row, odds(option.expected_yes), *numbers, percent(option.worth), odds(option.chance))
    table.add_row(Text(f"{'→' if offered is None else ' '} holding out"), "", "", "", "", percent(0.0), odds(choice.waits))
    return table


def line(course: Course, holding: Holding) -> Table:
    """What holding a red line costs, against what it is worth."""
    table = grid("pressure", "best hope", "=\ncost", "worth", "falls")
    cost = holding.pressure + holding.hope
    numbers = adding_up({"pressure": holding.pressure, "hope": holding.hope}, cost)
    table.add_row(named(course, holding.best, marked=False), *numbers, percent(cost), percent(holding.worth), odds(holding.chance))
    return table


def keeps(course: Course, conduct: Conduct) -> Table:
    """A row for each side: what keeping its word is worth, and the probabilities of breaking it and of leaving openly."""
    first = next(iter(conduct.keeping.values()))
    table = grid(*(HEADS[name] for name in first.terms), "=\nkeep", "if\nseen", "order", "if it\nleaves", "leaves", name=SIDE)
    for party, keeping in conduct.keeping.items():
        numbers = *adding_up(keeping.terms, keeping.keep), percent(keeping.keep), percent(keeping.caught)
        leaves = percent(keeping.left), odds(keeping.leave, keeping.own_rule)
        table.add_row(Text(course.label(party)), *numbers, odds(keeping.breach, keeping.own_rule), *leaves)
    table.caption = Text(f"Accidents: {chance(first.accident)} a day on either side.", style="")
    table.caption_justify = "left"
    return table


def odds(probability: float | None, own_rule: bool = False) -> str:
    """A probability in a table; a star where a strategy of its own decides.

    >>> odds(0.376), odds(0.002), odds(None)
    ('38%', '<1%', 'own*')
    """
    if probability is None:
        return "own*"
    return chance(probability).replace("under ", "<").replace("over ", ">") + ("*" if own_rule else "")


def percent(value: float) -> str:
    """A share of the stake in per cent, with its sign and two decimals.

    >>> percent(0.0811), percent(-0.00001), percent(-0.02)
    ('+8.11', '0.00', '−2.00')
    """
    text = f"{100 * value:+.2f}"
    return text.replace("-", MINUS) if text.strip("+-0.") else "0.00"


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
    return [percent(number / 1e4) for number in rounded]
