"""A comparison of scenarios on a screen of 80 columns: for each, how the runs end, what else differs, and when the histories part."""

from __future__ import annotations

import io
import math
import sys
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sim.comparison import Comparison, Difference, Pair
from sim.result import OUTCOMES
from sim.screen import ROUNDED_AWAY, WIDTH, grid, section

LABEL = 32
SHOWN = 8
MOST_DIGITS = 4
BY_LUCK = 0.05


def show(compared: Comparison, folder: Path, files: list[str], stories: Mapping[str, tuple[str, str]]) -> str:
    """The comparison as text. stories: for every other scenario two commands, which tell its first changed run before and after."""
    page = io.StringIO()
    console = Console(file=page, width=WIDTH, highlight=False, markup=False, emoji=False, force_terminal=sys.stdout.isatty())
    console.print(head(compared))
    for name, pair in compared.pairs.items():
        console.print(Group(title(compared, pair), *([] if pair.same else numbers(pair)), histories(pair)))
        if name in stories:
            console.print(to_see_why(pair))
            console.print("\n".join(f"    {command}" for command in stories[name]), soft_wrap=True)  # to be copied as they are
    if compared.not_compared:
        console.print(section("What cannot be compared", listed(compared.not_compared)))
    if not all(pair.same for pair in compared.pairs.values()):
        console.print(Text(f"\n{by_luck(compared)}"))
    console.print(Group(Text(where(folder, files)), Text("Assumptions played out; not a forecast.", style="italic")))
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())


def head(compared: Comparison) -> Text:
    """What was run, and how to read it."""
    result, others = compared.before, len(compared.others)
    how_many = "both scenarios" if others == 1 else f"all {others + 1} scenarios"
    runs = "1 run" if result.runs == 1 else f"{result.runs:,} runs"
    ran = f"{runs} of {result.scenario.days} days, seed {result.seed}: run by run the same luck in {how_many}."
    return Text.assemble(
        (result.scenario.title, "bold"),
        f"\n{ran}\nIn brackets: 95% intervals of the paired change, luck of the draw only, not what is unknown.",
    )


def called(compared: Comparison, name: str) -> str:
    """A scenario by its name and, where that says more, its title."""
    label = compared.label(name)
    return name if label == name else f"{name} ({label})"


def title(compared: Comparison, pair: Pair) -> Text:
    """Which scenario a section is about."""
    same = "\nBoth scenarios say the same, so nothing can differ." if pair.same else ""
    return Text.assemble("\n", (f"{called(compared, pair.name)} compared with {pair.before_name}", "bold underline"), same)


def numbers(pair: Pair) -> list[Group | Text]:
    """How the runs end, then whatever else luck does not explain, then what it does."""
    ends = [f"outcome.{name}" for name in OUTCOMES]
    others = [found for name, found in pair.differences.items() if name not in ends]
    clear = [found for found in others if found.is_clear]
    shares = sorted((found for found in clear if found.is_share), key=lambda found: -abs(found.change.value or 0.0))
    means = sorted((found for found in clear if not found.is_share), key=lambda found: -clearness(found))
    tables = [section("How the runs end", table([pair.differences[name] for name in ends]))]
    for words, rows in (("Other shares, largest difference first", shares), ("Numbers a run, clearest difference first", means)):
        tables += [section(words, table(rows))] if rows else []
    return [*tables, *unclear([found for found in others if not found.is_clear])]


def table(rows: list[Difference]) -> Table:
    """Numbers before and after, with the difference and its interval; of many only the first."""
    found = grid("left", "right", "right", "right", "left")
    found.columns[0].width = LABEL
    found.add_row("", "before", "after", "change", "")
    for row in rows[:SHOWN]:
        found.add_row(row.change.words, value(row, row.before), value(row, row.after), signed(row, row.change.value), brackets(row))
    if len(rows) > SHOWN:
        found.add_row(f"... {len(rows) - SHOWN} more: differences.csv")
    return found


def clearness(found: Difference) -> float:
    """How many times its own uncertainty a difference is."""
    wide = (found.change.high or 0.0) - (found.change.low or 0.0)
    return abs(found.change.value or 0.0) / wide if wide else math.inf


def unclear(rows: list[Difference]) -> list[Group | Text]:
    """Numbers that luck alone may have moved, or that have no value on one side."""
    return [section("Not told apart from luck", listed(["; ".join(row.change.words for row in rows) + "."]))] if rows else []


