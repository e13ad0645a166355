"""Strategies: the shipped ones, one's own from a file by name, and what is said of those that go wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import sim
from sim import registry
from sim.agents import Belligerent
from sim.record import Outcomes
from sim.rules.choice import HOLD_OUT
from sim.scenario import complaints
from sim.strategies.learner import Learner
from sim.strategies.tit_for_tat import TitForTat
from tests.cli.command import parley
from tests.ensembles import ensemble, ever, finished, rise, shipped
from tests.scripts import script

RUNS = 1024
SURE = 10
GENEROUS = '''
from sim.strategies.tit_for_tat import TitForTat

class Generous(TitForTat, strategy="generous"):
    """Lets every third violation pass."""
    forgiveness = 1 / 3
'''


@pytest.fixture
def file(tmp_path: Path):
    """A file of strategies with this text."""

    def write(text: str, name: str = "mine.py") -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return write


def following(strategy: str, *parties: str):
    """The baseline with parties that follow a strategy."""
    return shipped().set_all({f"{party}.strategy": strategy for party in parties})


def columns_equal(one, other):
    """Whether two results agree in every outcome of every run."""
    return all(np.array_equal(one.columns[name], other.columns[name], equal_nan=True) for name in one.columns)


# By name


def test_a_scenario_names_the_strategy_that_a_party_follows():
    model = sim.Talks(following("tit_for_tat", "russia"), runs=3)
    assert (type(model.attacker), type(model.defender)) == (TitForTat, Belligerent)


def test_by_name_and_as_a_class_it_is_the_same():
    by_name = ensemble(following("learner", "russia", "ukraine"), RUNS)
    as_class = sim.run(shipped(), RUNS, 7, panel=0, strategies={"russia": Learner, "ukraine": Learner})
    assert columns_equal(by_name, as_class)


def test_a_class_given_in_python_goes_before_the_name_in_the_file():
    model = sim.Talks(following("tit_for_tat", "russia"), strategies={"russia": Learner})
    assert type(model.attacker) is Learner


def test_a_strategy_is_part_of_what_a_scenario_depends_on():
    assert following("stubborn", "russia").digest != shipped().digest
    child = sim.load("pressing_moscow").set("russia.strategy", "stubborn")
    assert child.differences["russia.strategy"] == (None, "stubborn")


def test_null_takes_an_inherited_strategy_away(tmp_path: Path):
    (tmp_path / "parent.yaml").write_text("title: P\nextends: baseline\nparties: {russia: {strategy: stubborn}}\n")
    (tmp_path / "child.yaml").write_text("title: C\nextends: parent.yaml\nparties: {russia: {strategy: null}}\n")
    assert sim.load(tmp_path / "parent.yaml").get("russia.strategy") == "stubborn"
    assert sim.load(tmp_path / "child.yaml").digest == shipped().digest


def test_every_shipped_strategy_plays_a_year_and_differs_from_the_models_own():
    assert {name for name in registry.names() if name in registry.SHIPPED} == set(registry.SHIPPED)
    for name in registry.SHIPPED:
        assert not columns_equal(ensemble(shipped(), RUNS), ensemble(following(name, "russia", "ukraine"), RUNS)), name


def test_a_strategy_does_not_know_its_batch():
    scenario = following("tit_for_tat", "russia").set("ukraine.strategy", "learner")
    alone, many = finished(scenario, runs=[8]), finished(scenario, runs=30)
    np.testing.assert_array_equal(alone.attacker.kept, many.attacker.kept[7:8])
    np.testing.assert_array_equal(alone.defender.yes[0], many.defender.yes[0][7:8])


# A file of one's own


def test_a_strategy_of_ones_own_is_named_in_a_scenario_file(file, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    file(GENEROUS)
    (tmp_path / "own.yaml").write_text("title: Own\nextends: baseline\nparties: {russia: {strategy: generous}}\n")
    status, out, err = parley("run", "own.yaml", "--strategies", "mine.py", "--runs", "20", "--days", "20", "--json")
    assert (status, err) == (0, "")
    assert '"runs": 20' in out


def test_workers_know_the_strategies_of_a_file(file):
    assert registry.read(file(GENEROUS)) == ["generous"]
    scenario = following("generous", "russia").set("days", 40)
    alone, together = (sim.run(scenario, 40, 7, batch=10, workers=workers, panel=0) for workers in (1, 2))
    assert columns_equal(alone, together)


def test_a_file_is_read_once_however_often_it_is_named(file):
    mine = file(GENEROUS)
    assert registry.read(mine) == registry.read(mine) == ["generous"]


def test_an_unknown_strategy_is_said_with_its_place_and_a_guess(tmp_path: Path):
    (tmp_path / "own.yaml").write_text("title: Own\nextends: baseline\nparties:\n  russia: {strategy: stuborn}\n")
    (said,) = complaints(tmp_path / "own.yaml")
    place, _, sentence = said.rpartition(":4:22: ")
    assert place.endswith("own.yaml")
    assert sentence.startswith("parties.russia.strategy is the text 'stuborn', but should be learner, stubborn or tit_for_tat")
    assert sentence.endswith("Did you mean stubborn?")


def test_an_event_cannot_change_a_strategy(tmp_path: Path):
    (tmp_path / "own.yaml").write_text("title: Own\nextends: baseline\nevents: [{day: 3, title: A turn, set: {russia.strategy: stubborn}}]\n")
    assert "russia.strategy" in complaints(tmp_path / "own.yaml")[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = (", "mine.py:1: SyntaxError: '(' was never closed."),
        ("import sim\n\nsim.nothing", "mine.py:3: AttributeError: module 'sim' has no attribute 'nothing'"),
        ("x = 1", "mine.py registers no strategy: give a class of it a name"),
        ("import sim\nclass A(sim.Belligerent, strategy='Not so'): pass", "mine.py:2: StrategyError: a strategy is called 'Not so', but its name"),
        ("import sim\nclass A(sim.Belligerent, strategy='learner'): pass", "a strategy is called learner, as is one that comes with parley"),
        ("import sys\nsys.exit(3)", "mine.py:2: SystemExit: 3."),
    ],
)
def test_a_file_that_cannot_be_used_is_said_with_its_line(file, text: str, expected: str):
    status, _, err = parley("run", "baseline", "--strategies", file(text))
    assert status == 1
    assert expected in err
    assert len(err.splitlines()) == 1


def test_what_a_broken_file_has_registered_is_forgotten(file):
    with pytest.raises(registry.StrategyError):
        registry.read(file("import sim\nclass A(sim.Belligerent, strategy='half'): pass\n1 / 0"))
    assert "half" not in registry.names()


def test_two_files_cannot_give_one_name_to_two_strategies(file):
    registry.read(file(GENEROUS))
    with pytest.raises(registry.StrategyError, match="two strategies are called generous"):
        registry.read(file(GENEROUS, "other.py"))
    assert registry.read(file(GENEROUS)) == ["generous"]


@pytest.mark.parametrize("name", ["nowhere.py", "mine.txt"])
def test_a_file_that_is_not_there_or_not_python_is_said(name: str, tmp_path: Path):
    status, _, err = parley("run", "baseline", "--strategies", str(tmp_path / name))
    assert status == 1
    assert err.startswith(str(tmp_path / name))
    assert len(err.splitlines()) == 1


# Mistakes in a strategy are said, not played out

MISTAKES = {
    "yes_chance": "return 1 + super().yes_chance(view, rung)",
    "breach_chance": "return keep * float('nan')",
    "leave_chance": "return [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]",
}
ARGUMENTS = {
    "yes_chance": "view, rung",
    "breach_chance": "view, deal, keep",
    "leave_chance": "view, deal, keep",
    "choose": "view, rungs, allowed, die",
}


def strategy_with(method: str, body: str) -> str:
    """A file with a strategy that decides one thing like this."""
    lines = "\n        ".join(body.splitlines())
    return f"import sim\n\nclass Bad(sim.Belligerent, strategy='bad'):\n    def {method}(self, {ARGUMENTS[method]}):\n        {lines}\n"


@pytest.mark.parametrize("method", MISTAKES)
def test_what_is_no_probability_is_refused(method: str, file):
    registry.read(file(strategy_with(method, MISTAKES[method])))
    with pytest.raises(registry.StrategyError, match=f"the strategy of ukraine, Bad: {method}"):
        sim.run(following("bad", "ukraine"), 20, 1, panel=0)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("return die", "choose gives float64"),
        ("return (0 * die).astype(int)[:3]", "should give one whole number per run"),
        ("return (0 * die).astype(int) + len(rungs)", "choose offers 5 in run 1 on day 7, but may offer 0, 1, 2, or -1 there"),
        ("return (0 * die).astype(int) + 4", "choose offers 4 in run 1 on day 7"),
    ],
)
def test_an_offer_that_may_not_be_made_is_refused(body: str, said: str, file):
    registry.read(file(strategy_with("choose", body)))
    with pytest.raises(registry.StrategyError, match=said):
        sim.run(following("bad", "russia"), 20, 1, panel=0)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_fault_in_a_strategy_is_said_with_its_line(workers: str, file, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sim.runs.BATCH", 10)
    mine = file(strategy_with("choose", "return nothing_here"))
    status, _, err = parley("run", "baseline", "--strategies", mine, "--set", "russia.strategy=bad", "--runs", "20", "--workers", workers)
    assert (status, err) == (1, f"{mine}:5: NameError: name 'nothing_here' is not defined.\n")
    assert not list(tmp_path.glob("plots/**/*"))


# What the shipped ones do


def test_the_stubborn_one_never_stops_the_fighting():
    result = ensemble(following("stubborn", "russia"), RUNS)
    assert result.columns["ceasefires"].sum() == 0
    assert ever(result, "civilian_targets").mean() > 0.9


class Reprisals(sim.Observer):
    """Days on which a side violated, in one run, under the agreements in force."""

    def __init__(self):
        self.days = {"attacker": [], "defender": []}

    def policed(self, model, runs, conduct):
        """Note who violated."""
        for role, did in conduct.items():
            if did.violated[0]:
                self.days[role].append(model.day)


def test_tit_for_tat_repays_each_violation_on_the_next_day_and_begins_none():
    scenario = shipped().set_all({"truces.accident": 0, "days": 60, "us.table": "freeze", "us.table_every": 20})
    scenario = scenario.set("red_lines.russia.blocks", ["settlement"])
    seen = Reprisals()
    both = script(says_yes=range(61), breaks=(25, 26, 40))
    answering = type("Answering", (TitForTat,), {"yes_chance": lambda self, view, rung: 0 * view.held + 1, "leave_chance": lambda *_: 0.0})
    finished(scenario, seen, strategies={"russia": both, "ukraine": answering})
    assert seen.days == {"attacker": [25, 26, 40], "defender": [26, 27, 41]}


def test_tit_for_tat_turns_accidents_into_feuds_and_forgiveness_ends_them(file):
    registry.read(file(GENEROUS))
    strict, forgiving = (ensemble(following(name, "russia", "ukraine"), RUNS) for name in ("tit_for_tat", "generous"))
    days = [np.sum([result.columns[f"violations_{party}"] for party in ("russia", "ukraine")], axis=0) for result in (strict, forgiving)]
    assert rise(*days) < -SURE


def test_the_learner_begins_with_even_odds_and_counts_answers():
    model = sim.Talks(shipped(), runs=4, strategies={"russia": Learner})
    learner, rung = model.attacker, model.ladder.rungs[1]
    views = model.weigh()
    np.testing.assert_array_equal(learner.expected_yes(views["attacker"], rung), 0.5)
    learner.hear_answer(np.array([1, 1, HOLD_OUT, 0]), np.array([True, False, False, False]))
    np.testing.assert_allclose(learner.expected_yes(views["attacker"], rung), [2 / 3, 1 / 3, 1 / 2, 1 / 2])


def test_the_learner_has_counted_every_offer_it_made():
    model = sim.Talks(shipped(), runs=50, strategies={"russia": Learner})
    outcomes = Outcomes(model)
    model.observers.append(outcomes)
    for _ in range(200):
        model.step()
    counted = sum(model.attacker.yes) + sum(model.attacker.no) - 2 * len(model.ladder.rungs)
    np.testing.assert_array_equal(counted, outcomes.by_side["offers"]["attacker"])


def test_the_model_tells_a_strategy_that_knows_the_answers_nothing_new():
    knowing = type("Knowing", (Belligerent,), {"expected_yes": lambda self, view, rung: view.other.yes_chance(rung)})
    assert columns_equal(ensemble(shipped(), RUNS), sim.run(shipped(), RUNS, 7, panel=0, strategies={"russia": knowing}))
