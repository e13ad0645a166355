"""Parameters that differ from run to run: each run of a batch is the run that it would be under its own setting."""

from __future__ import annotations

import numpy as np
import pytest

import sim
from sim.record import Outcomes
from sim.scenario.varying import can_vary
from tests.ensembles import edited, shipped

pytestmark = pytest.mark.no_cover  # whole runs, whose parts are measured elsewhere: tracing would take as long again

SETTINGS, RUNS, DAYS = 3, 20, 120
SMALL = {"us.candour.russia": 0.004, "us.candour.ukraine": 0.002, "europe.sanctions": 0.03, "ukraine.war_economy": 0.02}  # 0 in the baseline


def played(scenario: sim.Scenario, runs: np.ndarray, vary: dict[str, np.ndarray] | None = None) -> dict[str, np.ndarray]:
    """The outcome columns of some runs."""
    model = sim.Talks(scenario, 3, runs, vary=vary)
    outcomes = Outcomes(model)
    model.observers.append(outcomes)
    for _ in range(scenario.days):
        model.step()
    model.close_down()
    return outcomes.columns(model)


def settings(scenario: sim.Scenario, names: list[str]) -> list[dict[str, float]]:
    """Some settings: every parameter a third more or less than it is, each for itself."""
    luck = np.random.default_rng(2025)

    def other(name: str) -> float:
        found = scenario.parameters[name]
        start = scenario.get(name) or SMALL.get(name, 0.0)
        high = 1.0 if found.high is None else found.high
        return float(np.clip(start * luck.uniform(0.67, 1.33), found.low or 0.0, high))

    return [{name: other(name) for name in names} for _ in range(SETTINGS)]


def side_by_side(given: list[dict[str, float]]) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Run numbers and values for one batch that holds all settings."""
    return np.tile(np.arange(1, RUNS + 1), len(given)), {name: np.repeat([one[name] for one in given], RUNS) for name in given[0]}


def assert_each_as_alone(scenario: sim.Scenario, given: list[dict[str, float]]) -> None:
    """Every setting of a batch comes out as a scenario of its own."""
    together = played(scenario, *side_by_side(given))
    for number, one in enumerate(given):
        for name, values in played(scenario.set_all(one), np.arange(1, RUNS + 1)).items():
            part = together[name][number * RUNS : (number + 1) * RUNS]
            np.testing.assert_allclose(part, values, rtol=0, atol=1e-9, equal_nan=True, err_msg=name)


def test_settings_side_by_side_come_out_as_each_does_alone():
    scenario = shipped().set("days", DAYS)
    assert_each_as_alone(scenario, settings(scenario, [name for name in can_vary(scenario.data) if scenario.get(name) is not None]))


@pytest.mark.parametrize("name", ["us.leverage.russia", "agreements.truce.weight", "shocks.atrocity.hazard", "red_lines.russia.worth"])
def test_one_parameter_alone_may_vary(name):
    scenario = shipped().set("days", DAYS)
    assert_each_as_alone(scenario, settings(scenario, [name]))


def test_an_event_that_sets_a_value_sets_it_in_all_runs():
    def change(data):
        data["days"] = DAYS
        data["events"] = [{"day": 40, "title": "pressure", "set": {"us.leverage.russia": 0.5}}]

    scenario = edited(change)
    given = settings(scenario, ["us.leverage.russia", "ukraine.trust"])
    assert_each_as_alone(scenario, given)
    model = sim.Talks(scenario, 3, *side_by_side(given)[:1], vary=side_by_side(given)[1])
    for _ in range(39):
        model.step()
    assert np.unique(model.attacker.leverage).size == SETTINGS
    model.step()
    assert np.unique(model.attacker.leverage) == 0.5


def test_equal_values_in_all_runs_change_nothing():
    scenario = shipped().set("days", DAYS)
    runs = np.arange(1, RUNS + 1)
    same = {name: np.full(RUNS, scenario.get(name)) for name in ("ukraine.trust", "us.bias", "agreements.freeze.monitoring")}
    varied, plain = played(scenario, runs, same), played(scenario, runs)
    for name, values in varied.items():
        np.testing.assert_array_equal(values, plain[name], err_msg=name)


@pytest.mark.parametrize(
    ("name", "values", "sentence"),
    [
        ("us.bais", [0.1, 0.2], "us.bais is not a name in this scenario. Did you mean us.bias?"),
        ("talks.every", [7, 14], "talks.every is the same in all runs of a batch"),
        ("agreements.truce.coverage", [0.5, 1], "agreements.truce.coverage is the same in all runs of a batch"),
        ("us.bias", [0.1, 1.5], "us.bias is 1.5, but it goes from -1 to 1"),
        ("us.bias", [0.1, np.nan], "us.bias is nan"),
        ("us.bias", [0.1], r"us.bias has values of shape \(1,\), but should have one for each run, shape \(2,\)."),
    ],
)
def test_values_that_cannot_be_used_get_a_sentence(name, values, sentence):
    with pytest.raises(sim.ScenarioError, match=sentence):
        sim.Talks(shipped(), runs=2, vary={name: values})


def test_what_may_vary_is_every_number_but_coverage():
    scenario = shipped()
    numbers = {name for name, found in scenario.parameters.items() if found.kind == "number"}
    assert numbers - set(can_vary(scenario.data)) == {f"agreements.{rung}.coverage" for rung in scenario.situation.agreements}
