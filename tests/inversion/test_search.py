"""The search, held against problems whose nearest setting can be worked out by hand; luck is added by dice."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.stats import norm

from sim.analysis.estimates import wilson
from sim.dice import Dice, start
from sim.inversion.paths import Box
from sim.inversion.search import MARGIN, Effort, Search

RUNS = 10_000
LEVEL = 0.35
ERROR = (LEVEL * (1 - LEVEL) / RUNS) ** 0.5


class Players:
    """Plays points whose probability is known: run k has the same luck at every point, or luck of its own at each."""

    def __init__(self, chance, common=True):
        self.chance, self.common, self.runs, self.lucks = chance, common, 0, set()

    def __call__(self, points, runs, luck):
        self.runs += runs * len(points)
        self.lucks.add(luck)
        names = [luck if self.common else f"{luck} {point.tolist()}" for point in points]
        dice = [Dice(start(1, name), np.arange(1, runs + 1)).throw(["coin"], 1)[0] for name in (names[:1] if self.common else names)]
        return (np.array(dice) < self.chance(points)[:, None]).mean(axis=1)


def searched(chance, box, common=True, level=LEVEL, runs=RUNS):
    """The answer to a problem, and who has played it."""
    players = Players(chance, common)
    return Search(box, level, players, Effort.of(runs), 1).answer(), players


def box_of(parameters, own=0.4):
    """A box with the scenario somewhere within."""
    return Box(np.full(parameters, own), np.zeros(parameters), np.ones(parameters))


def sloping(slopes, box, at_own=-1.5):
    """A probability that is a normal distribution function of a sum."""
    return lambda points: norm.cdf(at_own + (points - box.own) @ np.array(slopes))


def nearest(slopes, box, level, at_own=-1.5):
    """How far the nearest point of the level is: a quadratic programme, solved by another package."""
    slopes, need = np.array(slopes), norm.ppf(level) - at_own
    bounds = list(zip(box.low - box.own, box.high - box.own, strict=True))
    found = minimize(
        lambda step: step @ step,
        slopes * need / (slopes @ slopes),
        constraints={"type": "ineq", "fun": lambda step: step @ slopes - need},
        bounds=bounds,
        options={"ftol": 1e-12},
    )
    assert found.success
    return float(np.sqrt(found.fun))


PROBLEMS = {
    "one parameter": [2.5],
    "two": [1.0, 2.0],
    "one of four that matters": [3.0, 0.02, -0.02, 0.0],
    "four, one downwards": [1.0, 2.0, -1.5, 0.1],
    "walls in the way": [2.0, 0.9, 0.9],
    "eight": [1, -1, 1, 0.5, 0.5, 0.2, 0.1, 2],
}


@pytest.mark.parametrize("common", [True, False])
@pytest.mark.parametrize("name", PROBLEMS)
def test_the_nearest_setting_is_found_where_it_is_known(name, common):
    slopes = PROBLEMS[name]
    box = box_of(len(slopes), 0.4 if name != "walls in the way" else 0.7)
    answer, _ = searched(sloping(slopes, box), box, common)
    found, probability = float(box.distance(answer.point)), float(sloping(slopes, box)(answer.point[None])[0])
    assert answer.reaches
    assert ((answer.point >= box.low) & (answer.point <= box.high)).all()
    assert LEVEL < probability < LEVEL + (MARGIN + 5) * ERROR  # as far beyond as the interval of the check asks, and not much farther
    assert nearest(slopes, box, LEVEL) <= found
    assert found < nearest(slopes, box, probability) * (1.08 if common else 1.15)


def test_a_parameter_that_does_nothing_does_not_change():
    box = box_of(4)
    answer, _ = searched(sloping([3.0, 0.0, 0.0, 0.0], box), box)
    np.testing.assert_array_equal(answer.point[1:], box.own[1:])


def test_each_parameter_alone_is_moved_to_the_level_or_as_near_as_it_comes():
    box, slopes = box_of(3), [2.5, -4.0, 0.5]
    answer, _ = searched(sloping(slopes, box), box)
    need = norm.ppf(LEVEL + MARGIN * ERROR) + 1.5
    assert [one.reaches for one in answer.alone] == [True, True, False]
    assert answer.alone[0].point == pytest.approx([0.4 + need / 2.5, 0.4, 0.4], abs=0.05)
    assert answer.alone[1].point == pytest.approx([0.4, 0.4 - need / 4, 0.4], abs=0.05)
    assert answer.alone[2].point == pytest.approx([0.4, 0.4, 1.0])
    assert answer.alone[2].share == pytest.approx(norm.cdf(-1.5 + 0.3), abs=0.04)


def test_what_rises_and_falls_again_is_found_too():
    box = box_of(1, 0.0)
    answer, _ = searched(lambda points: 0.05 + 0.9 * np.exp(-(((points[:, 0] - 0.6) / 0.1) ** 2)), box, level=0.5)
    expected = 0.6 - 0.1 * np.sqrt(-np.log(0.45 / 0.9))
    assert expected < answer.point[0] < expected + 0.02


def test_of_two_ways_the_shorter_is_taken():
    box = Box(np.array([0.5, 0.5]), np.zeros(2), np.ones(2))
    hills = lambda points: np.maximum(points[:, 0] >= 0.9, points[:, 1] <= 0.25) * 0.8 + 0.05  # noqa: E731
    answer, _ = searched(hills, box, level=0.5)
    assert answer.point[0] == 0.5
    assert 0.22 < answer.point[1] <= 0.25


def test_a_corner_that_only_all_together_reach_is_found():
    box = box_of(3, 0.2)
    answer, _ = searched(lambda points: np.where((points > 0.9).all(axis=1), 0.9, 0.01), box, level=0.5)
    assert answer.reaches
    assert (answer.point > 0.9).all()


def test_a_level_out_of_reach_is_said_with_the_best_there_is():
    box = box_of(2)
    answer, _ = searched(sloping([1.0, 0.5], box), box, level=0.9)
    assert not answer.reaches
    best = float(sloping([1.0, 0.5], box)(box.high[None])[0])
    assert float(sloping([1.0, 0.5], box)(answer.point[None])[0]) > best - 0.03


def test_a_flat_probability_moves_nothing():
    answer, _ = searched(lambda points: np.zeros(len(points)), box_of(3))
    assert not answer.reaches
    np.testing.assert_array_equal(answer.point, box_of(3).own)


def test_the_answer_is_the_same_each_time():
    box = box_of(4)
    one, another = (searched(sloping(PROBLEMS["four, one downwards"], box), box)[0] for _ in range(2))
    np.testing.assert_array_equal(one.point, another.point)


def test_no_luck_is_met_twice_by_what_searches_settles_and_challenges():
    box = box_of(2)
    _, players = searched(sloping([1.0, 2.0], box), box)
    assert {"search", "settle", "settle 0", "last 0", "rivals 0"} <= players.lucks
    assert "check" not in players.lucks


def test_the_runs_it_takes_are_about_those_that_are_announced():
    for slopes in PROBLEMS.values():
        box = box_of(len(slopes))
        _, players = searched(sloping(slopes, box), box)
        assert 0.3 < players.runs / Effort.of(RUNS).plays(len(slopes)) < 1.7


def test_a_smaller_change_that_does_as_well_is_found_out_and_taken():
    box = box_of(2)
    search = Search(box, LEVEL, Players(sloping([2.0, 4.0], box)), Effort.of(RUNS), 1)
    clear = search.challenge(np.array([1.0, 0.4]), 0)  # farther than need be, and in no good direction
    assert len(clear) > 5
    assert (box.distance(clear) <= 0.9 * 0.6 + 1e-9).all()
    assert (sloping([2.0, 4.0], box)(clear) > LEVEL).all()
    assert not len(search.challenge(box.own + np.array([0.1, 0.2]), 0))


def test_clearly_means_the_whole_interval():
    box = box_of(1)
    search = Search(box, LEVEL, Players(lambda points: points[:, 0]), Effort.of(RUNS), 1)
    shares = np.array([[0.30], [0.36], [0.45]])
    expected = [wilson(share * 1000, 1000)[0] > LEVEL for share in search.play(shares, 1000, "here")]
    assert search.clearly(shares, 1000, "here").tolist() == expected == [False, False, True]
