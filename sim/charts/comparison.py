"""Comparison: how scenarios differ on the same luck, in how runs end, which rungs they reach, and days at peace."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.charts import wording
from sim.charts.forest import Column, Forest, Rows, mark
from sim.charts.sheet import MARGIN, WIDTH, sheet
from sim.charts.style import house_style
from sim.charts.wording import called, first_letter_large, percent, quoted
from sim.comparison import Comparison, Difference
from sim.result import OUTCOMES

POINTS = "Difference in the share of runs (percentage points)"
POINTS_IN_SHORT = "Difference (percentage points)"
NUMBERED = 2  # with more scenarios there are two columns, and no room for numbers beside the points
LINE = 0.24
LEGEND_LIMIT, WIDE = 44, 30


def comparison(compared: Comparison, whose: str | None = None) -> Figure:
    """Paired differences of every scenario from the first, with 95% intervals. whose: in words, where they are no whole ensembles."""
    columns = forests(compared)
    key = LINE * -(-len(compared.others) // per_line(compared)) + 0.15 if len(compared.others) > 1 else 0.0
    tall = key + max(sum(forest.height for forest in column) for column in columns)
    with house_style():
        page = sheet("comparison", finding(compared), notes(compared), whose or compared.before, (tall,), MARGIN, 0.1)
        figure, (place,) = page.figure, page.panels
        top = place.get_position().y1 * figure.get_figheight() + 0.2
        place.remove()
        spans = [forest.span for column in columns for forest in column if forest.rows.percent]
        points = min(low for low, _ in spans), max(high for _, high in spans)
        for column in columns:
            below = top - key
            for forest in column:
                forest.draw(figure, below, points if forest.rows.percent else forest.span)
                below -= forest.height
        if key:
            legend(figure, compared, top)
    return figure


def forests(compared: Comparison) -> list[list[Forest]]:
    """What is drawn, in one column with numbers beside the points, or in two."""
    rows = [found for found in (endings(compared), ladder(compared), peace()) if found.words]
    count = len(compared.others)
    if count <= NUMBERED:
        columns = [(Column(MARGIN, 2.75, 8.35, numbers=2.4), rows)]
    else:
        half = WIDTH / 2
        columns = [(Column(MARGIN, 1.72, half - 0.15), rows[:1]), (Column(half + 0.15, 1.72, WIDTH - MARGIN), rows[1:])]
    tall = 0.13 + 0.2 * count if count <= NUMBERED else 0.16 + 0.105 * count
    differences = [pair.differences for pair in compared.pairs.values()]
    return [[Forest(found, differences, column, tall) for found in several] for column, several in columns if several]


def endings(compared: Comparison) -> Rows:
    """How the runs end; what happens in no scenario only takes room, unless nothing else happens either."""
    return Rows("How the runs end", axis(compared), {number: name for number, name in every_ending().items() if not never(compared, number)})


def every_ending() -> dict[str, str]:
    """The outcomes by the names of their numbers."""
    return {f"outcome.{name}": name for name in OUTCOMES}


def never(compared: Comparison, number: str) -> bool:
    """Whether a share is 0 in every scenario."""
    return not any(pair.differences[number].before or pair.differences[number].after for pair in compared.pairs.values())


def ladder(compared: Comparison) -> Rows:
    """The rungs of the first scenario that any other has too."""
    before = compared.before
    rungs = [rung for rung in before.rungs if any(f"reached.{rung}" in pair.differences for pair in compared.pairs.values())]
    return Rows("Ever reached", axis(compared), {f"reached.{rung}": before.label(rung) for rung in rungs})


def peace() -> Rows:
    """Days at peace, on a scale of their own."""
    return Rows("Peace", "Difference (days a run)", {"days_at_peace": "days at peace"}, percent=False)


def axis(compared: Comparison) -> str:
    """What the scale of shares is."""
    return POINTS if len(compared.others) <= NUMBERED else POINTS_IN_SHORT


def legend(figure: Figure, compared: Comparison, top: float) -> None:
    """Which scenario each mark stands for, above the rows."""
    handles = [Line2D([], [], **mark(place, True)) for place in range(len(compared.others))]
    figure.legend(
        handles, [name(compared, other) for other in compared.others], ncols=per_line(compared), loc="upper left",
        bbox_to_anchor=(MARGIN / WIDTH, (top + 0.05) / figure.get_figheight()), frameon=False, handletextpad=0.2, columnspacing=1.4,
        borderpad=0, borderaxespad=0, labelspacing=0.35,
    )  # fmt: skip


def name(compared: Comparison, scenario: str) -> str:
    """What a scenario is called in the legend."""
    return called(compared.label(scenario), LEGEND_LIMIT)


def per_line(compared: Comparison) -> int:
    """How many scenarios the legend names on a line."""
    longest = max(len(name(compared, other)) for other in compared.others)
    return min(len(compared.others), 2 if longest > WIDE else 3)


def notes(compared: Comparison) -> str:
    """How to read it."""
    before = called(compared.label(compared.reference))
    after = called(compared.label(compared.others[0])) if len(compared.others) == 1 else "each scenario"
    absent = [quoted(words) for number, words in every_ending().items() if never(compared, number)]
    left_out = f" No run ends with {' or '.join(absent)} in any scenario." if absent else ""
    if any(number not in pair.differences for pair in compared.pairs.values() for number in ladder(compared).words):
        left_out += " Where a scenario has no point, it has no such agreement."
    return (
        f"Points: {after} less ‘before’, which is {before}; run by run on the same luck, with 95% intervals of the paired difference. A hollow "
        f"point differs no more than luck explains; an interval that cannot be seen is narrower than its mark.{left_out}"
    )


def finding(compared: Comparison) -> str:
    """The largest change of any outcome that luck does not explain, and whose it is."""
    clear = [
        (abs(found.change.value or 0.0), place, other)
        for other, pair in compared.pairs.items()
        for place, outcome in enumerate(OUTCOMES)
        if (found := pair.differences[f"outcome.{outcome}"]).is_clear
    ]
    several = f"{len(compared.others)} scenarios"
    if not clear:
        who = called(compared.label(compared.others[0])) if len(compared.others) == 1 else several
        return first_letter_large(f"{who}: no outcome changes by more than luck explains")
    _, place, other = max(clear)
    moved = moves(compared.pairs[other].differences[f"outcome.{OUTCOMES[place]}"])
    whose = called(compared.label(other))
    if len(compared.others) == 1:
        return first_letter_large(f"{whose}: {moved}; no other outcome changes as much")
    return f"Of {several}, {quoted(whose)} changes one outcome most: {moved}"


def moves(found: Difference) -> str:
    """How an outcome's share moves, in words."""
    before, after = found.before or 0.0, found.after or 0.0
    if percent(before) == percent(after):
        return f"{quoted(found.change.words)} {'rises' if after > before else 'falls'} by {100 * abs(after - before):.1f} percentage points"
    return f"{quoted(found.change.words)} {wording.movement(before, after)} of runs"
