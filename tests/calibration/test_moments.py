"""The numbers that are held against the record: counted right, for each setting as if it were alone."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from scipy.stats import CensoredData, ecdf

import sim
from sim.calibration.moments import SUMMARIES, kaplan_meier, proportion
from sim.calibration.tally import GENERAL, LIMITED, SHORT, Tally
from sim.record import Outcomes
from sim.result import ENDINGS
from tests.ensembles import shipped

RUNS = 300
RUNGS = {GENERAL: ("thirty_day_ceasefire", "freeze", "settlement"), LIMITED: ("civilian_targets",), SHORT: ("truce",)}


def tallied(scenario: sim.Scenario, settings: int = 1, vary: dict[str, np.ndarray] | None = None) -> tuple[Tally, dict[str, np.ndarray]]:
    """The counts and the outcome columns of a year."""
    model = sim.Talks(scenario, 5, np.tile(np.arange(1, RUNS + 1), settings), vary=vary)
    tally, outcomes = Tally(model, settings), Outcomes(model)
    model.observers += [tally, outcomes]
    for _ in range(scenario.days):
        model.step()
    model.close_down()
    return tally, outcomes.columns(model)


@pytest.fixture(scope="module")
def year() -> tuple[Tally, dict[str, np.ndarray]]:
    """A year in which much is signed."""
    return tallied(shipped().set_all({"europe.guarantee": 0.5, "us.leverage.russia": 0.4}))


def number(tally: Tally, name: str) -> float:
    """One number of the only setting."""
    return float(SUMMARIES[name](tally).value[0])


def first_general(columns: dict[str, np.ndarray]) -> np.ndarray:
    """The day of each run's first general ceasefire, infinite if there is none."""
    days = np.array([columns[f"first_{rung}"] for rung in ("thirty_day_ceasefire", "freeze", "settlement")], dtype=float)
    days[days == 0] = np.inf
    return days.min(axis=0)


def test_first_days_and_shares_agree_with_the_outcomes(year):
    tally, columns = year
    assert number(tally, "general_by_year_end") == pytest.approx(np.mean(first_general(columns) <= 253))
    assert number(tally, "six_weeks_no_general") == pytest.approx(np.mean(first_general(columns) > 42))
    limited = columns["first_civilian_targets"] > 0
    assert number(tally, "partial_easier") == pytest.approx(np.mean(limited) - np.mean(np.isfinite(first_general(columns))))


def test_peace_is_an_open_ended_agreement_in_force_at_the_end(year):
    tally, columns = year
    model_says = np.isin(columns["outcome"], [4, 6])  # a ceasefire or a settlement holds
    assert 0 < np.mean(model_says) < 1
    assert 1 - number(tally, "without_peace") <= np.mean(model_says)
    assert number(tally, "without_peace") < 1


def test_every_agreement_that_was_in_force_is_counted_once(year):
    tally, columns = year
    signed = {kind: sum(columns[f"times_{rung}"].sum() for rung in rungs) for kind, rungs in RUNGS.items()}
    for kind, count in signed.items():
        assert count >= tally.lives[kind].sum() > 0.9 * count, kind  # but for those replaced on the day of signing


def test_settings_side_by_side_are_counted_apart():
    guarantees = [0.05, 0.5]
    together, _ = tallied(shipped(), 2, {"europe.guarantee": np.repeat(guarantees, RUNS)})
    for place, guarantee in enumerate(guarantees):
        alone, _ = tallied(shipped().set("europe.guarantee", guarantee))
        for name, summary in SUMMARIES.items():
            assert summary(together).value[place] == pytest.approx(summary(alone).value[0], nan_ok=True), name


def test_curves_agree_with_another_implementation():
    luck = np.random.default_rng(1)
    ends, lost = luck.integers(1, 30, 200), luck.integers(1, 40, 200)
    seen, ended = np.minimum(ends, lost), ends <= lost
    counts = [np.bincount(seen[which], minlength=41)[None, :].astype(float) for which in (ended, ~ended)]
    curve = kaplan_meier(*counts).share[0]
    other = ecdf(CensoredData(uncensored=seen[ended], right=seen[~ended])).sf
    np.testing.assert_allclose(curve[other.quantiles.astype(int)], other.probabilities, atol=1e-12)


def test_what_was_never_seen_has_an_infinite_error():
    quiet, _ = tallied(shipped().set("days", 60).set("talks.every", 100).set("us.table_every", 100))
    assert np.isinf(SUMMARIES["general_survival_30"](quiet).error).all()
    assert np.isinf(SUMMARIES["short_truces_kept"](quiet).error).all()
    assert np.isinf(SUMMARIES["six_weeks_yes_defender"](quiet).error).all()


def test_where_all_have_collapsed_none_survives_and_that_is_known():
    ended, waiting = np.zeros((2, 10)), np.zeros((2, 10))
    ended[:, 3] = 40
    waiting[1, 5] = 1
    curves = kaplan_meier(ended, waiting)
    assert (curves.share[0, 4:] == 0).all()
    assert (curves.error[0, 4:] < 0.05).all()
    assert np.isinf(curves.error[1, 6:]).all()  # one was lost from sight


def test_time_is_on_the_side_of_the_one_that_is_less_in_a_hurry():
    attacker, defender = np.repeat([0.01, 0.04], RUNS), np.repeat([0.02, 0.02], RUNS)
    tally, _ = tallied(shipped().set("days", 1), 2, {"russia.time_pressure": attacker, "ukraine.time_pressure": defender})
    found = SUMMARIES["patience"](tally)
    np.testing.assert_allclose(found.value, [np.log(2), -np.log(2)])
    np.testing.assert_allclose(found.error, 0, atol=1e-12)


def test_the_error_of_a_proportion_covers_the_truth():
    luck, truth, runs = np.random.default_rng(2), 0.2, 64
    found = proportion(luck.binomial(runs, truth, 4000).astype(float), np.full(4000, float(runs)))
    assert np.mean(np.abs(found.value - truth) <= 2 * found.error) > 0.94


def test_the_shape_is_1_where_the_hazard_is_constant():
    luck = np.random.default_rng(3)
    lasted = np.minimum(luck.geometric(1 / 60, 20_000), 365)
    lives = np.zeros((1, 366, len(ENDINGS)))
    np.add.at(lives, (0, lasted, np.where(lasted < 365, 0, 3)), 1)  # collapsed, or holding at the end
    found = SUMMARIES["general_shape"](SimpleNamespace(lives={GENERAL: lives}))
    assert abs(found.value[0] - 1) < 3 * found.error[0] < 0.15
