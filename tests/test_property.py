"""Whole random scenarios within the declared ranges: states stay in range, nothing is lost or not a number, and the books balance."""

from __future__ import annotations

import functools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sim.runs
import sim.scenario
from sim.model import Talks
from sim.observer import Observer
from sim.result import ENDINGS
from tests.ensembles import SEED, edited, shipped

pytestmark = pytest.mark.no_cover  # whole runs, whose parts are measured elsewhere: tracing would take as long again

DAYS, RUNS = 40, 5
RUNGS = ("civilian_targets", "truce", "thirty_day_ceasefire", "freeze", "settlement", "peace")
BASELINE = shipped().to_dict()
PARAMETERS = shipped().parameters


@functools.cache
def within(name):
    """A value in the range of a parameter: often an end of it or the baseline's, else a thousandth part of the range between."""
    parameter = PARAMETERS[name]
    low, high = parameter.low, parameter.high
    if parameter.kind == "integer":
        return st.sampled_from([low, parameter.value, min(DAYS, high)] if isinstance(parameter.value, int) else [1, 7, 30])
    return st.one_of(st.just(parameter.value), st.sampled_from([low, high]), grid(low, high))


@functools.cache
def grid(low, high):
    """Values between two ends, on a grid of a thousand."""
    return st.integers(0, 1000).map(lambda step: low + (high - low) * step / 1000)


def numbers(draw, *names):
    """Values for some names of the baseline, under the last part of each name."""
    return {name.rsplit(".", 1)[-1]: draw(within(name)) for name in names}


def section(draw, prefix, leave=()):
    """Random numbers for everything that the baseline declares directly under a prefix."""
    names = [name for name, parameter in PARAMETERS.items() if name.rpartition(".")[0] == prefix and parameter.kind in ("number", "integer")]
    return numbers(draw, *(name for name in names if name.rsplit(".", 1)[-1] not in leave))


def both(draw, prefix):
    """A random number for each belligerent."""
    return {side: draw(within(f"{prefix}.{side}")) for side in ("russia", "ukraine")}


@st.composite
def rungs(draw):
    """A ladder of one to six rungs."""
    ladder = {}
    for name in RUNGS[: draw(st.integers(1, 6))]:
        like = f"agreements.{name if name in BASELINE['agreements'] else 'settlement'}"
        ladder[name] = section(draw, like, leave=("days",)) | {"relief": both(draw, f"{like}.relief")}
        ladder[name]["coverage"] = draw(st.sampled_from([0, 0.5, 1, 1, 1]))
        ladder[name]["days"] = draw(st.sampled_from([1, 2, 7, 8, 30, "open"]))
        ladder[name]["terms"] = draw(st.sampled_from(["none", "none", "bargained"]))
        if ladder[name]["terms"] == "bargained":
            ladder[name]["coverage"] = 1
        elif ladder[name]["coverage"] == 0:
            ladder[name]["relief"]["russia"] = max(0.001, ladder[name]["relief"]["russia"])
    return ladder


@st.composite
def parties(draw, names):
    """Two belligerents, perhaps a mediator, any number of allies."""
    found = {side: {"role": BASELINE["parties"][side]["role"]} | section(draw, side) for side in ("russia", "ukraine")}
    if draw(st.booleans()):
        found["us"] = {"role": "mediator"} | section(draw, "us") | {word: both(draw, f"us.{word}") for word in ("leverage", "credulity", "candour")}
        if draw(st.booleans()):
            found["us"]["table"] = draw(st.sampled_from(names))
    for number in range(draw(st.integers(0, 3))):
        found[f"ally_{number}"] = {"role": "ally"} | section(draw, "europe")
    return found


@st.composite
def events(draw, data):
    """Up to three events: changes of states, new numbers, red lines dropped."""
    amounts = grid(-1, 1)
    states = sim.scenario.load(data).states
    found = []
    for day in draw(st.lists(st.integers(1, DAYS), max_size=3)):
        changed = draw(st.sets(st.sampled_from(states), max_size=3).map(sorted))
        event = {"day": day, "title": "something happens", "change": {state: draw(amounts) for state in changed}}
        event["set"] = {"front.mobility": draw(within("front.mobility")), "talks.precision": draw(within("talks.precision"))}
        if data["red_lines"] and draw(st.booleans()):
            event["drop_red_line"] = draw(st.sampled_from(sorted(data["red_lines"])))
        found.append(event)
    return found


@st.composite
def scenarios(draw):
    """A whole scenario, checked."""
    data = {"title": "drawn", "start": "2025-04-22", "days": draw(st.integers(1, DAYS)), "agreements": draw(rungs())}
    names = list(data["agreements"])
    data["parties"] = draw(parties(names))
    data |= {name: section(draw, name) for name in ("front", "talks", "truces")}
    data["red_lines"] = {
        side: section(draw, "red_lines.russia") | {"blocks": draw(st.lists(st.sampled_from(names), min_size=1, unique=True))}
        for side in draw(st.sets(st.sampled_from(["russia", "ukraine"])).map(sorted))
    }
    data["shocks"] = {"atrocity": section(draw, "shocks.atrocity")} if draw(st.booleans()) else {}
    data["events"] = [event for event in draw(events(data)) if event["day"] <= data["days"]]
    return sim.scenario.load(data)


