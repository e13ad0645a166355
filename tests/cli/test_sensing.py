"""``parley sensitivity``: what is printed, written and refused."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure

import sim
from sim import sensitivity
from sim.charts import sensitivity as pictures
from tests.cli.command import Ran, parley, ran, same_bytes

SHORT = ("--settings", "16", "--runs", "20", "--days", "30")
FEW = ("sensitivity", "baseline", *SHORT)


@pytest.fixture(autouse=True)
def _without_pictures(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """An empty sheet takes no time to draw; tests about pictures draw them."""
    if "with_pictures" not in request.fixturenames:
        monkeypatch.setattr(pictures, "PICTURES", {"sensitivity": lambda _: Figure(figsize=(1, 1))})


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A small one, pictures and all."""
    return ran(tmp_path_factory.mktemp("played"), *FEW)


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """One with every parameter, for two outcomes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pictures, "PICTURES", {})
        words = ("--settings", "16", "--runs", "20", "--days", "10", "--all", "--outcome", "offers.russia", "--outcome", "days_at_peace")
        return ran(tmp_path_factory.mktemp("every"), "sensitivity", "baseline", *words)


def test_sensitivity_leaves_a_table_numbers_and_two_pictures(played: Ran) -> None:
    folder, status, out, err = played
    assert (status, err) == (0, "")
    written = {path.name for path in (folder / "plots" / "sensitivity-baseline").iterdir()}
    pictures = {f"{name}.{ending}" for name in ("sensitivity", "tornado") for ending in ("png", "svg")}
    assert written == {"sensitivity.csv", "sensitivity.json", *pictures}
    assert "4 parameters in 96 settings, 20 runs of 30 days each, seed 1.\nAll settings meet the same luck.\n" in out
    assert "Assumptions played out; not a forecast." in out


@pytest.mark.usefixtures("with_pictures")
def test_the_same_command_writes_the_same_bytes(played: Ran, tmp_path: Path) -> None:
    assert parley(*FEW, "--quiet", "--out", "again") == (0, "", "")
    assert same_bytes(played.folder / "plots" / "sensitivity-baseline", tmp_path / "again")


def test_the_table_on_disk_is_that_of_python(tmp_path: Path) -> None:
    asked = ("us.leverage.russia=0.05:1.5", "us.bias")
    words = [word for name in asked for word in ("--vary", name)]
    assert parley(*FEW, *words, "--outcome", "offers.russia", "--outcome", "no deal", "--quiet", "--out", "here")[0] == 0
    expected = sensitivity.of(sim.load("baseline").set("days", 30), asked, ["offers.russia", "outcome.no deal"], settings=16, runs=20).table
    table = pd.read_csv(tmp_path / "here" / "sensitivity.csv")
    assert list(table.columns) == list(expected.columns)
    assert list(table["outcome"]) == ["offers.russia"] * 2 + ["outcome.no deal"] * 2
    for column in ("low", "total", "total.high", "first.as_played", "at_low", "change.low"):
        assert table[column].to_numpy() == pytest.approx(expected[column].to_numpy(dtype=float), rel=1e-5, nan_ok=True)


def test_all_numbers_are_printed_as_json_and_nothing_else(tmp_path: Path) -> None:
    status, out, err = parley(*FEW, "--json", "--out", "here")
    assert (status, err) == (0, "")
    assert out == (tmp_path / "here" / "sensitivity.json").read_text(encoding="utf-8")
    found = json.loads(out)
    assert (found["version"], found["settings"], found["runs"], found["seed"]) == (sim.__version__, 96, 20, 1)
    assert found["digest"] == sim.load("baseline").set("days", 30).digest
    variance = found["outcomes"]["days_at_peace"]["variance"]
    assert variance["luck"] >= 0
    assert {"parameters", "share_of_luck", "added_by_luck"} <= set(variance)


def test_the_screen_keeps_to_80_columns_and_shows_the_parameters_that_matter_most_first(every: Ran) -> None:
    assert every.status == 0
    assert max(len(line) for line in every.out.splitlines()) <= 80
    assert "65 more: sensitivity.csv" in every.out
    _, out, _ = parley(*FEW, "--vary", "us.bias", "--vary", "ukraine.trust=0.01:0.9", "--outcome", "trust_end.ukraine")
    shown = out[out.index("Ukraine: trust at the end") :]
    assert shown.index("ukraine.trust") < shown.index("us.bias")


def test_all_takes_every_parameter_with_a_prior(every: Ran) -> None:
    found = json.loads((every.folder / "plots" / "sensitivity-baseline" / "sensitivity.json").read_text(encoding="utf-8"))
    assert set(found["parameters"]) == set(sensitivity.every(sim.load("baseline")))


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("--settings", "100"), 2, "settings is 100, but should be a power of two from 16 to 65,536: Saltelli's design needs one."),
        (("--settings", "8"), 2, "settings is 8, but should be a power of two from 16"),
        (("--runs", "30"), 2, "runs is 30, but should be a multiple of 20"),
        (("--vary", "us.bais"), 1, "us.bais is not a name in this scenario. Did you mean us.bias?"),
        (("--vary", "us.bias", "--vary", "us.bias"), 1, "us.bias is varied twice."),
        (("--all", "--vary", "us.bias", "--vary", "us.bias"), 1, "us.bias is varied twice."),
        (("--vary", "us.bias=0.4:0.1"), 1, "us.bias: low is 0.4 and high is 0.1, but low should be below high."),
        (("--outcome", "days_at_peas"), 1, "days_at_peas is not an outcome of this scenario. Did you mean days_at_peace?"),
        (("--outcome", "cynical.russia"), 1, "cynical.russia is a share of occasions"),
        (("--outcome", "no deal", "--outcome", "outcome.no deal"), 1, "the outcome outcome.no deal is asked for twice."),
    ],
)
def test_bad_input_gets_a_sentence_and_a_status(tmp_path: Path, words: tuple[str, ...], status: int, sentence: str) -> None:
    got, out, err = parley("sensitivity", "baseline", "--days", "30", *words)
    assert (got, out) == (status, "")
    assert sentence in err
    assert len(err.strip().splitlines()) == 1
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_parameters_without_priors_in_another_situation_are_named(tmp_path: Path) -> None:
    status, _, err = parley("sensitivity", "two_cities", *SHORT[:4])
    assert status == 1
    assert len(err.splitlines()) == 4
    assert all("has no prior range here; give it one, as in " in line for line in err.splitlines())


def test_without_salib_one_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SALib.sample.sobol", "SALib.analyze.sobol"):
        monkeypatch.setitem(sys.modules, name, None)
    status, out, err = parley(*FEW)
    assert (status, out) == (1, "")
    assert err == 'This needs SALib, which is not installed: pip install "parley-sim[analyst]"\n'
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
