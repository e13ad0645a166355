"""Design files: what they may say, and everything that is wrong said at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import sim
from sim.scenario import ScenarioError
from sim.sweeps import Design, design
from tests.sweeps.designs import MONTH, SMALL

FILE = """\
scenario: baseline
set: {us.bias: 0.25}
runs: 200
seed: 7
design: {kind: sobol, settings: 8}
vary:
  russia.time_pressure: [0.005, 0.10]
  russia.resources: {low: 1.0, high: 3.0, scale: ratio}
"""


def refusals(said: Any, **more: Any) -> list[str]:
    """What is said against a design."""
    with pytest.raises(ScenarioError) as refused:
        design(said, **more)
    return refused.value.sentences


def written(folder: Path, text: str) -> Path:
    """A design file."""
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def of_list(*settings: dict[str, Any]) -> dict[str, Any]:
    """A design that is a list of settings."""
    return {**MONTH, "design": {"kind": "list", "settings": list(settings)}}


def test_a_file_says_scenario_settings_runs_and_seed(tmp_path: Path) -> None:
    found = design(written(tmp_path, FILE))
    assert (found.name, found.runs, found.seed, found.settings, found.total) == ("mine", 200, 7, 8, 1600)
    assert found.varied == ["russia.time_pressure", "russia.resources"]
    assert found.scenario == sim.load("baseline").set("us.bias", 0.25)
    assert found.written["vary"]["russia.time_pressure"] == [0.005, 0.10]


def test_options_go_before_what_is_written(tmp_path: Path) -> None:
    found = design(written(tmp_path, FILE), runs=5, seed=0, settings=["us.lean=0.1"])
    assert (found.runs, found.seed, found.scenario.get("us.lean")) == (5, 0, 0.1)


def test_the_same_can_be_said_in_python(tmp_path: Path) -> None:
    in_file = design(written(tmp_path, FILE))
    same: dict[str, Any] = {**in_file.written, "scenario": sim.load("baseline")}
    assert design(same).values.tolist() == in_file.values.tolist()
    assert design({**same, "scenario": sim.load("baseline")}, settings=["us.lean=0.1"]).scenario.get("us.lean") == 0.1
    assert repr(design(same)) == "<Design design: 8 settings of 200 runs of baseline, russia.time_pressure, russia.resources varied>"


def test_a_scenario_is_looked_for_beside_the_design(tmp_path: Path) -> None:
    (tmp_path / "river.yaml").write_text("title: A river\nextends: baseline\nparties:\n  us:\n    bias: 0.4\n", encoding="utf-8")
    found = design(written(tmp_path, FILE.replace("scenario: baseline", "scenario: river.yaml").replace("us.bias: 0.25", "days: 9")))
    assert (found.scenario.name, found.scenario.get("us.bias"), found.scenario.days) == ("river", 0.4, 9)


def test_a_grid_takes_steps_of_its_own_and_values_written_out() -> None:
    found = design(
        {
            **MONTH,
            "design": {"kind": "grid", "steps": 3},
            "vary": {"us.bias": [-0.5, 0.5], "us.lean": {"values": [0.9, 0.1]}, "us.reset": {"low": 0.01, "high": 0.5, "scale": "ratio", "steps": 2}},
        }
    )
    assert found.settings == 3 * 2 * 2
    assert found.values[:4].tolist() == [[-0.5, 0.9, 0.01], [-0.5, 0.9, 0.5], [-0.5, 0.1, 0.01], [-0.5, 0.1, 0.5]]


def test_a_list_is_taken_as_it_stands() -> None:
    found = design(of_list({"us.bias": 0.1, "us.lean": 0.2}, {"us.lean": 0.4, "us.bias": 0.3}))
    assert (found.varied, found.values.tolist()) == (["us.bias", "us.lean"], [[0.1, 0.2], [0.3, 0.4]])


def test_a_list_may_stand_in_a_file_beside_the_design(tmp_path: Path) -> None:
    (tmp_path / "settings.csv").write_text("\ufeffus.bias, us.lean\n0.1,0.2\n\n-0.3,1e-1\n", encoding="utf-8")
    found = design(written(tmp_path, "scenario: baseline\ndesign: {kind: list, file: settings.csv}\n"))
    assert (found.varied, found.values.tolist()) == (["us.bias", "us.lean"], [[0.1, 0.2], [-0.3, 0.1]])


def test_an_event_that_ends_the_variation_is_noted(tmp_path: Path) -> None:
    said = "title: A turn\nextends: baseline\nevents:\n  - {day: 9, title: A turn, set: {us.bias: 0.0}}\n"
    (tmp_path / "turn.yaml").write_text(said, encoding="utf-8")
    found: Design = design({**SMALL, "scenario": tmp_path / "turn.yaml"})
    assert found.notes == ["us.bias varies up to day 9 only, when an event sets it."]
    assert design(SMALL).notes == []


def test_all_faults_of_a_file_are_named_at_once_each_with_its_place(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """\
scenario: baseline
run: 100
runs: 0
set: {us.bais: 1}
design: {kind: sobol, settings: 100, steps: 3}
vary:
  russia.time_presure: [0.005, 0.10]
  russia.resources: {low: 3.0, high: 1.0}
  us.bias: [0.1]
  us.lean: [0.1, 7]
  us.reset: [0.2, 0.2]
  russia.trust: {low: 0, high: 0.5, scale: ratio}
  ukraine.trust: some
