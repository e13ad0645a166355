"""The picture of the smallest change: a true title, legible whatever was found, and the same bytes each time."""

from __future__ import annotations

import functools
import itertools
from typing import Any

import pytest
from matplotlib.figure import Figure

from sim.charts import finding, png
from sim.charts.inversion import ROWS, inversion
from tests.charts.test_pictures import boxes

LONG = "a ceasefire of half a year with observers along the whole of the river and its banks: reached"


def share(value: float) -> dict[str, float]:
    """A share with an interval."""
    return {"value": value, "low": max(0.0, value - 0.03), "high": min(1.0, value + 0.03)}


def report(
    steps: dict[str, float], verdict: str = "reached", after: float = 0.55, place: float = 0.4, words: str = "ceasefire holding"
) -> dict[str, Any]:
    """A report in which parameters move by these steps in a range from 0 to 2."""
    parameters = {
        name: {"low": 0.0, "high": 2.0, "scenario": 2 * place, "changed": 2 * (place + step), "place": place, "step": step}
        for name, step in steps.items()
    }
    ends = (0.1, after)
    return {
        "title": "A war",
        "days": 365,
        "seed": 1,
        "runs": 10_000,
        "words": words,
        "level": 0.5,
        "above": True,
        "verdict": verdict,
        "before": share(0.1),
        "after": share(after),
        "changes": {name: one["changed"] for name, one in parameters.items() if one["step"]},
        "distance": sum(step**2 for step in steps.values()) ** 0.5,
        "parameters": parameters,
        "way": [{"part": part / 8, **share(ends[0] + (ends[1] - ends[0]) * part / 8)} for part in range(11)],
        "smaller_changes": {"tried": 128, "clearly_reach_it": 0},
    }


SHAPES = {
    "one": report({"us.bias": 0.3}),
    "two": report({"us.bias": 0.3, "ukraine.trust": -0.2, "us.lean": 0.0}),
    "four": report({f"russia.parameter_{number}": 0.1 for number in range(4)}, "about reached", 0.501),
    "many": report({f"agreements.civilian_targets.relief.party_{number:02}": number / 40 for number in range(20)}, words=LONG),
    "out of reach": report({"us.bias": 0.6, "us.lean": 0.0}, "out of reach", 0.2),
    "nothing": report({"us.bias": 0.0}, "out of reach", 0.0),
    "outside": report({"us.bias": 0.5}, place=-0.6),
    "already": report({"us.bias": 0.0, "us.lean": 0.0}, "already there", 0.6) | {"before": share(0.6), "way": [{"part": 1.0, **share(0.6)}]},
}


@functools.cache
def drawn(shape: str) -> Figure:
    """The picture of one of the reports."""
    return inversion(SHAPES[shape])


@pytest.mark.parametrize("shape", SHAPES)
def test_no_text_is_cut_off_or_lies_on_another(shape: str) -> None:
    figure = drawn(shape)
    texts, page = [(words, box.padded(-1)) for words, box in boxes(figure)], figure.bbox
    assert [words for words, box in texts if box.x0 < page.x0 or box.y0 < page.y0 or box.x1 > page.x1 or box.y1 > page.y1] == []
    assert [(one, other) for (one, a), (other, b) in itertools.combinations(texts, 2) if a.overlaps(b)] == []


def test_the_same_report_gives_the_same_bytes() -> None:
    assert png(drawn("two")) == png(inversion(SHAPES["two"]))


@pytest.mark.parametrize("shape", SHAPES)
def test_both_panels_have_their_units(shape: str) -> None:
    ranges, way = drawn(shape).axes
    assert ranges.get_xlabel() == "Place in the prior range"
    assert way.get_ylabel() == "Share of runs (%)"


def titled(shape: str) -> str:
    """The title, with plain spaces."""
    return finding(drawn(shape)).replace("\u00a0", " ")


def test_a_title_says_what_changes_and_what_comes_of_it() -> None:
    assert titled("one") == "us.bias at 1.4: the smallest change found that brings ‘ceasefire holding’ over 50%, from 10% to 55% of runs"
    assert titled("two").startswith("us.bias at 1.4 and ukraine.trust at 0.4: the smallest change found")
    assert titled("four").startswith("4 parameters: the smallest change found that brings ‘ceasefire holding’ about over 50%")


def test_a_title_says_that_nothing_gets_there_or_need_not() -> None:
    expected = "No setting was found within the ranges that brings ‘ceasefire holding’ over 50% of runs; the best found has 20%"
    assert titled("out of reach") == expected
    assert titled("already") == "‘ceasefire holding’ comes in 60% of runs as it is, over 50% already"


def notes(figure: Figure) -> str:
    """The small print."""
    return next(text.get_text().replace("\n", " ") for text in figure.texts if text.get_gid() == "notes")


def test_of_many_parameters_those_that_move_most_are_shown_and_the_others_counted() -> None:
    figure = drawn("many")
    names = [text.get_text() for text in figure.axes[0].texts if text.get_text().startswith("agreements")]
    assert len(names) == ROWS
    assert f"{20 - ROWS} more parameters are in the table." in notes(figure)
