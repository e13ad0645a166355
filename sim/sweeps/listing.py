"""Settings from a CSV file: a row of names, and below it a row of numbers for each setting."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.scenario.complaining import SENTENCES_LIMIT, Complaint, Place, printable, shortened, shown
from sim.scenario.scalars import meaning
from sim.scenario.tree import Node
from sim.sweeps.layout import SETTINGS_LIMIT

if TYPE_CHECKING:
    from sim.sweeps.taking import Taking

Found = tuple[list[str], np.ndarray]


def from_file(taking: Taking, node: Node) -> Found | None:
    """The settings of a file, which is seen from the design's folder."""
    if not isinstance(node.value, str) or not node.value:
        taking.desk.say(node, f"design: file is {shown(node.value)}, but should be the name of a CSV file.")
        return None
    path = taking.folder / node.value
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return Sheet(taking, path).read(csv.reader(file, strict=True))
    except (OSError, ValueError, csv.Error) as fault:
        said = "this is not UTF-8 text" if isinstance(fault, UnicodeDecodeError) else getattr(fault, "strerror", None) or str(fault)
        taking.desk.say(node, f"design: file {printable(str(path))} cannot be read: {said}.")
        return None


class Sheet:
    """A file of settings while it is read; of what is wrong in it, the first hundred faults are kept."""

    def __init__(self, taking: Taking, path: Path) -> None:
        self.taking, self.path = taking, path
        self.rows: list[list[float]] = []

    def say(self, line: int, column: int, sentence: str) -> None:
        """Complain about a cell: columns are counted in cells."""
        self.taking.desk.complaints.append(Complaint(Place(str(self.path), line, column), sentence))

    def read(self, lines: Any) -> Found | None:
        """Names and values, shape (settings, parameters)."""
        names = [name.strip() for name in next(lines, [])]
        if not self.taking.desk.whole(lambda: self.check(names)):
            return None
        self.fill(names, lines)
        return names, np.array(self.rows, dtype=np.float64).reshape(-1, len(names))

    def check(self, names: list[str]) -> bool:
        """The first line: parameters that may vary, each once."""
        if not any(names):
            self.say(1, 1, "the first line should name the parameters that are varied, as in us.bias,russia.resources.")
            return False
        for column, name in enumerate(names, 1):
            here = Place(str(self.path), 1, column)
            self.taking.can_vary("the first line", name, Node(name, here))
        for name, times in Counter(names).items():
            if times > 1:
                self.say(1, names.index(name) + 1, f"{shortened(name)} is named {times} times.")
        return True

    def fill(self, names: list[str], lines: Any) -> None:
        """The lines below the first; empty ones are skipped."""
        for cells in lines:
            if any(cell.strip() for cell in cells):
                self.rows.append(self.row(lines.line_num, names, cells))
            if len(self.rows) > SETTINGS_LIMIT:
                self.say(lines.line_num, 1, f"there are more than {SETTINGS_LIMIT:,} settings, more than fit in memory.")
            if len(self.taking.desk.complaints) > SENTENCES_LIMIT or len(self.rows) > SETTINGS_LIMIT:
                return
        if not self.rows:
            self.say(1, 1, "there is no setting below the first line.")

    def row(self, line: int, names: list[str], cells: list[str]) -> list[float]:
        """One setting."""
        if len(cells) != len(names):
            self.say(line, 1, f"there are {len(cells)} values, but the first line has {len(names)} names.")
            return [0.0] * len(names)
        values = [meaning(cell.strip()) for cell in cells]
        faults = [self.taking.fault(name, value) for name, value in zip(names, values, strict=True)]
        for column, fault in enumerate(faults, 1):
            if fault:
                self.say(line, column, fault)
        return [0.0 if fault else float(value or 0.0) for fault, value in zip(faults, values, strict=True)]
