"""A lesson on the page: what is told before the bet and after it, and what the runs say to it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

import sim
from sim.lessons import HEADINGS, lessons, read
from sim.web.answers import lesson
from sim.web.app import application
from sim.web.guard import Buckets
from sim.web.refusing import RefusedError
from sim.web.settings import Settings

RUNS = 100
NAME = "whose_time"


@pytest.fixture(autouse=True)
def _few_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lesson, "RUNS", RUNS)


@pytest.fixture(scope="module")
def page() -> Iterator[TestClient]:
    with TestClient(application(Settings(port=80, workers=1)), base_url="http://127.0.0.1", raise_server_exceptions=False) as found:
        found.app.state.buckets = Buckets(10**6, 1)
        yield found


def asked(page: TestClient, path: str, **body: Any) -> tuple[int, Any]:
    answer = page.post(path, json={"client": "tab-of-a-test", **body})
    return answer.status_code, answer.json()


def words(parts: list[Any]) -> str:
    """Prose as it is read."""
    return "".join(part if isinstance(part, str) else words(part[1:]) for part in parts)


def test_the_shelf_holds_all_lessons_in_their_order(page: TestClient) -> None:
    status, found = asked(page, "/api/lessons")
    assert status == 200
    assert [(one["number"], one["name"], one["title"], one["idea"]) for one in found["lessons"]] == [
        (one.number, one.name, one.title, one.idea) for one in lessons()
    ]


def test_before_the_bet_nothing_is_given_away(page: TestClient) -> None:
    status, found = asked(page, "/api/lesson", lesson=NAME)
    assert status == 200
    assert [one["heading"].lower() for one in found["prose"]] == list(HEADINGS[:2])
    assert [one["ask"] for one in found["bets"]] == [bet.ask for bet in read(NAME).bets]
    assert "replies" not in str(found)


@functools.cache
def both_ends() -> tuple[sim.Result, ...]:
    """The lesson's two ensembles."""
    return tuple(sim.run(setting.scenario, runs=RUNS, seed=lesson.SEED) for setting in (read(NAME).before, read(NAME).after))


@pytest.mark.parametrize("said", [0.0, 99.0])
def test_the_answer_speaks_to_the_bet(said: float) -> None:
    own = read(NAME)
    verdict = own.bets[0].judged(said, *both_ends())
    (found,) = lesson.judged(NAME, [said])["verdicts"]
    assert (found["off"], found["reply"]) == (verdict.off, verdict.reply)
    assert found["after"] == {"value": 100 * verdict.after.value, "low": 100 * verdict.after.low, "high": 100 * verdict.after.high}
    assert found["close"] == (abs(verdict.off) <= own.bets[0].near)


def test_after_the_bet_the_rest_of_the_lesson_is_told() -> None:
    found = lesson.judged(NAME, [40])
    assert [one["heading"].lower() for one in found["prose"]] == list(HEADINGS[2:])
    assert found["teacher"]["minutes"] == read(NAME).teacher.minutes
    why = next(one for one in found["prose"] if one["heading"] == "Why")
    assert words(why["prose"]).startswith("A side compares a truce with what it expects from fighting on.")


def test_between_choices_one_is_right_and_the_others_are_not() -> None:
    name, other = "empty_offers", 50
    found = [lesson.judged(name, [word, other])["verdicts"][0] for word in ("more", "same", "fewer")]
    assert [one["said"] == one["found"] for one in found] == [one["close"] for one in found]
    assert sum(one["close"] for one in found) == 1
    assert {one["off"] for one in found} == {None}


def test_a_setting_of_ones_own_is_played_as_it_is_set() -> None:
    own = read("hold_180_days")
    values = [own.after.scenario.get(knob.moves[0]) for knob in own.knobs]
    found = lesson.tried(own.name, values)
    scenario = own.before.scenario.set_all({name: value for knob, value in zip(own.knobs, values, strict=True) for name in knob.moves})
    assert found["numbers"][0]["value"] == pytest.approx(100 * own.bets[0].measured(sim.run(scenario, runs=RUNS, seed=lesson.SEED)).value)
    assert found["numbers"][0]["target"] == own.bets[0].target
    assert sim.load(found["scenario"]).set_all(found["set"]).digest == scenario.digest


def test_all_prose_of_all_lessons_is_of_kinds_that_the_page_shows() -> None:
    def tags(parts: list[Any]) -> set[str]:
        return {tag for part in parts if not isinstance(part, str) for tag in (part[0], *tags(part[1:]))}

    texts = [text for one in lessons() for text in (*one.prose.values(), one.teacher.script, one.teacher.debrief)]
    assert set().union(*(tags(lesson.grown(text)) for text in texts)) <= {"p", "ul", "ol", "li", "em", "strong", "code"}
    assert not any(mark in words(lesson.grown(text)) for text in texts for mark in ("**", "`"))


def test_markup_in_a_lesson_is_text() -> None:
    assert lesson.grown("<b>no</b> *x*") == [["p", "<b>no</b> ", ["em", "x"]]]
    assert lesson.grown("<script>no()</script>") == [["p", "<script>no()</script>"]]


@pytest.mark.parametrize(
    ("path", "body", "status", "sentence"),
    [
        ("/api/lesson", {}, 422, "lesson is null, but should be the name of a lesson."),
        ("/api/lesson", {"lesson": "whose_tme"}, 404, "There is no lesson ‘whose_tme’. Did you mean whose_time?"),
        ("/api/lesson/bet", {"lesson": NAME}, 422, "said should be a list of at most 20, one for each."),
        ("/api/lesson/bet", {"lesson": NAME, "said": []}, 422, "Lesson 2 takes one answer to each of its bets (1), but 0 came."),
        ("/api/lesson/bet", {"lesson": NAME, "said": [101]}, 422, "A bet is 101, but should be a number from 0 to 100."),
        ("/api/lesson/bet", {"lesson": NAME, "said": [True]}, 422, "A bet is true, but should be a number from 0 to 100."),
        ("/api/lesson/try", {"lesson": NAME, "values": [1, 2]}, 422, "Lesson 2 takes one value for each of its knobs (1), but 2 came."),
    ],
)
def test_what_is_asked_wrongly_is_refused_in_a_sentence(page: TestClient, path: str, body: dict[str, Any], status: int, sentence: str) -> None:
    assert asked(page, path, **body) == (status, {"sentences": [sentence]})


def test_a_knob_beyond_its_end_is_refused() -> None:
    with pytest.raises(RefusedError, match=r"is 5, but should be a number from 0.001 to 0.06"):
        lesson.tried(NAME, [5])
