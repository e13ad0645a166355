"""A scenario on a screen of 80 columns: first what it is about, who is in it and what differs, then everything else."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sim.cli.explaining import claims, explained, facts, values
from sim.cli.page import Hanging, grid, indented, meaning, rendered, section
from sim.described import Described, Difference, Entry, grouped, written

NUMBERS = 3


def portrait(one: Described, colour: bool) -> str:
    """Everything about a scenario as text, with bold headings if there is colour."""
    first = [*opening(one), *cast(one), *remarks(one), *changes(one), *course(one)]
    return rendered([*first, *values(one), *claims("Claims named above", one.claims), *facts(one)], colour)


def close_up(one: Described, colour: bool) -> str:
    """The values that were asked for, and the evidence that they rest on."""
    return rendered([*map(indented, explained(one.parameters)), *claims("Claims named above", one.claims), *facts(one)], colour)


def opening(one: Described) -> Iterator[RenderableType]:
    """What it is called and stands for, and where it is."""
    yield Text(one.title, style="bold")
    yield from (Text(paragraph) for paragraph in one.about.split("\n") if paragraph.strip())
    known = grid(2)
    known.add_row("file", Text(one.file, overflow="fold"))
    known.add_row("extends", Text(", which extends ".join(one.extends) or "nothing; it says everything itself", overflow="fold"))
    known.add_row("time", f"{one.days} days from {written(one.start)}")
    yield Group(Text(), indented(known))


def changes(one: Described) -> Iterator[RenderableType]:
    """What differs from its parent."""
    if one.extends or one.differences:
        yield section(f"What differs from {one.extends[0] if one.extends else 'the file'}", list(changed(one.differences)) or [Text("nothing")])


def changed(rows: list[Difference]) -> Iterator[RenderableType]:
    """Every difference, before and now, and what it means; what means the same of several of them is said once."""
    for (words, source), alike in grouped(rows, [(row.meaning, row.source) for row in rows]).items():
        yield Group(*(Hanging(before_and_now(row), 4) for row in alike), *([meaning(words, source)] if words else []))


def before_and_now(row: Difference) -> Text:
    """One difference in a line."""
    if row.name == "event":
        return Text(f"event {'new' if row.before is None else 'taken away'}, {row.now or row.before}")
    return Text.assemble((row.name, "bold"), f"  {transition(row)}  {row.unit}".rstrip())


def transition(row: Difference) -> str:
    """Before and now."""
    if row.now is None:
        return f"{written(row.before)} -> taken away"
    return f"new: {written(row.now)}" if row.before is None else f"{written(row.before)} -> {written(row.now)}"


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
    said = [line for line in one.comment if letters(line) != letters(one.title)]
    if said:
        yield section("What the file says of itself", [Hanging(Text(line), 2) for line in said])


def letters(line: str) -> str:
    """A line without what may differ where it says the same."""
    return "".join(filter(str.isalnum, line.casefold()))
