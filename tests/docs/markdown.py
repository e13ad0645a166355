"""Markdown as far as the tests read it: fenced blocks, links, headings, words in code type; and shown output against real output."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
PAGES = [*DOCUMENTS, ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md"]
FENCED = re.compile(r"^(<!-- fails -->\n)?(?:<!-- needs (\w+) -->\n)?```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
IN_CODE = re.compile(r"`([^`]+)`")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
ROUNDING = 0.01  # another processor may round luck otherwise, and with it turn a run in a thousand


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, its line in the document, whether its commands are meant to fail, and a module that it alone needs."""

    language: str
    text: str
    line: int
    fails: bool
    needs: str | None = None

    @property
    def can_be_followed(self) -> bool:
        """Whether what it needs is there."""
        return self.needs is None or importlib.util.find_spec(self.needs) is not None


def text_of(page: Path) -> str:
    """The page's text."""
    return page.read_text(encoding="utf-8")


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page, in order."""
    text = text_of(page)
    return [Block(found[3], found[4], text.count("\n", 0, found.start(3)) + 1, bool(found[1]), found[2]) for found in FENCED.finditer(text)]


def prose(page: Path) -> str:
    """The page without its fenced blocks."""
    return FENCED.sub("", text_of(page))


def links(page: Path) -> list[str]:
    """Where the links and images of a page lead."""
    return LINK.findall(prose(page))


def in_code(page: Path) -> list[str]:
    """What stands in code type, outside of blocks, each on one line."""
    return [" ".join(words.split()) for words in IN_CODE.findall(prose(page))]


def anchors(page: Path) -> set[str]:
    """What a link can name in a page, as code hosts derive it from headings."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(prose(page))}


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output that is shown for it."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def agrees(shown: str, real: str) -> bool:
    """Whether real output is as shown: ``...`` stands for anything, spaces count once, numbers may differ by a rounding.

    >>> agrees("a  1.0%\\n...\\nb", "a 1.1% \\nx\\ny\\nb"), agrees("a 1.0", "a 1.3"), agrees("a ... c", "a b d")
    (True, False, False)
    """
    found = re.fullmatch(pattern(tidy(shown)), tidy(real), re.DOTALL)
    return bool(found) and all(near(*pair) for pair in zip(NUMBER.findall(tidy(shown)), found.groups(), strict=True))


def mended(shown: str, real: str) -> str | None:
    """Shown output with the numbers of real output; None where more than numbers differs.

    >>> mended("a  1.0%\\n...\\nb  2", "a 3.1% \\nx\\nb 4"), mended("a 1", "b 1")
    ('a  3.1%\\n...\\nb  4', None)
    """
    found = re.fullmatch(pattern(tidy(shown)), tidy(real), re.DOTALL)
    numbers = iter(found.groups() if found else ())
    return NUMBER.sub(lambda _: next(numbers), shown) if found else None


def pattern(shown: str) -> str:
    """A regular expression for shown output, with a group for each number."""
    parts = ["".join(f"({NUMBER.pattern})" if number else re.escape(word) for word, number in pieces(part)) for part in shown.split("...")]
    return ".*?".join(parts)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut into numbers and what stands between them."""
    for number, word in enumerate(re.split(f"({NUMBER.pattern})", text)):
        yield word, number % 2 == 1


def near(shown: str, real: str) -> bool:
    """Whether a real number is the one shown, give or take its last digit and the rounding; whole numbers below ten are exact."""
    value, other = (float(number.replace(",", "")) for number in (shown, real))
    digit = 10.0 ** -len(shown.partition(".")[2])
    return value == other or ("." in shown and abs(value - other) <= 1.001 * digit + ROUNDING * value)


def tidy(text: str) -> str:
    """The text without spaces that only align."""
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
