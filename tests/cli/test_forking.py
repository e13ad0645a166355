"""``parley fork``: what is printed, written and refused."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure

import sim
from sim import forking
from sim.charts import fork as pictures
from tests.cli.command import Ran, parley, ran, same_bytes

FEW = ("fork", "baseline", "--days", "60", "--run", "3", "--day", "20", "--continuations", "30")
CHANGED = (*FEW, "--set", "us.leverage.russia=0.9", "--set", "us.impatience+=-0.1", "--and", "us.bias=0.8 truces.tempo=0.9")
NAMES = ["us.leverage.russia=0.9, us.impatience+=-0.1", "us.bias=0.8, truces.tempo=0.9"]


@pytest.fixture(autouse=True)
def _without_pictures(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """An empty sheet takes no time to draw; tests about pictures draw them."""
    if "with_pictures" not in request.fixturenames:
        monkeypatch.setattr(pictures, "fork", lambda *_: Figure(figsize=(1, 1)))


@pytest.fixture(scope="module")
def forked(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A fork under two settings, pictures and all."""
    return ran(tmp_path_factory.mktemp("forked"), *CHANGED)


@pytest.fixture
def here(forked: Ran) -> Path:
    """Where it was written."""
    return forked.folder / "plots" / "fork-baseline-3-20"


def test_a_fork_leaves_tables_numbers_scenarios_and_two_pictures(forked: Ran, here: Path) -> None:
    _, status, out, err = forked
    assert (status, err) == (0, "")
    written = {path.name for path in here.iterdir()}
    tables = {"odds.csv", "differences.csv", "continuations.csv", "fork.json", "setting-1.yaml", "setting-2.yaml"}
    assert written == tables | {f"{name}.{ending}" for name in ("fork", "differences") for ending in ("png", "svg")}
    assert "Run 3 of seed 1 forks on day 20, 12 May 2025, of 60 days." in out
    assert "30 continuations from there, with the same luck under every setting." in out
    for name in NAMES:
        assert f"{name} compared with as it was" in " ".join(out.split())
    assert max(len(line) for line in out.splitlines()) <= 80
    assert "Assumptions played out; not a forecast." in out


@pytest.mark.usefixtures("with_pictures")
def test_the_same_command_writes_the_same_bytes(here: Path, tmp_path: Path) -> None:
    assert parley(*CHANGED, "--quiet", "--out", "again") == (0, "", "")
    assert same_bytes(here, tmp_path / "again")


def test_what_is_on_disk_is_what_python_finds(here: Path) -> None:
    settings = {NAMES[0]: {"us.leverage.russia": 0.9, "us.impatience+": -0.1}, NAMES[1]: {"us.bias": 0.8, "truces.tempo": 0.9}}
    found = forking.fork(sim.load("baseline").set("days", 60), 3, 20, settings, continuations=30)
    for name, table in (("odds", found.odds), ("differences", found.table), ("continuations", found.each)):
        read = pd.read_csv(here / f"{name}.csv")
        assert list(read.columns) == list(table.columns)
        assert len(read) == len(table)
        for column in read.select_dtypes("number"):
            assert read[column].to_numpy() == pytest.approx(table[column].to_numpy(dtype=float, na_value=float("nan")), rel=1e-5, nan_ok=True)


def test_the_scenario_of_a_setting_tells_how_the_run_itself_goes_on(here: Path) -> None:
    said = json.loads((here / "fork.json").read_text(encoding="utf-8"))
    for number, name in enumerate(NAMES, 1):
        _, out, _ = parley("story", str(here / f"setting-{number}.yaml"), "--run", "3", "--json", "--out", "story")
        assert json.loads(out)["outcome"] == said["the_run_itself"][name]["outcome"]


def test_all_numbers_are_printed_as_json_and_nothing_else(tmp_path: Path) -> None:
    status, out, err = parley(*CHANGED, "--json", "--out", "here")
    assert (status, err) == (0, "")
    assert out == (tmp_path / "here" / "fork.json").read_text(encoding="utf-8")
    found = json.loads(out)
    assert (found["version"], found["run"], found["day"], found["continuations"], found["seed"]) == (sim.__version__, 3, 20, 30, 1)
    assert list(found["settings"]) == ["as it was", *NAMES]
    shares = [one["value"] for name, one in found["settings"]["as it was"]["odds"].items() if name.startswith("outcome.")]
    assert sum(shares) == pytest.approx(1)


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("--set", "us.bais=0.1"), 1, "us.bais is not a parameter here. Did you mean us.bias?"),
        (("--set", "us.bias"), 1, "us.bias: write a change as NAME=VALUE"),
        (("--set", "us.bias="), 1, "us.bias=: write a change as NAME=VALUE"),
        (("--set", "russia.resources=2"), 1, "change the state: russia.resources+=AMOUNT."),
        (("--set", "us.bias=0", "--and", "us.bias=0"), 1, "the setting us.bias=0 is given twice."),
        (("--set", "us.bias=0", "--set", "us.bias=1"), 1, "changes something twice."),
        (("--set", "us.bias=0", "--and", " "), 1, "--and is empty"),
        (("--set", "us.bias=0", "--day", "61"), 1, "a fork on day 61 comes too late: baseline ends on day 60."),
        (("--set", "us.bias=0", "--run", "0"), 2, "0 is not a whole number from 1."),
        (("--set", "us.bias=0", "--run", "1000000000"), 2, "run is 1000000000, but should be at most 100,000,000."),
        ((), 2, "Missing option '--set'"),
    ],
)
def test_bad_input_gets_a_sentence_and_a_status(tmp_path: Path, words: tuple[str, ...], status: int, sentence: str) -> None:
    got, out, err = parley(*FEW, *words)
    assert (got, out) == (status, "")
    assert sentence in err
    assert len(err.strip().splitlines()) == 1
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
