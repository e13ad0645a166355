"""``parley list``, ``validate`` and ``schema``."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sim.scenario
from sim.scenario import library
from tests.cli.command import parley


@pytest.fixture
def with_lessons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two shipped scenarios and two lessons."""
    (tmp_path / "shipped" / "lessons").mkdir(parents=True)
    shutil.copy(library.folder() / "baseline.yaml", tmp_path / "shipped")
    (tmp_path / "shipped" / "river.yaml").write_text("title: A river\nabout: Water.\nextends: baseline\n")
    (tmp_path / "shipped" / "lessons" / "2_trust.yaml").write_text("title: Whom to trust\nextends: baseline\n")
    (tmp_path / "shipped" / "lessons" / "1_waiting.yaml").write_text("title: Who can wait\nextends: baseline\n")
    monkeypatch.setattr(library, "folder", lambda: tmp_path / "shipped")


def test_validate_says_everything_that_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text("title: Good\nextends: baseline\n")
    (tmp_path / "bad.yaml").write_text("title: Bad\nextends: baseline\ntalks: {evry: 3}\nfront: {held: 2}\n")
    status, out, err = parley("validate", "good.yaml", "bad.yaml", "baseline")
    assert (status, out) == (1, "good.yaml: good\nbaseline: good\n")
    assert [line.split(": ")[0] for line in err.splitlines()] == ["bad.yaml:3:9", "bad.yaml:4:15"]
    assert parley("validate", "good.yaml") == (0, "good.yaml: good\n", "")


def test_schema_prints_a_json_schema() -> None:
    status, out, _ = parley("schema")
    assert status == 0
    assert json.loads(out) == sim.scenario.schema()


def test_list_names_every_shipped_scenario_with_its_title() -> None:
    status, out, err = parley("list")
    assert (status, err) == (0, "")
    told = [line.strip().split("  ", 1) for line in out.splitlines() if line and not line.endswith(":")]
    shipped = [*sim.scenario.names(), *sim.scenario.lessons()]
    assert sorted((name, title.strip()) for name, title in told) == sorted((name, sim.scenario.load(name).title) for name in shipped)
    assert told[0][0] == "baseline"


@pytest.mark.usefixtures("with_lessons")
def test_a_scenario_is_listed_below_the_one_that_it_extends(tmp_path: Path) -> None:
    for name, parent in (("brook", "river"), ("creek", "brook"), ("alp", "river")):
        (tmp_path / "shipped" / f"{name}.yaml").write_text(f"title: About {name}\nextends: {parent}\n")
    assert parley("list")[1].splitlines()[:5] == [
        "baseline     April 2025, talking while fighting",
        "  river      A river",
        "    alp      About alp",
        "    brook    About brook",
        "      creek  About creek",
    ]
    assert parley("list", "about", "creek")[1] == "creek  About creek\n"


def test_list_keeps_to_80_columns() -> None:
    assert max(len(line) for line in parley("list")[1].splitlines()) <= 80


@pytest.mark.usefixtures("with_lessons")
def test_lessons_have_a_section_of_their_own() -> None:
    assert parley("list")[1].splitlines() == [
        "baseline  April 2025, talking while fighting",
        "  river   A river",
        "",
        "Lessons, in their order:",
        "waiting   Who can wait",
        "trust     Whom to trust",
    ]


@pytest.mark.usefixtures("with_lessons")
@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        (("RIVER",), ["river"]),
        (("water",), ["river"]),
        (("a", "wat"), ["river"]),
        (("who",), ["waiting", "trust"]),
        (("april", "TRUST"), ["baseline"]),
    ],
)
def test_words_choose_by_name_title_and_description(words: tuple[str, ...], chosen: list[str]) -> None:
    assert [line.split("  ")[0] for line in parley("list", *words)[1].splitlines() if not line.endswith(":")] == chosen


def test_words_that_fit_nothing_are_one_sentence() -> None:
    assert parley("list", "moscow", "xyzzy") == (0, "", "No shipped scenario speaks of moscow and xyzzy; parley list shows all.\n")
    assert parley("list", "xyzzy", "--json") == (0, "[]\n", "")


def test_a_list_for_programs_says_what_the_scenarios_say() -> None:
    status, out, err = parley("list", "--json")
    assert (status, err) == (0, "")
    for entry in json.loads(out):
        scenario = sim.scenario.load(entry["name"])
        assert entry == {key: getattr(scenario, key) for key in ("name", "title", "about", "extends", "days")}


def test_a_list_on_a_terminal_ends_with_what_to_do_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.cli.listing.on_a_terminal", lambda: True)
    assert parley("list")[1].endswith("\n\nNext: parley show NAME, or parley run NAME.\n")


@pytest.mark.usefixtures("with_lessons")
def test_a_title_too_long_for_a_line_is_cut(tmp_path: Path) -> None:
    (tmp_path / "shipped" / "river.yaml").write_text(f"title: {'long ' * 22}\nextends: baseline\n")
    line = parley("list", "river")[1].splitlines()[0]
    assert len(line) == 80
    assert line.endswith("…")


def test_help_and_list_need_no_large_library() -> None:
    for words in (["--help"], ["list", "--help"], ["new", "--help"], ["show", "--help"]):
        assert not {"numpy", "mesa", "pandas", "rich", "pydantic"} & imported_by(*words)
    assert not {"numpy", "mesa", "pandas", "rich"} & imported_by("list")


def imported_by(*words: str) -> set[str]:
    """The modules that a command imports."""
    program = f"import sys\ntry:\n    from sim.cli import main; main({list(words)!r})\nfinally:\n    print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stderr.split())
