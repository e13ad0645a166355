"""A result as a page to hand out: one HTML file with everything in it, which needs no network and no script."""

from __future__ import annotations

from sim.report.making import page

__all__ = ["page"]
