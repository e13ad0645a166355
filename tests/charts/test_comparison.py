"""The picture of a comparison: its title is what the numbers say, and it is legible however many scenarios there are."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

import sim
from sim.charts import comparison, finding, png, svg
from sim.charts.forest import COLOURS
from sim.charts.style import MARKERS
from sim.comparison import MOST, Comparison
from sim.result import OUTCOMES
from tests.charts.results import lengthened, renamed
from tests.charts.test_pictures import boxes
from tests.ensembles import edited, only, shipped

DAYS = 120
OTHERS = [f"{count} others" for count in (1, 2, 3, MOST - 1)]
NAMES = ("pressing_moscow", "european_guarantees", "deadlines_mean_it", "patient_ukraine", "squeezing_kyiv", "atrocity", "two_cities")


@functools.cache
def compared(shape: str) -> Comparison:
    """A comparison of one of the shapes: of a few months, in which as much can happen for the first time as in a year."""
    base, longest = shipped().set("days", DAYS), edited(lengthened).set("days", DAYS)
    shapes = {
        "all others": ([base, *NAMES], 60),
        "one run": (["baseline", "pressing_moscow"], 1),
        "equal": ({"as it was": base, "as it is": base}, 30),
        "long labels": ({"as it was": longest, "changed " * 20: longest.set("us.bias", 0.8)}, 30),
        "many long labels": ({f"{number} {'changed ' * 20}": longest.set("us.bias", number / 10) for number in range(5)}, 20),
        "other scripts": ({"基線 [/b] $x$": edited(renamed, base), "länger": edited(renamed, base).set("us.bias", 0.8)}, 30),
        "no rung in common": ([only("truce", scenario=base), "two_cities"], 30),
        "one day": ({"one": base.set("days", 1), "other": base.set("days", 1).set("us.bias", 0)}, 20),
    }
    scenarios, runs = shapes[shape]
    return sim.compare(scenarios, runs=runs, seed=3)


@functools.cache
def beside(count: int) -> Comparison:
    """The baseline and so many others."""
    found = compared("all others")
    names = NAMES[:count]
    results = {name: found.results[name] for name in ("baseline", *names)}
    return dataclasses.replace(found, results=results, parted_on={name: found.parted_on[name] for name in names})


@functools.cache
def drawn(shape: str) -> Figure:
    """The picture of a shape."""
    return comparison(beside(int(shape[0])) if shape in OTHERS else compared(shape))


SHAPES = [*OTHERS, "one run", "equal", "long labels", "many long labels", "other scripts", "one day"]
SHAPES += ["no rung in common"]


@pytest.mark.parametrize("shape", SHAPES)
def test_no_text_is_cut_off_or_lies_on_another(shape: str) -> None:
    figure = drawn(shape)
    texts = [(words, box.padded(-1)) for words, box in boxes(figure)]
    page = figure.bbox
    assert [words for words, box in texts if box.x0 < page.x0 or box.y0 < page.y0 or box.x1 > page.x1 or box.y1 > page.y1] == []
    assert [(one, other) for (one, a), (other, b) in itertools.combinations(texts, 2) if a.overlaps(b)] == []


@pytest.mark.parametrize("shape", SHAPES)
def test_axes_carry_units_in_type_large_enough_for_a_projector(shape: str) -> None:
    figure = drawn(shape)
    assert all(re.search(r"\((percentage points|days a run)\)$", axes.get_xlabel()) for axes in figure.axes)
    assert min(text.get_fontsize() for text in figure.findobj(Text) if text.get_text()) >= 11


def with_outcomes(before: list[str], *after: list[str]) -> Comparison:
    """A comparison in which runs have ended like this in the first scenario and in the others; all else as it was."""
    names = ["as it was", *(f"change {number}" for number in range(1, len(after) + 1))]
    found = sim.compare(dict.fromkeys(names, shipped().set("days", 1)), runs=len(before))
    results = {}
    for name, ends in zip(names, (before, *after), strict=True):
        codes = np.array([OUTCOMES.index(outcome) for outcome in ends], dtype=np.int8)
        results[name] = dataclasses.replace(found.results[name], columns=found.results[name].columns | {"outcome": codes})
    return dataclasses.replace(found, results=results)


def test_the_title_tells_the_largest_change_of_an_outcome() -> None:
    found = with_outcomes(["no deal"] * 60 + ["short truces only"] * 40, ["no deal"] * 60 + ["settlement holding"] * 25 + ["ceasefire holding"] * 15)
    assert finding(comparison(found)) == "Change 1: ‘short truces only’ falls from 40% to 0% of runs; no other outcome changes as much"


def test_of_two_equal_changes_the_one_nearer_to_peace_is_told() -> None:
    found = with_outcomes(["no deal"] * 100, ["no deal"] * 60 + ["settlement holding"] * 40)
    assert finding(comparison(found)).startswith("Change 1: ‘settlement holding’ rises from 0% to 40% of runs")


def test_of_several_scenarios_the_title_names_the_one_that_changes_most() -> None:
    found = with_outcomes(["no deal"] * 100, ["no deal"] * 90 + ["ceasefire holding"] * 10, ["no deal"] * 30 + ["ceasefire holding"] * 70)
    assert finding(comparison(found)) == "Of 2 scenarios, ‘change 2’ changes one outcome most: ‘ceasefire holding’ rises from 0% to 70% of runs"


def test_a_change_that_luck_explains_makes_no_finding() -> None:
    found = with_outcomes(["no deal"] * 100, ["no deal"] * 97 + ["ceasefire holding"] * 3)
    assert finding(comparison(found)) == "Change 1: no outcome changes by more than luck explains"


def test_a_change_that_rounding_hides_is_told_in_points() -> None:
    found = with_outcomes(["no deal"] * 2997 + ["ceasefire holding"] * 3, ["no deal"] * 2982 + ["ceasefire holding"] * 18)
    assert "‘ceasefire holding’ rises by 0.5 percentage points" in finding(comparison(found))


def test_what_never_happens_is_said_and_not_drawn() -> None:
    found = with_outcomes(["no deal"] * 50, ["ceasefire holding"] * 50)
    words = [text for text, _ in boxes(comparison(found))]
    assert "ceasefire holding" in words
    assert "settlement holding" not in words
    assert any("‘settlement holding’ in any scenario" in " ".join(text.split()) for text in words)


def test_numbers_beside_the_points_are_those_of_the_table() -> None:
    row = beside(1).differences.set_index("number").loc["reached.thirty_day_ceasefire"]
    expected = f"{100 * row['difference']:+.1f} ({100 * row['low']:+.1f} to {100 * row['high']:+.1f})".replace("-", "−")
    assert expected in [text for text, _ in boxes(drawn("1 others"))]


def test_there_is_a_colour_and_a_marker_for_every_scenario() -> None:
    assert len(set(COLOURS)) == len(COLOURS) == MOST - 1
    assert len(set(MARKERS[: len(COLOURS)])) == len(COLOURS)


def test_all_scales_of_shares_are_the_same() -> None:
    shares = [axes.get_xlim() for axes in drawn("3 others").axes if "points" in axes.get_xlabel()]
    assert len(shares) == 2
    assert shares[0] == shares[1]


def test_the_same_comparison_gives_the_same_bytes() -> None:
    one, two = drawn("2 others"), comparison(beside(2))
    assert png(one) == png(two)
    drawing = svg(one)
    assert svg(two) == drawing
    assert ElementTree.fromstring(drawing).attrib["aria-label"] == finding(one)
