"""A game over HTTP: every question carries its choices, and what is wrong is refused in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

import sim
from sim.seat import Game
from sim.story import follow
from sim.web.answers.games import Games
from sim.web.meaning import Meant
from sim.web.sitting import Sat
from tests.web.serving import asked_directly

pytestmark = pytest.mark.no_cover
GAME: dict[str, Any] = {"client": "tab-of-a-test", "scenario": "baseline", "days": 60, "run": 8, "parties": ["ukraine"], "choices": []}


@pytest.fixture(scope="module")
def page() -> Iterator[TestClient]:
    """The application with its worker."""
    with asked_directly() as found:
        yield found


@pytest.fixture(scope="module")
def whole(page: TestClient) -> dict[str, Any]:
    """The game in which everything is chosen as the model's party would."""
    choices = page.post("/api/seat/follow", json=GAME).json()["choices"]
    return {**GAME, "choices": choices}


def answered(page: TestClient, question: str, game: dict[str, Any], **more: Any) -> Any:
    """The answer to a question about a game."""
    found = page.post(f"/api/seat/{question}", json={**game, **more})
    assert found.status_code == 200, found.text
    return found.json()


def told(answer: Any, status: int) -> str:
    """The sentence of a refusal, which must not be a traceback."""
    assert answer.status_code == status, answer.text
    (sentence,) = answer.json()["sentences"]
    assert sentence.endswith((".", "?"))
    return str(sentence)


def test_a_game_that_always_takes_the_models_choice_is_the_run_that_is_told(page: TestClient, whole: dict[str, Any]) -> None:
    state = answered(page, "look", whole)
    run = follow(sim.load("baseline").set("days", 60), 1, 8)
    by_hand = Game(run.scenario, run=8).follow_the_model()
    assert by_hand.course.happenings == run.happenings
    assert (state["over"], state["outcome"], state["decision"]) == (True, run.outcome, None)
    assert [(one["day"], one["sentence"]) for one in state["told"]] == [(one.first_day, one.sentence) for one in by_hand.story(-1)]
    assert [choice["text"] for choice in state["choices"]] == whole["choices"] == [str(choice) for choice in by_hand.choices]
    assert state["scores"] == {"ukraine": by_hand.score("ukraine")}


def test_a_game_begins_with_what_happened_and_a_decision(page: TestClient) -> None:
    state, by_hand = answered(page, "look", GAME), Game(sim.load("baseline").set("days", 60), run=8)
    assert (state["day"], state["decision"]["kind"], state["due"]) == (14, "offer", "ukraine")
    assert state["decision"] == by_hand.decision.as_dict()
    assert "chance" not in str(state["decision"])
    assert state["news"] == state["told"]
    assert [one["text"] for one in state["numbers"]] == [one.text for one in by_hand.numbers("ukraine")]
    assert [one["name"] for one in state["parties"] if one["seated"]] == ["ukraine"]


def test_a_choice_leads_on_and_taking_it_back_leads_back(page: TestClient) -> None:
    first = answered(page, "look", GAME)
    later = answered(page, "look", GAME, choices=["14 ukraine offer civilian_targets"])
    assert later["decision"]["kind"] == "conduct"
    assert later["choices"][0]["words"].startswith("Offer “Civilian targets spared”")
    assert later["news"][0]["sentence"].startswith("Ukraine offers “Civilian targets spared”; Russia accepts.")
    assert answered(page, "look", GAME) == first


def test_branches_go_on_by_themselves(page: TestClient) -> None:
    begun = ["14 ukraine offer civilian_targets"]
    one, other = (answered(page, "look", GAME, choices=[*begun, f"17 ukraine conduct {name}"]) for name in ("keep", "violate"))
    assert one["choices"][:1] == other["choices"][:1]
    assert "Ukraine violates" not in one["news"][0]["sentence"]
    assert "Ukraine violates" in other["news"][0]["sentence"]
    assert answered(page, "look", GAME, choices=[*begun, "17 ukraine conduct keep"]) == one


def test_what_may_follow_is_that_of_the_engine_and_is_kept(page: TestClient) -> None:
    short = {**GAME, "days": 30}
    found = answered(page, "expect", short)
    by_hand = Game(sim.load("baseline").set("days", 30), run=8).expect()
    assert found["continuations"] == 1000
    assert [one["name"] for one in found["options"]] == [one.option for one in by_hand]
    assert [one["shares"]["holding"]["value"] for one in found["options"]] == [one.shares["holding"].value for one in by_hand]
    assert found["options"][1]["against"] == by_hand[1].against["score.ukraine"].as_dict()
    page.app.state.desk, desk = None, page.app.state.desk
    try:
        assert answered(page, "expect", short) == found
    finally:
        page.app.state.desk = desk


