"""A scenario on a screen of 80 columns: first what differs and who is in it, then everything else."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sim.cli.described import Described, Entry
from sim.cli.differing import Difference
from sim.cli.written import written

WIDTH = 80
NUMBERS = 3
ELSEWHERE = "F1 to F8 are sections of seeds/facts.md; papers stand in docs/rulebook.md; a judgement is the modellers' own."


def portrait(one: Described, colour: bool) -> str:
    """Everything about a scenario as text, with bold headings if there is colour."""
    return rendered([*opening(one), *cast(one), *remarks(one), *course(one), *values(one.parameters), *claims(one)], colour)


def close_up(one: Described, colour: bool) -> str:
    """The values that were asked for, and the claims that they rest on."""
    return rendered([*map(explained, one.parameters), *claims(one)], colour)


def rendered(parts: Iterable[RenderableType], colour: bool) -> str:
    """The parts, one below the other, in 80 columns."""
    page = io.StringIO()
    console = Console(file=page, width=WIDTH, highlight=False, markup=False, emoji=False, force_terminal=colour)
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())


def opening(one: Described) -> Iterator[RenderableType]:
    """What it is called and stands for, where it is, and what differs from its parent."""
    yield Text(one.title, style="bold")
    yield from (Text(paragraph) for paragraph in one.about.split("\n") if paragraph.strip())
    facts = grid(2)
    facts.add_row("file", Text(one.file, overflow="fold"))
    facts.add_row("extends", Text(", which extends ".join(one.extends) or "nothing; it says everything itself", overflow="fold"))
    facts.add_row("time", f"{one.days} days from {written(one.start)}")
    yield Group(Text(), indented(facts))
    if one.extends or one.differences:
        yield section(
            f"What differs from {one.extends[0] if one.extends else 'the file'}", [changed(row) for row in one.differences] or [Text("nothing")]
        )


def changed(row: Difference) -> RenderableType:
    """One difference: before and now, then what it means."""
    if row.name == "event":
        return Hanging(Text(f"event {'new' if row.before is None else 'taken away'}, {row.now or row.before}"), 4)
    return Group(Hanging(Text.assemble((row.name, "bold"), f"  {transition(row)}  {row.unit}".rstrip()), 4), meaning(row.meaning, row.source))


def transition(row: Difference) -> str:
    """Before and now."""
    if row.now is None:
        return f"{written(row.before)} -> taken away"
    return f"new: {written(row.now)}" if row.before is None else f"{written(row.before)} -> {written(row.now)}"


def meaning(words: str, source: str) -> RenderableType:
    """What something means, and whose word it is."""
    return indented(Text(words + (f" ({source})" if source else "")), 4)


def cast(one: Described) -> Iterator[RenderableType]:
    """The parties, each with its role."""
    parties = grid(3)
    for party in one.parties:
        parties.add_row(party["name"], party["role"], party["label"])
    yield section("Who is in it", [parties])


def ladder(agreements: list[Entry]) -> Table:
    """What each agreement covers, how long it lasts, and what it counts."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for _ in range(NUMBERS):
        table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_row("", "", "covers", "days", "weight", "terms")
    for rung in agreements:
        numbers = (written(rung[name]) for name in ("coverage", "days", "weight"))
        table.add_row(rung["name"], rung["label"], *numbers, rung["terms"])
    return table


def course(one: Described) -> Iterator[RenderableType]:
    """What can be agreed, what stands in the way, and what happens on which day."""
    yield section("The ladder of agreements, from the lowest rung to the highest", [ladder(one.agreements)])
    if one.red_lines:
        lines = [Text(f"{line['holder']} neither offers nor accepts {' or '.join(line['blocks'])} while its line stands") for line in one.red_lines]
        yield section("Red lines", [Hanging(line, 4) for line in lines])
    if one.events:
        yield section("Events, the same in every run", [happening(event) for event in one.events])


def happening(event: Entry) -> RenderableType:
    """One event: when, what, and what it does."""
    does = [f"{words} {written(event[key])}" for key, words in (("change", "adds"), ("set", "sets")) if event[key]]
    does += [f"drops the red line of {event['drop_red_line']}"] if event["drop_red_line"] else []
    when = Hanging(Text(f"day {event['day']}, {written(event['date'])}: {event['title']}"), 4)
    return Group(when, indented(Text("; ".join(does)), 4)) if does else when


def remarks(one: Described) -> Iterator[RenderableType]:
    """What the comment at the head of the file says, without the title once more."""
    said = [line for line in one.comment if line.rstrip(".") != one.title]
    if said:
        yield section("What the file says of itself", [Hanging(Text(line), 2) for line in said])


def values(parameters: list[Entry]) -> Iterator[RenderableType]:
    """Every value with unit, meaning and source, grouped by whose it is."""
    yield section("Every value: name, value, unit, range; what it means, and where it comes from", [])
    for _, group in itertools.groupby(parameters, key=lambda value: owner(value["name"])):
        yield Group(Text(), *(explained(value) for value in group))


def owner(name: str) -> str:
    """Whose value it is: a party's, an agreement's, the talks'."""
    first, *rest = name.split(".")
    return f"{first}.{rest[0]}" if first in ("agreements", "red_lines", "shocks") else first if rest else ""


def explained(value: Entry) -> RenderableType:
    """One value in full."""
    now = f"  {written(value['value'])}  {value['unit']}".rstrip()
    return Group(
        indented(Hanging(Text.assemble((value["name"], "bold"), now, f"  [{value['allowed']}]" if value["allowed"] else ""), 4)),
        indented(meaning(value["meaning"], value["source"])),
    )


def claims(one: Described) -> Iterator[RenderableType]:
    """The claims that were named, in words, each with whose it is."""
    if one.claims:
        table = grid(2)
        for claim in one.claims:
            table.add_row(f"A{claim['number']}", f"{claim['speaker']}: {claim['claim']}")
        yield section("Claims named above, from the article of 22 April 2025, with whose they are", [table])
        yield Hanging(Text(f"\n{ELSEWHERE}", style="italic"), 0)


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


def grid(columns: int) -> Table:
    """A table without lines."""
    table = Table.grid(padding=(0, 2))
    for _ in range(columns):
        table.add_column(overflow="fold")
    return table
