"""Property tests look at the same situations every time, and no test is about time."""

import gc
import multiprocessing
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import settings

from sim import registry, workers

settings.register_profile("steady", derandomize=True, deadline=None, database=None, max_examples=60)
settings.load_profile("steady")


TRACED = 2
PRELOADED = ["sim.runs", "sim.calibration.screening", "sim.sweeps", "sim.web.answers.warming", "sim.web.answers.lesson", "pandas"]
AS_SHIPPED = workers.START


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of a test with many cases the first are enough to measure what it covers; to trace them all would take minutes."""
    seen = Counter[str]()
    for item in items:
        test = item.nodeid.partition("[")[0]
        seen[test] += 1
        if seen[test] > TRACED:
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(autouse=True, scope="session")
def _workers_start_quickly() -> Iterator[None]:
    """Workers split off from a process that has imported everything once; how they begin by themselves is tested in test_workers."""
    with pytest.MonkeyPatch.context() as patch:
        if "forkserver" in multiprocessing.get_all_start_methods():
            multiprocessing.set_forkserver_preload(PRELOADED)
            patch.setattr(workers, "START", "forkserver")
        yield


def pytest_collection_finish() -> None:
    """What has been imported stays: without this, every little ensemble that tidies up after itself looks through all of it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="module")
def _what_stays_is_set_aside() -> Iterator[None]:
    """The same for what a module of tests has brought in or keeps for the next."""
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _strategies_forgotten() -> Iterator[None]:
    """What a test registers is forgotten after it."""
    for name in registry.SHIPPED:
        registry.found(name)
    before = dict(registry.registered), dict(registry.files)
    yield
    for kept, now in zip(before, (registry.registered, registry.files), strict=True):
        now.clear()
        now.update(kept)
