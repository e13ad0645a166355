"""Blocks are played by the workers of a Dask cluster. dask.distributed is an extra: it is imported where it is needed.

The cluster needs no disk of its own: a worker hands back the bytes of a part, and the process that holds the folder writes them.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import itertools
import platform
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from importlib.metadata import version
from typing import Any

from sim import registry
from sim.scenario import ScenarioError
from sim.scenario.complaining import shortened
from sim.sweeps.playing import Block
from sim.version import __version__

HOW_TO_INSTALL = 'A scheduler needs dask and distributed, which are not installed: pip install "parley-sim[cluster]"'
PATIENCE = 20  # seconds, for the scheduler and for its first worker
AHEAD = 4  # blocks handed out for each thread of the cluster: none waits for work, and few results wait to be written
OF_SCHEDULER = ("python", "distributed")
OF_WORKERS = ("parley-sim", "python", "distributed", "numpy", "pyarrow")
Work = Callable[[Block], bytes]
Versions = dict[str, str]


@contextlib.contextmanager
def joined(address: str) -> Iterator[Callable[[Work, Sequence[Block]], Iterator[tuple[Block, bytes]]]]:
    """What plays blocks on the cluster of a scheduler. Raises ScenarioError where there is none, or one of another version."""
    distributed = part_of_dask()
    if registry.files:
        raise ScenarioError("strategies from files are not known to the workers of a cluster; sweep with --workers on this machine instead.")
    with connected(distributed, address) as client:
        check_scheduler(client, address)
        yield functools.partial(finished, distributed, client, address)


def part_of_dask() -> Any:
    """dask.distributed. Raises ImportError with a sentence where it is not installed."""
    try:
        return import_module("distributed")
    except ImportError:
        raise ImportError(HOW_TO_INSTALL) from None


@contextlib.contextmanager
def connected(distributed: Any, address: str) -> Iterator[Any]:
    """A client of the scheduler."""
    try:
        with ThreadPoolExecutor(1) as aside:  # a notebook has a loop of its own in this thread
            aside.submit(asyncio.run, knock(distributed, address)).result()
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except Exception as fault:  # whatever is at the address may answer anything
        raise ScenarioError(f"there is no scheduler to be reached at {shortened(address)}: {first_line(fault)}") from None
    with client:
        yield client


async def knock(distributed: Any, address: str) -> None:
    """See whether anybody answers: a client would wait for ever where somebody listens and says nothing."""
    line = await asyncio.wait_for(distributed.comm.connect(address, timeout=PATIENCE), PATIENCE)
    await line.close()


def check_scheduler(client: Any, address: str) -> None:
    """Refuse a scheduler of another version, and one without workers."""
    said = client.get_versions()["scheduler"]
    there = {"python": minor(said["host"]["python"]), "distributed": said["packages"]["distributed"]}
    differ = differing(there, {name: versions()[name] for name in OF_SCHEDULER})
    if differ:
        raise ScenarioError(f"the scheduler at {address} has {differ}; both ends of a cluster need the same.")
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise ScenarioError(f"the scheduler at {address} has no workers after {PATIENCE} seconds; start some, as in: dask worker {address}") from None


def versions() -> Versions:
    """What the bytes of a part depend on, and what must be alike for two ends to understand each other."""
    found = {name: version(name) for name in OF_WORKERS if name not in ("parley-sim", "python")}
    return {"parley-sim": __version__, "python": minor(platform.python_version()), **found}


def minor(number: str) -> str:
    """A version of Python without its last number.

    >>> minor("3.11.7.final.0")
    '3.11'
    """
    return ".".join(number.split(".")[:2])


def differing(there: Versions, here: Versions) -> str:
    """In which versions two ends differ, in words; empty where they do not."""
    return ", ".join(f"{name} {there[name]} (here {here[name]})" for name in here if there[name] != here[name])


def at_worker(wanted: Versions, work: Work, block: Block) -> bytes:
    """A block, played by a worker of the same versions: others might give other bytes."""
    differ = differing(versions(), wanted)
    if differ:
        raise ScenarioError(f"a worker of the cluster has {differ}; the same numbers need the same versions.")
    return work(block)


def finished(distributed: Any, client: Any, address: str, work: Work, blocks: Sequence[Block]) -> Iterator[tuple[Block, bytes]]:
    """Blocks, each with its bytes, as they are finished. Blocks of a worker that dies are played by another one."""
    todo, waiting, done = iter(blocks), dict[Any, Block](), distributed.as_completed(loop=client.loop)

    def hand_out() -> None:
        room = max(1, AHEAD * sum(client.nthreads().values())) - len(waiting)
        for block in itertools.islice(todo, max(0, room)):
            future = client.submit(at_worker, versions(), work, block, pure=False)
            waiting[future] = block
            done.add(future)

    with in_sentences(distributed, address):
        hand_out()
        for future in done:
            yield waiting.pop(future), future.result()
            future.release()
            hand_out()


@contextlib.contextmanager
def in_sentences(distributed: Any, address: str) -> Iterator[None]:
    """What a cluster could not do, as ScenarioError."""
    lost = (distributed.client.FutureCancelledError, distributed.comm.CommClosedError, TimeoutError, OSError)
    try:
        yield
    except distributed.KilledWorker:
        raise ScenarioError(f"workers of {address} die again and again, perhaps for want of memory: give each 1 GB and one thread.") from None
    except ModuleNotFoundError as fault:
        raise ScenarioError(f"a worker of {address} lacks {fault.name}; install parley-sim[analyst,cluster] where workers run.") from None
    except lost as fault:
        raise ScenarioError(f"{address} went away, but what is finished is kept, and the same sweep goes on: {first_line(fault)}") from None


def first_line(fault: BaseException) -> str:
    """What a fault says, as the end of a sentence."""
    said = (str(fault).strip() or type(fault).__name__).splitlines()[0].rstrip(".")
    return f"{shortened(said)}."
