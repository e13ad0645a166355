"""Rows of the table of runs, as pyarrow keeps them: what never happened is missing, and outcomes are words."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sim.result import DAY_COLUMNS, OUTCOMES
from sim.sweeps.arrow import parquet, pyarrow

COMPRESSION = "zstd"


def table(columns: Mapping[str, np.ndarray], rungs: Sequence[str]) -> Any:
    """A pyarrow table of columns, shape (rows,), in which a day that never came is 0."""
    days = {*DAY_COLUMNS, *(f"first_{rung}" for rung in rungs)}
    return pyarrow().table({name: column(name, values, name in days) for name, values in columns.items()})


def column(name: str, values: np.ndarray, is_day: bool) -> Any:
    """One column of a pyarrow table."""
    arrow = pyarrow()
    if name == "outcome":
        return arrow.DictionaryArray.from_arrays(values, OUTCOMES)
    if is_day:
        return arrow.array(values, mask=values == 0)
    return arrow.array(values, from_pandas=True)  # terms that were never signed are missing too


def as_bytes(rows: Any) -> bytes:
    """A pyarrow table as a Parquet file, the same bytes for the same rows."""
    file = io.BytesIO()
    parquet().write_table(rows, file, compression=COMPRESSION)
    return file.getvalue()


def from_bytes(content: bytes) -> Any:
    """The pyarrow table that was written."""
    return parquet().read_table(io.BytesIO(content))


def complete(path: Path, rows: int) -> bool:
    """Whether a part is there with all of its rows; one that cannot be read is as good as missing."""
    try:
        return bool(parquet().read_metadata(path).num_rows == rows)
    except (OSError, ValueError):  # pyarrow's own faults are among these
        return False
