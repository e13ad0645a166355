"""The picture of a fork: a true title, a panel for each setting, legible whatever was found, and the same bytes each time."""

from __future__ import annotations

import functools
import itertools
import re

import numpy as np
import pytest
from matplotlib.figure import Figure

from sim import forking
from sim.charts import finding, png
from sim.charts.fork import fork
from tests.charts.test_pictures import boxes
from tests.ensembles import edited, shipped

LIVELY = shipped().set_all({"us.leverage.russia": 0.8, "ukraine.trust": 0.5, "days": 60})
LONG = "a very long setting that nobody would type but somebody might call so in a notebook, with all its many reasons"


def tall_ladder(data: dict) -> None:
    """Many agreements with long names."""
    freeze = data["agreements"]["freeze"]
    more = {f"step_{number}": {**freeze, "label": f"Step {number} of a ladder with names that are long"} for number in range(9)}
    data["agreements"] = {**more, **data["agreements"]}


SHAPES = {
    "one": (LIVELY, {"us.bias=0.9": {"us.bias": 0.9}}),
    "seven": (LIVELY, {f"us.leverage.russia={number}": {"us.leverage.russia": number / 10} for number in range(7)}),
    "long": (LIVELY, {LONG: {"us.leverage.russia": 0.03}, "short": {"us.bias": 0.1}}),
    "nothing": (LIVELY, {"nothing": {"us.impatience+": 0}}),
    "tall": (edited(tall_ladder, LIVELY), {"us.bias=0.9": {"us.bias": 0.9}}),
}


@functools.cache
def found(shape: str) -> forking.Fork:
    """A small fork."""
    scenario, settings = SHAPES[shape]
    return forking.fork(scenario, 3, 30, settings, continuations=60)


@functools.cache
def drawn(shape: str) -> Figure:
    """Its picture."""
    return fork(found(shape).comparison, 3, 30)


@pytest.mark.parametrize("shape", SHAPES)
def test_no_text_is_cut_off_or_lies_on_another(shape: str) -> None:
    figure = drawn(shape)
    texts, page = [(words, box.padded(-1)) for words, box in boxes(figure)], figure.bbox
    assert [words for words, box in texts if box.x0 < page.x0 or box.y0 < page.y0 or box.x1 > page.x1 or box.y1 > page.y1] == []
    assert [(one, other) for (one, a), (other, b) in itertools.combinations(texts, 2) if a.overlaps(b)] == []


def test_the_same_fork_gives_the_same_bytes() -> None:
    assert png(drawn("one")) == png(fork(found("one").comparison, 3, 30))


@pytest.mark.parametrize("shape", SHAPES)
def test_there_is_a_panel_for_each_setting_and_one_for_what_was(shape: str) -> None:
    figure = drawn(shape)
    assert len(figure.axes) == 1 + len(SHAPES[shape][1])
    assert [axes.get_ylabel() for axes in figure.axes] == ["Share (%)"] * len(figure.axes)
    assert figure.axes[0].get_title(loc="left") == "As it was"
    assert all(axes.lines[0].get_xdata()[0] == 30 for axes in figure.axes)


def test_up_to_the_fork_all_panels_show_the_one_history() -> None:
    results = list(found("seven").comparison.results.values())
    for result in results:
        np.testing.assert_array_equal(result.at_rung[:30], results[0].at_rung[:30])
        assert set(np.unique(result.at_rung[:30])) <= {0, 60}


def test_a_title_says_from_when_and_that_nothing_changes() -> None:
    assert finding(drawn("nothing")).replace("\u00a0", " ") == "Run 3 from day 30 on. Nothing: no outcome changes by more than luck explains"
    assert re.match("Run 3 from day 30 on. (Of 7 settings, |7 settings: no)", finding(drawn("seven")).replace("\u00a0", " "))
