"""How settings are laid out: what each kind of design promises."""

from __future__ import annotations

import numpy as np
import pytest

from sim.calibration.inputs import Prior
from sim.sweeps import layout

RANGES = [Prior("a", 0.0, 1.0, "even", ""), Prior("b", -2.0, 2.0, "even", ""), Prior("c", 0.01, 1.0, "ratio", "")]


def places(settings: np.ndarray) -> np.ndarray:
    """Where in their ranges settings lie, from 0 to 1; rounding to five digits moves none by more than a ten-thousandth."""
    return np.column_stack([one.place(column) for one, column in zip(RANGES, settings.T, strict=True)])


def slices(settings: np.ndarray, count: int) -> np.ndarray:
    """In which of so many equal slices of each range settings lie."""
    return np.clip((places(settings) * count).astype(int), 0, count - 1)


def test_a_latin_hypercube_has_one_value_in_each_slice_of_every_range() -> None:
    found = layout.latin_hypercube(RANGES, 20, seed=1)
    assert found.shape == (20, 3)
    for column in slices(found, 20).T:
        assert sorted(column) == list(range(20))


def test_a_sobol_sequence_fills_every_slice_and_every_cell_of_two_parameters_alike() -> None:
    found = layout.sobol(RANGES, 64, seed=1)
    for column in slices(found, 64).T:
        assert np.bincount(column, minlength=64).tolist() == [1] * 64
    first, second = slices(found, 8)[:, 0], slices(found, 8)[:, 1]
    assert np.bincount(8 * first + second, minlength=64).tolist() == [1] * 64


@pytest.mark.parametrize("spread", layout.SPREAD.values())
def test_the_seed_alone_decides_where_settings_lie(spread: layout.Layout) -> None:
    assert np.array_equal(spread(RANGES, 32, 5), spread(RANGES, 32, 5))
    assert not np.array_equal(spread(RANGES, 32, 5), spread(RANGES, 32, 6))


@pytest.mark.parametrize("spread", layout.SPREAD.values())
def test_no_setting_lies_outside_of_its_range(spread: layout.Layout) -> None:
    tight = [Prior("a", 0.1234567, 0.1234569, "even", "")]
    found = spread(tight, 16, 1)
    assert found.min() >= 0.1234567
    assert found.max() <= 0.1234569


def test_values_on_the_scale_of_ratios_are_even_in_ratios() -> None:
    found = layout.latin_hypercube(RANGES, 1000, seed=1)[:, 2]
    assert np.mean(found < 0.1) == pytest.approx(0.5, abs=0.002)


def test_steps_go_from_end_to_end() -> None:
    assert layout.steps(Prior("x", 0.1, 0.3, "even", ""), 3) == [0.1, 0.2, 0.3]
    assert layout.steps(Prior("x", 0.001, 0.1, "ratio", ""), 3) == [0.001, 0.01, 0.1]


def test_a_grid_has_every_combination_and_the_last_parameter_changes_fastest() -> None:
    values = [[1.0, 2.0], [0.1, 0.2, 0.3]]
    assert layout.grid(values).tolist() == [[1.0, 0.1], [1.0, 0.2], [1.0, 0.3], [2.0, 0.1], [2.0, 0.2], [2.0, 0.3]]
    assert layout.size(values) == 6


def test_a_huge_grid_is_counted_without_being_made() -> None:
    assert layout.size([[0.0] * 1000] * 30) == 1000**30
