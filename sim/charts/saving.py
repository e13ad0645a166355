"""Pictures as files: the same picture gives the same bytes, and several may stand in one page."""

from __future__ import annotations

import hashlib
import io
import os
import pathlib
import re
from html import escape

from matplotlib.figure import Figure

from sim.charts.style import house_style

SUFFIXES = (".png", ".svg")
DPI = 150
UNSAID = ("Date", "Creator", "Format", "Type")
DRAWN, FINE = re.compile(r'\bd="[^"]*"'), re.compile(r"(\.\d\d)\d+")  # a hundredth of a point is fine enough
NAMES = re.compile(r'(?P<before>\bid="|\bxlink:href="#|\bhref="#|url\(#)')


def finding(figure: Figure) -> str:
    """The finding that a picture's title states, as one line."""
    return next((" ".join(text.get_text().split()) for text in figure.texts if text.get_gid() == "finding"), "")


def save(figure: Figure, path: str | os.PathLike[str]) -> None:
    """Write a picture as PNG or SVG, by the ending of its name. Raises ValueError for any other ending."""
    file = pathlib.Path(path)
    if file.suffix.lower() not in SUFFIXES:
        raise ValueError(f"{file.name} should end in {' or '.join(SUFFIXES)}")
    file.write_bytes(png(figure) if file.suffix.lower() == ".png" else f'<?xml version="1.0" encoding="utf-8"?>\n{svg(figure)}\n'.encode())


def png(figure: Figure) -> bytes:
    """A picture as PNG."""
    target = io.BytesIO()
    with house_style():
        figure.savefig(target, format="png", dpi=DPI, metadata={"Software": None})
    return target.getvalue()


def svg(figure: Figure) -> str:
    """A picture as one ``<svg>`` element, to stand in a page beside others: its names are its own, and its finding is read aloud."""
    found = drawn(figure)
    name = f"{figure.get_label() or 'picture'}-{hashlib.sha256(found.encode()).hexdigest()[:10]}-"
    opening, rest = prefixed(found, name).split(">", 1)
    return f'{opening} role="img" aria-label="{escape(finding(figure), quote=True)}">{rest}'


def drawn(figure: Figure) -> str:
    """A picture as matplotlib draws it, but for digits that nobody sees."""
    target = io.StringIO()
    with house_style():
        figure.savefig(target, format="svg", metadata=dict.fromkeys(UNSAID))
    found = DRAWN.sub(lambda path: FINE.sub(r"\1", path[0]), target.getvalue())
    return found[found.index("<svg") :].strip()


def prefixed(drawn: str, prefix: str) -> str:
    """A drawing whose names, and all that refers to them, begin with a word of its own.

    >>> prefixed('<clipPath id="a"/><g clip-path="url(#a)"/><use xlink:href="#b"/><use href="#b"/>', "first-")
    '<clipPath id="first-a"/><g clip-path="url(#first-a)"/><use xlink:href="#first-b"/><use href="#first-b"/>'
    """
    return NAMES.sub(lambda found: found["before"] + prefix, drawn)
