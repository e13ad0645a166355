"""Designs that are played in a moment: a month of the baseline, a few settings, a few runs."""

from __future__ import annotations

from typing import Any

MONTH: dict[str, Any] = {"scenario": "baseline", "set": {"days": 30}, "runs": 40, "seed": 3}
SMALL: dict[str, Any] = {
    **MONTH,
    "design": {"kind": "grid", "steps": 3},
    "vary": {"us.bias": [-0.5, 0.5], "russia.time_pressure": {"low": 0.01, "high": 0.1, "steps": 2}},
}
TOTAL = 6 * 40