""",
    )
    places = [sentence.removeprefix(f"{path}:").split(": ", 1) for sentence in refusals(path)]
    assert [place for place, _ in places] == ["2:1", "3:7", "4:16", "5:33", "5:38", "7:3", "8:21", "9:12", "10:12", "11:13", "12:17", "13:18"]
    said = [sentence for _, sentence in places]
    assert said[0] == "the design: run is not known here. Did you mean runs?"
    assert said[2] == "set: us.bais is not a name in this scenario. Did you mean us.bias?"
    assert said[3] == "design: settings is 100, but a Sobol sequence is even at powers of two only, as 64 or 128."
    assert said[5] == "vary: russia.time_presure is not a name in this scenario. Did you mean russia.time_pressure?"
    assert said[6] == "vary: russia.resources: low is 3.0 and high is 1.0, but low should be below high."
    assert said[7] == "vary: us.bias is a list of 1, but should be the two ends of a range, as in [0.1, 0.5]."
    assert said[8].startswith("vary: us.lean: high is 7, but the parameter goes from 0 to 1")
    assert said[9] == "vary: us.reset: low is 0.2 and high is 0.2, but low should be below high."
    assert "on the scale of ratios it should be above 0" in said[10]
    assert said[11] == "vary: ukraine.trust is the text 'some', but should be a mapping with low, high and scale."


def test_a_grid_larger_than_memory_is_counted_and_refused() -> None:
    ranges = {f"russia.{name}": [0.01, 0.1] for name in ("time_pressure", "war_cost", "trust", "optimism")}
    (sentence,) = refusals({**MONTH, "design": {"kind": "grid", "steps": 1000}, "vary": ranges})
    assert "1,000 × 1,000 × 1,000 × 1,000 = 1,000,000,000,000 settings, but at most 1,000,000 fit in memory" in sentence


def test_more_runs_than_anybody_can_keep_are_counted_and_refused() -> None:
    said = {**MONTH, "runs": 10_000_000, "design": {"kind": "latin_hypercube", "settings": 1000}, "vary": {"us.bias": [0, 1]}}
    assert refusals(said) == ["design: 1,000 settings of 10,000,000 runs are 10,000,000,000 runs, but one sweep takes at most 3,000,000,000."]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"design": "grod"}, "design: kind is the text 'grod', which is not known here. Did you mean grid?"),
        ({"design": {"steps": 3}}, "design: kind is missing; it should be grid, latin_hypercube, sobol or list."),
        ({"design": {"kind": "sobol"}}, "design: settings is missing."),
        ({"design": {"kind": "sobol", "settings": 2**20}}, "design: settings is 1,048,576, but at most 1,000,000 fit in memory."),
        ({"design": {"kind": "grid", "steps": 1}, "vary": {"us.bias": [0, 1]}}, "design: steps is 1, but should be a whole number from 2."),
        ({"design": {"kind": "grid"}, "vary": {"us.bias": [0, 1]}}, "vary: us.bias has no number of steps"),
        ({"design": {"kind": "grid", "steps": 20_000}, "vary": {"us.bias": [0, 1]}}, "design: steps is 20,000, but should be at most 10,000."),
        ({"vary": {"us.bias": {"values": []}}}, "vary: us.bias: values is a list, but should be a list of numbers."),
        ({"vary": {"us.bias": {"values": [0.1, 0.1]}}}, "vary: us.bias is 0.1 twice."),
        ({"vary": {"us.bias": {"values": [0.1, 2]}}}, "vary: us.bias is 2, but it goes from -1 to 1"),
        ({"vary": {"us.bias": {"values": [0.1], "steps": 3}}}, "vary: us.bias: steps is not known here."),
        ({"vary": {"us.bias": [0, float("nan")]}}, "vary: us.bias: high is nan, but should be a number."),
        ({"vary": {"talks.every": [1, 5]}}, "vary: talks.every is the same in all runs of a batch"),
        ({"vary": {}}, "vary should be a mapping of parameters to their ranges"),
        ({"seed": 0.5}, "seed is 0.5, but should be a whole number."),
        ({"set": "us.bias=1"}, "set should be a mapping, as in {us.bias: 0.8}."),
        ({"design": {"kind": "list"}}, "design: a list has either settings"),
    ],
)
def test_each_fault_has_its_sentence(change: dict[str, Any], sentence: str) -> None:
    assert any(sentence in said for said in refusals({**SMALL, **change}))


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ([], "design: settings should be a list of mappings"),
        ([{"us.bias": 0.1}, 3], "design: settings should be a list of mappings"),
        ([{"us.bias": 0.1}, {"us.bias": 4}], "setting 2: us.bias is 4, but it goes from -1 to 1"),
        ([{"us.bias": 0.1}, {"us.lean": 0.4}], "setting 2: us.bias is missing; every setting says the same parameters."),
        ([{"us.bias": 0.1}, {"us.bias": 0.2, "us.bais": 0.4}], "setting 2: us.bais is not in setting 1; every setting says the same parameters. Did"),
        ([{"us.bais": 0.1}], "setting 1: us.bais is not a name in this scenario. Did you mean us.bias?"),
        ([{"us.bias": None}], "setting 1: us.bias is missing, but should be a number from -1 to 1."),
    ],
)
def test_each_fault_of_a_list_has_its_sentence(settings: list[Any], sentence: str) -> None:
    assert any(sentence in said for said in refusals({**MONTH, "design": {"kind": "list", "settings": settings}}))


def test_a_list_says_itself_what_is_varied() -> None:
    assert refusals({**of_list({"us.bias": 0.1}), "vary": {"us.bias": [0, 1]}}) == ["vary does not go with a list: its settings say what is varied."]


def test_faults_of_a_file_of_settings_come_with_line_and_cell(tmp_path: Path) -> None:
    path = tmp_path / "settings.csv"

    def said(text: str) -> list[str]:
        path.write_bytes(text.encode("latin-1"))
        return [sentence.replace(f"{path}", "CSV") for sentence in refusals({**MONTH, "design": {"kind": "list", "file": str(path)}})]

    assert said("us.bias,us.lean\n0.1,x\n,0.5\n0.1\n") == [
        "CSV:2:2: us.lean is the text 'x', but should be a number from 0 to 1 (share of blame on the defender to which its view returns).",
        "CSV:3:1: us.bias is missing, but should be a number from -1 to 1.",
        "CSV:4:1: there are 1 values, but the first line has 2 names.",
    ]
    assert said("us.bias,us.bais,us.bias\n1,1,1\n") == [
        "CSV:1:1: us.bias is named 2 times.",
        "CSV:1:2: the first line: us.bais is not a name in this scenario. Did you mean us.bias?",
    ]
    assert said("us.bias\n") == ["CSV:1:1: there is no setting below the first line."]
    assert said("") == ["CSV:1:1: the first line should name the parameters that are varied, as in us.bias,russia.resources."]
    assert said("us.bias\n\xff\n") == ["design: file CSV cannot be read: this is not UTF-8 text."]
    assert len(said("us.bias\n" + "9\n" * 5000)) <= 102
    path.unlink()
    assert refusals({**MONTH, "design": {"kind": "list", "file": str(path)}}) == [f"design: file {path} cannot be read: No such file or directory."]
    assert "file is 3, but should be the name of a CSV file" in refusals({**MONTH, "design": {"kind": "list", "file": 3}})[0]


def test_what_is_no_design_is_refused(tmp_path: Path) -> None:
    assert refusals(3) == ["a design is a path or a mapping, but this is a int."]
    assert refusals({}) == ["design: there should be a 'scenario', the name of a scenario or the path of a file."]
    assert refusals({"scenario": "baseline"}) == ["the design: design is missing."]
    assert refusals(tmp_path / "no.yaml") == [f"{tmp_path / 'no.yaml'}: there is no such file."]
    assert refusals(written(tmp_path, "# nothing\n"))[0].endswith("the file is empty; write a scenario, a design and what to vary.")
    assert refusals(written(tmp_path, "runs: 3\n"))[0].endswith("there should be a 'scenario', the name of a scenario or the path of a file.")
    assert "Did you mean baseline?" in refusals(written(tmp_path, FILE.replace("scenario: baseline", "scenario: baselin")))[0]
    assert "aliases (*x) are not allowed" in refusals(written(tmp_path, FILE.replace("runs: 200", "runs: *x")))[0]
