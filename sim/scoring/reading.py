"""Score files, read with the guards of scenario files: all that is wrong is said at once, before anything is played."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sim import evidence
from sim.comparison.several import cut
from sim.runs import RUNS_LIMIT, run
from sim.scenario import Scenario, ScenarioError, library
from sim.scenario.complaining import Place, guess, listed, refuse, shortened
from sim.scenario.desk import Desk, scenario_of
from sim.scenario.library import Source
from sim.scenario.reading import read
from sim.scenario.tree import Node
from sim.scoring.statements import Statement
from sim.scoring.taking import Taking

RUNS, SEED = 2000, 1
OF_FILE = ("title", "scenario", "runs", "seed", "statements")
MOST = 500


@dataclass(frozen=True)
class ScoreFile:
    """What a score file says: statements about runs of a scenario."""

    name: str
    title: str
    scenario: Scenario
    runs: int
    seed: int
    statements: tuple[Statement, ...]


def find(word: str) -> Source:
    """The score file that a word means: a shipped name or a path. Raises ScenarioError for a name that is not shipped."""
    shipped = {path.stem: path for path in sorted(evidence.folder().glob("score_*.yaml"))}
    if word in shipped:
        return Source(shipped[word], word, f"seeds/{word}.yaml")
    if library.looks_like_a_path(word) or (word and library.exists(Path(word))):
        return Source(Path(word), Path(word).stem, word)
    known = f"There is {listed(shipped)}; give any other as a path, such as mine.yaml."
    raise ScenarioError(f"there is no score file '{shortened(word)}'.{guess(word, shipped)} {known}")


def read_file(source: Source, settings: Iterable[str] = ()) -> ScoreFile:
    """A score file. settings: values to change in its scenario. Raises ScenarioError with a sentence for each thing that is wrong."""
    text = source.text()
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines()):
        raise ScenarioError(f"{Place(source.shown)}: the file is empty; write the name of a scenario and a list of statements.")
    reading = read(text, source.shown)
    refuse(reading.complaints)
    scenario = scenario_of(reading.root, source, settings)
    desk = Desk(scenario)
    desk.mapping("the file", reading.root, OF_FILE, ("statements",))
    runs = desk.count("runs", reading.root.at("runs"), 1) or RUNS
    if runs > RUNS_LIMIT:
        desk.say(reading.root.near(("runs",)), f"runs is {runs}, but one ensemble takes at most {RUNS_LIMIT:,}.")
    seed = desk.count("seed", reading.root.at("seed"))
    title = desk.text("title", reading.root.at("title"))
    said = statements(desk, reading.root)
    refuse(desk.complaints)
    return ScoreFile(source.name, title or source.name, scenario, runs, SEED if seed is None else seed, said)


def statements(desk: Desk, root: Node) -> tuple[Statement, ...]:
    """The statements in the order of their dates, and of the file where the date is the same."""
    node = root.at("statements")
    if node is None:
        return ()
    if not isinstance(node.value, list) or not 0 < len(node.value) <= MOST:
        desk.say(node, f"under 'statements' should stand a list of 1 to {MOST} statements.")
        return ()
    taking = Taking(desk, columns_of(desk.scenario))
    found = [taking.statement(f"statement {number}", below) for number, below in enumerate(node.value, 1)]
    return tuple(sorted((one for one in found if one), key=lambda one: one.day))


def columns_of(scenario: Scenario) -> list[str]:
    """The outcome columns of a scenario."""
    return list(run(cut(scenario, 1), runs=1, panel=0).columns)
