"""Questions that are not answered, and what a question may hold."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from sim.scenario.complaining import nearest
from sim.words import number, say

SHOWN = 60


class RefusedError(Exception):
    """A question that is not answered: sentences that say why, and the status of the answer."""

    def __init__(self, sentences: str | list[str], status: int = 422) -> None:
        self.sentences = [sentences] if isinstance(sentences, str) else sentences
        self.status = status
        super().__init__(self.sentences)


def whole(asked: Mapping[str, Any], name: str, default: int, low: int, high: int) -> int:
    """A whole number of a question, within limits."""
    found = asked.get(name, default)
    if isinstance(found, bool) or not isinstance(found, int) or not low <= found <= high:
        raise RefusedError(say("answers.whole", name=name, what=shown(found), low=number(low, ","), high=number(high, ",")))
    return found


def is_number(said: Any) -> bool:
    """Whether something said is a number that one can count with. JSON can say 1e999, and a whole number of any length.

    >>> is_number(0.5), is_number(True), is_number(float("inf")), is_number(10**400)
    (True, False, False, False)
    """
    return isinstance(said, int | float) and not isinstance(said, bool) and abs(said) <= sys.float_info.max


def near(word: str, known: Iterable[str]) -> str:
    """A guess at what was meant, as a sentence with a space before it, or nothing.

    >>> near("baselin", ["baseline", "pressing_moscow"])
    ' Did you mean baseline?'
    """
    found = nearest(word, known)
    return say("answers.near", name=found) if found else ""


def shown(value: Any) -> str:
    """A value as it is spoken of in a sentence.

    >>> shown("abc"), shown(["x" * 100])[-4:]
    ('"abc"', 'x...')
    """
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 3]}..."
