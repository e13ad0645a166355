"""From a question to its answer: cases of the model whose answer is known exactly, and answers that hold on fresh luck."""

from __future__ import annotations

import json

import numpy as np
import pytest

from sim import inversion
from sim.analysis.estimates import wilson
from sim.inversion.making import Player
from sim.model import Talks
from sim.record import Outcomes
from sim.scenario import ScenarioError
from sim.sensitivity import playing
from tests.ensembles import RANDOM_FREE, edited, only, shipped

pytestmark = pytest.mark.no_cover  # whole runs, whose parts are measured elsewhere: tracing would take as long again

# A mediator whose only deadline comes on the last day leaves with the probability that is called us.enforce; nobody talks
LAST_DAY = only("freeze").set_all(RANDOM_FREE | {"talks.every": 3650, "us.deadline": 8, "days": 8, "us.enforce": 0.1})
ASKED = ["us.enforce=0:0.8", "us.bias=0:0.6"]
RUNS = 4000
ERROR = 0.5 / RUNS**0.5


def test_the_probability_of_leaving_is_brought_over_a_level_by_the_one_parameter_that_it_is():
    found = inversion.invert(LAST_DAY, "mediator_left", above=0.5, vary=ASKED, runs=RUNS)
    assert found.verdict == "reached"
    assert set(found.changes) == {"us.enforce"}
    enforce = found.changes["us.enforce"]
    assert 0.5 < enforce < 0.5 + 8 * ERROR
    assert found.change.distance == pytest.approx((enforce - 0.1) / 0.8)
    assert found.before.low <= 0.1 <= found.before.high
    assert abs(found.after.value - enforce) < 4 * ERROR
    assert found.after.low >= 0.5
    assert [found.alone_reaches, found.alone[0].values[0]] == [[True, False], pytest.approx(0.5, abs=0.06)]
    assert found.alone[1].share == pytest.approx(0.1, abs=0.06)
    assert (found.rivals, found.clear) == (128, 0)
    for part, share in found.way.items():
        assert share.low - 0.02 <= 0.1 + part * (enforce - 0.1) <= share.high + 0.02


def test_no_smaller_change_clearly_reaches_the_level_on_fresh_luck():
    found = inversion.invert(LAST_DAY, "mediator_left", above=0.5, vary=ASKED, runs=RUNS)
    smaller = 0.1 + 0.9 * (found.changes["us.enforce"] - 0.1) * np.linspace(0.7, 1, 30)  # what they do is known
    model = Talks(LAST_DAY, 99, np.tile(np.arange(1, 1001), 30), vary={"us.enforce": np.repeat(smaller, 1000)})
    record = Outcomes(model)
    model.observers.append(record)
    for _ in range(8):
        model.step()
    hits = (record.mediator_left > 0).reshape(30, 1000).sum(axis=1)
    assert [wilson(float(count), 1000)[0] > 0.5 for count in hits].count(True) <= 1  # of 30 that are below, one may look otherwise


def test_below_is_the_other_way_round():
    found = inversion.invert(LAST_DAY.set("us.enforce", 0.7), "mediator_left", below=0.3, vary=ASKED, runs=RUNS)
    assert found.verdict == "reached"
    assert 0.3 - 8 * ERROR < found.changes["us.enforce"] < 0.3
    assert found.after.high <= 0.3
    assert found.change.steps[0] < 0


def test_what_is_there_already_needs_no_change():
    for level in ({"above": 0.05}, {"below": 0.2}):
        found = inversion.invert(LAST_DAY, "mediator_left", vary=ASKED, runs=RUNS, **level)
        assert (found.verdict, found.changes, found.change.distance, found.played) == ("already there", {}, 0, RUNS)


def test_a_level_beyond_the_range_is_out_of_reach_and_the_best_is_said():
    found = inversion.invert(LAST_DAY, "mediator_left", above=0.9, vary=ASKED, runs=RUNS)
    assert found.verdict == "out of reach"
    assert found.change.values[0] == pytest.approx(0.8, abs=0.05)
    assert found.after.value == pytest.approx(0.8, abs=0.07)
    assert found.alone_reaches == [False, False]


def test_an_interval_on_both_sides_of_the_level_is_said_to_be_about_it():
    found = inversion.invert(LAST_DAY, "mediator_left", above=0.79, vary=["us.enforce=0:0.8"], runs=400)  # 0.8 is hardly over
    assert found.reaches == (found.verdict in ("about reached", "reached"))
    assert found.after.low < 0.79
    assert found.verdict in ("about reached", "out of reach")


