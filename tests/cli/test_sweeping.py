"""``parley sweep``: what is printed, written and refused."""

from __future__ import annotations

import io
import json
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from rich.progress import Progress

import sim
from sim.cli.rate import Rate
from sim.sweeps import Dataset, arrow, playing
from tests.cli.command import parley

FILE = """\
scenario: baseline
set: {days: 40}
runs: 30
design: {kind: grid, steps: 3}
vary:
  russia.time_pressure: {low: 0.001, high: 0.3, scale: ratio}
  us.bias: [-0.5, 0.5]
"""


@pytest.fixture(autouse=True)
def _a_design(tmp_path: Path) -> None:
    """A small one, in the folder where the command is tried."""
    (tmp_path / "mine.yaml").write_text(FILE, encoding="utf-8")


def test_a_sweep_leaves_tables_and_says_what_differs_most(tmp_path: Path) -> None:
    status, out, err = parley("sweep", "mine.yaml")
    assert (status, err) == (0, "")
    folder = tmp_path / "plots" / "sweep-mine"
    assert {path.name for path in folder.iterdir()} == {".lock", "manifest.json", "settings.parquet", "runs"}
    assert "9 settings (grid), 30 runs of 40 days each, seed 1.\nAll settings meet the same luck.\n" in out
    assert "Varied: russia.time_pressure, us.bias." in out
    assert "runs, 270 rows in 1 part\n" in out
    assert "parley discover" not in out  # there are too few settings for boxes
    assert "parley heatmap plots/sweep-mine --outcome " in out
    assert "parley frontier plots/sweep-mine\n" in out
    assert out.rstrip().endswith("Assumptions played out; not a forecast.")
    assert max(len(line) for line in out.splitlines()) <= 80


def test_the_commands_to_go_on_with_can_be_typed(tmp_path: Path) -> None:
    (tmp_path / "many.yaml").write_text(FILE.replace("steps: 3", "steps: 7"), encoding="utf-8")
    out = parley("sweep", "many.yaml", "--set", "days=20")[1]
    lines = [line.strip() for line in out[out.index("Go on with:") :].splitlines() if line.startswith("  parley ")]
    assert [shlex.split(line)[1] for line in lines] == ["discover", "heatmap", "frontier"]
    for line in lines:
        status, _, err = parley(*shlex.split(line)[1:], "--quiet")
        assert (status, err) == (0, ""), line


def test_what_is_printed_stands_in_the_table_of_settings() -> None:
    assert parley("sweep", "mine.yaml", "--out", "here", "--quiet") == (0, "", "")
    found = json.loads(parley("sweep", "mine.yaml", "--out", "here", "--json")[1])
    settings = Dataset.open("here").settings
    assert (found["settings"], found["runs"], found["seed"], found["version"], found["folder"]) == (9, 30, 1, sim.__version__, "here")
    assert len(found["shares"]) == sum(name.endswith(".low") for name in settings.columns)
    for one in found["shares"]:
        column = settings[one["name"]]
        assert (one["lowest"], one["median"], one["highest"]) == (column.min(), column.median(), column.max())
        assert column[one["highest_in"] - 1] == column.max()
        assert settings.loc[one["lowest_in"] - 1, ["us.bias"]].to_dict() == {"us.bias": one["lowest_at"]["us.bias"]}
    deviations = [one["deviation"] for one in found["shares"]]
    assert deviations == sorted(deviations, reverse=True)


def test_options_go_before_what_the_design_says() -> None:
    found = json.loads(parley("sweep", "mine.yaml", "--runs", "5", "--seed", "9", "--set", "days=6", "--json")[1])
    assert (found["runs"], found["seed"], found["scenario"]["days"]) == (5, 9, 6)
    found = json.loads(parley("sweep", "mine.yaml", "--runs", "5", "--set", "us.lean=0.9", "--out", "b", "--json")[1])
    assert found["scenario"]["digest"] == sim.load("baseline").set_all({"days": 40, "us.lean": 0.9}).digest


def test_one_varied_parameter_has_no_heat_map(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(FILE.replace("  us.bias: [-0.5, 0.5]\n", ""), encoding="utf-8")
    out = parley("sweep", "one.yaml")[1]
    assert "3 settings (grid)" in out
    assert "heatmap" not in out


def test_an_outcome_that_never_differs_is_not_called_the_one_that_does(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(
        "scenario: baseline\nruns: 9\nset: {days: 5}\ndesign: {kind: list, settings: [{us.bias: 0.1}]}\n", encoding="utf-8"
    )
    status, out, _ = parley("sweep", "one.yaml")
    assert status == 0
    assert "Where " not in out


def test_the_bar_shows_how_fast_it_goes() -> None:
    page = io.StringIO()
    with Progress(Rate(), console=Console(file=page, force_terminal=True, width=80), auto_refresh=False) as bar:
        task = bar.add_task("runs", total=10)
        assert str(Rate().render(bar.tasks[0])) == ""
        for _ in range(5):
            bar.advance(task, 2)
        assert str(Rate().render(bar.tasks[0])).endswith("/s")


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("no.yaml",), 1, "no.yaml: there is no such file."),
        (("mine.yaml", "--runs", "0"), 2, "0 is not a whole number from 1."),
        (("mine.yaml", "--set", "us.bais=1"), 1, "--set us.bais=1: us.bais is not a name in this scenario. Did you mean us.bias?"),
        (("mine.yaml", "--workers", "2", "--scheduler", "tcp://127.0.0.1:1"), 2, "give one or the other."),
        (("mine.yaml", "--scheduler", "nonsense://x"), 1, "there is no scheduler to be reached at nonsense://x"),
    ],
)
def test_bad_input_gets_a_sentence_and_a_status(tmp_path: Path, words: tuple[str, ...], status: int, sentence: str) -> None:
    got, out, err = parley("sweep", *words)
    assert (got, out) == (status, "")
    assert sentence in err
    assert len(err.strip().splitlines()) == 1
    assert not (tmp_path / "plots").exists()


def test_another_sweep_in_the_folder_is_refused() -> None:
    assert parley("sweep", "mine.yaml", "--quiet")[0] == 0
    status, out, err = parley("sweep", "mine.yaml", "--runs", "31")
    assert (status, out) == (1, "")
    assert err == "plots/sweep-mine holds another sweep: runs is 30 there and 31 here. Name another folder with --out, or remove this one.\n"


def test_ctrl_c_keeps_what_is_finished_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playing, "BATCH", 100)
    play = playing.play

    def stopped(*asked: Any) -> bytes:
        if asked[-1].number == 1:
            raise KeyboardInterrupt
        return play(*asked)

    with monkeypatch.context() as patch:
        patch.setattr(playing, "play", stopped)
        status, out, err = parley("sweep", "mine.yaml")
    assert (status, out) == (1, "")
    assert err == "Stopped. What is finished is kept in plots/sweep-mine, and the same command goes on from there.\n"
    assert [path.name for path in (tmp_path / "plots" / "sweep-mine" / "runs").iterdir()] == ["part-00000.parquet"]
    assert parley("sweep", "mine.yaml", "--quiet") == (0, "", "")


def test_without_pyarrow_one_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    arrow.pyarrow.cache_clear()
    status, out, err = parley("sweep", "mine.yaml")
    arrow.pyarrow.cache_clear()
    assert (status, out) == (1, "")
    assert err == 'Sweeps need pyarrow, which is not installed: pip install "parley-sim[analyst]"\n'
    assert not (tmp_path / "plots").exists()
