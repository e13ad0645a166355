"""Pictures within a page: as small as they can be without looking different, and with names that are nobody else's."""

from __future__ import annotations

import re
from html import escape

from matplotlib.figure import Figure

from sim.charts.saving import drawn, finding, prefixed

UNSEEN = re.compile(r"<!--.*?-->|<metadata>.*?</metadata>|<defs>\s*<style\b[^>]*>[^<]*</style>\s*</defs>", re.DOTALL)
LINES = 'stroke-linejoin="round" stroke-linecap="butt"'  # what matplotlib says in a style that would hold in the whole page
SPACE, BETWEEN = re.compile(r"\s+"), re.compile(r">\s+<")
HEAD = re.compile(r"<svg\b[^>]*>")
BOX = re.compile(r'\bviewBox="([\d. ]+)"')


def inline(figure: Figure, name: str) -> str:
    """A picture as an ``<svg>`` element for a page in which several stand. name: what no other picture on the page is called.

    It is as wide as the page lets it be, and its finding is its text alternative.
    """
    found = slim(prefixed(drawn(figure), f"{name}-"))
    box = BOX.search(HEAD.match(found)[0])[1]  # type: ignore[index]
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="{box}" {LINES}'
    return f'{opening} role="img" aria-label="{escape(finding(figure), quote=True)}">{HEAD.sub("", found, count=1)}'


def slim(drawn: str) -> str:
    """A drawing without remarks, styles of its own that would hold in the whole page, and space.

    >>> slim('<svg> <!-- a remark --> <path d="M 0 0 \\nL 1 1 "/>\\n </svg>')
    '<svg><path d="M 0 0 L 1 1 "/></svg>'
    """
    return BETWEEN.sub("><", SPACE.sub(" ", UNSEEN.sub("", drawn)))
