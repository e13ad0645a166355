"""``parley list``, ``validate`` and ``schema``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.command import parley


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
    assert json.loads(out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_list_names_every_shipped_scenario_with_its_title() -> None:
    _, out, _ = parley("list")
    assert out.splitlines()[0].split("  ")[0] == "baseline"
    assert "April 2025" in out.splitlines()[0]
    assert len(out.splitlines()) >= 4
