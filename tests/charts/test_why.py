"""Why: the bars are the terms, the marks their sums, and the title says what the numbers say."""

from __future__ import annotations

import dataclasses
import functools
import itertools

import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from sim.charts import finding, why
from sim.charts.why import stance
from sim.happenings import Course
from sim.reasons import Ledger
from tests.charts.courses import SHAPES, followed
from tests.charts.test_pictures import boxes


def day(course: Course) -> int:
    """The day that is drawn."""
    assert course.telling is not None
    return course.telling


@functools.cache
def picture(shape: str) -> Figure:
    """Why, on the day that is drawn, of one of the shapes."""
    course = followed(shape)
    return why(course, day(course))


@pytest.mark.parametrize("shape", SHAPES)
def test_no_text_is_cut_off_or_lies_on_another(shape: str) -> None:
    figure = picture(shape)
    texts = [(words, box.padded(-1)) for words, box in boxes(figure)]
    page = figure.bbox
    assert [words for words, box in texts if box.x0 < page.x0 or box.y0 < page.y0 or box.x1 > page.x1 or box.y1 > page.y1] == []
    assert [(one, other) for (one, a), (other, b) in itertools.combinations(texts, 2) if a.overlaps(b)] == []
    assert min(text.get_fontsize() for text in figure.findobj(Text) if text.get_text()) >= 11
    assert all(axes.get_xlabel() == "Share of the stake (%)" for axes in figure.axes)


@pytest.mark.parametrize("shape", ["baseline", "own strategies", "no mediator"])
def test_bars_are_the_terms_and_marks_their_sums(shape: str) -> None:
    course, figure = followed(shape), picture(shape)
    for axes, party in zip(figure.axes, ("russia", "ukraine"), strict=True):
        bars = [bar for bar in axes.patches if isinstance(bar, Rectangle)]
        for row, ledger in enumerate(course.ledgers[day(course)][party]):
            drawn = sorted(bar.get_width() for bar in bars if abs(bar.get_y() + bar.get_height() / 2 - row) < 0.01)
            assert drawn == pytest.approx(sorted(100 * value for value in ledger.terms.values() if value))
        sums = [float(line.get_xdata()[0]) for line in axes.lines if line.get_marker() == "D"]
        assert sums == pytest.approx([100 * ledger.advantage for ledger in course.ledgers[day(course)][party]])


def test_probabilities_and_red_lines_stand_beside_the_bars() -> None:
    course = followed("baseline")
    for axes, party in zip(picture("baseline").axes, ("russia", "ukraine"), strict=True):
        printed = [text.get_text() for text in axes.texts if "%" in text.get_text()]
        for words, ledger in zip(printed, course.ledgers[day(course)][party], strict=True):
            assert words.startswith(f"{100 * ledger.advantage:+.1f}%".replace("-", "−"))
            assert words.endswith("red line") == ledger.line_stands


def sheets(*advantages: float, term: str = "betrayal") -> tuple[Ledger, ...]:
    """The ledgers of a side, in which one term speaks against what it does not want."""
    rungs = followed("baseline").rungs
    return tuple(
        Ledger("russia", rung, {"costs saved": max(worth, 0.0), term: min(worth, 0.0)}, worth, 0.0, 0.0, 80.0, 0.5, line_stands=False, own_rule=False)
        for rung, worth in zip(rungs, advantages, strict=True)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("advantages", "said"),
    [
        ((-1, -1, -1, -1, -1), "Russia would rather fight than keep any agreement (betrayal weighs most)"),
        ((1, 1, 1, 1, 1), "Russia gains by every agreement"),
        ((1, -1, -1, -1, -1), "Russia gains by ‘Civilian targets spared’ alone (elsewhere betrayal weighs most)"),
        ((1, 1, -1, -1, -1), "Russia gains by ‘Civilian targets spared’ and ‘Short truce’ alone (elsewhere betrayal weighs most)"),
        ((1, 1, 1, 1, -1), "Russia gains by every agreement but ‘Settlement’ (betrayal weighs most)"),
        ((1, 1, 1, -1, -1), "Russia gains by every agreement but ‘Open-ended freeze’ and ‘Settlement’ (betrayal weighs most)"),
    ],
)
def test_a_stance_says_what_a_side_gains_by_and_what_weighs_most(advantages: tuple[float, ...], said: str) -> None:
    assert stance(followed("baseline"), sheets(*advantages)) == said


def test_terms_in_the_plural_weigh_most_too() -> None:
    assert stance(followed("baseline"), sheets(-1, -1, -1, -1, -1, term="gains forgone")).endswith("(gains forgone weigh most)")


def test_the_title_speaks_of_both_sides_and_the_day() -> None:
    course = followed("baseline")
    made_up = dataclasses.replace(course, ledgers={12: {"russia": sheets(1, 1, 1, 1, 1), "ukraine": sheets(-1, -1, -1, -1, -1)}})
    assert (
        finding(why(made_up, 12))
        == "On day 12 Russia gains by every agreement; Russia would rather fight than keep any agreement (betrayal weighs most)"
    )


def test_what_was_asked_about_is_in_bold() -> None:
    course = followed("baseline")
    axes = picture("baseline").axes[0]
    bold = [text.get_text().replace("\n", " ") for text in axes.texts if text.get_fontweight() == "bold"]
    asked = {each.rung for each in course.on(day(course)) if getattr(each, "answers", None) or getattr(each, "answer", None)}
    assert asked
    assert bold == [course.label(rung) for rung in course.rungs if rung in asked]
