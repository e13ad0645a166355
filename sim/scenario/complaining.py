"""What is said when something is wrong: where, what, what is allowed, and perhaps a guess."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

SENTENCES_LIMIT = 100
SHOWN_LIMIT = 60
CUTOFF = 0.65  # below, guesses are as often silly as helpful: france is not ukraine


class ScenarioError(Exception):
    """A scenario that cannot be used. ``sentences`` holds one sentence for each thing that is wrong, ``str`` all of them, a line each."""

    def __init__(self, sentences: str | Iterable[str]) -> None:
        self.sentences = [sentences] if isinstance(sentences, str) else list(sentences)
        super().__init__(self.sentences)

    def __str__(self) -> str:
        return "\n".join(self.sentences)


@dataclass(frozen=True, order=True)
class Place:
    """Where something was written: a file with line and column (from 1), or an option of a command, which has neither."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{printable(self.file)}:{self.line}:{self.column}" if self.line else printable(self.file)


@dataclass(frozen=True)
class Complaint:
    """One thing that is wrong, and where."""

    place: Place = field(default=Place(""))
    sentence: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place.file else self.sentence


def sentences(complaints: Iterable[Complaint]) -> list[str]:
    """The complaints as sentences in the order of the files, each once; a flood of them is cut."""
    found = list(dict.fromkeys(str(complaint) for complaint in sorted(complaints, key=lambda complaint: complaint.place)))
    if len(found) <= SENTENCES_LIMIT:
        return found
    return [*found[:SENTENCES_LIMIT], f"... and {len(found) - SENTENCES_LIMIT} more like these."]


def refuse(complaints: Iterable[Complaint]) -> None:
    """Raise ScenarioError if there is anything to complain about."""
    found = sentences(complaints)
    if found:
        raise ScenarioError(found)


def printable(text: str) -> str:
    """The text with everything that a terminal would not simply print written out."""
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text)


def shortened(text: str) -> str:
    """The text, cut where it is too long to read in a sentence."""
    return printable(text if len(text) <= SHOWN_LIMIT else text[: SHOWN_LIMIT - 3] + "...")


def shown(value: object) -> str:
    """A value as it is spoken of in a sentence: 2, true, nothing, the text 'abc', a list."""
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return "null"
    if isinstance(value, str):
        return f"the text '{shortened(value)}'"
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else shortened(repr(value))


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words as a list in a sentence: ``a, b and c``.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    *most, final = [shortened(word) for word in words] or ["none"]
    return f"{', '.join(most)} {last} {final}" if most else final


def guess(word: str, known: Iterable[str]) -> str:
    """A guess at what was meant, as a sentence with a space before it, or nothing.

    >>> guess("baselin", ["baseline", "pressing_moscow"])
    ' Did you mean baseline?'
    """
    near = nearest(word, known)
    return f" Did you mean {near}?" if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like this one, or nothing."""
    near = difflib.get_close_matches(word[:SHOWN_LIMIT].lower(), list(known), n=1, cutoff=CUTOFF)
    return near[0] if near else ""
