"""Screening in waves: it finds what it should, leaves behind what is ruled out, and goes on where it stopped."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

import sim
from sim.calibration import binding, centre, fit, inputs, screening, spreading, waves
from sim.calibration import signs as of_signs
from sim.calibration.inputs import Prior, Target
from sim.calibration.screening import Wave
from sim.calibration.signs import Sign, changed, signs
from sim.calibration.store import Store
from tests.ensembles import shipped

SCENARIO = shipped().set("days", 180)
PLAN, CHECK, SPREAD = (Wave(80, 1, 24), Wave(15, 4, 48)), 96, 10
PRIORS = [Prior("europe.guarantee", 0.0, 0.9, "even", "judgement"), Prior("us.leverage.russia", 0.03, 0.5, "ratio", "judgement")]
TARGETS = [Target("peace", "", "without_peace", 0.5, 0.1, "share", ""), Target("ceasefires", "", "general_by_year_end", 0.7, 0.15, "share", "")]


def small(**changed) -> screening.Screening:
    """A small screening of two parameters against two targets."""
    return dataclasses.replace(screening.Screening(SCENARIO, PRIORS, TARGETS, seed=3, plan=PLAN, check=CHECK, spread=SPREAD), **changed)


@pytest.fixture(scope="module", autouse=True)
def _few_runs():
    """Enough to see what is seen here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(of_signs, "RUNS", 32)
        patch.setattr(centre, "ROUGH", 64)
        patch.setattr(centre, "FINE", 512)
        patch.setattr(binding, "RUNS", 64)
        patch.setattr(spreading, "LOOSE", 2.0)  # both parameters matter much
        yield


@pytest.fixture(scope="module")
def found(_few_runs: None) -> fit.Fit:
    """It, finished."""
    return fit.Fit.of(small())


def test_what_is_kept_meets_the_targets_in_a_large_ensemble(found):
    values = found.values()
    assert len(found.kept.places) >= 5
    for chosen in ({name: float(column[0]) for name, column in values.items()}, found.middle()):
        setting = SCENARIO.set_all(chosen)
        result = sim.run(setting, runs=2000, seed=11, panel=0)
        peace = 1 - sum(result.summary[f"outcome.{how} holding"].value for how in ("ceasefire", "settlement"))
        assert abs(peace - 0.5) < 0.1 + 0.1
    assert values["europe.guarantee"].min() > 0.1


def test_the_centre_is_a_round_setting_near_the_mean_that_meets_everything(found):
    assert waves.left(found.centre, TARGETS).all()
    mean = found.search.places.mean(axis=0)
    away = np.abs(found.centre.places[0] - mean).sum()
    assert away <= np.median(np.abs(found.search.places - mean).sum(axis=1))
    assert all(float(f"{value:.3g}") == value for value in found.middle().values())


def test_families_spread_to_settings_that_meet_everything_and_are_unlike_each_other(found):
    places, belongs = found.kept.places, np.array(found.families())
    assert waves.left(found.kept, TARGETS).all()
    assert set(belongs) == set(found.searched())
    new = {place.tobytes() for place in places} - {place.tobytes() for place in found.search.places}
    assert new
    for family in set(belongs):
        mine = places[belongs == family]
        apart = np.linalg.norm(mine[:, None] - mine, axis=2)[np.triu_indices(len(mine), 1)]
        assert (apart >= spreading.APART * spreading.usual(2)).all()


def test_what_is_ruled_out_is_left_behind(found):
    first = found.waves[0]
    assert 0 < waves.left(first, TARGETS).sum() < len(first.places)
    beyond = np.abs(first.value - [0.5, 0.7]) - [0.1, 0.15]
    clearly = (beyond > 6 * first.error).any(axis=1)
    assert not waves.left(first, TARGETS)[clearly].any()


def test_later_waves_are_where_earlier_ones_were_left(found):
    first, second = found.waves[:2]
    assert waves.left(second, TARGETS).mean() > 2 * waves.left(first, TARGETS).mean()
    assert ((second.places >= 0) & (second.places <= 1)).all()


def again(found):
    """The blocks of the waves and of the check as they were seen, so that they need not be played again."""
    by_wave = dict(enumerate(seen(found), 1)) | {screening.SPREAD: found.spread.seen}

    def stored(block):
        known = by_wave.get(block.wave)
        return known if known is not None and np.array_equal(known.places, block.places) else None

    return stored


def seen(found) -> list[waves.Seen]:
    """All that was played, in order."""
    return [*found.waves, found.found.seen]


def same(one, other) -> bool:
    """Whether two screenings saw the same."""
    return all(np.array_equal(a.value, b.value) and np.array_equal(a.places, b.places) for a, b in zip(one, other, strict=True))


def test_workers_change_nothing(found):
    assert same(seen(found), list(small(workers=2).waves()))


def test_it_goes_on_where_it_was_stopped(found, tmp_path):
    def stop(runs, wave):
        if wave == 2:
            raise KeyboardInterrupt

    store = Store(tmp_path, small(), "1")
    with pytest.raises(KeyboardInterrupt):
        list(small(stored=store.stored, keep=store.keep, progress=stop).waves())
    again, played = Store(tmp_path, small(), "1"), []
    resumed = small(stored=again.stored, keep=lambda block, seen: played.append(block.wave))
    assert same(seen(found), list(resumed.waves()))
    assert played == [3]


def test_a_block_that_is_cut_short_is_played_again(found, tmp_path):
    store = Store(tmp_path, small(), "1")
    block = waves.blocks(1, found.waves[0].places, 24)[0]
    store.keep(block, found.waves[0])
    assert store.stored(block) is not None
    file = store.path(block)
    file.write_bytes(file.read_bytes()[:100])
    assert store.stored(block) is None


