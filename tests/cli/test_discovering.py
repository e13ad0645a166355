"""``parley discover``, ``parley heatmap`` and ``parley frontier``: what is printed, written and refused."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

import sim
from sim import discovery
from sim.charts import boxes, frontier, heatmap
from sim.discovery import tables
from sim.sweeps import Dataset, arrow
from tests.cli.command import Ran, parley, ran, same_bytes
from tests.discovery.sweeps import NAMES, planted, pressed, written
from tests.discovery.test_boxes import two_places

DISCOVER = ("discover", "sweep-planted", "--outcome", "ceasefire holding")
HEATMAP = ("heatmap", "sweep-planted", "--x", NAMES[0], "--y", NAMES[1])
FRONTIER = ("frontier", "sweep-pressed")
ALL = {"discover": DISCOVER, "heatmap": HEATMAP, "frontier": FRONTIER}
LEFT = {
    "discover": {"boxes.csv", "tradeoff.csv", "discovery.json", "discovery.png", "discovery.svg"},
    "heatmap": {"heatmap.csv", "heatmap.json", "heatmap.png", "heatmap.svg"},
    "frontier": {"frontier.csv", "frontier.json", "frontier.png", "frontier.svg"},
}


@pytest.fixture(scope="module")
def sweeps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two finished sweeps."""
    place = tmp_path_factory.mktemp("sweeps")
    written(planted(chance=two_places), place / "sweep-planted")
    written(pressed(), place / "sweep-pressed")
    return place


