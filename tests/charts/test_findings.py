"""What a title says is what the numbers say."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from sim.charts import PICTURES, finding
from sim.result import Result
from tests.charts.results import ended, first_days, simulated, states


def said(picture: str, result: Result) -> str:
    """The finding of a picture."""
    return finding(PICTURES[picture](result))


def test_a_year_without_agreements_says_so() -> None:
    assert said("year", first_days()) == "No run reaches an agreement in 365 days"


def test_a_single_run_without_agreements_says_so() -> None:
    assert said("year", simulated("one run of one day")) == "This run reaches no agreement in 1 day"


def test_the_year_names_the_highest_rung_that_half_of_the_runs_reach() -> None:
    result = first_days(civilian_targets=[7, 7, 7, 7], truce=[9, 0, 30, 0], freeze=[0, 0, 0, 50])
    assert said("year", result).startswith("50% of runs reach ‘Short truce’ and 25% reach a higher agreement; on an average day")


def test_a_run_that_skips_a_rung_counts_once_among_those_that_came_higher() -> None:
    result = first_days(truce=[1, 1, 1, 1], thirty_day_ceasefire=[5, 0, 0, 0], settlement=[9, 0, 0, 0])
    assert said("year", result).startswith("Every run reaches ‘Short truce’ and 25% reach a higher agreement")


def test_the_year_says_that_none_comes_higher() -> None:
    assert said("year", first_days(truce=[1, 1, 1, 0])).startswith("75% of runs reach ‘Short truce’ and none reaches a higher agreement")


def test_nothing_is_said_of_higher_agreements_above_the_highest() -> None:
    assert said("year", first_days(settlement=[1, 1, 1, 0])).startswith("75% of runs reach ‘Settlement’; on an average day")


def test_the_year_names_the_most_frequent_rung_where_none_is_common() -> None:
    expected = "No agreement is reached by most runs; ‘Open-ended freeze’, the most frequent, is reached by 25%"
    assert said("year", first_days(freeze=[0, 3, 0, 0])).startswith(expected)


def test_the_average_day_counts_every_day_and_run_alike() -> None:
    result = first_days(truce=[1, 1, 1, 1])
    result.at_rung[1:74, -1], result.at_rung[1:74, 1] = 0, 4  # 73 of 365 days
    assert said("year", result).endswith("; on an average day an agreement is in force in 20% of runs")


def test_a_single_run_tells_how_far_it_came() -> None:
    result = simulated("one run")
    came = [rung for rung in result.rungs if result.columns[f"first_{rung}"][0] > 0]
    assert said("year", result).startswith(f"This run comes as far as ‘{result.label(came[-1])}’; an agreement is in force on ")


def test_too_few_agreements_make_no_finding() -> None:
    assert said("survival", ended(freeze={"collapsed": {5: 9}})) == "Too few agreements to say whether they hold"


def test_survival_compares_open_ended_freezes_with_their_like() -> None:
    result = ended(freeze={"collapsed": {10: 25}, "holding": {100: 75}})
    expected = "30 days after signing, 75% of ‘Open-ended freeze’ agreements have not collapsed"
    assert said("survival", result) == f"{expected}; of general open-ended ceasefires in Ukraine, 2014–20, 65% had not"


def test_expiry_is_not_collapse() -> None:
    result = ended(thirty_day_ceasefire={"collapsed": {10: 20}, "expired": {30: 80}})
    expected = "30 days after signing, 80% of ‘30-day ceasefire’ agreements have not collapsed"
    assert said("survival", result) == f"{expected}; of ceasefires in Ukraine, 2014–20, 46% had not"


def test_what_only_lasts_for_days_is_compared_after_days() -> None:
    result = ended(truce={"collapsed": {1: 10}, "expired": {2: 90}})
    expected = "2 days after signing, 90% of ‘Short truce’ agreements have not collapsed"
    assert said("survival", result) == f"{expected}; of ceasefires in Ukraine, 2014–20, 91% had not"


def test_what_is_no_ceasefire_is_not_compared_with_ceasefires() -> None:
    result = ended(civilian_targets={"collapsed": {10: 50}, "expired": {30: 50}})
    assert said("survival", result) == "30 days after signing, 50% of ‘Civilian targets spared’ agreements have not collapsed"


def reservations(asked: list[float], conceded: list[float]) -> Result:
    """A result in which the attacker asks, and the defender concedes, these shares day by day."""
    return states(len(asked) - 1, reservation_russia=asked, reservation_ukraine=[1 - share for share in conceded])


@pytest.mark.parametrize(
    ("asked", "conceded", "expected"),
    [
        ([0.2, 0.2, 0.2], [0.3, 0.3, 0.3], "a bargaining range is open on every day"),
        ([0.4, 0.4, 0.2], [0.3, 0.3, 0.3], "a bargaining range opens on the last day, day 2"),
        ([0.4, 0.2, 0.2], [0.3, 0.3, 0.3], "a bargaining range opens on day 1 and stays open"),
        ([0.4, 0.2, 0.4], [0.3, 0.3, 0.3], "a bargaining range is open on day 1 alone"),
        ([0.2, 0.2, 0.4], [0.3, 0.3, 0.3], "a bargaining range is open from day 0 to day 1 and closed after that"),
        ([0.2, 0.4, 0.2], [0.3, 0.3, 0.3], "a bargaining range first opens on day 0 and is open on 2 of the 3 days from day 0 to 2"),
    ],
)  # fmt: skip
def test_the_range_says_whether_and_when_it_opens(asked: list[float], conceded: list[float], expected: str) -> None:
    assert said("range", reservations(asked, conceded)) == f"In the median {expected}"


@pytest.mark.parametrize(
    ("asked", "conceded", "nearest"),
    [
        ([0.5, 0.4], [0.1, 0.2], "on day 1, Russia asks at least 40% of the stake and Ukraine concedes at most 20%"),
        ([0.5, 0.344], [0.1, 0.338], "on day 1, Russia asks at least 34.4% of the stake and Ukraine concedes at most 33.8%"),
        ([0.9, 0.9], [-0.1, -0.2], "on day 0, Russia asks at least 90% of the stake and Ukraine concedes at most −10%"),
    ],
)
def test_where_no_range_opens_it_is_told_how_near_they_come(asked: list[float], conceded: list[float], nearest: str) -> None:
    assert said("range", reservations(asked, conceded)) == f"In the median no bargaining range opens: even when they are nearest, {nearest}"


def test_the_range_of_one_run_is_not_called_a_median() -> None:
    assert said("range", simulated("one run")).startswith("In this run ")


def test_moods_tell_where_trust_goes_and_who_is_pressed_most() -> None:
    trust = {"trust_russia": np.linspace(0.3, 0.2, 11), "trust_ukraine": [0.05] * 11}
    result = states(**trust, pressure_russia=[0.01] * 11, pressure_ukraine=[0, 0, 0, 0.07, *[0.02] * 7])
    expected = "In the median the trust of Russia in Ukraine falls from 30% to 20%, that of Ukraine in Russia stays at 5%"
    assert said("moods", result) == f"{expected}; pressure is greatest on Ukraine, 7% of the stake on day 3"


def test_a_mediator_that_never_presses_is_said_to_press_neither() -> None:
    assert said("moods", states()).endswith("; the mediator presses neither side")


def test_without_a_mediator_nothing_is_said_of_pressure() -> None:
    figure = PICTURES["moods"](simulated("no mediator"))
    assert "press" not in finding(figure)
    assert len(figure.axes) == 1


def test_findings_speak_of_the_scenarios_own_parties() -> None:
    result = simulated("other parties")
    assert all("Russia" not in said(picture, result) for picture in PICTURES)
    assert "Wolvenland" in said("range", result)


def test_the_seed_and_the_number_of_runs_stand_below_the_title() -> None:
    result = dataclasses.replace(simulated("guaranteed"), seed=77)
    texts = [text.get_text() for text in PICTURES["year"](result).texts]
    assert "European guarantees · 300 runs of 365 days · seed 77" in [text.replace("\u00a0", " ") for text in texts]
