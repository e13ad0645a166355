"""Discovery over a sweep: planted conditions are found and said, and the reported numbers do not flatter."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import qmc

from sim.discovery import boxes, discover, tables
from sim.discovery.prim import Quality
from sim.scenario import ScenarioError
from tests.discovery.sweeps import HOLDING, LOW, NAMES, NO_DEAL, planted, sweep


def two_places(place: np.ndarray) -> np.ndarray:
    """A corner, and a slice of the third parameter."""
    return np.where((place[:, 0] < 0.4) & (place[:, 1] > 0.5) | (place[:, 2] > 0.85), 0.9, 0.05)


def test_a_planted_condition_is_found_and_said_in_words_with_units() -> None:
    found = discover(planted(), "ceasefire holding", boxes=1)
    (region,) = found.regions
    assert region.box.restricted == [0, 1]
    assert region.box.high[0] == pytest.approx(0.04, abs=0.003)  # 0.4 of 0 to 0.1
    assert region.box.low[1] == pytest.approx(0.0, abs=0.06)  # 0.5 of -1 to 1
    words = {limit["parameter"]: limit["words"] for limit in tables.limits(found, region)}
    assert words[NAMES[0]].startswith("Russia's time pressure is below 4")
    assert words[NAMES[0]].endswith("% in 30 days")
    assert words[NAMES[1]].startswith("United States' bias is above ")
    assert region.density.low is not None
    assert region.density.low < 0.9 < region.density.high
    assert max(region.doubts.values()) < 0.001


def test_a_second_box_is_found_in_what_the_first_leaves() -> None:
    found = discover(planted(chance=two_places), "ceasefire holding")
    assert [region.box.restricted for region in found.regions] == [[0, 1], [2]]
    assert found.regions[1].box.low[2] == pytest.approx(0.85 * 0.6, abs=0.02)
    coverage, density = found.together
    each = [region.coverage.value or 0.0 for region in found.regions]
    assert coverage.value == pytest.approx(sum(each))
    assert density.value == pytest.approx(0.9, abs=0.03)


def test_coverage_density_and_mass_are_those_of_the_half_that_had_no_part_in_the_search() -> None:
    dataset = planted()
    found = discover(dataset, "ceasefire holding", boxes=1)
    (region,) = found.regions
    rows = dataset.runs(["setting", *NAMES, "outcome"])
    judging = rows[~rows["setting"].isin(found.settings[found.finding])]
    inside = (judging[NAMES[0]] <= region.box.high[0]) & (judging[NAMES[1]] >= region.box.low[1])
    happened = judging["outcome"] == "ceasefire holding"
    assert region.density.value == pytest.approx(happened[inside].mean())
    assert region.coverage.value == pytest.approx((happened & inside).sum() / happened.sum())
    assert region.mass == pytest.approx(inside.mean())


def test_where_a_box_was_found_it_flatters_itself_and_on_the_other_half_it_does_not() -> None:
    flattered, judged = [], []
    for seed in range(1, 13):
        dataset = planted(settings=120, runs=2, seed=seed, chance=lambda place: np.full(len(place), 0.3))
        rows = dataset.runs(["setting", "outcome"])
        cells = (rows["outcome"] == "ceasefire holding").to_numpy().reshape(120, 2).astype(float)
        points = dataset.settings[list(NAMES)].to_numpy()
        finding = boxes.halves(dataset.settings["setting"].to_numpy())
        everywhere, shares = np.ones(120, dtype=bool), cells.mean(axis=1)
        smallest = boxes.prim.peeled(points[finding], shares[finding])[-1]
        flattered.append(boxes.of_all(smallest, points, shares, finding, everywhere).density)
        judged.append(boxes.of_all(smallest, points, shares, ~finding, everywhere).density)
    assert np.mean(flattered) > 0.5
    assert np.mean(judged) == pytest.approx(0.3, abs=0.06)


def test_the_halves_are_equal_fixed_and_no_pattern_of_a_design() -> None:
    numbers = np.arange(1, 1025)
    finding = boxes.halves(numbers)
    assert finding.sum() == 512
    assert (finding == boxes.halves(numbers)).all()
    assert 0.4 < finding[::2].mean() < 0.6
    sobol = qmc.Sobol(3, scramble=False).random(1024)
    assert np.abs(sobol[::2].mean(axis=0) - sobol[1::2].mean(axis=0)).max() > 0.2  # what every other point would do
    assert np.abs(sobol[finding].mean(axis=0) - sobol[~finding].mean(axis=0)).max() < 0.06


def test_a_density_may_be_asked_for() -> None:
    way = [Quality(1.0, 0.3, 1.0), Quality(0.9, 0.5, 0.6), Quality(0.8, 0.65, 0.4), Quality(0.2, 0.95, 0.1), Quality(0.1, 0.9, 0.05)]
    assert boxes.choice(way, 0.3, None) == 2
    assert boxes.choice(way, 0.3, 0.5) == 1
    assert boxes.choice(way, 0.3, 0.9) == 3
    assert boxes.choice(way, 0.3, 0.99) == 3
    found = discover(planted(), "ceasefire holding", boxes=1, density=0.99)
    assert any("No box of at least 5% of the settings has a density of 0.99" in note for note in found.notes)


def test_where_nothing_tells_apart_no_box_is_made_up() -> None:
    found = discover(planted(settings=400, runs=50, chance=lambda place: np.full(len(place), 0.5)), "ceasefire holding")
    made_up = [region for region in found.regions if (region.density.low or 0.0) > 0.52]
    assert made_up == []


def test_few_runs_are_noted() -> None:
    assert "Every setting has only 2 runs" in discover(planted(runs=2), "ceasefire holding").notes[0]


def test_the_tables_hold_every_limit_and_every_step() -> None:
    found = discover(planted(chance=two_places), "ceasefire holding")
    limits, ways = tables.table_of_boxes(found), tables.table_of_ways(found)
    assert limits[["box", "parameter"]].to_numpy().tolist() == [[1, NAMES[0]], [1, NAMES[1]], [2, NAMES[2]]]
    assert len(ways) == sum(len(region.path) for region in found.regions)
    assert ways.groupby("box")["chosen"].sum().tolist() == [1, 1]
    first = ways[ways["box"] == 1].iloc[0]
    assert (first["coverage"], first["mass"]) == (1.0, 1.0)
    none = discover(planted(settings=400, runs=50, chance=lambda place: np.full(len(place), 0.5)), "ceasefire holding", density=1.0)
    assert len(tables.table_of_boxes(none)) == sum(len(region.box.restricted) for region in none.regions)


def always(value: int) -> dict[str, np.ndarray]:
    """An outcome that is the same in every run."""
    return {"outcome": np.full((60, 5), value)}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"dataset": planted(settings=30)},
            "30 settings, but as boxes are found on one half and judged on the other, it takes at least 40.",
        ),
        ({"dataset": sweep(always(NO_DEAL), np.tile(LOW, (60, 1)))}, "‘ceasefire holding’ is so in none of the 300 runs"),
        ({"dataset": sweep(always(HOLDING), np.tile(LOW, (60, 1)))}, "‘ceasefire holding’ is so in all of the 300 runs"),
        ({"text": "days_at_peas > 1"}, "Did you mean days_at_peace?"),
        ({"text": "us.bias > 0"}, "us.bias is what was varied"),
        ({"density": 0.05}, "density is 0.05, but should be above 0."),
        ({"boxes": 0}, "boxes is 0, but should be a whole number from 1 to 10."),
        ({"density": 80.0}, "density is 80, but should be a share of runs above 0 and up to 1. Did you mean 0.8?"),
    ],
)
def test_what_cannot_be_discovered_is_refused_in_one_sentence(given: dict, sentence: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        discover(**{"dataset": planted(settings=60), "text": "ceasefire holding", **given})
    (said,) = refused.value.sentences
    assert sentence in said


def test_an_outcome_that_depends_on_luck_alone_is_refused() -> None:
    luck_alone = {"outcome": np.tile([NO_DEAL, HOLDING], (60, 5))}
    with pytest.raises(ScenarioError, match="equally frequent in all 60 settings"):
        discover(sweep(luck_alone, np.random.RandomState(1).rand(60, 3)), "ceasefire holding")
