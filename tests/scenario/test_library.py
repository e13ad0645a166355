"""Finding scenarios: shipped ones by name, all others by path."""

from __future__ import annotations

import os
import pathlib
import shutil
from collections.abc import Callable

import pytest

import sim.scenario
from sim.scenario import ScenarioError, library, load

SHIPPED = ["baseline", "deadlines_mean_it", "european_guarantees", "patient_ukraine", "pressing_moscow"]

Write = Callable[..., None]


def test_the_shipped_scenarios_are_listed_baseline_first() -> None:
    assert sim.scenario.names()[:1] == ["baseline"]
    assert set(SHIPPED) <= set(sim.scenario.names())


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_scenario_loads_from_any_folder(name: str) -> None:
    assert load(name).name == name


@pytest.mark.parametrize(("name", "differs"), [("pressing_moscow", "us.leverage.russia"), ("european_guarantees", "europe.guarantee")])
def test_a_shipped_scenario_differs_from_baseline_by_one_thing(name: str, differs: str) -> None:
    assert list(load(name).differences) == [differs]


def test_a_patient_ukraine_is_as_patient_as_russia() -> None:
    assert list(load("patient_ukraine").differences) == ["ukraine.time_pressure"]
    assert load("patient_ukraine").get("ukraine.time_pressure") == load("baseline").get("russia.time_pressure")


def test_deadlines_that_mean_it_are_always_enforced() -> None:
    assert load("deadlines_mean_it").differences == {"us.enforce": (load("baseline").get("us.enforce"), 1)}


def test_scenarios_are_found_in_an_installed_package(folder: pathlib.Path) -> None:
    installed = folder / "site" / "sim"
    shutil.copytree(library.folder(), installed / "shipped" / "scenarios")
    assert library.folder(installed) == installed / "shipped" / "scenarios"


def test_scenarios_are_found_beside_the_package_in_a_checkout(folder: pathlib.Path) -> None:
    assert library.folder(folder / "sim") == folder / "scenarios"


def test_a_lesson_is_found_by_its_name(folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "lessons").mkdir()
    (folder / "lessons" / "1_waiting.yaml").write_text("title: Waiting\nextends: ../root.yaml")
    shutil.copy(library.folder() / "baseline.yaml", folder / "root.yaml")
    monkeypatch.setattr(library, "folder", lambda: folder)
    assert sim.scenario.lessons() == ["waiting"]
    assert load("waiting").title == load("lessons/waiting").title == "Waiting"


def test_an_unknown_name_is_met_with_a_guess_and_with_where_the_names_are() -> None:
    (said,) = sim.scenario.complaints("baselin")
    assert said.startswith("there is no scenario 'baselin'. Did you mean baseline? parley list shows all that are shipped; ")


def test_a_path_needs_an_ending_or_a_separator_or_to_exist(write: Write, folder: pathlib.Path) -> None:
    write(river="title: River\nextends: baseline")
    (folder / "plain").write_text("title: Plain\nextends: baseline")
    assert [load(word).title for word in ("river.yaml", "./river.yaml", str(folder / "river.yaml"), "plain")] == ["River", "River", "River", "Plain"]


def test_a_path_object_is_always_a_path(write: Write) -> None:
    write(baseline="title: Mine\nextends: baseline")
    assert load(pathlib.Path("baseline.yaml")).title == "Mine"
    assert sim.scenario.complaints(pathlib.Path("baseline")) == ["baseline: there is no such file. Did you mean baseline.yaml?"]


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("rivr.yml", "rivr.yml: there is no such file. Did you mean river.yml?"),
        ("nowhere/river.yaml", "nowhere/river.yaml: there is no such file."),
        (".", ".: this is a folder, not a file; name a scenario file in it."),
        ("lakes/", "lakes: this is a folder, not a file; name a scenario file in it."),
        ("empty.yaml", "empty.yaml:1:1: the file is empty; write at least a title and what it extends."),
        ("large.yaml", "large.yaml: the file has more than 1,000,000 bytes, too large for a scenario."),
        ("latin.yaml", "latin.yaml:1:8: the file is not UTF-8 text; save it as UTF-8."),
    ],
)
def test_a_path_that_leads_to_no_scenario_is_one_clear_sentence(folder: pathlib.Path, word: str, sentence: str) -> None:
    (folder / "river.yml").write_text("title: River\nextends: baseline")
    (folder / "empty.yaml").write_text("")
    (folder / "large.yaml").write_text("#" * 1_000_001)
    (folder / "latin.yaml").write_bytes("title: \u00e9".encode("latin-1"))
    (folder / "lakes").mkdir()
    assert sim.scenario.complaints(word) == [sentence]


@pytest.mark.parametrize("word", ["", "\0", "a" * 5000])
def test_a_word_that_cannot_be_a_path_is_an_unknown_name(word: str) -> None:
    assert sim.scenario.complaints(word)[0].startswith("there is no scenario '")


@pytest.mark.parametrize("word", ["\0.yaml", "a" * 5000 + ".yaml"])
def test_a_path_that_no_system_takes_is_one_clear_sentence(word: str) -> None:
    (sentence,) = sim.scenario.complaints(word)
    assert "this cannot be read" in sentence or "there is no such file" in sentence


def test_what_is_no_ordinary_file_is_not_read(folder: pathlib.Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    assert sim.scenario.complaints("pipe.yaml") == ["pipe.yaml: this is not an ordinary file."]


def test_a_file_that_may_not_be_read_is_one_clear_sentence(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    write(river="title: River")
    monkeypatch.setattr(pathlib.Path, "open", refuse)
    assert sim.scenario.complaints("river.yaml") == ["river.yaml: this cannot be read: Permission denied."]


def test_a_name_with_a_line_break_makes_one_line(folder: pathlib.Path) -> None:
    (folder / "a\nb.yaml").write_text("title: 3")
    assert sim.scenario.complaints("a\nb.yaml")[0].startswith("a\\nb.yaml:1:1: ")


def test_a_scenario_of_another_kind_is_refused() -> None:
    with pytest.raises(ScenarioError, match="a scenario is a name, a path or a dict, but this is a int"):
        load(3)


def test_the_ancestors_of_a_scenario_are_told_nearest_first(write: Write, folder: pathlib.Path) -> None:
    (folder / "far").mkdir()
    write(river="title: River\nextends: far/lake.yml")
    (folder / "far" / "lake.yml").write_text("title: Lake\nextends: baseline")
    found = library.ancestors(library.find("river.yaml"))
    assert [(source.name, source.path) for source in found] == [
        ("lake", pathlib.Path("far/lake.yml")),
        ("baseline", library.folder() / "baseline.yaml"),
    ]
    assert library.ancestors(found[-1]) == []
