"""A folder of words that cannot be used is refused in one sentence that says where and what."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sim import words
from sim.cli import main
from sim.words import WordsError


@pytest.fixture(scope="module")
def usable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped words."""
    return Path(shutil.copytree(words.SHIPPED, tmp_path_factory.mktemp("copies") / "words"))


def complaint(folder: Path) -> str:
    """Why a folder cannot be used: one sentence that begins with the place."""
    with pytest.raises(WordsError) as refusal:
        words.checked(folder)
    said = str(refusal.value)
    assert said.startswith(f"{folder}")
    assert "\n" not in said
    assert said.endswith((".", "?"))
    return said.removeprefix(f"{folder}")


def test_a_copy_of_the_shipped_words_can_be_used(usable: Path) -> None:
    assert words.checked(usable) == usable


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert complaint(tmp_path / "nowhere").startswith(": there is no such folder of words; it should be a copy of ")


def test_a_file_that_is_not_there_is_named_with_all_that_should_be(tmp_path: Path) -> None:
    assert (
        complaint(tmp_path) == "/page.yaml: there is no such file; a folder of words has " + ", ".join(f"{name}.yaml" for name in words.FILES) + "."
    )


@pytest.mark.parametrize(
    ("file", "before", "after", "sentence"),
    [
        ("story", "proposal:", "proposals:", "/story.yaml: proposal is missing; in English it is “{who} proposes {deal}”."),
        ("story", "\natrocity:", '\nproposed: "x"\natrocity:', "/story.yaml: proposed is no name of a text. Did you mean proposal?"),
        ("story", "{who} proposes", "{whom} proposes", "/story.yaml: proposal names {whom}, but it may name {deal}, {who} only."),
        ("story", "{who} proposes", "{who.__class__} proposes", "/story.yaml: proposal names {who.__class__}, but it may name {deal}, {who} only."),
        ("story", "{who} proposes", "{who proposes", "/story.yaml: proposal is no template: .*; write {{ and }} for braces that stay."),
        ("story", "fighting: the fighting goes on", "fighting: the {fighting} goes on", ".*names {fighting}, but nothing is filled in here."),
        ("seat", "accept: Accept", "accept: yes", "/seat.yaml: option.answer.accept should be a text; put it in quotes."),
        ("numbers", '"{count} days"', '"{days} days"', "/numbers.yaml: days.other names {days}, but it may name {count} only."),
        ("numbers", "  other:", "  others:", "/numbers.yaml: days.other is missing; .*"),
        ("page", "{count|whole} fit", "{count|hole} fit", "/page.yaml: knobs.found names {count|hole}, but it may name {count|whole} only."),
        ("page", "title: parley", "title: [parley", "/page.yaml: this cannot be read as YAML in line .*"),
        (
            "page",
            "language: en",
            "language: Esperanto",
            "/page.yaml: language is “Esperanto”, but should be a code such as en, uk, pt-BR or sr-Latn.",
        ),
        ("page", "language: en", "language: en-US-US", ".*should be a code such as .*"),
        ("page", "    mine: ", "    main: ", "/page.yaml: seat.wish.mine is missing; .*"),
        ("numbers", '"1": "{count} day"', '"1st": "{count} day"', "/numbers.yaml: days.1st is no name of a text. Did you mean days.1?"),
        ("numbers", "percent:", "decimal:", "/numbers.yaml: decimal stands there for the second time in line .*"),
        ("numbers", 'decimal: "."', 'decimal: "."\ndays.1: "x"', "/numbers.yaml: days.1 has a full stop in its name; .*"),
        ("seat", "\nquestion:", "\nasked: &a {b: *a}\nquestion:", "/seat.yaml: asked.b refers to another place with * in line .*"),
        ("masks", "about:", "above:", "/masks.yaml: about is missing; .*"),
        ("masks", "  europe:", "  europa:", "/masks.yaml: parties.europe is missing; .*"),
        ("masks", "us: Osmere League", "us: ", "/masks.yaml: parties.us should be a text; put it in quotes."),
        ("masks", "us: Osmere League", 'us: " "', "/masks.yaml: parties.us should be a name."),
        ("masks", "ukraine: Kestria", "ukraine: VELMAR", "/masks.yaml: parties.ukraine is “VELMAR”, which means russia too; .*"),
        ("masks", "europe: Halveth Compact", "europe: osmere_league", ".*which means us too; no two may have one name."),
        ("masks", "ukraine: Kestria", "ukraine: Orvel", "/masks.yaml: parties.ukraine is “Orvel”, which means orvel too; .*"),
        ("masks", "Case {number}", "Case {nummer}", "/masks.yaml: case names {nummer}, but it may name {number} only."),
        ("masks", "Kyiv: Kestor", "Kyiv: [Kestor]", "/masks.yaml: words.Kyiv should be a text; put it in quotes."),
        ("masks", "kept: [", "kapt: [", "/masks.yaml: kept is missing; .*"),
        ("masks", "kept: [", "kept: yes # [", "/masks.yaml: kept should be a text; put it in quotes."),
        ("masks", "kept: [", "kept: none # [", "/masks.yaml: kept should be a list of texts, as in [one, another]."),
        ("masks", "invented: [orvel", "invented: [Orwel", "/masks.yaml: invented should be orvel, dastra, .*"),
    ],
)
def test_what_is_wrong_in_a_file_is_said(tmp_path: Path, usable: Path, file: str, before: str, after: str, sentence: str) -> None:
    folder = Path(shutil.copytree(usable, tmp_path / "words"))
    text = (folder / f"{file}.yaml").read_text(encoding="utf-8")
    assert before in text
    (folder / f"{file}.yaml").write_text(text.replace(before, after, 1), encoding="utf-8")
    pattern = re.escape(sentence).replace(r"\.\*", ".*")
    assert re.fullmatch(pattern, complaint(folder))


