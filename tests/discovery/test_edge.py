"""The frontier: how often, how long, and which settings stand on the edge."""

from __future__ import annotations

import numpy as np
import pytest

import sim
from sim.discovery import edge, frontier
from sim.discovery.edge import BELOW, EDGE, NEAR, SELDOM
from sim.scenario import ScenarioError
from sim.sweeps import Dataset
from tests.discovery.sweeps import LOW, NAMES, planted, pressed, sweep

DAYS = sim.load("baseline").days
RUNS = 100


def made(signed: list[int], lasting: list[int], day: int = 10) -> Dataset:
    """Settings in which so many of 100 runs sign a freeze on a day, and all of those last so long."""
    first = np.where(np.arange(RUNS) < np.array(signed)[:, None], day, 0)
    longest = np.where(first > 0, np.array(lasting)[:, None], 0)
    never = np.zeros_like(first)
    columns = {"first_civilian_targets": first, "first_truce": first, "first_thirty_day_ceasefire": never, "first_freeze": first}
    columns |= {"first_settlement": never, "longest_ceasefire": longest}
    return sweep(columns, LOW + np.outer(np.arange(len(signed)), [0.01, 0.1, 0.01]))


def test_the_edge_is_as_by_hand() -> None:
    found = frontier(made([30, 60, 90, 50, 30, 5], [100, 80, 40, 70, 90, 150]))
    assert [one.value for one in found.signed] == [0.3, 0.6, 0.9, 0.5, 0.3, 0.05]
    assert [one.value if one else None for one in found.lasting] == [100, 80, 40, 70, 90, None]
    assert found.places == [EDGE, EDGE, EDGE, BELOW, NEAR, SELDOM]  # 30 of 100 may be 39%, at which none lasts 90 days
    assert found.at(EDGE) == [0, 1, 2]
    assert found.count == {EDGE: 3, NEAR: 1, BELOW: 1, SELDOM: 1}


def test_a_setting_whose_intervals_reach_over_the_edge_is_not_told_apart() -> None:
    assert frontier(made([60, 58], [80, 80])).places == [EDGE, NEAR]
    assert frontier(made([90, 58], [80, 80])).places == [EDGE, BELOW]


def test_equals_stand_on_the_edge_together() -> None:
    assert frontier(made([60, 60, 40], [80, 80, 40])).places == [EDGE, EDGE, BELOW]


def test_a_late_signature_does_not_count_as_a_short_peace() -> None:
    late = made([50], [20], day=DAYS - 20)
    found = frontier(late)
    assert found.signed[0].value == 0.5
    assert found.places == [SELDOM]
    assert frontier(late, within=20).lasting[0].value == 20


def test_what_lasts_longer_counts_up_to_the_limit() -> None:
    found = frontier(made([50], [300]), within=90)
    assert found.lasting[0].value == 90
    assert (found.within, found.days) == (90, DAYS)


def test_general_ceasefires_and_settlements_count_as_signed_and_short_truces_do_not() -> None:
    found = frontier(made([50], [30]))
    assert list(found.rungs) == ["thirty_day_ceasefire", "freeze", "settlement"]
    assert frontier(made([50], [30]), rungs=["settlement"]).signed[0].value == 0.0
    assert frontier(made([50], [30]), rungs=["truce"]).rungs == {"truce": "Short truce"}


def test_pressure_that_trades_durability_for_signatures_shows_on_the_edge() -> None:
    found = frontier(pressed())
    numbers = found.at(EDGE)
    pressure = found.points[numbers, 0]
    assert len(numbers) > 3
    assert np.corrcoef(pressure, [found.signed[number].value for number in numbers])[0, 1] > 0.9
    assert found.points[numbers, 2].mean() < 0.3 * 0.6  # the third parameter harms both, so the edge lies where it is low


def test_a_parameter_that_is_the_same_along_the_edge_is_not_among_the_telling() -> None:
    found = frontier(pressed())
    assert found.telling(1) == [0]
    assert len(found.telling(9)) == len(NAMES)


def test_the_table_has_a_row_for_every_setting() -> None:
    found = frontier(made([30, 60, 5], [100, 80, 150]))
    assert found.table["place"].tolist() == [EDGE, EDGE, SELDOM]
    assert found.table["signed"].tolist() == [0.3, 0.6, 0.05]
    assert found.table["lasting"].isna().tolist() == [False, False, True]
    assert found.table["signed_in_time"].tolist()[:2] == [30, 60]


def test_a_scenario_that_has_changed_since_is_noted() -> None:
    dataset = made([30], [100])
    assert frontier(dataset).notes == []
    dataset.manifest["scenario"]["digest"] = "another"
    assert frontier(dataset).notes == [edge.CHANGED]
    dataset.manifest["scenario"]["name"] = "nowhere_to_be_found"
    with pytest.raises(ScenarioError, match="the scenario nowhere_to_be_found of this sweep is not there any more"):
        frontier(dataset)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"rungs": ["freez"]}, "freez is not an agreement of this sweep. Did you mean freeze?"),
        ({"rungs": ["xyzzy"]}, "xyzzy is not an agreement of this sweep. It has "),
        (
            {"rungs": ["civilian_targets"]},
            "civilian_targets leaves some of the fighting, and a sweep keeps only how long all of it stopped; choose from",
        ),
        ({"within": DAYS}, f"within is {DAYS}, but should be a whole number of days from 1 to {DAYS - 1}"),
    ],
)
def test_what_makes_no_frontier_is_refused_in_one_sentence(given: dict, sentence: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        frontier(made([30], [100]), **given)
    (said,) = refused.value.sentences
    assert sentence in said


def test_columns_that_a_sweep_lacks_are_named() -> None:
    with pytest.raises(ScenarioError, match="thirty_day_ceasefire is not an agreement of this sweep"):
        frontier(planted(settings=50))
