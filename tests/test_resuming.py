"""A history that goes on: as it would have gone on, with its own luck or with that of any other run, whoever takes part."""

from __future__ import annotations

import numpy as np
import pytest

from sim.dice import Dice
from sim.model import Talks
from sim.record import Outcomes
from sim.resuming import SPAN, luck, resumed
from sim.runs import RUNS_LIMIT
from sim.scenario import Scenario
from sim.strategies.learner import Learner
from sim.strategies.tit_for_tat import TitForTat
from tests.ensembles import edited, shipped, without

SEED, RUN = 7, 3


def eventful(data):
    """Events of every kind, on both sides of the days on which a history is taken over."""
    data["days"] = 90
    data["events"] = [
        {"day": 20, "title": "numbers", "set": {"us.bias": 0.1, "truces.tempo": 0.4}, "change": {"us.impatience": 0.3}},
        {"day": 30, "title": "states", "change": {"russia.resources": 0.2, "ukraine.trust_broken": 20, "front.held": 0.01}},
        {"day": 31, "title": "line", "drop_red_line": "russia"},
        {"day": 60, "title": "later", "set": {"us.leverage.russia": 0.9}},
    ]


SCENARIOS = {
    "baseline": shipped().set("days", 90),
    "without a mediator": without("us").set("days", 60),
    "with trust and pressure, so that much is signed and broken": shipped().set_all(
        {"ukraine.trust": 0.6, "us.leverage.russia": 0.8, "us.leverage.ukraine": 0.8, "shocks.atrocity.hazard": 0.05, "days": 90}
    ),
    "with events and strategies": edited(eventful),
}
FOLLOWED = {"with events and strategies": {"ukraine": Learner, "russia": TitForTat}}


