"""Under another folder of words nothing that is told, asked or answered keeps a letter of English, but for names and what scenarios say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sim import words
from sim.happenings import Course
from sim.result import OUTCOMES
from sim.scenario import Scenario, load
from sim.seat import Game, SeatError, standing
from sim.story import day_by_day, follow, full_text, why
from sim.story.sheets import sheets
from tests.web.serving import asked_directly
from tests.words import dotted

pytestmark = pytest.mark.no_cover
PROSE = ("text", "when", "words", "short", "question", "why", "sentence", "sentences", "standing", "notes", "cells", "head", "parts", "model_parts")


@pytest.fixture(scope="module", autouse=True)
def _dotted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """All of this module speaks in dots, and nothing after it does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words.Chosen, "folder", str(dotted.folder(tmp_path_factory.mktemp("words"))))
        yield


def names(scenario: Scenario) -> list[str]:
    """What the scenario itself says: its title, events, parties and agreements."""
    situation = scenario.situation
    found = [scenario.title, *(event.title.rstrip(".") for event in situation.events)]
    for name, one in [*situation.parties.items(), *situation.agreements.items()]:
        found += [one.label, name.replace("_", " "), name.replace("_", " ").capitalize()]
    return [found for found in found if found]


def settings() -> Iterator[tuple[Scenario, int]]:
    """Runs in which much happens: offers and proposals, truces and their ends, red lines, deadlines, and strategies of their own."""
    baseline = load("baseline")
    eventful = baseline.set_all({"red_lines.russia.hazard": 1.0, "red_lines.russia.worth": 0, "us.deadline": 20})
    yield from [(baseline, run) for run in (1, 8)]
    yield from [(eventful.set("us.enforce", leaves), 1) for leaves in (0, 1)]
    yield baseline.set("russia.strategy", "stubborn"), 2
    yield load("two_cities"), 1


@pytest.fixture(scope="module")
def courses() -> list[Course]:
    return [follow(scenario.set("days", 220), 1, run) for scenario, run in settings()]


def test_a_story_is_told_in_other_words(courses: list[Course]) -> None:
    for course in courses:
        told = [day_by_day(course), full_text(course.scenario, course.seed, course.run)]
        assert len(told[0]) > 2000
        flat = [" ".join(text.split()) for text in told]
        assert dotted.leftovers(flat, names(course.scenario)) == set()


def test_the_reasons_of_a_day_are_given_in_other_words(courses: list[Course]) -> None:
    for course in courses:
        kinds = {tuple(sorted({type(each).__name__ for each in course.on(day)})): day for day in course.decided}
        for day in kinds.values():
            found = [*(note for sheet in sheets(course, day) for note in sheet.notes), why(course, day)]
            found += [cell for sheet in sheets(course, day) for row in sheet.rows for cell in row.cells]
            assert dotted.leftovers(found, [*names(course.scenario), "…"]) == set()
        with pytest.raises(ValueError, match=r"^[^A-Za-z]+$"):
            why(course, 4000)


def everything(game: Game) -> Iterator[str]:
    """What somebody in a seat reads before a choice."""
    decision = game.due()
    yield from (decision.question, decision.why, standing(game.model))
    yield from (text for option in decision.options for text in (option.words, option.short))
    yield from (text for number in game.numbers(decision.party) for text in (number.words, number.text))
    yield from (told.sentence for told in game.story(party=decision.party))


@pytest.mark.parametrize(("scenario", "parties"), [("baseline", ["ukraine", "russia"]), ("several_allies", None)])
def test_a_seat_is_asked_and_told_in_other_words(scenario: str, parties: list[str] | None) -> None:
    chosen = load(scenario).set("days", 120)
    game = Game(chosen, run=8, parties=parties or [name for name, party in chosen.situation.parties.items() if party.role in ("ally", "mediator")])
    read: list[str] = []
    while not game.over:
        read += everything(game)
        decision = game.due()
        game.choose(decision.names[len(game.choices) % len(decision.names)])
    assert len(read) > 200
    assert dotted.leftovers(read, names(chosen)) == set()


def test_what_cannot_be_done_in_a_seat_is_said_in_other_words() -> None:
    game = Game(load("baseline").set("days", 30), run=8)
    with pytest.raises(SeatError) as refusal:
        game.choose("peace")
    assert dotted.leftovers([str(refusal.value)], ["ukraine", "peace", *game.due().names]) == set()


# The page


@pytest.fixture(scope="module")
def page() -> Iterator[TestClient]:
    """The application with its worker."""
    with asked_directly() as found:
        yield found


