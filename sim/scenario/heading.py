"""The comment at the head of a scenario file: what the scenario stands on, what differs, and what it should show."""

from __future__ import annotations

import itertools
import re

FOR_EDITORS = "yaml-language-server:"
STARTS = re.compile(r"- |[A-Z]\w*( \w+){0,2}:( |$)")  # an item of a list, or a line such as "Stands on: A11, A18."


def heading(text: str) -> list[str]:
    """The paragraphs and items of the comment with which a file begins, each on one line; empty if there is none.

    >>> heading("# River.\\n#\\n# Differs: one\\n# thing.\\n# Should show:\\n# - less.\\ntitle: River")
    ['River.', 'Differs: one thing.', 'Should show:', '- less.']
    """
    paragraphs: list[list[str]] = [[]]
    for line in comment(text):
        if not line or STARTS.match(line):
            paragraphs.append([])
        paragraphs[-1].append(line)
    return [said for said in (" ".join(lines).strip() for lines in paragraphs) if said]


def comment(text: str) -> list[str]:
    """The lines of the comment with which a file begins, without those that are meant for editors."""
    lines = itertools.takewhile(lambda line: line.startswith("#"), text.lstrip().splitlines())
    said = [line.lstrip("#").strip() for line in lines]
    return [line for line in said if not line.startswith(FOR_EDITORS)]
