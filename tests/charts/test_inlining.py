"""Pictures within a page: names of their own, lines that look the same in fewer signs."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as some
from matplotlib.figure import Figure

from sim.charts import finding, inline, year
from sim.charts.inlining import stepwise
from tests.charts.results import simulated

NAMES = re.compile(r'\bid="([^"]+)"')
REFERENCES = re.compile(r'(?:href="#|url\(#)([^")]+)')
PLACES = some.tuples(some.floats(-900, 900), some.floats(-900, 900))
NUMBER = r"-?(?:\d+\.?\d*|\.\d+)"
STEP = re.compile(rf"([Mlhvz])({NUMBER})?[ ]?({NUMBER})?")


@pytest.fixture(scope="module")
def figure() -> Figure:
    """A picture."""
    return year(simulated("one run of one day"))


def walked(path: str) -> list[tuple[float, float]]:
    """The corners of a path, in tenths of a point."""
    found, begun = [(0.0, 0.0)], (0.0, 0.0)
    for kind, one, other in STEP.findall(path):
        x, y = found[-1]
        step = {"M": (one, other), "l": (one, other), "h": (one, 0), "v": (0, one), "z": (0, 0)}[kind]
        across, down = (10 * float(part or 0) for part in step)
        begun = (across, down) if kind == "M" else begun
        found.append(begun if kind in "Mz" else (x + across, y + down))
    return [(round(x), round(y)) for x, y in found[1:]]


@given(some.lists(PLACES, min_size=1, max_size=8))
def test_a_path_told_step_by_step_leads_past_the_same_places(places):
    told = walked(stepwise("M " + " L ".join(f"{x:.2f} {y:.2f}" for x, y in places)))
    meant = [(round(10 * float(f"{x:.2f}")), round(10 * float(f"{y:.2f}"))) for x, y in places]
    assert (told[0], told[-1]) == (meant[0], meant[-1])
    assert set(told) <= set(meant)
    for place in set(meant) - set(told):  # what fell out lies on a level or upright line
        assert any(
            min(one, other) <= place <= max(one, other) and (one[0] == other[0] == place[0] or one[1] == other[1] == place[1])
            for one, other in itertools.pairwise(told)
        )


def test_a_point_that_is_drawn_as_a_line_stays():
    assert stepwise("M 1 2 L 1 2") == "M1 2h0"


def test_the_same_picture_twice_on_a_page_has_names_of_its_own(figure):
    first, second = inline(figure, "first"), inline(figure, "second")
    assert not set(NAMES.findall(first)) & set(NAMES.findall(second))
    for drawing in (first, second):
        names = NAMES.findall(drawing)
        assert len(names) == len(set(names))
        assert set(REFERENCES.findall(drawing)) <= set(names)
        assert len(set(REFERENCES.findall(drawing))) > 10


def test_a_picture_on_a_page_is_as_wide_as_the_page_and_says_its_finding(figure):
    root = ElementTree.fromstring(inline(figure, "first"))
    assert {"width", "height"} & set(root.attrib) == set()
    assert root.attrib["viewBox"].startswith("0 0 ")
    assert (root.attrib["role"], root.attrib["aria-label"]) == ("img", finding(figure))
    assert "<style" not in inline(figure, "first")