def prose(answer: Any, inside: bool = False) -> Iterator[str]:
    """Every text of an answer that is read as it stands."""
    if isinstance(answer, str):
        yield from [answer] if inside else []
    elif isinstance(answer, dict):
        for key, below in answer.items():
            yield from [key] if inside else []
            yield from prose(below, key in PROSE)
    elif isinstance(answer, list):
        for below in answer:
            yield from prose(below, inside)


ASKED: dict[str, Any] = {"client": "tab-of-a-test", "scenario": "baseline", "days": 60, "run": 8}
SEAT: dict[str, Any] = {**ASKED, "parties": ["ukraine"], "choices": []}


def test_the_page_and_its_language_follow_the_words(page: TestClient) -> None:
    markup = page.get("/").text
    assert '<html lang="eo">' in markup
    assert ">Skip" not in markup
    assert set(page.get("/words.json").json()) == set(words.page())


def test_workers_answer_in_the_same_words(page: TestClient) -> None:
    known = names(load("baseline"))
    course = page.post("/api/run", json=ASKED).json()
    day = next(day for day in course["decided"] if day > 13)
    seat = page.post("/api/seat/follow", json=SEAT).json()
    whole = {**SEAT, "choices": seat["choices"]}
    answers = [
        course,
        page.post("/api/run/why", json={**ASKED, "runs": 1, "day": day}).json(),
        *(page.post(f"/api/seat/{question}", json=SEAT).json() for question in ("look", "why")),
        page.post("/api/seat/look", json=whole).json(),
        page.post("/api/seat/debrief", json={**whole, "party": "ukraine", "closely": False}).json(),
    ]
    for answer in answers:
        for choice in answer.get("choices", []):
            del choice["text"]  # as it goes into a link
        found = list(prose(answer))
        assert found
        assert dotted.leftovers(found, known) == set()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/api/run", {**ASKED, "scenario": "basilisk"}),
        ("/api/run", {**ASKED, "client": ""}),
        ("/api/run", {**ASKED, "run": "first"}),
        ("/api/run/like", {**ASKED, "outcome": "peace"}),
        ("/api/seat/look", {**SEAT, "parties": ["atlantis"]}),
        ("/api/seat/look", {**SEAT, "choices": ["7 ukraine offer peace"]}),
        ("/api/lesson", {"client": ASKED["client"], "lesson": "nothing"}),
        ("/api/games/none/sit", {"client": ASKED["client"], "party": "ukraine"}),
        ("/nothing", {}),
    ],
)
def test_what_is_not_answered_is_refused_in_other_words(page: TestClient, path: str, said: dict[str, Any]) -> None:
    answer = page.post(path, json=said)
    assert 400 <= answer.status_code < 500
    (sentence,) = answer.json()["sentences"]
    assert dotted.DOT in sentence
    codes = [*load("baseline").situation.parties, *load("baseline").situation.agreements, *OUTCOMES, "offer", "no-offer", "run", "client"]
    assert (
        dotted.leftovers([sentence], [*names(load("baseline")), *codes, "baseline", "Baseline", "basilisk", "first", "peace", "atlantis", "nothing"])
        == set()
    )


def test_the_headings_of_lessons_are_in_other_words(page: TestClient) -> None:
    lesson = page.post("/api/lesson", json={"client": ASKED["client"], "lesson": "trust"}).json()
    assert dotted.leftovers([part["heading"] for part in lesson["prose"]], []) == set()


# What differs by a number


def test_a_language_has_as_many_plurals_as_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = dotted.folder(tmp_path)
    text = (words.SHIPPED / "numbers.yaml").read_text(encoding="utf-8")
    few = '  "*2": "{count} dni"\n  "*12": "{count} dnej"\n'
    (place / "numbers.yaml").write_text(text.replace('  other: "{count} days"\n', f'  other: "{{count}} dnej"\n{few}'), encoding="utf-8")
    monkeypatch.setattr(words.Chosen, "folder", str(words.checked(place)))
    assert [words.counted("numbers.days", count) for count in (1, 2, 5, 12, 22, 112)] == ["1 day", "2 dni", "5 dnej", "12 dnej", "22 dni", "112 dnej"]


def test_numbers_have_the_signs_of_the_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = dotted.folder(tmp_path)
    text = (words.SHIPPED / "numbers.yaml").read_text(encoding="utf-8")
    for before, after in (('decimal: "."', 'decimal: ","'), ('thousands: ","', 'thousands: "."'), ('"{number}%"', '"{number} %"')):
        text = text.replace(before, after)
    (place / "numbers.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(words.Chosen, "folder", str(place))
    assert (words.number(-1234.5, ",.1f"), words.percent(0.125, ".1f")) == ("−1.234,5", "12,5 %")
