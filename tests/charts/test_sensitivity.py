"""The two pictures of a sensitivity: true titles, legible whatever was found, and the same bytes each time."""

from __future__ import annotations

import functools
import itertools
from typing import Any

import pytest
from matplotlib.figure import Figure

from sim.charts import finding, png
from sim.charts.sensitivity import PICTURES, ROWS, indices, tornado
from tests.charts.test_pictures import boxes


def number(value: float, half: float = 0.05) -> dict[str, float | None]:
    """A number with a symmetrical interval."""
    return {"value": value, "low": value - half, "high": value + half}


def outcome(totals: dict[str, float] | None, changes: dict[str, float], words: str = "ceasefire holding", share: bool = True) -> dict[str, Any]:
    """An outcome: total indices, if there are any, and the change from end to end, each by parameter."""
    own = 0.4 if share else 40.0
    return {
        "words": words,
        "share_of_runs": share,
        "at_the_scenario": own,
        "indices": None if totals is None else {name: {"first": number(total / 2), "total": number(total)} for name, total in totals.items()},
        "ends": {
            name: {
                "at_low": own - change / 2,
                "at_high": own + change / 2,
                "low": number(-change / 2, abs(change) / 9),
                "high": number(change / 2, abs(change) / 9),
                "change": number(change, abs(change) / 2 + 0.001) if change else {"value": 0.0, "low": None, "high": None},
            }
            for name, change in changes.items()
        },
    }


def report(*outcomes: dict[str, Any]) -> dict[str, Any]:
    """A report of these outcomes."""
    return {
        "title": "A war",
        "settings": 3072,
        "runs": 100,
        "runs_of_ends": 2000,
        "days": 365,
        "seed": 1,
        "parameters": {name: {"low": 0.000021, "high": 1490.0} for name in outcomes[0]["ends"]},
        "outcomes": {f"outcome {place}": one for place, one in enumerate(outcomes)},
    }


TOTALS, CHANGES = {"us.bias": 0.6, "us.lean": 0.3}, {"us.bias": 0.2, "us.lean": -0.5}
MANY = {f"agreements.civilian_targets.relief.party_{place:02}": 1 / (place + 1) for place in range(73)}
LONG = "a ceasefire of half a year with observers along the whole of the river and its banks: days until reached"
SHAPES = {
    "one": report(outcome({"us.bias": 1.0}, {"us.bias": 0.3})),
    "two": report(outcome(TOTALS, CHANGES), outcome(TOTALS, CHANGES, "days at peace", share=False)),
    "nothing": report(outcome(None, {"us.bias": 0.0, "us.lean": 0.0})),
    "many": report(*(outcome(MANY, MANY, f"outcome number {place}") for place in range(6))),
    "long": report(*(outcome(TOTALS, CHANGES, LONG, share=False) for _ in range(4))),
    "beyond": report(outcome({"us.bias": 2.5, "us.lean": -1.0}, CHANGES), outcome(None, CHANGES)),
}
ALL = list(itertools.product(PICTURES, SHAPES))


@functools.cache
def drawn(picture: str, shape: str) -> Figure:
    """A picture of one of the reports."""
    return PICTURES[picture](SHAPES[shape])


@pytest.mark.parametrize(("picture", "shape"), ALL)
def test_no_text_is_cut_off_or_lies_on_another(picture: str, shape: str) -> None:
    figure = drawn(picture, shape)
    texts, page = [(words, box.padded(-1)) for words, box in boxes(figure)], figure.bbox
    assert [words for words, box in texts if box.x0 < page.x0 or box.y0 < page.y0 or box.x1 > page.x1 or box.y1 > page.y1] == []
    assert [(one, other) for (one, a), (other, b) in itertools.combinations(texts, 2) if a.overlaps(b)] == []


@pytest.mark.parametrize("picture", PICTURES)
def test_the_same_report_gives_the_same_bytes(picture: str) -> None:
    assert png(drawn(picture, "two")) == png(PICTURES[picture](SHAPES["two"]))


@pytest.mark.parametrize(("picture", "shape"), ALL)
def test_every_panel_has_its_unit(picture: str, shape: str) -> None:
    figure = drawn(picture, shape)
    assert len(figure.axes) == len(SHAPES[shape]["outcomes"])
    for axes in figure.axes:
        assert axes.get_xlabel() in ("Share of variance", "% of runs", "Days a run", "Trust, 0 to 1", "Number a run")


def names(figure: Figure) -> list[str]:
    """The parameters in the order of their rows."""
    return [text.get_text() for text in figure.axes[0].texts if "." in text.get_text() and " to " not in text.get_text()]


def test_rows_stand_in_the_order_of_what_the_picture_shows() -> None:
    assert names(drawn("sensitivity", "two")) == ["us.bias", "us.lean"]
    assert names(drawn("tornado", "two")) == ["us.lean", "us.bias"]


def test_of_many_parameters_the_first_are_shown_and_the_others_counted() -> None:
    for figure in (drawn("sensitivity", "many"), drawn("tornado", "many")):
        assert len(names(figure)) == ROWS
        assert f"{73 - ROWS} more are in the table." in " ".join(text.get_text().replace("\n", " ") for text in figure.texts)


def test_a_title_names_who_matters_most_and_for_what() -> None:
    assert finding(drawn("sensitivity", "two")) == "What matters most: us.bias for ‘ceasefire holding’ and ‘days at peace’"
    other = outcome({"us.bias": 0.1, "us.lean": 0.7}, CHANGES, "days at peace")
    expected = "What matters most: us.bias for ‘ceasefire holding’; us.lean for ‘days at peace’"
    assert finding(indices(report(outcome(TOTALS, CHANGES), other))) == expected


def test_parameters_that_are_not_told_apart_share_a_title() -> None:
    close = outcome({"us.bias": 0.5, "us.lean": 0.45}, CHANGES)
    assert finding(indices(report(close))) == "What matters most: us.bias or us.lean for ‘ceasefire holding’"
    many = outcome(dict.fromkeys(MANY, 0.1), MANY)
    assert finding(indices(report(many))) == "No single parameter matters most for ‘ceasefire holding’"
    assert finding(indices(report(many, many, many))) == "No single parameter matters most for any of the 3 outcomes"


def test_a_title_says_that_nothing_moves() -> None:
    assert finding(drawn("sensitivity", "nothing")) == "No outcome is clearly moved by the 2 parameters within their ranges"
    assert finding(drawn("tornado", "nothing")) == "No parameter alone moves ‘ceasefire holding’ by more than luck explains"


def test_the_tornado_says_from_where_to_where() -> None:
    assert finding(tornado(SHAPES["two"])) == (
        "Of 2 parameters us.lean alone moves ‘ceasefire holding’ most: from 65% at 0.000021 to 15% of runs at 1490"
    )
    assert finding(drawn("tornado", "one")) == "us.bias moves ‘ceasefire holding’ from 25% at 0.000021 to 55% of runs at 1490"
