"""What is refused in a seat, and how a game is written down."""

from __future__ import annotations

import dataclasses

import pytest

from sim.seat import Choice, Game, SeatError
from sim.story import follow
from tests.ensembles import shipped, without
from tests.seat.games import new


def test_no_more_can_be_undone_than_was_chosen():
    game = new("ukraine").choose(new("ukraine").decision.names[0])
    with pytest.raises(SeatError, match="2 choices cannot be taken back: 1 have been made"):
        game.undo(2)
    assert len(game.choices) == 1


def test_only_what_is_legal_can_be_chosen():
    game = new("ukraine")
    before = game.as_dict(), game.decision
    with pytest.raises(SeatError, match=r"day \d+: ukraine cannot choose 'surrender' here; it can choose .* or "):
        game.choose("surrender")
    with pytest.raises(SeatError, match=r"it is for ukraine to decide, not for russia"):
        game.choose(game.decision.names[0], party="russia")
    assert (game.as_dict(), game.decision) == before


def test_a_shipped_scenario_is_written_down_by_its_name():
    assert Game("baseline").as_dict()["scenario"] == "baseline"
    assert isinstance(Game(shipped().set("days", 30)).as_dict()["scenario"], dict)


def test_there_is_a_game_without_mediator_and_allies():
    scenario = without("us", "europe", scenario=shipped().set("days", 40))
    game = Game(scenario, 1, 1, ["russia", "ukraine"])
    assert [number.name for number in game.numbers("russia")] == ["held", "strength", "trust"]
    assert game.follow_the_model().course.happenings == follow(scenario, 1, 1).happenings


WRITTEN = {
    "game": "parley",
    "scenario": "baseline",
    "digest": shipped().digest,
    "seed": 1,
    "run": 8,
    "parties": ["ukraine"],
    "choices": ["14 ukraine offer truce"],
}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"game": "chess"}, "this is not a game of parley"),
        ({"more": 1}, "'more' is none of them"),
        ({"digest": "0"}, "is not what it was when this game was played"),
        ({"scenario": "/etc/passwd"}, "the name of a shipped one"),
        ({"scenario": {"extends": "baseline", "title": "t"}}, "the name of a shipped one"),
        ({"seed": "1"}, "seed is '1', but should be a whole number"),
        ({"run": 0}, "run is 0, but should be a whole number from 1"),
        ({"parties": []}, "a game needs somebody in a seat: russia, ukraine, us or europe"),
        ({"parties": ["rusia"]}, "baseline has no party 'rusia'; it has russia, ukraine, us and europe"),
        ({"parties": "ukraine"}, "parties of a game should be a list, but is 'ukraine'"),
        ({"choices": [1]}, "1 is not a choice"),
        ({"choices": ["14 ukraine offer peace"]}, "ukraine cannot choose 'peace' here"),
        ({"choices": ["7 ukraine answer yes"]}, "the decision that is due then is '14 ukraine offer'"),
    ],
)
def test_what_is_wrong_with_a_game_is_said_in_one_sentence(changes, sentence):
    with pytest.raises(SeatError, match=sentence) as refusal:
        Game.from_dict(WRITTEN | changes)
    assert str(refusal.value).endswith(".")


def test_a_game_lacks_nothing():
    assert len(Game.from_dict(WRITTEN).choices) == 1
    for key in WRITTEN:
        with pytest.raises(SeatError):
            Game.from_dict({name: value for name, value in WRITTEN.items() if name != key})


def test_after_the_last_day_nothing_is_left_to_decide():
    game = Game(shipped().set("days", 20), 1, 8).follow_the_model()
    assert game.over
    for act in (lambda: game.choose("yes"), game.expect, lambda: game.make(Choice(21, "ukraine", "offer", "truce"))):
        with pytest.raises(SeatError, match="the run is over"):
            act()


def test_before_the_last_day_there_is_no_score():
    for act in (lambda: new("ukraine").score("ukraine"), new("ukraine").debrief):
        with pytest.raises(SeatError, match=r"the run is not over: it is day \d+ of 45"):
            act()


def test_decisions_and_choices_are_not_changed_once_made():
    with pytest.raises(dataclasses.FrozenInstanceError):
        new("ukraine").decision.day = 3
