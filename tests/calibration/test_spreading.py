"""Where families spread: what targets hardly notice is drawn anew, all else stays, and siblings become unlike each other."""

from __future__ import annotations

import numpy as np

from sim.calibration import inputs, spreading
from tests.ensembles import shipped

CHANCE = np.array([1.0, 0.5, 0.0])
KEPT, BELONGS = np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6], [0.7, 0.8, 0.9]]), np.array([3, 3, 8])


def test_each_parameter_is_drawn_anew_by_its_chance_and_the_rest_is_the_settings_own():
    tried = spreading.loosened(KEPT, BELONGS, CHANCE, 2000, 1, 100)
    stock = np.concatenate([np.tile(KEPT[:2], (1000, 1)), np.tile(KEPT[2], (2000, 1))])
    anew = tried != stock
    assert anew[:, 0].all()
    assert abs(anew[:, 1].mean() - 0.5) < 0.05
    assert not anew[:, 2].any()
    for column in (tried[:, 0], tried[anew[:, 1], 1]):
        np.testing.assert_allclose(np.quantile(column, [0.1, 0.5, 0.9]), [0.1, 0.5, 0.9], atol=0.05)


def test_siblings_that_are_nearly_the_same_are_taken_once_and_others_are_not_their_siblings():
    least = spreading.APART * spreading.usual(3)
    steps = np.array([0.0, 0.9, 1.1, 2.3, 0.0])[:, None] * np.array([least, 0.0, 0.0])
    assert spreading.unlike(steps, np.array([1, 1, 1, 1, 2])).tolist() == [0, 2, 3, 4]


def test_snapped_places_give_the_values_that_are_written_down_and_stay_where_they_are():
    priors = inputs.priors(shipped())
    places = np.random.default_rng(1).random((50, len(priors)))
    once = spreading.snapped(places, priors)
    np.testing.assert_array_equal(once, spreading.snapped(once, priors))
    for prior, before, after in zip(priors, places.T, once.T, strict=True):
        np.testing.assert_array_equal(prior.at(before), prior.at(after))
