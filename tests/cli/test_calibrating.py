"""``parley calibrate``."""

from __future__ import annotations

import csv
import functools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from sim.calibration import centre, inputs, screening, signs, spreading
from tests.cli.command import parley

EASY = [
    {"name": "some quiet", "what": "w", "summary": "six_weeks_no_general", "value": 0.8, "tolerance": 0.2, "unit": "share", "source": "judgement"}
]
SOON = "title: The second half of the year\nextends: baseline\nstart: 2025-07-04\ndays: 180\n"  # as short as targets allow
NARROW = {"europe.guarantee": {"low": 0.05, "high": 0.3, "scale": "even", "source": "judgement"}}


def prepare(folder: Path, patch: pytest.MonkeyPatch) -> list[str]:
    """A plan that takes seconds, an easy target and one parameter; what to type."""
    patch.chdir(folder)
    patch.setattr(screening, "PLAN", (screening.Wave(12, 1, 8), screening.Wave(4, 3, 8)))
    patch.setattr(screening, "Screening", functools.partial(screening.Screening, check=96))
    patch.setattr(signs, "RUNS", 8)
    few = signs.signs()[:2]
    patch.setattr(signs, "signs", lambda: few)
    patch.setattr(centre, "ROUGH", 8)
    patch.setattr(centre, "FINE", 32)
    (folder / "targets.yaml").write_text(yaml.safe_dump({"targets": EASY}), encoding="utf-8")
    (folder / "priors.yaml").write_text(yaml.safe_dump({"priors": NARROW}), encoding="utf-8")
    return ["calibrate", "--targets", str(folder / "targets.yaml"), "--priors", str(folder / "priors.yaml")]


@pytest.fixture
def little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A small calibration in a folder of its own."""
    return prepare(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[str], Path, str]]:
    """A small calibration that was played once: what was typed, its folder, and what it said."""
    folder = tmp_path_factory.mktemp("calibrated")
    with pytest.MonkeyPatch.context() as patch:
        (folder / "soon.yaml").write_text(SOON, encoding="utf-8")
        typed = [*prepare(folder, patch), str(folder / "soon.yaml"), "--out", str(folder / "found")]
        status, said, complaint = parley(*typed)
        assert status == 0, complaint
        yield typed, folder / "found", said


def test_it_writes_the_set_and_the_report(finished):
    _, folder, said = finished
    rows = list(csv.DictReader((folder / "calibrated.csv").read_text().splitlines()))
    report = json.loads((folder / "calibration.json").read_text())
    assert f"{20 + report['families'] * spreading.CHILDREN} settings screened" in said
    assert f"{report['spread']['stay']} show the signs" in said
    assert len(rows) == report["kept"] > 0
    assert all(0.05 <= float(row["europe.guarantee"]) <= 0.3 for row in rows)


def test_it_draws_what_is_left_of_the_priors_and_of_the_targets(finished):
    _, folder, said = finished
    pictures = [f"{name}.{ending}" for name in ("priors", "targets") for ending in ("png", "svg")]
    assert said.endswith(f"Written to {folder}: {', '.join(['calibrated.csv', 'calibration.json', *pictures])}\n")
    assert all((folder / name).stat().st_size > 5_000 for name in pictures)
    assert "left" in (folder / "priors.svg").read_text(encoding="utf-8").partition("aria-label=")[2].partition(">")[0]


def test_the_same_command_again_finds_the_same_without_playing_again(finished):
    typed, folder, _ = finished
    first = (folder / "calibrated.csv").read_bytes()
    written = {path: path.stat().st_mtime_ns for path in (folder / "blocks").iterdir()}
    assert parley(*typed, "--quiet") == (0, "", "")
    assert (folder / "calibrated.csv").read_bytes() == first
    assert {path: path.stat().st_mtime_ns for path in (folder / "blocks").iterdir()} == written


def test_another_seed_in_the_same_folder_is_refused(finished):
    typed, _, _ = finished
    status, _, complaint = parley(*typed, "--seed", "2")
    assert status == 1
    assert "found holds another calibration: seed differ" in complaint


def test_a_target_that_nothing_meets_is_said(little, tmp_path):
    impossible = [EASY[0] | {"summary": "front_drift", "value": 0.5, "tolerance": 0.01}]
    (tmp_path / "targets.yaml").write_text(yaml.safe_dump({"targets": impossible}), encoding="utf-8")
    status, _, complaint = parley(*little, "--out", "found")
    assert status == 1
    assert "No setting meets all targets" in complaint
    assert "some quiet" in complaint
    assert not (tmp_path / "found" / "calibrated.csv").exists()


def test_a_target_on_an_unknown_number_is_refused_before_anything_is_played(little, tmp_path):
    (tmp_path / "targets.yaml").write_text(yaml.safe_dump({"targets": [EASY[0] | {"summary": "peace"}]}), encoding="utf-8")
    status, _, complaint = parley(*little, "--out", "found")
    assert status == 1
    assert "summary is the text 'peace', which no ensemble has" in complaint
    assert not (tmp_path / "found").exists()


def test_the_shipped_targets_and_priors_are_the_default():
    assert inputs.shipped(inputs.TARGETS).is_file()
    assert inputs.shipped(inputs.PRIORS).is_file()