@pytest.fixture(autouse=True)
def _beside_the_sweeps(sweeps: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Commands find both sweeps; an empty sheet takes no time to draw, and tests about pictures draw them."""
    for folder in sweeps.glob("sweep-*"):
        (tmp_path / folder.name).symlink_to(folder)
    if "with_pictures" not in request.fixturenames:
        for module, name in ((boxes, "discovery"), (heatmap, "heatmap"), (frontier, "frontier")):
            monkeypatch.setattr(module, name, lambda found, whose: Figure(figsize=(1, 1)))


def folder_of(command: str) -> Path:
    """Where a command writes."""
    return Path("plots") / f"{command}-{ALL[command][1].removeprefix('sweep-')}"


@pytest.fixture(scope="module")
def played(sweeps: Path) -> Callable[[str], Ran]:
    """A command as it is typed beside the sweeps, pictures and all; each is run once."""
    return functools.cache(lambda command: ran(sweeps, *ALL[command]))


@pytest.mark.usefixtures("with_pictures")
@pytest.mark.parametrize("command", ALL)
def test_a_command_leaves_tables_numbers_and_a_picture(command: str, played: Callable[[str], Ran]) -> None:
    folder, status, out, err = played(command)
    assert (status, err) == (0, "")
    assert {path.name for path in (folder / folder_of(command)).iterdir()} == LEFT[command]
    assert f"Written to {folder_of(command)}:\n" in out
    assert out.endswith("Assumptions played out; not a forecast.\n")
    assert max(len(line) for line in out.splitlines()) <= 80


@pytest.mark.usefixtures("with_pictures")
@pytest.mark.parametrize("command", ALL)
def test_the_same_command_writes_the_same_bytes(command: str, played: Callable[[str], Ran]) -> None:
    assert parley(*ALL[command], "--quiet", "--out", "again") == (0, "", "")
    assert same_bytes(played(command).folder / folder_of(command), Path("again"))


@pytest.mark.parametrize("command", ALL)
def test_all_numbers_are_printed_as_json_and_nothing_else(command: str) -> None:
    status, out, err = parley(*ALL[command], "--json", "--out", "here")
    assert (status, err) == (0, "")
    (file,) = Path("here").glob("*.json")
    assert out == file.read_text(encoding="utf-8")
    found = json.loads(out)
    assert (found["version"], found["seed"], found["scenario"]["name"]) == (sim.__version__, 1, "baseline")


def test_boxes_are_told_in_words_with_how_good_they_are() -> None:
    _, out, _ = parley(*DISCOVER)
    box, second = out[out.index("Box 1") : out.index("Box 2")], out[out.index("Box 2") :]
    assert "if  Russia's time pressure is below 4" in box
    assert "and United States' bias is above " in box
    assert "if  Ukraine's trust is above 51" in second
    assert "All 2 boxes together" in second
    found = discovery.discover(Dataset.open("sweep-planted"), "ceasefire holding")
    assert f"density   {100 * (found.regions[0].density.value or 0.0):.0f}% (" in box
    assert "russia.time_pressure: weight the future loses in 30 days (weight lost in 30\n    days)" in out


def test_the_boxes_on_disk_are_those_of_python() -> None:
    assert parley(*DISCOVER, "--boxes", "1", "--density", "0.8", "--quiet", "--out", "here")[0] == 0
    expected = tables.table_of_boxes(discovery.discover(Dataset.open("sweep-planted"), "ceasefire holding", boxes=1, density=0.8))
    table = pd.read_csv(Path("here") / "boxes.csv")
    assert list(table.columns) == list(expected.columns)
    assert table["parameter"].tolist() == expected["parameter"].tolist()
    for column in ("low", "high", "p", "density", "density.low", "coverage.high", "density.where_found"):
        assert table[column].to_numpy() == pytest.approx(expected[column].to_numpy(dtype=float), rel=1e-5, nan_ok=True)


def test_the_cells_on_disk_are_those_of_python() -> None:
    assert parley(*HEATMAP, "--outcome", "days_at_peace", "--bins", "4", "--quiet", "--out", "here")[0] == 0
    expected = discovery.over(Dataset.open("sweep-planted"), *NAMES[:2], "days_at_peace", 4).table
    table = pd.read_csv(Path("here") / "heatmap.csv")
    assert list(table.columns) == list(expected.columns)
    assert len(table) == 16
    assert table["value"].to_numpy() == pytest.approx(expected["value"].to_numpy(), rel=1e-5)


def test_a_heat_map_takes_the_first_parameters_that_are_left() -> None:
    for words, sides in (((), NAMES[:2]), (("--x", NAMES[1]), (NAMES[1], NAMES[0])), (("--y", NAMES[0]), (NAMES[1], NAMES[0]))):
        found = json.loads(parley("heatmap", "sweep-planted", *words, "--json")[1])
        assert (found["x"]["parameter"]["name"], found["y"]["parameter"]["name"]) == sides
        assert found["outcome"] == "ceasefire holding"


def test_the_edge_is_told_with_the_settings_on_it() -> None:
    _, out, _ = parley(*FRONTIER)
    found = discovery.frontier(Dataset.open("sweep-pressed"))
    rows = out[out.index("On the edge") :].splitlines()[2:]
    shown = [int(row.split()[0]) for row in rows[: min(12, len(found.at("on the edge")))]]
    assert shown == [int(found.settings[number]) for number in found.at("on the edge")][:12]
    table = pd.read_csv(folder_of("frontier") / "frontier.csv")
    assert table["place"].value_counts()["on the edge"] == len(found.at("on the edge"))


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("discover", "nowhere", "--outcome", "no deal"), 1, "nowhere is not the folder of a sweep: there is no such folder."),
        (("discover", "sweep-planted"), 2, "Missing option '--outcome'."),
        (("discover", "sweep-planted", "--outcome", "ceasefire holdng"), 1, "Did you mean ceasefire holding?"),
        ((*DISCOVER, "--boxes", "11"), 1, "boxes is 11, but should be a whole number from 1 to 10."),
        ((*DISCOVER, "--density", "1.5"), 1, "density is 1.5, but should be a share of runs above 0 and up to 1. Did you mean 0.015?"),
        ((*DISCOVER, "--density", "nan"), 1, "density is nan, but should be a share of runs above 0 and up to 1."),
        ((*HEATMAP, "--x", "bias"), 1, "bias is not varied in this sweep. Did you mean us.bias?"),
        ((*HEATMAP, "--bins", "0"), 2, "0 is not a whole number from 1."),
        ((*FRONTIER, "--rung", "freez"), 1, "freez is not an agreement of this sweep. Did you mean freeze?"),
        ((*FRONTIER, "--within", "4000"), 1, "within is 4000, but should be a whole number of days from 1 to "),
    ],
)
def test_bad_input_gets_a_sentence_and_a_status(words: tuple[str, ...], status: int, sentence: str) -> None:
    got, out, err = parley(*words)
    assert (got, out) == (status, "")
    assert sentence in err
    assert len(err.strip().splitlines()) == 1
    assert not Path("plots").exists() or [path for path in Path("plots").rglob("*") if path.is_file()] == []


def test_one_varied_parameter_makes_no_heat_map(tmp_path: Path) -> None:
    one = planted(settings=50)
    one.manifest["varied"] = [NAMES[0]]
    written(one, tmp_path / "sweep-one")
    assert parley("heatmap", "sweep-one")[2] == f"a heat map takes two parameters, but this sweep varied only {NAMES[0]}.\n"


@pytest.mark.parametrize("command", ALL)
def test_without_pyarrow_one_sentence_says_what_to_install(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    arrow.parquet.cache_clear()
    status, out, err = parley(*ALL[command])
    arrow.parquet.cache_clear()
    assert (status, out) == (1, "")
    assert err == 'Sweeps need pyarrow, which is not installed: pip install "parley-sim[analyst]"\n'
    assert not Path("plots").exists()


def test_where_nothing_is_found_that_is_said(tmp_path: Path) -> None:
    even = planted(settings=400, runs=50, chance=lambda place: np.full(len(place), 0.5))
    assert discovery.discover(even, "ceasefire holding").regions == []
    written(even, tmp_path / "sweep-even")
    status, out, _ = parley("discover", "sweep-even", "--outcome", "ceasefire holding")
    assert status == 0
    assert "Note: No box was found in which the outcome is clearly more frequent" in out
    assert "Box 1" not in out
