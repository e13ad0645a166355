"""The desk: questions of many tabs, answered by a few worker processes; of one tab's questions of a kind only the latest counts."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sim import workers
from sim.web import giving_way

ATTEMPTS = 4
WAITING = 400
PATIENCE = 5
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
    joint: Joint | None = None
    spare: bool = False


@dataclass(frozen=True)
class Joint:
    """How questions that fit together are answered together. work takes all their arguments and gives an answer, or a fault, for each.

    fits: what they have in common. most: how many may be answered together.
    """

    work: Callable[[list[tuple[Any, ...]]], list[Any]] = field(compare=False)
    fits: Hashable
    most: int = 8


def get_warm(warmer: Callable[[], None] | None, known: tuple[list[Any], Path], bell: giving_way.Bell) -> None:
    """A worker that is ready before the first question comes."""
    workers.get_ready(*known)
    giving_way.Heard.bell = bell
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
        self.busy = 0
        self.waits = giving_way.Bell()

    async def open(self) -> None:
        """Start the workers, which get warm while the page already answers."""
        self.pool = self.new_pool()
        self.runners = [asyncio.create_task(self.serve()) for _ in range(self.workers)]
        for _ in range(self.workers):
            self.pool.submit(int)

    async def close(self) -> None:
        """Send everybody home, at once: what is in hand would be of no use any more."""
        for runner in self.runners:
            runner.cancel()
        await asyncio.gather(*self.runners, return_exceptions=True)
        for question in self.line.values():
            question.answer.cancel()
        if self.pool is not None:
            workers = list((self.pool._processes or {}).values())
            self.pool.shutdown(wait=False, cancel_futures=True)
            for worker in workers:
                worker.terminate()
            for worker in workers:
                worker.join(PATIENCE)

    def new_pool(self) -> ProcessPoolExecutor:
        """Fresh workers."""
        return ProcessPoolExecutor(self.workers, get_context(workers.START), get_warm, (self.warmer, workers.known(), self.waits))

    async def ask(self, client: str, kind: str, work: Callable[..., Any], *arguments: Any, joint: Joint | None = None, spare: bool = False) -> Any:
        """What the work makes of its arguments, done by a worker; together with what fits to it, if anything does.

        spare: nobody waits for it; where the work looks for it (``giving_way``) it is given up as soon as somebody waits for anything else.
        Raises SupersededError as soon as the same client asks something of the same kind before this has begun, and GaveWayError.
        """
        key = (client, kind)
        question = Question(work, arguments, asyncio.get_running_loop().create_future(), joint, spare)
        async with self.bell:
            older = self.line.pop(key, None)
            if older is not None and not older.answer.done():
                older.answer.set_exception(SupersededError())
            if len(self.line) >= WAITING:
                raise CrowdedError
            self.line[key] = question
            self.tell_workers()
            self.bell.notify()
        try:
            return await question.answer
        finally:
            if self.line.get(key) is question:
                del self.line[key]  # whoever asked has gone away
                self.tell_workers()

    def tell_workers(self) -> None:
        """Whether anybody waits for whom no worker is free."""
        self.waits.ring(self.busy >= self.workers and any(not question.spare for question in self.line.values()))

    async def serve(self) -> None:
        """One worker's share of the line, for ever."""
        while True:
            async with self.bell:
                await self.bell.wait_for(lambda: bool(self.line))
                questions = [one for one in self.next_in_line() if not one.answer.done()]
                self.busy += bool(questions)
                self.tell_workers()
            if questions:
                try:
                    await self.answered(questions)
                finally:
                    self.busy -= 1

    @property
    def has_time(self) -> bool:
        """Whether a worker has nothing to do and nobody waits."""
        return self.workers > self.busy and not self.line

    def next_in_line(self) -> list[Question]:
        """The first in the line, and those behind it that can be answered together with it."""
        _, first = self.line.popitem(last=False)
        if first.joint is None:
            return [first]
        fitting = [key for key, other in self.line.items() if other.joint == first.joint][: max(0, first.joint.most - 1)]
        return [first, *(self.line.pop(key) for key in fitting)]

    async def answered(self, questions: list[Question]) -> None:
        """Have the work done, and hand over what comes of it."""
        try:
            found = await self.done(questions)
        except asyncio.CancelledError:
            for question in questions:
                question.answer.cancel()
            raise
        except Exception as fault:
            found = [fault] * len(questions)
        for question, answer in zip(questions, found, strict=True):
            hand_over(question.answer, answer)

    async def done(self, questions: list[Question]) -> list[Any]:
        """The work, done again where a worker has died over it."""
        first = questions[0]
        for attempt in range(ATTEMPTS):
            pool = self.pool
            assert pool is not None, "the desk has not been opened"
            loop = asyncio.get_running_loop()
            try:
                if first.joint is not None and len(questions) > 1:
                    return list(await loop.run_in_executor(pool, first.joint.work, [question.arguments for question in questions]))
                return [await loop.run_in_executor(pool, first.work, *first.arguments)]
            except BrokenProcessPool:
                if self.pool is pool:  # the first to notice replaces the workers
                    self.pool = self.new_pool()
                    pool.shutdown(wait=False, cancel_futures=True)
                if attempt == ATTEMPTS - 1:
                    raise
        raise AssertionError("unreachable")


def hand_over(place: asyncio.Future[Any], answer: Any) -> None:
    """Put an answer, or a fault, where it is waited for, unless nobody waits any more."""
    if place.done():
        return
    if isinstance(answer, Exception):
        place.set_exception(answer)
    else:
        place.set_result(answer)
