"""Heat maps: what stands in each cell, and how cells are made."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from sim.analysis.estimates import wilson
from sim.discovery import over
from sim.scenario import ScenarioError
from sim.sweeps import Dataset
from tests.discovery.sweeps import HOLDING, NAMES, NO_DEAL, luck, planted, sweep

X, Y, Z = NAMES


def grid(runs: int = 40) -> Dataset:
    """Three times two values, each pair with two of the third; chances rise with the first."""
    points = np.array(list(itertools.product([0.01, 0.02, 0.05], [-0.5, 0.5], [0.1, 0.3])))
    holds = luck(len(points), runs) < 10 * points[:, :1] + 0.2
    return sweep({"outcome": np.where(holds, HOLDING, NO_DEAL), "days_at_peace": np.where(holds, 200, 10)}, points)


def test_a_grid_stays_as_it_is() -> None:
    found = over(grid(), X, Y, "ceasefire holding")
    assert (found.x.is_binned, found.y.is_binned) == (False, False)
    assert (found.x.values.tolist(), found.y.values.tolist()) == ([0.01, 0.02, 0.05], [-0.5, 0.5])
    assert found.settings.tolist() == [[2, 2, 2], [2, 2, 2]]
    assert found.others == [Z]


def test_a_cell_is_the_share_of_the_runs_in_it() -> None:
    dataset = grid()
    rows = dataset.runs([X, Y, "outcome", "days_at_peace"])
    inside = (rows[X] == 0.05) & (rows[Y] == -0.5)
    assert over(dataset, X, Y, "ceasefire holding").cells[0, 2].value == pytest.approx((rows.loc[inside, "outcome"] == "ceasefire holding").mean())
    assert over(dataset, X, Y, "days_at_peace").cells[0, 2].value == pytest.approx(rows.loc[inside, "days_at_peace"].mean())
    assert not over(dataset, X, Y, "days_at_peace").is_share


def test_a_cell_of_one_setting_has_the_interval_of_its_runs() -> None:
    dataset = grid(runs=400)
    one = over(sweep({"outcome": cells(dataset)[::2]}, dataset.settings[list(NAMES)].to_numpy()[::2]), X, Y, "ceasefire holding").cells[1, 1]
    low, high = wilson(400 * (one.value or 0.0), 400)
    assert (one.low, one.high) == (pytest.approx(low, abs=0.001), pytest.approx(high, abs=0.001))


def cells(dataset: Dataset) -> np.ndarray:
    """The endings of a sweep, shape (settings, runs)."""
    words = dataset.runs(["outcome"])["outcome"].to_numpy()
    return np.where(words == "ceasefire holding", HOLDING, NO_DEAL).reshape(len(dataset.settings), -1)


def test_other_designs_are_gathered_in_bins_that_hold_every_setting_once() -> None:
    dataset = planted()
    found = over(dataset, X, Y, "ceasefire holding")
    assert (found.x.cells, found.y.cells) == (8, 8)  # the root of 600 / 8
    assert found.settings.sum() == 600
    points = dataset.settings[[X, Y]].to_numpy()
    low, high = found.x.bounds(2)
    bottom, top = found.y.bounds(5)
    inside = (points[:, 0] >= low) & (points[:, 0] < high) & (points[:, 1] >= bottom) & (points[:, 1] < top)
    assert found.settings[5, 2] == inside.sum()
    assert found.cells[5, 2].value == pytest.approx((cells(dataset)[inside] == HOLDING).mean())


def test_the_ends_of_a_range_lie_in_the_outer_cells() -> None:
    points = np.linspace([0.0, -1.0, 0.1], [0.1, 1.0, 0.2], 50)
    found = over(sweep({"outcome": np.full((50, 3), HOLDING)}, points), X, Y, "ceasefire holding", bins=5)
    assert found.settings.sum() == 50
    assert np.diag(found.settings).tolist() == [10] * 5


def test_cells_without_settings_are_missing() -> None:
    points = np.linspace([0.0, -1.0, 0.1], [0.1, 1.0, 0.2], 50)
    found = over(sweep({"outcome": np.full((50, 3), HOLDING)}, points), X, Y, "ceasefire holding", bins=5)
    assert np.isnan(found.values).sum() == 20
    empty = found.table[found.table["settings"] == 0]
    assert len(found.table) == 25
    assert len(empty) == 20
    assert empty["value"].isna().all()


def test_a_parameter_spread_by_ratio_has_bins_of_equal_ratio() -> None:
    points = np.column_stack([np.geomspace(0.001, 0.1, 80), np.linspace(-1, 1, 80), np.full(80, 0.1)])
    found = over(sweep({"outcome": np.full((80, 2), HOLDING)}, points), X, Y, "ceasefire holding", bins=4)
    assert np.diff(np.log(found.x.values)) == pytest.approx(np.log(100) / 4)
    assert np.diff(found.y.values) == pytest.approx(0.5)


def test_the_bins_are_those_of_the_design_where_it_has_ranges() -> None:
    dataset = planted()
    dataset.manifest["design"]["vary"] = {X: [0.0, 0.1], Y: [-1.0, 1.0], Z: [0.0, 0.6]}
    found = over(dataset, X, Y, "ceasefire holding", bins=4)
    assert found.x.values == pytest.approx([0, 0.025, 0.05, 0.075, 0.1])


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"x": "bias"}, "bias is not varied in this sweep. Did you mean us.bias?"),
        ({"x": "front.held"}, f"front.held is not varied in this sweep. It varied {X}, {Y} and {Z}."),
        ({"x": Y}, "a heat map takes two parameters, but both are us.bias."),
        ({"bins": 1}, "bins is 1, but should be a whole number from 2 to 100."),
        ({"text": "days_at_peas"}, "Did you mean days_at_peace?"),
    ],
)
def test_what_makes_no_heat_map_is_refused_in_one_sentence(given: dict, sentence: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        over(**{"dataset": planted(settings=60), "x": X, "y": Y, "text": "ceasefire holding", **given})
    (said,) = refused.value.sentences
    assert sentence in said


def test_a_mean_of_what_is_sometimes_missing_and_a_side_without_differences_are_refused() -> None:
    points = np.linspace([0.0, -1.0, 0.1], [0.1, 1.0, 0.1], 60)
    dataset = sweep({"outcome": np.full((60, 2), HOLDING), "terms": np.full((60, 2), np.nan)}, points)
    with pytest.raises(ScenarioError, match="terms is missing in some runs"):
        over(dataset, X, Y, "terms")
    with pytest.raises(ScenarioError, match=r"ukraine\.trust is the same in all settings"):
        over(dataset, X, Z, "ceasefire holding", bins=3)
