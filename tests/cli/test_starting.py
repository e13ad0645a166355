"""``parley new``: a scenario to start from, which is valid, teaches, and is what an editor expects."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

import sim.scenario
from sim.model import Talks
from sim.scenario import load
from sim.scenario.reading import read
from sim.scenario.tree import plain
from tests.cli.command import parley

SHIPPED = [*sim.scenario.names(), *sim.scenario.lessons()[:2]]
SCHEMA = "parley.schema.json"
INVENTED = """\
title: Two valleys and a bridge
start: 1901-02-03
days: 20
parties:
  upper: {role: defender, label: 'The upper # valley', resources: 0.123456789012345678, mobilisation: 0, attrition: 0, time_pressure: 1e-7,
    war_cost: 0.1, resolve: 0, resolve_half_life: 100, exposure: 0, trust: 1, trust_weight: 10}
  lower: {role: attacker, resources: 2, mobilisation: 0, attrition: 0, time_pressure: 0, war_cost: 0.1, resolve: 0, resolve_half_life: 100,
    exposure: 0, trust: 0.5, trust_weight: 10}
front: {held: 0.2, decisiveness: 1, mobility: 0, noise: 0, learning: 0}
talks: {every: 7, precision: 50}
truces: {accident: 0, tempo: 0.1, review: 0.1, kept_weight: 1, broken_weight: 1, memory: 1}
agreements:
  market_day: {coverage: 0.2, relief: {upper: 0.1, lower: 0.1}, days: 1, weight: 0.1, monitoring: 1}
