"""One sweep at a time in a folder: a lock that the operating system lets go of whichever way its holder ends."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from sim.scenario import ScenarioError

FILE = ".lock"


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else sweeps into the folder meanwhile. Raises ScenarioError if somebody does. The file of the lock stays behind, which means nothing."""
    with (folder / FILE).open("a+b") as file:
        try:
            take(file)
        except OSError:
            raise ScenarioError(f"another sweep is at work in {folder}; wait until it is done, or name another folder with --out.") from None
        yield


if sys.platform == "win32":
    import msvcrt

    def take(file: IO[bytes]) -> None:
        """Take the lock, or raise OSError. It ends with the file, and the file with the process."""
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def take(file: IO[bytes]) -> None:
        """Take the lock, or raise OSError. It ends with the file, and the file with the process."""
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
