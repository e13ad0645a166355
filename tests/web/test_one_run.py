"""One run on the page says what ``parley story`` says, and what is asked wrongly is refused in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

import sim
from sim.happenings import Course
from sim.result import OUTCOMES
from sim.runs import run
from sim.story import follow, head, of_a_day, paragraphs, why
from sim.story.words import paragraph
from sim.web.answers.course import course
from sim.web.answers.endings import like
from sim.web.answers.reasons import reasons
from sim.web.app import application
from sim.web.guard import Buckets
from sim.web.meaning import Meant, Setting
from sim.web.settings import Settings

pytestmark = pytest.mark.no_cover
NUMBER, DAYS, RUNS, WORK = 2, 120, 40, 10**6
VALUES = (("us.bias", 0.1),)
ASKED = Setting(Meant("baseline", "", VALUES), 1, 1, DAYS)
QUESTION = {"client": "tab-of-a-test", "scenario": "baseline", "set": dict(VALUES), "days": DAYS, "runs": RUNS, "run": NUMBER}
SETTINGS = Settings(port=80, workers=1)


@pytest.fixture(scope="module")
def told() -> Course:
    return follow(sim.load("baseline", ["us.bias=0.1"]).set("days", DAYS), 1, NUMBER)


@pytest.fixture(scope="module")
def answer() -> dict[str, Any]:
    return course(ASKED, NUMBER, WORK)


@pytest.fixture(scope="module")
def page() -> Iterator[TestClient]:
    with TestClient(application(SETTINGS), base_url="http://127.0.0.1", raise_server_exceptions=False) as found:
        found.app.state.buckets = Buckets(10**6, 1)
        yield found


def test_a_run_is_told_in_the_sentences_of_the_story(answer: dict[str, Any], told: Course) -> None:
    assert [paragraph(one["when"], " ".join(said["text"] for said in one["said"])) for one in answer["told"]] == paragraphs(told)
    assert answer["head"] == head(told)
    assert answer["outcome"] == told.outcome


def test_every_day_with_a_decision_has_the_reasons_of_the_story(answer: dict[str, Any], told: Course) -> None:
    assert answer["decided"] == told.decided
    for day in told.decided[:: max(1, len(told.decided) // 8)]:
        found = reasons(ASKED, NUMBER, day, WORK)
        assert paragraph(found["when"], " ".join(said["text"] for said in found["said"])) == of_a_day(told, day)
        printed = why(told, day)
        assert found["sheets"]
        for sheet in found["sheets"]:
            for row in sheet["rows"]:
                label = row["name"] or "holding out"
                lines = [line.split() for line in printed.splitlines() if label[:12] in line]
                cells = [part for cell in row["cells"] for part in cell.split()]
                assert any(line[-len(cells) :] == cells for line in lines), (label, cells)
            for note in sheet["notes"]:
                assert " ".join(note.split()) in " ".join(printed.split())


def test_every_sentence_about_a_decision_points_to_a_table_that_is_there(answer: dict[str, Any]) -> None:
    pointing = [(one["first"], said) for one in answer["told"] for said in one["said"] if said["sheet"]]
    assert {said["kind"] for _, said in pointing} >= {"offer", "answer", "conduct"}
    for day, said in pointing[:12]:
        sheets = reasons(ASKED, NUMBER, day, WORK)["sheets"]
        assert any(sheet["kind"] == said["sheet"] and said["who"] in (None, sheet["whose"]) for sheet in sheets)


def test_what_is_drawn_is_what_happens(answer: dict[str, Any], told: Course) -> None:
    offers = [each for each in told.happenings if each.kind == "offer" and each.rung]
    assert [one[0] for one in answer["offers"]] == [each.day for each in offers]
    assert sum(one[3] for one in answer["offers"]) == sum(each.cynical for each in offers)
    assert [(answer["rungs"][number]["name"], since, ended) for number, since, ended in answer["in_force"]] == told.in_force()
    violated = [each.day for each in told.happenings if each.kind == "conduct" for _ in each.violated]
    assert [one[0] for one in answer["violations"]] == violated
    for name in ("trust", "resources", "resolve"):
        for side, values in zip(answer["sides"], answer["states"]["sides"][name], strict=True):
            assert values == pytest.approx(told.states[f"{name}_{side['name']}"].tolist(), abs=1e-4)


def test_runs_are_found_by_how_they_end() -> None:
    asked = Setting(ASKED.meant, RUNS, 1, DAYS)
    codes = run(sim.load("baseline", ["us.bias=0.1"]).set("days", DAYS), RUNS, 1, panel=0).columns["outcome"].tolist()
    for number, outcome in enumerate(OUTCOMES):
        known = [place + 1 for place, code in enumerate(codes) if code == number]
        found = like(asked, outcome, NUMBER, WORK)
        assert found["counts"][outcome] == len(known)
        after = [one for one in known if one > NUMBER] + known
        before = [one for one in known if one < NUMBER][::-1] + known[::-1]
        assert (found["next"], found["previous"]) == ((after[0], before[0]) if known else (None, None))
        assert found["place"] == (known.index(NUMBER) + 1 if NUMBER in known else None)


def test_questions_about_a_run_are_answered(page: TestClient, told: Course) -> None:
    found = page.post("/api/run", json=QUESTION)
    assert found.status_code == 200
    assert found.json()["outcome"] == told.outcome
    assert len(found.content) < 150_000
    day = told.decided[0]
    assert page.post("/api/run/why", json={**QUESTION, "day": day}).json()["sheets"]
    assert sum(page.post("/api/run/like", json=QUESTION).json()["counts"].values()) == RUNS
    assert page.post("/api/run/like", json={**QUESTION, "outcome": "settlement holding"}).json()["runs"] == RUNS


@pytest.mark.parametrize(
    ("path", "wrong", "sentence"),
    [
        ("run", {"run": 0}, "run is 0, but should be a whole number from 1 to 10,000."),
        ("run", {"run": 10**9}, "run is 1000000000, but should be"),
        ("run", {"run": "two"}, 'run is "two"'),
        ("run/like", {"run": -1}, "run is -1"),
        ("run/like", {"outcome": "setlement holding"}, "There is no outcome ‘setlement holding’"),
        ("run/like", {"outcome": 7}, "There is no outcome 7"),
        ("run/why", {"day": DAYS + 1}, f"Run 2 has no day {DAYS + 1}; it has days 1 to {DAYS}"),
        ("run/why", {"day": 1}, "Nothing was decided on day 1 of run 2; the nearest days"),
        ("run/why", {}, "day is 0, but should be a whole number from 1"),
        ("run/why", {"set": {"us.bais": 1}, "day": 7}, "Did you mean us.bias?"),
    ],
)
def test_what_is_asked_wrongly_is_refused_in_a_sentence(page: TestClient, path: str, wrong: dict[str, Any], sentence: str) -> None:
    found = page.post(f"/api/{path}", json={**QUESTION, **wrong})
    assert found.status_code == 422
    assert sentence in " ".join(found.json()["sentences"])
