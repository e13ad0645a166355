"""The words of the page, put into its markup wherever it names one."""

from __future__ import annotations

import html
import re

NAMED = re.compile(r"\{\{([\w.]+)\}\}")


def filled(markup: str, words: dict[str, str]) -> str:
    """The markup with every ``{{name}}`` replaced by its text, escaped.

    >>> filled("<h1>{{title}}</h1>", {"title": "You & me"})
    '<h1>You &amp; me</h1>'
    """
    return NAMED.sub(lambda found: html.escape(words[found[1]]), markup)
