"""``parley compare``: what is printed, written and refused."""

from __future__ import annotations

import dataclasses
import errno
import json
import os
import shlex
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import sim
from sim import outputs
from sim.cli import compared
from sim.cli.comparing import stories
from sim.result import OUTCOMES
from tests.cli.command import parley

SHORT = ("--runs", "40", "--days", "50")
CHANGED = ("compare", "baseline", "--set", "us.leverage.russia=0.9")


@pytest.mark.usefixtures("with_pictures")
def test_compare_leaves_tables_numbers_and_a_picture_in_a_folder_named_for_both(tmp_path: Path) -> None:
    status, out, err = parley("compare", "baseline", "pressing_moscow", *SHORT)
    assert (status, err) == (0, "")
    written = {path.name for path in (tmp_path / "plots" / "compare-baseline-pressing_moscow").iterdir()}
    assert written == {"differences.csv", "changes.csv", "partings.csv", "comparison.json", "comparison.png", "comparison.svg"}
    assert "40 runs of 50 days, seed 1: run by run the same luck in both scenarios." in out
    assert "pressing_moscow (Pressing Moscow) compared with baseline" in out


def test_one_scenario_is_compared_with_itself_changed(tmp_path: Path) -> None:
    status, out, _ = parley(*CHANGED, *SHORT)
    assert status == 0
    assert "us.leverage.russia=0.9 compared with as it was" in out
    table = pd.read_csv(tmp_path / "plots" / "compare-baseline-us.leverage.russia=0.9" / "differences.csv")
    assert set(table["scenario"]) == {"us.leverage.russia=0.9"}


def test_with_several_scenarios_a_setting_holds_in_all(tmp_path: Path) -> None:
    both = ("compare", "baseline", "pressing_moscow", *SHORT)
    plain, changed = (json.loads(parley(*both, *more, "--json")[1]) for more in ((), ("--set", "us.bias=0.8")))
    for name in ("baseline", "pressing_moscow"):
        assert plain["scenarios"][name]["digest"] != changed["scenarios"][name]["digest"]


def test_the_screen_keeps_to_80_columns() -> None:
    after_the_last_event = "211"
    _, out, _ = parley("compare", "baseline", "two_cities", "squeezing_kyiv", "--runs", "60", "--days", after_the_last_event)
    lines = [line for line in out.splitlines() if "parley story" not in line]
    assert max(len(line) for line in lines) <= 80


def test_all_numbers_are_printed_as_json_and_nothing_else(tmp_path: Path) -> None:
    status, out, err = parley(*CHANGED, *SHORT, "--json", "--out", "here")
    assert (status, err) == (0, "")
    assert out == (tmp_path / "here" / "comparison.json").read_text(encoding="utf-8")
    found = json.loads(out)
    assert (found["runs"], found["days"], found["seed"], found["version"]) == (40, 50, 1, sim.__version__)
    assert found["scenarios"]["as it was"]["digest"] == sim.load("baseline").set("days", 50).digest
    row = found["compared"]["us.leverage.russia=0.9"]["numbers"]["reached.truce"]
    assert row["low"] <= row["difference"] <= row["high"]
    assert row["difference"] == pytest.approx(row["after"] - row["before"])


def test_quiet_prints_nothing() -> None:
    assert parley(*CHANGED, *SHORT, "--quiet") == (0, "", "")


@pytest.mark.usefixtures("with_pictures")
def test_the_same_command_writes_the_same_bytes_whatever_the_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.runs.compare.__kwdefaults__", sim.compare.__kwdefaults__ | {"batch": 40})
    for folder, workers in (("one", "1"), ("two", "2")):
        assert parley(*CHANGED, *SHORT, "--quiet", "--out", folder, "--workers", workers)[0] == 0
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert len(names) == 6
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_tables_on_disk_are_those_of_the_comparison(tmp_path: Path) -> None:
    assert parley("compare", "baseline", "pressing_moscow", "--runs", "60", "--days", "120", "--quiet", "--out", "here")[0] == 0
    found = sim.compare([sim.load(name).set("days", 120) for name in ("baseline", "pressing_moscow")], runs=60)
    differences, changes, partings = (pd.read_csv(tmp_path / "here" / f"{name}.csv") for name in ("differences", "changes", "partings"))
    assert differences["difference"].to_numpy() == pytest.approx(found.differences["difference"].to_numpy(dtype=float), rel=1e-5, nan_ok=True)
    assert changes.to_dict() == found.changes.to_dict()
    assert np.array_equal(partings["day parted: pressing_moscow"].fillna(0), found.parted_on["pressing_moscow"])
    assert set(partings["outcome: baseline"]) <= set(OUTCOMES)