@pytest.mark.parametrize(
    ("changed", "what"),
    [({"seed": 4}, "seed"), ({"targets": TARGETS[:1]}, "targets"), ({"priors": PRIORS[:1]}, "priors"), ({"plan": PLAN[:1]}, "plan")],
)
def test_the_folder_of_another_calibration_is_refused(tmp_path, changed, what):
    Store(tmp_path, small(), "1")
    with pytest.raises(sim.ScenarioError, match=f"holds another calibration: .*{what} differ"):
        Store(tmp_path, small(**changed), "1")


def test_values_of_varied_parameters_make_no_other_calibration_but_those_of_others_do(tmp_path):
    Store(tmp_path, small(), "1")
    Store(tmp_path, small(scenario=SCENARIO.set("us.leverage.russia", 0.11)), "1")
    with pytest.raises(sim.ScenarioError, match="scenario differ"):
        Store(tmp_path, small(scenario=SCENARIO.set("us.bias", 0.11)), "1")


def test_words_alone_make_no_other_calibration(tmp_path):
    Store(tmp_path, small(), "1")
    Store(tmp_path, small(targets=[dataclasses.replace(target, note="said better") for target in TARGETS]), "1")


def test_the_table_reads_back_as_what_was_played(found, tmp_path):
    names, *rows = [line.split(",") for line in fit.table(found).splitlines()]
    for name, column in zip(names, zip(*rows, strict=True), strict=True):
        np.testing.assert_array_equal(np.array(column, dtype=float), found.values()[name])


def test_the_report_says_how_far_everything_was_constrained(found):
    said = fit.report(found)
    families = len(np.unique(found.searched()))
    assert said["screened"] == 80 + 15 * 3 + families * SPREAD
    assert (said["spread"]["settings"], said["spread"]["families"]) == (families * SPREAD, families)
    assert [(one["settings"], one["families"]) for one in said["waves"]] == [(80, 80), (60, 15)]
    assert said["waves"][-1]["families_left"] <= said["check"]["settings"] <= said["waves"][-1]["left"]
    assert said["families"] == families
    assert families <= said["kept"] <= said["found"] + said["spread"]["stay"]
    assert said["parameters"]["europe.guarantee"]["narrowed"] > 0.2
    peace = said["targets"]["peace"]
    assert peace["prior"]["q05"] < peace["kept"]["q05"] <= peace["kept"]["q95"]
    assert peace["kept"]["q50"] == pytest.approx(0.5, abs=0.15)


def test_the_shipped_plan_screens_a_hundred_thousand_settings():
    assert fit.tried(screening.PLAN) >= 100_000
    assert all(now.families <= before.families for before, now in zip(screening.PLAN, screening.PLAN[1:], strict=False))
    assert len(inputs.targets()) >= 15


# Signs

GUARANTEE = Sign("guarantees settle", {"europe.guarantee": {"to": 0.9}}, ["ever settlement"], "rises", "", {"europe.guarantee": {"to": 0.0}})


@pytest.fixture(scope="module")
def signed(found: fit.Fit) -> fit.Fit:
    """The same with a sign."""
    return fit.Fit.of(small(signs=[GUARANTEE], stored=again(found)))


def test_settings_under_which_a_sign_is_reversed_are_left_out(found, signed):
    good, bad = signed, fit.Fit.of(small(signs=[dataclasses.replace(GUARANTEE, then="falls")], stored=again(found)))
    assert len(good.search.places) == len(found.search.places)
    assert len(bad.kept.places) == 0
    assert "guarantees settle" in fit.in_the_way(bad)
    assert fit.report(good)["signs"] == {"guarantees settle": 1.0}
    assert fit.report(good)["spread"]["signs"] == {}  # no setting that was found reverses it


def test_signs_that_some_found_settings_reverse_are_asked_of_those_to_which_families_spread(found, signed, monkeypatch):
    shown = signed.found.shown.value
    monkeypatch.setattr(of_signs, "REVERSED", -float(shown.min() + shown.max()) / 2)  # as if so little were a reversal
    one = fit.Fit.of(small(signs=[GUARANTEE], stored=again(found)))
    said = fit.report(one)
    assert 0 < said["signs"]["guarantees settle"] < 1
    assert said["spread"]["signs"].keys() == {"guarantees settle"}
    assert said["spread"]["stay"] == round(said["spread"]["left"] * said["spread"]["signs"]["guarantees settle"])
    assert said["spread"]["against"] == {"guarantees settle": 0.0}
    assert said["spread"]["together"]["guarantees settle"] > 3


def test_a_share_is_compared_by_its_parts(found):
    fewer_for_show = Sign("", {"russia.time_pressure": {"times": 5}}, ["cynical_offers_russia"], "falls", "", per=["offers_russia"])
    *_, seen = small(signs=[fewer_for_show], stored=again(found)).waves()
    assert np.isfinite(seen.value).all()
    assert (seen.value > 0).mean() > 0.5


@pytest.mark.parametrize("sign", signs(), ids=lambda sign: sign.name)
def test_every_shipped_sign_can_be_counted(sign):
    columns = set(sim.run(shipped().set("days", 1), runs=1, panel=0).columns)
    words = {word for word in (*sign.count, *sign.per) if word != "holding" and not word.startswith("ever ")}
    assert words <= columns
    assert sign.then in ("rises", "falls")
    assert sign.source
    for name, how in {**sign.before, **sign.change}.items():
        declared = shipped().parameters[name]
        assert changed(np.array([float(shipped().get(name))]), how, declared.low or 0.0, declared.high or 1.0).size == 1
