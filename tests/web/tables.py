"""A shared game over HTTP with a person in each seat, and what a refusal says."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

TAB = {"client": "tab-of-a-test"}
NEW: dict[str, Any] = {**TAB, "scenario": "baseline", "days": 30, "run": 8, "parties": ["russia", "ukraine"], "party": "ukraine"}


class Table:
    """A shared game with both seats taken."""

    def __init__(self, page: TestClient) -> None:
        self.page = page
        opened = page.post("/api/games", json=NEW).json()
        self.code = opened["code"]
        self.tokens = {"ukraine": opened["token"], "russia": self.ask("sit", party="russia").json()["token"]}

    def ask(self, what: str, seat: str = "", **more: Any) -> Any:
        """A question about the game, from a seat or from outside."""
        token = {"token": self.tokens[seat]} if seat else {}
        return self.page.post(f"/api/games/{self.code}/{what}", json={**TAB, **token, **more})

    def look(self, seat: str) -> Any:
        """How the game stands for a seat."""
        return self.ask("look", seat).json()

    def choose(self, seat: str, option: str) -> Any:
        """A choice of what is due for a seat."""
        state = self.look(seat)
        due = state["decision"]
        return self.ask("choose", seat, choice=f"{due['day']} {seat} {due['kind']} {option}", number=state["number"])


def told(answer: Any, status: int) -> str:
    """The sentence of a refusal."""
    assert answer.status_code == status, answer.text
    (sentence,) = answer.json()["sentences"]
    assert "Traceback" not in sentence
    return str(sentence)