def test_the_hint_names_stories_that_show_what_changed() -> None:
    _, out, _ = parley(*CHANGED, "--runs", "30", "--days", "200", "--seed", "4")
    commands = [shlex.split(line) for line in out.splitlines() if line.strip().startswith("parley story")]
    assert [words[:3] for words in commands] == [["parley", "story", "baseline"]] * 2
    assert [("us.leverage.russia=0.9" in words) for words in commands] == [False, True]
    run = commands[0][commands[0].index("--run") + 1]
    ends = [json.loads(parley(*words[1:], "--json")[1])["outcome"] for words in commands]
    assert ends[0] != ends[1]
    assert f"Run {run} is the first that changes, from “{ends[0]}” to “{ends[1]}”, parting on day " in " ".join(out.split())


def test_a_story_beyond_the_usual_ensemble_is_given_an_ensemble_that_has_it() -> None:
    scenario = sim.load("baseline").set("days", 1)
    found = sim.compare({"before": scenario, "after": scenario}, runs=2300)
    codes = (np.arange(2300) >= 2099).astype(np.int8)  # run 2100 is the first to end in another way
    after = dataclasses.replace(found.before, columns=found.before.columns | {"outcome": found.before.columns["outcome"] + codes})
    late = dataclasses.replace(found, results={"before": found.before, "after": after})
    commands = stories(late, {"before": ["baseline"], "after": ["baseline"]}, days=1)
    assert commands["after"][0] == "parley story baseline --run 2100 --runs 2100 --days 1"


def test_equal_scenarios_are_said_to_be_equal() -> None:
    _, out, _ = parley("compare", "baseline", "--set", f"us.bias={sim.load('baseline').get('us.bias')}", *SHORT)
    assert "Both scenarios say the same, so nothing can differ." in out
    assert "No outcome changes in 40 runs." in out
    assert "In every run the same happens from the first day to the last." in out
    assert "parley story" not in out


def test_what_cannot_be_compared_is_said_and_the_rest_is_compared(tmp_path: Path) -> None:
    (tmp_path / "alone.yaml").write_text("title: Alone\nextends: baseline\ndays: 30\nparties: {us: null}\nred_lines: {russia: null}\n")
    status, out, err = parley("compare", "baseline", "alone.yaml", "two_cities", "--runs", "40")
    assert (status, err) == (0, "")
    said = " ".join(out.split())
    assert "All are compared over 30 days, the length of the shortest (baseline 365, alone 30, two_cities" in said
    assert "baseline has a mediator and alone has none" in said
    assert "On the ladder of baseline, but not of two_cities: ‘Civilian targets spared’" in said
    assert "Russia (baseline) is compared with" in said


def test_numbers_that_luck_explains_are_named_and_the_others_sorted() -> None:
    _, out, _ = parley(*CHANGED, "--runs", "200", "--days", "150")
    assert out.index("Other shares, largest difference first") < out.index("Numbers a run, clearest difference first") < out.index("Run by run")
    lines = out[out.index("Other shares") : out.index("Numbers a run")].splitlines()
    sizes = [abs(float(line.split("%")[2].split()[0])) for line in lines if line.count("%") == 2]
    assert len(sizes) > 3
    assert sizes == sorted(sizes, reverse=True)
    assert "excludes it by luck" in " ".join(out.split())


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("baseline",), 2, "a comparison takes two scenarios, or one with --set."),
        ((), 2, "Missing argument 'SCENARIO...'"),
        (("baseline", "baseline"), 2, "baseline is named twice; a comparison takes different scenarios."),
        (tuple(f"s{number}.yaml" for number in range(9)), 1, "s0.yaml: there is no such file."),
        (("baseline", "baselin"), 1, "there is no scenario 'baselin'. Did you mean baseline?"),
        (("baseline", "--set", "us.bais=1"), 1, "us.bais is not a name in this scenario. Did you mean us.bias?"),
        (("baseline", "two_cities", "--set", "us.bias=1"), 1, "two_cities: --set us.bias=1: us.bias is not a name in this scenario."),
        (("baseline", "atrocity", "--days", "30"), 1, "atrocity: --days 30: "),
        (("baseline", "atrocity", "--runs", "0"), 2, "0 is not a whole number from 1."),
        (("baseline", "atrocity", "--runs", "100000001"), 2, "runs is 100000001, but one ensemble takes at most 100,000,000."),
        (("baseline", "--set", "russia.strategy=stubbon"), 1, "russia.strategy is the text 'stubbon', but should be"),
        (("baseline", "atrocity", "--strategies", "nope.py"), 1, "nope.py: this cannot be read: No such file or directory."),
    ],
)
def test_bad_input_gets_a_sentence_and_a_status(tmp_path: Path, words: tuple[str, ...], status: int, sentence: str) -> None:
    got, out, err = parley("compare", *words)
    assert (got, out) == (status, "")
    assert sentence in err
    assert len(err.strip().splitlines()) == 1
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_more_scenarios_than_a_picture_can_show_are_refused(tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"s{number}.yaml").write_text(f"title: Number {number}\nextends: baseline\n")
    status, out, err = parley("compare", *(f"s{number}.yaml" for number in range(9)))
    assert (status, out) == (2, "")
    assert "a comparison takes 2 to 8 scenarios, but there are 9." in err
    assert not (tmp_path / "plots" / "compare-s0-s1").exists()


