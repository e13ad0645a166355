"""Ensembles: many runs of one scenario, in batches, on one core or several. The batch and the workers change no number."""

from __future__ import annotations

import functools
import gc
import signal
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from sim import registry
from sim.result import Result
from sim.scenario import Scenario, load

BATCH = 32768
PANEL = 2000
LARGE = 4000
RUNS_LIMIT = 100_000_000
ATTEMPTS = 4
Progress = Callable[[int], None]
Strategies = Mapping[str, Any]


@dataclass(frozen=True)
class Piece:
    """What a batch leaves: outcome columns, endings and rungs counted, and the daily states of its members of the panel."""

    columns: dict[str, np.ndarray]
    endings: np.ndarray
    at_rung: np.ndarray
    panel: dict[str, np.ndarray]


def run(
    scenario: Any,
    runs: int = 2000,
    seed: int = 1,
    *,
    batch: int = BATCH,
    workers: int = 1,
    panel: int = PANEL,
    strategies: Strategies | None = None,
    progress: Progress | None = None,
) -> Result:
    """Run an ensemble.

    scenario: a Scenario, or what ``sim.load`` takes. runs: how many, numbered from 1. seed: any whole number. batch, workers: how
    the work is cut; no result depends on them. panel: of how many of the first runs the daily states are kept (0: none, and then
    there are no bands by day). strategies: classes derived from ``Belligerent`` by party name. progress: told
    how many runs are done, as they are done. Raises ValueError for counts that are not whole numbers from 1.
    """
    scenario = scenario if isinstance(scenario, Scenario) else load(scenario)
    for name, count in (("runs", runs), ("batch", batch), ("workers", workers)):
        whole_from_1(name, count)
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer):
        raise ValueError(f"seed is {seed!r}, but should be a whole number")
    if isinstance(panel, bool) or not isinstance(panel, int | np.integer) or panel < 0:
        raise ValueError(f"panel is {panel!r}, but should be a whole number from 0")
    if runs > RUNS_LIMIT:
        raise ValueError(f"runs is {runs}, but one ensemble takes at most {RUNS_LIMIT:,}")
    work = functools.partial(play, scenario, seed, registry.followed(scenario.situation.parties, strategies or {}), panel)
    blocks = [(first, min(first + batch - 1, runs)) for first in range(1, runs + 1, batch)]
    pieces = []
    for piece in alone(work, blocks) if workers == 1 or len(blocks) == 1 else together(work, blocks, workers):
        pieces.append(piece)
        if progress is not None:
            progress(len(next(iter(piece.columns.values()))))
    return gathered(scenario, seed, sorted(pieces, key=lambda piece: int(piece.columns["run"][0])))


def whole_from_1(name: str, count: int) -> None:
    """Refuse what is not a count."""
    if isinstance(count, bool) or not isinstance(count, int | np.integer) or count < 1:
        raise ValueError(f"{name} is {count!r}, but should be a whole number from 1")


def play(scenario: Scenario, seed: int, strategies: Strategies, panel: int, block: tuple[int, int]) -> Piece:
    """One batch from start to end: the runs with these first and last numbers."""
    from sim.model import Talks
    from sim.record import Outcomes, Panel

    model = Talks(scenario, seed, np.arange(block[0], block[1] + 1), strategies)
    outcomes, members = Outcomes(model), Panel(model, panel)
    model.observers += [outcomes, members] if members.columns else [outcomes]
    with registry.blaming():
        for _ in range(scenario.days):
            model.step()
    model.close_down()
    piece = Piece(outcomes.columns(model), outcomes.endings, outcomes.at_rung, members.columns)
    del model, outcomes, members
    if block[1] - block[0] >= LARGE:
        gc.collect()  # agents and model point at each other: without this, several large batches are in memory at once
    return piece


def alone(work: Callable[[tuple[int, int]], Piece], blocks: list[tuple[int, int]]) -> Iterator[Piece]:
    """In this process."""
    return map(work, blocks)


def together(work: Callable[[tuple[int, int]], Piece], blocks: list[tuple[int, int]], workers: int) -> Iterator[Piece]:
    """In worker processes; what a killed worker had in hand is done again."""
    left = list(blocks)
    for attempt in range(ATTEMPTS):
        with ProcessPoolExecutor(min(workers, len(left)), get_context("spawn"), get_ready, (list(registry.files.values()),)) as pool:
            try:
                for block, piece in as_done(pool, work, left):
                    left.remove(block)
                    yield piece
                return
            except BrokenProcessPool:
                if attempt == ATTEMPTS - 1:
                    raise
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


def get_ready(files: list[Path]) -> None:
    """A worker knows the strategies that its parent has read, and finishes what it has in hand: the parent decides what a Ctrl-C means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for file in files:
        registry.read(file)


def as_done(
    pool: ProcessPoolExecutor, work: Callable[[tuple[int, int]], Piece], blocks: list[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], Piece]]:
    """Blocks with their pieces, in the order in which they are finished."""
    waiting: dict[Future[Piece], tuple[int, int]] = {pool.submit(work, block): block for block in blocks}
    while waiting:
        for done in wait(waiting, return_when=FIRST_COMPLETED).done:
            yield waiting.pop(done), done.result()


def gathered(scenario: Scenario, seed: int, pieces: list[Piece]) -> Result:
    """The pieces of an ensemble, in the order of their runs, as one result."""
    return Result(
        scenario=scenario,
        seed=seed,
        columns=joined([piece.columns for piece in pieces], axis=0),
        endings=np.sum([piece.endings for piece in pieces], axis=0),
        at_rung=np.sum([piece.at_rung for piece in pieces], axis=0),
        panel=joined([piece.panel for piece in pieces if piece.panel], axis=1),
    )


def joined(parts: list[dict[str, np.ndarray]], axis: int) -> dict[str, np.ndarray]:
    """Columns of several pieces, end to end."""
    if len(parts) < 2:
        return parts[0] if parts else {}
    return {name: np.concatenate([part.pop(name) for part in parts], axis=axis) for name in list(parts[0])}
