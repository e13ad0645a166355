"""What may be expected of an option, what remains at the end, and what it was worth."""

from __future__ import annotations

import json

import numpy as np
import pytest

from sim.forking import fork
from sim.result import happened
from sim.seat import Expected, Game, SeatError
from sim.seat.expecting import played
from tests.ensembles import edited, shipped, without
from tests.seat.games import busy

pytestmark = pytest.mark.no_cover  # whole games: tracing would take as long again


def at(kind: str, *parties: str, after: int = 0) -> Game:
    """The busy game at its first decision of a kind after a day."""
    game = Game(busy(), 1, 4, parties)
    while game.decision.kind != kind or game.decision.party != parties[0] or game.day <= after:
        game.choose(game.decision.model)
    return game


def by_hand(game: Game, option: str) -> tuple[str, dict[str, float]]:
    """How the run ends if an option is taken and from then on all that the model would take: outcome and scores."""
    other = game.branch().choose(option).follow_the_model()
    return other.course.outcome, {party: other.score(party) for party in other.parties}


def numbers_of(found: Expected) -> dict[str, float]:
    """Its values."""
    return {name: each.value for name, each in (found.shares | found.means).items()}


@pytest.mark.parametrize("kind", ["offer", "answer", "table", "renewal", "conduct"])
def test_with_the_luck_of_the_run_an_option_leads_where_playing_it_leads(kind):
    game = at(kind, "ukraine", after=15)
    found = played(game.now.history, game.parties, game.choices, game.decision, np.array([0]))
    ends = set()
    for option, one in list(zip(game.decision.names, found, strict=True))[-3:]:
        outcome, scores = by_hand(game, option)
        assert happened(one.columns, game.model.ladder.names)[f"outcome.{outcome}"][0]
        assert one.scores["ukraine"][0] == pytest.approx(scores["ukraine"], abs=1e-12)
        ends.add(scores["ukraine"])
    assert len(ends) > 1


@pytest.mark.parametrize(("kind", "party", "after"), [("proposal", "us", 5), ("deadline", "us", 10), ("levers", "europe", 10)])
def test_so_it_is_for_mediators_and_allies(kind, party, after):
    game = at(kind, party, after=after)
    found = played(game.now.history, game.parties, game.choices, game.decision, np.array([0]))
    for option, one in list(zip(game.decision.names, found, strict=True))[1:3]:
        assert one.scores[party][0] == pytest.approx(by_hand(game, option)[1][party], abs=1e-9)
    assert len({one.scores[party][0] for one in found}) > 1


def test_each_continuation_meets_its_own_luck_whatever_goes_on_beside_it():
    game = at("answer", "ukraine")
    facts = game.now.history, game.parties, game.choices, game.decision
    many, one = played(*facts, np.array([1, 2, 3])), played(*facts, np.array([3]))
    for together, alone in zip(many, one, strict=True):
        assert together.scores["ukraine"][2] == alone.scores["ukraine"][0]
        assert len(set(together.scores["ukraine"])) == 3


def test_an_ally_that_changes_nothing_may_expect_what_a_fork_shows_as_it_was():
    game = at("levers", "europe").choose("as-it-is")
    assert game.day == 31
    (mine, *_) = played(game.now.history, game.parties, game.choices, game.decision, np.arange(1, 21))
    forked = fork(busy(), 4, 31, {"something": {"us.bias": 0.3}}, 20).comparison.before.columns
    for name, values in mine.columns.items():
        if name != "run":
            np.testing.assert_array_equal(values, forked[name], err_msg=name)


def test_shares_of_outcomes_add_up_and_intervals_hold_them():
    for found in at("answer", "ukraine").expect(200):
        outcomes = [share for name, share in found.shares.items() if name.startswith("outcome.")]
        assert sum(share.value for share in outcomes) == pytest.approx(1)
        assert all(share.low <= share.value <= share.high for share in outcomes)
        assert found.continuations == 200
        assert json.loads(json.dumps(found.as_dict()))["option"] == found.option
        assert found.means["score.ukraine"].low < found.means["score.ukraine"].value < found.means["score.ukraine"].high


