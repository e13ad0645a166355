"""A game in a seat: the run itself where everybody takes what the model would take, and all that a person may do with it."""

from __future__ import annotations

import json

import numpy as np
import pytest

from sim.happenings import Atrocity, Conduct, Deadline, Occasion, Offer, Proposal, Renewal
from sim.seat import Decision, Game, SeatError, standing
from sim.seat.numbers import numbers
from sim.story import follow
from tests.ensembles import edited, shipped
from tests.seat.games import new

pytestmark = pytest.mark.no_cover  # whole games: tracing would take as long again

EVERYBODY = ("russia", "ukraine", "us", "europe")


def same(game: Game) -> None:
    """A game is the run that is told."""
    told, mine = follow(game.scenario, game.seed, game.run), game.course
    assert mine.happenings == told.happenings
    assert mine.ledgers == told.ledgers
    assert mine.outcome == told.outcome
    assert mine.states.keys() == told.states.keys()
    for name, days in told.states.items():
        np.testing.assert_array_equal(mine.states[name], days)


@pytest.fixture(scope="module")
def everybody() -> Game:
    """A game with a person in every seat, who takes what the model would take."""
    return new(*EVERYBODY).follow_the_model()


@pytest.fixture(scope="module")
def decisions(everybody) -> list[Decision]:
    """All decisions of that game."""
    return [mark.decision for mark in everybody.marks]


def test_who_always_takes_what_the_model_would_take_plays_the_run_that_is_told(everybody):
    same(everybody)
    kinds = {choice.kind for choice in everybody.choices}
    assert kinds == {"offer", "answer", "table", "conduct", "proposal", "deadline", "levers", "renewal"}


@pytest.mark.parametrize("party", EVERYBODY)
def test_a_single_seat_changes_nothing_by_itself(party):
    game = new(party).follow_the_model()
    assert {choice.party for choice in game.choices} == {party}
    same(game)


def test_the_shipped_situation_is_played_as_it_is_told():
    scenario = shipped().set("days", 60)
    same(Game(scenario, 1, 2).follow_the_model())


def test_a_strategy_of_the_scenario_is_not_followed_in_a_seat_that_is_taken():
    game = Game(shipped().set_all({"ukraine.strategy": "stubborn", "days": 30}), 1, 1)
    assert type(game.model.defender).__name__ == "Belligerent"
    assert "freeze" in game.decision.names or "yes" in game.decision.names


# What can be done


def test_what_was_undone_is_as_it_was():
    game = new("ukraine", "us")
    states = []
    for _ in range(6):
        states.append((game.decision, game.course.happenings, game.numbers("ukraine"), game.as_dict()))
        game.choose(game.decision.names[-1])
    following = game.course.happenings
    for state in reversed(states):
        game.undo()
        assert (game.decision, game.course.happenings, game.numbers("ukraine"), game.as_dict()) == state
    for _ in range(6):
        game.choose(game.decision.names[-1])
    assert game.course.happenings == following
    assert game.undo(6).choices == []


def test_what_is_long_past_is_lived_again_when_it_is_wanted(everybody):
    kept = {id(mark.history) for mark in everybody.marks}
    assert len(kept) < len(everybody.marks) / 2
    for count in (3, 13, 25):
        place = len(everybody.marks) - count
        game = everybody.branch().undo(count)
        assert game.decision == everybody.marks[place].decision
        assert game.now.history.day == everybody.eve(place).day == game.day - 1
        assert game.course.happenings == everybody.course.happenings[: len(game.course.happenings)]
        assert game.follow_the_model().course.happenings == everybody.course.happenings


def test_a_branch_goes_on_by_itself():
    game = new("ukraine")
    for _ in range(3):
        game.choose(game.decision.names[0])
    before = game.as_dict(), game.decision
    other = game.branch()
    other.choose(other.decision.names[-1]).undo(2)
    assert (game.as_dict(), game.decision) == before
    assert len(other.choices) == 2


def test_a_game_that_was_written_down_is_played_again_to_the_last_digit(everybody):
    odd = new("ukraine", "europe")
    while not odd.over:
        odd.choose(odd.decision.names[len(odd.choices) % len(odd.decision.names)])
    again = Game.from_dict(json.loads(json.dumps(odd.as_dict())))
    assert again.choices == odd.choices
    assert again.course.happenings == odd.course.happenings
    assert again.score("ukraine") == odd.score("ukraine")
    np.testing.assert_array_equal(again.course.states["held"], odd.course.states["held"])
    assert odd.course.happenings != everybody.course.happenings


def test_a_red_line_is_not_open_to_choice():
    game = new("russia", run=1)
    asked, later = [], []
    while not game.over:
        (asked if game.day < 31 else later).append(game.decision)
        game.choose(game.decision.model)
    assert {decision.kind for decision in asked} >= {"offer", "answer"}
    assert not any({"freeze", "settlement"} & set(decision.names) for decision in asked)
    assert not any("freeze" in decision.question or "ettlement" in decision.question for decision in asked)
    assert any("settlement" in decision.names for decision in later)


