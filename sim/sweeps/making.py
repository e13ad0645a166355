"""From a design to its tables: what is missing is played, here, in worker processes or on a cluster, and kept block by block."""

from __future__ import annotations

import contextlib
import errno
import functools
import io
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sim import workers as processes
from sim.runs import whole_from_1
from sim.scenario import ScenarioError
from sim.sweeps import cluster, playing, reading, shares
from sim.sweeps.arrow import parquet, pyarrow
from sim.sweeps.dataset import Dataset, Names
from sim.sweeps.design import Design
from sim.sweeps.playing import Block
from sim.sweeps.store import Store, opened
from sim.version import __version__

FULL = (errno.ENOSPC, errno.EDQUOT)
Progress = Callable[[int], None]
Work = Callable[[Block], bytes]
Hands = Callable[[Work, Sequence[Block]], Iterator[tuple[Block, bytes]]]


def sweep(
    design: reading.Written | Design,
    out: str | os.PathLike[str] | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    *,
    progress: Progress | None = None,
) -> Dataset:
    """Play many settings of a scenario, each in many runs, all on the same luck.

    design: a path to a design file, or a mapping of the same form. out: the folder to keep tables in, block by block, so that the same call goes on
    where it was stopped; None keeps them in memory. workers: processes on this machine. scheduler: address of a Dask cluster to do the work
    instead. No number depends on who does the work. progress: told how many runs are done, first those that are there already. Raises
    ScenarioError with a sentence for each thing that is wrong, ValueError for a bad count of workers, ImportError without pyarrow.

    >>> month = {"scenario": "baseline", "set": {"days": 30}, "runs": 20}
    >>> found = sweep({**month, "design": {"kind": "grid", "steps": 3}, "vary": {"us.bias": [-0.5, 0.5]}})
    >>> found.settings["us.bias"].tolist(), len(found.runs())
    ([-0.5, 0.0, 0.5], 60)
    """
    whole_from_1("workers", workers)
    pyarrow()
    asked = design if isinstance(design, Design) else reading.design(design)
    with hands(workers, scheduler) as finished:
        return in_memory(asked, finished, progress) if out is None else on_disk(asked, Path(out), finished, progress)


@contextlib.contextmanager
def hands(workers: int, scheduler: str | None) -> Iterator[Hands]:
    """Who does the work: this process, some processes of this machine, or a cluster."""
    if scheduler is None:
        yield functools.partial(processes.finished, workers=workers)
    elif workers > 1:
        raise ValueError("workers are processes of this machine, and a scheduler has workers of its own: give one or the other")
    else:
        with cluster.joined(scheduler) as finished:
            yield finished


def prepared(asked: Design) -> tuple[dict[str, Any], list[Block], Work]:
    """The manifest of a sweep, its blocks, and what is to be done with each."""
    manifest = {**asked.manifest(__version__, playing.columns(asked.scenario, asked.varied)), "rows_in_part": playing.BATCH}
    return manifest, playing.blocks(asked.values, asked.runs), functools.partial(playing.play, asked.scenario, asked.varied, asked.seed)


def in_memory(asked: Design, finished: Hands, progress: Progress | None) -> Dataset:
    """A sweep whose tables are kept in memory, packed as they would be on disk."""
    manifest, blocks, work = prepared(asked)
    kept: dict[int, bytes] = {}
    for block, content in finished(work, blocks):
        kept[block.number] = content
        tell(progress, block.rows)
    parts = [kept[block.number] for block in blocks]
    columns = shares.needed(list(asked.scenario.situation.agreements))
    settings = shares.table(asked, (unpacked([part], columns) for part in parts))
    return Dataset(manifest, settings.to_pandas(), functools.partial(unpacked, parts))


def unpacked(parts: list[bytes], columns: Names) -> Any:
    """Parts of the table of runs, end to end, as one pyarrow table."""
    return pyarrow().concat_tables([parquet().read_table(io.BytesIO(part), columns=columns) for part in parts])


def on_disk(asked: Design, folder: Path, finished: Hands, progress: Progress | None) -> Dataset:
    """A sweep in a folder; what is there already is not played again."""
    manifest, blocks, work = prepared(asked)
    with opened(folder, asked, manifest) as store:
        left = store.missing(blocks)
        tell(progress, asked.total - sum(block.rows for block in left))
        try:
            fill(store, blocks, left, finished(work, left), progress)
        except OSError as fault:
            if fault.errno not in FULL:
                raise
            there = len(blocks) - len(store.missing(blocks))
            raise ScenarioError(
                f"the disk is full at {folder}: {there:,} of {len(blocks):,} parts are there and whole. Make room, and the same sweep goes on."
            ) from None
    return Dataset.open(folder)


def fill(store: Store, blocks: list[Block], left: list[Block], done: Iterator[tuple[Block, bytes]], progress: Progress | None) -> None:
    """Keep blocks as they are done, then count them all."""
    for block, content in done:
        store.keep(block, content)
        tell(progress, block.rows)
    if left or not store.is_finished:
        store.finish(blocks)


def tell(progress: Progress | None, runs: int) -> None:
    """Say how many runs are done."""
    if progress is not None:
        progress(runs)
