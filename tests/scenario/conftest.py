"""A folder to write scenario files in, and shorthands to read them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import sim.scenario

Write = Callable[..., None]
Wrong = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test works in a folder of its own, which is not the checkout."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(folder: Path) -> Write:
    """Writes files: ``write(river="title: ...")`` makes river.yaml."""

    def _write(**files: str) -> None:
        for name, text in files.items():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")

    return _write


@pytest.fixture
def wrong(write: Write) -> Wrong:
    """What is wrong with a scenario that extends baseline and says this, or with the whole text if ``alone``."""

    def _wrong(text: str, alone: bool = False) -> list[str]:
        write(river=text if alone else f"title: River\nextends: baseline\n{text}")
        return sim.scenario.complaints("river.yaml")

    return _wrong
