"""A finished sweep as a folder: what is read from it, and what is refused."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sim.scenario import ScenarioError
from sim.sweeps import Dataset, arrow

MANIFEST = {
    "design": {"design": {"kind": "grid"}},
    "varied": ["us.bias"],
    "settings": 2,
    "runs": 2,
    "seed": 1,
    "scenario": {"name": "baseline"},
    "columns": ["setting", "us.bias", "run", "outcome", "first_truce"],
}


def part(setting: int, bias: float) -> pa.Table:
    """Two runs of a setting: the first never reaches a truce."""
    return pa.table(
        {
            "setting": pa.array([setting] * 2, pa.int32()),
            "us.bias": [bias] * 2,
            "run": pa.array([1, 2], pa.int32()),
            "outcome": pa.DictionaryArray.from_arrays(np.array([0, 1], dtype=np.int8), ["no deal", "ceasefire holding"]),
            "first_truce": pa.array([0, 7], pa.int32(), mask=np.array([True, False])),
        }
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small sweep, written by hand: ten settings and more would stand in more parts, in the order of their numbers."""
    (tmp_path / "runs").mkdir()
    for number, bias in ((1, 0.5), (0, -0.5)):
        pq.write_table(part(number + 1, bias), tmp_path / "runs" / f"part-{number:05}.parquet")
    pq.write_table(pa.table({"setting": pa.array([1, 2], pa.int32()), "us.bias": [-0.5, 0.5], "runs": [2, 2]}), tmp_path / "settings.parquet")
    (tmp_path / "manifest.json").write_text(json.dumps(MANIFEST), encoding="utf-8")
    return tmp_path


def test_a_folder_gives_settings_and_runs_in_their_order(folder: Path) -> None:
    found = Dataset.open(folder)
    assert found.varied == ["us.bias"]
    assert found.settings["us.bias"].tolist() == [-0.5, 0.5]
    runs = found.runs()
    assert list(runs.columns) == found.columns == MANIFEST["columns"]
    assert runs[["setting", "run"]].to_numpy().tolist() == [[1, 1], [1, 2], [2, 1], [2, 2]]
    assert runs["outcome"].tolist() == ["no deal", "ceasefire holding"] * 2
    assert runs["first_truce"].isna().tolist() == [True, False] * 2


def test_only_the_columns_that_are_wanted_are_read(folder: Path) -> None:
    found = Dataset.open(str(folder)).runs(["us.bias", "outcome"])
    assert list(found.columns) == ["us.bias", "outcome"]
    assert found["us.bias"].tolist() == [-0.5, -0.5, 0.5, 0.5]


def test_a_dataset_says_what_it_is(folder: Path) -> None:
    assert repr(Dataset.open(folder)) == "<Dataset of baseline: 2 settings of 2 runs, us.bias varied>"


def test_a_column_that_is_not_there_is_refused_with_a_guess(folder: Path) -> None:
    with pytest.raises(ScenarioError) as refused:
        Dataset.open(folder).runs(["us.bais", "run"])
    assert refused.value.sentences == ["the sweep has no column us.bais. Did you mean us.bias?"]


def test_what_is_no_sweep_is_refused_in_a_sentence(folder: Path) -> None:
    def refusal(place: Path) -> str:
        with pytest.raises(ScenarioError) as refused:
            Dataset.open(place)
        (sentence,) = refused.value.sentences
        return sentence

    assert refusal(folder / "nowhere") == f"{folder / 'nowhere'} is not the folder of a sweep: there is no such folder."
    assert refusal(folder / "runs") == f"{folder / 'runs'} is not the folder of a sweep: it has no manifest.json."
    assert refusal(folder / "settings.parquet").endswith("it is not a folder.")
    (folder / "settings.parquet").unlink()
    assert refusal(folder).startswith(f"the sweep in {folder} is not finished; ")
    for text in ("{", "[]", "{}"):
        (folder / "manifest.json").write_text(text, encoding="utf-8")
        assert refusal(folder) == f"{folder / 'manifest.json'} is not the manifest of a sweep."


def test_without_pyarrow_one_sentence_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    arrow.parquet.cache_clear()
    with pytest.raises(ImportError, match=r'pip install "parley-sim\[analyst\]"'):
        Dataset.open(folder)
    arrow.parquet.cache_clear()
