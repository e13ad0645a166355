"""Words in which every letter is a dot, so that what still has letters comes from somewhere else."""

from __future__ import annotations

import re
import shutil
import string
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

from sim.words import FILES, SHIPPED

LETTER = re.compile(r"[^\W\d_]")
PLACE = re.compile(r"(\{\w+(?:\|\w+)?\})")
SMALL = re.compile(r"\de[-−]\d+")  # as in 2.5e-05
DOT = "·"


def template(text: str) -> str:
    """A template of str.format in which all but the places is dotted."""
    parts = string.Formatter().parse(text)
    return "".join(LETTER.sub(DOT, literal) + (f"{{{name}}}" if name is not None else "") for literal, name, _, _ in parts)


def of_page(text: str) -> str:
    """A text of the page in which all but the places is dotted."""
    return "".join(part if PLACE.fullmatch(part) else LETTER.sub(DOT, part) for part in PLACE.split(text))


def dotted(tree: dict[Any, Any], one: Callable[[str], str]) -> dict[Any, Any]:
    """A tree of words, dotted."""
    return {key: dotted(below, one) if isinstance(below, dict) else one(str(below)) for key, below in tree.items()}


def folder(place: Path) -> Path:
    """A folder of words like the shipped one, dotted, in the language "eo"."""
    for name in FILES:
        tree = yaml.safe_load((SHIPPED / f"{name}.yaml").read_text(encoding="utf-8"))
        tree = dotted(tree, of_page if name == "page" else template)
        if name == "page":
            tree["language"] = "eo"
        (place / f"{name}.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
    shutil.copy(SHIPPED / "masks.yaml", place)
    return place


def leftovers(texts: Iterable[str], names: Iterable[str]) -> set[str]:
    """The words in texts that still have letters, besides these names."""
    known = re.compile("|".join(map(re.escape, sorted(filter(None, names), key=len, reverse=True))))
    return {word for text in texts for word in SMALL.sub("", known.sub("", text)).split() if LETTER.search(word)}
