"""The model as a Mesa model: stepped by hand, with agents, data collectors and strategies of one's own."""

from __future__ import annotations

import gc
import weakref

import mesa
import numpy as np
import pytest
from mesa.datacollection import DataCollector

import sim.runs
from sim.agents import Ally, Belligerent, Mediator
from sim.model import Talks
from sim.observer import Observer
from sim.registry import StrategyError
from tests.ensembles import ensemble, shipped, without


class Stubborn(Belligerent):
    """Never accepts."""

    def yes_chance(self, view, rung):
        """No, whatever it is worth."""
        return 0 * super().yes_chance(view, rung)


class Silent(Belligerent):
    """Never offers."""

    def choose(self, view, rungs, allowed, die):
        """Hold out."""
        return np.full(die.shape, -1)


def stepped(days, runs=5, **options):
    """The baseline after some days."""
    model = Talks(shipped(), 3, runs, **options)
    for _ in range(days):
        model.step()
    return model


def test_it_is_a_mesa_model_of_mesa_agents():
    model = stepped(0)
    assert isinstance(model, mesa.Model)
    assert all(isinstance(agent, mesa.Agent) for agent in model.agents)


def test_every_party_is_an_agent_with_a_name():
    assert {agent.name: type(agent) for agent in stepped(0).agents} == {
        "russia": Belligerent,
        "ukraine": Belligerent,
        "us": Mediator,
        "europe": Ally,
    }


def test_a_mediator_that_is_not_there_is_no_agent():
    assert {agent.name for agent in Talks(without("us"), 1).agents} == {"russia", "ukraine", "europe"}


def test_a_step_is_a_day():
    model = stepped(3)
    assert model.day == model.steps == 3


def test_agents_can_be_selected_and_asked_as_in_mesa():
    belligerents = stepped(1).agents.select(agent_type=Belligerent)
    assert set(belligerents.get("name")) == {"russia", "ukraine"}


def test_a_data_collector_reports_the_model_and_its_agents():
    model = stepped(0)
    collector = DataCollector(
        model_reporters={"held": lambda model: float(model.held[0]), "fronts": "held"},
        agenttype_reporters={Belligerent: {"trust": lambda side: float(side.trust[0]), "resources": "resources"}},
    )
    for _ in range(10):
        model.step()
        collector.collect(model)
    whole, agents = collector.get_model_vars_dataframe(), collector.get_agenttype_vars_dataframe(Belligerent)
    assert list(whole["held"]) == [fronts[0] for fronts in whole["fronts"]]
    assert len(agents) == 20
    assert agents["trust"].between(0, 1).all()


def test_what_was_collected_is_not_changed_by_later_steps():
    model, kept = stepped(0, runs=200), []

    def everything():
        states = [getattr(agent, state) for agent in model.agents for state in sorted(agent.states)]
        return [*states, model.held, model.prospect, model.table.rung, model.table.last_day, model.table.coverage]

    for _ in range(120):
        model.step()
        kept.append([(array, array.copy()) for array in everything()])
    for array, copy in (pair for day in kept for pair in day):
        np.testing.assert_array_equal(array, copy)


def test_stepping_by_hand_is_the_same_as_an_ensemble():
    result = ensemble(shipped(), runs=5, seed=3)
    np.testing.assert_array_equal(stepped(shipped().days).held, result.columns["held_end"])


def test_a_party_can_follow_a_strategy_of_ones_own():
    result = sim.runs.run(shipped(), runs=50, strategies={"russia": Stubborn})
    assert not result.columns["accepted_russia"].any()
    assert result.summary["outcome.no deal"].value < 1  # Ukraine still accepts what Russia offers


def test_two_stubborn_parties_never_agree():
    result = sim.runs.run(shipped(), runs=50, strategies={"russia": Stubborn, "ukraine": Stubborn})
    assert result.summary["outcome.no deal"].value == 1


def test_a_silent_party_makes_no_offer():
    columns = sim.runs.run(shipped(), runs=50, strategies={"ukraine": Silent}).columns
    assert not columns["offers_ukraine"].any()
    assert columns["offers_russia"].all()


def test_a_strategy_that_changes_nothing_changes_nothing():
    same = sim.runs.run(shipped(), runs=50, strategies={"ukraine": type("Same", (Belligerent,), {})})
    for name, values in ensemble(shipped(), runs=50, seed=1).columns.items():
        np.testing.assert_array_equal(values, same.columns[name], err_msg=name)


def test_a_strategy_for_nobody_is_refused():
    with pytest.raises(StrategyError, match="strategies for rusia, but the belligerents are russia and ukraine"):
        Talks(shipped(), 1, strategies={"rusia": Stubborn})
    with pytest.raises(StrategyError, match="strategies for us"):
        Talks(shipped(), 1, strategies={"us": Stubborn})


def test_a_state_that_is_not_there_cannot_be_changed():
    with pytest.raises(AttributeError, match=r"Belligerent has no state courage; it has optimism, red_line"):
        stepped(0).attacker.become(courage=np.ones(5))


def test_run_numbers_may_be_chosen():
    model = Talks(shipped(), 3, np.array([4, 2]))
    for _ in range(30):
        model.step()
    np.testing.assert_array_equal(model.held, stepped(30).held[[3, 1]])


def test_an_observer_that_keeps_nothing_changes_nothing():
    np.testing.assert_array_equal(stepped(60, observers=[Observer()]).held, stepped(60).held)


def test_an_observer_hears_of_everything_that_happens():
    heard = set()
    names = [name for name in vars(Observer) if not name.startswith("_")]
    listener = type("Listener", (Observer,), {name: lambda self, model, *facts, name=name: heard.add(name) for name in names})
    events = [{"day": 2, "title": "London talks", "change": {"us.impatience": 0.1}}]
    eventful = sim.scenario.load({"title": "a", "extends": "baseline", "events": events})
    model = Talks(eventful, 3, 300, observers=[listener()])
    for _ in range(365):
        model.step()
    assert heard == set(names)


def test_a_model_that_is_closed_down_leaves_nothing_behind_in_mesa():
    model = stepped(1)
    model.close_down()
    left = weakref.ref(model)
    del model
    gc.collect()
    assert left() is None
