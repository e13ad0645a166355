"""pyarrow, which is an extra: it is imported where it is needed."""

from __future__ import annotations

import functools
from importlib import import_module
from typing import Any

HOW_TO_INSTALL = 'Sweeps need pyarrow, which is not installed: pip install "parley-sim[analyst]"'


@functools.cache
def pyarrow() -> Any:
    """pyarrow itself. Raises ImportError with a sentence where it is not installed."""
    return part("pyarrow")


@functools.cache
def parquet() -> Any:
    """Its reader and writer of Parquet files. Raises ImportError with a sentence where it is not installed."""
    return part("pyarrow.parquet")


def part(name: str) -> Any:
    """A module of pyarrow."""
    try:
        return import_module(name)
    except ImportError:
        raise ImportError(HOW_TO_INSTALL) from None
