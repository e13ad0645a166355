"""What the page is started with."""

from __future__ import annotations

import os
import pathlib
from dataclasses import dataclass

HERE = pathlib.Path(__file__).parent
LOOPBACK = "127.0.0.1"
MOST_WORKERS = 4


def cores() -> int:
    """How many worker processes there are unless somebody says otherwise: one for each core that may be used, within reason."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(usable, MOST_WORKERS))


@dataclass(frozen=True)
class Settings:
    """Where the page is served, by how many worker processes, in the words of which folder, and what it refuses as too much.

    body: bytes of a question; file: bytes of one that carries a scenario file. work: runs times days of one ensemble. rate: questions a
    second of one tab, and of all tabs of one address; burst: how many seconds of them may come at once. mask: whether
    parties and scenarios have invented names until a teacher shows the true ones. ahead: whether idle workers play what sliders and
    knobs may ask for next.
    """

    host: str = LOOPBACK
    port: int = 8000
    workers: int = 2
    body: int = 64_000
    file: int = 1_100_000
    runs: int = 10_000
    days: int = 3650
    work: int = 4_000_000
    rate: float = 25.0
    address_rate: float = 250.0
    burst: float = 2.0
    mask: bool = False
    ahead: bool = True

    @property
    def is_open(self) -> bool:
        """Whether others than this machine can reach it."""
        return self.host not in (LOOPBACK, "localhost", "::1")
