"""How all pictures look: one typeface, colours that differ in lightness as well as in hue, and no trace left in matplotlib's settings."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib
from matplotlib.colors import to_hex

INK, FAINT, GRID = "#1a1a1a", "#555555", "#dddddd"
ATTACKER, DEFENDER = "#9c3a00", "#2a8ad0"  # vermillion and blue of Okabe and Ito (2008), moved apart in lightness
OBSERVED = "#222222"
DASHES: tuple[str | tuple[int, tuple[float, ...]], ...] = (
    "-",
    (0, (6, 1.6)),
    (0, (2.2, 1.2)),
    (0, (7, 1.5, 1.5, 1.5)),
    (0, (1.1, 1.1)),
    (0, (9, 2, 3, 2)),
    (0, (4, 1.2, 1.1, 1.2, 1.1, 1.2)),
    (0, (3, 3)),
)
MARKERS = "osD^vPX*"
TITLE, TEXT, SMALL = 15.0, 12.0, 11.0

LOOKS = (
    *("agg", "axes", "figure", "font", "grid", "hatch", "legend", "lines", "markers", "patch", "path", "savefig", "svg", "text"),
    *("xaxis", "xtick", "yaxis", "ytick"),
)
OWN: dict[str, Any] = {
    "font.family": ["DejaVu Sans"],  # comes with matplotlib, so pictures are the same everywhere
    "font.size": TEXT,
    "text.parse_math": False,  # a label may hold a dollar sign
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": FAINT,
    "axes.labelsize": TEXT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "legend.fontsize": SMALL,
    "lines.linewidth": 2.2,
    "savefig.dpi": 150,
    "figure.dpi": 150,
    "svg.fonttype": "path",
    "svg.hashsalt": "parley",
}
ONE_AT_A_TIME = threading.RLock()


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the house's style, whatever the user has set, and put the user's settings back; they are global, so one thread at a time."""
    settings: Any = {name: value for name, value in matplotlib.rcParamsDefault.items() if name.partition(".")[0] in LOOKS} | OWN
    with ONE_AT_A_TIME, matplotlib.rc_context(settings), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")  # a label in a script that the typeface lacks is no fault
        yield


def ladder_colours(rungs: int) -> list[str]:
    """A colour for each rung, from light for the lowest to dark for the highest, so that grey print keeps the order."""
    scale = matplotlib.colormaps["plasma"]
    return [to_hex(scale(0.80 - 0.78 * (number / (rungs - 1) if rungs > 1 else 0.7))) for number in range(rungs)]
