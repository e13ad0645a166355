"""A sweep's folder while it is filled: what is in it is whole, and the same sweep goes on from there."""

from __future__ import annotations

import contextlib
import errno
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sim.scenario import ScenarioError
from sim.scenario.complaining import shortened
from sim.sweeps import shares
from sim.sweeps.arrow import parquet
from sim.sweeps.dataset import MANIFEST, PART, RUNS, SETTINGS, manifest_of
from sim.sweeps.design import Design
from sim.sweeps.lock import alone
from sim.sweeps.playing import Block
from sim.sweeps.rows import as_bytes, complete

UNFINISHED = ".unfinished-"
SHOWN = 4
ABSENT = "absent"


class Store:
    """The folder of one sweep: parts of the table of runs, a block each, and the table of settings when all of them are there."""

    def __init__(self, folder: Path, design: Design) -> None:
        self.folder, self.design = folder, design

    def missing(self, blocks: list[Block]) -> list[Block]:
        """The blocks that are not there, or not whole."""
        return [block for block in blocks if not complete(self.path(block), block.rows)]

    def path(self, block: Block) -> Path:
        """The part that holds a block."""
        return self.folder / RUNS / PART.replace("*", f"{block.number:05}")

    def keep(self, block: Block, content: bytes) -> None:
        """Write a block's part."""
        appear(self.path(block), content)

    def finish(self, blocks: list[Block]) -> None:
        """Count all parts and write the table of settings, which says that the sweep is finished."""
        columns = shares.needed(list(self.design.scenario.situation.agreements))
        parts = (parquet().read_table(self.path(block), columns=columns) for block in blocks)
        appear(self.folder / SETTINGS, as_bytes(shares.table(self.design, parts)))

    @property
    def is_finished(self) -> bool:
        """Whether the table of settings is there."""
        return (self.folder / SETTINGS).is_file()


@contextlib.contextmanager
def opened(folder: Path, design: Design, manifest: dict[str, Any]) -> Iterator[Store]:
    """The folder of a sweep, new or begun before, for this process alone.

    Raises ScenarioError where another sweep is at work, and where another was kept here, with what differs.
    """
    (folder / RUNS).mkdir(parents=True, exist_ok=True)
    with alone(folder):
        clear_away(folder)
        if (folder / MANIFEST).exists():
            check(folder, manifest_of(folder), manifest)
        else:
            check_empty(folder)
            appear(folder / MANIFEST, (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode())
        yield Store(folder, design)


def clear_away(folder: Path) -> None:
    """Remove what a killed sweep has left unfinished. Nobody else is writing here."""
    for place in (folder, folder / RUNS):
        for left in place.glob(f"{UNFINISHED}*"):
            left.unlink(missing_ok=True)


def check_empty(folder: Path) -> None:
    """Refuse to mix a sweep with tables of which nobody knows whose they are."""
    if (folder / SETTINGS).exists() or any((folder / RUNS).glob(PART)):
        raise ScenarioError(f"{folder} holds tables of a sweep, but no {MANIFEST}; name another folder with --out, or remove this one.")


def check(folder: Path, there: dict[str, Any], here: dict[str, Any]) -> None:
    """Refuse another sweep, and say what differs: the wording of where the scenario is found does not count, its numbers do."""
    before, now = essence(there), essence(here)
    differing = [name for name in dict.fromkeys([*now, *before]) if before.get(name, ABSENT) != now.get(name, ABSENT)]
    telling = [name for name in differing if name not in ("values", "columns")] or differing
    if telling:
        said = [f"{name} is {word(before, name)} there and {word(now, name)} here" for name in telling[:SHOWN]]
        more = f"; {len(telling) - SHOWN} more differ" if len(telling) > SHOWN else ""
        raise ScenarioError(f"{folder} holds another sweep: {'; '.join(said)}{more}. Name another folder with --out, or remove this one.")


def essence(manifest: dict[str, Any]) -> dict[str, Any]:
    """What must be the same, by names with dots."""
    kept = {key: value for key, value in manifest.items() if key != "scenario"}
    kept["design"] = {key: value for key, value in kept["design"].items() if key not in ("scenario", "runs", "seed")}
    return {**flat(kept), "scenario": manifest["scenario"]["digest"]}


def flat(value: Any, name: str = "") -> dict[str, Any]:
    """Values by the way to them; lists as they are."""
    if not isinstance(value, dict):
        return {name: value}
    return {way: one for key, below in value.items() for way, one in flat(below, f"{name}.{key}" if name else key).items()}


def word(values: dict[str, Any], name: str) -> str:
    """A value as it is said."""
    value = values.get(name, ABSENT)
    return shortened(value[:12] if name == "scenario" else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def appear(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; it is on the disk when it appears. Raises OSError, with its folder, where the disk is full."""
    unfinished = path.with_name(f"{UNFINISHED}{path.name}")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    except OSError as fault:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise OSError(fault.errno or errno.EIO, fault.strerror or str(fault), str(path.parent)) from None
