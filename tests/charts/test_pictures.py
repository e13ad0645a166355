"""Every picture of every shape of result: legible, sober, and the same bytes each time."""

from __future__ import annotations

import functools
import itertools
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from sim.charts import PICTURES, finding, png, save, svg
from sim.charts.style import house_style, ladder_colours
from tests.charts.results import SHAPES, simulated

ALL = list(itertools.product(PICTURES, SHAPES))
UNITS = re.compile(r"\(%\)|[Dd]ays")


def draw(picture: str, shape: str) -> Figure:
    """A picture of a simulated result, drawn anew."""
    return PICTURES[picture](simulated(shape))


@functools.cache
def drawn(picture: str, shape: str) -> Figure:
    """The same, drawn once for all who only look at it."""
    return draw(picture, shape)


@functools.cache
def drawing(picture: str, shape: str) -> str:
    """The same as SVG."""
    return svg(drawn(picture, shape))


def boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    """Every text that is printed, and the room it takes; all is put in its place as when it is printed, but nothing is painted."""
    with house_style():
        canvas = FigureCanvasAgg(figure)
        figure.draw_without_rendering()
        hidden = {id(text) for text in tick_labels_outside(figure)}
        texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip() and id(text) not in hidden]
        return [(text.get_text(), text.get_window_extent(canvas.get_renderer())) for text in texts]


def tick_labels_outside(figure: Figure) -> list[Text]:
    """Labels of ticks that are not shown, as they lie outside the panel."""
    found = []
    for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)):
        low, high = sorted(axis.get_view_interval())
        ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
        found += [label for tick in ticks if not low <= tick.get_loc() <= high for label in (tick.label1, tick.label2)]
    return found


@pytest.mark.parametrize(("picture", "shape"), ALL)
def test_no_text_is_cut_off_or_lies_on_another(picture: str, shape: str) -> None:
    figure = drawn(picture, shape)
    texts = [(words, box.padded(-1)) for words, box in boxes(figure)]
    page = figure.bbox
    assert [words for words, box in texts if box.x0 < page.x0 or box.y0 < page.y0 or box.x1 > page.x1 or box.y1 > page.y1] == []
    assert [(one, other) for (one, a), (other, b) in itertools.combinations(texts, 2) if a.overlaps(b)] == []


@pytest.mark.parametrize(("picture", "shape"), ALL)
def test_axes_carry_units_in_type_large_enough_for_a_projector(picture: str, shape: str) -> None:
    figure = drawn(picture, shape)
    assert all(UNITS.search(axes.get_ylabel()) for axes in figure.axes)
    assert UNITS.search(figure.axes[-1].get_xlabel())
    assert min(text.get_fontsize() for text in figure.findobj(Text) if text.get_text()) >= 11


def test_the_check_of_texts_finds_faults() -> None:
    figure = draw("year", "one day")
    count = len(boxes(figure))
    figure.text(0.99, 0.5, "beyond the edge")
    (beyond,) = [box for words, box in boxes(figure) if words == "beyond the edge"]
    assert count > 15
    assert beyond.x1 > figure.bbox.x1


@pytest.mark.parametrize("picture", PICTURES)
def test_no_picture_claims_to_be_a_forecast(picture: str) -> None:
    notes = [text.get_text() for text in drawn(picture, "baseline").texts]
    assert any("Simulated under these assumptions; not a forecast." in " ".join(text.split()) for text in notes)


@pytest.mark.parametrize("picture", PICTURES)
def test_the_same_result_gives_the_same_bytes(picture: str, tmp_path: Path) -> None:
    for number, figure in enumerate((drawn(picture, "guaranteed"), draw(picture, "guaranteed")), 1):
        for ending in ("png", "svg"):
            save(figure, tmp_path / f"{number}.{ending}")
    assert (tmp_path / "1.png").read_bytes() == (tmp_path / "2.png").read_bytes()
    assert (tmp_path / "1.svg").read_bytes() == (tmp_path / "2.svg").read_bytes()


@pytest.mark.parametrize("picture", PICTURES)
def test_files_say_nothing_of_when_and_with_what_they_were_made(picture: str) -> None:
    assert b"tEXtSoftware" not in png(drawn(picture, "one day"))
    assert "<metadata>" not in drawing(picture, "one day")
    assert not re.search(r"Matplotlib|20\d\d-\d\d-\d\dT", drawing(picture, "one day"))


def test_a_users_own_settings_neither_change_a_picture_nor_are_changed() -> None:
    plain = drawing("moods", "one day")
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "black", "savefig.bbox": "tight", "svg.fonttype": "none", "text.color": "red"}):
        before = dict(matplotlib.rcParams)
        assert svg(draw("moods", "one day")) == plain
        assert dict(matplotlib.rcParams) == before


def names(drawing: str) -> list[str]:
    """The ids of an SVG."""
    return re.findall(r'\bid="([^"]+)"', drawing)


def test_names_within_several_drawings_are_distinct() -> None:
    every = [name for picture in PICTURES for shape in ("one day", "long labels", "many years") for name in set(names(drawing(picture, shape)))]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("picture", PICTURES)
def test_whatever_a_drawing_refers_to_is_in_it(picture: str) -> None:
    found = drawing(picture, "many years")
    assert set(re.findall(r'(?:href="#|url\(#)([^")]+)', found)) <= set(names(found))


@pytest.mark.parametrize("picture", PICTURES)
def test_a_drawing_is_one_element_that_reads_its_finding_aloud(picture: str) -> None:
    root = ElementTree.fromstring(drawing(picture, "long labels"))
    assert root.tag.endswith("svg")
    assert root.attrib["aria-label"] == finding(drawn(picture, "long labels"))


def test_a_picture_is_saved_as_png_or_svg_only(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"year\.jpg should end in \.png or \.svg"):
        save(drawn("year", "one day"), tmp_path / "year.jpg")


@pytest.mark.parametrize("rungs", range(1, 9))
def test_rungs_differ_in_grey_print(rungs: int) -> None:
    lightness = [0.299 * int(colour[1:3], 16) + 0.587 * int(colour[3:5], 16) + 0.114 * int(colour[5:7], 16) for colour in ladder_colours(rungs)]
    assert all(lower - higher > 12 for lower, higher in itertools.pairwise(lightness))


def test_neither_sim_nor_pictures_bring_in_more_of_matplotlib_than_they_need() -> None:
    asked = "import sys, sim.runs; assert 'matplotlib' not in sys.modules; import sim.charts; assert 'matplotlib.pyplot' not in sys.modules"
    subprocess.run([sys.executable, "-c", asked], check=True)