def kept(thing):
    """Everything that is kept in an object, arrays as they are, what is made of parts in parts."""
    if isinstance(thing, dict):
        return {name: kept(value) for name, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [kept(value) for value in thing]
    if hasattr(thing, "unfaded"):
        return {"unfaded": thing.unfaded, "left": thing.left}
    return thing if isinstance(thing, np.ndarray | int | float | str | None) else "something else"


def state(model: Talks) -> dict:
    """All that a model and its parties know at the end of a day; what is derived from numbers and what is for a moment only, too."""
    parties = {party.name: kept({name: value for name, value in vars(party).items() if name != "unique_id"}) for party in everybody(model)}
    table = {name: getattr(model.table, name) for name in ("rung", "last_day", "signed_day", "coverage")}
    own = {name: getattr(model, name) for name in ("day", "held", "prospect", "allied_aid", "backfill")}
    return {
        "parties": parties,
        "table": table,
        "own": own,
        "ladder": kept(vars(model.ladder) | {"rungs": [kept(vars(one)) for one in model.ladder.rungs]}),
    }


def assert_same(one, another) -> None:
    """Two states are the same; what differs is looked for only where something does."""
    if not same(one, another):
        np.testing.assert_equal(one, another)


def same(one, another) -> bool:
    """Whether two things that are kept are the same, bit for bit."""
    if isinstance(one, dict):
        return one.keys() == another.keys() and all(same(value, another[name]) for name, value in one.items())
    if isinstance(one, list):
        return len(one) == len(another) and all(map(same, one, another))
    if isinstance(one, np.ndarray):
        return (one.dtype, one.shape, one.tobytes()) == (another.dtype, another.shape, another.tobytes())
    return bool(one == another)


def everybody(model: Talks) -> list:
    """All parties."""
    return [*model.sides, model.mediator, *model.allies]


def played(scenario: Scenario, days: int, runs: list[int], *observers) -> Talks:
    """A model stepped by hand."""
    followed = next((found for name, found in FOLLOWED.items() if SCENARIOS[name] is scenario), None)
    model = Talks(scenario, SEED, runs, followed)
    model.observers = [observer(model) for observer in observers]
    for _ in range(days):
        model.step()
    return model


def stepped(model: Talks, days: int) -> Talks:
    """The same model some days later."""
    for _ in range(days):
        model.step()
    return model


@pytest.mark.parametrize("day", [0, 1, 25, 45])
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_run_goes_on_as_it_would_have_gone_on(name, day):
    scenario = SCENARIOS[name]
    whole, cut = played(scenario, day, [RUN]), resumed(played(scenario, day, [RUN]), [0])
    for _ in range(day, scenario.days):
        assert_same(state(cut), state(whole))
        whole.step()
        cut.step()
    assert_same(state(cut), state(whole))


@pytest.mark.parametrize("name", SCENARIOS)
def test_each_continuation_is_the_history_with_the_luck_of_another_run(name):
    scenario, numbers, day = SCENARIOS[name], [5, 0, 2, 5], 33
    found = stepped(resumed(played(scenario, day, [RUN]), numbers), scenario.days - day)
    replayed = played(scenario, day, [RUN] * len(numbers))  # the same history, lived through by each
    replayed.dice = Dice(SEED, np.array([RUN * SPAN + number if number else RUN for number in numbers]))
    assert_same(state(found), state(stepped(replayed, scenario.days - day)))
    assert found.held[0] == found.held[3]
    assert len(set(found.held.tolist())) == 3


def test_the_history_itself_goes_on_untouched():
    scenario = SCENARIOS["with events and strategies"]
    before = played(scenario, 33, [RUN])
    stepped(resumed(before, range(50)), 40)
    assert_same(state(stepped(before, 40)), state(played(scenario, 73, [RUN])))


def test_what_was_recorded_is_taken_over_too():
    scenario, day = SCENARIOS["with trust and pressure, so that much is signed and broken"], 50
    before = played(scenario, day, [RUN], Outcomes)
    model = resumed(before, [0, 0])
    record = Outcomes(model)
    record.go_on_from(before.observers[0])
    model.observers = [record]
    stepped(model, scenario.days - day)
    twice = played(scenario, scenario.days, [RUN, RUN], Outcomes)
    np.testing.assert_equal(record.columns(model), twice.observers[0].columns(twice))
    for name in ("endings", "at_rung"):
        np.testing.assert_array_equal(getattr(record, name), getattr(twice.observers[0], name))
    assert sum(times[0] for times in before.observers[0].times) > 0
    assert record.endings.sum() > 2


def test_values_that_differ_from_run_to_run_are_those_of_the_run():
    scenario = SCENARIOS["baseline"]
    vary = {"us.bias": np.array([0.9]), "truces.memory": np.array([0.99]), "agreements.truce.weight": np.array([0.05])}
    model = stepped(Talks(scenario, SEED, [RUN], vary=vary), 30)
    found = stepped(resumed(model, [0, 0]), 60)
    expected = stepped(Talks(scenario, SEED, [RUN, RUN], vary={name: np.repeat(value, 2) for name, value in vary.items()}), 90)
    assert_same(state(found), state(expected))


def test_another_scenario_may_hold_from_then_on():
    later = edited(lambda data: data.update(events=[{"day": 40, "title": "t", "set": {"us.bias": -0.9}}]), SCENARIOS["baseline"])
    found = stepped(resumed(played(SCENARIOS["baseline"], 39, [RUN]), [0], later), 51)
    assert_same(state(found), state(played(later, 90, [RUN])))
    assert not np.array_equal(found.held, played(SCENARIOS["baseline"], 90, [RUN]).held)


def test_only_a_history_of_one_run_can_be_taken_over():
    with pytest.raises(ValueError, match="a model of one run, but this has 2"):
        resumed(Talks(SCENARIOS["baseline"], SEED, 2), [1])


def test_no_continuation_meets_the_luck_of_any_run_or_of_another_runs_continuation():
    numbers = np.arange(1, SPAN, SPAN // 9)
    one, next_one = luck(RUN, numbers), luck(RUN + 1, numbers)
    assert one.min() > RUNS_LIMIT
    assert one.max() < next_one.min()
    assert luck(RUNS_LIMIT, np.array([SPAN - 1]))[0] > 0
    assert luck(RUN, np.array([0])).tolist() == [RUN]
