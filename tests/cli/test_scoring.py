"""``parley score``."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.command import Ran, parley, ran, same_bytes

QUICK = ("--runs", "40", "--out", "card")
MINE = """
scenario: january_2025
runs: 30
seed: 5
statements:
  - {statement: A truce., date: 2025-03-01, about: {column: first_truce}, happened: yes, source: F3}
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A file of one statement."""
    path = tmp_path / "mine.yaml"
    path.write_text(MINE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The shipped file, scored in few runs."""
    return ran(tmp_path_factory.mktemp("scored"), "score", *QUICK)


@pytest.fixture
def card(scored: Ran) -> Path:
    """Where that was written."""
    return scored.folder / "card"


def test_the_shipped_file_is_the_default_and_fits_the_screen(scored):
    _, status, said, complaint = scored
    assert (status, complaint) == (0, "")
    assert all(len(line) <= 80 for line in said.splitlines())
    for words in (
        "What happened from 1 January to 22 April 2025",
        "agents at random",
        "the base rate",
        "Held by these intervals",
        "no test of foresight",
    ):
        assert words in " ".join(said.split())


def test_it_can_be_called_by_its_name(scored):
    assert parley("score", "score_2025", *QUICK) == scored[1:]


def test_it_writes_a_row_for_each_statement_and_everything_together(card):
    rows = list(csv.DictReader((card / "score.csv").read_text(encoding="utf-8").splitlines()))
    whole = json.loads((card / "score.json").read_text(encoding="utf-8"))
    assert [row["statement"] for row in rows] == [one["statement"] for one in whole["statements"]]
    asked = [row for row in rows if row["kind"] == "yes or no"]
    assert sum(float(row["brier"]) for row in asked) / len(asked) == pytest.approx(whole["model"]["brier"], rel=1e-4)
    inside = [row["inside_90"] for row in rows if row["kind"] == "measured"]
    assert inside.count("yes") / len(inside) == whole["coverage"]["model"]["90"]["share"]


def test_the_same_command_leaves_the_same_bytes_whatever_the_workers_and_quietly_if_told(card, tmp_path):
    assert parley("score", "--runs", "40", "--out", "again", "--workers", "2", "--quiet") == (0, "", "")
    assert same_bytes(card, tmp_path / "again")


def test_json_is_what_is_written_and_nothing_else(mine, tmp_path):
    _, said, complaint = parley("score", str(mine), "--out", "card", "--json")
    assert said == (tmp_path / "card" / "score.json").read_text(encoding="utf-8")
    assert complaint == ""


def test_runs_and_seed_are_those_of_the_file_unless_others_are_asked_for(mine, tmp_path):
    parley("score", str(mine), "--quiet")
    whole = json.loads((tmp_path / "plots" / "mine" / "score.json").read_text(encoding="utf-8"))
    assert (whole["runs"], whole["seed"]) == (30, 5)
    _, said, _ = parley("score", str(mine), "--runs", "7", "--seed", "0", "--json")
    whole = json.loads(said)
    assert (whole["runs"], whole["seed"], whole["statements"][0]["of_runs"]) == (7, 0, 7)


def test_a_value_can_be_changed(mine):
    as_it_was, changed = (json.loads(parley("score", str(mine), "--json", *more)[1]) for more in ((), ("--set", "talks.every=100")))
    assert changed["statements"][0]["chance"] == 0.5 / 31
    assert as_it_was["digest"] != changed["digest"]


def test_a_single_statement_and_a_single_run_can_be_scored(mine):
    status, said, _ = parley("score", str(mine), "--runs", "1")
    assert status == 0
    assert "on a single statement: that tells nothing" in said
    assert "1 statement, on 1 run of" in said


def test_a_file_of_measured_values_alone_can_be_scored(tmp_path):
    (tmp_path / "values.yaml").write_text(
        MINE.replace("about: {column: first_truce}, happened: yes", "about: {column: held_end}, value: 0.9"), encoding="utf-8"
    )
    status, said, _ = parley("score", "values.yaml")
    assert status == 0
    assert "Held by these intervals: 0 and 0 of 1" in said
    assert "Mean scores" not in said


def test_a_date_outside_the_run_is_a_sentence_and_nothing_is_lost(mine, tmp_path):
    parley("score", str(mine), "--out", "card", "--quiet")
    before = (tmp_path / "card" / "score.json").read_bytes()
    mine.write_text(MINE.replace("2025-03-01", "2026-03-01"), encoding="utf-8")
    status, said, complaint = parley("score", str(mine), "--out", "card")
    assert (status, said) == (1, "")
    assert "statement 1: date is 2026-03-01, after january_2025 ends; it should lie from 2025-01-02 to 2025-04-22." in complaint
    assert len(complaint.splitlines()) == 1
    assert (tmp_path / "card" / "score.json").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("score_2052",), 1, "there is no score file 'score_2052'. Did you mean score_2025?"),
        (("away.yaml",), 1, "away.yaml: there is no such file."),
        (("",), 1, "there is no score file ''."),
        (("score_2025", "--set", "us.bais=1"), 1, "Did you mean us.bias?"),
        (("score_2025", "--set", "days=80"), 1, "date is 2025-04-22, after january_2025 ends"),
        (("score_2025", "--runs", "0"), 2, "0 is not a whole number from 1"),
        (("score_2025", "--runs", "200000000"), 2, "one ensemble takes at most 100,000,000"),
    ],
)
def test_what_cannot_be_scored_is_refused_in_a_sentence(words, status, sentence, tmp_path):
    found, said, complaint = parley("score", *words)
    assert (found, said) == (status, "")
    assert sentence in complaint
    assert "Traceback" not in complaint
    assert not (tmp_path / "plots").exists()
