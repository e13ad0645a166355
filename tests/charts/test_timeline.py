"""The timeline of one run: what it says is what happened, and it is legible whatever happened."""

from __future__ import annotations

import functools
import itertools
from collections import Counter

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from sim.charts import finding, png, svg, timeline
from sim.charts.timeline import ABOVE, BELOW, FINEST, deals, fineness, turns
from sim.happenings import Conduct, Course, Ending, Offer, Proposal, Signing
from tests.charts.courses import SHAPES, followed
from tests.charts.test_pictures import boxes


@functools.cache
def picture(shape: str) -> Figure:
    """The timeline of one of the shapes."""
    return timeline(followed(shape))


@pytest.mark.parametrize("shape", SHAPES)
def test_no_text_is_cut_off_or_lies_on_another(shape: str) -> None:
    figure = picture(shape)
    texts = [(words, box.padded(-1)) for words, box in boxes(figure)]
    page = figure.bbox
    assert [words for words, box in texts if box.x0 < page.x0 or box.y0 < page.y0 or box.x1 > page.x1 or box.y1 > page.y1] == []
    assert [(one, other) for (one, a), (other, b) in itertools.combinations(texts, 2) if a.overlaps(b)] == []
    assert min(text.get_fontsize() for text in figure.findobj(Text) if text.get_text()) >= 11


def made_up(course: Course, *happenings: object) -> Course:
    """A course in which only this happened."""
    return Course(course.scenario, 1, 8, "", happenings, {}, course.states)


def test_the_finding_counts_agreements_and_cynical_offers() -> None:
    signed = [Signing(3, "civilian_targets", None, None), Signing(9, "thirty_day_ceasefire", "civilian_targets", None)]
    ended = Ending(18, "thirty_day_ceasefire", "collapsed", ("russia",), 9, {})
    again = [Signing(40, "civilian_targets", None, None), Ending(44, "civilian_targets", "expired", (), 4, {})]
    assert deals(made_up(followed("baseline"), *signed, ended, *again)) == "two limited deals and one ceasefire of 9 days"


def test_the_longest_of_several_ceasefires_is_told() -> None:
    spells = [(3, 9), (20, 32)]
    happenings = [
        each
        for since, ended in spells
        for each in (Signing(since, "freeze", None, None), Ending(ended, "freeze", "collapsed", (), ended - since, {}))
    ]
    assert deals(made_up(followed("baseline"), *happenings)) == "two ceasefires (the longest of 12 days)"


def test_a_run_without_agreements_says_so() -> None:
    said = finding(timeline(made_up(followed("baseline"))))
    assert said == "Run 8: nothing is signed in 365 days; nobody makes an offer"


@pytest.mark.parametrize("shape", ["baseline", "many truces", "eventful"])
def test_the_cynical_offers_of_the_title_are_those_of_the_run(shape: str) -> None:
    course = followed(shape)
    made = {party: [offer.cynical for offer in course.of(Offer) if offer.who == party and offer.rung] for party in ("russia", "ukraine")}
    said = finding(picture(shape))
    for party, label in (("russia", "Russia"), ("ukraine", "Ukraine")):
        count, whole = sum(made[party]), len(made[party])
        assert (f"all {whole} by {label}" if count == whole else f"{count or 'none'} of {whole} by {label}") in said


@pytest.mark.parametrize("shape", ["baseline", "many truces"])
def test_every_offer_and_proposal_has_its_mark_in_its_row(shape: str) -> None:
    course = followed(shape)
    ladder = picture(shape).axes[1]
    marks = Counter(
        (line.get_marker(), float(line.get_xdata()[0]), round(float(line.get_ydata()[0]), 2)) for line in ladder.lines if line.get_marker() in "^vDo"
    )
    expected: Counter[tuple[str, float, float]] = Counter()
    for offer in course.of(Offer):
        if offer.rung is not None:
            shape_of, place = ("^", ABOVE) if offer.who == "russia" else ("v", BELOW)
            at = float(offer.day), round(course.rungs.index(offer.rung) + 0.5 + place, 2)
            expected[(shape_of, *at)] += 1
            expected[("o", *at)] += offer.accepted
    for proposal in course.of(Proposal):
        expected[("D", float(proposal.day), course.rungs.index(proposal.rung) + 0.5)] += 1
    assert marks == +expected


def test_cynical_offers_are_hollow() -> None:
    course = followed("baseline")
    cynical = {(float(offer.day), offer.cynical) for offer in course.of(Offer) if offer.rung is not None}
    drawn = {
        (float(line.get_xdata()[0]), line.get_markerfacecolor() == "white") for line in picture("baseline").axes[1].lines if line.get_marker() in "^v"
    }
    assert drawn == cynical


def test_blamed_violations_are_taller_than_denied_ones() -> None:
    course = followed("many truces")
    kept = picture("many truces").axes[2]
    tall = [line for line in kept.lines if np.ptp(line.get_ydata()) > 0.5 and line.get_color() != "#1a1a1a"]
    short = [line for line in kept.lines if 0.25 < np.ptp(line.get_ydata()) < 0.5 and line.get_color() != "#1a1a1a"]
    assert len(tall) == sum(len(conduct.attributed) for conduct in course.of(Conduct)) > 0
    assert len(short) == sum(len(conduct.violated) - len(conduct.attributed) for conduct in course.of(Conduct)) > 0


def test_bars_cover_the_days_in_force() -> None:
    course = followed("many truces")
    drawn = sorted(
        tuple(path.get_extents().intervalx.tolist()) for bars in picture("many truces").axes[1].collections for path in bars.get_paths()
    )  # fmt: skip
    assert drawn == sorted((float(since), float(ended)) for _, since, ended in course.in_force())


def test_turns_of_events_have_their_letters() -> None:
    course = followed("eventful")
    assert {letter for _, letter in turns(course)} == set("ADELR")
    drawn = Counter(text.get_text() for text in picture("eventful").axes[2].texts if len(text.get_text()) == 1)
    assert drawn == Counter(letter for _, letter in turns(course))


def test_marks_are_smaller_where_years_are_drawn() -> None:
    assert fineness(365) == 1
    assert FINEST <= fineness(3650) < fineness(1000) < 1


def test_without_a_mediator_there_is_no_panel_of_pressure() -> None:
    assert len(picture("no mediator").axes) == len(picture("baseline").axes) - 1


def test_the_sheet_says_which_run_it_is() -> None:
    texts = " ".join(text.get_text() for text in picture("baseline").texts).replace("\u00a0", " ")
    assert "run 1, 365 days · seed 3" in texts
    assert "Simulated under these assumptions; not a forecast." in texts


def test_the_same_run_gives_the_same_bytes() -> None:
    one, two = picture("baseline"), timeline(followed("baseline"))
    assert png(one) == png(two)
    assert svg(one) == svg(two)
