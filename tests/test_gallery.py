"""The gallery: every recipe still draws what its picture and its page say."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import matplotlib.image
import pytest
from matplotlib.figure import Figure

import sim
from plots import make
from sim import charts
from tests.docs.markdown import agrees

pytestmark = pytest.mark.no_cover  # whole runs, whose parts are measured elsewhere: tracing would take as long again

RECIPES = make.recipes()
FEWEST = 9


played = functools.cache(sim.run)  # several recipes draw the same runs


@functools.cache
def figure(path: Path) -> Figure:
    """A recipe's figure, drawn once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sim, "run", played)
        return make.recipe(path).draw()


def test_the_gallery_has_the_figures_of_the_product():
    assert len(RECIPES) >= FEWEST
    assert [path.stem.split("_")[0] for path in RECIPES] == [str(number) for number in range(1, len(RECIPES) + 1)]


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_the_page_says_what_the_figure_shows_today(path: Path):
    page = make.PAGE.read_text(encoding="utf-8")
    (said,) = [section for section in re.split(r"^(?=## )", page, flags=re.MULTILINE) if f"]({path.stem}.png)" in section]
    assert agrees(said, make.entry(path, figure(path))), "run: python plots/make.py, and look at the picture"


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_the_picture_beside_a_recipe_is_of_its_figures_size(path: Path):
    height, width = matplotlib.image.imread(path.with_suffix(".png")).shape[:2]
    inches = figure(path).get_size_inches()
    assert width / height == pytest.approx(inches[0] / inches[1], rel=0.01)


def test_the_page_shows_no_picture_without_a_recipe():
    shown = re.findall(r"\]\((\w+)\.png\)", make.PAGE.read_text(encoding="utf-8"))
    assert shown == [path.stem for path in RECIPES]
    assert {path.stem for path in make.FOLDER.glob("*.png")} == set(shown)


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_a_recipe_fits_on_a_slide(path: Path):
    assert make.recipe(path).__doc__
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 25
    assert charts.finding(figure(path))


def test_the_readme_shows_two_pictures_with_what_they_say():
    page = " ".join(make.PAGE.read_text(encoding="utf-8").split())
    readme = (make.FOLDER.parent / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[([^\]]+)\]\(plots/(\w+)\.png\)", readme)
    assert len(shown) == 2
    assert all(f"![{' '.join(said.split())}]({name}.png)" in page for said, name in shown)