def test_a_change_found_between_many_holds_on_luck_of_another_seed():
    weak = shipped().set_all({"us.leverage.russia": 0.03, "days": 30})
    asked = ["us.leverage.russia=0.03:2", "us.bias", "russia.war_cost"]
    shares = []
    for leverage in (0.03, 2):
        model = Talks(weak.set("us.leverage.russia", leverage), 5, 1000)
        record = Outcomes(model)
        model.observers.append(record)
        for _ in range(30):
            model.step()
        shares.append((record.times[model.ladder.names.index("truce")] > 0).mean())
    assert shares[1] > shares[0] + 0.2
    level = sum(shares) / 2
    found = inversion.invert(weak, "reached.truce", above=level, vary=asked, runs=1000)
    assert found.verdict in ("reached", "about reached")
    assert found.change.distance <= 1
    player = Player(weak, 77, found.varied, "reached.truce", True, 1, None)
    point = player.box.own + found.change.steps
    assert wilson(float(player.hits(point[None], 2000, "other")[0]), 2000)[1] >= level
    steps = np.array([[-1, -1, -1], [1, 1, 1], [1, -1, 1], [1, 1, -1], [0, -1, 1], [0, 1, 1], [1, 0, 0], [1, 0, 1]]) * 1.0
    smaller = np.clip(player.box.own + 0.85 * found.change.distance * steps / np.linalg.norm(steps, axis=1)[:, None], player.box.low, player.box.high)
    assert all(wilson(float(hits), 2000)[0] <= level for hits in player.hits(smaller, 2000, "other"))


def test_distances_are_in_units_of_the_prior_range_on_its_scale():
    found = inversion.invert(LAST_DAY, "mediator_left", above=0.3, vary=["us.enforce", "us.drift"], runs=1000)
    prior = found.varied[0]
    assert prior.scale == "ratio"
    expected = np.log(found.changes["us.enforce"] / 0.1) / np.log(prior.high / prior.low)
    assert found.change.steps[0] == pytest.approx(expected)
    assert found.table.set_index("parameter").loc["us.enforce", "step"] == pytest.approx(expected)


def test_a_scenario_outside_of_a_range_may_be_the_start():
    found = inversion.invert(LAST_DAY, "mediator_left", above=0.5, vary=["us.bluff", "us.enforce=0.3:0.8"], runs=1000)
    assert found.verdict == "reached"
    assert found.table["place"][1] == pytest.approx(np.log(0.1 / 0.3) / np.log(0.8 / 0.3))  # on the scale of its prior
    assert 0.5 < found.changes["us.enforce"] < 0.8
    assert "outside of the range" in found.notes[0]


def as_text(found: inversion.Inversion) -> str:
    """Everything that was found."""
    return found.table.to_csv() + json.dumps(found.as_dict())


def test_neither_batches_nor_workers_change_a_number(monkeypatch):
    ask = {"above": 0.5, "vary": ASKED, "runs": 500}
    whole = as_text(inversion.invert(LAST_DAY, "mediator_left", **ask))
    done: list[int] = []
    with monkeypatch.context() as patch:
        patch.setattr("sim.inversion.making.BATCH", 1900)
        patch.setattr(playing, "BATCH", 1900)
        found = inversion.invert(LAST_DAY, "mediator_left", **ask, progress=done.append)
    assert as_text(found) == whole
    assert sum(done) == found.played
    assert as_text(inversion.invert(LAST_DAY, "mediator_left", **ask, workers=2)) == whole
    assert as_text(inversion.invert(LAST_DAY, "mediator_left", **ask, seed=2)) != whole


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"outcome": "mediator_leaves"}, "mediator_leaves is not an outcome of this scenario. Did you mean mediator_left?"),
        ({"outcome": "freeze"}, "Did you mean reached.freeze?"),
        ({"outcome": "days_at_peace"}, "days_at_peace is a number and no probability"),
        ({"above": 50}, "the level is 50, but should be a probability between 0 and 1. Did you mean 0.5?"),
        ({"above": 0}, "the level is 0, but"),
        ({"above": float("nan")}, "the level is nan, but"),
        ({"above": None}, "give one level"),
        ({"below": 0.2}, "give one level"),
        ({"vary": []}, "1 to 40 parameters, but there are 0"),
        ({"vary": ["us.bais"]}, "us.bais is not a name in this scenario. Did you mean us.bias?"),
        ({"vary": ["us.bias=0.5:0.1"]}, "low should be below high"),
        ({"vary": ["us.candour.russia"]}, "has no prior range here"),
        ({"vary": ["us.aid"]}, "us.aid is 0 in the scenario, which has no place on a scale of ratios"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(change, expected):
    scenario = edited(lambda data: data["parties"]["us"].update(aid=0), LAST_DAY)
    with pytest.raises(ScenarioError) as fault:
        inversion.invert(scenario, **({"outcome": "mediator_left", "above": 0.5, "vary": ASKED} | change))
    (sentence,) = fault.value.sentences
    assert expected in sentence


def test_counts_that_are_none_are_refused():
    for wrong in ({"runs": 10}, {"runs": 10**7}, {"workers": 0}):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            inversion.invert(LAST_DAY, "mediator_left", above=0.5, vary=ASKED, **wrong)
