"""A sensitivity on a screen of 80 columns: for each outcome its indices, what luck does, and the ends of ranges."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sim.analysis.estimates import Estimate
from sim.analysis.sobol import TOLERATED, Shares
from sim.charts.wording import digits, first_letter_large, percent
from sim.cli.page import rendered, section
from sim.screen import ROUNDED_AWAY
from sim.sensitivity import BATCHES, Sensitivity

SHOWN = 8  # parameters of each outcome
NAME = 32
TYPED = 4
SMALL = 0.1
EXPLAINED = (
    "First order: the share of the variance of the expected outcome that goes if the parameter alone is known; total: the share that stays if all "
    "others are. ±: half a 95% interval, over the choice of settings and luck. At low, at high: the parameter alone at the ends of its range, all "
    "else as in the scenario."
)


def told(found: Sensitivity, folder: Path, files: list[str], colour: bool) -> str:
    """What was varied, every outcome, and where everything is."""
    outcomes = [part for name in found.words for part in of_outcome(found, name)]
    return rendered([head(found), varied(found), *outcomes, *closing(found, folder, files)], colour)


def head(found: Sensitivity) -> Text:
    """What was played."""
    what = "1 parameter" if len(found.varied) == 1 else f"{len(found.varied)} parameters"
    ran = f"{what} in {found.played:,} settings, {found.runs:,} runs of {found.scenario.days:,} days each, seed {found.seed}."
    return Text.assemble((found.scenario.title, "bold"), f"\n{ran}\nAll settings meet the same luck.")


def varied(found: Sensitivity) -> RenderableType:
    """The ranges, if they are few."""
    table = grid("", "from", "to", "scale", "scenario")
    for prior in found.varied[:SHOWN]:
        own = float(found.scenario.get(prior.name))
        table.add_row(clipped(prior.name), digits(prior.low, TYPED), digits(prior.high, TYPED), prior.scale, digits(own, TYPED))
    return section("What is varied", [table, *more(len(found.varied))])


def of_outcome(found: Sensitivity, name: str) -> Iterator[RenderableType]:
    """One outcome."""
    shares = found.shares[name]
    own, mean = (value(found, name, number[name]) for number in (found.own, found.means))
    said = f"{own} in the scenario, {mean} on average over the ranges. {of_luck(shares)}"
    title = first_letter_large(found.words[name])
    if shares.first is None or shares.total is None:
        yield section(title, [Text(said)])
        return
    table = grid("", "first order", "total", "at low", "at high")
    totals = [one.value or 0.0 for one in shares.total]
    by_total = sorted(range(len(totals)), key=lambda number: -totals[number])
    for number in by_total[:SHOWN]:
        ends = found.ends[name][number]
        table.add_row(
            clipped(found.varied[number].name), index(shares.first[number]), index(shares.total[number]),
            value(found, name, ends.low), value(found, name, ends.high),
        )  # fmt: skip
    yield section(title, [Text(said), table, *more(len(found.varied))])


def of_luck(shares: Shares) -> str:
    """What luck has to do with it."""
    if shares.share_of_luck is None:
        return "It is the same in every run."
    if shares.added is None or shares.runs_needed is None:
        return "What the parameters do to it is not told apart from luck; more runs or settings may tell."
    luck = f"Of the variance between single runs {percent(shares.share_of_luck)} is luck"
    if shares.added <= TOLERATED:
        return f"{luck}. It is taken out of the indices."
    return (
        f"{luck}. It is taken out of the indices, but adds {percent(shares.added)} to the variance between settings; "
        f"{-(-shares.runs_needed // BATCHES) * BATCHES:,} runs of each would bring that to {percent(TOLERATED)}."
    )


def closing(found: Sensitivity, folder: Path, files: list[str]) -> Iterator[RenderableType]:
    """How to read it, and where everything is."""
    yield Text(f"\n{EXPLAINED}")
    for note in found.notes[:SHOWN]:
        yield Text(f"Note: {note}")
    tables = ", ".join(name for name in files if not name.endswith((".png", ".svg")))
    pictures = ", ".join(Path(name).stem for name in files if name.endswith(".png"))
    yield Text(f"\nWritten to {folder}:\n  {tables}\n  pictures, each as PNG and SVG: {pictures}\n")
    yield Text("Assumptions played out; not a forecast.", style="italic")


# Parts


def grid(*heads: str) -> Table:
    """A table without lines; all but the names to the right."""
    table = Table.grid(padding=(0, 2))
    for number, _ in enumerate(heads):
        table.add_column(justify="right" if number else "left", no_wrap=True)
    table.add_row(*(Text(head, style="italic") for head in heads))
    return table


def more(count: int) -> list[Text]:
    """That there are more than are shown."""
    return [Text(f"... {count - SHOWN} more: sensitivity.csv")] if count > SHOWN else []


def clipped(name: str, room: int = NAME) -> str:
    """A name that leaves room for numbers; its end tells most."""
    return name if len(name) <= room else f"…{name[1 - room :]}"


def index(found: Estimate) -> str:
    """An index and half its interval, which is symmetric."""
    value, high = found.value or 0.0, found.high or 0.0
    return f"{two(value)} ± {two(high - value)}"


def two(number: float) -> str:
    """Two decimals, and no -0.00."""
    return f"{round(number, 2) + 0.0:.2f}"


def value(found: Sensitivity, name: str, number: float) -> str:
    """An outcome as people write it."""
    return share(number) if found.are_shares[name] else digits(number, 3 if abs(number) >= 1 else 2)


def share(number: float) -> str:
    """A share in per cent, to a tenth where it is small; what is rounded away is said."""
    if 0 < number <= ROUNDED_AWAY:
        return "<0.1%"
    return f"{100 * number:.1f}%" if number < SMALL else f"{100 * number:.0f}%"