def test_nothing_below_what_is_in_force_is_open_to_choice(everybody):
    seen = set()
    for place, mark in enumerate(everybody.marks):
        if mark.decision.kind == "proposal":
            model = everybody.branch().undo(len(everybody.marks) - place).model
            rung, names = model.table.rung[0], model.ladder.names
            assert mark.decision.names[1:] == names[rung + 1 :]
            seen.add(rung)
    assert len(seen) > 1


# What each kind of decision does


def test_an_offer_is_made_as_it_was_chosen():
    game = new("ukraine")
    while game.decision.kind != "offer":
        game.choose(game.decision.model)
    day = game.day
    game.choose("settlement")
    assert [offer.rung for offer in game.course.of(Offer) if offer.day == day] == ["settlement"]


def test_answers_are_given_as_they_were_chosen():
    for word, accepted in (("yes", True), ("no", False)):
        game = new("ukraine")
        while not game.over:
            game.choose(word if "yes" in game.decision.names else game.decision.model)
        offers = [offer.accepted for offer in game.course.of(Offer) if offer.to == "ukraine" and offer.rung]
        tables = [proposal.yes["ukraine"] for proposal in game.course.of(Proposal)]
        renewals = [renewal.yes["ukraine"] for renewal in game.course.of(Renewal)]
        assert set(offers + tables + renewals) == {accepted}
        assert offers


@pytest.mark.parametrize("option", ["keep", "violate"])
def test_who_orders_nothing_violates_by_accident_only_and_who_orders_does(option):
    game, days = new("russia"), []
    while not game.over:
        if option in game.decision.names:
            days.append(game.day)
        game.choose(option if option in game.decision.names else "yes" if "yes" in game.decision.names else game.decision.model)
    violated = {each.day for each in game.course.of(Conduct) if "russia" in each.violated}
    assert len(days) > 3
    assert days == [day for day in days if (day in violated) is (option == "violate")]
    assert ("nobody ordered it" in " ".join(told.sentence for told in game.story(-1))) is bool(violated - set(days))


def test_a_standing_order_holds_as_long_as_the_agreement():
    def asked_again(option: str) -> int:
        game, count = new("russia"), 0
        while game.decision.kind != "conduct":
            game.choose("yes" if "yes" in game.decision.names else game.decision.model)
        since = int(game.model.table.signed_day[0])
        game.choose(option)
        while not game.over and int(game.model.table.signed_day[0]) == since:
            count += game.decision.kind == "conduct"
            game.choose("keep" if "keep" in game.decision.names else "no" if "no" in game.decision.names else "no-offer")
        return count

    assert asked_again("keep-on") == 0 < asked_again("keep")


def test_an_earlier_standing_order_is_obeyed_when_the_past_is_lived_again():
    game = Game(shipped().set("days", 150), run=3, parties=["russia"])
    while not game.over:
        names = game.decision.names
        game.choose(next((option for option in ("keep-on", "yes") if option in names), names[1] if "no-offer" in names else game.decision.model))
    ordered = [place for place, choice in enumerate(game.choices) if choice.option == "keep-on"]
    assert len({game.marks[place].history.day for place in ordered}) < len(ordered)  # some were given while the past was not kept
    for place in range(ordered[0], len(game.choices)):
        assert game.eve(place).day == game.choices[place].day - 1


def test_a_denunciation_ends_an_agreement():
    game = new("ukraine", run=8)
    while "denounce" not in game.decision.names:
        game.choose("yes" if "yes" in game.decision.names else game.decision.model)
    day = game.day
    game.choose("denounce")
    assert [each.denounced for each in game.course.of(Conduct) if each.day == day] == [("ukraine",)]
    assert "denounces it" in " ".join(told.sentence for told in game.story())


def test_a_mediator_may_propose_what_it_likes_or_nothing():
    def proposed(option: str) -> set[str]:
        game = new("us")
        while not game.over:
            game.choose(option if option in game.decision.names else game.decision.model)
        return {proposal.rung for proposal in game.course.of(Proposal)}

    assert proposed("no-proposal") == set()
    assert proposed("truce") == {"truce"}


def test_a_mediator_without_a_plan_of_its_own_may_propose_too():
    scenario = edited(lambda data: data["parties"]["us"].pop("table"), shipped().set("days", 30))
    game = Game(scenario, 1, 1, ["us"])
    assert game.decision.model == "no-proposal"
    assert [each.rung for each in game.choose("truce").course.of(Proposal)] == ["truce"]


def test_a_mediator_may_walk_away_or_let_its_deadline_pass():
    for option, leaves in (("leave", True), ("stay", False)):
        game = Game(shipped().set_all({"us.deadline": 12, "days": 30}), 1, 1, ["us"])
        while game.decision.kind != "deadline":
            game.choose(game.decision.model)
        game.choose(option)
        assert [deadline.leaves for deadline in game.course.of(Deadline)] == [leaves]
        assert bool(game.model.mediator.engaged[0]) is not leaves


