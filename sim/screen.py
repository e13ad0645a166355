"""The summary of an ensemble on a screen of 80 columns."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sim import uncertain
from sim.analysis.estimates import Estimate
from sim.honesty import in_short
from sim.result import OUTCOMES, Result
from sim.story import tell

WIDTH = 80
BAR = 24
LABEL = 24
NAME = 14
ROUNDED_AWAY = 0.0005
FOOTNOTE = """Cynical: an offer whose maker would rather fight than see it kept.
Assumptions played out; not a forecast."""


def show(result: Result, folder: Path, files: list[str]) -> str:
    """The summary as text: how runs end, the ladder, the parties, one run's story, and where everything is."""
    page = io.StringIO()
    console = Console(file=page, width=WIDTH, highlight=False, markup=False, emoji=False, force_terminal=sys.stdout.isatty())
    console.print(Group(head(result), section("How the runs end", endings(result)), section("The ladder of agreements", ladder(result))))
    console.print(Group(section("The year", year(result)), section("The belligerents", belligerents(result))))
    if uncertain.is_uncertain(result):
        console.print(section("What is not known, beside what is luck", not_known(result)))
    run = result.example
    console.print(section(f"One run as an example: run {run}, “{result.ending_of(run)}”", story(result, run)))
    console.print(section("How far to trust it", trust(result)))
    tables = ", ".join(name for name in files if not name.endswith((".png", ".svg")))
    pictures = ", ".join(Path(name).stem for name in files if name.endswith(".png"))
    console.print(f"\nWritten to {folder}:\n  {tables}\n  pictures, each as PNG and SVG: {pictures}\n")
    console.print(Text(FOOTNOTE, style="italic"))
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())


def section(title: str, body: Table) -> Group:
    """A heading and what stands below it."""
    return Group(Text(f"\n{title}", style="bold"), Padding(body, (0, 0, 0, 2)))


def head(result: Result) -> Text:
    """What was run."""
    start = result.scenario.situation.start
    ran = f"{result.runs:,} runs of {result.scenario.days} days from {start.day} {start:%B %Y}, seed {result.seed}."
    return Text.assemble((result.scenario.title, "bold"), f"\n{ran}\n{what_intervals_say(result)}")


def what_intervals_say(result: Result) -> str:
    """What the brackets stand for."""
    if not uncertain.is_uncertain(result):
        return "In brackets: 95% intervals, luck of the draw only, not what is unknown."
    drawn = len(uncertain.not_known(result.scenario))
    return (
        f"Each run has one of {uncertain.how_many()} settings of {drawn} parameters that the evidence allows.\n"
        "In round brackets: 95% intervals, luck of the draw only. In square ones: 95% of\nthe settings, luck taken out."
    )


def grid(*justify: Literal["left", "right"]) -> Table:
    """A table without lines."""
    table = Table.grid(padding=(0, 2))
    for side in justify:
        table.add_column(justify=side)
    return table


def endings(result: Result) -> Table:
    """Share of runs by outcome."""
    table = grid("left", "right", "left", "left")
    for name in OUTCOMES:
        share = result.summary[f"outcome.{name}"]
        table.add_row(name, percent(share), brackets(share, 100), "█" * round(BAR * (share.value or 0)))
    return table


def ladder(result: Result) -> Table:
    """Which rungs are reached, when, and for how long."""
    table = grid("left", "right", "left", "right", "right")
    table.add_row("", "reached", "", "day (median)", "days in force")
    for rung in result.rungs:
        reached, first, lasted = (result.summary[f"{what}.{rung}"] for what in ("reached", "first", "lasted"))
        table.add_row(Text(shortened(result.label(rung)), no_wrap=True), percent(reached), brackets(reached, 100), plain(first, 0), plain(lasted, 1))
    return table


