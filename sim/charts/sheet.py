"""The sheet of paper: a title that says the finding, whose numbers they are, panels one above the other, and the small print."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from sim.charts import wording
from sim.charts.style import FAINT, SMALL, TEXT, TITLE
from sim.happenings import Course
from sim.result import Result

WIDTH, LEFT, MARGIN = 11.0, 0.95, 0.25  # inches
LEADING = 1.25 / 72  # inches of line spacing to a point of type
UNDER_DATES, UNDER_NUMBERS, BETWEEN = 1.02, 0.75, 0.55
AS_ONE = re.compile(r"\b(day) (\d)")  # never parted at the end of a line
LETTER = 0.52  # how wide a letter is in the mean, in parts of its size
CAVEAT = "Simulated under these assumptions; not a forecast."


@dataclass(frozen=True)
class Sheet:
    """A figure with its panels, from the top, and the width of the margin to the right of them, in inches."""

    figure: Figure
    panels: list[Axes]
    beside: float


@dataclass(frozen=True)
class Block:
    """Lines of text of one kind at the head or foot of a sheet."""

    name: str
    lines: list[str]
    size: float
    weight: str
    colour: str

    @property
    def height(self) -> float:
        """Its height, in inches."""
        return len(self.lines) * self.size * LEADING


def sheet(
    name: str, finding: str, notes: str, result: Result | Course | str, heights: Sequence[float], beside: float, below: float = UNDER_DATES
) -> Sheet:
    """An empty sheet. heights: of the panels; beside, below: room for labels to the right of them and under the last; all in inches."""
    room = WIDTH - 2 * MARGIN
    head = [
        Block("finding", balanced(AS_ONE.sub("\\1\u00a0\\2", finding), room, TITLE, "bold"), TITLE, "bold", "black"),
        Block("whose", wrapped(whose(result), room, TEXT), TEXT, "normal", FAINT),
    ]
    foot = Block("notes", wrapped(f"{CAVEAT} {notes}", room, SMALL), SMALL, "normal", FAINT)
    over = MARGIN + sum(block.height for block in head) + 0.45
    under = below + foot.height + MARGIN
    height = over + sum(heights) + BETWEEN * (len(heights) - 1) + under
    figure = Figure(figsize=(WIDTH, height), facecolor="white", label=name)
    top = height - MARGIN
    for block in head:
        write(figure, block, top)
        top -= block.height + 0.06
    write(figure, foot, MARGIN + foot.height)
    return Sheet(figure, panels(figure, height - over, heights, beside), beside)


def panels(figure: Figure, top: float, heights: Sequence[float], beside: float) -> list[Axes]:
    """Panels one above the other, from ``top`` down; the days stand under the last."""
    made: list[Axes] = []
    total = float(figure.get_figheight())
    for tall in heights:
        box = (LEFT / WIDTH, (top - tall) / total, (WIDTH - LEFT - beside) / WIDTH, tall / total)
        made.append(figure.add_axes(box, sharex=made[0] if made else None))
        top -= tall + BETWEEN
    for axes in made[:-1]:
        axes.tick_params(labelbottom=False)
    return made


def write(figure: Figure, block: Block, top: float) -> None:
    """Set a block of text with its upper edge at ``top`` inches."""
    figure.text(
        MARGIN / WIDTH, top / figure.get_figheight(), "\n".join(block.lines), gid=block.name, va="top", ha="left",
        fontsize=block.size, fontweight=block.weight, color=block.colour, linespacing=1.2,
    )  # fmt: skip


def heading(axes: Axes, text: str) -> None:
    """What a panel shows, above it; the axis label adds the unit."""
    axes.set_title(text, loc="left", fontsize=TEXT, fontweight="bold", pad=7)


def whose(result: Result | Course | str) -> str:
    """Which scenario, how many runs or which, and the seed with which they can be had again; words as they are."""
    if isinstance(result, str):
        return result
    if isinstance(result, Course):
        return f"{result.scenario.title} · " + f"run {result.run}, {wording.days(result.days)} · seed {result.seed}".replace(" ", "\u00a0")
    runs = "1 run" if result.runs == 1 else f"{result.runs:,} runs"
    return f"{result.scenario.title} · " + f"{runs} of {wording.days(result.scenario.days)} · seed {result.seed}".replace(" ", "\u00a0")


@functools.lru_cache(maxsize=20_000)
def width(text: str, size: float, weight: str = "normal") -> float:
    """How wide a line is when printed, in inches. Words are measured over and over while lines are broken, hence the cache."""
    font = FontProperties(size=size, weight=weight)
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]) / 72


def wrapped(text: str, room: float, size: float, weight: str = "normal") -> list[str]:
    """Text in lines no wider than ``room`` inches; a word that is too wide for a line is cut."""
    words, lines = [word for word in text.split(" ") if word], list[str]()
    while words:
        *whole, words[0] = pieces(words[0], room, size, weight)
        count = fitting(words, room, size, weight)
        lines += [*whole, " ".join(words[:count])]
        del words[:count]
    return lines or [""]


def fitting(words: list[str], room: float, size: float, weight: str) -> int:
    """How many of the words stand in one line, at least one. Guessed first: to measure is what takes long."""
    ends = itertools.accumulate(len(word) + 1 for word in words)
    count = max(1, sum(1 for _ in itertools.takewhile(lambda end: end * LETTER * size <= 72 * room, ends)))

    def fits(count: int) -> bool:
        return width(" ".join(words[:count]), size, weight) <= room

    while count < len(words) and fits(count + 1):
        count += 1
    while count > 1 and not fits(count):
        count -= 1
    return count


def balanced(text: str, room: float, size: float, weight: str) -> list[str]:
    """The same in no more lines, but with lines of nearly the same length."""
    best = tried = wrapped(text, room, size, weight)
    while len(tried) == len(best) and room > 1:
        best, room = tried, room - 0.4
        tried = wrapped(text, room, size, weight)
    return best


def pieces(word: str, room: float, size: float, weight: str) -> list[str]:
    """A word, cut where it would be wider than a line."""
    if width(word, size, weight) <= room:
        return [word]
    found = [""]
    for letter in word:
        if found[-1] and width(found[-1] + letter, size, weight) > room:
            found.append("")
        found[-1] += letter
    return found
