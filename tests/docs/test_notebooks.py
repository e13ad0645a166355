"""The notebooks still run, and show what is stored in them."""

from __future__ import annotations

import os
import re
import warnings
from pathlib import Path
from typing import Any

import nbformat
import pytest

from docs import make_notebooks
from tests.docs.markdown import ROOT, agrees, text_of

pytestmark = pytest.mark.no_cover  # they run in a process of their own

NOTEBOOKS = make_notebooks.notebooks()
LIGHT = 300_000  # bytes
PAGES = ("student.md", "analyst.md", "sweeps.md", "python.md")


def shown(notebook: Any) -> dict[str, list[str]]:
    """What each cell shows: its text, or that it is a picture."""
    return {cell.id: [said(output) for output in cell.outputs] for cell in notebook.cells if cell.cell_type == "code"}


def said(output: Any) -> str:
    """An output as a reader sees it. Tables are compared by their text and not by their markup."""
    data = output.get("data", {})
    return "a picture" if make_notebooks.PNG in data else str(data.get("text/plain", output.get("text", output.get("evalue"))))


def test_there_are_two() -> None:
    assert len(NOTEBOOKS) >= 2


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_shows_what_is_stored(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT), prepend=os.pathsep)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what other packages say while a kernel is started and stopped
        real = shown(make_notebooks.executed(path, tmp_path))
    stored = shown(nbformat.read(path, as_version=4))
    assert real.keys() == stored.keys()
    for cell, outputs in stored.items():
        assert len(outputs) == len(real[cell]), cell
        for before, now in zip(outputs, real[cell], strict=True):
            assert agrees(before, now), f"{cell} shows\n{now}\nrun: python docs/make_notebooks.py {path.stem}"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_whole_light_and_without_traces_of_a_machine(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert any("a picture" in outputs for outputs in shown(notebook).values())
    assert path.stat().st_size < LIGHT
    assert not re.search(r"/(?:home|tmp|root|usr)/|execution\":|\.py:\d", text_of(path))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_says_that_it_forecasts_nothing_and_is_linked(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    assert "forecast" in notebook.cells[0].source
    assert any(f"(notebooks/{path.name})" in text_of(ROOT / "docs" / page) for page in PAGES)