class Inspector(Observer):
    """Looks at every state at the end of every day."""

    def day_over(self, model):
        """Every state is a finite number in its range."""
        for side in (model.attacker, model.defender):
            self.between(side.resources, 0, np.inf)
            self.between(side.kept, 0, np.inf)
            self.between(side.broken, 0, np.inf)
            self.between(side.trust, 0, 1)
            self.between(side.resolve, 0, 1)
            self.between(side.optimism, -1, 1)
        for values in (model.held, model.prospect, model.mediator.blame, model.mediator.impatience, model.mediator.credibility):
            self.between(values, -1e-12, 1 + 1e-12)
        self.between(model.mediator.aid_given, 0, 0.02)
        assert np.isin(model.table.rung, np.arange(-1, len(model.ladder.names))).all()

    def between(self, values, low, high):
        """Finite, one per run, and in range."""
        assert values.shape == (RUNS,)
        assert np.isfinite(values).all()
        assert (values >= low).all()
        assert (values <= high).all()


@settings(max_examples=50)
@given(scenarios(), st.integers(0, 10**6))
def test_every_state_stays_in_its_range(scenario, seed):
    with np.errstate(all="raise"):
        model = Talks(scenario, seed, RUNS, observers=[Inspector()])
        for _ in range(scenario.days):
            model.step()
        model.close_down()


@settings(max_examples=50)
@given(scenarios(), st.integers(0, 10**6))
def test_the_books_balance(scenario, seed):
    with np.errstate(all="raise"):
        result = sim.runs.run(scenario, runs=RUNS, seed=seed)
    columns, days = result.columns, scenario.days
    assert (result.at_rung.sum(axis=1) == RUNS).all()
    signed = [columns[f"times_{rung}"] for rung in result.rungs]
    for rung, endings, times in zip(result.rungs, result.endings, signed, strict=True):
        assert endings.sum() == times.sum()
        assert ((columns[f"first_{rung}"] > 0) == (times > 0)).all()
        assert not columns[f"renewed_{rung}"][times == 0].any()
        assert endings[:, ENDINGS.index("holding")].sum() == result.at_rung[-1, result.rungs.index(rung)]
    at_peace, longest, ceasefires = (columns[name] for name in ("days_at_peace", "longest_ceasefire", "ceasefires"))
    assert (at_peace <= days).all()
    assert (at_peace >= 0).all()
    assert ((longest > 0) == (ceasefires > 0)).all()
    assert (at_peace <= longest * ceasefires).all()
    lasted = np.arange(days + 1) @ result.endings.sum(axis=(0, 2))
    assert lasted == result.at_rung[:-1, :-1].sum()  # every day in force was a day since it was signed
    balance_of_talk(result)


def balance_of_talk(result):
    """Nobody says yes more often than asked, and days that came are days of the scenario."""
    columns, (one, another) = result.columns, (result.attacker, result.defender)
    for own, other in ((one, another), (another, one)):
        assert (columns[f"cynical_offers_{own}"] <= columns[f"offers_{own}"]).all()
        assert (columns[f"table_yes_{own}"] <= columns["tables"]).all()
        assert (columns[f"accepted_{own}"] - columns[f"table_yes_{own}"] <= columns[f"offers_{other}"]).all()
        assert (columns[f"denounced_{own}"] <= sum(columns[f"times_{rung}"] for rung in result.rungs)).all()
    for name in ("mediator_left", "red_line_dropped", "direct_talks", *(f"first_{rung}" for rung in result.rungs)):
        assert ((columns[name] >= 0) & (columns[name] <= result.scenario.days)).all()
    assert ((columns["direct_talks"] > 0) == (columns[f"offers_{one}"] + columns[f"offers_{another}"] > 0)).all()
    terms = columns["terms"][np.isfinite(columns["terms"])]
    assert ((terms >= 0) & (terms <= 1)).all()


def test_ten_years_at_the_ends_of_the_ranges_lose_no_number():
    def extreme(data):
        data["days"] = 3650
        data["front"] |= {"noise": 0.1, "learning": 0.05, "decisiveness": 5}
        data["parties"]["russia"] |= {"attrition": 0.02, "mobilisation": 0, "resolve_half_life": 7, "trust": 0}
        data["parties"]["us"] |= {"bluff": 1, "deadline": 7, "enforce": 0, "candour": {"russia": 0.1, "ukraine": 0.1}}

    with np.errstate(all="raise"):
        scenario = edited(extreme)
        model = Talks(scenario, SEED, RUNS, observers=[Inspector()], vary={"truces.memory": np.array([0.9, 0.9, 0.9, 1.0, 1.0])})
        for _ in range(scenario.days):
            model.step()
        model.close_down()
