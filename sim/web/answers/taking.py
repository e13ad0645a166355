"""What can be taken along: the setting as a file and as a command, the tables that ``parley run`` writes."""

from __future__ import annotations

import dataclasses
import shlex
from typing import Any

from sim.web.answers.playing import asked_for
from sim.web.meaning import Meant, Setting

FILE = "scenario.yaml"
TABLES = ("outcomes", "days")


def taken(asked: Setting, work: int) -> dict[str, Any]:
    """The setting as YAML, and the command line that repeats it."""
    return {"yaml": asked_for(asked, work).to_yaml(), "command": command(asked)}


def taken_by_itself(asked: Setting, work: int) -> dict[str, Any]:
    """The same where names are invented: the file holds everything, and the command plays it."""
    alone = dataclasses.replace(asked, meant=Meant("", "", ()), days=None)
    return {"yaml": asked_for(asked, work).to_yaml(), "command": command(alone)}


def command(asked: Setting) -> str:
    """The command that gives the same numbers. A file of one's own is taken to lie where it is typed.

    >>> from sim.web.meaning import Meant
    >>> command(Setting(Meant("baseline", "", (("us.bias", 0.8),)), 1000, 1, 90))
    'parley run baseline --set us.bias=0.8 --runs 1000 --days 90'
    """
    words = ["parley", "run", asked.meant.name or FILE]
    for name, value in asked.meant.values:
        words += ["--set", f"{name}={typed(value)}"]
    words += ["--runs", str(asked.runs)]
    words += ["--seed", str(asked.seed)] if asked.seed != 1 else []
    words += ["--days", str(asked.days)] if asked.days is not None else []
    return shlex.join(words)


def typed(value: Any) -> str:
    """A value as it is typed."""
    if isinstance(value, tuple):
        return ",".join(value)
    return "" if value is None else str(value)


def table(asked: Setting, name: str, work: int) -> bytes:
    """A table of the ensemble as CSV, byte for byte what ``parley run`` writes."""
    from sim.outputs import FLOATS
    from sim.runs import run

    result = run(asked_for(asked, work), asked.runs, asked.seed)
    found = result.outcomes if name == "outcomes" else result.days
    text: str = found.to_csv(index=False, float_format=FLOATS, lineterminator="\n")
    return text.encode()
