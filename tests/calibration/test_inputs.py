"""Targets and priors: the shipped ones rest on the evidence, and bad ones get a sentence."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
import yaml

import sim
from sim.calibration import inputs
from sim.calibration.moments import SURVIVAL_DAYS
from sim.calibration.tally import YEAR_END
from sim.observed import UKRAINE, UKRAINE_OPEN, observed
from sim.scenario.varying import can_vary
from tests.ensembles import shipped

TARGET = {"name": "one", "what": "w", "summary": "without_peace", "value": 0.5, "tolerance": 0.1, "unit": "share", "source": "judgement"}
PRIOR = {"low": 0.1, "high": 0.5, "scale": "even", "source": "judgement"}


def by_summary() -> dict[str, inputs.Target]:
    """The shipped targets."""
    return {target.summary: target for target in inputs.targets()}


def weibull(days: float, scale: float, shape: float) -> float:
    """Share of ceasefires that have not collapsed."""
    return float(np.exp(-((days / scale) ** shape)))


@pytest.mark.parametrize("day", SURVIVAL_DAYS)
def test_survival_is_wanted_between_the_two_rows_of_ukraine(day):
    rows = [float(row.share[row.days == day][0]) for row in (observed()[UKRAINE], observed()[UKRAINE_OPEN])]
    fits = [weibull(day, 73, 0.53), weibull(day, 151, 0.56)] if day <= 14 else []
    rows = [min(rows + fits), max(rows + fits)]
    target = by_summary()[f"general_survival_{day}"]
    assert (target.value - target.tolerance, target.value + target.tolerance) == pytest.approx(rows, abs=0.011)


def test_the_share_of_short_truces_that_run_out_follows_from_the_counts():
    target = by_summary()["short_truces_kept"]
    assert target.value - target.tolerance == pytest.approx(222 / 328, abs=0.005)
    assert target.value + target.tolerance == pytest.approx((222 + 39) / (222 + 39 + 14), abs=0.005)


def test_the_three_forecasts_are_spanned():
    target = by_summary()["general_by_year_end"]
    assert (target.value - target.tolerance, target.value + target.tolerance) == pytest.approx((0.39, 0.74))


def test_a_falling_hazard_is_wanted():
    target = by_summary()["general_shape"]
    assert target.value + target.tolerance < 1
    assert target.value - target.tolerance < 0.53 < 0.56 < target.value + target.tolerance


def test_every_target_has_a_source_and_a_note():
    assert all(target.source and target.note for target in inputs.targets())


def test_every_number_of_the_baseline_has_a_prior_or_a_reason_for_having_none():
    said = yaml.safe_load(inputs.shipped(inputs.PRIORS).read_text(encoding="utf-8"))
    assert set(said["priors"]).isdisjoint(said["fixed"])
    assert set(said["priors"]) | set(said["fixed"]) == set(can_vary(shipped().data))
    assert all(said["fixed"].values())


def test_the_baseline_lies_within_its_priors():
    for prior in inputs.priors(shipped()):
        assert prior.low <= shipped().get(prior.name) <= prior.high, prior.name


def test_places_and_values_are_the_same_thing():
    places = np.linspace(0, 1, 7)
    for prior in inputs.priors(shipped()):
        np.testing.assert_allclose(prior.place(prior.at(places)), places, atol=2e-3)


def write(path, data):
    """A YAML file."""
    path.write_text(yaml.safe_dump(data), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"summary": "without_piece"}, "target 'one': summary is the text 'without_piece', which no ensemble has. Did you mean without_peace?"),
        ({"summary": 3}, "target 'one': summary is 3, which no ensemble has."),
        ({"value": "half"}, "target 'one': value is the text 'half', but should be a number."),
        ({"tolerance": 0}, "target 'one': tolerance is 0, but should be above 0."),
        ({"tolerence": 0.1}, "target 'one': tolerence is not known here. Did you mean tolerance?"),
    ],
)
def test_a_bad_target_gets_a_sentence(tmp_path, changed, sentence):
    path = write(tmp_path / "mine.yaml", {"targets": [TARGET | changed]})
    with pytest.raises(sim.ScenarioError) as fault:
        inputs.targets(path)
    assert any(one.startswith(f"mine.yaml: {sentence}") for one in fault.value.sentences)


def test_a_target_without_a_value_gets_a_sentence(tmp_path):
    path = write(tmp_path / "mine.yaml", {"targets": [{key: value for key, value in TARGET.items() if key != "value"}]})
    with pytest.raises(sim.ScenarioError, match="target 'one': value is missing"):
        inputs.targets(path)


def test_two_targets_of_one_name_get_a_sentence(tmp_path):
    with pytest.raises(sim.ScenarioError, match="two targets are called 'one'"):
        inputs.targets(write(tmp_path / "mine.yaml", {"targets": [TARGET, dict(TARGET)]}))


@pytest.mark.parametrize("text", ["", "targets: 3", "targets: []", "other: 1"])
def test_a_file_without_targets_gets_a_sentence(tmp_path, text):
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(sim.ScenarioError):
        inputs.targets(path)


@pytest.mark.parametrize(
    ("name", "changed", "sentence"),
    [
        ("us.bias", {"high": 1.5}, "us.bias: high is 1.5, but the parameter goes from -1 to 1"),
        ("us.bias", {"low": 0.6}, "us.bias: low is 0.6 and high is 0.5, but low should be below high."),
        ("us.bias", {"low": -0.1, "scale": "ratio"}, "us.bias: low is -0.1, but on the scale of ratios it should be above 0."),
        ("us.bias", {"scale": "log"}, "us.bias: scale is the text 'log', but should be even or ratio."),
        ("us.bais", {}, "us.bais is not a name in this scenario. Did you mean us.bias?"),
        ("talks.every", {}, "talks.every cannot have a prior"),
    ],
)
def test_a_bad_prior_gets_a_sentence(tmp_path, name, changed, sentence):
    path = write(tmp_path / "mine.yaml", {"priors": {name: PRIOR | changed}})
    with pytest.raises(sim.ScenarioError) as fault:
        inputs.priors(shipped(), path)
    assert any(one.startswith(f"mine.yaml: {sentence}") for one in fault.value.sentences)


def test_a_scenario_that_is_too_short_gets_a_sentence():
    with pytest.raises(sim.ScenarioError, match="baseline lasts 100 days, but the targets need 253"):
        inputs.check_length(shipped().set("days", 100))
    assert (YEAR_END - datetime.date(2025, 4, 22)).days == 253
