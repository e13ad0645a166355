"""``parley report``: where it writes, what it says, and what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sim import report
from sim.cli.reporting import typed
from tests.cli.command import parley
from tests.report.pages import read

SHORT = ("--runs", "12", "--days", "10")


def test_the_page_is_written_to_the_default_folder_and_the_headline_is_printed(tmp_path: Path) -> None:
    status, out, err = parley("report", "baseline", *SHORT, "--run", "3", "--set", "us.bias=0.2", "--uncertain")
    assert (status, err) == (0, "")
    assert [path.name for path in (tmp_path / "plots" / "baseline").iterdir()] == ["report.html"]
    found = read((tmp_path / "plots" / "baseline" / "report.html").read_text(encoding="utf-8"))
    assert out.startswith("The most frequent ending is “")
    assert out.endswith("\n\nWritten to plots/baseline/report.html\n")
    assert "Run 3 of 12: “" in found.text
    assert "parley report baseline --set us.bias=0.2 --run 3 --runs 12 --days 10 --uncertain" in found.text
    assert found.table("Every value")["us.bias"][0] == "0.2"
    assert found.table("How the runs end")["ending"] == ["share", "luck", "settings"]
    assert "It was given setting " in found.text


def test_a_file_of_ones_own_is_compared_with_others_and_quietly_if_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}
    monkeypatch.setattr(report, "page", lambda result, **others: asked.update(result=result, **others) or "the page")
    (tmp_path / "river.yaml").write_text("title: River\nextends: baseline\nparties: {us: {bias: 0}}\n")
    words = ("river.yaml", "--compare", "baseline", "--compare", "pressing_moscow", "--out", "here", "--quiet", "--seed", "4")
    assert parley("report", *words, *SHORT) == (0, "", "")
    assert (tmp_path / "here" / "report.html").read_text() == "the page"
    assert asked["compared"].others == ["baseline", "pressing_moscow"]
    assert asked["compared"].before is asked["result"]
    assert (asked["result"].scenario.title, asked["result"].panel_size, asked["result"].seed) == ("River", 12, 4)
    assert asked["source"].shown == "river.yaml"


def test_beside_a_shorter_scenario_the_report_keeps_its_length(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}
    monkeypatch.setattr(report, "page", lambda result, **others: asked.update(result=result, **others) or "the page")
    for name, days in (("long", 12), ("short", 7)):
        (tmp_path / f"{name}.yaml").write_text(f"title: A {name} one\nextends: baseline\ndays: {days}\n")
    assert parley("report", "long.yaml", "--compare", "short.yaml", "--runs", "5")[0] == 0
    assert (asked["result"].scenario.days, asked["compared"].before.scenario.days) == (12, 7)


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("baselin",), 1, "there is no scenario 'baselin'. Did you mean baseline?"),
        (("baseline", "--compare", "pressing_moskow", *SHORT), 1, "there is no scenario 'pressing_moskow'. Did you mean pressing_moscow?"),
        (("baseline", "--compare", "baseline", *SHORT), 2, "baseline is named twice; a comparison takes different scenarios."),
        (("baseline", "--run", "13", *SHORT), 2, "run 13 is beyond the ensemble of 12 runs; choose one of 1 to 12, or add --runs 13."),
        (("baseline", "--run", "0"), 2, "0 is not a whole number from 1."),
        (("baseline", "--uncertain", "--compare", "pressing_moscow"), 2, "--uncertain and --compare cannot be had together"),
        (("two_cities", "--uncertain", "--runs", "12"), 1, "two_cities has other parties than baseline"),
        (("baseline", "--set", "us.bais=1"), 1, "us.bais is not a name in this scenario. Did you mean us.bias?"),
        (("baseline", "--days", "0"), 1, "days is 0, but it goes from 1 to 3650"),
    ],
)
def test_bad_input_gets_a_sentence_and_leaves_nothing_behind(words: tuple[str, ...], status: int, sentence: str, tmp_path: Path) -> None:
    got, out, err = parley("report", *words)
    assert (got, out) == (status, "")
    assert sentence in err
    assert len(err.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_the_command_on_the_page_is_the_one_that_was_typed() -> None:
    assert typed("my river.yaml", (), None, 2000, 1, None, (), False) == "parley report 'my river.yaml'"
    said = typed("baseline", ("a", "b"), 7, 50, 3, 90, ("us.bias=0.1",), True)
    assert said == "parley report baseline --compare a --compare b --set us.bias=0.1 --run 7 --runs 50 --seed 3 --days 90 --uncertain"
