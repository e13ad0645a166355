"""The full reasons of one day as text: every term with its sign, sums that add up, and the rule each number comes from."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from sim.happenings import Course
from sim.story.sheets import HOLDING_OUT, Row, Sheet, sheets
from sim.story.words import deal

WIDTH, NAME, SIDE = 80, 25, 12
HEADS = {
    "costs saved": "costs\nsaved",
    "gains forgone": "gains\nforg.",
    "balance after the pause": "bal-\nance",
    "betrayal": "be-\ntrayal",
    "home front": "home\nfront",
    "war economy": "war\necon.",
    "its yes": "its\nyes",
    "if seen": "if\nseen",
    "if it leaves": "if it\nleaves",
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
KEYS = {"offers": OFFERS, "keeps": KEEPING}


def why(course: Course, day: int) -> str:
    """Everything that was weighed on a day, as text of 80 columns. Raises ValueError for a day on which nothing was decided."""
    found = list(sheets(course, day))
    page = io.StringIO()
    console = Console(file=page, width=WIDTH, highlight=False, markup=False, emoji=False, force_terminal=sys.stdout.isatty())
    for part in parts(course, found):
        console.print(part)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())


def parts(course: Course, found: list[Sheet]) -> Iterator[RenderableType]:
    """The tables of a day, then the key to them."""
    for sheet in found:
        yield Text(f"\n{title(course, sheet)}", style="bold")
        if sheet.columns:
            yield grid(course, sheet)
        yield from map(Text, sheet.notes)
    keys = [TERMS] if any(sheet.kind == "worths" for sheet in found) else []
    keys += [KEYS[sheet.kind] for sheet in found if sheet.kind in KEYS]
    yield Group(*(Text(f"\n{key}" if number == 0 else key) for number, key in enumerate(keys)))


def title(course: Course, sheet: Sheet) -> str:
    """The line above a table."""
    if sheet.kind == "deadline":
        return "The mediator’s deadline"
    titles = {
        "worths": "What agreements are worth to {} more than fighting on",
        "offers": "What offers are worth to {} more than holding out",
        "line": "What its red line costs {}, and what it is worth",
        "keeps": "What keeping {} one more day is worth",
    }
    whose = deal(course, sheet.whose) if sheet.kind == "keeps" else course.label(sheet.whose)
    return f"{titles[sheet.kind].format(whose)} (% of the stake)"


def grid(course: Course, sheet: Sheet) -> Table:
    """A table with a name and columns of numbers."""
    table = Table(box=None, padding=(0, 0, 0, 1), pad_edge=False, show_header=True, header_style="")
    table.add_column("", width=SIDE if sheet.kind == "keeps" else NAME, no_wrap=True, overflow="ellipsis")
    for column in sheet.columns:
        head = f"=\n{column}" if column == sheet.whole else HEADS.get(column, column)
        table.add_column(Text(head, justify="right"), justify="right", min_width=5, vertical="bottom", no_wrap=True)
    for row in sheet.rows:
        table.add_row(Text(named(course, sheet, row)), *row.cells)
    return table


def named(course: Course, sheet: Sheet, row: Row) -> str:
    """The name of a row, with a mark if it was in question."""
    name = "holding out" if row.name == HOLDING_OUT else course.label(row.name)
    return name if sheet.kind == "keeps" else f"{'→' if row.marked else ' '} {name}"
