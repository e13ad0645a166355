"""The command and ``parley run``: what is printed, written and refused."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from sim import cli, outputs
from sim.cli import options
from tests.cli.command import Ran, parley, ran, same_bytes

SHORT = ("--runs", "40", "--days", "30")
WITHOUT_PICTURES = "import sys; from sim import charts, cli; charts.PICTURES.clear(); cli.main(sys.argv[1:])"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A short run, pictures and all."""
    return ran(tmp_path_factory.mktemp("played"), "run", "baseline", *SHORT)


def test_run_leaves_tables_summary_story_and_pictures_in_the_default_folder(played: Ran) -> None:
    folder, status, out, err = played
    assert (status, err) == (0, "")
    written = {path.name for path in (folder / "plots" / "baseline").iterdir()}
    pictures = {f"{name}.{ending}" for name in ("year", "survival", "range", "moods") for ending in ("png", "svg")}
    assert written == {"outcomes.csv", "days.csv", "summary.json", "story.txt"} | pictures
    assert "40 runs of 30 days from 22 April 2025, seed 1." in out


def test_the_screen_keeps_to_80_columns() -> None:
    _, out, _ = parley("run", "baseline", "--runs", "40", "--days", "120")
    assert max(len(line) for line in out.splitlines()) <= 80


def test_json_prints_the_summary_and_nothing_else(tmp_path: Path) -> None:
    status, out, err = parley("run", "baseline", *SHORT, "--json")
    assert (status, err) == (0, "")
    summary = json.loads(out)
    assert summary == json.loads((tmp_path / "plots" / "baseline" / "summary.json").read_text())
    assert summary["runs"] == 40
    assert summary["days"] == 30
    share = summary["numbers"]["reached.truce"]
    assert share["low"] <= share["value"] <= share["high"]


def test_quiet_prints_nothing() -> None:
    assert parley("run", "baseline", *SHORT, "--quiet") == (0, "", "")


@pytest.mark.usefixtures("with_pictures")
def test_the_same_command_writes_the_same_bytes(played: Ran, tmp_path: Path) -> None:
    assert parley("run", "baseline", *SHORT, "--quiet", "--out", "again")[0] == 0
    assert same_bytes(played.folder / "plots" / "baseline", tmp_path / "again")


def test_set_changes_a_value_and_the_digest() -> None:
    plain = json.loads(parley("run", "baseline", *SHORT, "--json")[1])
    changed = json.loads(parley("run", "baseline", *SHORT, "--json", "--set", "us.bias=0.8")[1])
    assert plain["digest"] != changed["digest"]


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("run", "baselin"), 1, "there is no scenario 'baselin'. Did you mean baseline?"),
        (("run", "river.yaml"), 1, "river.yaml: there is no such file."),
        (("run", "baseline", "--set", "us.bais=1"), 1, "us.bais is not a name in this scenario. Did you mean us.bias?"),
        (("run", "baseline", "--days", "0"), 1, "days is 0, but it goes from 1 to 3650"),
        (("run", "baseline", "--runs", "0"), 2, "0 is not a whole number from 1."),
        (("run", "baseline", "--runs", "-3"), 2, "-3 is not a whole number from 1."),
        (("run", "baseline", "--runs", "many"), 2, "many is not a whole number from 1."),
        (("run", "baseline", "--runs", "100000001"), 2, "runs is 100000001, but one ensemble takes at most 100,000,000."),
        (("run", "baseline", "--seed", "x"), 2, "'x' is not a valid integer."),
        (("run",), 2, "Missing argument 'SCENARIO'"),
        (("rum", "baseline"), 2, "No such command 'rum'."),
        (("run", "baseline", "--sed", "1"), 2, "--sed"),
    ],
)
def test_bad_input_gets_a_sentence_and_a_status(words: tuple[str, ...], status: int, sentence: str) -> None:
    got, out, err = parley(*words)
    assert (got, out) == (status, "")
    assert sentence in err
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err


def test_nothing_is_left_behind_by_a_refused_scenario(tmp_path: Path) -> None:
    parley("run", "baseline", "--days", "0")
    assert list(tmp_path.iterdir()) == []


def test_an_output_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "here").write_text("mine")
    status, out, err = parley("run", "baseline", *SHORT, "--out", "here")
    assert (status, out) == (1, "")
    assert "here: File exists." in err
    assert (tmp_path / "here").read_text() == "mine"


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert parley("run", "baseline", *SHORT, "--quiet", "--out", "kept")[0] == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "kept").iterdir()}

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "days.csv")

    monkeypatch.setattr(outputs, "as_json", full)
    status, out, err = parley("run", "baseline", "--runs", "50", "--days", "30", "--out", "kept")
    assert (status, out) == (1, "")
    assert err == "The disk is full at days.csv; nothing half-written is left.\n"
    assert {path.name: path.read_bytes() for path in (tmp_path / "kept").iterdir()} == before


def test_a_failed_first_run_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(outputs, "write", broken)
    assert parley("run", "baseline", *SHORT, "--out", "new") == (1, "", "The system: Input/output error.\n")
    assert list(tmp_path.iterdir()) == []


