"""A game that two people share over HTTP: each in one seat, each with its own decisions only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

import sim
from sim.seat import Game
from sim.web.meaning import Meant
from sim.web.refusing import RefusedError
from sim.web.rooms.games import ALONE, GAMES, IDLE, Shelf
from sim.web.sitting import Sat
from tests.web.serving import asked_directly
from tests.web.tables import NEW, TAB, Table, told

pytestmark = pytest.mark.no_cover
BEGUN = Sat(Meant("baseline", "", ()), 30, 1, 8, ("russia", "ukraine"))


@pytest.fixture(scope="module")
def page() -> Iterator[TestClient]:
    """The application with its worker."""
    with asked_directly() as found:
        yield found


@pytest.fixture
def table(page: TestClient) -> Table:
    """A fresh one."""
    return Table(page)


def test_each_sees_only_its_own_decision_and_who_is_waited_for(table: Table) -> None:
    russia, ukraine = (table.ask("look", seat).json() for seat in ("russia", "ukraine"))
    assert (russia["decision"]["party"], russia["due"]) == ("russia", "russia")
    assert (ukraine["decision"], ukraine["due"], ukraine["seat"]) == (None, "russia", "ukraine")
    assert "It is for somebody else to decide." in told(table.ask("expect", "ukraine"), 403)
    assert "It is for somebody else to decide." in told(table.ask("why", "ukraine"), 403)


def test_two_who_choose_as_the_model_play_the_run_of_the_engine(table: Table) -> None:
    by_hand = Game(sim.load("baseline").set("days", 30), run=8, parties=["russia", "ukraine"])
    while by_hand.decision is not None:
        seat = by_hand.decision.party
        assert table.ask("why", seat).json()["model"] == by_hand.decision.model
        assert table.choose(seat, by_hand.decision.model).status_code == 200
        by_hand.choose(by_hand.decision.model)
    for seat in ("russia", "ukraine"):
        state = table.ask("look", seat).json()
        assert (state["over"], state["scores"]) == (True, {seat: by_hand.score(seat)})
        assert {choice["party"] for choice in state["choices"]} == {seat}
        assert [choice["number"] for choice in state["choices"]] == list(range(1, len(state["choices"]) + 1))
        found = table.ask("debrief", seat, closely=True).json()
        for review in found["reviews"]:
            taken = next(branch["option"] for branch in review["branches"] if branch["taken"])
            assert state["choices"][review["place"]]["text"].endswith(f" {taken}")
        assert (found["party"], found["score"]) == (seat, by_hand.score(seat))
    assert {choice.party for choice in by_hand.choices} == {"russia", "ukraine"}


def test_a_tab_that_looks_again_hears_only_what_is_new(table: Table) -> None:
    seen = table.ask("look", "ukraine").json()["version"]
    assert table.ask("look", "ukraine", version=seen).json() == {"version": seen}
    table.choose("russia", "no-offer")
    later = table.ask("look", "ukraine", version=seen).json()
    assert later["version"] > seen
    assert "Russia makes no offer." in later["news"][-1]["sentence"]


def test_nobody_chooses_for_another_nor_out_of_turn_nor_twice(table: Table) -> None:
    day = table.ask("look", "russia").json()["decision"]["day"]
    mine = f"{day} russia offer no-offer"
    assert "choice should be one of your own seat, such as “14 ukraine" in told(table.ask("choose", "ukraine", choice=mine, number=0), 422)
    assert told(table.ask("choose", "ukraine", choice=f"{day} ukraine offer truce", number=0), 403) == "It is for somebody else to decide."
    assert "cannot choose 'everything'" in told(table.ask("choose", "russia", choice=f"{day} russia offer everything", number=0), 422)
    assert "choice should be" in told(table.ask("choose", "russia", choice=7, number=0), 422)
    assert table.ask("choose", "russia", choice=mine, number=0).status_code == 200
    assert "gone on in the meantime" in told(table.ask("choose", "russia", choice=mine, number=0), 409)


def test_seats_are_taken_once_and_only_by_who_has_the_link(page: TestClient) -> None:
    opened = page.post("/api/games", json=NEW).json()
    at = f"/api/games/{opened['code']}"
    door = page.post(f"{at}/look", json=TAB).json()
    assert (door["free"], "decision" in door, "told" in door) == (["russia"], False, False)
    assert "Somebody sits" in told(page.post(f"{at}/sit", json={**TAB, "party": "ukraine"}), 409)
    assert "is no seat of this game" in told(page.post(f"{at}/sit", json={**TAB, "party": "us"}), 422)
    assert "is no seat of this game" in told(page.post(f"{at}/sit", json={**TAB, "party": 1}), 422)
    assert "sits in no seat" in told(page.post(f"{at}/look", json={**TAB, "token": "x" * 22}), 403)
    assert "sits in no seat" in told(page.post(f"{at}/end", json={**TAB, "token": None}), 403)
    assert "no such game" in told(page.post("/api/games/guessed/look", json=TAB), 404)


def test_an_ended_game_is_gone_for_everybody(table: Table) -> None:
    assert table.ask("end", "russia").json() == {"ended": True}
    assert "no such game" in told(table.ask("look", "ukraine"), 404)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"parties": ["ukraine"]}, "name at least two parties"),
        ({"parties": ["ukraine", "ukraine"]}, "name at least two parties"),
        ({"party": "us"}, "party should be one of those"),
        ({"party": ["us"]}, "party should be one of those"),
        ({"parties": ["ukraine", "atlantis"]}, "has no party 'atlantis'"),
        ({"days": 401}, "days is 401"),
    ],
)
def test_what_is_no_game_is_not_opened(page: TestClient, wrong: dict[str, Any], sentence: str) -> None:
    before = len(page.app.state.shelf.games)
    assert sentence in told(page.post("/api/games", json={**NEW, **wrong}), 422)
    assert len(page.app.state.shelf.games) == before


def test_games_are_limited_in_number_and_vanish_when_nobody_uses_them() -> None:
    shelf = Shelf()
    games = [shelf.open(BEGUN, 0.0) for _ in range(GAMES)]
    assert len({game.code for game in games}) == GAMES
    assert min(len(game.code) for game in games) >= 22  # 128 bits: not to be guessed
    with pytest.raises(RefusedError, match="as many as this page holds"):
        shelf.open(BEGUN, 1.0)
    for party in BEGUN.parties:
        token = games[0].sit(party, 1.0)
    shelf.tidy(1.0 + ALONE)
    assert shelf.games == {games[0].code: games[0]}
    games[0].party_of(token, 2.0)
    shelf.tidy(2.0 + IDLE)
    assert shelf.games
    with pytest.raises(RefusedError, match="no such game"):
        shelf.find(games[0].code, 3.0 + IDLE)
