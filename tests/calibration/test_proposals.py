"""Where settings are looked for: families stay apart, parents are tried again, and the pull goes to where the targets are met."""

from __future__ import annotations

import numpy as np
import pytest

from sim.calibration import proposals, waves
from sim.calibration.inputs import Target

PARAMETERS, FAMILIES, CHILDREN = 6, 30, 5
TARGETS = [Target(name, "", "without_peace", value, 0.05, "share", "") for name, value in (("one", 0.7), ("other", 0.2))]
WEIGHTS = np.array([[0.8, 0.0], [0.2, -0.3], [0.0, 0.9], [0.0, 0.4], [0.0, 0.0], [0.0, 0.0]])


def straight(places: np.ndarray, error: float = 0.01) -> waves.Seen:
    """Two numbers that follow the places in straight lines."""
    return waves.Seen(places, places @ WEIGHTS, np.full((len(places), 2), error))


@pytest.fixture(scope="module")
def start() -> waves.Seen:
    """A first wave."""
    return straight(proposals.first(PARAMETERS, 400, 1))


def test_the_first_wave_covers_each_prior_evenly():
    places = proposals.first(3, 50, 1)
    for column in places.T:
        assert sorted((column * 50).astype(int)) == list(range(50))


def test_each_family_has_its_parent_first_and_unmoved(start):
    parents = proposals.best(start, TARGETS, FAMILIES, 1)
    children = proposals.next_places(start, parents, TARGETS, 1, CHILDREN, 1, 2).reshape(FAMILIES, CHILDREN, -1)
    np.testing.assert_array_equal(children[:, 0], parents.places)
    assert (np.abs(children[:, 1:] - parents.places[:, None]).max(axis=2) > 0).mean() > 0.7  # some steps change none of so few parameters
    assert ((children >= 0) & (children <= 1)).all()


def test_of_each_family_the_best_goes_on_and_of_the_families_the_best(start):
    value = np.array([[0.1, 0.9], [0.7, 0.2], [0.72, 0.2], [0.7, 0.3], [0.6, 0.2], [0.0, 1.0]])
    seen = waves.Seen(np.arange(6.0)[:, None], value, np.full((6, 2), 0.03))
    assert proposals.best(seen, TARGETS, 2, 2).places.ravel().tolist() == [1, 2]
    assert proposals.best(seen, TARGETS, 3, 2).places.ravel().tolist() == [1, 2, 4]


def test_the_whole_pull_meets_the_targets_where_numbers_follow_places_in_straight_lines(start, monkeypatch):
    monkeypatch.setattr(proposals, "PULL", (1.0, 1.0))
    monkeypatch.setattr(proposals, "DAMPING", 1e-6)
    monkeypatch.setattr(proposals, "RIDGE", 1e-9)
    monkeypatch.setattr(proposals, "NEAR", 10.0)
    near = start.of(np.abs(start.value - [0.7, 0.2]).max(axis=1) < 0.25)  # so near that nothing counts as far
    there = straight(near.places + proposals.pulls(near, near, TARGETS, 1, 1, 2))
    before, after = (np.abs(seen.value - [0.7, 0.2]).max(axis=1) for seen in (near, there))
    assert np.mean(before > 0.06) > 0.5
    assert after.max() < 0.0501  # the tolerance


def test_the_pull_leaves_what_moves_no_number_where_it_is(start):
    pull = proposals.pulls(start, start, TARGETS, 1, 1, 2)
    assert np.abs(pull[:, 4:]).max() < 0.05 * np.abs(pull[:, :4]).max()


def test_families_keep_the_spread_of_the_priors_where_no_number_depends_on_a_parameter(start):
    seen, children = start, 1
    for wave in range(2, 10):
        parents = proposals.best(seen, TARGETS, FAMILIES, children)
        seen, children = straight(proposals.next_places(seen, parents, TARGETS, children, CHILDREN, 1, wave)), CHILDREN
    last = proposals.best(seen, TARGETS, FAMILIES, CHILDREN)
    assert waves.left(last, TARGETS).mean() > 0.9
    free = last.places[:, 4:].std(axis=0)
    assert (free > 0.2).all()  # an even spread has 0.29; 30 families of one parent would have none


def test_of_two_that_are_hopeless_the_nearer_is_the_better():
    value = np.array([[0.7, 0.9], [0.7, 0.8]])
    seen = waves.Seen(np.arange(2.0)[:, None], value, np.full((2, 2), 0.01))
    assert proposals.best(seen, TARGETS, 1, 2).places.tolist() == [[1]]


def test_what_is_not_known_pulls_nowhere(start):
    unknown = waves.Seen(start.places, start.value, np.full_like(start.value, np.inf))
    assert (proposals.tolerances_away(unknown, TARGETS) == 0).all()