def year(result: Result) -> Table:
    """Peace and the mediator."""
    table = grid("left", "right", "left")
    names = ["days_at_peace", "ceasefires", "ceasefire_of_a_month"]
    names += ["mediator_left", "deadlines_passed"] if result.scenario.situation.role("mediator") else []
    names += ["red_line_dropped"] if result.scenario.situation.red_lines else []
    for name in names:
        estimate = result.summary[name]
        shown, factor = (percent(estimate), 100) if estimate.kind == "probability" else (plain(estimate, 1), 1)
        table.add_row(estimate.words, shown, brackets(estimate, factor))
    return table


def not_known(result: Result) -> Table:
    """Luck and ignorance apart, for how runs end and what they reach: where the settings that the evidence allows have each number."""
    table, intervals = grid("left", "right", "left", "left"), uncertain.intervals(result)
    table.add_row("", "", "luck", "parameters")
    for name in [*(f"outcome.{outcome}" for outcome in OUTCOMES), *(f"reached.{rung}" for rung in result.rungs), "days_at_peace"]:
        estimate, (low, high) = result.summary[name], intervals[name]
        shown, factor = (percent(estimate), 100) if estimate.kind == "probability" else (plain(estimate, 1), 1)
        between = f"[{factor * low:.1f} to {factor * high:.1f}]"
        table.add_row(Text(shortened(estimate.words, 2 * LABEL), no_wrap=True), shown, brackets(estimate, factor), between)
    return table


def belligerents(result: Result) -> Table:
    """What they offered and answered."""
    table = grid("left", "right", "left", "right", "left")
    table.add_row("", shortened(result.label(result.attacker), NAME), "", shortened(result.label(result.defender), NAME), "")
    rows: tuple[tuple[str, str, Callable[[Estimate], tuple[str, str]]], ...] = (
        ("offers a run", "offers", lambda number: (plain(number, 1), brackets(number, 1))),
        ("... of them cynical", "cynical", lambda share: (percent(share), brackets(share, 100))),
        ("yes to the mediator", "table_yes", lambda share: (percent(share), brackets(share, 100))),
        ("days with a violation", "violations", lambda number: (plain(number, 1), brackets(number, 1))),
        ("trust at the end", "trust_end", lambda number: (plain(number, 2), brackets(number, 1, 2))),
    )
    for words, name, cells in rows:
        table.add_row(words, *(cell for party in (result.attacker, result.defender) for cell in cells(result.summary[f"{name}.{party}"])))
    return table


def story(result: Result, run: int) -> Table:
    """One run, told; what was offered in vain is left to the file."""
    table = grid("left", "left")
    for told in tell(uncertain.scenario_of(result, run), result.seed, run):
        if not told.in_vain:
            table.add_row(Text(told.when(result.scenario), no_wrap=True), told.sentence)
    return table


def trust(result: Result) -> Table:
    """What luck leaves open, what the numbers rest on, and where more is said."""
    table = grid("left")
    for line in in_short(result).lines:
        table.add_row(line)
    return table


def shortened(label: str, length: int = LABEL) -> str:
    """A label that leaves room for numbers."""
    return label if len(label) <= length else label[: length - 1] + "…"


def percent(estimate: Estimate) -> str:
    """A share as a percentage; what is rounded away is said."""
    if estimate.value is None:
        return "-"
    if 0 < estimate.value <= ROUNDED_AWAY:
        return "<0.1%"
    return ">99.9%" if 1 - ROUNDED_AWAY <= estimate.value < 1 else f"{100 * estimate.value:.1f}%"


def plain(estimate: Estimate, digits: int) -> str:
    """A number."""
    return "-" if estimate.value is None else f"{estimate.value:.{digits}f}"


def brackets(estimate: Estimate, factor: float, digits: int = 1) -> str:
    """The interval."""
    if estimate.low is None or estimate.high is None:
        return ""
    return f"({factor * estimate.low:.{digits}f} to {factor * estimate.high:.{digits}f})"
