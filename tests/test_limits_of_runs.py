"""Limits with closed forms over whole runs: how states approach their rest, what clocks and calendars say, and no luck where none is left."""

from __future__ import annotations

import functools

import numpy as np
import pytest
from scipy import stats

import sim.runs
from sim.result import ENDINGS
from tests import ensembles
from tests.ensembles import RANDOM_FREE, ensemble, finished, founding
from tests.scripts import script

pytestmark = pytest.mark.no_cover  # whole runs, whose parts are measured elsewhere: tracing would take as long again

only = functools.partial(ensembles.only, scenario=founding())
without = functools.partial(ensembles.without, scenario=founding())

SILENT = only("freeze").set_all(RANDOM_FREE | {"talks.every": 3650, "us.enforce": 0})  # nobody talks, so nothing is ever agreed
DAYS = SILENT.days


def keepers(says_yes=(), attacker_breaks=(), defender_breaks=()):
    """Scripts for both belligerents of the baseline; neither ever denounces."""
    return {"russia": script(says_yes, attacker_breaks), "ukraine": script(says_yes, defender_breaks)}


# Resources, the front, tempers


def test_resources_approach_their_rest_exponentially():
    scenario = SILENT.set_all({"us.cut": 0, "russia.attrition": 0.005, "ukraine.attrition": 0.01})
    model = finished(scenario)
    for side, start, attrition, supply in ((model.attacker, 1.5, 0.005, 0.0018 * 1.5), (model.defender, 1.0, 0.01, 0.0005 + 0.0004)):
        rest = supply / attrition
        np.testing.assert_allclose(side.resources, rest + (start - rest) * (1 - attrition) ** DAYS, rtol=1e-12)


def test_the_front_approaches_what_strength_would_decide_exponentially():
    steady = {"us.aid": 0, "europe.aid": 0, "ukraine.mobilisation": 0.0009, "front.mobility": 0.01}
    model = finished(SILENT.set_all(steady))
    np.testing.assert_allclose(model.held, 0.6 + (0.2 - 0.6) * (1 - 0.01) ** DAYS, rtol=1e-12)


def test_optimism_fades_with_fighting_and_with_a_believed_mediator():
    model = finished(SILENT.set("us.candour.russia", 0.01))
    np.testing.assert_allclose(model.attacker.optimism, 0.10 * (1 - 0.012) ** DAYS, rtol=1e-10)
    np.testing.assert_allclose(model.defender.optimism, 0.06 * (1 - 0.002) ** DAYS, rtol=1e-10)


def test_resolve_halves_in_its_half_life():
    model = finished(SILENT.set("ukraine.resolve_half_life", 73))
    np.testing.assert_allclose(model.defender.resolve, 0.10 / 2**5, rtol=1e-12)


def test_forgetting_alone_changes_no_trust():
    model = finished(SILENT)
    np.testing.assert_allclose(model.defender.trust, 0.05, rtol=1e-12)
    np.testing.assert_allclose(model.defender.kept, 10 * 0.999**DAYS, rtol=1e-10)


def test_an_impatient_mediator_that_blames_the_defender_holds_back_aid_as_written():
    scenario = SILENT.set_all({"days": 80, "europe.aid": 0, "europe.backfill": 0, "ukraine.attrition": 0, "ukraine.mobilisation": 0})
    held_back = 0.0002 * 0.8 * 0.60 * sum(range(80)) / 100
    np.testing.assert_allclose(finished(scenario).defender.resources, 1 + 80 * 0.0002 - held_back, rtol=1e-12)


def test_allies_replace_their_share_of_what_goes_with_the_mediator():
    scenario = SILENT.set_all({"us.enforce": 1, "us.cut": 0, "us.after_exit": 0.25, "ukraine.attrition": 0, "ukraine.mobilisation": 0})
    engaged, gone = 100 * (0.0002 + 0.0002), 265 * (0.25 * 0.0002 + 0.0002 + 0.3 * 0.75 * 0.0002)
    np.testing.assert_allclose(finished(scenario).defender.resources, 1 + engaged + gone, rtol=1e-12)


# Blame


def test_blame_that_nobody_moves_rests_at_the_lean():
    np.testing.assert_allclose(finished(SILENT).mediator.blame, 0.60, rtol=1e-12)


def test_the_blame_dial_has_the_fixed_point_of_equal_pushes_and_drift():
    scenario = founding().set_all(RANDOM_FREE | {"talks.every": 3650, "us.table_every": 1, "us.enforce": 0, "us.drift": 0.05})
    model = finished(scenario, strategies=keepers())
    onto_defender, onto_attacker = 0.2 * 0.5 * 1.3, 0.2 * 0.5 * 0.7
    rest = (0.95 * onto_defender + 0.05 * 0.6) / (1 - 0.95 * (1 - onto_defender - onto_attacker))
    np.testing.assert_allclose(model.mediator.blame, rest, rtol=1e-12)


