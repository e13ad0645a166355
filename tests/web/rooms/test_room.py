"""A room by itself: what comes when, what is refused, what is seen, and what is forgotten."""

from __future__ import annotations

import math
from typing import Any

import pytest

from sim.web.refusing import RefusedError
from sim.web.rooms import codes
from sim.web.rooms.house import IDLE, ROOMS, House
from sim.web.rooms.question import Knob, Question, places, whole_places
from sim.web.rooms.room import AWAY, QUESTIONS, STUDENTS, Room

MODEL = {"value": 36.0, "low": 34.0, "high": 38.0}


def question(knob: bool = True) -> Question:
    """A question whose answer is known."""
    found = Knob(("russia.trust",), {}, places(0, 1, 0.5), 20, 10) if knob else None
    return Question(0, 100, {"title": "A case"}, MODEL, (), found)


CHOICES = {"more": "More", "same": "As many", "fewer": "Fewer"}


def ballot(*choices: str) -> tuple[Room, list[str]]:
    """A room in which so many students have chosen something."""
    found = room()
    tokens = [found.join(0.0) for _ in choices]
    found.ask(Question(0, 100, {}, {**MODEL, "found": "more"}, choices=CHOICES), 0.0)
    for token, choice in zip(tokens, choices, strict=True):
        found.say(token, choice, "time", 1.0)
    return found, tokens


def room() -> Room:
    """A room that nobody has entered."""
    return Room("k7m-2qx-9rt", "key", 0.0)


def refused(status: int) -> Any:
    """A refusal with a status."""
    return pytest.raises(RefusedError, check=lambda fault: fault.status == status)


def asked(*numbers: float) -> tuple[Room, list[str]]:
    """A room in which so many students have predicted something."""
    found = room()
    tokens = [found.join(0.0) for _ in numbers]
    found.ask(question(), 0.0)
    for token, number in zip(tokens, numbers, strict=True):
        found.say(token, number, "", 1.0)
    return found, tokens


def test_while_bets_are_taken_only_their_count_is_seen():
    found, _ = asked(10, 20, 90)
    seen = found.view()
    assert (seen["answered"], seen["students"], seen["phase"]) == (3, 3, "betting")
    assert not {"class", "model", "knob"} & set(seen)


def test_closed_bets_show_the_class_and_not_yet_the_model():
    found, _ = asked(10, 20, 90)
    found.close(2.0)
    seen = found.view()
    assert seen["class"]["middle"] == {"median": 20, "low": 15, "high": 55}
    assert seen["class"]["bins"] == [0, 1, 1, 0, 0, 0, 0, 0, 0, 1]
    assert "model" not in seen


def test_the_model_s_answer_is_shown_after_the_bets_are_closed():
    found, _ = asked(10)
    with refused(409) as refusal:
        found.show(2.0)
    assert refusal.value.sentences == ["That is not possible while bets are taken, only while the bets are closed."]
    found.close(2.0)
    found.show(3.0)
    assert found.view()["model"] == MODEL


def test_a_prediction_is_changed_until_the_bets_are_closed():
    found, (token,) = asked(10)
    found.say(token, 35.5, "trust", 2.0)
    assert found.view()["answered"] == 1
    found.close(3.0)
    with refused(409):
        found.say(token, 36, "", 4.0)
    assert found.view_of(token, 4.0)["said"] == 35.5
    assert found.view()["class"]["reasons"] == [("trust", 1)]


def test_bets_are_taken_again_only_before_the_model_has_answered():
    found, (token,) = asked(10)
    found.close(2.0)
    found.reopen(2.0)
    found.say(token, 12, "", 3.0)
    found.close(4.0)
    found.show(4.0)
    with refused(409):
        found.reopen(5.0)


@pytest.mark.parametrize("number", [-1, 100.1, math.nan, math.inf, 10**400, True, "40", None, [40]])
def test_a_prediction_that_is_no_number_in_the_range_is_refused(number: Any):
    found, (token,) = asked(10)
    with refused(422):
        found.say(token, number, "", 2.0)
    assert found.view_of(token, 2.0)["said"] == 10


def test_choices_are_counted_without_names_after_the_bets_are_closed():
    found, (token, *_) = ballot("more", "fewer", "more")
    assert "class" not in found.view()
    assert found.view()["question"]["choices"] == CHOICES
    found.close(2.0)
    seen = found.view()
    assert seen["class"] == {"counts": {"more": 2, "same": 0, "fewer": 1}, "reasons": [("time", 3)]}
    assert "model" not in seen
    assert token not in repr(seen)
    assert found.view_of(token, 2.0)["said"] == "more"


@pytest.mark.parametrize("said", ["all", "", "More", 1, None, ["more"], True])
def test_a_choice_that_is_not_offered_is_refused(said: Any):
    found, (token,) = ballot("same")
    with refused(422):
        found.say(token, said, "", 2.0)
    assert found.view_of(token, 2.0)["said"] == "same"


@pytest.mark.parametrize(("low", "high", "usual"), [(1, 3650, 7), (10, 365, 180), (0, 40, 3), (0, 41, 3)])
def test_places_of_a_whole_number_are_whole_and_the_usual_one_is_among_them(low: int, high: int, usual: int):
    found = whole_places(low, high, usual, (usual, high - 1))
    assert all(type(place) is int for place in found)
    assert list(found) == sorted({*found, usual, low, high, high - 1})


