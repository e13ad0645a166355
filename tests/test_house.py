"""The house: imports point down only, rules are pure, files are subjects, numbers are declared once. Every complaint names file and line."""

from __future__ import annotations

import ast
import functools
import inspect
import pathlib
from collections.abc import Iterator

import pytest

import sim

ROOT = pathlib.Path(__file__).parent.parent
PACKAGE = ROOT / "sim"

# The rooms from the ground up. A room may use those on lower floors; on one floor nobody uses a neighbour.
FLOORS = (
    ("sim.parameters", "sim.arrays", "sim.dice", "sim.registry", "sim.varied", "sim.version", "sim.words"),
    ("sim.rules", "sim.scenario", "sim.analysis", "sim.ladder", "sim.fading", "sim.conduct"),
    ("sim.standpoint", "sim.table", "sim.result", "sim.evidence", "sim.workers"),
    ("sim.agents", "sim.comparison", "sim.deciding", "sim.described", "sim.discovery", "sim.lessons", "sim.observed", "sim.observer"),
    ("sim.model", "sim.strategies", "sim.reasons"),
    ("sim.record", "sim.happenings", "sim.partings", "sim.resuming", "sim.uncertain"),
    ("sim.story", "sim.charts", "sim.runs", "sim.calibration"),
    ("sim.forking", "sim.honesty", "sim.sensitivity", "sim.sweeps"),
    ("sim.inversion", "sim.screen", "sim.scoring", "sim.seat"),
    ("sim.side_by_side",),
    ("sim.report",),
    ("sim",),  # the front door
    ("sim.outputs",),
    ("sim.web",),
    ("sim.cli",),
    ("sim.__main__",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
LONGEST = 300
LONGER = {"sim/model.py": 380}  # a day of the model is read from top to bottom
NOT_A_SUBJECT = {"utils", "util", "core", "common", "helpers", "helper", "base", "manager", "misc"}
SECRETS = ("sim.web.rooms.codes", "secrets")  # what nobody may guess; no number of the model rests on it
LOOPS = {"pick", "joint_guarantee"}  # over options and over guarantors, never over runs
TRAPS = {"shuffle_do", "shuffle", "batch_run", "random", "running"}  # what Mesa does once for all runs
RANGES = {"ge", "le", "gt", "lt", "minimum", "exclusiveMinimum"}


@functools.cache
def trees() -> dict[str, tuple[pathlib.Path, ast.Module]]:
    """Every module of the package by its full name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = (path, ast.parse(path.read_text(encoding="utf-8")))
    return found


def place(path: pathlib.Path, node: ast.AST) -> str:
    """File and line."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def for_types_only(tree: ast.Module) -> set[ast.AST]:
    """What is only there for the type checker."""
    blocks = [node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")]
    return {inner for block in blocks for inner in ast.walk(block)}


def imports(name: str) -> Iterator[tuple[ast.AST, str]]:
    """Every module of the package that a module imports, wherever it does, with the line."""
    _, tree = trees()[name]
    skipped = for_types_only(tree)
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names if alias.name.split(".")[0] == "sim")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "sim":
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield node, inner if inner in trees() else node.module


def room(name: str) -> str:
    """The room a module is in."""
    return ".".join(name.split(".")[:2])


def test_every_room_has_its_floor():
    assert {room(name) for name in trees()} <= set(FLOOR)


def test_imports_point_down_only():
    upwards = [
        f"{place(trees()[name][0], node)}: {room(name)} may not use {room(used)}"
        for name in trees()
        for node, used in imports(name)
        if room(used) != room(name) and FLOOR[room(used)] >= FLOOR[room(name)]
    ]
    assert upwards == []


def test_no_module_imports_itself_by_a_detour():
    graph = {name: {used for _, used in imports(name)} - {name} for name in trees()}
    while graph:
        free = {name for name, used in graph.items() if not used & graph.keys()}
        assert free, f"these import each other: {', '.join(sorted(graph))}"
        graph = {name: used for name, used in graph.items() if name not in free}


def rules() -> list[tuple[pathlib.Path, ast.Module]]:
    """The modules of the rules."""
    return [found for name, found in trees().items() if room(name) == "sim.rules"]


def complaints_about_rules(wrong) -> list[str]:
    """Where a line of the rules is of a kind that rules never hold."""
    return [f"{place(path, node)}: {ast.unparse(node).splitlines()[0]}" for path, tree in rules() for node in ast.walk(tree) if wrong(node)]


def test_rules_take_their_words_from_one_module():
    def foreign(node):
        return isinstance(node, ast.Import) or (isinstance(node, ast.ImportFrom) and node.module not in ("sim.arrays", "__future__"))

    assert complaints_about_rules(foreign) == []


def test_rules_say_where_and_never_if():
    assert complaints_about_rules(lambda node: isinstance(node, ast.If | ast.IfExp | ast.While | ast.Match | ast.Try)) == []


def test_rules_do_not_loop_over_runs():
    loops = []
    for path, tree in rules():
        for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name not in LOOPS]:
            loops += [place(path, node) for node in ast.walk(function) if isinstance(node, ast.For | ast.comprehension | ast.ListComp)]
    assert loops == []


def test_rules_assign_into_no_array():
    def assigns_into(node):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AugAssign) else []
        return any(isinstance(target, ast.Subscript | ast.Attribute) for target in targets) or isinstance(node, ast.AugAssign)

    assert complaints_about_rules(assigns_into) == []