"""


def made(*words: str) -> str:
    """What the command prints, having succeeded."""
    status, out, err = parley("new", *words)
    assert (status, err) == (0, "")
    return out


def refused(*words: str) -> tuple[int, str]:
    """Status and sentence of a command that must fail."""
    status, out, err = parley("new", *words)
    assert out == ""
    assert len(err.splitlines()) == 1
    return status, err.removesuffix("\n").removesuffix(" Try: parley new --help")


def left(folder: Path) -> set[str]:
    """The names of everything in a folder."""
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("parent", SHIPPED)
def test_a_new_scenario_is_valid_and_changes_nothing(parent: str) -> None:
    made("mine.yaml", "--extends", parent)
    assert parley("validate", "mine.yaml") == (0, "mine.yaml: good\n", "")
    mine = load("mine.yaml")
    assert (mine.title, mine.extends, mine.differences, mine.digest) == ("Mine", parent, {}, load(parent).digest)
    model = Talks(mine, runs=2)
    model.step()
    assert model.day == 1


def test_a_new_scenario_can_be_run_at_once(tmp_path: Path) -> None:
    made("mine.yaml")
    assert parley("run", "mine.yaml", "--runs", "2", "--days", "30", "--quiet") == (0, "", "")
    assert (tmp_path / "plots" / "mine" / "summary.json").exists()


def test_a_parent_of_somebodys_own_hands_down_its_names_and_values(tmp_path: Path) -> None:
    (tmp_path / "valleys.yaml").write_text(INVENTED)
    made("mine.yaml", "--extends", "valleys.yaml")
    assert (load("mine.yaml").differences, load("mine.yaml").extends) == ({}, "valleys.yaml")
    said = plain(read((tmp_path / "mine.yaml").read_text(), "mine.yaml").root)
    assert said["parties"] == {
        "upper": {"resources": 0.12345678901234568, "time_pressure": 1e-7, "trust": 1},
        "lower": {"resources": 2, "time_pressure": 0, "trust": 0.5},
    }


@pytest.mark.parametrize("parent", ["baseline", "valleys.yaml"])
def test_the_examples_in_the_comments_are_valid_too(parent: str, tmp_path: Path) -> None:
    (tmp_path / "valleys.yaml").write_text(INVENTED)
    made("mine.yaml", "--extends", parent)
    before, _, examples = (tmp_path / "mine.yaml").read_text().partition("# agreements:")
    assert "events:" in examples
    (tmp_path / "mine.yaml").write_text(before + re.sub("^# ?", "", f"# agreements:{examples}", flags=re.MULTILINE))
    assert parley("validate", "mine.yaml") == (0, "mine.yaml: good\n", "")
    (event,) = load("mine.yaml").situation.events[-1:]
    assert event.title == "What happens on this day, in words"


def test_meaning_unit_range_and_source_are_those_that_are_declared(tmp_path: Path) -> None:
    made("mine.yaml")
    told = " ".join((tmp_path / "mine.yaml").read_text().replace("\n#", "\n").split())
    for name in ("russia.resources", "russia.time_pressure", "russia.trust", "agreements.thirty_day_ceasefire.monitoring"):
        one = load("baseline").parameters[name]
        assert f"{one.meaning}. Unit: {one.unit}. Range: {one.low:g} to {one.high:g}. Source: {one.source}." in told


def test_the_first_line_leads_an_editor_to_the_schema_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    made("deep/mine.yaml")
    first = (tmp_path / "deep" / "mine.yaml").read_text().splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named
    assert json.loads((tmp_path / "deep" / named[1]).read_text()) == sim.scenario.schema()


@pytest.mark.parametrize(("meant", "typed"), [("trust: 0.3", "trsut: 0.3"), ("resources: ", "resources: 99 #"), ("parties:", "partys:")])
def test_the_schema_takes_the_file_and_finds_a_slip(meant: str, typed: str, tmp_path: Path) -> None:
    made("mine.yaml")
    validator = jsonschema.Draft202012Validator(json.loads((tmp_path / SCHEMA).read_text()))
    text = (tmp_path / "mine.yaml").read_text()
    validator.validate(plain(read(text, "mine.yaml").root))
    assert meant in text
    assert not validator.is_valid(plain(read(text.replace(meant, typed), "mine.yaml").root))


def test_what_was_written_and_what_to_do_next_is_printed() -> None:
    assert made("river.yaml") == (
        "Written: river.yaml, which extends baseline and changes nothing yet.\n"
        "Written beside it: parley.schema.json, with which an editor completes names.\n"
        "Next:\n"
        "  parley validate river.yaml\n"
        "  parley run river.yaml\n"
    )


@pytest.mark.parametrize(
    ("file", "title"),
    [
        ("my-first_try.yaml", "My first try"),
        ("été à Kyjiv.yml", "Été à Kyjiv"),
        ("2025.yaml", "2025"),
        ("1e3.yaml", "1e3"),
        ("no.yaml", "No"),
        ("_.yaml", "A scenario without a title"),
        ("true.yaml", "True"),
        ("a: b #c.yaml", "A: b #c"),
        ("x" * 200 + ".yaml", "X" + 119 * "x"),
    ],
)
def test_the_title_comes_from_the_name_of_the_file(file: str, title: str) -> None:
    made(file)
    assert load(Path(file)).title == title


@pytest.mark.parametrize("title", ["A river: two sides # of it", "'quoted\"", "null", "{x}", "Ріка", "- a", "\ufffd?"])
def test_a_title_may_be_any_line(title: str) -> None:
    made("river.yaml", "--title", title)
    assert load("river.yaml").title == title


def test_odd_names_are_printed_so_that_they_can_be_typed(tmp_path: Path) -> None:
    assert made("my river.yaml").endswith("  parley run 'my river.yaml'\n")
    assert made("--", "-x.yaml").endswith("  parley run ./-x.yaml\n")
    assert {"my river.yaml", "-x.yaml"} < left(tmp_path)


def test_a_parent_in_another_folder_is_named_as_the_file_sees_it(tmp_path: Path) -> None:
    (tmp_path / "valleys.yaml").write_text(INVENTED)
    (tmp_path / "real" / "deep").mkdir(parents=True)
    (tmp_path / "linked").symlink_to(tmp_path / "real" / "deep")
    made("real/mine.yaml", "--extends", "valleys.yaml")
    made("linked/mine.yaml", "--extends", str(tmp_path / "valleys.yaml"))
    assert load("real/mine.yaml").extends == "../valleys.yaml"
    assert load("linked/mine.yaml").extends == "../../valleys.yaml"


def test_a_parent_whose_file_is_called_like_a_shipped_scenario_is_not_taken_for_it(tmp_path: Path) -> None:
    (tmp_path / "baseline").write_text(INVENTED)
    made("mine.yaml", "--extends", "./baseline")
    assert load("mine.yaml").extends == "./baseline"
    assert "upper" in load("mine.yaml").situation.parties


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("river",), 2, "parley new: river should end in .yaml or .yml; write river.yaml."),
        (("river.YAML",), 2, "parley new: river.YAML should end in .yaml or .yml; write river.yaml."),
        (("river.txt",), 2, "parley new: river.txt should end in .yaml or .yml; write river.txt.yaml."),
        ((".yaml",), 2, "parley new: .yaml should end in .yaml or .yml; write .yaml.yaml."),
        ((".",), 2, "parley new: . is a folder; name a file in it, such as river.yaml."),
        (("",), 2, "parley new: . is a folder; name a file in it, such as river.yaml."),
        (("lakes",), 2, "parley new: lakes is a folder; name a file in it, such as lakes/river.yaml."),
        (("lakes.yaml",), 2, "parley new: lakes.yaml is a folder; name a file in it, such as lakes.yaml/river.yaml."),
        (("a\nb.yaml",), 2, "parley new: a\\nb.yaml has a character that cannot be printed; choose another name."),
        (("a\0b.yaml",), 2, "parley new: a\\x00b.yaml has a character that cannot be printed; choose another name."),
        (("baseline.yaml",), 2, "parley new: baseline is the name of a shipped scenario; choose another, so that nobody takes one for the other."),
        (("river.yaml", "--title", ""), 2, "parley new: --title is empty, but should say something (one line that names the scenario)."),
        (("river.yaml", "--title", "x" * 121), 2, "parley new: --title has 121 characters, but at most 120 are allowed."),
        (("river.yaml", "--title", "a\nb"), 2, "parley new: --title is the text 'a\\nb', which has a character that cannot be printed."),
        (("nowhere/river.yaml",), 1, "nowhere/river.yaml: there is no folder nowhere to write it in; make it first."),
        (("mine.txt/river.yaml",), 1, "mine.txt/river.yaml: there is no folder mine.txt to write it in; make it first."),
        (("mine.yaml",), 1, "mine.yaml: this is there already, and is left as it is; choose another name."),
        (("nowhere.yaml",), 1, "nowhere.yaml: this is there already, and is left as it is; choose another name."),
        (("x" * 300 + ".yaml",), 1, "x" * 300 + ".yaml: File name too long."),
        (("river.yaml", "--extends", "mien.yaml"), 1, "mien.yaml: there is no such file. Did you mean mine.yaml?"),
        (("abcdefgh.yml", "--extends", "abcdefgh.yml"), 1, "abcdefgh.yml: there is no such file."),
        (("river.yaml", "--extends", "lakes/"), 1, "lakes: this is a folder, not a file; name a scenario file in it."),
        (("river.yaml", "--extends", "mine.yaml"), 1, "mine.yaml:1:1: a scenario is made of lines `key: value`, but this is something else."),
        ((), 2, "parley new: Missing argument 'FILE'."),
    ],
)
def test_what_cannot_be_written_is_one_sentence_and_leaves_everything_as_it_was(
    words: tuple[str, ...], status: int, sentence: str, tmp_path: Path
) -> None:
    (tmp_path / "lakes").mkdir()
    (tmp_path / "lakes.yaml").mkdir()
    (tmp_path / "mine.yaml").write_text("mine")
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "nowhere.yaml").symlink_to(tmp_path / "nowhere" / "at_all.yaml")
    before = left(tmp_path)
    assert refused(*words) == (status, sentence)
    assert left(tmp_path) == before
    assert (tmp_path / "mine.yaml").read_text() == "mine"


def test_an_unknown_parent_is_met_with_a_guess() -> None:
    status, sentence = refused("river.yaml", "--extends", "baselin")
    assert status == 1
    assert sentence.startswith("there is no scenario 'baselin'. Did you mean baseline?")


def test_a_parent_that_is_wrong_is_said_where_it_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("title: Bad\nextends: baseline\ntalks: {evry: 3}\n")
    assert refused("river.yaml", "--extends", "bad.yaml") == (1, "bad.yaml:3:9: talks.evry is not known here. Did you mean every?")
    assert left(tmp_path) == {"bad.yaml"}


def test_a_folder_whose_name_no_file_can_hold_is_said(tmp_path: Path) -> None:
    (tmp_path / "\udce9").mkdir()
    (tmp_path / "\udce9" / "valleys.yaml").write_text(INVENTED)
    status, sentence = refused("river.yaml", "--extends", "\udce9/valleys.yaml")
    assert (status, sentence) == (2, "parley new: --extends leads through a folder whose name cannot be written in a file.")


def test_a_chain_of_parents_that_is_too_long_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "a0.yaml").write_text(INVENTED)
    for number in range(1, 20):
        (tmp_path / f"a{number}.yaml").write_text(f"title: A\nextends: a{number - 1}.yaml\n")
    assert load("a19.yaml").title == "A"
    status, sentence = refused("river.yaml", "--extends", "a19.yaml")
    assert (status, sentence) == (1, "a1.yaml:2:10: extends goes through more than 20 files.")
    assert not (tmp_path / "river.yaml").exists()
