"""PRIM: what is planted is found, and every number is as by hand."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from sim.discovery import prim
from sim.discovery.prim import Box
from tests.discovery.sweeps import luck, places

SETTINGS = 1000


def corner(settings: int = SETTINGS) -> tuple[np.ndarray, np.ndarray]:
    """Points, and whether each has the outcome: always where the first is above 0.6 and the second below 0.5, never elsewhere."""
    points = places(settings)
    return points, ((points[:, 0] > 0.6) & (points[:, 1] < 0.5)).astype(float)


def densest(points: np.ndarray, shares: np.ndarray) -> Box:
    """The box on the way that tells apart best."""
    share = float(shares.mean())
    return max(prim.peeled(points, shares), key=lambda box: prim.quality(box, points, shares).tells_apart(share))


def test_a_planted_box_is_recovered() -> None:
    points, shares = corner()
    box = prim.pasted(prim.pruned(densest(points, shares), points, shares, 0.05), points, shares)
    assert box.restricted == [0, 1]
    assert box.low[0] == pytest.approx(0.6, abs=0.03)
    assert box.high[1] == pytest.approx(0.5, abs=0.03)
    assert (box.high[0], box.low[1]) == (np.inf, -np.inf)
    found = prim.quality(box, points, shares)
    assert found.density > 0.95  # a slice is a twentieth, and one may be left over
    assert found.coverage > 0.95
    assert found.mass == pytest.approx(0.2, abs=0.03)


def test_a_planted_box_is_recovered_behind_much_luck() -> None:
    points, always = corner()
    shares = (luck(SETTINGS, 10) < np.where(always > 0, 0.7, 0.2)[:, None]).mean(axis=1)
    box = prim.pruned(densest(points, shares), points, shares, 0.05)
    assert {0, 1} <= set(box.restricted)
    assert prim.quality(box, points, shares).density == pytest.approx(0.7, abs=0.06)


def test_coverage_density_and_mass_are_as_by_hand() -> None:
    points, shares = np.array([[1.0], [2.0], [3.0], [4.0]]), np.array([0.5, 1.0, 0.5, 0.0])
    found = prim.quality(Box(np.array([1.5]), np.array([np.inf])), points, shares)
    assert (found.coverage, found.density, found.mass) == (0.75, 0.5, 0.75)
    assert found.tells_apart(0.5) == 0.0
    nothing = prim.quality(Box(np.array([9.0]), np.array([np.inf])), points, shares)
    assert (nothing.coverage, nothing.density, nothing.mass) == (0.0, 0.0, 0.0)


def test_telling_apart_is_the_correlation_of_box_and_outcome_up_to_a_factor() -> None:
    points, shares = corner()
    box = Box(np.array([0.5, -np.inf, -np.inf]), np.array([np.inf, 0.7, np.inf]))
    share = float(shares.mean())
    correlation = np.corrcoef(box.holds(points), shares)[0, 1]
    assert prim.quality(box, points, shares).tells_apart(share) == pytest.approx(correlation * np.sqrt(share * (1 - share)))


def test_every_peel_takes_a_slice_of_one_side_and_leaves_a_twentieth() -> None:
    points, shares = corner()
    way = prim.peeled(points, shares)
    counts = [int(box.holds(points).sum()) for box in way]
    assert counts[0] == SETTINGS
    assert counts[-1] >= 0.05 * SETTINGS
    assert all(before - after == max(1, int(0.05 * before)) for before, after in itertools.pairwise(counts))
    for before, after in itertools.pairwise(way):
        assert int((before.low != after.low).sum() + (before.high != after.high).sum()) == 1


def test_the_first_peel_is_the_best_of_all() -> None:
    points = np.column_stack([np.arange(100.0), np.arange(100.0)[::-1] % 10])
    shares = (points[:, 0] >= 5).astype(float)
    assert prim.peeled(points, shares)[1].low.tolist() == [4.5, -np.inf]


def test_of_tied_values_all_are_peeled_or_none() -> None:
    points = np.repeat([[1.0], [2.0], [5.0]], 20, axis=0)
    shares = (points[:, 0] == 2).astype(float)
    assert sorted({limit for box in prim.peeled(points, shares) for limit in (*box.low, *box.high)}) == [-np.inf, 1.5, 3.5, np.inf]


def test_another_scale_of_a_parameter_peels_the_same_settings() -> None:
    points, shares = corner()
    plain = [box.holds(points).tolist() for box in prim.peeled(points, shares)]
    bent = np.exp(5 * points)
    assert [box.holds(bent).tolist() for box in prim.peeled(bent, shares)] == plain


def test_pasting_gives_back_what_was_peeled_too_far() -> None:
    points, shares = corner()
    tight = Box(np.array([0.8, -np.inf, 0.1]), np.array([np.inf, 0.4, np.inf]))
    shares = np.where((points[:, 0] > 0.7) & (points[:, 0] < 0.8), 1.0, 0.9 * shares)
    wider = prim.pasted(tight, points, shares)
    assert wider.low[0] == pytest.approx(0.7, abs=0.02)
    assert (wider.holds(points) >= tight.holds(points)).all()
    assert prim.quality(wider, points, shares).density > prim.quality(tight, points, shares).density


def test_doubts_are_binomial_tails_where_shares_are_whole() -> None:
    points = places(200)
    shares = ((points[:, 0] > 0.5) & (luck(200, 1)[:, 0] < 0.8)).astype(float)
    box = Box(np.array([0.5, -np.inf, 0.3]), np.full(3, np.inf))
    inside, without = box.holds(points), points[:, 2] >= 0.3
    expected = binom.sf(shares[inside].sum() - 1, inside.sum(), shares[without].mean())
    found = prim.doubts(box, points, shares)
    assert list(found) == [0, 2]
    assert found[0] == pytest.approx(expected)
    assert found[0] < 1e-6
    assert found[2] > 0.05


def test_a_tail_is_as_by_hand() -> None:
    points, shares = np.array([[0.0], [0.0], [1.0], [1.0]]), np.array([0.0, 0.0, 1.0, 1.0])
    box = Box(np.array([0.5]), np.array([np.inf]))
    assert prim.doubts(box, points, shares) == {0: pytest.approx(0.25)}  # two of two, each with the half of all


def test_many_runs_of_a_setting_count_for_more_than_one() -> None:
    points = places(100)
    shares = (luck(100, 400) < np.where(points[:, 0] > 0.5, 0.08, 0.03)[:, None]).mean(axis=1)
    box = Box(np.array([0.5, -np.inf, 0.4]), np.full(3, np.inf))
    found = prim.doubts(box, points, shares)
    assert found[0] < 0.001  # one run of each would be worth 50 runs with 8%, of which none can be told from 5%
    assert found[2] > 0.05
    assert binom.sf(3, 50, 0.055) > 0.2


def test_doubts_of_limits_that_do_nothing_are_even() -> None:
    found = []
    for seed in range(1, 201):
        points = places(80, seed)
        shares = (luck(80, 10, seed) < 0.2 + 0.6 * points[:, :1]).mean(axis=1)
        found.append(prim.doubts(Box(np.array([-np.inf, 0.5, -np.inf]), np.full(3, np.inf)), points, shares)[1])
    assert np.mean(np.array(found) < 0.05) < 0.09
    assert 0.4 < np.mean(found) < 0.6


def test_doubts_of_nothing_are_certain() -> None:
    points, shares = np.array([[0.0], [1.0]]), np.array([1.0, 0.0])
    assert prim.doubts(Box(np.array([0.5]), np.array([np.inf])), points, shares) == {0: 1.0}


def test_pruning_gives_up_limits_that_do_nothing_and_keeps_those_that_do() -> None:
    points, shares = corner()
    box = Box(np.array([0.6, -np.inf, 0.04]), np.array([np.inf, 0.5, np.inf]))
    assert prim.pruned(box, points, shares, 0.05).restricted == [0, 1]


@pytest.mark.filterwarnings("ignore")  # it uses what pandas is about to give up
def test_the_workbench_peels_about_the_same_box() -> None:
    workbench = pytest.importorskip("ema_workbench.analysis.prim")
    points, always = corner(600)
    happened = luck(600, 1)[:, 0] < np.where(always > 0, 0.9, 0.1)
    theirs = workbench.Prim(pd.DataFrame(points, columns=["a", "b", "c"]), happened, threshold=0.1, peel_alpha=0.05)
    curve = theirs.find_box().peeling_trajectory
    ours = [prim.quality(box, points, happened.astype(float)) for box in prim.peeled(points, happened.astype(float))]
    for coverage in (0.9, 0.8, 0.6):
        best = max(one.density for one in ours if one.coverage >= coverage)
        assert best == pytest.approx(curve.loc[curve["coverage"] >= coverage, "density"].max(), abs=0.05)
