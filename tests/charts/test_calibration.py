"""The two pictures of a calibration: true titles, legible whatever the calibration found, and the same bytes each time."""

from __future__ import annotations

import copy
import functools
import itertools
from typing import Any

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from sim.charts import finding, png
from sim.charts.calibration import PICTURES, place, priors, targets, within
from tests.charts.test_pictures import boxes


def parameter(low: float = 0.01, high: float = 1.0, scale: str = "ratio", narrowed: float = 0.5) -> dict[str, Any]:
    """A parameter of a report, whose kept values lie in the middle."""
    quantiles = {"q05": 0.06, "q25": 0.08, "q50": 0.1, "q75": 0.2, "q95": 0.4}
    return {"low": low, "high": high, "scale": scale, "kept": quantiles, "centre": 0.1, "narrowed": narrowed}


def target(value: float = 0.5, tolerance: float = 0.1, centre: float = 0.5, unit: str = "share") -> dict[str, Any]:
    """A target of a report, which the priors allowed to be missed both ways."""
    prior = {"q05": -1.0, "q25": 0.1, "q50": 0.5, "q75": 0.9, "q95": 3.0}
    kept = {"q05": 0.41, "q25": 0.45, "q50": 0.5, "q75": 0.55, "q95": 0.62}
    return {"value": value, "tolerance": tolerance, "unit": unit, "prior": prior, "kept": kept, "centre": centre}


def report(parameters: dict[str, Any], wanted: dict[str, Any], stay: int = 40, rules_out: float = 0.3) -> dict[str, Any]:
    """A report with these parameters and targets; the first target rules out most."""
    out = {name: {"rules_out": rules_out / number} for number, name in enumerate(wanted, 1)}
    return {
        "cutoff": 2.0,
        "screened": 3000,
        "kept": stay,
        "waves": [{"settings": 2000, "runs": 16, "left": 10}, {"settings": 1000, "runs": 512, "left": 60}],
        "check": {"settings": 60, "runs": 1024, "left": 50},
        "tensions": {"targets": out},
        "parameters": parameters,
        "targets": wanted,
    }


def unknown(report: dict[str, Any]) -> dict[str, Any]:
    """A report in which a target's number is known of no setting."""
    changed = copy.deepcopy(report)
    for one in changed["targets"].values():
        one["prior"], one["kept"] = {}, {}
    return changed


LONG = "agreements.a_ceasefire_of_half_a_year_with_observers.relief.the_attacker"
MANY = {f"party.parameter_{number}": parameter(narrowed=0.9 - number / 40) for number in range(73)}
SHAPES = {
    "many": report(MANY, {f"target number {number}": target() for number in range(20)}),
    "one of each": report({"us.bias": parameter(-1, 1, "even")}, {"peace": target()}, stay=5),
    "nothing narrowed": report({"us.bias": parameter(narrowed=0.1), "us.lean": parameter(narrowed=-0.3)}, {"peace": target()}, rules_out=0.0),
    "one and not narrowed": report({"us.bias": parameter(narrowed=0.0)}, {"peace": target()}, stay=1),
    "one of one wave": report({"us.bias": parameter()}, {"peace": target(), "war": target()}) | {"waves": [{"settings": 8, "runs": 8, "left": 2}]},
    "long names": report({LONG: parameter(0.0000123, 0.0456789)}, {f"the target whose {LONG} is long": target(unit="share of the stake a month")}),
    "centre beyond the picture": report({"us.bias": parameter()}, {"peace": target(centre=5.0), "war": target(-0.5, 0.25, -9.0)}),
    "never known": unknown(report({"us.bias": parameter()}, {"peace": target()})),
}
ALL = list(itertools.product(PICTURES, SHAPES))


@functools.cache
def drawn(picture: str, shape: str) -> Figure:
    """A picture of one of the reports."""
    return PICTURES[picture](SHAPES[shape])


def said(picture: str, shape: str) -> str:
    """The finding that is stated."""
    return finding(drawn(picture, shape))


@pytest.mark.parametrize(("picture", "shape"), ALL)
def test_no_text_is_cut_off_or_lies_on_another(picture: str, shape: str) -> None:
    figure = drawn(picture, shape)
    texts = [(words, box.padded(-1)) for words, box in boxes(figure)]
    page = figure.bbox
    assert [words for words, box in texts if box.x0 < page.x0 or box.y0 < page.y0 or box.x1 > page.x1 or box.y1 > page.y1] == []
    assert [(one, other) for (one, a), (other, b) in itertools.combinations(texts, 2) if a.overlaps(b)] == []
    assert min(text.get_fontsize() for text in figure.findobj(Text) if text.get_text()) >= 11


@pytest.mark.parametrize("picture", PICTURES)
def test_the_same_report_gives_the_same_bytes(picture: str) -> None:
    assert png(drawn(picture, "long names")) == png(PICTURES[picture](SHAPES["long names"]))


def test_the_title_names_what_is_narrowed_most_and_counts_what_hardly_is() -> None:
    names = "party.parameter_0, party.parameter_1 and party.parameter_2 are narrowed most"
    assert said("priors", "many") == f"40 of 3,000 settings are left: {names}, and 44 of 73 parameters by less than a fifth"
    assert said("priors", "one of each") == "5 of 3,000 settings are left: us.bias is narrowed most"


def test_where_nothing_is_narrowed_the_title_says_so() -> None:
    assert said("priors", "nothing narrowed") == "40 of 3,000 settings are left; no parameter is narrowed by a fifth"
    assert said("priors", "one and not narrowed") == "1 of 3,000 settings is left; no parameter is narrowed by a fifth"


def test_the_title_names_the_target_that_rules_out_most() -> None:
    worst = "in the last wave ‘target number 0’ ruled out most, 30% of the settings"
    assert said("targets", "many") == f"40 of 3,000 settings are left, which none of the 20 targets rules out; {worst}"
    assert said("targets", "one of each") == "5 of 3,000 settings are left, which the target does not rule out"


def test_parameters_stand_in_the_order_in_which_they_are_narrowed() -> None:
    shuffled = SHAPES["many"] | {"parameters": dict(reversed(MANY.items()))}
    texts = [text.get_text() for text in priors(shuffled).axes[0].texts]
    assert [text for text in texts if text.startswith("party.")] == list(MANY)


def test_numbers_are_printed_as_they_were_typed() -> None:
    texts = [text.get_text() for text in drawn("priors", "long names").axes[0].texts]
    assert {"0.0000123", "0.0456789", "0.1"} <= set(texts)


def test_a_target_is_drawn_in_units_of_its_span() -> None:
    one = target(65, 25)
    assert [within(one, value) for value in (40, 65, 90, 115)] == [0, 0.5, 1, 1.5]


def test_what_the_priors_allowed_beyond_the_picture_is_an_arrow() -> None:
    marks = [line.get_marker() for line in drawn("targets", "one of each").axes[0].lines]
    assert {"<", ">"} <= set(marks)
    inside = copy.deepcopy(SHAPES["one of each"])
    inside["targets"]["peace"]["prior"] |= {"q05": 0.42, "q95": 0.58}
    assert {"<", ">"}.isdisjoint(line.get_marker() for line in targets(inside).axes[0].lines)


def test_a_number_that_no_setting_has_is_called_not_known() -> None:
    assert "not known" in [text.get_text() for text in drawn("targets", "never known").axes[0].texts]


def test_ratios_are_equally_far_apart() -> None:
    assert [place(parameter(), value) for value in (0.01, 0.1, 1.0)] == pytest.approx([0, 0.5, 1])
