"""The comment at the head of a scenario file."""

from __future__ import annotations

import pytest

from sim.scenario.heading import heading

FIXED_FORM = """\
# yaml-language-server: $schema=parley.schema.json
# Pressing the north.
#
# Stands on: A11,
# A18.
# Differs: leverage,
# three times over.
# Should show:
# - more signatures,
#   not more peace;
# - less trust.
title: Pressing the north
# not at the head
"""


def test_lines_are_joined_into_paragraphs_and_items() -> None:
    assert heading(FIXED_FORM) == [
        "Pressing the north.",
        "Stands on: A11, A18.",
        "Differs: leverage, three times over.",
        "Should show:",
        "- more signatures, not more peace;",
        "- less trust.",
    ]


@pytest.mark.parametrize(
    "text", ["", "title: River", "title: River\n# late", "#\n#\ntitle: River", "# yaml-language-server: $schema=a.json\ntitle: River"]
)
def test_without_a_comment_there_is_nothing(text: str) -> None:
    assert heading(text) == []


def test_lines_as_other_systems_end_them_are_read_too() -> None:
    assert heading("\r\n# One\r\n# two.\r\n#\r\n## Three.\r\ntitle: River") == ["One two.", "Three."]


def test_a_colon_within_a_sentence_starts_no_paragraph() -> None:
    assert heading("# To look at: does it\n# hold, and for how long: a week?") == ["To look at: does it hold, and for how long: a week?"]
