"""Design files, read with the guards of scenario files: all that is wrong is said at once, before anything is played."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from sim.scenario import Scenario, ScenarioError, load
from sim.scenario.complaining import Place, refuse
from sim.scenario.desk import Desk, scenario_of
from sim.scenario.library import Source
from sim.scenario.reading import read
from sim.scenario.tree import FromPython, Node, plain
from sim.sweeps.design import Design
from sim.sweeps.taking import Taking

RUNS, SEED = 1000, 1
RUNS_LIMIT = 3_000_000_000  # of all settings together: so many fit in parts with numbers of five digits
OF_FILE = ("scenario", "set", "runs", "seed", "design", "vary")
Written = str | os.PathLike[str] | Mapping[str, Any]


def design(said: Written, runs: int | None = None, seed: int | None = None, settings: Iterable[str] = ()) -> Design:
    """A design from a file, or said in Python as a mapping of the same form.

    runs, seed: in place of those that are written. settings: other values of the scenario, as in ``["us.bias=0.8"]``. Raises ScenarioError
    with a sentence for each thing that is wrong.
    """
    if isinstance(said, Mapping):
        return from_mapping(said, runs, seed, settings)
    if not isinstance(said, str | os.PathLike):
        raise ScenarioError(f"a design is a path or a mapping, but this is a {type(said).__name__}.")
    path = Path(said)
    source = Source(path, path.stem, str(path))
    text = source.text()
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines()):
        raise ScenarioError(f"{Place(source.shown)}: the file is empty; write a scenario, a design and what to vary.")
    reading = read(text, source.shown)
    refuse(reading.complaints)
    return of(reading.root, scenario_of(reading.root, source), source, runs, seed, settings)


def from_mapping(said: Mapping[str, Any], runs: int | None, seed: int | None, settings: Iterable[str]) -> Design:
    """A design said in Python. Its scenario may be anything that ``sim.load`` takes, or a Scenario."""
    source, scenario = Source(Path("design"), "design", "design"), said.get("scenario")
    if scenario is None:
        raise ScenarioError("design: there should be a 'scenario', the name of a scenario or the path of a file.")
    found = scenario if isinstance(scenario, Scenario) else load(scenario)
    reader = FromPython()
    root = reader.read({**said, "scenario": found.name}, "design")
    refuse(reader.complaints)
    return of(root, found, source, runs, seed, settings)


def of(root: Node, scenario: Scenario, source: Source, runs: int | None, seed: int | None, settings: Iterable[str]) -> Design:
    """The design that was read, if nothing is wrong with it."""
    desk = Desk(scenario)
    desk.mapping("the design", root, OF_FILE, ("design",))
    desk.scenario = with_values(desk, root.at("set"))
    desk.scenario = Scenario.of(desk.scenario.family, desk.scenario.name, tuple(settings))
    runs = runs or desk.count("runs", root.at("runs"), 1) or RUNS
    said = desk.count("seed", root.at("seed"))
    seed = seed if seed is not None else SEED if said is None else said
    varied, values = Taking(desk, source.path.parent).settings(root.at("design"), root.at("vary"), seed)
    refuse(desk.complaints)
    if len(values) * runs > RUNS_LIMIT:
        total = f"{len(values):,} settings of {runs:,} runs are {len(values) * runs:,} runs"
        raise ScenarioError(f"{source.shown}: {total}, but one sweep takes at most {RUNS_LIMIT:,}.")
    return Design(source.name, desk.scenario, varied, np.asarray(values), int(runs), int(seed), plain(root))


def with_values(desk: Desk, node: Node | None) -> Scenario:
    """The scenario with the values that hold in every setting."""
    if node is None:
        return desk.scenario
    if not isinstance(node.value, dict):
        desk.say(node, "set should be a mapping, as in {us.bias: 0.8}.")
        return desk.scenario
    scenario = desk.scenario
    for name, below in node.value.items():
        try:
            scenario = scenario.set(name, plain(below))
        except ScenarioError as fault:
            for sentence in fault.sentences:
                desk.say(below, f"set: {sentence}")
    return scenario