def test_a_reason_is_one_of_the_list():
    found, (token,) = asked(10)
    with refused(422):
        found.say(token, 10, "<script>", 2.0)


def test_a_step_said_twice_is_done_once():
    found, _ = asked(10)
    found.close(2.0)
    version = found.version
    found.close(3.0)
    assert (found.phase, found.version) == ("closed", version)


def test_the_next_question_forgets_what_was_said_to_the_last():
    found, (token,) = asked(10)
    found.ask(question(), 2.0)
    seen = found.view_of(token, 3.0)
    assert (seen["number"], seen["phase"], seen["said"], seen["answered"]) == (2, "betting", None, 0)


def test_tries_are_counted_by_place_and_played_once():
    found, (one, other) = asked(10, 20)
    found.close(2.0)
    found.show(2.0)
    with refused(409):
        found.may_try(one, 4, 2.0)
    found.let_try(3.0)
    for token in (one, other, one):
        found.tried(token, 4, MODEL, 4.0)
    found.tried(one, 7, MODEL, 5.0)
    assert [(dot["place"], dot["count"]) for dot in found.view()["knob"]["dots"]] == [(4, 2), (7, 1)]
    assert found.view_of(one, 6.0)["tried"] == [4, 7]


@pytest.mark.parametrize("place", [-1, 41, 4.0, "4", True, None])
def test_a_knob_has_no_place_outside_its_range(place: Any):
    found, (token,) = asked(10)
    found.close(2.0)
    found.show(2.0)
    found.let_try(2.0)
    with refused(422):
        found.may_try(token, place, 3.0)


def test_a_question_without_a_knob_opens_none():
    found = room()
    found.ask(question(knob=False), 0.0)
    found.close(0.0)
    found.show(0.0)
    with refused(409):
        found.let_try(1.0)


def test_what_a_student_has_said_is_seen_by_nobody_else():
    found, (one, other) = asked(10, 90)
    for seen in (found.view(), found.view_of(other, 2.0)):
        assert one not in repr(seen)
    assert found.view_of(one, 2.0)["said"] == 10


def test_a_room_is_full_at_some_number_of_students():
    found = room()
    for _ in range(STUDENTS):
        found.join(0.0)
    with refused(403):
        found.join(1.0)


def test_silent_tabs_make_room_and_those_that_have_said_something_stay():
    found = room()
    silent, loud = found.join(0.0), found.join(0.0)
    found.ask(question(), 0.0)
    found.say(loud, 50, "", 0.0)
    found.tidy(AWAY + 1)
    assert found.view_of(loud, AWAY + 1)["students"] == 1
    with refused(401):
        found.view_of(silent, AWAY + 1)


def test_a_room_holds_so_many_questions_and_no_more():
    found = room()
    for _ in range(QUESTIONS):
        found.ask(question(), 0.0)
    with refused(409):
        found.ask(question(), 0.0)


def test_whatever_others_can_see_changes_the_version():
    found, (token,) = asked(10)
    versions = [found.version]
    steps = (lambda: found.say(token, 11, "", 2.0), lambda: found.close(2.0), lambda: found.show(2.0), lambda: found.let_try(2.0))
    for step in (*steps, lambda: found.tried(token, 3, MODEL, 2.0), lambda: found.join(2.0), lambda: found.ask(question(), 2.0)):
        step()
        versions.append(found.version)
    assert versions == sorted(set(versions))


def test_codes_cannot_be_guessed_and_can_be_typed():
    made = {codes.new_code() for _ in range(500)}
    assert len(made) == 500
    assert math.log2(len(codes.ALPHABET)) * codes.LENGTH > 40
    for code in made:
        assert codes.read(code.upper().replace("-", " ")) == code
        assert set(code) <= {*codes.ALPHABET, "-"}
    assert not set("01ilouae") & set(codes.ALPHABET)


def test_keys_are_long_and_compared_as_a_whole():
    one, other = codes.new_key(), codes.new_key()
    assert len(one) >= 32
    assert codes.same(one, one)
    assert not any(codes.same(given, one) for given in (other, one[:-1], "", None, 5, f"{one} ", "ü"))


def test_a_house_holds_so_many_rooms_and_forgets_those_that_nobody_uses():
    house = House()
    rooms = [house.open(0.0) for _ in range(ROOMS)]
    with refused(409):
        house.open(1.0)
    rooms[0].join(IDLE)
    house.open(IDLE + 1)
    assert house.find(rooms[0].code, IDLE + 1) is rooms[0]
    with refused(404):
        house.find(rooms[1].code, IDLE + 1)


def test_only_the_key_steers_a_room_and_an_ended_room_is_gone():
    house = House()
    found = house.open(0.0)
    for key in (None, "", found.code, found.key[:-1], house.open(0.0).key):
        with refused(403):
            house.steered(found.code, key, 1.0)
    house.end(house.steered(found.code.upper(), found.key, 1.0))
    with refused(404):
        house.steered(found.code, found.key, 2.0)
