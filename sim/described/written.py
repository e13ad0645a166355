"""Values as a person writes them: 0.0018, open, [freeze, settlement], 22 April 2025."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.scenario.declared import Declared

NOT_SET = "not set"
SMALLEST = 1e-9  # what is smaller is written with an exponent


def written(value: Any) -> str:
    """A value in words and digits; a number with as many digits as it has.

    >>> [written(value) for value in (0.00005, 1.0, None, ["freeze"], datetime.date(2025, 4, 22), {"us.blame": -0.1})]
    ['0.00005', '1', 'not set', '[freeze]', '22 April 2025', 'us.blame: -0.1']
    """
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{Decimal(repr(value)):f}" if abs(value) > SMALLEST else repr(value)
    if isinstance(value, datetime.date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {written(below)}" for name, below in value.items())
    if isinstance(value, list | tuple):
        return f"[{', '.join(written(below) for below in value)}]"
    return NOT_SET if value is None else str(value)


def span(found: Declared) -> str:
    """What a value may be, where that is a range or a choice of words: ``0 to 1``, ``1 to 3650 or open``."""
    numbers = [] if found.low is None or found.high is None else [f"{written(float(found.low))} to {written(float(found.high))}"]
    return " or ".join([*numbers, *found.words])
