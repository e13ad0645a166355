"""The shipped set: what it was said to meet it meets, on luck that it has not seen; all signs of theory hold over it."""

from __future__ import annotations

import json

import numpy as np
import pytest

from sim import evidence, uncertain
from sim.calibration import inputs, signs, waves
from tests.ensembles import shipped

pytestmark = pytest.mark.no_cover  # whole runs, whose parts are measured elsewhere: tracing would take as long again

SAMPLE, RUNS = 8, 512
SLACK = 3.0  # standard errors beyond the tolerance, on luck of its own
REPORT = json.loads((evidence.folder() / "calibration.json").read_text(encoding="utf-8"))


def sampled(priors: list[inputs.Prior]) -> np.ndarray:
    """Places of some settings of the set, evenly picked, and of its centre; shape (settings, parameters)."""
    picked = np.linspace(0, uncertain.how_many() - 1, SAMPLE).astype(int)
    return np.column_stack([prior.place(np.append(uncertain.settings()[prior.name][picked], REPORT["centre"][prior.name])) for prior in priors]).clip(
        0, 1
    )


@pytest.fixture(scope="module")
def block() -> waves.Block:
    """The sample, to be played."""
    return waves.Block(1, 0, sampled(inputs.priors(shipped())), RUNS)


def test_the_targets_of_the_report_are_the_shipped_ones():
    assert {target.name: (target.value, target.tolerance) for target in inputs.targets()} == {
        name: (one["value"], one["tolerance"]) for name, one in REPORT["targets"].items()
    }
    assert set(REPORT["signs"]) == {sign.name for sign in signs.signs()}
    assert set(REPORT["parameters"]) == {prior.name for prior in inputs.priors(shipped())}


def test_at_least_a_hundred_thousand_settings_were_screened():
    assert REPORT["screened"] >= 100_000
    assert REPORT["kept"] == uncertain.how_many()


def test_no_target_rules_out_the_settings_on_luck_that_they_have_not_seen(block):
    targets = inputs.targets()
    seen = waves.play(shipped(), inputs.priors(shipped()), targets, 20_250_422, block)
    beyond = waves.implausibility(seen, targets)
    assert np.mean(beyond > SLACK) < 0.02
    assert beyond[-1].max() <= SLACK  # the centre


def shown_side_by_side(asked: list[signs.Sign], block: waves.Block, seed: int) -> np.ndarray:
    """What ``signs.play`` finds, shape (settings, signs): all changes are settings of one ensemble."""
    scenario, priors = shipped(), inputs.priors(shipped())
    own = {prior.name: prior.at(column) for prior, column in zip(priors, block.places.T, strict=True)}
    changes = {str(change): change for sign in asked for change in (sign.before, sign.change)}
    settings, everything = len(block.places), dict.fromkeys([*own, *(name for change in changes.values() for name in change)])

    def column(name: str, change: dict[str, dict[str, float]]) -> np.ndarray:
        start, declared = own.get(name, np.full(settings, float(scenario.get(name)))), scenario.parameters[name]
        return signs.changed(start, change[name], declared.low or 0.0, 1.0 if declared.high is None else declared.high) if name in change else start

    values = {name: np.concatenate([column(name, change) for change in changes.values()]) for name in everything}
    played = signs.ensemble(scenario, values, {}, seed)
    parts = {key: {name: part[number * settings :][:settings] for name, part in played.items()} for number, key in enumerate(changes)}
    return np.column_stack([signs.standing(sign, parts[str(sign.before)], parts[str(sign.change)]) for sign in asked])


def test_all_signs_hold_over_the_set(block):
    found = shown_side_by_side(signs.signs(), block, 20_250_422)
    assert (found > -signs.REVERSED).mean() > 0.99
    together = found.sum(axis=0) / np.sqrt(len(found))  # all settings in one, in standard errors
    shown = {sign.name: float(one) for sign, one in zip(signs.signs(), together, strict=True)}
    doubtful = REPORT["spread"]["together"]  # of these many settings lean to either side, so a small sample can say little of their average
    assert {name: one for name, one in shown.items() if one < 3 and name not in doubtful} == {}
    assert min(doubtful.values()) > 3
    assert min(shown[name] for name in doubtful) > -signs.REVERSED


def test_the_centre_is_in_round_numbers():
    assert all(float(f"{value:.3g}") == value for value in REPORT["centre"].values())


def test_the_centre_is_nearer_to_the_mean_of_the_set_than_any_setting_of_it():
    priors = inputs.priors(shipped())
    places, centre = (
        np.column_stack([prior.place(np.asarray(values[prior.name])) for prior in priors]) for values in (uncertain.settings(), REPORT["centre"])
    )
    away = np.linalg.norm(np.concatenate([centre, places]) - places.mean(axis=0), axis=1)
    assert away[0] < 0.9 * away[1:].min()


def test_the_set_holds_some_hundreds_of_settings():
    assert uncertain.how_many() >= 200


def test_the_baseline_is_the_centre():
    assert {name: shipped().get(name) for name in REPORT["centre"]} == REPORT["centre"]