def test_daily_atrocities_hold_blame_at_their_fixed_point_and_drown_trust():
    scenario = SILENT.set_all({"shocks.atrocity.hazard": 1, "ukraine.resolve_half_life": 1e6})
    model = finished(scenario)
    push = 0.2 * 0.7
    np.testing.assert_allclose(model.mediator.blame, 0.02 * 0.6 / (1 - 0.98 * (1 - push)), rtol=1e-9)
    remembered = 20 * sum(0.999**day for day in range(1, DAYS + 1))
    np.testing.assert_allclose(model.defender.broken, 190 * 0.999**DAYS + remembered, rtol=1e-10)
    np.testing.assert_allclose(model.defender.resolve, 1, atol=1e-5)


# Deadlines


def test_deadlines_that_pass_cost_credibility_each_time():
    scenario = SILENT.set_all({"us.bluff": 0.3, "us.reset": 0.5})
    model, result = finished(scenario), ensemble(scenario, runs=3)
    assert set(result.columns["deadlines_passed"]) == {1 + 265 // 50}  # after day 100, every 50 days
    np.testing.assert_allclose(model.mediator.credibility, 0.7**6, rtol=1e-12)
    assert (result.columns["mediator_left"] == 0).all()


def test_a_mediator_that_means_it_leaves_on_the_day_of_its_deadline():
    assert set(ensemble(SILENT.set("us.enforce", 1), runs=3).columns["mediator_left"]) == {100}


@pytest.mark.parametrize("deadline", [8, 60, 200, 7, 10, 30, 90])
def test_every_deadline_is_due_on_its_day(deadline):
    scenario = SILENT.set_all({"us.enforce": 1, "us.deadline": deadline})
    assert set(ensemble(scenario, runs=2).columns["mediator_left"]) == {deadline}


def scripted(scenario, **script):
    """Two runs of a scenario in which both belligerents follow a script."""
    return sim.runs.run(scenario, runs=2, strategies=keepers(**script))


TABLED = founding().set_all(RANDOM_FREE | {"talks.every": 3650, "us.enforce": 0, "truces.accident": 0})  # only the mediator proposes


@pytest.mark.parametrize("progress", [0.0, 0.05])
def test_an_agreement_buys_the_mediators_patience(progress):
    result = scripted(TABLED.set_all({"us.enforce": 1, "us.progress": progress}), says_yes=[60])
    assert set(result.columns["mediator_left"]) == {100 + round(100 * progress) + 2 * 30}  # 30 days of silence win back 30 and lose none


# Calendars


def test_a_thirty_day_ceasefire_signed_on_a_day_is_in_force_on_the_thirty_days_after_it():
    result = scripted(TABLED, says_yes=[60])
    at_rung = result.at_rung[:, result.rungs.index("thirty_day_ceasefire")]
    assert list(np.flatnonzero(at_rung)) == list(range(60, 90))  # as the next day begins
    assert list(result.columns["first_thirty_day_ceasefire"]) == [60, 60]
    assert list(result.columns["days_at_peace"]) == list(result.columns["longest_ceasefire"]) == [30, 30]
    assert result.endings[result.rungs.index("thirty_day_ceasefire"), 30].tolist() == [0, 2, 0, 0]


def test_the_guns_are_silent_on_exactly_those_days():
    scenario = TABLED.set_all({"russia.mobilisation": 0, "days": 75})
    model = finished(scenario, strategies=keepers(says_yes=[60]))
    np.testing.assert_allclose(model.attacker.resources, 1.5 * (1 - 0.0018) ** 60, rtol=1e-12)
    model = finished(scenario.set("days", 100), strategies=keepers(says_yes=[60]))
    np.testing.assert_allclose(model.attacker.resources, 1.5 * (1 - 0.0018) ** 70, rtol=1e-12)


def test_a_renewed_ceasefire_is_one_ceasefire_and_no_new_signing():
    result = scripted(TABLED, says_yes=[60, 90])
    columns = result.columns
    assert list(columns["renewed_thirty_day_ceasefire"]) == list(columns["times_thirty_day_ceasefire"]) == list(columns["ceasefires"]) == [1, 1]
    assert list(columns["longest_ceasefire"]) == list(columns["days_at_peace"]) == [60, 60]


def test_an_agreement_in_force_on_the_last_day_counts_as_held():
    result = scripted(TABLED.set("days", 70), says_yes=[60])
    assert result.summary["outcome.ceasefire holding"].value == 1
    assert result.endings[result.rungs.index("thirty_day_ceasefire"), 10].tolist() == [0, 0, 0, 2]
    assert list(result.columns["longest_ceasefire"]) == [10, 10]


def test_a_day_with_a_violation_is_no_day_at_peace_whoever_violated():
    result = scripted(TABLED, says_yes=[60], attacker_breaks=[61, 70], defender_breaks=[70, 90, 91])
    assert list(result.columns["days_at_peace"]) == [27, 27]
    assert list(result.columns["violations_russia"]) == list(result.columns["violations_ukraine"]) == [2, 2]


def test_the_mediator_tables_on_its_days_until_its_proposal_is_in_force():
    assert set(scripted(TABLED, says_yes=[]).columns["tables"]) == {12}
    assert set(scripted(TABLED, says_yes=[60]).columns["tables"]) == {11}  # day 90 still has the ceasefire of day 60


# Trust


@pytest.mark.parametrize("memory", [1.0, 0.99])
def test_trust_is_the_beta_posterior_of_what_was_kept_and_broken(memory):
    scenario = TABLED.set_all({"truces.memory": memory, "days": 90})
    model = finished(scenario, strategies=keepers(says_yes=[60], attacker_breaks=[65, 80]))
    quiet = set(range(61, 91)) - {65, 80}
    kept = 10 * memory**90 + sum(0.5 * memory ** (90 - day) for day in quiet)
    broken = 190 * memory**90 + sum(3 * memory ** (90 - day) for day in (65, 80))
    np.testing.assert_allclose(model.defender.trust, stats.beta(kept, broken).mean(), rtol=1e-12)


# Lives of agreements


def coin_flips(rung):
    """A ladder of one rung, and parties that decide by the flip of a coin."""
    return only(rung).set_all({"talks.precision": 0, "talks.every": 1, "shocks.atrocity.hazard": 0})


def surprise(result, ending, chance):
    """Chi-square p-value of one ending's counts at each age, given a constant chance for those still in force."""
    counts = result.endings[0].astype(float)
    at_risk = counts[::-1].sum(axis=1).cumsum()[::-1] - counts[:, ENDINGS.index("holding")]
    ages = np.flatnonzero(at_risk > 100)[1:]
    ended, risk = counts[ages, ENDINGS.index(ending)], at_risk[ages]
    return stats.chi2.sf(np.sum((ended - risk * chance) ** 2 / (risk * chance * (1 - chance))), ages.size)


def test_the_life_of_an_open_agreement_is_geometric_when_keeping_is_a_coin_flip():
    result = ensemble(coin_flips("freeze"), runs=500)
    assert result.endings[0].sum() > 10_000
    assert surprise(result, "collapsed", 1 - (1 - 0.10 / 2) ** 2) > 1e-6
    assert surprise(result, "collapsed", 1.1 * (1 - (1 - 0.10 / 2) ** 2)) < 1e-12  # and the test would notice


def test_a_temporary_agreement_is_renewed_by_two_coin_flips():
    result = ensemble(coin_flips("truce"), runs=300)
    through_the_term = (1 - 0.10 / 2) ** 2
    counts = result.endings[0].sum(axis=0)
    due = counts[ENDINGS.index("expired")] + result.columns["renewed_truce"].sum()
    assert stats.binomtest(int(result.columns["renewed_truce"].sum()), int(due), 0.25).pvalue > 1e-6
    first = result.endings[0]
    assert stats.binomtest(int(first[1].sum()), int(first.sum()), 1 - through_the_term).pvalue > 1e-6


def test_without_precision_every_answer_is_a_coin_flip():
    result = ensemble(coin_flips("freeze"), runs=500)
    for answerer, proposer in (("russia", "ukraine"), ("ukraine", "russia")):
        yes, asked = (int(result.columns[name].sum()) for name in (f"accepted_{answerer}", f"offers_{proposer}"))
        assert stats.binomtest(yes, asked, 0.5).pvalue > 1e-6


# No luck where none is left


FATED = RANDOM_FREE | {"talks.precision": 1e6, "truces.accident": 0, "truces.tempo": 1, "truces.review": 1, "red_lines.russia.hazard": 1}
MONITORED = {f"agreements.{rung}.monitoring": 1 for rung in founding().situation.agreements}
TABLE_ONLY = {"talks.every": 3650}  # once the mediator is gone, offers that will be refused are all worth nothing: a tie, which is luck


@pytest.mark.parametrize(
    "change",
    [
        {"us.enforce": 1} | TABLE_ONLY,
        {"us.enforce": 1, "us.leverage.russia": 1, "us.leverage.ukraine": 1} | TABLE_ONLY,
        {"us.enforce": 0, "shocks.atrocity.hazard": 1},
        {"us.enforce": 0, "ukraine.trust": 0.9, "red_lines.russia.worth": 0.01},
        {"us.enforce": 0, "us.leverage.russia": 1, "truces.accident": 1, "europe.guarantee": 0.5} | dict.fromkeys(MONITORED, 0) | TABLE_ONLY,
    ],
)
def test_without_noise_and_with_certain_dice_every_run_of_every_seed_is_the_same(change):
    scenario = founding().set_all(FATED | MONITORED | change)
    one, another = ensemble(scenario, runs=40), ensemble(scenario, runs=3, seed=99)
    for name, values in one.columns.items():
        if name != "run":
            np.testing.assert_array_equal(values, np.broadcast_to(values[0], values.shape), err_msg=name)
            np.testing.assert_array_equal(another.columns[name], np.broadcast_to(values[0], 3), err_msg=name)


def test_with_the_dice_back_runs_differ():
    columns = ensemble(founding(), runs=40).columns
    assert len(set(columns["held_end"])) == 40


def test_without_a_mediator_blame_stays_even():
    assert set(ensemble(without("us"), runs=50).columns["blame_end"]) == {0.5}


def test_without_a_mediator_there_is_no_table():
    result = ensemble(without("us"), runs=50)
    assert not result.columns["tables"].any()
    assert not result.columns["mediator_left"].any()
