"""A fork: the same history, the same luck under every setting, and odds that can be had in another way too."""

from __future__ import annotations

import numpy as np
import pytest

import sim
from sim import forking
from sim.dice import Dice
from sim.forking.changes import with_event
from sim.model import Talks
from sim.record import Outcomes
from sim.registry import StrategyError
from sim.result import OUTCOMES
from sim.resuming import luck
from sim.scenario import ScenarioError
from sim.story import follow
from tests.ensembles import RANDOM_FREE, edited, only, shipped

LIVELY = shipped().set_all({"us.leverage.russia": 0.8, "ukraine.trust": 0.5, "shocks.atrocity.hazard": 0.03, "days": 60})
RUN, DAY = 4, 20
HARDER = {"us.leverage.russia": 0.05, "us.impatience+": 0.4}
SETTINGS = {"weaker": HARDER, "biased": {"us.bias": 0.9, "truces.tempo": "0.9"}}


def same_change(day=DAY):
    """The first setting as a scenario, written by hand."""
    event = {"day": day, "title": "weaker", "set": {"us.leverage.russia": 0.05}, "change": {"us.impatience": 0.4}}
    return edited(lambda data: data.update(events=[event]), LIVELY)


def replayed(scenario, run, day, numbers, seed=1):
    """Outcomes of continuations without a fork: as many runs live through the same history, and meet luck of their own from a day on."""
    model = Talks(scenario, seed, [run] * len(numbers))
    record = Outcomes(model)
    model.observers.append(record)
    for today in range(1, scenario.days + 1):
        if today == day:
            model.dice = Dice(seed, luck(run, np.array(numbers)))
        model.step()
    return record.columns(model), record


@pytest.fixture(scope="module")
def found() -> forking.Fork:
    """A small fork."""
    return forking.fork(LIVELY, RUN, DAY, SETTINGS, continuations=40)


def test_every_continuation_is_what_that_history_and_that_luck_bring(found):
    for name, scenario in (("as it was", LIVELY), ("weaker", same_change())):
        expected, record = replayed(scenario, RUN, DAY, range(1, 41))
        result = found.comparison.results[name]
        for column, values in expected.items():
            np.testing.assert_array_equal(result.columns[column], np.arange(1, 41) if column == "run" else values, err_msg=column)
        np.testing.assert_array_equal(result.endings, record.endings)
        np.testing.assert_array_equal(result.at_rung, record.at_rung)
    assert len(set(found.comparison.before.columns["held_end"].tolist())) == 40


def test_the_run_itself_goes_on_with_its_own_luck(found):
    scenarios = {"as it was": LIVELY, "weaker": same_change()}
    compared = sim.compare(scenarios, runs=RUN)
    assert found.parted["weaker"] == compared.parted_on["weaker"][RUN - 1] >= DAY
    for name in scenarios:
        assert found.courses[name].outcome == compared.results[name].ending_of(RUN)
    assert found.before.states["held"][-1] == np.float32(compared.before.columns["held_end"][RUN - 1])


def test_stories_part_on_the_day_of_the_fork_or_later(found):
    for name in SETTINGS:
        parted = found.comparison.parted_on[name]
        assert (parted > 0).mean() > 0.5
        assert parted[parted > 0].min() >= DAY
        np.testing.assert_array_equal(found.each[f"day parted: {name}"].fillna(0), parted)


def test_a_setting_that_changes_nothing_changes_nothing():
    same = forking.fork(LIVELY, RUN, DAY, {"same": {"us.bias": LIVELY.get("us.bias"), "us.impatience+": 0}}, continuations=30)
    assert same.parted == {"same": 0}
    assert not same.comparison.parted_on["same"].any()
    assert set(same.table["difference"].dropna()) == {0.0}


def test_a_fork_on_the_first_day_is_an_ensemble_of_its_own():
    numbers = np.arange(1, 31)
    result = forking.fork(LIVELY, RUN, 1, SETTINGS, continuations=30).comparison.before
    model = Talks(LIVELY, 1, luck(RUN, numbers))
    record = Outcomes(model)
    model.observers.append(record)
    for _ in range(LIVELY.days):
        model.step()
    for column, values in record.columns(model).items():
        np.testing.assert_array_equal(result.columns[column], numbers if column == "run" else values)


def test_neither_batches_nor_workers_change_a_number(found):
    done: list[int] = []
    again = forking.fork(LIVELY, RUN, DAY, SETTINGS, continuations=40, batch=36, workers=2, progress=done.append)
    for table in ("table", "odds", "each"):
        assert getattr(again, table).to_csv() == getattr(found, table).to_csv()
    assert again.parted == found.parted
    assert sorted(done) == [4, 12, 12, 12]


def test_another_seed_or_run_is_another_history(found):
    for change in ({"seed": 2}, {"run": RUN + 1}):
        other = forking.fork(LIVELY, **({"run": RUN, "day": DAY, "settings": SETTINGS, "continuations": 40} | change))
        assert other.odds.to_csv() != found.odds.to_csv()


def test_odds_are_shares_of_continuations_with_their_intervals(found):
    codes = found.comparison.results["weaker"].columns["outcome"]
    odds = found.odds.set_index(["setting", "number"])
    for name in OUTCOMES:
        row = odds.loc[("weaker", f"outcome.{name}")]
        assert row["share"] == pytest.approx((codes == OUTCOMES.index(name)).mean())
        assert row["low"] <= row["share"] <= row["high"]
    assert set(found.odds["setting"]) == {"as it was", *SETTINGS}


# A mediator whose only deadline comes on the last day leaves with the probability that is called us.enforce, whatever it was before