def test_a_text_is_what_stands_there(tmp_path: Path, usable: Path) -> None:
    folder = Path(shutil.copytree(usable, tmp_path / "words"))
    text = (folder / "numbers.yaml").read_text(encoding="utf-8")
    for written in ("2024-99-99", "9" * 5000, "1e5", "010", "12:30"):
        (folder / "numbers.yaml").write_text(text.replace('decimal: "."', f"decimal: {written}"), encoding="utf-8")
        assert words.read(words.checked(folder) / "numbers.yaml")["decimal"] == written


def test_a_language_may_have_a_case_for_whatever_is_spoken_of(tmp_path: Path, usable: Path) -> None:
    folder = Path(shutil.copytree(usable, tmp_path / "words"))
    text = (folder / "story.yaml").read_text(encoding="utf-8")
    (folder / "story.yaml").write_text(text.replace("outweighed:\n", 'outweighed:\n  costs_saved: "{cons}: {pros}"\n', 1), encoding="utf-8")
    assert words.checked(folder) == folder


def test_a_file_that_is_no_text_is_refused(tmp_path: Path, usable: Path) -> None:
    folder = Path(shutil.copytree(usable, tmp_path / "words"))
    (folder / "seat.yaml").write_bytes(b"\xff\xfe")
    assert complaint(folder) == "/seat.yaml: this cannot be read as YAML."
    (folder / "seat.yaml").write_text("- a\n", encoding="utf-8")
    assert complaint(folder) == "/seat.yaml: this should be a mapping of names and texts."


def test_the_environment_names_the_folder(tmp_path: Path) -> None:
    named, story = {**os.environ, words.VARIABLE: str(tmp_path)}, [sys.executable, "-m", "sim", "story", "baseline", "--run", "1", "--days", "20"]
    left = subprocess.run(story, env=named, capture_output=True, text=True, check=False)
    assert left.returncode == 1
    assert left.stderr.startswith(f"{tmp_path}/page.yaml: there is no such file; ")


def test_whatever_speaks_refuses_it_before_anything_is_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(words.Chosen, "folder", str(tmp_path))
    for arguments in (
        ["serve", "--port", "0"],
        ["serve", "--port", "0", "--words", str(tmp_path)],
        ["story", "baseline", "--run", "1", "--days", "20"],
        ["run", "baseline", "--runs", "70000", "--workers", "2"],
        ["report", "baseline", "--runs", "70000", "--out", str(tmp_path / "report.html")],
        ["fork", "baseline", "--run", "1", "--day", "10", "--set", "us.bias=0.5"],
        ["play", "baseline", "--as", "us"],
    ):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert left.value.code == 1
        assert capsys.readouterr().err.startswith(f"{tmp_path}/page.yaml: there is no such file; ")
