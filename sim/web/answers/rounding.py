"""Numbers as they travel: no digit more than a chart can show."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.analysis.estimates import Estimate


def thousandths(values: Any) -> list[int]:
    """Shares as whole thousandths."""
    found: list[int] = np.rint(np.asarray(values, dtype=np.float64) * 1000).astype(int).tolist()
    return found


def short(values: Any, digits: int = 4) -> list[float]:
    """Numbers with a few decimals."""
    found: list[float] = np.round(np.asarray(values, dtype=np.float64), digits).tolist()
    return found


def interval(estimate: Estimate) -> dict[str, Any]:
    """An estimate with its interval, in full."""
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high}