def test_differences_are_paired_with_the_first_option():
    first, second = at("answer", "ukraine").expect(200)
    assert first.against == {}
    for name, difference in second.against.items():
        assert difference.value == pytest.approx(numbers_of(second)[name] - numbers_of(first)[name], abs=1e-12)
    paired, alone = second.against["score.ukraine"], second.means["score.ukraine"]
    assert paired.high - paired.low < 1.4 * (alone.high - alone.low)


def test_what_another_person_has_said_at_the_same_time_is_not_to_be_seen():
    game = at("table", "russia", "ukraine")
    expectations = []
    for word in ("yes", "no"):
        other = game.branch().choose(word)
        assert (other.decision.party, other.decision.kind, other.day) == ("ukraine", "table", game.day)
        expectations.append([numbers_of(found) for found in other.expect(50)])
    assert expectations[0] == expectations[1]


def test_a_standing_order_is_obeyed_in_what_is_expected():
    game = at("conduct", "russia")
    found = dict(zip(game.decision.names, played(game.now.history, game.parties, game.choices, game.decision, np.arange(1, 101)), strict=True))
    assert found["keep-on"].columns["violations_russia"].mean() < found["keep"].columns["violations_russia"].mean()
    assert found["violate"].columns["violations_russia"].mean() > found["keep"].columns["violations_russia"].mean()


def test_nobody_can_tell_by_what_may_follow_that_another_has_ordered_to_keep_an_agreement():
    game, found = at("conduct", "russia", "ukraine"), []
    for word in ("keep", "keep-on"):
        other = game.branch().choose(word)
        while other.decision.party == "russia" or other.day == game.day:
            other.choose("keep" if other.decision.kind == "conduct" else other.decision.model)
        found.append((other.day, other.decision.as_dict(), other.due().reasons(), [numbers_of(one) for one in other.expect(50)]))
    assert found[0] == found[1]


def test_expecting_changes_nothing():
    game = at("answer", "ukraine")
    before = game.as_dict(), game.decision, game.course.happenings
    game.expect(20)
    assert (game.as_dict(), game.decision, game.course.happenings) == before


@pytest.mark.parametrize("count", [0, -1, 20_001, 1.5, True])
def test_only_sensible_counts_of_continuations_are_played(count):
    with pytest.raises(SeatError, match=r"continuations is .*, but should be a whole number from 1 to 20,000"):
        Game("baseline").expect(count)


# The debrief


@pytest.fixture(scope="module")
def contrary() -> Game:
    """A game in which Ukraine refuses everything and orders what it can."""
    game = Game(busy(), 1, 4, ["ukraine"])
    while not game.over:
        names = game.decision.names
        game.choose(next((name for name in ("no", "violate", "no-offer") if name in names), game.decision.model))
    return game


def test_branches_not_taken_lead_where_playing_them_leads(contrary):
    debrief = contrary.debrief(continuations=20, most=2)
    assert len(debrief.reviews) == 2
    for review in debrief.reviews:
        assert contrary.choices[review.number - 1].key == review.decision.key
        game = contrary.branch().undo(len(contrary.choices) - review.number + 1)
        assert game.decision == review.decision
        for branch in review.branches:
            outcome, scores = by_hand(game, branch.option)
            assert (branch.outcome, branch.score) == (outcome, pytest.approx(scores["ukraine"], abs=1e-12))
            assert branch.expected.of == branch.settled.of == 20
        assert [branch.taken for branch in review.branches] == [name == review.chosen for name in review.decision.names]


def test_a_debrief_counts_what_the_model_would_have_done_too(contrary):
    debrief = contrary.debrief(continuations=5, most=2)
    same = [choice.option == mark.decision.model for choice, mark in zip(contrary.choices, contrary.marks, strict=True)]
    assert (debrief.decisions, debrief.as_the_model) == (len(same), sum(same))
    assert json.loads(json.dumps(debrief.as_dict()))["as_the_model"] == sum(same)
    assert not any(review.as_the_model for review in debrief.reviews)


