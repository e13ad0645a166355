"""One statement of a score file after the other, checked for a scenario."""

from __future__ import annotations

import csv
import datetime
import functools
import math
from collections.abc import Sequence

from sim import evidence
from sim.scenario import Scenario
from sim.scenario.desk import Desk
from sim.scenario.tree import Node
from sim.scoring.conditions import NEVER, Conditions
from sim.scoring.statements import Lasting, Measured, Statement, YesNo, is_day

REQUIRED = ("statement", "date", "about", "source")
OF_STATEMENT = (*REQUIRED, "happened", "value", "given", "lasting", "note")
TABLE = "ceasefire_survival.csv"


class Taking:
    """Takes in statements."""

    def __init__(self, desk: Desk, columns: Sequence[str]) -> None:
        self.desk, self.conditions = desk, Conditions(desk, columns)

    def statement(self, which: str, node: Node) -> Statement | None:
        """A statement that happened or not, or whose value was measured."""
        if not self.desk.mapping(which, node, OF_STATEMENT, REQUIRED):
            return None
        if ("happened" in node.value) == ("value" in node.value):
            self.desk.say(node, f"{which}: there should be either 'happened' (yes or no) or 'value' (what was measured).")
            self.common(which, node)
            return None
        return self.desk.whole(lambda: self.yes_no(which, node) if "happened" in node.value else self.measured(which, node))

    def yes_no(self, which: str, node: Node) -> YesNo | None:
        """A statement that turned out true or not."""
        sentence, date, day, source, note = self.common(which, node)
        about = self.conditions.about(f"{which}: about", node.value["about"]) if "about" in node.value else None
        given = self.conditions.about(f"{which}: given", node.value["given"]) if "given" in node.value else None
        lasting = self.lasting(f"{which}: lasting", node.value["lasting"]) if "lasting" in node.value else None
        happened = self.desk.answer(f"{which}: happened", node.value["happened"])
        return YesNo(sentence, date, day, source, note, about, happened, given, lasting) if about and date else None

    def measured(self, which: str, node: Node) -> Measured | None:
        """A statement whose value was measured."""
        sentence, date, day, source, note = self.common(which, node)
        for key in ("given", "lasting"):
            if key in node.value:
                self.desk.say(node.value[key], f"{which}: {key} goes with 'happened', not with 'value'.")
        about = self.conditions.measured(f"{which}: about", node.value["about"]) if "about" in node.value else None
        if about is None or date is None:
            return None
        value = self.conditions.observed(f"{which}: value", about.column, node.value["value"])
        if is_day(about.column) and value > day:
            self.desk.say(node.value["value"], f"{which}: value is after {date}; for what had not come by then, write {NEVER}.")
        return Measured(sentence, date, day, source, note, about, value)

    def common(self, which: str, node: Node) -> tuple[str, datetime.date | None, int, tuple[str, ...], str]:
        """What every statement says: sentence, date, number of its day, sources, note."""
        date = self.desk.date(f"{which}: date", node.at("date"))
        sentence = self.desk.text(f"{which}: statement", node.at("statement"))
        source = self.desk.texts(f"{which}: source", node.at("source"))
        note = self.desk.text(f"{which}: note", node.at("note"))
        return sentence, date, self.day(which, node.at("date"), date), source, note

    def day(self, which: str, node: Node | None, date: datetime.date | None) -> int:
        """The number of the day, which must lie in the scenario: after its start, as nothing is settled before anything has happened."""
        if node is None or date is None:
            return 0
        scenario = self.desk.scenario
        start, end = scenario.situation.start, last_date(scenario)
        if not start < date <= end:
            where = f"before the first day of {scenario.name} is over" if date <= start else f"after {scenario.name} ends"
            self.desk.say(node, f"{which}: date is {date}, {where}; it should lie from {start + datetime.timedelta(1)} to {end}.")
        return (date - start).days

    def lasting(self, which: str, node: Node) -> Lasting | None:
        """How long something would have to last, and the observed ceasefires that it is compared with."""
        if not self.desk.mapping(which, node, ("days", "row"), ("days", "row")) or {"days", "row"} - node.value.keys():
            return None
        days = self.desk.number(f"{which}: days", node.value["days"], 0)
        rows = medians()
        row = self.desk.one_of(f"{which}: row", node.value["row"], rows, f" It should be a subset of {TABLE} of which half collapsed.")
        return Lasting(days, row, rows[row]) if row else None


def last_date(scenario: Scenario) -> datetime.date:
    """The date of a scenario's last day."""
    return scenario.situation.start + datetime.timedelta(days=scenario.days)


@functools.cache
def medians() -> dict[str, float]:
    """Days after which half of the observed ceasefires of a kind had collapsed, for the kinds of which half did."""
    with (evidence.folder() / TABLE).open(encoding="utf-8", newline="") as file:
        found = {row["subset"]: float(row["median_days"]) for row in csv.DictReader(file)}
    return {subset: days for subset, days in found.items() if math.isfinite(days)}
