"""Pictures of what was found in a sweep: true titles, legible whatever was found, and the same bytes each time."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable

import numpy as np
import pytest
from matplotlib.figure import Figure

from sim import discovery
from sim.charts import finding, png
from sim.charts.boxes import discovery as boxes_picture
from sim.charts.frontier import frontier as frontier_picture
from sim.charts.heatmap import heatmap as heat_picture
from sim.discovery import Discovery, Frontier, Map
from sim.sweeps import Dataset
from tests.charts.test_pictures import boxes
from tests.discovery.sweeps import HOLDING, NAMES, NO_DEAL, luck, places, planted, pressed, sweep
from tests.discovery.test_boxes import two_places
from tests.discovery.test_cells import grid
from tests.discovery.test_edge import made

EDGES = ("pressed", "one", "nothing", "close", "by hand", "alike", "often", "on each other")
WHOSE = "April 2025, talking while fighting · 600 settings of 20 runs, 365 days · seed 1"
LONG = ("agreements.thirty_day_ceasefire.monitoring", "agreements.civilian_targets.relief.ukraine", "red_lines.russia.hazard")


def rare(place: np.ndarray) -> np.ndarray:
    """A chance of 8% in a corner, of 1% elsewhere."""
    return np.where((place[:, 0] < 0.4) & (place[:, 1] > 0.5), 0.08, 0.01)


def in_all(place: np.ndarray) -> np.ndarray:
    """A chance that each of six parameters is needed for."""
    return np.where((place < 0.75).all(axis=1), 0.95, 0.05)


def several(names: tuple[str, ...], chance: Callable[[np.ndarray], np.ndarray], settings: int = 1500) -> Dataset:
    """A sweep over other parameters."""
    place = np.hstack([places(settings), places(settings, seed=2)])[:, : len(names)]
    holds = luck(settings, 10) < chance(place)[:, None]
    return sweep({"outcome": np.where(holds, HOLDING, NO_DEAL), "days_at_peace": np.where(holds, 200, 10)}, place, names)


@functools.cache
def discovered(shape: str) -> Discovery:
    """Boxes of every kind."""
    sweeps: dict[str, Callable[[], Dataset]] = {
        "one": planted,
        "two": lambda: planted(chance=two_places),
        "rare": lambda: planted(runs=60, chance=rare),
        "none": lambda: planted(settings=400, runs=50, chance=lambda place: np.full(len(place), 0.5)),
        "single": lambda: several(NAMES[:1], lambda place: 0.9 * place[:, 0]),
        "many": lambda: several((*NAMES, *LONG), in_all),
    }
    return discovery.discover(sweeps[shape](), "ceasefire holding")


@functools.cache
def mapped(shape: str) -> Map:
    """Heat maps of every kind."""
    holding = "ceasefire holding"
    maps: dict[str, Callable[[], Map]] = {
        "grid": lambda: discovery.over(grid(), *NAMES[:2], holding),
        "bins": lambda: discovery.over(planted(), *NAMES[:2], holding),
        "many": lambda: discovery.over(planted(settings=3000, runs=3), *NAMES[:2], "days_at_peace", bins=16),
        "empty": lambda: discovery.over(planted(settings=60), *NAMES[:2], "days_at_peace", bins=30),
        "same": lambda: discovery.over(planted(runs=50, chance=lambda place: np.full(len(place), 0.5)), *NAMES[:2], holding),
        "long": lambda: discovery.over(several(LONG, in_all), *LONG[:2], "not (days_at_peace > 100 and ceasefire holding)"),
    }
    return maps[shape]()


def often_and_about_as_long() -> Dataset:
    """Two settings, one of which signs twice as often; in both it lasts 100 days in every other run, and about 20 in the rest."""
    run = np.arange(100)
    first = np.where(run < np.array([[40], [80]]), 10, 0)
    longest = np.where(first > 0, np.where(run % 2, 100, np.array([[22], [20]])), 0)
    columns = {f"first_{rung}": np.zeros_like(first) for rung in ("civilian_targets", "truce", "thirty_day_ceasefire", "settlement")}
    return sweep({**columns, "first_freeze": first, "longest_ceasefire": longest}, places(2))


@functools.cache
def edges(shape: str) -> Frontier:
    """Frontiers of every kind."""
    sweeps: dict[str, Callable[[], Dataset]] = {
        "pressed": pressed,
        "one": lambda: made([90, 50], [100, 30]),
        "nothing": lambda: made([5, 3], [100, 30]),
        "close": lambda: made([50, 48], [100, 101]),
        "alike": lambda: made([50] * 4, [100] * 4),
        "often": often_and_about_as_long,
        "on each other": lambda: made([50, 50, 30], [100, 100, 120]),
        "by hand": lambda: made([30, 60, 90, 50, 30, 5], [100, 80, 40, 70, 90, 150]),
    }
    return discovery.frontier(sweeps[shape]())


DRAWN: dict[str, Callable[[], Figure]] = {
    **{f"boxes, {shape}": lambda shape=shape: boxes_picture(discovered(shape), WHOSE) for shape in ("one", "two", "rare", "none", "single", "many")},
    **{f"map, {shape}": lambda shape=shape: heat_picture(mapped(shape), WHOSE) for shape in ("grid", "bins", "many", "empty", "same", "long")},
    **{f"edge, {shape}": lambda shape=shape: frontier_picture(edges(shape), WHOSE) for shape in EDGES},
}


@functools.cache
def drawn(shape: str) -> Figure:
    """A picture of one of the shapes."""
    return DRAWN[shape]()


@pytest.mark.parametrize("shape", DRAWN)
def test_no_text_is_cut_off_or_lies_on_another(shape: str) -> None:
    figure = drawn(shape)
    texts, page = [(words, box.padded(-1)) for words, box in boxes(figure)], figure.bbox
    assert [words for words, box in texts if box.x0 < page.x0 or box.y0 < page.y0 or box.x1 > page.x1 or box.y1 > page.y1] == []
    assert [(one, other) for (one, a), (other, b) in itertools.combinations(texts, 2) if a.overlaps(b)] == []


@pytest.mark.parametrize("shape", ["boxes, two", "map, grid", "edge, pressed"])
def test_a_picture_has_the_same_bytes_each_time(shape: str) -> None:
    assert png(drawn(shape)) == png(DRAWN[shape]())


def test_the_title_of_boxes_says_where_the_outcome_is_frequent_and_how_frequent_overall() -> None:
    said = finding(drawn("boxes, one"))
    assert said.startswith("‘ceasefire holding’ in 90% of runs if Russia's time pressure is below 4")
    assert said.endswith("; in 20% over all settings")
    assert finding(drawn("boxes, none")) in (
        "No box in these 3 parameters tells apart where ‘ceasefire holding’ happens: 50% of runs overall",
        "‘ceasefire holding’: where a box was found it does not hold on settings that had no part in the search",
    )


def test_the_title_of_a_heat_map_says_from_where_to_where() -> None:
    assert finding(drawn("map, same")) == "‘ceasefire holding’ differs no more between cells than their intervals explain"
    said = finding(drawn("map, bins"))
    assert said.endswith("it is highest where Russia's time pressure is low and United States' bias is high")


def test_the_title_of_a_frontier_says_what_is_traded() -> None:
    titles = {shape: finding(drawn(f"edge, {shape}")) for shape in ("one", "nothing", "close", "alike", "often")}
    assert titles["one"] == "Setting 1 signs most often and lasts longest: there is nothing to trade"
    assert titles["nothing"] == "Too few runs sign anything in time to say how long it lasts"
    assert titles["close"] == "Along the edge it lasts 100 days to 101 days, and is signed about as often: in 48% to 50% of runs"
    assert titles["alike"] == "4 settings on the edge are as good as equal: signed in 50% of runs, kept 100 days"
    assert titles["often"] == "Along the edge it is signed in 40% to 80% of runs, and lasts about as long: 60 days to 61 days"
    said = finding(drawn("edge, pressed"))
    assert said.startswith("Signed more often, kept less long: along the edge from ")


def test_settings_that_lie_on_each_other_share_their_letters() -> None:
    letters = {shape: [text.get_text() for text in drawn(f"edge, {shape}").axes[0].texts] for shape in ("alike", "on each other", "by hand")}
    assert letters == {"alike": ["A–D"], "on each other": ["A", "B,C"], "by hand": ["A", "B", "C"]}


def test_cells_without_settings_are_hatched() -> None:
    figure = drawn("map, empty")
    hatched = [patch for patch in figure.axes[0].patches if patch.get_hatch()]
    assert len(hatched) == int((mapped("empty").settings == 0).sum())


def test_every_chosen_box_is_marked_where_it_is_judged() -> None:
    found = discovered("two")
    axes = boxes_picture(found, WHOSE).axes[0]
    marked = [tuple(float(end[0]) for end in line.get_data()) for line in axes.lines if len(line.get_xdata()) == 1]
    assert marked == [(pytest.approx(100 * region.coverage.value), pytest.approx(100 * region.density.value)) for region in found.regions]


def test_numbers_stand_in_cells_only_where_they_fit() -> None:
    assert len(drawn("map, grid").axes[0].texts) == 6
    assert all("±" in text.get_text() for text in drawn("map, grid").axes[0].texts)
    assert not [text for text in drawn("map, empty").axes[0].texts if text.get_text().strip()]
