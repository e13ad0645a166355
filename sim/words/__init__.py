"""All words that a reader meets, in files of one folder: texts by their names. A folder with the same files in another language replaces them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

SHIPPED = Path(__file__).parent / "en"


def read(file: Path) -> dict[str, str]:
    """Every text of a file of words by its name, such as ``knobs.search``."""
    return dict(flat(yaml.safe_load(file.read_text(encoding="utf-8")), ""))


def flat(tree: dict[str, Any], above: str) -> Iterator[tuple[str, str]]:
    """The texts of a tree of words, each under the names that lead to it."""
    for key, below in tree.items():
        name = f"{above}{key}"
        if isinstance(below, dict):
            yield from flat(below, f"{name}.")
        else:
            yield name, str(below).strip()
