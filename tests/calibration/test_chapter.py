"""The chapter on calibration: its tables, numbers and pictures are those of the shipped report, and its method is the one that is run."""

from __future__ import annotations

import matplotlib.image
import numpy as np
import pytest

from docs import make_calibration
from sim import charts
from sim.calibration import inputs, screening, spreading
from sim.charts import calibration

TEXT = make_calibration.PAGE.read_text(encoding="utf-8")
REPORT = make_calibration.report()


def test_the_chapter_is_up_to_date():
    assert make_calibration.page(TEXT) == TEXT, "run: python docs/make_calibration.py"


def test_all_that_can_be_made_stands_in_the_chapter_and_nothing_else_does():
    assert {found[2] for found in make_calibration.BLOCK.finditer(TEXT)} == set(make_calibration.MADE)
    assert TEXT.count("<!-- begin: ") == TEXT.count("<!-- end -->") == len(make_calibration.MADE)


@pytest.mark.parametrize("name", calibration.PICTURES)
def test_the_pictures_are_of_the_shipped_report(name, tmp_path):
    figure = calibration.PICTURES[name](REPORT)
    shown = matplotlib.image.imread(make_calibration.IMAGES / f"calibration-{name}.png")
    charts.save(figure, tmp_path / "now.png")
    now = matplotlib.image.imread(tmp_path / "now.png")
    assert shown.shape == now.shape
    assert abs(shown - now).mean() < 0.002, "run: python docs/make_calibration.py"


def test_later_waves_follow_fewer_families_and_play_no_less():
    assert [(one["families"], one["settings"], one["runs"]) for one in REPORT["waves"]] == [
        (wave.families, wave.families * wave.children, wave.runs) for wave in screening.PLAN
    ]
    runs = [wave.runs for wave in screening.PLAN]
    assert runs == sorted(runs)
    assert REPORT["spread"]["settings"] == REPORT["spread"]["families"] * spreading.CHILDREN


def test_the_settings_of_the_set_are_far_apart():
    assert make_calibration.distances().mean() > 0.75
    assert make_calibration.nearest().min() > 0.99 * spreading.APART
    assert REPORT["families"] >= 30


def test_what_happened_once_is_wanted_in_one_run_of_ten_at_least():
    once = {target.name: target.value - target.tolerance for target in inputs.targets() if target.note.startswith("It happened once")}
    assert len(once) >= 3
    assert once.pop("a short truce is broken") == pytest.approx(0.05)
    assert list(once.values()) == pytest.approx([0.1] * len(once))


def test_a_reading_of_the_rules_is_given_for_the_target_that_rules_out_most():
    name, _ = make_calibration.hardest()[0]
    assert name in make_calibration.REASONS
    assert set(make_calibration.REASONS) <= {target.name for target in inputs.targets()}


def test_the_narrowing_that_chance_explains_is_two_standard_errors_of_even_draws():
    draws = np.random.default_rng(1).random((4000, 36))
    low, high = np.quantile(draws, [0.25, 0.75], axis=1)
    assert make_calibration.by_chance(36) == pytest.approx(2 * (1 - (high - low) / 0.5).std(), rel=0.1)
