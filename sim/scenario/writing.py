"""A scenario written out: as YAML that reads back to the same scenario, and as the digest of what its numbers depend on."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import yaml

from sim.parameters import Situation
from sim.scenario.scalars import meaning

ONLY_WORDS = ("title", "about", "label")
WIDTH = 120


class Writer(yaml.SafeDumper):
    """Writes text in quotes where it would read as something else."""

    def ignore_aliases(self, data: Any) -> bool:
        """Everything is written out."""
        return True

    def text(self, text: str) -> yaml.ScalarNode:
        """A text, in quotes if its words alone would mean a number, a truth or nothing."""
        return self.represent_scalar("tag:yaml.org,2002:str", text, None if isinstance(meaning(text), str) else '"')


Writer.add_representer(str, Writer.text)


def to_dict(situation: Situation) -> dict[str, Any]:
    """Everything that a scenario says, inherited or not, as plain data."""
    return situation.model_dump(mode="json", exclude_none=True)


def to_yaml(situation: Situation) -> str:
    """The same as YAML."""
    return as_yaml(to_dict(situation))


def as_yaml(data: Any) -> str:
    """Plain data as a scenario file writes it."""
    return str(yaml.dump(data, Dumper=Writer, sort_keys=False, allow_unicode=True, width=WIDTH))


def digest(situation: Situation) -> str:
    """SHA-256 of everything that can change a number: not titles and labels, but the order of the ladder."""
    essence = without_words(to_dict(situation))
    essence["ladder"] = list(situation.agreements)
    return hashlib.sha256(json.dumps(essence, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def without_words(value: Any) -> Any:
    """The data without titles, descriptions and labels; numbers in one form, so that 1 and 1.0 are the same."""
    if isinstance(value, dict):
        return {key: without_words(below) for key, below in value.items() if not (key in ONLY_WORDS and isinstance(below, str))}
    if isinstance(value, list):
        return [without_words(below) for below in value]
    return float(value) + 0.0 if isinstance(value, int | float) else value