def test_rules_open_print_and_remember_nothing():
    def acts(node):
        called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("open", "print", "input", "eval", "exec")
        return called or isinstance(node, ast.Global | ast.Nonlocal)

    assert complaints_about_rules(acts) == []


def test_every_rule_says_what_it_does():
    functions = [(path, node) for path, tree in rules() for node in tree.body if isinstance(node, ast.FunctionDef)]
    assert [place(path, node) for path, node in functions if not ast.get_docstring(node)] == []


def test_the_front_door_has_at_most_ten_names_and_each_says_what_it_does():
    assert len(sim.__all__) <= 10
    silent = []
    for name in sim.__all__:
        thing = getattr(sim, name)
        members = vars(thing).items() if inspect.isclass(thing) else ()
        public = {word: member for word, member in members if not word.startswith("_") and (callable(member) or isinstance(member, property))}
        silent += [f"{name}: {word}" for word, member in {name: thing, **public}.items() if not inspect.getdoc(member)]
    assert silent == []


def test_chance_lives_with_the_dice():
    chancy = {"random", "secrets", "uuid"}
    found = [
        place(path, node)
        for name, (path, tree) in trees().items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Import) and any(alias.name.split(".")[0] in chancy and (name, alias.name) != SECRETS for alias in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in chancy)
        or (isinstance(node, ast.Attribute) and node.attr in ("default_rng", "RandomState"))
        or (isinstance(node, ast.Attribute) and node.attr in TRAPS and room(name) in ("sim.model", "sim.agents"))
    ]
    assert found == []


def test_only_the_parameters_declare_ranges():
    found = [
        place(path, keyword.value)
        for name, (path, tree) in trees().items()
        if name != "sim.parameters"
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] in ("Field", "number", "Annotated")
        for keyword in call.keywords
        if keyword.arg in RANGES
    ]
    assert found == []


def test_every_declared_number_has_meaning_unit_and_source():
    _, tree = trees()["sim.parameters"]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "number"]
    assert len(calls) > 50
    for call in calls:
        words = [argument.value for argument in call.args if isinstance(argument, ast.Constant) and isinstance(argument.value, str)]
        assert all(words), place(PACKAGE / "parameters.py", call)
        assert len(call.args) == 5, place(PACKAGE / "parameters.py", call)


@pytest.mark.parametrize("folder", ["sim", "tests", "benchmarks"])
def test_files_are_subjects(folder):
    assert [str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob("*.py") if path.stem in NOT_A_SUBJECT] == []


def test_files_are_short():
    long = []
    for path, _ in trees().values():
        shown, lines = path.relative_to(ROOT).as_posix(), len(path.read_text(encoding="utf-8").splitlines())
        long += [f"{shown}:{lines}"] if lines > LONGER.get(shown, LONGEST) else []
    assert long == []


def test_every_test_is_a_sentence():
    found = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
        found += [f"{place(path, node)}: {node.name}" for node in names if len(node.name.split("_")) < 4]
        found += [f"{place(path, node)}: two tests are called {node.name}" for node in names if [other.name for other in names].count(node.name) > 1]
    assert found == []
