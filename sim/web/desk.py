"""The desk: questions of many tabs, answered by a few worker processes; of one tab's questions of a kind only the latest counts."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from sim import registry
from sim.workers import get_ready

ATTEMPTS = 4
WAITING = 400
Key = tuple[str, str]


class SupersededError(Exception):
    """A later question of the same tab has taken the place of this one."""


class CrowdedError(Exception):
    """More questions are waiting than could be answered soon."""


@dataclass(eq=False)
class Question:
    """Work that waits for a worker, and where its answer goes."""

    work: Callable[..., Any]
    arguments: tuple[Any, ...]
    answer: asyncio.Future[Any]


def get_warm(warmer: Callable[[], None] | None, files: list[Any]) -> None:
    """A worker that is ready before the first question comes."""
    get_ready(files)
    if warmer is not None:
        warmer()


class Desk:
    """Worker processes and the line before them."""

    def __init__(self, workers: int, warmer: Callable[[], None] | None = None) -> None:
        self.workers, self.warmer = workers, warmer
        self.line: OrderedDict[Key, Question] = OrderedDict()
        self.pool: ProcessPoolExecutor | None = None
        self.runners: list[asyncio.Task[None]] = []
        self.bell = asyncio.Condition()

    async def open(self) -> None:
        """Start the workers, which get warm while the page already answers."""
        self.pool = self.new_pool()
        self.runners = [asyncio.create_task(self.serve()) for _ in range(self.workers)]
        for _ in range(self.workers):
            self.pool.submit(int)

    async def close(self) -> None:
        """Send everybody home."""
        for runner in self.runners:
            runner.cancel()
        await asyncio.gather(*self.runners, return_exceptions=True)
        for question in self.line.values():
            question.answer.cancel()
        if self.pool is not None:
            self.pool.shutdown(wait=True, cancel_futures=True)

    def new_pool(self) -> ProcessPoolExecutor:
        """Fresh workers."""
        return ProcessPoolExecutor(self.workers, get_context("spawn"), get_warm, (self.warmer, list(registry.files.values())))

    async def ask(self, client: str, kind: str, work: Callable[..., Any], *arguments: Any) -> Any:
        """What the work makes of its arguments, done by a worker.

        Raises SupersededError as soon as the same client asks something of the same kind before this has begun.
        """
        key = (client, kind)
        question = Question(work, arguments, asyncio.get_running_loop().create_future())
        async with self.bell:
            older = self.line.pop(key, None)
            if older is not None and not older.answer.done():
                older.answer.set_exception(SupersededError())
            if len(self.line) >= WAITING:
                raise CrowdedError
            self.line[key] = question
            self.bell.notify()
        try:
            return await question.answer
        finally:
            if self.line.get(key) is question:
                del self.line[key]  # whoever asked has gone away

    async def serve(self) -> None:
        """One worker's share of the line, for ever."""
        while True:
            async with self.bell:
                await self.bell.wait_for(lambda: bool(self.line))
                _, question = self.line.popitem(last=False)
            if not question.answer.done():
                await self.answered(question)

    async def answered(self, question: Question) -> None:
        """Have the work done, and hand over what comes of it."""
        try:
            found = await self.done(question)
        except asyncio.CancelledError:
            question.answer.cancel()
            raise
        except Exception as fault:
            if not question.answer.done():
                question.answer.set_exception(fault)
        else:
            if not question.answer.done():
                question.answer.set_result(found)

    async def done(self, question: Question) -> Any:
        """The work, done again where a worker has died over it."""
        for attempt in range(ATTEMPTS):
            pool = self.pool
            assert pool is not None, "the desk has not been opened"
            try:
                return await asyncio.get_running_loop().run_in_executor(pool, question.work, *question.arguments)
            except BrokenProcessPool:
                if self.pool is pool:  # the first to notice replaces the workers
                    self.pool = self.new_pool()
                    pool.shutdown(wait=False, cancel_futures=True)
                if attempt == ATTEMPTS - 1:
                    raise
        raise AssertionError("unreachable")
