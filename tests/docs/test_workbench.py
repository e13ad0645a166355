"""The adapter for the EMA Workbench, as its page shows it, where the workbench is installed."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from tests.docs.markdown import ROOT, blocks
from tests.docs.test_documents import Reader

PAGE = ROOT / "docs" / "workbench.md"
LONGEST = 12  # lines of the adapter, without its imports and blank lines


def test_the_adapter_is_about_ten_lines() -> None:
    adapter, *prompts = blocks(PAGE)
    lines = [line for line in adapter.text.splitlines() if line.strip() and "import" not in line]
    assert "Model(" in adapter.text
    assert len(lines) <= LONGEST
    assert prompts


def test_everything_on_the_page_needs_the_workbench_and_says_so() -> None:
    assert {block.needs for block in blocks(PAGE)} == {"ema_workbench"}


@pytest.mark.no_cover
def test_the_adapter_does_what_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what the workbench misses that nobody asked for
        pytest.importorskip("ema_workbench", exc_type=ImportError)
        monkeypatch.chdir(tmp_path)
        reader = Reader(PAGE, tmp_path)
        for block in blocks(PAGE):
            reader.follow(block)
        assert {"model", "experiments", "swept", "box"} <= reader.names.keys()
