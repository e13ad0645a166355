"""The numbers of a comparison: what differs between scenarios on the same luck."""

from __future__ import annotations

from sim.comparison import Comparison, Pair
from sim.report.tables import Table
from sim.result import OUTCOMES
from sim.side_by_side import brackets, signed, value

HEADS = ("number", "before", "after", "change", "95% interval")


def differences(compared: Comparison) -> list[Table]:
    """A table for each scenario that is compared with the first."""
    return [of_pair(compared, pair) for pair in compared.pairs.values()]


def of_pair(compared: Comparison, pair: Pair) -> Table:
    """How the runs end and what they reach, then whatever else luck does not explain; shares in per cent, their changes in points."""
    always = [f"outcome.{name}" for name in OUTCOMES] + [name for name in pair.differences if name.startswith("reached.")]
    shown = [*always, *(name for name, found in pair.differences.items() if name not in always and found.is_clear)]
    rows = []
    for name in shown:
        found = pair.differences[name]
        rows.append((found.change.words, value(found, found.before), value(found, found.after), signed(found, found.change.value), brackets(found)))
    return Table(f"{compared.label(pair.name)} (after) compared with {compared.label(pair.before_name)} (before)", HEADS, rows)


def left_out(compared: Comparison) -> str:
    """Which numbers are not in the tables, as luck alone may have moved them."""
    pairs = compared.pairs.values()
    shown = {row[0] for table in differences(compared) for row in table.rows}
    words = dict.fromkeys(found.change.words for pair in pairs for found in pair.differences.values() if found.change.words not in shown)
    return f"Not told apart from luck anywhere: {'; '.join(words)}." if words else ""
