"""The honesty card: what is moved and by how much, what flips, what matters, what chance says, what is evidence, what is missed."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

import sim
from sim import honesty
from sim.calibration import moments, waves
from sim.calibration.inputs import Prior, Target, targets
from sim.honesty import effects, headlines, luck, missed, moves, playing, rivals, sources, verdicts
from sim.honesty.moves import LOWER, RAISE, Move
from sim.observed import UKRAINE, Observed, observed
from sim.scenario.varying import can_vary
from tests.ensembles import edited, ensemble, only, shipped

RUNS, DAYS, SEED = 100, 45, 5
OUTCOMES = len(sim.result.OUTCOMES)


@pytest.fixture(scope="module")
def card() -> honesty.Card:
    """The card of some weeks of the baseline."""
    return honesty.card(shipped().set("days", DAYS), runs=RUNS, seed=SEED)


def chosen(scenario: sim.Scenario, *names: str) -> list[Move]:
    """The moves of some parameters."""
    return [move for move in moves.moves(scenario, sources.priors(scenario)) if move.parameter in names]


def found_effects(scenario: sim.Scenario, *names: str, runs: int = 400) -> list[effects.Effect]:
    """The effects of some parameters, without the rest of a card."""
    some = chosen(scenario, *names)
    after = playing.moved(scenario, some, runs, SEED, 1, lambda done: None)
    return effects.effects(list(headlines.headlines(scenario)), playing.watch(scenario, runs, SEED).happened, after, some)


def at_random(*rungs: str, days: int) -> sim.Scenario:
    """A ladder of these rungs, no red lines and no mediator, where everybody chooses at random."""

    def alone(data):
        data["days"], data["talks"]["precision"] = days, 0
        del data["parties"]["us"]

    return edited(alone, only(*rungs))


def drawn(share: float, runs: int, seed: int) -> np.ndarray:
    """A headline that is true of so many runs, to a run, shape (runs,)."""
    return np.random.default_rng(seed).permutation(np.arange(runs) < round(share * runs))


# The card as a whole


def test_outcomes_of_a_card_add_up(card):
    outcomes = [one for name, one in card.headlines.items() if name.startswith("outcome.")]
    assert len(outcomes) == OUTCOMES
    for which in ("model", "random"):
        assert sum(getattr(one, which).value for one in outcomes) == pytest.approx(1)


def test_each_difference_is_the_model_less_chance(card):
    for one in card.headlines.values():
        assert one.difference.value == pytest.approx(one.model.value - one.random.value)
        assert one.difference.low <= one.difference.value <= one.difference.high


def test_the_shares_of_a_card_are_those_of_a_summary(card):
    summary = ensemble(shipped().set("days", DAYS), RUNS, SEED).summary
    assert {name: one.model for name, one in card.headlines.items()} == {name: summary[name] for name in card.headlines}


def test_changes_of_outcomes_cancel(card):
    for one in card.effects:
        for changes in filter(None, (one.raised, one.lowered)):
            assert sum(list(changes.values())[:OUTCOMES]) == pytest.approx(0, abs=1e-12), one.parameter


def test_every_flip_is_one_pair_of_a_move_and_a_verdict(card):
    assert card.pairs == len(card.moves) * (len(card.headlines) + 1)
    pairs = [(verdict.name, flip.parameter, flip.way) for verdict in card.verdicts for flip in verdict.flips]
    assert len(pairs) == len(set(pairs)) == card.flips
    assert {(parameter, way) for _, parameter, way in pairs} <= {(move.parameter, move.way) for move in card.moves}


def test_every_number_is_moved_or_left_out_with_a_reason(card):
    moved = {move.parameter for move in card.moves}
    numbers = {name for name, found in shipped().parameters.items() if found.kind in ("number", "integer")}
    assert moved | set(card.left_out) == numbers
    assert not moved & set(card.left_out)
    assert all(card.left_out.values())


def test_everything_that_was_moved_has_an_effect_and_a_basis(card):
    assert sorted(one.parameter for one in card.effects) == sorted({move.parameter for move in card.moves})
    assert set(card.bases) == set(can_vary(shipped().data))
    assert [one.change for one in card.effects] == sorted((one.change for one in card.effects), reverse=True)


def test_progress_hears_of_every_run():
    scenario, heard = at_random("truce", days=7), []
    honesty.card(scenario, runs=100, progress=heard.append)
    assert sum(heard) == 100 * honesty.making.plays(scenario)


def test_the_text_keeps_to_80_columns(card):
    assert max(len(line) for line in honesty.show(card).splitlines()) <= 80


def test_the_text_names_what_it_has_found(card):
    said = " ".join(honesty.show(card).split())
    for one in card.effects[:5]:
        assert f"{one.parameter} {one.value:g} ({card.bases[one.parameter].kind})" in said
    for held in card.targets:
        assert (f"{held.target} wanted" in said) == (held.verdict == missed.MISSED)
        assert held.verdict == missed.MET or held.target in said
    for verdict in card.verdicts:
        assert (f"{verdict.words} ({verdict.says}" in said) == bool(verdict.flips)


@pytest.mark.parametrize("name", ["us_walks_away", "europe_alone", "holiday_truce"])
def test_other_scenarios_have_a_card_too(name):
    found = honesty.card(shipped(name).set("days", 30), runs=100)
    said = honesty.show(found)
    assert max(len(line) for line in said.splitlines()) <= 80
    assert ("the mediator walks away" in said) == bool(shipped(name).situation.role("mediator"))


@pytest.mark.parametrize("runs", [5, 60_000, 0, True])
def test_counts_that_make_no_sense_are_refused(runs):
    with pytest.raises(ValueError, match="takes from 100 to 50,000 runs of each setting"):
        honesty.card("baseline", runs=runs)


# What is moved


def test_a_move_is_a_tenth_of_the_value():
    up, down = chosen(shipped(), "us.bias")
    assert (up.way, down.way) == (RAISE, LOWER)
    assert up.after == pytest.approx(1.1 * shipped().get("us.bias"))
    assert down.after == pytest.approx(0.9 * shipped().get("us.bias"))


def test_a_move_stays_in_the_range():
    (down,) = chosen(shipped(), "agreements.truce.relief.russia")
    assert (down.way, down.before, down.after) == (LOWER, 1.0, 0.9)


def test_a_zero_moves_by_a_tenth_of_its_prior():
    scenario = shipped().set("us.bias", 0)
    prior = Prior("us.bias", -0.2, 0.6, "even", "judgement")
    up, down = moves.both(scenario, "us.bias", prior)
    assert (up.after, down.after, up.a_tenth_of) == (pytest.approx(0.08), pytest.approx(-0.08), moves.ITS_PRIOR)
    assert moves.both(scenario, "us.bias", None) == []
    assert moves.left_out(scenario, {})["us.bias"] == moves.ZERO


def test_a_tenth_that_leaps_over_the_prior_is_a_tenth_of_the_prior():
    scenario, prior = shipped().set("truces.memory", 0.998), Prior("truces.memory", 0.995, 0.9999, "even", "judgement")
    up, down = moves.both(scenario, "truces.memory", prior)
    assert (up.after, down.after) == (pytest.approx(0.99849), pytest.approx(0.99751))


def test_workers_change_nothing():
    scenario, some = shipped().set("days", 20), chosen(shipped(), "us.bias", "ukraine.trust")
    alone, together = (playing.moved(scenario, some, 9_000, SEED, workers, lambda done: None) for workers in (1, 2))
    assert np.array_equal(alone, together)


# What matters


def test_what_no_rule_can_feel_shows_nothing():
    scenario = shipped().set_all({"days": 120, "us.candour.russia": 0.02, "russia.optimism": 0, "us.aid": 0})
    for one in found_effects(scenario, "us.candour.russia", "us.cut", "us.after_exit"):
        assert (one.change, one.error, one.noise, one.is_felt) == (0, 0, 0, False), one.parameter


def test_a_parameter_that_alone_matters_comes_first():
    scenario = at_random("freeze", days=200).set("truces.review", 0.02)
    names = ("ukraine.trust", "russia.war_cost", "truces.review", "front.held", "agreements.freeze.weight")
    first, *others = found_effects(scenario, *names, runs=2000)
    assert first.parameter == "truces.review"
    assert first.is_felt
    assert first.raised["outcome.ceasefire holding"] < 0 < first.lowered["outcome.ceasefire holding"]
    assert all(one.change == 0 for one in others)


def test_the_change_is_the_mean_over_headlines_and_moves():
    before = np.array([[True] * 4, [False] * 4])
    after = np.array([[[True, True, True, False], [False] * 4], [[True] * 4, [True, True, False, False]]])
    (one,) = effects.effects(["a", "b"], before, after, [Move("x", RAISE, 1, 1.1, ""), Move("x", LOWER, 1, 0.9, "")])
    assert (one.raised, one.lowered) == ({"a": -0.25, "b": 0.0}, {"a": 0.0, "b": 0.5})
    assert one.change == pytest.approx((0.25 + 0.5) / 4)


def test_a_mere_shuffle_is_not_felt():
    shuffled = [np.stack([drawn(share, 2000, seed + place) for place, share in enumerate((0.5, 0.3, 0.8, 0.1))]) for seed in (1, 50)]
    (one,) = effects.effects(["a", "b", "c", "d"], shuffled[0], shuffled[1][None], [Move("x", RAISE, 1, 1.1, "")])
    assert one.change == 0  # not a share has moved
    assert one.noise == pytest.approx(np.sqrt(2 / np.pi) * np.mean([np.sqrt(2 * p * (1 - p) / 2000) for p in (0.5, 0.3, 0.8, 0.1)]), rel=0.05)
    luck_of_its_own = np.random.default_rng(3).random((2, 4, 2000)) < np.array([0.5, 0.3, 0.8, 0.1])[:, None]
    (other,) = effects.effects(["a", "b", "c", "d"], luck_of_its_own[0], luck_of_its_own[1:], [Move("x", RAISE, 1, 1.1, "")])
    assert not other.is_felt


# What flips


def of(before: float, *after: float, runs: int = 2000, paired: bool = True) -> verdicts.Verdict:
    """The verdict on a headline with this share, and with these after moves; with the same luck, or each with its own."""
    first = drawn(before, runs, 1)
    moved = np.stack([drawn(share, runs, 1 if paired else 2 + number) for number, share in enumerate(after)])
    some = [Move(f"move_{number}", RAISE, 1, 1.1, "") for number in range(len(after))]
    return verdicts.of_headline("a", "a headline", first, moved, moved.mean(axis=1), some)


def test_a_verdict_on_the_edge_flips():
    found = of(0.505, 0.45, 0.52)
    assert [(flip.parameter, flip.becomes) for flip in found.flips] == [("move_0", "not in most runs")]
    assert found.too_close


def test_the_clearest_flip_comes_first():
    assert [flip.parameter for flip in of(0.6, 0.48, 0.3, 0.4).flips] == ["move_1", "move_2", "move_0"]


def test_a_verdict_far_from_the_edge_does_not():
    found = of(0.9, 0.75, 0.99)
    assert (found.flips, found.within_luck, found.too_close) == ([], 0, False)


def test_a_flip_that_luck_could_have_made_is_not_counted():
    found = of(0.505, 0.495, paired=False)
    assert (found.flips, found.within_luck) == ([], 1)
    assert len(of(0.505, 0.495).flips) == 1  # the same shares, but not a run came back: with the same luck it is clear


def outcomes(*shares: float, seed: int = 1, runs: int = 2000) -> np.ndarray:
    """Outcomes with these shares, shape (outcomes, runs)."""
    codes = np.random.default_rng(seed).permutation(np.repeat(np.arange(len(shares)), [round(share * runs) for share in shares]))
    return codes == np.arange(OUTCOMES)[:, None]


def test_another_most_frequent_outcome_is_a_flip():
    before = outcomes(0.4, 0.35, 0.25)
    after = np.stack([outcomes(0.3, 0.45, 0.25), outcomes(0.5, 0.25, 0.25)])
    found = verdicts.of_outcomes(before, after, after.mean(axis=2), [Move("one", RAISE, 1, 1.1, ""), Move("other", LOWER, 1, 0.9, "")])
    assert (found.says, found.too_close) == ("no deal", False)
    assert [(flip.parameter, flip.becomes, flip.share) for flip in found.flips] == [("one", "limited deals only", pytest.approx(0.45))]


def test_a_lead_within_luck_is_too_close_to_call():
    before = outcomes(0.36, 0.35, 0.29)
    after = outcomes(0.35, 0.36, 0.29, seed=2)[None]
    found = verdicts.of_outcomes(before, after, after.mean(axis=2), [Move("one", RAISE, 1, 1.1, "")])
    assert (found.too_close, found.flips, found.within_luck) == (True, [], 1)


# What chance says


def test_at_random_half_of_what_is_offered_is_accepted():
    runs = 4000
    found = rivals.watch_random(at_random("civilian_targets", days=7).set("talks.precision", 50), runs, SEED).happened
    reached = found[OUTCOMES].mean()  # it is offered in half of the runs, and accepted in half of these
    assert reached == pytest.approx(1 / 4, abs=3 * np.sqrt(1 / 4 * 3 / 4 / runs))


def test_at_random_every_rung_is_as_likely_as_holding_out():
    runs, rungs = 4000, ("civilian_targets", "truce", "freeze")
    found = rivals.watch_random(at_random(*rungs, days=7), runs, SEED).happened[OUTCOMES : OUTCOMES + len(rungs)]
    assert found.mean(axis=1) == pytest.approx([1 / 8] * 3, abs=3 * np.sqrt(1 / 8 * 7 / 8 / runs))


def test_a_red_line_stands_even_at_random():
    def draw(data):
        data["red_lines"] = {"russia": {"blocks": ["freeze"], "worth": 0.9, "hazard": 0}}

    scenario = edited(draw, at_random("freeze", days=60))
    assert rivals.watch_random(scenario, 200, SEED).happened[OUTCOMES].mean() == 0


def test_at_random_no_strategy_is_followed_and_no_event_makes_anybody_precise():
    def change(data):
        data["parties"]["russia"]["strategy"] = "stubborn"
        data["events"] = [{"day": 3, "title": "clear heads", "set": {"talks.precision": 200, "us.bias": 0.1}}]

    plain = shipped().set("days", 40)
    with_them = rivals.watch_random(edited(change, plain), 200, SEED).happened
    assert rivals.at_random(edited(change, plain)).situation.events[0].set == {"us.bias": 0.1}
    assert np.array_equal(with_them[:OUTCOMES], rivals.watch_random(plain, 200, SEED).happened[:OUTCOMES])


def test_a_model_of_chance_is_the_same_as_chance():
    scenario = shipped().set_all({"days": 40, "talks.precision": 0})
    model, random = playing.watch(scenario, 200, SEED), rivals.watch_random(scenario, 200, SEED)
    assert np.array_equal(model.happened, random.happened)


@pytest.mark.parametrize("planted", [0.0005, 0.02, 0.3])
def test_a_planted_hazard_is_found(planted):
    days = observed()[UKRAINE].days
    assert rivals.hazard(Observed(50, days, np.exp(-planted * days))) == pytest.approx(planted, rel=1e-4)


def test_no_other_constant_hazard_is_nearer_to_the_table():
    for row in rivals.ROWS:
        table = observed()[row]
        best = rivals.hazard(table)

        def off(danger, table=table):
            return ((np.exp(-danger * table.days) - table.share) ** 2).sum()

        assert off(best) < min(off(danger) for danger in np.geomspace(1e-4, 0.5, 300))


def lives(hazard: float, settings: int, each: int) -> np.ndarray:
    """Collapses by setting and day, of lives in constant danger that are cut off on day 200."""
    ends = np.random.default_rng(4).geometric(1 - np.exp(-hazard), (settings, each)).clip(max=200)
    return np.stack([np.bincount(one, minlength=201) for one in ends]).astype(float)


def test_the_distance_from_the_table_has_its_error():
    counts = lives(0.012, 600, 150)
    cut_off = np.zeros_like(counts)
    cut_off[:, 200], counts[:, 200] = counts[:, 200], 0
    curves = moments.kaplan_meier(counts, cut_off)
    days, seen = list(moments.SURVIVAL_DAYS), np.array([0.86, 0.55, 0.46, 0.23, 0.09])
    offs = [rivals.root_mean_square(share[days] - seen) for share in curves.share]
    errors = [rivals.error_of_distance(share[days], seen, error[days]) for share, error in zip(curves.share, curves.error, strict=True)]
    assert np.median(errors) == pytest.approx(np.std(offs), rel=0.15)


def test_lives_in_constant_danger_are_as_near_as_the_constant_hazard():
    table = observed()[UKRAINE]
    share = np.exp(-rivals.hazard(table) * np.array(moments.SURVIVAL_DAYS))
    found = rivals.fit(UKRAINE, list(moments.SURVIVAL_DAYS), share, np.full(5, 0.01))
    assert found.model_off == pytest.approx(found.constant_off)
    assert found.nearer == "as near"
    exact = rivals.fit(UKRAINE, list(moments.SURVIVAL_DAYS), np.array(found.observed), np.full(5, 0.01))
    assert (exact.model_off, exact.nearer) == (0, "nearer")


# Evidence, targets, luck


def test_the_firmest_evidence_counts_and_judgement_beside_it_is_counted():
    basis = sources.Basis(sources.firmest("F5, A22; judgement"), "F5, A22; judgement")
    assert (basis.kind, basis.with_judgement) == ("facts", True)
    counts = sources.counted([basis, sources.Basis("claims", "A3"), sources.Basis("judgement", "judgement")])
    assert (counts["facts"].with_judgement, counts["claims"].with_judgement, counts["judgement"].with_judgement) == (1, 0, 0)


def test_every_number_of_the_calibrated_situation_has_a_basis_of_its_own():
    found = sources.bases(shipped())
    counts = sources.counted(found.values())
    assert sum(one.numbers for one in counts.values()) == len(can_vary(shipped().data))
    assert counts[sources.OWN].numbers == 0
    assert found["russia.resources"] == sources.Basis("facts", "F5")
    assert found["russia.exposure"].kind == sources.JUDGEMENT
    assert found["ukraine.resources"].source == "the unit of strength"


def test_a_value_of_its_own_is_no_evidence():
    found = sources.bases(shipped().set("russia.resources", 4))
    assert [name for name, basis in found.items() if basis.kind == sources.OWN] == ["russia.resources"]


def test_where_others_fight_nothing_rests_on_this_war():
    assert {basis.kind for basis in sources.bases(other_war()).values()} == {sources.OWN}
    assert sources.priors(other_war()) == {}


def other_war() -> sim.Scenario:
    """The baseline, fought by others."""

    def rename(data):
        data["parties"] = {"rome" if name == "russia" else name: party for name, party in data["parties"].items() if name != "us"}
        data["red_lines"] = {}
        for rung in data["agreements"].values():
            rung["relief"] = {"rome": rung["relief"]["russia"], "ukraine": rung["relief"]["ukraine"]}

    return edited(rename)


def test_targets_are_judged_as_the_calibration_judges_them():
    model = playing.watch(shipped(), 256, SEED)
    found = missed.against_targets(shipped(), model.tally, model.tally)
    for one, target in zip(found, targets(), strict=True):
        number = moments.SUMMARIES[target.summary](model.tally)
        as_seen = waves.Seen(np.zeros((1, 0)), number.value[None], number.error[None])
        assert (one.verdict == missed.MISSED) == (not waves.left(as_seen, [target])[0]), target.name


def test_a_target_is_missed_by_more_than_two_standard_errors_only():
    tally = playing.watch(shipped().set("days", 60), 200, SEED).tally
    found = moments.SUMMARIES["six_weeks_no_general"](tally)
    value, error = float(found.value[0]), float(found.error[0])
    near, far = (Target("t", "w", "six_weeks_no_general", value - 0.01 - times * error, 0.01, "share", "F1") for times in (1.9, 2.1))
    assert [missed.judged(target, tally)[1] for target in (near, far)] == [missed.MET, missed.MISSED]


@pytest.mark.parametrize(
    ("scenario", "summary", "why"),
    [
        (shipped().set("days", 60), "general_survival_90", "60 days are too few"),
        (shipped().set("days", 60), "without_peace", "60 days are too few"),
        (shipped().set("days", 60), "front_drift", ""),
        (shipped().set("days", 700), "without_peace", f"it is counted over {shipped().days} days, not 700"),
        (shipped().set("days", 700), "general_survival_90", ""),
        (only("truce"), "general_gap", "the ladder has no general ceasefire"),
        (only("truce"), "short_truces_kept", ""),
        (only("truce"), "six_weeks_yes_attacker", "no mediator puts the same agreement on the table within six weeks"),
        (shipped().set("start", "2026-02-01"), "general_by_year_end", "it starts after the end of 2025"),
    ],
)
def test_a_target_that_cannot_be_asked_says_why(scenario, summary, why):
    assert missed.cannot_be_asked(scenario, summary) == why


def test_no_target_is_asked_of_another_war():
    assert {missed.cannot_be_asked(other_war(), target.summary) for target in targets()} == {missed.OTHERS_FIGHT}


def test_every_target_can_be_asked_of_the_calibrated_situation(card):
    assert {missed.cannot_be_asked(shipped(), target.summary) for target in targets()} == {""}
    assert len(card.targets) == len(targets())


def test_four_times_the_runs_halve_the_error(card):
    assert card.luck.runs_to_halve == 4 * RUNS
    assert card.luck.half_width == max(luck.half_width(one.model) for one in card.headlines.values())
    more = luck.half_width(sim.analysis.estimates.probability("", drawn(0.5, 400, 1)))
    assert luck.half_width(sim.analysis.estimates.probability("", drawn(0.5, 100, 1))) == pytest.approx(2 * more, rel=0.02)


def test_the_short_form_says_the_same_as_the_card_without_a_run_more(card, monkeypatch):
    result = ensemble(shipped().set("days", DAYS), RUNS, SEED)
    monkeypatch.setattr(sim.Talks, "step", None)
    short = honesty.in_short(result)
    assert (short.luck, short.evidence) == (card.luck, card.evidence)
    assert short.more == "parley honesty baseline (with the same --set)"
    assert honesty.in_short(dataclasses.replace(result, scenario=shipped())).more == "parley honesty baseline"
