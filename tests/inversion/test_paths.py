"""Paths through the box of settings, and where a level is first reached on them."""

from __future__ import annotations

import numpy as np
import pytest

from sim.inversion.paths import Box, drawn, first_reached, unit

BOX = Box(own=np.array([0.25, 0.5]), low=np.zeros(2), high=np.ones(2))
PATH = np.array([[[0.1], [0.2], [0.3], [0.4]]])


def reached(shares, level=0.5, start=None):
    """The place on a path of four points."""
    return float(first_reached(PATH, np.array([shares]), level, start)[0, 0])


def test_a_level_is_reached_between_the_last_point_below_and_the_first_above():
    assert reached([0.1, 0.3, 0.7, 0.9]) == pytest.approx(0.25)
    assert reached([0.1, 0.5, 0.7, 0.9]) == pytest.approx(0.2)


def test_the_first_time_counts_where_shares_rise_and_fall():
    assert reached([0.1, 0.7, 0.2, 0.9]) == pytest.approx(0.1 + 0.1 * 2 / 3)


def test_a_first_point_beyond_the_level_stands_for_itself_unless_something_stands_before_it():
    assert reached([0.8, 0.9, 0.9, 0.9]) == pytest.approx(0.1)
    assert reached([0.8, 0.9, 0.9, 0.9], start=(np.array([0.0]), 0.2)) == pytest.approx(0.05)


def test_a_level_that_is_never_reached_has_no_place():
    assert np.isnan(reached([0.1, 0.2, 0.3, 0.4]))


def test_paths_go_straight_to_the_walls_along_them_and_into_the_corner():
    directions = np.array([[1.0, 0.0], [3.0, 4.0], [-1.0, 1.0]])
    paths = BOX.through(directions, np.array([0.1, 0.5, 0.9]))
    np.testing.assert_allclose(paths[0], [[0.325, 0.5], [0.625, 0.5], [0.925, 0.5], [1, 0.5]])
    np.testing.assert_allclose(paths[:, -1], [[1, 0.5], [1, 1], [0, 1]])
    assert ((paths >= 0) & (paths <= 1)).all()
    assert (np.diff(BOX.distance(paths), axis=1) >= 0).all()
    straight = paths[1, 0] - BOX.own
    np.testing.assert_allclose(straight, 0.1 * np.hypot(0.75, 0.5) * np.array([0.6, 0.8]))


def test_axes_that_lead_nowhere_are_left_out():
    assert len(BOX.axes) == 4
    np.testing.assert_array_equal(Box(np.array([0.0, 0.5]), np.zeros(2), np.ones(2)).axes, [[1, 0], [0, 1], [0, -1]])


def test_points_around_others_are_as_far_away_as_is_asked():
    turns = 0.3 * drawn(1, "test", 50, 2)
    around = BOX.around(np.repeat([[0.5, 0.5]], 50, axis=0), turns, 0.2)
    np.testing.assert_allclose(BOX.distance(around), 0.2)
    assert (unit(around - BOX.own) @ np.array([1.0, 0.0])).min() > 0.9


def test_directions_are_evenly_spread_and_the_same_for_a_seed_and_name():
    many = drawn(1, "test", 20_000, 3)
    np.testing.assert_allclose(np.linalg.norm(many, axis=1), 1)
    np.testing.assert_allclose(many.mean(axis=0), 0, atol=0.02)
    np.testing.assert_allclose(many.T @ many / len(many), np.eye(3) / 3, atol=0.01)
    np.testing.assert_array_equal(many[:10], drawn(1, "test", 10, 3))
    assert not np.array_equal(drawn(2, "test", 10, 3), many[:10])
    assert not np.array_equal(drawn(1, "other", 10, 3), many[:10])
