"""Work cut into blocks, done in this process or in several; what a killed worker had in hand is done again."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import TypeVar

from sim import registry, words

ATTEMPTS = 4
START = "spawn"  # how a worker begins: everywhere alike, with nothing taken over from its parent
Block = TypeVar("Block")
Piece = TypeVar("Piece")


def finished(work: Callable[[Block], Piece], blocks: Sequence[Block], workers: int) -> Iterator[tuple[Block, Piece]]:
    """Blocks, each with what the work makes of it, as they are finished; in order where one process does it all."""
    if workers == 1 or len(blocks) < 2:
        return ((block, work(block)) for block in blocks)
    return together(work, blocks, workers)


def together(work: Callable[[Block], Piece], blocks: Sequence[Block], workers: int) -> Iterator[tuple[Block, Piece]]:
    """In worker processes."""
    left = list(blocks)
    for attempt in range(ATTEMPTS):
        with ProcessPoolExecutor(min(workers, len(left)), get_context(START), get_ready, known()) as pool:
            try:
                for block, piece in as_done(pool, work, left):
                    left.remove(block)
                    yield block, piece
                return
            except BrokenProcessPool:
                if attempt == ATTEMPTS - 1:
                    raise
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


def known() -> tuple[list[Path], Path]:
    """What a worker has to know: the files of strategies that its parent has read, and the folder of words in use."""
    return list(registry.files.values()), words.chosen()


def get_ready(files: list[Path], folder: Path) -> None:
    """A worker knows what its parent does, and finishes what it has in hand: the parent decides what a Ctrl-C means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=leave_with_parent, daemon=True).start()
    words.Chosen.folder = str(folder)  # looked at when something is said: most work says nothing
    for file in files:
        registry.read(file)


def leave_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever; it leaves instead."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def as_done(pool: ProcessPoolExecutor, work: Callable[[Block], Piece], blocks: Sequence[Block]) -> Iterator[tuple[Block, Piece]]:
    """Blocks with their pieces, in the order in which they are finished."""
    waiting: dict[Future[Piece], Block] = {pool.submit(work, block): block for block in blocks}
    while waiting:
        for done in wait(waiting, return_when=FIRST_COMPLETED).done:
            yield waiting.pop(done), done.result()