def test_the_odds_are_those_of_the_rest_of_the_run_alone():
    silent = only("freeze").set_all(RANDOM_FREE | {"talks.every": 3650, "us.deadline": 40, "days": 40, "us.enforce": 0.3})
    settings = {"never": {"us.enforce": 0}, "always": {"us.enforce": 1}, "never due": {"us.enforce": 1, "us.impatience+": -0.5}}
    found = forking.fork(silent, RUN, 20, settings, continuations=2000)
    left = {name: result.summary["mediator_left"] for name, result in found.comparison.results.items()}
    assert left["as it was"].low <= 0.3 <= left["as it was"].high
    assert [left[name].value for name in settings] == [0, 1, 0]
    change = found.comparison.pairs["always"].differences["mediator_left"].change
    assert change.low <= 0.7 <= change.high
    past = forking.fork(silent.set("us.deadline", 10), RUN, 40, {"never": {"us.enforce": 0}}, continuations=50)  # what is over is over
    was = past.comparison.before.columns["mediator_left"]
    assert len(set(np.where(was < 40, was, 0).tolist())) == 1


def test_what_is_in_force_when_the_day_begins_is_said():
    agreements = ((run, *agreement) for run in range(1, 50) for agreement in follow(LIVELY, 1, run).in_force())
    run, rung, since, ended = next(found for found in agreements if found[2] + 1 < found[3])
    for day, expected in ((since + 1, (rung, since)), (ended, (rung, since))):
        assert forking.fork(LIVELY, run, day, SETTINGS, continuations=1).standing == expected
    assert forking.fork(LIVELY, run, 1, SETTINGS, continuations=1).standing is None


# What is refused


def refusal(settings, scenario=LIVELY, day=DAY):
    """The sentences with which settings are refused."""
    with pytest.raises(ScenarioError) as fault:
        forking.fork(scenario, RUN, day, settings, continuations=2)
    return fault.value.sentences


def test_what_only_says_where_a_run_starts_is_refused_with_what_acts_later():
    starts = {
        "russia.resources": "russia.resources",
        "ukraine.trust": "ukraine.trust_kept",
        "front.held": "front.held",
        "russia.optimism": "russia.optimism",
    }
    for name, state in starts.items():
        (sentence,) = refusal({"a": {name: 0.5}})
        assert sentence.startswith(f"{name} only says where a run starts")
        assert f"{state}+=AMOUNT" in sentence
        forking.fork(LIVELY, RUN, DAY, {"a": {f"{state}+": 0.1}}, continuations=1)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"us.bais": 0.1}, "us.bais is not a parameter here. Did you mean us.bias?"),
        ({"us.bias": 7}, "us.bias is 7, but it goes from -1 to 1"),
        ({"us.bias": "x"}, "us.bias is the text 'x', but should be a number"),
        ({"us.impatient+": 1}, "us.impatient is not a state that an event can change. Did you mean us.impatience?"),
        ({"us.impatience+": "x"}, "us.impatience is the text 'x', but should be a number"),
        ({"days": 7}, "days holds for the whole run."),
        ({"agreements.freeze.days": 7}, "agreements.freeze.days holds for the whole run."),
        ({"us.table": "freez"}, "Did you mean freeze?"),
        ({}, "the setting 'a' changes nothing."),
    ],
)
def test_what_cannot_be_changed_is_refused_with_a_sentence(changes, expected):
    (sentence,) = refusal({"a": changes})
    assert expected in sentence
    assert "events[" not in sentence


def test_all_faults_are_said_at_once():
    assert len(refusal({"a": {"us.bais": 0.1, "russia.trust": 0.2}, "b": {"us.bias": 9}})) == 3


def test_days_and_settings_that_cannot_be_are_refused():
    assert "ends on day 60" in refusal(SETTINGS, day=61)[0]
    assert "1 to 7 settings" in refusal({})[0]
    assert "1 to 7 settings" in refusal({str(number): {"us.bias": 0} for number in range(8)})[0]
    assert "another name" in refusal({"as it was": {"us.bias": 0}})[0]
    assert "by name" in refusal({"us.bias": 0})[0]
    for wrong in ({"run": 0}, {"day": 0}, {"continuations": 0}, {"workers": 0}, {"continuations": 10**7}, {"run": 10**9}):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            forking.fork(LIVELY, **({"run": RUN, "day": DAY, "settings": SETTINGS} | wrong))


def test_it_is_said_where_an_event_sets_anew_what_the_fork_has_set():
    later = with_event(LIVELY, {"day": 40, "title": "A new envoy", "set": {"us.bias": 0}})
    found = forking.fork(later, RUN, DAY, {"biased": {"us.bias": 0.9}}, continuations=2)
    assert found.notes == ["us.bias is set anew on day 40 by an event of the scenario, “A new envoy”."]
    assert forking.fork(later, RUN, 40, {"biased": {"us.bias": 0.9}}, continuations=2).notes == []


class Forgetful(sim.Belligerent):
    """Counts days where nobody looks, and accepts nothing from the second on; that cannot be taken over."""

    def __init__(self, *facts):
        super().__init__(*facts)
        self.days = 0

    def fight(self, *facts):
        """Another day."""
        super().fight(*facts)
        self.days += 1

    def yes_chance(self, view, rung):
        """Yes at first, never later."""
        return super().yes_chance(view, rung) * 0 + (self.days < 30)


def test_a_strategy_that_remembers_what_is_no_state_is_refused():
    with pytest.raises(StrategyError, match="Forgetful remembers something that is not among its states"):
        forking.fork(LIVELY, RUN, DAY, SETTINGS, continuations=2, strategies={"ukraine": Forgetful})
