"""What a word without quotes stands for: a number, true or false, nothing, or just text."""

from __future__ import annotations

import re
from typing import TypeAlias

Scalar: TypeAlias = "bool | int | float | str | None"

WORDS: dict[str, Scalar] = {"": None, "~": None, "null": None, "true": True, "false": False}
WHOLE = re.compile(r"[-+]?[0-9]+", re.ASCII)
NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", re.ASCII)
DIGITS_LIMIT = 15


def meaning(word: str) -> Scalar:
    """A plain word's value by rules close to YAML 1.2: ``no``, ``off``, ``12:30``, ``0x10`` and dates stay text.

    >>> [meaning(word) for word in ("12", "1e-3", "true", "~", "no", "12:30", "2025-04-22", ".nan")]
    [12, 0.001, True, None, 'no', '12:30', '2025-04-22', '.nan']
    """
    if word in WORDS:
        return WORDS[word]
    if WHOLE.fullmatch(word) and len(word) <= DIGITS_LIMIT:
        return int(word)
    return float(word) if NUMBER.fullmatch(word) else word


def intended(text: str) -> float | None:
    """The number that somebody meant who wrote ``0,5``, ``5%`` or ``1_000``, if it is one."""
    share = text.strip().removesuffix("%").strip()
    number = meaning(share.replace("_", "").replace(",", "."))
    if not isinstance(number, int | float) or isinstance(number, bool):
        return None
    return number / 100 if text.strip().endswith("%") else number
