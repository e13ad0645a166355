"""``parley invert``: what is printed, written and refused."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure

import sim
from sim import inversion
from sim.charts import inversion as pictures
from tests.cli.command import Ran, parley, ran, same_bytes

QUICK = ("invert", "last_day.yaml", "--outcome", "mediator_left", "--vary", "us.enforce=0:0.8", "--vary", "us.bias=0:0.6", "--runs", "500")
SCENARIO = """
title: A mediator who may leave on the last day
extends: baseline
days: 8
talks: {every: 3650}
front: {noise: 0}
parties:
  us: {deadline: 8, enforce: 0.1}
"""


@pytest.fixture(autouse=True)
def _scenario(tmp_path: Path) -> None:
    """A scenario in which the mediator leaves with a probability that is a parameter."""
    (tmp_path / "last_day.yaml").write_text(SCENARIO, encoding="utf-8")


@pytest.fixture(autouse=True)
def _without_pictures(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """An empty sheet takes no time to draw; tests about pictures draw them."""
    if "with_pictures" not in request.fixturenames:
        monkeypatch.setattr(pictures, "inversion", lambda _: Figure(figsize=(1, 1)))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """What has to change for more than half of the runs, pictures and all."""
    folder = tmp_path_factory.mktemp("played")
    (folder / "last_day.yaml").write_text(SCENARIO, encoding="utf-8")
    return ran(folder, *QUICK, "--above", "0.5")


def test_an_inversion_leaves_a_table_numbers_and_a_picture(played: Ran) -> None:
    folder, status, out, err = played
    assert (status, err) == (0, "")
    written = {path.name for path in (folder / "plots" / "invert-last_day").iterdir()}
    assert written == {"inversion.csv", "inversion.json", "inversion.png", "inversion.svg"}
    assert "‘the mediator walks away’ over 50% of runs: how little has to change?" in out
    assert "us.enforce" in out[out.index("What changes together") :]
    assert "Assumptions played out; not a forecast." in out
    command = next(line for line in out.splitlines() if line.startswith("  parley compare "))
    assert max(len(line) for line in out.splitlines() if line != command) <= 80


@pytest.mark.usefixtures("with_pictures")
def test_the_same_command_writes_the_same_bytes(played: Ran, tmp_path: Path) -> None:
    assert parley(*QUICK, "--above", "0.5", "--quiet", "--out", "again") == (0, "", "")
    assert same_bytes(played.folder / "plots" / "invert-last_day", tmp_path / "again")


def test_the_command_that_is_shown_shows_the_change(played: Ran) -> None:
    command = next(line for line in played.out.splitlines() if line.startswith("  parley compare "))
    status, said, err = parley(*shlex.split(command)[1:], "--runs", "2000", "--json", "--out", "compared")
    assert (status, err) == (0, "")
    (pair,) = json.loads(said)["compared"].values()
    assert pair["numbers"]["mediator_left"]["after"] > 0.45
    assert "parley compare" not in parley(*QUICK, "--above", "0.5", "--set", "us.enforce=0.2")[1]


def test_what_is_on_disk_and_printed_is_what_python_finds(tmp_path: Path) -> None:
    status, out, err = parley(*QUICK, "--below", "0.05", "--json", "--out", "here")
    assert (status, err) == (0, "")
    assert out == (tmp_path / "here" / "inversion.json").read_text(encoding="utf-8")
    asked = ["us.enforce=0:0.8", "us.bias=0:0.6"]
    found = inversion.invert(str(tmp_path / "last_day.yaml"), "mediator_left", below=0.05, vary=asked, runs=500)
    said = json.loads(out)
    assert said["version"] == sim.__version__
    assert said["changes"] == found.changes
    assert said["after"] == found.after.as_dict()
    table = pd.read_csv(tmp_path / "here" / "inversion.csv")
    assert list(table.columns) == list(found.table.columns)
    assert table["changed"].to_numpy() == pytest.approx(found.table["changed"].to_numpy(), rel=1e-5)


def test_what_is_there_already_or_out_of_reach_is_said() -> None:
    assert "It is there already: " in parley(*QUICK, "--above", "0.01")[1]
    out = parley(*QUICK, "--above", "0.95")[1]
    assert "No setting was found within the ranges that gets there." in out
    assert "As near as they come" in out
    assert "at most " in out[out.index("Each parameter alone") :]


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        ((), 2, "give --above LEVEL or --below LEVEL, one of the two."),
        (("--above", "0.5", "--below", "0.1"), 2, "give --above LEVEL or --below LEVEL, one of the two."),
        (("--above", "50"), 1, "the level is 50.0, but should be a probability between 0 and 1. Did you mean 0.5?"),
        (("--above", "half"), 2, "Invalid value for '--above'"),
        (("--above", "0.5", "--outcome", "freez"), 1, "freez is not an outcome of this scenario."),
        (("--above", "0.5", "--vary", "us.bais"), 1, "us.bais is not a name in this scenario. Did you mean us.bias?"),
        (("--above", "0.5", "--runs", "20"), 2, "runs is 20, but should be from 100 to 1,000,000."),
    ],
)
def test_bad_input_gets_a_sentence_and_a_status(tmp_path: Path, words: tuple[str, ...], status: int, sentence: str) -> None:
    got, out, err = parley(*QUICK, *words)
    assert (got, out) == (status, "")
    assert sentence in err
    assert len(err.strip().splitlines()) == 1
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["last_day.yaml"]


def test_a_refused_question_leaves_no_folder_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert parley("invert", "baseline", "--outcome", "ceasefire holdin", "--above", "0.5")[0] == 1
    assert not (tmp_path / "plots").exists()
