"""A class over HTTP: thirty students, a teacher with the key, and everybody who should not be able to do something."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

import sim
from sim.lessons import read
from sim.web.answers.betting import Wager, prepared
from sim.web.app import application
from sim.web.routes import rooms, teaching
from sim.web.settings import Settings

pytestmark = pytest.mark.no_cover
CLIENT = "a-tab-of-the-tests"
BASE = "http://127.0.0.1"
MEASURE, KNOB = "outcome.ceasefire holding", "russia.time_pressure"
QUESTION = {"scenario": "baseline", "set": {KNOB: 0.05}, "measure": MEASURE, "knob": KNOB}
DAYS = 35
LESS = {"days": DAYS}


class Class:
    """A room over HTTP."""

    def __init__(self, web: TestClient) -> None:
        self.web = web
        self.room = self.post("/api/rooms").json()

    def post(self, path: str, **body: Any) -> Any:
        """Ask something."""
        return self.web.post(path, json={"client": CLIENT, **body})

    def do(self, what: str, **body: Any) -> Any:
        """Do something in the room."""
        return self.post(f"/api/rooms/{self.room['code']}/{what}", **body)

    def steer(self, what: str, **body: Any) -> Any:
        """Do something with the key."""
        return self.do(what, key=self.room["key"], **body)

    def join(self) -> str:
        """A student's token."""
        return self.do("join").json()["token"]


@pytest.fixture(scope="module")
def web() -> Iterator[TestClient]:
    """The page, asked from this machine, with a rate that no test but one reaches."""
    with TestClient(application(Settings(workers=1, ahead=False, rate=10_000, address_rate=10_000)), BASE, client=("127.0.0.1", 50000)) as found:
        yield found


@pytest.fixture
def room(web: TestClient) -> Iterator[Class]:
    """A room, ended afterwards."""
    found = Class(web)
    yield found
    found.steer("end")


def test_thirty_students_predict_and_are_shown_beside_the_model(room: Class):
    tokens = [room.join() for _ in range(30)]
    assert len(set(tokens)) == 30
    assert room.steer("ask", **QUESTION, **LESS).json()["phase"] == "betting"
    for number, token in enumerate(tokens):
        assert room.do("predict", token=token, said=3 * number, reason="time").status_code == 200
    during = room.do("look").json()
    assert (during["answered"], during["students"]) == (30, 30)
    assert not {"class", "model"} & set(during)
    room.steer("close")
    shown = room.steer("show").json()
    assert (sum(shown["class"]["bins"]), shown["class"]["middle"]["median"]) == (30, 43.5)
    expected = sim.run(sim.load("baseline", [f"{KNOB}=0.05"]).set("days", DAYS), 2000, 1).summary[MEASURE]
    assert [shown["model"][name] / 100 for name in ("value", "low", "high")] == pytest.approx([expected.value, expected.low, expected.high])
    usual = sim.run(sim.load("baseline").set("days", DAYS), 2000, 1).summary[MEASURE]
    assert shown["question"]["before"]["value"] == pytest.approx(100 * usual.value)


def test_every_lesson_has_a_bet_that_a_class_can_be_asked(room: Class):
    shelf = room.steer("lessons").json()["lessons"]
    assert [one["number"] for one in shelf] == list(range(1, len(shelf) + 1))
    assert all(len(one["bets"]) == len(read(one["name"]).bets) and one["knobs"] for one in shelf)


def test_a_bet_of_a_lesson_is_answered_as_the_lesson_is(room: Class):
    token = room.join()
    seen = room.steer("ask", lesson="a_deal_exists", bet=0).json()
    assert (seen["question"]["lesson"], seen["phase"]) == (1, "betting")
    assert "replies" not in str(seen)
    for step in ("close", "show", "try"):
        seen = room.steer(step).json()
    lesson = read("a_deal_exists")
    before, after = (sim.run(setting.scenario, 2000, 1) for setting in (lesson.before, lesson.after))
    verdict = lesson.bets[0].judged(50, before, after)
    assert seen["model"]["value"] == pytest.approx(100 * verdict.after.value)
    assert seen["question"]["before"]["value"] == pytest.approx(100 * verdict.before.value)
    assert verdict.reply in seen["model"]["replies"].values()
    usual = seen["knob"]["usual"]
    (dot,) = room.do("move", token=token, place=usual).json()["knob"]["dots"]
    assert dot["value"] == pytest.approx(100 * verdict.before.value)


