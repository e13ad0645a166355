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
from sim.words import key, say

WIDTH, NAME, SIDE = 80, 25, 12
KEYS = ("offers", "keeps")


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
    keys = [say("story.ledger.key.worths")] if any(sheet.kind == "worths" for sheet in found) else []
    keys += [say(f"story.ledger.key.{sheet.kind}") for sheet in found if sheet.kind in KEYS]
    yield Group(*(Text(f"\n{key}" if number == 0 else key) for number, key in enumerate(keys)))


def title(course: Course, sheet: Sheet) -> str:
    """The line above a table."""
    if sheet.kind == "deadline":
        return say("story.ledger.deadline")
    whose = deal(course, sheet.whose) if sheet.kind == "keeps" else course.label(sheet.whose)
    return say(f"story.ledger.title.{sheet.kind}", whose=whose)


def grid(course: Course, sheet: Sheet) -> Table:
    """A table with a name and columns of numbers."""
    table = Table(box=None, padding=(0, 0, 0, 1), pad_edge=False, show_header=True, header_style="")
    table.add_column("", width=SIDE if sheet.kind == "keeps" else NAME, no_wrap=True, overflow="ellipsis")
    for column in sheet.columns:
        name = say(f"story.ledger.columns.{key(column)}")
        head = f"=\n{name}" if column == sheet.whole else name
        table.add_column(Text(head, justify="right"), justify="right", min_width=5, vertical="bottom", no_wrap=True)
    for row in sheet.rows:
        table.add_row(Text(named(course, sheet, row)), *row.cells)
    return table


def named(course: Course, sheet: Sheet, row: Row) -> str:
    """The name of a row, with a mark if it was in question."""
    name = say("story.ledger.holding_out") if row.name == HOLDING_OUT else course.label(row.name)
    return name if sheet.kind == "keeps" else f"{'→' if row.marked else ' '} {name}"
