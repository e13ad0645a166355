"""A Dask cluster does the work: the same blocks, the same bytes; what can go wrong with a cluster is said in a sentence."""

from __future__ import annotations

import functools
import json
import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.scenario import ScenarioError
from sim.sweeps import cluster, making, playing
from tests.sweeps import kill
from tests.sweeps.designs import SMALL
from tests.sweeps.test_making import files

dask = pytest.importorskip("dask")
distributed = pytest.importorskip("distributed")
HERE = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}
pytestmark = pytest.mark.filterwarnings("ignore")  # what a cluster warns of is its own affair


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four parts instead of one."""
    monkeypatch.setattr(playing, "BATCH", kill.BATCH)


@pytest.fixture(scope="module", autouse=True)
def _workers_start_quickly() -> Iterator[None]:
    """Workers split off from a process that has imported everything once."""
    with dask.config.set({"distributed.worker.multiprocessing-method": "forkserver"}):
        yield


@pytest.fixture(scope="module")
def address(_workers_start_quickly: None) -> Iterator[str]:
    """A cluster of two workers on this machine."""
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, **HERE) as there:
        yield there.scheduler_address


def refusal(address: str, folder: Path) -> str:
    """What is said against a sweep on a cluster."""
    with pytest.raises(ScenarioError) as refused:
        sim.sweep(SMALL, folder, scheduler=address)
    (sentence,) = refused.value.sentences
    return sentence


def doing(change: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the work of a sweep be something else."""
    prepared = making.prepared

    def otherwise(asked: Any) -> Any:
        manifest, blocks, work = prepared(asked)
        return manifest, blocks, functools.partial(change, work)

    monkeypatch.setattr(making, "prepared", otherwise)


def test_a_cluster_writes_the_same_bytes(tmp_path: Path, address: str) -> None:
    told: list[int] = []
    sim.sweep(SMALL, tmp_path / "there", scheduler=address, progress=told.append)
    sim.sweep(SMALL, tmp_path / "here")
    assert files(tmp_path / "there") == files(tmp_path / "here")
    assert told == [0, 64, 64, 64, 48] or sorted(told) == [0, 48, 64, 64, 64]


def test_a_killed_worker_of_a_cluster_loses_nothing(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sim.sweep(SMALL, tmp_path / "here")
    doing(functools.partial(kill.killing_once, tmp_path / "killed"), monkeypatch)
    sim.sweep(SMALL, tmp_path / "there", scheduler=address)
    assert (tmp_path / "killed").exists()
    assert files(tmp_path / "there") == files(tmp_path / "here")


def always_dying(work: Any, block: playing.Block) -> bytes:
    """A block that no worker survives."""
    os.kill(os.getpid(), signal.SIGKILL)
    return bytes(work(block))


def test_workers_that_always_die_are_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    doing(always_dying, monkeypatch)
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}), distributed.LocalCluster(n_workers=1, threads_per_worker=1, **HERE) as there:
        said = refusal(there.scheduler_address, tmp_path / "sweep")
    assert said.startswith(f"workers of {there.scheduler_address} die again and again, perhaps for want of memory")


def test_a_worker_of_another_version_is_refused(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = cluster.versions()
    monkeypatch.setattr(cluster, "versions", lambda: {**real, "numpy": "9.9"})
    said = refusal(address, tmp_path / "sweep")
    assert said == f"a worker of the cluster has numpy {real['numpy']} (here 9.9); the same numbers need the same versions."


@pytest.mark.parametrize("name", ["distributed", "python"])
def test_a_scheduler_of_another_version_is_refused_before_anything_is_written(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    real = cluster.versions()
    monkeypatch.setattr(cluster, "versions", lambda: {**real, name: "9.9"})
    said = refusal(address, tmp_path / "sweep")
    assert said == f"the scheduler at {address} has {name} {real[name]} (here 9.9); both ends of a cluster need the same."
    assert not (tmp_path / "sweep").exists()


def missing(work: Any, block: playing.Block) -> bytes:
    """What a worker without the package says."""
    raise ModuleNotFoundError("No module named 'sim'", name="sim")


def test_a_worker_without_the_package_is_said_to_lack_it(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    doing(missing, monkeypatch)
    assert refusal(address, tmp_path / "sweep") == f"a worker of {address} lacks sim; install parley-sim[analyst,cluster] where workers run."


def test_where_there_is_no_scheduler_a_sentence_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for place in (f"tcp://127.0.0.1:{port}", "nonsense://x", "tcp://127.0.0.1:none"):
        said = refusal(place, tmp_path / "sweep")
        assert said.startswith(f"there is no scheduler to be reached at {place}: ")
        assert said.endswith(".")
    assert not (tmp_path / "sweep").exists()


def test_something_else_at_the_address_is_no_scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        place = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        assert refusal(place, tmp_path / "sweep").startswith(f"there is no scheduler to be reached at {place}: ")


def test_a_scheduler_without_workers_is_not_waited_for_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with distributed.LocalCluster(n_workers=0, **HERE) as empty:
        said = refusal(empty.scheduler_address, tmp_path / "sweep")
    assert said.startswith(f"the scheduler at {empty.scheduler_address} has no workers after 1 seconds; start some")


def test_a_scheduler_that_goes_away_is_said_and_what_is_finished_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 6)
    there = distributed.LocalCluster(n_workers=1, threads_per_worker=1, **HERE)
    place = there.scheduler_address

    def leave(runs: int) -> None:
        if runs:
            there.close()

    with pytest.raises(ScenarioError, match=f"{place} went away, but what is finished is kept, and the same sweep goes on"):
        sim.sweep({**SMALL, "runs": 400}, tmp_path / "sweep", scheduler=place, progress=leave)
    kept = [name for name in files(tmp_path / "sweep") if name.startswith("runs/")]
    assert kept
    assert json.loads((tmp_path / "sweep" / "manifest.json").read_text(encoding="utf-8"))["runs"] == 400


def test_strategies_from_files_stay_on_this_machine(tmp_path: Path) -> None:
    from sim import registry

    file = tmp_path / "mine.py"
    file.write_text("import sim\n\n\nclass Mine(sim.Belligerent, strategy='mine'):\n    pass\n", encoding="utf-8")
    registry.read(file)
    said = refusal("tcp://127.0.0.1:1", tmp_path / "sweep")
    assert said == "strategies from files are not known to the workers of a cluster; sweep with --workers on this machine instead."


def test_without_dask_one_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ImportError, match=r'pip install "parley-sim\[cluster\]"'):
        sim.sweep(SMALL, tmp_path / "sweep", scheduler="tcp://127.0.0.1:1")
