"""Which parameters are varied and from where to where, and what is said of those that cannot be."""

from __future__ import annotations

import pytest

import sim
from sim.calibration.inputs import Prior, priors
from sim.scenario import ScenarioError
from sim.sensitivity import every, ranges, usual
from tests.ensembles import shipped, without

BASELINE = shipped()


def test_a_name_alone_has_its_prior_range() -> None:
    known = {prior.name: prior for prior in priors(BASELINE)}
    assert ranges(BASELINE, ["us.bias", "russia.resources"]) == [known["us.bias"], known["russia.resources"]]


def test_a_range_that_is_given_is_on_the_scale_of_the_prior_where_that_can_be() -> None:
    asked = ["russia.resources=0.5:4", "russia.resolve=0:0.2", "us.candour.russia=0.01:0.03"]
    scales = [(prior.low, prior.high, prior.scale) for prior in ranges(BASELINE, asked)]
    assert scales == [(0.5, 4.0, "ratio"), (0.0, 0.2, "even"), (0.01, 0.03, "even")]


def test_the_usual_parameters_are_the_articles_knobs() -> None:
    assert usual(BASELINE) == ["russia.time_pressure", "ukraine.time_pressure", "ukraine.trust", "russia.resources"]


def test_all_are_those_with_a_prior_and_a_range_that_is_given_counts() -> None:
    found = ranges(BASELINE, every(BASELINE, ["us.bias=0.1:0.2", "us.candour.russia=0:0.1"]))
    expected = {prior.name: prior for prior in priors(BASELINE)} | {
        "us.bias": Prior("us.bias", 0.1, 0.2, "even", "given"),
        "us.candour.russia": Prior("us.candour.russia", 0.0, 0.1, "even", "given"),
    }
    assert {prior.name: prior for prior in found} == expected


def test_all_and_one_of_them_twice_is_refused() -> None:
    with pytest.raises(ScenarioError, match=r"us\.bias is varied twice\."):
        ranges(BASELINE, every(BASELINE, ["us.bias", "us.bias=0:1"]))


def test_priors_of_those_who_are_not_there_are_left_out() -> None:
    assert not [name for name in every(without("us")) if name.startswith("us.")]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["us.bais"], "us.bais is not a name in this scenario. Did you mean us.bias?"),
        (["us.bias", "us.bias=0:1"], "us.bias is varied twice."),
        (["us.bias=0.5:0.5"], "us.bias: low is 0.5 and high is 0.5, but low should be below high."),
        (["us.bias=0.5:0.1"], "us.bias: low is 0.5 and high is 0.1, but low should be below high."),
        (["us.bias=0.5"], "us.bias=0.5: write a range as two numbers with a colon between them, as in us.bias=LOW:HIGH."),
        (["us.bias=a:b"], "us.bias=a:b: write a range as two numbers with a colon between them, as in us.bias=LOW:HIGH."),
        (["us.bias=0:nan"], "us.bias: high is nan, but should be a number."),
        (["us.bias=0:7"], "us.bias: high is 7.0, but the parameter goes from -1 to 1"),
        (["us.candour.russia"], "us.candour.russia has no prior range here; give it one, as in us.candour.russia=LOW:HIGH."),
        (["talks.every=1:9"], "talks.every is the same in all runs of a batch"),
        (["russia.label"], "russia.label is the same in all runs of a batch"),
    ],
)
def test_what_cannot_be_varied_gets_one_sentence(asked: list[str], sentence: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        ranges(BASELINE, asked)
    assert len(refused.value.sentences) == 1
    assert refused.value.sentences[0].startswith(sentence)


def test_every_fault_is_said_at_once() -> None:
    with pytest.raises(ScenarioError) as refused:
        sim.sensitivity.of(BASELINE, ["us.bais", "us.bias=1:0"])
    assert len(refused.value.sentences) == 2
