"""A sweep on disk: whole or not at all, block by block, by whoever does the work, and going on where it was stopped."""

from __future__ import annotations

import errno
import functools
import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

import pandas as pd
import pyarrow.parquet as pq
import pytest

import sim
from sim import workers
from sim.scenario import ScenarioError
from sim.sweeps import Dataset, lock, making, playing, store
from tests.sweeps import kill
from tests.sweeps.designs import SMALL, TOTAL

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four parts instead of one."""
    monkeypatch.setattr(playing, "BATCH", kill.BATCH)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sweep as it is when nothing happens."""
    folder = tmp_path_factory.mktemp("whole") / "sweep"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(playing, "BATCH", kill.BATCH)
        sim.sweep(SMALL, folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Everything in a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def refusal(folder: Path, **changes: Any) -> str:
    """What is said against a sweep into a folder."""
    with pytest.raises(ScenarioError) as refused:
        sim.sweep({**SMALL, **changes}, folder)
    (sentence,) = refused.value.sentences
    return sentence


def split_off(target: Any, *given: Any) -> Any:
    """A process of its own, which has imported everything already where that is possible."""
    process = multiprocessing.get_context(workers.START).Process(target=target, args=given)
    process.start()
    return process


def test_a_folder_holds_manifest_settings_and_parts(whole: Path) -> None:
    parts = [f"runs/part-{number:05}.parquet" for number in range(4)]
    assert list(files(whole)) == [".lock", "manifest.json", *parts, "settings.parquet"]
    said = json.loads((whole / "manifest.json").read_text(encoding="utf-8"))
    assert (said["settings"], said["runs"], said["seed"], said["varied"]) == (6, 40, 3, ["us.bias", "russia.time_pressure"])
    assert said["scenario"]["digest"] == sim.load("baseline").set("days", 30).digest
    assert said["design"] == SMALL
    assert said["version"] == sim.__version__


def test_on_disk_and_in_memory_are_the_same(whole: Path) -> None:
    there, here = Dataset.open(whole), sim.sweep(SMALL)
    pd.testing.assert_frame_equal(there.runs(), here.runs())
    pd.testing.assert_frame_equal(there.settings, here.settings)
    assert there.manifest == here.manifest
    assert (there.folder, here.folder) == (whole, None)
    assert len(there.runs(["run"])) == TOTAL


def test_other_tools_read_the_parts_in_one_line(whole: Path) -> None:
    rows = pd.read_parquet(whole / "runs")
    assert len(rows) == TOTAL
    assert rows.groupby("setting").size().tolist() == [40] * 6


def test_workers_write_the_same_bytes(whole: Path, tmp_path: Path) -> None:
    sim.sweep(SMALL, tmp_path / "two", workers=2)
    assert files(tmp_path / "two") == files(whole)


def test_a_worker_killed_in_the_middle_loses_nothing(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared, marker = making.prepared, tmp_path / "killed"

    def prepared_to_kill(asked: Any) -> Any:
        manifest, blocks, work = prepared(asked)
        return manifest, blocks, functools.partial(kill.killing_once, marker, work)

    monkeypatch.setattr(making, "prepared", prepared_to_kill)
    sim.sweep(SMALL, tmp_path / "sweep", workers=2)
    assert marker.exists()
    assert files(tmp_path / "sweep") == files(whole)


@pytest.mark.parametrize("moment", ["before-1", "after-1", "before-3", "after-3", "after-5", "before-6"])
def test_a_sweep_killed_at_any_moment_goes_on_and_ends_with_the_same_bytes(whole: Path, tmp_path: Path, moment: str) -> None:
    """Files appear in this order: manifest, four parts, settings."""
    process = split_off(kill.main, str(tmp_path / "sweep"), moment, "1")
    process.join()
    assert process.exitcode == -signal.SIGKILL
    before = files(tmp_path / "sweep")
    assert before.keys() != files(whole).keys()
    with pytest.raises(ScenarioError):
        Dataset.open(tmp_path / "sweep")
    told: list[int] = []
    sim.sweep(SMALL, tmp_path / "sweep", progress=told.append)
    kept = sum(pq.read_metadata(tmp_path / "sweep" / name).num_rows for name in before if name.startswith("runs/part-"))
    assert (told[0], sum(told)) == (kept, TOTAL)
    assert files(tmp_path / "sweep") == files(whole)


def test_a_sweep_killed_from_outside_takes_its_workers_along_and_goes_on(whole: Path, tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-m", "tests.sweeps.kill", str(tmp_path / "sweep"), "never", "2"], cwd=ROOT, env=os.environ)
    while not list((tmp_path / "sweep" / "runs").glob("part-*")):
        assert process.poll() is None
        time.sleep(0.01)
    at_work = children(process.pid)
    process.kill()
    assert process.wait() == -signal.SIGKILL
    for _ in range(500):
        if not any(Path(f"/proc/{worker}").exists() for worker in at_work):
            break
        time.sleep(0.01)
    else:
        pytest.fail("workers have outlived the process that they worked for")
    sim.sweep(SMALL, tmp_path / "sweep", workers=2)
    assert files(tmp_path / "sweep") == files(whole)


def children(parent: int) -> list[str]:
    """The processes that a process has started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        found += [stat.parent.name] if int(fields[1]) == parent else []
    return found


def test_a_finished_sweep_is_not_played_again(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(whole)
    monkeypatch.setattr(playing, "play", never)
    told: list[int] = []
    sim.sweep(SMALL, whole, progress=told.append)
    assert told == [TOTAL]
    assert files(whole) == before


def never(*_: Any) -> NoReturn:
    """What must not be called."""
    raise AssertionError("this is there already")


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"PAR1"), lambda path: path.write_bytes(path.read_bytes()[:999])])
def test_a_part_that_is_missing_or_torn_is_made_again(tmp_path: Path, whole: Path, harm: Any) -> None:
    shutil.copytree(whole, tmp_path / "sweep")
    harm(tmp_path / "sweep" / "runs" / "part-00001.parquet")
    told: list[int] = []
    sim.sweep(SMALL, tmp_path / "sweep", progress=told.append)
    assert told == [TOTAL - kill.BATCH, kill.BATCH]
    assert files(tmp_path / "sweep") == files(whole)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"runs": 41}, "runs is 40 there and 41 here"),
        ({"seed": 4}, "seed is 3 there and 4 here"),
        ({"set": {"days": 31}}, "design.set.days is 30 there and 31 here; scenario is "),
        ({"design": {"kind": "grid", "steps": 4}}, "design.design.steps is 3 there and 4 here; settings is 6 there and 8 here"),
        ({"vary": {**SMALL["vary"], "us.bias": [-0.5, 0.6]}}, "design.vary.us.bias is [-0.5, 0.5] there and [-0.5, 0.6] here"),
        ({"scenario": "pressing_moscow"}, "scenario is "),
    ],
)
def test_another_sweep_in_the_same_folder_is_refused_with_what_differs(whole: Path, changes: dict[str, Any], what: str) -> None:
    before = files(whole)
    sentence = refusal(whole, **changes)
    assert sentence.startswith(f"{whole} holds another sweep: {what}")
    assert sentence.endswith("Name another folder with --out, or remove this one.")
    assert files(whole) == before


def test_another_version_may_not_go_on_with_a_sweep(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "__version__", "9.9.9")
    assert f"version is {sim.__version__} there and 9.9.9 here" in refusal(whole)


def test_a_changed_file_of_settings_is_another_sweep(tmp_path: Path) -> None:
    path = tmp_path / "settings.csv"
    design = {"scenario": "baseline", "set": {"days": 3}, "runs": 5, "design": {"kind": "list", "file": str(path)}}
    path.write_text("us.bias\n0.1\n0.2\n", encoding="utf-8")
    sim.sweep(design, tmp_path / "sweep")
    path.write_text("us.bias\n0.1\n0.3\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="values is "):
        sim.sweep(design, tmp_path / "sweep")


def test_the_words_of_a_scenario_do_not_make_another_sweep(whole: Path) -> None:
    before = files(whole)
    sim.sweep({**SMALL, "scenario": sim.load("baseline").set("title", "The same in other words")}, whole)
    assert files(whole) == before


def test_two_sweeps_into_one_folder_at_once_are_refused(whole: Path) -> None:
    with lock.alone(whole):
        assert refusal(whole) == f"another sweep is at work in {whole}; wait until it is done, or name another folder with --out."
    sim.sweep(SMALL, whole)


def hold(folder: Path, ready: Any) -> None:
    """Take the lock of a folder and keep it."""
    with lock.alone(folder):
        ready.set()
        time.sleep(600)


def test_a_killed_sweep_leaves_no_lock_behind(whole: Path) -> None:
    ready = multiprocessing.get_context(workers.START).Event()
    process = split_off(hold, whole, ready)
    assert ready.wait(60)
    assert "another sweep is at work" in refusal(whole)
    process.kill()
    process.join()
    sim.sweep(SMALL, whole)


def test_a_full_disk_is_said_and_loses_nothing(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, written = tmp_path / "sweep", 0

    def fsync(_: int) -> None:
        nonlocal written
        written += 1
        if written > 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(store.os, "fsync", fsync)
        said = refusal(folder)
    assert said == f"the disk is full at {folder}: 2 of 4 parts are there and whole. Make room, and the same sweep goes on."
    assert list(files(folder)) == [".lock", "manifest.json", "runs/part-00000.parquet", "runs/part-00001.parquet"]
    sim.sweep(SMALL, folder)
    assert files(folder) == files(whole)


def test_a_disk_that_fails_otherwise_is_not_called_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fsync(_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(store.os, "fsync", fsync)
    with pytest.raises(OSError, match="Input/output error") as fault:
        sim.sweep(SMALL, tmp_path / "sweep")
    assert fault.value.filename == str(tmp_path / "sweep")


def test_tables_without_a_manifest_are_left_alone(tmp_path: Path, whole: Path) -> None:
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / "part-00000.parquet").write_bytes(b"mine")
    assert refusal(tmp_path).startswith(f"{tmp_path} holds tables of a sweep, but no manifest.json")
    assert (tmp_path / "runs" / "part-00000.parquet").read_bytes() == b"mine"


def test_a_changed_strategy_is_another_sweep(tmp_path: Path) -> None:
    from sim import registry

    file, folder = tmp_path / "mine.py", tmp_path / "sweep"
    file.write_text("import sim\n\n\nclass Mine(sim.Belligerent, strategy='mine'):\n    pass\n", encoding="utf-8")
    registry.read(file)
    design = {**SMALL, "set": {"days": 5, "russia.strategy": "mine"}}
    sim.sweep(design, folder)
    file.write_text(file.read_text(encoding="utf-8") + "# another\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"strategies\.mine\.py is "):
        sim.sweep(design, folder)


def test_counts_of_workers_are_checked_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="workers is 0, but should be a whole number from 1"):
        sim.sweep(SMALL, tmp_path / "sweep", workers=0)
    with pytest.raises(ValueError, match="give one or the other"):
        sim.sweep(SMALL, tmp_path / "sweep", workers=2, scheduler="tcp://127.0.0.1:1")
    assert not (tmp_path / "sweep").exists()
