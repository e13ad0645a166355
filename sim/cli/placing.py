"""Where ``parley new`` puts its files: whole or not at all, and never in the place of somebody's file."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sim.cli.files import schema_text
from sim.cli.template import SCHEMA_FILE

UNFINISHED = ".unfinished-"
SIZE_LIMIT = 1_000_000
TAKEN = "this is there already, and is left as it is; choose another name"
NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)  # what file systems say that have no hard links


def check_place(path: Path) -> None:
    """There must be a folder, and nothing under this name. Raises OSError."""
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, f"there is no folder {path.parent} to write it in; make it first", str(path))
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, TAKEN, str(path))


def write(path: Path, text: str) -> bool:
    """Write a new file, and the schema beside it unless another file has its name. Returns whether the schema was written.

    Both are written to the end somewhere else first, so that whatever goes wrong leaves no half of them.
    """
    schema = path.with_name(SCHEMA_FILE)
    replaceable = is_ours(schema)
    with named(path), tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=path.parent, ignore_cleanup_errors=True) as stage:
        for name, content in (("scenario", text), ("schema", schema_text())):
            to_disk(Path(stage, name), content)
        appear(Path(stage, "scenario"), path)
        if replaceable:
            os.replace(Path(stage, "schema"), schema)
    return replaceable


@contextlib.contextmanager
def named(path: Path) -> Iterator[None]:
    """Whatever goes wrong, the sentence names the file that was asked for."""
    try:
        yield
    except FileExistsError:
        raise FileExistsError(errno.EEXIST, TAKEN, str(path)) from None
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, str(path)) from None


def to_disk(path: Path, content: str) -> None:
    """Write a file, and wait until it is on the disk."""
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def appear(complete: Path, path: Path) -> None:
    """Give a complete file its name, unless something has that name already, however late it came. Raises FileExistsError."""
    try:
        os.link(complete, path)
    except OSError as fault:
        if fault.errno not in NO_LINKS:
            raise
        path.open("x").close()
        os.replace(complete, path)


def is_ours(path: Path) -> bool:
    """Whether the schema may be written here: nothing is there, or an older schema of the same kind."""
    if not os.path.lexists(path):
        return True
    if path.is_symlink() or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            found = json.loads(file.read(SIZE_LIMIT))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.get("title") == json.loads(schema_text())["title"]
