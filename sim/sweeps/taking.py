"""The design and the ranges of a sweep are taken in: each is checked, and what is wrong with it is kept with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from sim.calibration.inputs import SCALES, Prior, faults_of_range
from sim.scenario.complaining import Complaint, guess, listed, shown
from sim.scenario.desk import Desk
from sim.scenario.naming import parameters, what
from sim.scenario.overrides import unknown
from sim.scenario.tree import Node, plain
from sim.scenario.varying import SAME, can_vary
from sim.sweeps import layout
from sim.sweeps.layout import SETTINGS_LIMIT
from sim.sweeps.listing import from_file

KINDS = {
    "grid": ("kind", "steps"),
    "latin_hypercube": ("kind", "settings"),
    "sobol": ("kind", "settings"),
    "list": ("kind", "settings", "file"),
}
OF_RANGE = ("low", "high", "scale")
STEPS_LIMIT = 10_000
Found = tuple[list[str], np.ndarray]
NOTHING: Found = ([], np.empty((0, 0)))


class Taking:
    """Takes in the parts of a design. What cannot be used is complained about at the desk, and nothing is made of it."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        """desk: where complaints go. folder: from which a file of settings is seen."""
        self.desk, self.folder = desk, folder
        self.free = set(can_vary(desk.scenario.data))

    def settings(self, design: Node | None, vary: Node | None, seed: int) -> Found:
        """Names of the varied parameters and the values of all settings, shape (settings, parameters)."""
        kind = self.kind(design)
        if design is None or kind is None:
            return NOTHING
        if kind == "list":
            return self.desk.whole(lambda: self.written_out(design, vary)) or NOTHING
        return self.desk.whole(lambda: self.grid(design, vary) if kind == "grid" else self.spread(kind, design, vary, seed)) or NOTHING

    def kind(self, design: Node | None) -> str | None:
        """Which kind of design it is."""
        if design is None:
            return None
        said = design.at("kind") if isinstance(design.value, dict) else design
        if said is None:
            self.desk.say(design, f"design: kind is missing; it should be {listed(KINDS, 'or')}.")
            return None
        kind = self.desk.one_of("design: kind", said, KINDS, f" There are {listed(KINDS)}.")
        if kind and not self.desk.mapping("design", design, KINDS[kind], ("settings",) if kind in layout.SPREAD else ()):
            return None
        return kind

    # Designs over ranges

    def spread(self, kind: str, design: Node, vary: Node | None, seed: int) -> Found | None:
        """Settings spread over ranges."""
        ranges = [self.range_of(name, node) for name, node in self.parameters(vary, design)]
        settings = self.desk.count("design: settings", design.at("settings"), 1) or 0
        at = design.near(("settings",))
        if settings > SETTINGS_LIMIT:
            self.desk.say(at, f"design: settings is {settings:,}, but at most {SETTINGS_LIMIT:,} fit in memory.")
        elif kind == "sobol" and settings & (settings - 1):
            below = 1 << (settings.bit_length() - 1)
            self.desk.say(at, f"design: settings is {settings:,}, but a Sobol sequence is even at powers of two only, as {below:,} or {2 * below:,}.")
        known = [one for one in ranges if one]
        return ([one.name for one in known], layout.SPREAD[kind](known, settings, seed)) if self.is_fine(ranges, settings) else None

    def is_fine(self, ranges: list[Prior | None], settings: int) -> bool:
        """Whether settings can be made of what was taken in."""
        return bool(ranges) and all(ranges) and 0 < settings <= SETTINGS_LIMIT and not self.desk.complaints

    def grid(self, design: Node, vary: Node | None) -> Found | None:
        """Every combination of values."""
        usual = self.steps("design: steps", design.at("steps"))
        values = {name: self.values_of(name, node, usual) for name, node in self.parameters(vary, design)}
        known = [some for some in values.values() if some]
        size = layout.size(known)
        if size > SETTINGS_LIMIT:
            counted = " × ".join(f"{len(some):,}" for some in known)
            self.desk.say(design, f"design: this grid has {counted} = {size:,} settings, but at most {SETTINGS_LIMIT:,} fit in memory.")
            return None
        return (list(values), layout.grid(known)) if known and len(known) == len(values) else None

    def parameters(self, vary: Node | None, design: Node) -> list[tuple[str, Node]]:
        """The parameters under 'vary', those that are not known complained about."""
        if vary is None or not isinstance(vary.value, dict) or not vary.value:
            self.desk.say(vary or design, "vary should be a mapping of parameters to their ranges, as in {us.bias: [-0.5, 0.5]}.")
            return []
        return [(name, node) for name, node in vary.value.items() if self.can_vary("vary", name, node)]

    def can_vary(self, which: str, name: str, node: Node) -> bool:
        """Whether a parameter may differ from run to run."""
        if name in self.free:
            return True
        data = self.desk.scenario.data
        fault = f"{name} {SAME}." if name in parameters(data) else unknown(name, data)
        self.desk.complaints.append(Complaint(node.key or node.place or Complaint().place, f"{which}: {fault}"))
        return False

    def range_of(self, name: str, node: Node) -> Prior | None:
        """The range of a parameter, written as [low, high] or as a mapping with low, high and scale."""
        said = self.ends(name, node)
        if not {"low", "high"} <= said.keys():
            return None
        faults = list(faults_of_range(self.desk.scenario, name, said))
        for fault in faults:
            self.desk.say(node, f"vary: {fault}")
        return None if faults else Prior(name, said["low"], said["high"], said.get("scale", SCALES[0]), "design")

    def ends(self, name: str, node: Node) -> dict[str, Any]:
        """What is written of a range."""
        said = plain(node)
        if not isinstance(said, list):
            return said if self.desk.mapping(f"vary: {name}", node, OF_RANGE, ("low", "high")) else {}
        if len(said) != 2:
            self.desk.say(node, f"vary: {name} is a list of {len(said)}, but should be the two ends of a range, as in [0.1, 0.5].")
            return {}
        return dict(zip(OF_RANGE, said, strict=False))

    # Values of a grid

    def values_of(self, name: str, node: Node, usual: int | None) -> list[float]:
        """The values of a parameter in a grid: written out, or so many steps through its range."""
        written = node.at("values") if isinstance(node.value, dict) else None
        if written is not None:
            self.desk.mapping(f"vary: {name}", node, ("values",))
            return self.values(name, written)
        own = node.at("steps") if isinstance(node.value, dict) else None
        without = Node({key: below for key, below in node.value.items() if key != "steps"}, node.place, node.key) if own else node
        count, found = self.steps(f"vary: {name}: steps", own) if own else usual, self.range_of(name, without)
        if count is None and not own:
            self.desk.say(node, f"vary: {name} has no number of steps; write it under 'design', or write {{low: ..., high: ..., steps: 5}} here.")
        return layout.steps(found, count) if found and count else []

    def values(self, name: str, written: Node) -> list[float]:
        """Values that are written out, each within the parameter's own range and there once."""
        said = plain(written)
        if not isinstance(said, list) or not said:
            self.desk.say(written, f"vary: {name}: values is {shown(said)}, but should be a list of numbers.")
            return []
        faults = [fault for fault in map(self.fault, [name] * len(said), said) if fault]
        faults += [f"{name} is {value} twice." for value in dict.fromkeys(map(str, said)) if list(map(str, said)).count(value) > 1]
        for fault in faults:
            self.desk.say(written, f"vary: {fault}")
        return [] if faults else [float(value) for value in said]

    def fault(self, name: str, value: object) -> str | None:
        """What is wrong with a value of a parameter."""
        data = self.desk.scenario.data
        declared = what(parameters(data)[name], data)
        said = declared.fault(value) if value is not None else f"is missing, but should be {declared.allowed()}."
        return f"{name} {said}" if said else None

    def steps(self, which: str, node: Node | None) -> int | None:
        """A number of steps."""
        count = self.desk.count(which, node, 2)
        if count and count > STEPS_LIMIT and node:
            self.desk.say(node, f"{which} is {count:,}, but should be at most {STEPS_LIMIT:,}.")
            return None
        return count

    # Settings written out

    def written_out(self, design: Node, vary: Node | None) -> Found | None:
        """Settings that are written out one by one, here or in a file."""
        inline, file = design.at("settings"), design.at("file")
        if vary is not None:
            self.desk.say(vary, "vary does not go with a list: its settings say what is varied.")
        if (inline is None) == (file is None):
            self.desk.say(design, "design: a list has either settings, as in [{us.bias: 0.1}, {us.bias: 0.2}], or a file of them (CSV).")
            return None
        return from_file(self, file) if file is not None else self.inline(design.near(("settings",)))

    def inline(self, node: Node) -> Found | None:
        """Settings that stand in the design itself: all of the same parameters."""
        items = node.value if isinstance(node.value, list) else []
        if not items or not all(isinstance(item.value, dict) and item.value for item in items):
            self.desk.say(node, "design: settings should be a list of mappings, as in [{us.bias: 0.1}, {us.bias: 0.2}].")
            return None
        names = list(items[0].value)
        known = [name for name in names if self.can_vary("setting 1", name, items[0].value[name])]
        rows = [self.row(number, item, names, known) for number, item in enumerate(items, 1)]
        return None if self.desk.complaints else (names, np.array(rows, dtype=np.float64))

    def row(self, number: int, item: Node, names: list[str], known: list[str]) -> list[float]:
        """The values of one setting."""
        which, said = f"setting {number}", plain(item)
        for name in names:
            if name not in said:
                self.desk.say(item, f"{which}: {name} is missing; every setting says the same parameters.")
        for name in said:
            if name not in names:
                self.desk.say(item, f"{which}: {name} is not in setting 1; every setting says the same parameters.{guess(name, names)}")
        faults = [fault for name in known if name in said and (fault := self.fault(name, said[name]))]
        for fault in faults:
            self.desk.say(item, f"{which}: {fault}")
        return [] if faults else [said.get(name, 0.0) for name in names]
