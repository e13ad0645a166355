"""``parley calibrate``."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import yaml

from sim.calibration import inputs, screening, signs
from tests.cli.command import parley

EASY = [
    {"name": "some quiet", "what": "w", "summary": "six_weeks_no_general", "value": 0.8, "tolerance": 0.2, "unit": "share", "source": "judgement"}
]
NARROW = {"europe.guarantee": {"low": 0.05, "high": 0.3, "scale": "even", "source": "judgement"}}


@pytest.fixture
def little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A plan that takes seconds, an easy target and one parameter."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(screening, "PLAN", ((12, 8), (8, 8)))
    monkeypatch.setattr(signs, "RUNS", 8)
    (tmp_path / "targets.yaml").write_text(yaml.safe_dump({"targets": EASY}), encoding="utf-8")
    (tmp_path / "priors.yaml").write_text(yaml.safe_dump({"priors": NARROW}), encoding="utf-8")
    return ["calibrate", "--targets", "targets.yaml", "--priors", "priors.yaml"]


def test_it_writes_the_set_and_the_report(little, tmp_path):
    status, said, complaint = parley(*little, "--out", "found")
    assert status == 0, complaint
    assert "20 settings screened" in said
    rows = list(csv.DictReader((tmp_path / "found" / "calibrated.csv").read_text().splitlines()))
    report = json.loads((tmp_path / "found" / "calibration.json").read_text())
    assert len(rows) == report["kept"] > 0
    assert all(0.05 <= float(row["europe.guarantee"]) <= 0.3 for row in rows)


def test_the_same_command_again_finds_the_same_without_playing_again(little, tmp_path):
    parley(*little, "--out", "found")
    first = (tmp_path / "found" / "calibrated.csv").read_bytes()
    written = {path: path.stat().st_mtime_ns for path in (tmp_path / "found" / "blocks").iterdir()}
    parley(*little, "--out", "found", "--quiet")
    assert (tmp_path / "found" / "calibrated.csv").read_bytes() == first
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "found" / "blocks").iterdir()} == written


def test_another_seed_in_the_same_folder_is_refused(little):
    parley(*little, "--out", "found")
    status, _, complaint = parley(*little, "--out", "found", "--seed", "2")
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