def test_a_bet_between_choices_is_counted_and_answered_as_the_lesson_is(room: Class, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(teaching, "RUNS", 200)
    tokens = [room.join() for _ in range(3)]
    seen = room.steer("ask", lesson="empty_offers", bet=0).json()
    lesson = read("empty_offers")
    assert seen["question"]["choices"] == dict(lesson.bets[0].choices)
    assert not {"found", "replies", "model"} & set(seen["question"])
    for token, choice in zip(tokens, ("fewer", "more", "fewer"), strict=True):
        assert room.do("predict", token=token, said=choice).json()["said"] == choice
    assert room.do("predict", token=tokens[0], said=50).status_code == 422
    room.steer("close")
    shown = room.steer("show").json()
    assert shown["class"]["counts"] == {"more": 1, "same": 0, "fewer": 2}
    before, after = (sim.run(setting.scenario, 200, 1) for setting in (lesson.before, lesson.after))
    verdict = lesson.bets[0].judged("more", before, after)
    assert shown["model"]["found"] == verdict.found
    assert verdict.reply == shown["model"]["replies"]["right" if verdict.found == "more" else "wrong"]
    numbers = (shown["question"]["before"]["value"], shown["model"]["value"])
    assert numbers == pytest.approx((verdict.before.value, verdict.after.value))


def test_a_whole_number_is_tried_at_whole_numbers_only(room: Class):
    token = room.join()
    question = {**QUESTION, **LESS, "measure": "reached.truce", "knob": "talks.every"}
    refused = room.steer("ask", **{**question, "set": {"talks.every": 3.5}})
    assert (refused.status_code, "a whole number" in refused.json()["sentences"][0]) == (422, True)
    room.steer("ask", **{**question, "set": {"talks.every": 12}})
    for step in ("close", "show", "try"):
        knob = room.steer(step).json().get("knob")
    assert [knob["places"][knob[name]] for name in ("usual", "asked")] == [7, 12]
    assert all(type(place) is int for place in knob["places"])
    assert room.do("move", token=token, place=3.5).status_code == 422
    (dot,) = room.do("move", token=token, place=3).json()["knob"]["dots"]
    value = knob["places"][3]
    expected = sim.run(sim.load("baseline").set_all({"days": DAYS, "talks.every": value}), 2000, 1).summary["reached.truce"]
    assert [dot[name] / 100 for name in ("value", "low", "high")] == pytest.approx([expected.value, expected.low, expected.high])


def test_the_knobs_of_a_lesson_are_moved_evenly_and_whole_ones_in_whole_steps(room: Class):
    knob = prepared(Wager("hold_180_days", 0, 1, 1, 1))["knob"]
    assert knob.names == ("agreements.thirty_day_ceasefire.days",)
    assert all(type(place) is int for place in knob.places)
    assert (knob.places[0], knob.places[-1], knob.places[knob.usual], knob.places[knob.asked]) == (10, 365, 30, 180)
    assert prepared(Wager("hold_180_days", 0, 0, 1, 1))["knob"].places[:3] == (0.0, 0.025, 0.05)


@pytest.mark.parametrize(
    ("wrong", "status", "word"),
    [
        ({"lesson": "a_deal"}, 404, "a_deal"),
        ({"bet": 99}, 422, "bet 99"),
        ({"bet": -1}, 422, "bet"),
        ({"knob": 50}, 422, "knob"),
        ({"lesson": 1}, 422, "lesson"),
    ],
)
def test_a_bet_that_no_lesson_has_is_refused_with_a_sentence(room: Class, wrong: dict[str, Any], status: int, word: str):
    found = room.steer("ask", **{"lesson": "a_deal_exists", "bet": 0, **wrong})
    assert found.status_code == status
    assert word in found.json()["sentences"][0]


def test_a_try_answers_as_the_model_does_there(room: Class):
    token = room.join()
    room.steer("ask", **QUESTION, **LESS)
    for step in ("close", "show", "try"):
        room.steer(step)
    seen = room.do("move", token=token, place=30).json()
    (dot,) = seen["knob"]["dots"]
    expected = sim.run(sim.load("baseline").set_all({"days": DAYS, KNOB: seen["knob"]["places"][30]}), 2000, 1).summary[MEASURE]
    assert (dot["place"], dot["count"], dot["value"] / 100) == (30, 1, pytest.approx(expected.value))


def test_places_of_the_knob_are_played_ahead_while_the_class_talks(room: Class, monkeypatch: pytest.MonkeyPatch):
    asked: list[int] = []
    played = rooms.played

    async def noted(request: Any, room: Any, question: Any, places: tuple[int, ...]) -> Any:
        found = await played(request, room, question, places)
        asked.extend(places)
        return found

    monkeypatch.setattr(rooms, "played", noted)
    monkeypatch.setitem(room.web.app.state._state, "settings", Settings(rate=10_000, address_rate=10_000))
    token = room.join()
    room.steer("ask", **QUESTION, days=1)
    room.steer("close")
    deadline = time.monotonic() + 60
    while len(asked) < 41 and time.monotonic() < deadline:
        room.do("look")
    room.steer("show")
    assert room.steer("try").json()["knob"]["dots"] == []
    seen = room.do("move", token=token, place=0).json()
    assert [dot["place"] for dot in seen["knob"]["dots"]] == [0]
    assert asked == list(range(41))


@pytest.mark.parametrize("what", ["steer", "ask", "lessons", "close", "reopen", "show", "try", "end"])
def test_nothing_is_steered_without_the_key(room: Class, what: str):
    token = room.join()
    for key in (None, "", token, room.room["code"], ["x"]):
        found = room.do(what, key=key, **QUESTION)
        assert found.status_code == 403
        assert "key" in found.json()["sentences"][0]
    assert room.do("look").json()["phase"] == "waiting"


def test_nobody_is_shown_the_key_or_another_token(room: Class):
    one, other = room.join(), room.join()
    seen = room.do("look", token=other).text + room.do("look").text + room.steer("steer").text
    assert one not in seen
    assert room.room["key"] not in seen


def test_an_ended_room_is_gone_with_a_sentence(web: TestClient):
    room = Class(web)
    room.steer("end")
    found = room.do("look")
    assert found.status_code == 404
    assert found.json()["sentences"][0].startswith("There is no such room.")
    assert web.get(f"/room/{room.room['code']}").status_code == 404
    assert web.get(f"/room/{room.room['code']}/projector").status_code == 404


def test_a_room_has_a_page_for_each_seat(room: Class):
    for path in ("/room", *(f"/room/{room.room['code']}{seat}" for seat in ("", "/projector", "/teacher"))):
        found = room.web.get(path)
        assert (found.status_code, found.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert "{{" not in found.text
        assert "script-src 'self'" in found.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("wrong", "status", "word"),
    [
        ({"scenario": "nowhere"}, 404, "nowhere"),
        ({"measure": "outcome.peace"}, 422, "measure"),
        ({"measure": 5}, 422, "measure"),
        ({"knob": "russia.hope"}, 422, "russia.hope"),
        ({"knob": "russia.title"}, 422, "russia.title"),
        ({"knob": "agreements.freeze.days"}, 422, "agreements.freeze.days"),
        ({"knob": "days"}, 422, "days cannot be tried by a class: it says how long a run is."),
        ({"set": {KNOB: 7}}, 422, "0.99"),
        ({"words": "x" * 301}, 422, "words"),
        ({"days": 10**9}, 422, "days"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_with_a_sentence(room: Class, wrong: dict[str, Any], status: int, word: str):
    found = room.steer("ask", **{**QUESTION, **wrong})
    assert found.status_code == status
    assert word in " ".join(found.json()["sentences"])
    assert room.do("look").json()["phase"] == "waiting"


def test_hostile_words_of_a_question_travel_as_words(room: Class):
    hostile = "</script><img src=x onerror=alert(1)>"
    room.steer("ask", **QUESTION, **LESS, words=hostile)
    found = room.do("look")
    assert found.headers["content-type"] == "application/json"
    assert found.json()["question"]["words"] == hostile


def test_what_a_student_sends_is_small(room: Class):
    assert room.do("predict", token="x" * 3000).status_code == 413
    assert room.web.post(f"/api/rooms/{room.room['code']}/look", content=b"{", headers={"content-type": "application/json"}).status_code == 400


def test_a_stranger_s_token_says_nothing(room: Class):
    room.steer("ask", **QUESTION, **LESS)
    for token in (None, "", "x" * 22, 7):
        assert room.do("predict", token=token, said=50).status_code == 401
    assert room.do("look").json()["answered"] == 0


def test_a_look_that_would_show_nothing_new_is_short(room: Class):
    seen = room.do("look").json()
    assert room.do("look", version=seen["version"]).json() == {"version": seen["version"]}


def test_a_room_is_opened_only_on_the_machine_that_serves_it():
    elsewhere = TestClient(application(Settings(host="0.0.0.0")), "http://192.168.1.5:8000", client=("192.168.1.77", 50000))
    found = elsewhere.post("/api/rooms", json={"client": CLIENT})
    assert found.status_code == 403
    assert "192.168.1.77" in found.json()["sentences"][0]


def test_a_tab_that_predicts_too_often_is_told_to_wait():
    web = TestClient(application(Settings(rate=5, burst=1)), BASE, client=("127.0.0.1", 50000))
    room = web.post("/api/rooms", json={"client": "teacher-1"}).json()
    token = web.post(f"/api/rooms/{room['code']}/join", json={"client": "student-1"}).json()["token"]
    body = {"token": token, "said": 5}
    statuses = [web.post(f"/api/rooms/{room['code']}/predict", json={"client": f"student-{number}", **body}).status_code for number in range(10, 20)]
    assert statuses[0] == 409
    assert statuses[-1] == 429
