"""The few phrases of which titles are made, each true to the number it stands for."""

from __future__ import annotations

import textwrap
from decimal import Decimal

LABEL_LIMIT = 40


def percent(share: float) -> str:
    """A share in whole per cent that never rounds something to nothing, nor nearly all to all.

    >>> percent(0.0), percent(0.001), percent(0.376), percent(0.999), percent(1.0)
    ('0%', 'under 1%', '38%', 'over 99%', '100%')
    """
    if 0 < share < 0.01:
        return "under 1%"
    return "over 99%" if 0.99 < share < 1 else f"{100 * share:.0f}%"


def digits(value: float, count: int) -> str:
    """A number with so many significant digits, never with an exponent.

    >>> digits(0.000021, 3), digits(1490, 3), digits(-0.5, 3), digits(64.83, 2)
    ('0.000021', '1490', '−0.5', '65')
    """
    return f"{Decimal(f'{value:.{count}g}'):f}".replace("-", "−")


def called(label: str, limit: int = LABEL_LIMIT) -> str:
    """A label in a sentence or a margin: cut at a word if it is very long.

    >>> called("Humanitarian pause along the whole of the river", 24)
    'Humanitarian pause…'
    """
    text = " ".join(label.split())
    if len(text) <= limit:
        return text
    cut = textwrap.shorten(text, limit, placeholder="…")
    return cut if len(cut) > 1 else text[: limit - 1] + "…"


def quoted(label: str) -> str:
    """A label as a name within a sentence."""
    return f"‘{called(label)}’"


def movement(before: float, after: float) -> str:
    """How a share has changed, in whole per cent.

    >>> movement(0.05, 0.094), movement(0.30, 0.301), movement(0.5, 0.2)
    ('rises from 5% to 9%', 'stays at 30%', 'falls from 50% to 20%')
    """
    if percent(before) == percent(after):
        return f"stays at {percent(after)}"
    return f"{'rises' if after > before else 'falls'} from {percent(before)} to {percent(after)}"


def days(count: int) -> str:
    """So many days."""
    return "1 day" if count == 1 else f"{count:,} days"


def first_letter_large(sentence: str) -> str:
    """The sentence with a capital at its start."""
    return sentence[:1].upper() + sentence[1:]