def test_files_of_one_name_go_by_their_paths(tmp_path: Path) -> None:
    for folder, bias in (("one", 0.1), ("two", 0.8)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "mine.yaml").write_text(f"title: Mine\nextends: baseline\nparties: {{us: {{bias: {bias}}}}}\n")
    found = json.loads(parley("compare", "one/mine.yaml", "two/mine.yaml", *SHORT, "--json")[1])
    assert list(found["scenarios"]) == ["one/mine.yaml", "two/mine.yaml"]


def test_a_strategy_of_ones_own_is_compared_and_named_in_the_hint(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(
        "import numpy as np\nimport sim\n\n\nclass Silent(sim.Belligerent, strategy='silent'):\n    def choose(self, view, rungs, allowed, die):\n"
        "        return np.full(die.shape, -1)\n"
    )
    status, out, _ = parley("compare", "baseline", "--set", "russia.strategy=silent", "--strategies", "mine.py", "--runs", "40", "--days", "120")
    assert status == 0
    assert "parley story baseline --set russia.strategy=silent --strategies mine.py --run " in out


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert parley(*CHANGED, *SHORT, "--quiet", "--out", "kept")[0] == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "kept").iterdir()}

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "comparison.json")

    monkeypatch.setattr(compared, "as_json", full)
    status, out, err = parley(*CHANGED, "--runs", "50", "--days", "30", "--out", "kept")
    assert (status, out) == (1, "")
    assert err == "The disk is full at comparison.json; nothing half-written is left.\n"
    assert {path.name: path.read_bytes() for path in (tmp_path / "kept").iterdir()} == before


def test_a_failed_first_comparison_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(outputs, "write_table", broken)
    assert parley(*CHANGED, *SHORT, "--out", "new") == (1, "", "The system: Input/output error.\n")
    assert list(tmp_path.iterdir()) == []


def test_brackets_and_other_scripts_in_names_are_names(tmp_path: Path) -> None:
    (tmp_path / "река [b].yaml").write_text("title: Odd [/b] title 国\nextends: baseline\nparties: {us: {bias: 0.9}}\n", encoding="utf-8")
    status, out, _ = parley("compare", "baseline", "река [b].yaml", *SHORT)
    assert status == 0
    assert "река [b] (Odd [/b] title 国) compared with baseline" in out
    assert (tmp_path / "plots" / "compare-baseline-река-b").is_dir()


def test_a_very_long_name_makes_a_folder_all_the_same() -> None:
    settings = [word for number in range(30) for word in ("--set", f"agreements.thirty_day_ceasefire.days={number + 5}")]
    status, _, err = parley("compare", "baseline", *settings, *SHORT, "--quiet")
    assert (status, err) == (0, "")


def test_help_says_how_to_compare_one_with_itself() -> None:
    status, out, _ = parley("compare", "--help")
    assert status == 0
    assert "name one, and --set says how it is changed" in " ".join(out.split())


def test_one_run_is_one_run() -> None:
    _, out, _ = parley("compare", "baseline", "pressing_moscow", "--runs", "1")
    assert "\n1 run of 365 days, seed 1" in out
    assert "All histories part: something else happens for the first time, in at least half of them on day " in " ".join(out.split())
