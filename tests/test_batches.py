"""A run does not know its batch, the order of agents does not matter, and a die more changes nothing else: all bit for bit."""

from __future__ import annotations

import numpy as np
import pytest

import sim
import sim.runs
from sim.model import Talks
from sim.record import Outcomes
from tests.ensembles import edited, ensemble, shipped, without

DAYS = 120  # all events are past, and every mediator has had its deadline
TWO_ALLIES = {"role": "ally", "aid": 0.0001, "guarantee": 0.2, "backfill": 0.4, "sanctions": 0.02}


def with_days(scenario, **how):
    """An ensemble with the daily states of its runs."""
    return ensemble(scenario.set("days", DAYS), panel=2000, **how)


def cut(scenario, **how):
    """The same ensemble, played in another way."""
    return sim.runs.run(scenario.set("days", DAYS), seed=7, **how)


def eventful():
    """The baseline with a second ally and events that change states and numbers."""

    def change(data):
        data["parties"]["asia"] = TWO_ALLIES
        data["events"] = [
            {"day": 20, "title": "an offensive", "change": {"front.held": 0.05, "ukraine.resources": -0.1}},
            {"day": 60, "title": "pressure", "set": {"us.leverage.russia": 0.5}},
            {"day": 90, "title": "a red line less", "drop_red_line": "russia"},
        ]

    return edited(change)


SCENARIOS = {
    "baseline": shipped(),
    "a certain exit": shipped("deadlines_mean_it"),
    "nobody else": without("us", "europe"),
    "trust": shipped().set("ukraine.trust", 0.7),
    "events": eventful(),
}


def assert_equal(one, another):
    """Two results are the same, bit for bit."""
    assert one.columns.keys() == another.columns.keys()
    for name, values in one.columns.items():
        np.testing.assert_array_equal(values, another.columns[name], err_msg=name, strict=True)
    np.testing.assert_array_equal(one.endings, another.endings)
    np.testing.assert_array_equal(one.at_rung, another.at_rung)
    assert one.panel.keys() == another.panel.keys()
    for name, values in one.panel.items():
        np.testing.assert_array_equal(values, another.panel[name], err_msg=name)


def alone(scenario, run, seed):
    """The outcome columns of one run in a batch of one."""
    model = Talks(scenario.set("days", DAYS), seed, [run])
    outcomes = Outcomes(model)
    model.observers.append(outcomes)
    for _ in range(DAYS):
        model.step()
    model.close_down()
    return outcomes.columns(model)


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_run_does_not_know_its_batch(name):
    whole = with_days(SCENARIOS[name], runs=150)
    for run in (1, 8, 150):
        for column, values in alone(SCENARIOS[name], run, whole.seed).items():
            np.testing.assert_array_equal(values, whole.columns[column][run - 1 : run], err_msg=column)


@pytest.mark.parametrize("batch", [59, 25, 7])
def test_the_size_of_the_batch_changes_nothing(batch):
    assert_equal(with_days(SCENARIOS["events"], runs=60), cut(SCENARIOS["events"], runs=60, batch=batch))


def test_fewer_runs_are_the_first_of_more():
    few, many = with_days(shipped(), runs=40), with_days(shipped(), runs=150)
    for name, values in few.columns.items():
        np.testing.assert_array_equal(values, many.columns[name][:40], err_msg=name)


def test_workers_change_nothing():
    assert_equal(with_days(shipped(), runs=150), cut(shipped(), runs=150, batch=60, workers=2))


def test_the_same_seed_gives_the_same_outcomes_and_another_seed_others():
    assert_equal(with_days(shipped(), runs=150), cut(sim.load("baseline"), runs=150))
    assert not np.array_equal(with_days(shipped(), runs=150).columns["held_end"], with_days(shipped(), runs=150, seed=8).columns["held_end"])


def stepped(scenario, prepare=lambda model: None, days=DAYS, runs=200):
    """States of a batch that is prepared and stepped by hand."""
    model = Talks(scenario, 7, runs)
    prepare(model)
    outcomes = Outcomes(model)
    model.observers.append(outcomes)
    for _ in range(days):
        model.step()
    model.close_down()
    states = {f"{side.role} {state}": getattr(side, state) for side in (model.attacker, model.defender) for state in side.states}
    states |= {f"mediator {state}": getattr(model.mediator, state) for state in model.mediator.states}
    return states | {f"outcome {name}": values for name, values in outcomes.columns(model).items()} | {"held": model.held, "rung": model.table.rung}


def assert_same_states(one, another):
    """Two batches are in the same states, bit for bit."""
    for name, values in one.items():
        np.testing.assert_array_equal(values, another[name], err_msg=name)


def test_the_order_of_agents_does_not_matter():
    scenario = eventful().set("us.leverage.russia", 0.4)

    def turn_round(model):
        model.sides.reverse()
        model.allies.reverse()

    assert_same_states(stepped(scenario), stepped(scenario, turn_round))


def test_the_order_of_parties_in_a_scenario_does_not_matter():
    turned = edited(lambda data: data.update(parties=dict(reversed(data["parties"].items()))), eventful())
    assert_same_states(stepped(eventful()), stepped(turned))


def test_one_more_die_changes_nothing_else():
    def throw_one_more(model):
        original, model.happen = model.happen, lambda: (model.dice.throw(["idle"], model.day), original())

    assert_same_states(stepped(shipped()), stepped(shipped(), throw_one_more))


def test_an_ally_that_does_nothing_changes_nothing():
    idle = edited(lambda data: data["parties"].update(idle={"role": "ally"}))
    assert_equal(with_days(shipped(), runs=150), with_days(idle, runs=150))


def test_a_shock_that_never_happens_changes_nothing():
    never = shipped().set("shocks.atrocity.hazard", 0)
    assert_equal(with_days(never, runs=150), with_days(edited(lambda data: data["shocks"].clear()), runs=150))


def test_other_names_meet_the_same_luck():
    def rename(data):
        for old, new in (("russia", "zembla"), ("ukraine", "arcadia")):
            data["parties"][new] = data["parties"].pop(old)
            for words in ("leverage", "credulity", "candour"):
                data["parties"]["us"][words][new] = data["parties"]["us"][words].pop(old)
            for rung in data["agreements"].values():
                rung["relief"][new] = rung["relief"].pop(old)
        data["red_lines"]["zembla"] = data["red_lines"].pop("russia")

    renamed = with_days(edited(rename), runs=150)
    for name, values in with_days(shipped(), runs=150).columns.items():
        new = name.replace("russia", "zembla").replace("ukraine", "arcadia")
        np.testing.assert_array_equal(values, renamed.columns[new], err_msg=name)


def test_the_order_in_which_sides_are_asked_changes_nothing():
    def stepped(order):
        model = Talks(shipped(), 7, 200)
        kept = Outcomes(model)
        model.observers.append(kept)
        model.sides = model.sides[::order]
        for _ in range(DAYS):
            model.step()
        return kept.columns(model)

    one, another = stepped(1), stepped(-1)
    for name, values in one.items():
        np.testing.assert_array_equal(values, another[name], err_msg=name)
