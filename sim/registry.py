"""Strategies by name, so that a scenario file can say which one a belligerent follows.

A class derived from ``sim.Belligerent`` is registered where it is defined: ``class Patient(sim.Belligerent, strategy="patient")``. A
scenario file can only name a strategy; code is read from files that somebody has named on purpose, never because a scenario says so.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import re
import sys
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

SHIPPED = {
    "learner": "sim.strategies.learner",
    "stubborn": "sim.strategies.stubborn",
    "tit_for_tat": "sim.strategies.tit_for_tat",
}
NAME = re.compile(r"[a-z][a-z0-9_]{0,29}")
registered: dict[str, type] = {}
files: dict[str, Path] = {}  # by module name


class StrategyError(Exception):
    """A strategy that cannot be used, in one sentence."""


def names() -> list[str]:
    """All names that a scenario may use."""
    return sorted({*SHIPPED, *registered})


def register(name: str, strategy: type) -> None:
    """Make a class known by a name. Raises StrategyError for a bad name and for one that is taken."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise StrategyError(f"a strategy is called {name!r}, but its name should be a lower-case word of up to 30 letters, digits and underscores")
    if name in SHIPPED and strategy.__module__ != SHIPPED[name]:
        raise StrategyError(f"a strategy is called {name}, as is one that comes with parley; give it another name")
    known = registered.get(name, strategy)
    if origin(known) != origin(strategy):
        raise StrategyError(f"two strategies are called {name}: {'.'.join(origin(known))} and {'.'.join(origin(strategy))}; rename one of them")
    registered[name] = strategy


def origin(strategy: type) -> tuple[str, str]:
    """Module and name of a class: the same when a cell of a notebook is run again."""
    return strategy.__module__, strategy.__qualname__


def found(name: str) -> type:
    """The class of this name. Raises StrategyError for a name that is not known."""
    if name not in registered and name in SHIPPED:
        importlib.import_module(SHIPPED[name])
    if name not in registered:
        raise StrategyError(f"there is no strategy '{name}'; known are {', '.join(names())}")
    return registered[name]


def followed(parties: Mapping[str, Any], instead: Mapping[str, type]) -> dict[str, type]:
    """The classes that belligerents follow, by party: as their numbers say, or ``instead``. Raises StrategyError for other parties."""
    belligerents = [name for name, party in parties.items() if hasattr(party, "strategy")]
    unknown = sorted(set(instead) - set(belligerents))
    if unknown:
        raise StrategyError(f"strategies for {', '.join(unknown)}, but the belligerents are {' and '.join(belligerents)}")
    named = {name: found(parties[name].strategy) for name in belligerents if parties[name].strategy is not None}
    return named | dict(instead)


def read(file: str | Path) -> list[str]:
    """Run a Python file for the strategies that it registers, and return their names; once, however often it is asked for.

    Raises StrategyError, with file and line, for a file that cannot be read or run and for one that registers nothing.
    """
    path = Path(file).resolve()
    module = f"parley_strategies_{re.sub(r'[^A-Za-z0-9]', '_', str(path))}"
    if files.get(module) != path:
        execute(path, module, str(file))
    mine = sorted(name for name, strategy in registered.items() if strategy.__module__ == module)
    if not mine:
        raise StrategyError(f'{file} registers no strategy: give a class of it a name, as in class Mine(sim.Belligerent, strategy="mine").')
    return mine


def execute(path: Path, module: str, shown: str) -> None:
    """Run a file as a module, which is forgotten if it fails."""
    if path.suffix != ".py":
        raise StrategyError(f"{shown} should be a Python file, such as mine.py.")
    spec = importlib.util.spec_from_file_location(module, path)
    made = importlib.util.module_from_spec(spec) if spec else None
    if spec is None or spec.loader is None or made is None:
        raise StrategyError(f"{shown} cannot be read as Python.")
    sys.modules[module], files[module] = made, path
    try:
        spec.loader.exec_module(made)
    except BaseException as fault:
        forget(module)
        if not isinstance(fault, Exception | SystemExit):
            raise
        raise StrategyError(complaint(fault, path, shown)) from None


def forget(module: str) -> None:
    """Take back what a file has registered."""
    del sys.modules[module], files[module]
    for name in [name for name, strategy in registered.items() if strategy.__module__ == module]:
        del registered[name]


def complaint(fault: BaseException, path: Path, shown: str) -> str:
    """What went wrong in a file of strategies, with its line."""
    if isinstance(fault, OSError) and not lines_in(fault, path):
        return f"{shown}: this cannot be read: {fault.strerror or fault}."
    lines = [fault.lineno] if isinstance(fault, SyntaxError) and fault.filename == str(path) else lines_in(fault, path)
    said = fault.msg if isinstance(fault, SyntaxError) else str(fault)
    return f"{shown}{f':{lines[-1]}' if lines else ''}: {type(fault).__name__}{f': {said}' if said else ''}."


def lines_in(fault: BaseException, path: Path) -> list[Any]:
    """The lines of a file that a fault has come through."""
    return [frame.lineno for frame in traceback.extract_tb(fault.__traceback__) if frame.filename == str(path)]


def blamed(fault: BaseException) -> str | None:
    """The complaint about the file of strategies whose code has failed while it ran; None if none had a part in it."""
    through = {frame.filename for frame in traceback.extract_tb(fault.__traceback__)}
    own = [path for path in files.values() if str(path) in through]
    return complaint(fault, own[0], str(own[0])) if own else None


@contextlib.contextmanager
def blaming() -> Iterator[None]:
    """Say of a fault in a file of strategies where it is: a worker process cannot hand over more of it than its words."""
    try:
        yield
    except Exception as fault:
        said = None if isinstance(fault, StrategyError) else blamed(fault)
        if said is None:
            raise
        raise StrategyError(said) from fault