def test_a_lever_acts_as_an_event_of_the_scenario_would():
    scenario = shipped().set("days", 50)
    game = Game(scenario, 1, 4, ["europe"])
    assert [game.day, game.decision.model] == [1, "as-it-is"]
    game.choose("as-it-is").choose("sanctions+").follow_the_model()
    event = {"day": 31, "title": "sanctions", "set": {"europe.sanctions": 0.02}}
    told = follow(edited(lambda data: data.update(events=[event]), scenario), 1, 4)
    for name, days in told.states.items():
        np.testing.assert_allclose(game.course.states[name], days, rtol=1e-6)
    assert [each for each in game.course.happenings if not isinstance(each, Occasion)] == [
        each for each in told.happenings if not isinstance(each, Occasion)
    ]
    assert "European allies: the cost of war that sanctions add for Russia" in game.story(1)[0].sentence


def test_levers_stay_within_their_range():
    game = Game(shipped().set_all({"europe.guarantee": 1.0, "days": 35}), 1, 1, ["europe"])
    assert {"guarantee+", "sanctions-"} & set(game.decision.names) == set()
    assert {"guarantee-", "sanctions+", "aid+", "aid-", "backfill+", "backfill-"} <= set(game.decision.names)
    game.choose("guarantee-")
    assert "guarantee+" in game.decision.names


# Two people


def test_two_people_decide_in_turn_and_neither_for_the_other():
    game = new("russia", "ukraine")
    while len({choice.party for choice in game.choices}) < 2:
        other = "ukraine" if game.decision.party == "russia" else "russia"
        with pytest.raises(SeatError, match=f"it is for {game.decision.party} to decide, not for {other}"):
            game.choose(game.decision.model, party=other)
        game.choose(game.decision.model, party=game.decision.party)


def test_what_nobody_ordered_is_told_to_its_own_side_only():
    game = new("russia", "ukraine", run=1).follow_the_model()
    texts = {party: " ".join(told.sentence for told in game.story(-1, party)) for party in ("russia", "ukraine", None)}
    violated = {party for each in game.course.of(Conduct) for party in each.violated}
    assert "nobody ordered it" not in texts[None]
    assert violated
    for party in violated:
        label = game.course.label(party)
        others = [text.replace("; nobody ordered it", "") for text in texts.values()]
        assert len(set(others)) == 1
        assert all(sentence.startswith(label) for sentence in texts[party].split(". ") if "nobody ordered it" in sentence)


# What is told


def test_the_story_is_told_in_pieces_that_make_up_the_whole():
    game, pieces = new("ukraine"), []
    while True:
        pieces += [told.sentence for told in game.story()]
        if game.over:
            break
        game.choose(game.decision.model)
    whole = game.story(-1)
    assert " ".join(pieces) == " ".join(told.sentence for told in whole)
    days = {happening.day for happening in game.course.happenings if isinstance(happening, Offer | Proposal | Atrocity | Deadline)}
    assert days <= {told.first_day for told in whole}


def test_the_story_gives_away_no_reasons():
    game = Game(shipped().set("days", 30), 1, 2).follow_the_model()
    text = " ".join(told.sentence for told in game.story(-1))
    assert "cynical" not in text
    assert "probability" not in text
    assert any(offer.cynical for offer in game.course.of(Offer))


def test_a_decision_as_plain_data_gives_away_nothing_of_the_models_view(decisions):
    for decision in decisions:
        said = json.dumps(decision.as_dict())
        assert '"chance"' not in said
        assert decision.why not in said
        assert [option["name"] for option in json.loads(json.dumps(decision.reasons()))["options"]] == decision.names


def test_chances_add_up_and_terms_add_up_to_the_worth(decisions):
    for decision in decisions:
        chances = [option.chance for option in decision.options]
        assert sum(chances) == pytest.approx(1)
        for option in decision.options:
            assert option.worth is None or sum(option.terms.values()) == pytest.approx(option.worth, abs=1e-12)
        assert decision.model in decision.names
        assert decision.why.endswith(".")
        assert decision.question.endswith("?")
        assert "model" not in decision.question


def test_the_state_is_five_plain_numbers_and_what_is_in_force():
    game = new("ukraine")
    assert [number.name for number in game.numbers("ukraine")] == ["held", "strength", "trust", "blame", "patience"]
    assert standing(game.model) == "No agreement is in force."


def test_the_numbers_are_those_of_the_day(everybody):
    for count in range(1, len(everybody.marks), 4):
        model = everybody.branch().undo(count).model
        found = {number.name: number for number in numbers(model, "russia")}
        assert found["held"].value == model.held[0]
        assert found["trust"].value == model.attacker.trust[0]
        assert found["blame"].value == 1 - model.mediator.blame[0]
        assert all(0 <= number.bar <= 1 for number in found.values())
        assert ("No agreement" in standing(model)) is bool(model.table.rung[0] == -1)
