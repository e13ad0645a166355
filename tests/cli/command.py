"""The command as tests call it."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from sim import cli


def parley(*words: str) -> tuple[int, str, str]:
    """Run a command in this process: exit status, standard output, standard error."""
    runner = CliRunner()
    with runner.isolation() as (out, err, _):
        status = 0
        try:
            cli.main(list(words))
        except SystemExit as left:
            status = int(left.code or 0)
        return status, out.getvalue().decode(), err.getvalue().decode()


class Ran(NamedTuple):
    """What a command left and said, for all tests that look at it."""

    folder: Path
    status: int
    out: str
    err: str


def ran(folder: Path, *words: str) -> Ran:
    """Run a command, pictures and all, in a folder that several tests look into."""
    with contextlib.chdir(folder):
        return Ran(folder, *parley(*words))


def same_bytes(one: Path, two: Path) -> bool:
    """Whether two folders hold files of the same names, at least one, with the same bytes."""
    found = [{path.name: path.read_bytes() for path in folder.iterdir()} for folder in (one, two)]
    return len(found[0]) > 0 and found[0] == found[1]