def listed(sentences: list[str]) -> Table:
    """Sentences below each other."""
    found = grid("left")
    for sentence in sentences:
        found.add_row(sentence)
    return found


# Run by run


def histories(pair: Pair) -> Group:
    """Whose outcomes change, and when the histories part."""
    return section("Run by run", listed([sentence for sentence in (changed(pair), parted(pair)) if sentence]))


def changed(pair: Pair) -> str:
    """In how many runs the outcome changes, and how most often."""
    share, runs = pair.changed, pair.before.runs
    if not pair.changes.any():
        return f"No outcome changes in {runs:,} runs."
    crossed = pair.crossed.copy()
    crossed.flat[:: len(OUTCOMES) + 1] = 0
    before, after = divmod(int(crossed.argmax()), len(OUTCOMES))
    most = f"most often from “{OUTCOMES[before]}” to “{OUTCOMES[after]}” ({100 * crossed.max() / runs:.1f}% of all runs)"
    return f"The outcome changes in {100 * (share.value or 0):.1f}% of runs ({100 * (share.low or 0):.1f} to {100 * (share.high or 0):.1f}), {most}."


def parted(pair: Pair) -> str:
    """When the histories part."""
    if pair.days_parted is None:
        return "In every run the same happens from the first day to the last."
    low, middle, high = (f"{day:.0f}" for day in pair.days_parted)
    share = pair.ever_parted.value or 0.0
    who = "All histories part" if share == 1 else f"{100 * share:.1f}% of histories part"
    when = f"in the median on day {middle} (the middle half from day {low} to day {high})"
    when = f"in at least half of them on day {middle}" if low == high else when
    return f"{who}: something else happens for the first time, {when}."


def to_see_why(pair: Pair) -> Padding:
    """The first run whose outcome changes."""
    run = pair.first_changed or 1
    ends = f"from “{pair.before.ending_of(run)}” to “{pair.after.ending_of(run)}”"
    parts = f", parting on day {pair.parted[run - 1]}" if pair.parted[run - 1] else ""
    return Padding(Text(f"Run {run} is the first that changes, {ends}{parts}. To see why:"), (0, 0, 0, 2))


# At the end


def by_luck(compared: Comparison) -> str:
    """What so many intervals are worth."""
    found = [row for pair in compared.pairs.values() for row in pair.differences.values() if row.change.low is not None]
    clear = sum(row.is_clear for row in found)
    return (
        f"{clear} of {len(found)} intervals exclude 0. Where the true difference is 0, about 1 interval in 20 excludes it by luck, here up to "
        f"{math.ceil(BY_LUCK * len(found))}: trust one that hardly does less than several that fit together."
    )


def where(folder: Path, files: list[str]) -> str:
    """Where everything is."""
    tables = ", ".join(name for name in files if not name.endswith((".png", ".svg")))
    pictures = ", ".join(sorted({Path(name).stem for name in files if name.endswith(".png")}))
    return f"\nWritten to {folder}:\n  {tables}\n  pictures, each as PNG and SVG: {pictures}\n"


# Numbers


def scale(found: Difference) -> float:
    """Shares are printed in per cent."""
    return 100.0 if found.is_share else 1.0


def digits(found: Difference) -> int:
    """As many decimals as it takes to see the interval."""
    low, high = found.change.low, found.change.high
    half = scale(found) * (high - low) / 2 if low is not None and high is not None else 0.0
    return next((count for count in range(1, MOST_DIGITS) if half * 10**count >= 0.5), 1 if half == 0 else MOST_DIGITS)


def value(found: Difference, number: float | None) -> str:
    """A number before or after; a share that would round to nothing or to all is said."""
    if number is None:
        return "-"
    if found.is_share and 0 < number <= ROUNDED_AWAY:
        return "<0.1%"
    if found.is_share and 1 - ROUNDED_AWAY <= number < 1:
        return ">99.9%"
    return f"{100 * number:.1f}%" if found.is_share else f"{number:.{digits(found)}f}"


def signed(found: Difference, number: float | None) -> str:
    """A difference with its sign."""
    if number is None:
        return "-"
    rounded = round(scale(found) * number, digits(found)) + 0.0
    return f"{rounded:+.{digits(found)}f}" if rounded else f"{0:.{digits(found)}f}"


def brackets(found: Difference) -> str:
    """The interval."""
    if found.change.low is None:
        return ""
    return f"({signed(found, found.change.low)} to {signed(found, found.change.high)})".replace("+", "")
