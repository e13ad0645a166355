"""Every command is tried in a folder of its own; without pictures, unless a test is about them, as that is faster."""

from pathlib import Path

import pytest
from matplotlib.figure import Figure

from sim import charts


@pytest.fixture
def with_pictures() -> None:
    """For tests of the pictures too; the others are faster without."""


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.chdir(tmp_path)
    if "with_pictures" not in request.fixturenames:
        monkeypatch.setattr(charts, "PICTURES", {})
        for name in ("comparison", "timeline", "why"):
            monkeypatch.setattr(charts, name, lambda *_: Figure(figsize=(1, 1)))  # an empty sheet takes no time to draw
