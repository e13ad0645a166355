"""What ``parley new`` leaves on the disk: whole files or nothing, and never in the place of somebody's file."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

import sim.scenario
from sim.cli import placing
from sim.scenario import load
from tests.cli.command import parley

SCHEMA = "parley.schema.json"


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


def fails_with(number: int) -> Any:
    """A function of the system that always fails."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), "somewhere else")

    return fail


def test_a_file_that_appears_at_the_last_moment_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    to_disk = placing.to_disk

    def and_somebody_else_writes_too(path: Path, content: str) -> None:
        to_disk(path, content)
        (tmp_path / "river.yaml").write_text("mine")

    monkeypatch.setattr(placing, "to_disk", and_somebody_else_writes_too)
    assert refused("river.yaml") == (1, "river.yaml: this is there already, and is left as it is; choose another name.")
    assert left(tmp_path) == {"river.yaml"}
    assert (tmp_path / "river.yaml").read_text() == "mine"


@pytest.mark.parametrize("linkable", [True, False])
def test_nothing_is_overwritten_with_or_without_hard_links(linkable: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not linkable:
        monkeypatch.setattr(os, "link", fails_with(errno.EPERM))
    (tmp_path / "complete").write_text("new")
    placing.appear(tmp_path / "complete", tmp_path / "river.yaml")
    assert (tmp_path / "river.yaml").read_text() == "new"
    (tmp_path / "complete").unlink(missing_ok=True)
    (tmp_path / "complete").write_text("newer")
    with pytest.raises(FileExistsError):
        placing.appear(tmp_path / "complete", tmp_path / "river.yaml")
    assert (tmp_path / "river.yaml").read_text() == "new"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk is full at river.yaml; nothing half-written is left."),
        (errno.EACCES, "river.yaml: Permission denied."),
        (errno.EROFS, "river.yaml: Read-only file system."),
    ],
)
@pytest.mark.parametrize("call", ["os.fsync", "os.link", "tempfile.mkdtemp"])
def test_a_system_that_refuses_leaves_nothing_behind(call: str, number: int, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(call, fails_with(number))
    assert refused("river.yaml") == (1, sentence)
    assert left(tmp_path) == set()


def test_an_interruption_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    assert refused("river.yaml") == (1, "Stopped; nothing half-written is left.")
    assert left(tmp_path) == set()


def test_an_older_schema_of_parley_is_replaced(tmp_path: Path) -> None:
    (tmp_path / SCHEMA).write_text('{"title": "A parley scenario", "old": true}')
    made("river.yaml")
    assert json.loads((tmp_path / SCHEMA).read_text()) == sim.scenario.schema()


@pytest.mark.parametrize("content", ["mine", '{"title": "Another"}', "[]", "[" * 100_000, "\udce9", ""])
def test_another_file_in_the_place_of_the_schema_is_left_alone(content: str, tmp_path: Path) -> None:
    (tmp_path / SCHEMA).write_text(content, errors="surrogateescape")
    assert f"{SCHEMA} is not parley's and was left alone, so no editor can complete names.\n" in made("river.yaml")
    assert (tmp_path / SCHEMA).read_text(errors="surrogateescape") == content
    assert load("river.yaml").title == "River"


def test_a_link_or_a_folder_in_the_place_of_the_schema_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / SCHEMA).mkdir()
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / SCHEMA).symlink_to(tmp_path / "nowhere")
    for folder in ("one", "two"):
        assert f"{folder}/{SCHEMA} is not parley's and was left alone" in made(f"{folder}/river.yaml")
    assert (tmp_path / "two" / SCHEMA).is_symlink()


def test_a_new_file_is_readable_by_whom_the_system_says(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    made("river.yaml")
    for name in ("river.yaml", SCHEMA):
        assert (tmp_path / name).stat().st_mode == (tmp_path / "plain").stat().st_mode
