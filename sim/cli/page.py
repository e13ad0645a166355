"""The parts that a text for a screen of 80 columns is made of."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

WIDTH = 80


def rendered(parts: Iterable[RenderableType], colour: bool) -> str:
    """The parts, one below the other, in 80 columns."""
    page = io.StringIO()
    console = Console(file=page, width=WIDTH, highlight=False, markup=False, emoji=False, force_terminal=colour)
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())


def section(title: str, below: list[RenderableType]) -> RenderableType:
    """A heading and what stands below it."""
    return Group(Text(f"\n{title}", style="bold"), *(indented(part) for part in below))


def indented(part: RenderableType, columns: int = 2) -> Padding:
    """Moved to the right."""
    return Padding(part, (0, 0, 0, columns))


@dataclass(frozen=True)
class Hanging:
    """A paragraph whose later lines are indented."""

    text: Text
    columns: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """The first line, and what is left moved to the right."""
        first = self.text.wrap(console, options.max_width)[0]
        yield first
        rest = self.text.plain[len(first) :]
        if rest.strip():
            yield indented(self.text[len(self.text) - len(rest.lstrip()) :], self.columns)


def meaning(words: str, source: str) -> RenderableType:
    """What something means, and whose word it is."""
    return indented(Text(words + (f" ({source})" if source else "")), 4)


def grid(columns: int) -> Table:
    """A table without lines."""
    table = Table.grid(padding=(0, 2))
    for _ in range(columns):
        table.add_column(overflow="fold")
    return table