def test_the_model_says_how_it_weighs(page: TestClient) -> None:
    found = answered(page, "why", GAME)
    assert found["why"].startswith("By the model’s rules Ukraine")
    assert sum(one["chance"] for one in found["options"]) == pytest.approx(1)
    assert found["options"][1]["worth"] == pytest.approx(sum(found["options"][1]["terms"].values()))
    assert [one["short"] for one in found["options"]][:3] == ["Make no offer", "Offer “Civilian targets spared”", "Offer “Short truce”"]


def test_the_debrief_has_the_score_at_once_and_branches_when_asked_closely(page: TestClient, whole: dict[str, Any]) -> None:
    at_once, closely = (answered(page, "debrief", whole, closely=closely) for closely in (False, True))
    assert (at_once["score"], at_once["reviews"]) == (at_once["model_score"], [])
    assert at_once["decisions"] == at_once["as_the_model"] == len(whole["choices"])
    assert sum(at_once["parts"].values()) == pytest.approx(at_once["score"])
    for review in closely["reviews"]:
        (taken,) = [branch for branch in review["branches"] if branch["taken"]]
        assert whole["choices"][review["place"]].endswith(f" {taken['option']}")


def test_a_few_choices_can_be_left_to_the_model(page: TestClient, whole: dict[str, Any]) -> None:
    assert answered(page, "follow", GAME, count=2)["choices"] == whole["choices"][:2]


@pytest.mark.parametrize(
    ("question", "wrong", "status", "sentence"),
    [
        ("look", {"parties": ["ukrain"]}, 422, "has no party 'ukrain'; it has russia, ukraine, us and europe."),
        ("look", {"parties": []}, 422, "a game needs somebody in a seat"),
        ("look", {"parties": "ukraine"}, 422, "parties should be a list of texts"),
        ("look", {"choices": ["14 ukraine offer everything"]}, 422, "ukraine cannot choose 'everything' here"),
        ("look", {"choices": ["21 ukraine offer truce"]}, 422, "the decision that is due then is '14 ukraine offer'"),
        ("look", {"choices": ["truce"]}, 422, "'truce' is not a choice"),
        ("look", {"choices": [7]}, 422, "choices should be a list of texts"),
        ("look", {"choices": ["14 ukraine offer truce"] * 501}, 422, "choices has 501 entries, but this page takes at most 500."),
        ("look", {"choices": ["x" * 121]}, 422, "at most 120 letters"),
        ("look", {"days": 401}, 422, "days is 401, but should be a whole number from 1 to 400."),
        ("look", {"set": {"days": 900}, "days": None}, 422, "has 900 days, but a game on this page has at most 400"),
        ("look", {"run": 0}, 422, "run is 0"),
        ("look", {"scenario": "basline"}, 404, "Did you mean baseline?"),
        ("look", {"set": {"us.bias": 7}}, 422, "us.bias is 7, but it goes from -1 to 1"),
        ("follow", {"count": 0}, 422, "count is 0"),
        ("debrief", {}, 422, "The run is not over: it is day 14 of 60."),
        ("debrief", {"closely": 1}, 422, "closely true or false"),
        ("debrief", {"party": ["us"]}, 422, "party should be one of those"),
    ],
)
def test_wrong_questions_are_refused_in_a_sentence(page: TestClient, question: str, wrong: dict[str, Any], status: int, sentence: str) -> None:
    assert sentence.lower() in told(page.post(f"/api/seat/{question}", json={**GAME, **wrong}), status).lower()


def test_a_game_that_is_over_has_nothing_left(page: TestClient, whole: dict[str, Any]) -> None:
    for question in ("expect", "why"):
        assert "The run is over" in told(page.post(f"/api/seat/{question}", json=whole), 422)
    late = {**whole, "choices": [*whole["choices"], "60 ukraine offer truce"]}
    assert "comes too late" in told(page.post("/api/seat/look", json=late), 422)
    assert "nobody sits in the seat" in told(page.post("/api/seat/debrief", json={**whole, "party": "us"}), 422).lower()


def test_a_worker_goes_on_from_the_nearest_game_it_remembers() -> None:
    games, asked = Games(most=2), Sat(Meant("baseline", "", ()), 30, 1, 8, ("ukraine",))
    first = games.find(asked)
    on = games.find(asked.after((f"14 ukraine offer {first.decision.model}",)))
    assert on.marks[0].decision is first.decision
    assert games.find(asked) is first
    assert games.find(asked.after(("14 ukraine offer no-offer",))).marks[0].decision is first.decision
    assert len(games.kept) == 2
