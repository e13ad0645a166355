"""The observed curves are those of the shipped table."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sim.evidence import folder
from sim.observed import UKRAINE, UKRAINE_OPEN, WORLD_OPEN, observed


def test_the_curves_of_the_picture_are_in_the_table() -> None:
    assert [observed()[name].count for name in (UKRAINE, UKRAINE_OPEN, WORLD_OPEN)] == [49, 20, 375]


def test_shares_belong_to_their_days() -> None:
    ukraine = observed()[UKRAINE]
    assert ukraine.days.tolist() == [1, 2, 3, 7, 14, 30, 60, 90, 180, 365, 730]
    assert ukraine.share[ukraine.days == 30] == 0.46


def test_no_curve_rises() -> None:
    assert all(np.all(np.diff(curve.share) <= 0) for curve in observed().values())


def test_a_day_without_an_observation_is_left_out() -> None:
    cessations = observed()["month/event: world open-ended general cessation"]
    assert cessations.days.size == cessations.share.size


def test_an_installed_package_brings_its_own_table(tmp_path: Path) -> None:
    (tmp_path / "shipped" / "seeds").mkdir(parents=True)
    assert folder(tmp_path) == tmp_path / "shipped" / "seeds"
    assert folder(tmp_path / "elsewhere" / "sim") == tmp_path / "elsewhere" / "seeds"
