"""The words of the page: one file, read once, and put into the page's markup wherever it names one."""

from __future__ import annotations

import html
import pathlib
import re
from collections.abc import Iterator
from typing import Any

import yaml

NAMED = re.compile(r"\{\{([\w.]+)\}\}")


def read(file: pathlib.Path) -> dict[str, str]:
    """Every text of a file of words by its name, such as ``knobs.search``."""
    return dict(flat(yaml.safe_load(file.read_text(encoding="utf-8")), ""))


def flat(words: dict[str, Any], above: str) -> Iterator[tuple[str, str]]:
    """The texts of a tree of words, each under the names that lead to it."""
    for key, below in words.items():
        name = f"{above}{key}"
        if isinstance(below, dict):
            yield from flat(below, f"{name}.")
        else:
            yield name, str(below).strip()


def filled(markup: str, words: dict[str, str]) -> str:
    """The markup with every ``{{name}}`` replaced by its text, escaped.

    >>> filled("<h1>{{title}}</h1>", {"title": "You & me"})
    '<h1>You &amp; me</h1>'
    """
    return NAMED.sub(lambda found: html.escape(words[found[1]]), markup)
