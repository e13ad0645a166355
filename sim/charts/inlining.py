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
STRAIGHT = re.compile(r'\bd="([MLz\d.\s-]+)"')
STEP = re.compile(r"([MLz])(?: (-?[\d.]+) (-?[\d.]+))?")
FINENESS = 10  # steps to a point: finer than anybody sees


def inline(figure: Figure, name: str) -> str:
    """A picture as an ``<svg>`` element for a page in which several stand. name: what no other picture on the page is called.

    It is as wide as the page lets it be, and its finding is its text alternative.
    """
    found = slim(prefixed(drawn(figure), f"{name}-"))
    box = BOX.search(HEAD.match(found)[0])[1]  # type: ignore[index]
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="{box}" {LINES}'
    return f'{opening} role="img" aria-label="{escape(finding(figure), quote=True)}">{HEAD.sub("", found, count=1)}'


def slim(drawn: str) -> str:
    """A drawing without remarks, styles of its own that would hold in the whole page, and space; its straight lines told step by step.

    >>> slim('<svg> <!-- a remark --> <path d="M 0 0 \\nL 1 1 "/>\\n </svg>')
    '<svg><path d="M0 0l1 1"/></svg>'
    """
    bare = BETWEEN.sub("><", SPACE.sub(" ", UNSEEN.sub("", drawn)))
    return STRAIGHT.sub(lambda path: f'd="{stepwise(path[1])}"', bare)


def stepwise(path: str) -> str:
    """A path of straight lines, each told from where the last one ended; on the way, what cannot be seen falls out.

    >>> stepwise("M 1 1 L 1.52 1 L 1.9 1 L 1.9 3.25 L 1.91 3.25 L 0 0 z")
    'M1 1h.9v2.2l-1.9-3.2z'
    """
    said: list[tuple[str, int, int]] = []
    at = begun = (0, 0)
    for kind, *place in STEP.findall(path):
        if kind == "z":
            said.append((kind, 0, 0))
            at = begun
            continue
        to = round(FINENESS * float(place[0])), round(FINENESS * float(place[1]))
        if kind == "M":
            said.append((kind, *to))
            begun = to
        elif to != at or said[-1][0] == "M":
            add(said, to[0] - at[0], to[1] - at[1])
        at = to
    return "".join(written(*step) for step in said)


def add(said: list[tuple[str, int, int]], across: int, down: int) -> None:
    """Say one step more; one that goes on as the last did, level or upright, makes it longer."""
    kind = "h" if not down else "v" if not across else "l"
    last, *before = said[-1]
    if kind == last != "l" and (before[0] + before[1]) * (across + down) > 0:
        said[-1] = (kind, before[0] + across, before[1] + down)
    else:
        said.append((kind, across, down))


def written(kind: str, across: int, down: int) -> str:
    """One step of a path."""
    if kind == "z":
        return kind
    if kind in "hv":
        return kind + number(across if kind == "h" else down)
    second = number(down)
    return f"{kind}{number(across)}{'' if second.startswith('-') else ' '}{second}"


def number(steps: int) -> str:
    """A length in points, in as few signs as it takes.

    >>> [number(steps) for steps in (5, -12, 30, 0)]
    ['.5', '-1.2', '3', '0']
    """
    text = f"{steps / FINENESS:g}" if abs(steps) < FINENESS * 1000 else f"{steps / FINENESS:.1f}".removesuffix(".0")
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text