def test_the_score_of_the_same_run_with_nobody_in_the_seat_stands_beside_it(contrary):
    debrief = contrary.debrief(continuations=5, most=1)
    model = Game(busy(), 1, 4, ["ukraine"]).follow_the_model()
    assert debrief.model_score == pytest.approx(model.score("ukraine"), abs=1e-12)
    assert debrief.model_outcome == model.course.outcome
    assert debrief.score == pytest.approx(contrary.score("ukraine"), abs=1e-12)
    assert debrief.score != debrief.model_score


def test_what_is_debriefed_is_the_least_likely_of_what_was_chosen_otherwise(contrary):
    chosen = [
        mark.decision.option(choice.option).chance
        for choice, mark in zip(contrary.choices, contrary.marks, strict=True)
        if choice.option != mark.decision.model
    ]  # fmt: skip
    (review,) = contrary.debrief(continuations=5, most=1).reviews
    assert review.decision.option(review.chosen).chance == min(chance for chance in chosen if chance is not None)


# The score


def still(**values):
    """A war in which nothing moves and nobody talks."""
    quiet = {"front.mobility": 0, "front.noise": 0, "shocks.atrocity.hazard": 0, "talks.every": 3650, "days": 50}
    return without("us", "europe", scenario=shipped().set_all(quiet | {name.replace("__", "."): value for name, value in values.items()}))


def test_where_nothing_moves_a_war_is_worth_what_is_held_less_what_it_costs():
    game = Game(still(), 1, 1, ["russia", "ukraine"])
    for party, held in (("russia", 0.182), ("ukraine", 1 - 0.182)):
        cost = game.scenario.get(f"{party}.war_cost")
        assert game.score(party) == pytest.approx(held - cost, abs=1e-12)


def test_who_is_impatient_cares_for_the_days_and_who_is_patient_for_what_comes_after():
    shares = {}
    for pressure in (0.5, 0.001):
        game = Game(still(ukraine__time_pressure=pressure), 1, 1, ["ukraine"])
        parts = game.debrief(continuations=1).parts
        shares[pressure] = parts["what it expects after the end"] / game.score("ukraine")
    assert shares[0.5] == pytest.approx(0.5 ** (50 / 30))
    assert shares[0.001] == pytest.approx(0.999 ** (50 / 30))


def test_an_agreement_saves_costs_of_war_and_costs_at_home():
    scenario = edited(
        lambda data: data.update(
            talks={"every": 1, "precision": 1e6},
            red_lines={},
            agreements={"freeze": {"coverage": 1, "relief": {"russia": 1, "ukraine": 1}, "days": "open", "weight": 1, "monitoring": 1}},
        ),
        still(
            russia__war_economy=0, russia__resolve=0.0, ukraine__resolve=0.1, ukraine__resolve_half_life=1e6, russia__exposure=0, ukraine__exposure=0,
            ukraine__time_pressure=0.5, truces__accident=0, truces__tempo=0,
        ),
    )  # fmt: skip
    game = Game(scenario, 1, 1, ["ukraine"]).follow_the_model()
    assert [len(game.course.in_force()), game.course.in_force()[0][1]] == [1, 1]
    after = 0.5 ** (50 / 30)
    parts = game.debrief(continuations=1).parts
    assert parts["what the war costs it"] == 0
    assert parts["what agreements cost it at home"] == pytest.approx(-0.1 * (1 - after), rel=1e-3)
    assert parts["what it holds"] == pytest.approx((1 - 0.182) * (1 - after))


def test_a_mediator_is_scored_by_what_calms_it_while_it_is_there():
    game = Game(busy(), 1, 4, ["us"]).follow_the_model()
    parts, course = game.debrief(continuations=1).parts, game.course
    signed = sum(1 for happening in course.happenings if happening.kind == "signing")
    assert parts["new agreements"] == pytest.approx(signed * game.scenario.get("us.progress") * 15)
    assert parts["days of a total ceasefire"] == sum(
        min(end, 45) - since for rung, since, end in course.in_force() if course.scenario.situation.agreements[rung].coverage == 1
    )


def test_an_ally_is_scored_by_what_the_defender_values():
    game = Game(shipped().set("days", 20), 1, 4, ["ukraine", "europe"]).follow_the_model()
    assert game.score("europe") == game.score("ukraine")
    assert game.debrief("europe", continuations=1).terms_of == "ukraine"