def test_too_little_memory_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def hungry(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(outputs, "write", hungry)
    assert parley("run", "baseline", *SHORT) == (1, "", "There is not enough memory for so many runs at once; try fewer.\n")


def test_a_programming_fault_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(outputs, "write", faulty)
    with pytest.raises(ZeroDivisionError):
        cli.main(["run", "baseline", *SHORT])


def process(*words: str, **options: object) -> subprocess.Popen[str]:
    """The command as a process of its own, without pictures, which take longer than all else."""
    command = [sys.executable, "-c", WITHOUT_PICTURES, *words]
    signal.signal(signal.SIGINT, signal.default_int_handler)  # where the tests run in the background it may be ignored, and that is inherited
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def test_ctrl_c_leaves_what_was_there_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "outcomes.csv").write_text("mine")
    running = process("run", "baseline", "--runs", "10000000", "--out", "kept")
    while not list((tmp_path / "kept").glob(".unfinished-*")):
        assert running.poll() is None
        time.sleep(0.05)
    time.sleep(1)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (1, "")
    assert err == "Stopped; nothing half-written is left.\n"
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["outcomes.csv"]
    assert (tmp_path / "kept" / "outcomes.csv").read_text() == "mine"


def test_a_broken_pipe_is_one_sentence(tmp_path: Path) -> None:
    running = process("run", "baseline", *SHORT, "--json")
    assert running.stdout is not None
    running.stdout.close()
    assert running.stderr is not None
    err = running.stderr.read()
    running.wait(timeout=60)
    assert running.returncode == 1
    assert err == "The reader of the output went away; the files are complete.\n"
    assert (tmp_path / "plots" / "baseline" / "summary.json").exists()
    running.stderr.close()


def test_a_pipe_broken_under_the_summary_is_one_sentence_too() -> None:
    running = process("run", "baseline", *SHORT)
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    assert running.stderr.read() == "The reader of the output went away; the files are complete.\n"
    assert running.wait(timeout=60) == 1
    running.stderr.close()


def test_a_terminal_that_cannot_show_a_character_shows_another() -> None:
    running = process("run", "baseline", *SHORT, env=os.environ | {"PYTHONIOENCODING": "ascii"})
    out, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (0, "")
    assert "How the runs end" in out


def test_brackets_in_names_are_names(tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text("title: Odd [/b] title\nextends: baseline\nparties: {russia: {label: 'R [/b]'}}\n")
    status, out, _ = parley("run", "odd.yaml", *SHORT, "--out", "a[b]c")
    assert status == 0
    assert "Written to a[b]c:" in out
    assert "R [/b]" in out


def test_a_scenario_too_long_for_its_days_names_the_option(tmp_path: Path) -> None:
    (tmp_path / "late.yaml").write_text("title: Late\nextends: baseline\nevents: [{day: 40, title: Late, drop_red_line: russia}]\n")
    status, _, err = parley("run", "late.yaml", "--days", "30")
    assert status == 1
    assert err.startswith("--days 30: ")


def test_negative_seeds_are_seeds() -> None:
    assert parley("run", "baseline", *SHORT, "--quiet", "--seed", "-1")[0] == 0


def test_without_a_mediator_nothing_is_said_of_it(tmp_path: Path) -> None:
    (tmp_path / "alone.yaml").write_text("title: Alone\nextends: baseline\nparties: {us: null, nobody: {role: ally}}\nred_lines: {russia: null}\n")
    status, out, _ = parley("run", "alone.yaml", *SHORT)
    assert status == 0
    assert "the mediator walks away" not in out
    assert "a red line" not in out


def test_help_and_version_are_given() -> None:
    assert parley("--version")[1].startswith("parley, version ")
    assert "baseline" in parley("--help")[1]
    assert parley()[0] == 2


def test_the_progress_bar_shows_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    with options.progress(10, shown=True) as advance:
        assert advance is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with options.progress(10, shown=True) as advance:
        assert advance is not None
        advance(5)
    with options.progress(10, shown=False) as advance:
        assert advance is None


def test_the_module_is_the_command() -> None:
    done: subprocess.CompletedProcess[str] = subprocess.run([sys.executable, "-m", "sim", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("parley, version ")


def test_workers_that_keep_dying_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def dying(*_: object, **__: object) -> None:
        raise BrokenProcessPool

    monkeypatch.setattr("sim.runs.run", dying)
    expected = "Worker processes die again and again, perhaps for want of memory; try --workers 1.\n"
    assert parley("run", "baseline", *SHORT) == (1, "", expected)


def test_what_a_killed_run_left_is_cleared_away_after_a_day(tmp_path: Path) -> None:
    for name, age in ((".unfinished-old", 2 * 24 * 3600), (".unfinished-new", 60)):
        (tmp_path / "here" / name).mkdir(parents=True)
        os.utime(tmp_path / "here" / name, (time.time() - age,) * 2)
    assert parley("run", "baseline", *SHORT, "--quiet", "--out", "here")[0] == 0
    assert [path.name for path in (tmp_path / "here").glob(".unfinished-*")] == [".unfinished-new"]
