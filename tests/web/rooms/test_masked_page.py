"""Everything that a page with the mask on can be brought to say, read for the name of a party that there is: there must be none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

import sim
from sim.lessons import lessons
from sim.lessons import names as lesson_names
from sim.scenario import Scenario, load
from sim.web.answers import lesson as lesson_answers
from sim.web.app import application
from sim.web.routes import teaching
from sim.web.settings import Settings
from tests.web.rooms.real_names import EVERY, TOLD, real_names

pytestmark = pytest.mark.no_cover
CLIENT, RUNS, DAYS = "a-tab-of-the-tests", 3, 15


class Here:
    """A desk that does the work itself."""

    has_time = False

    async def ask(self, client: str, kind: str, work: Callable[..., Any], *arguments: Any, joint: Any = None) -> Any:
        """The work, done."""
        return work(*arguments)


class Reader:
    """Asks a masked page, and reads every answer for real names."""

    def __init__(self) -> None:
        app = application(Settings(workers=1, mask=True, ahead=False, rate=10**6, address_rate=10**6))
        app.state.desk, self.mask = Here(), app.state.mask
        self.web = TestClient(app, "http://127.0.0.1", client=("127.0.0.1", 50000))
        self.read = 0

    def checked(self, found: Any, status: int, *asked: object) -> Any:
        """An answer in which nobody real is named."""
        assert found.status_code == status, (asked, found.text[:300])
        assert real_names(found.text) == [], asked
        self.read += len(found.text)
        return found.json() if found.headers["content-type"].startswith("application/json") else found.text

    def get(self, path: str) -> Any:
        """An answer to a plain look."""
        return self.checked(self.web.get(path), 200, path)

    def ask(self, path: str, status: int = 200, **body: Any) -> Any:
        """An answer to a question."""
        return self.checked(self.web.post(path, json={"client": CLIENT, **body}), status, path, body)


@pytest.fixture(scope="module")
def reader() -> Reader:
    """A masked page."""
    return Reader()


@pytest.fixture(scope="module")
def listed(reader: Reader) -> list[dict[str, Any]]:
    """The scenarios as the masked page lists them."""
    found: list[dict[str, Any]] = reader.get("/api/scenarios")["scenarios"]
    return found


def shortest(scenario: Scenario) -> int:
    """So many days that every event lies within them."""
    return max([DAYS, *(event.day + 1 for event in scenario.situation.events)])


def test_the_test_knows_a_real_name_when_it_reads_one():
    assert len(real_names('{"a":"tell us"} Russian, trust_us_end\\nuk: EUROPE, us_walks_away')) == 6
    assert real_names("Prussian status, housed, a American Journal of Velmar, minus") == []


def test_no_page_and_no_word_names_anybody(reader: Reader):
    for path in ("/", "/room", "/words.json", "/api/room"):
        reader.get(path)
    assert "Observed: one country 2014–20" in reader.get("/words.json")["charts.holding.one_country"]


@pytest.mark.parametrize("number", range(len(EVERY)), ids=EVERY)
def test_nothing_that_is_said_of_a_scenario_names_anybody(reader: Reader, listed: list[dict[str, Any]], number: int):
    name, days = listed[number]["name"], shortest(load(EVERY[number]))
    setting = {"scenario": name, "days": days, "runs": RUNS}
    parties = reader.ask("/api/scenario", scenario=name, set={})["parties"]
    reader.ask("/api/ensemble", **setting)
    course = reader.ask("/api/run", **setting, run=1)
    for day in course["decided"][:3]:
        reader.ask("/api/run/why", **setting, run=1, day=day)
    reader.ask("/api/run/why", 422, **setting, run=1, day=next(day for day in range(1, days) if day not in course["decided"]))
    for table in ("outcomes", "days"):
        assert reader.ask(f"/api/tables/{table}.csv", **setting).count("\n") > RUNS
    assert len({party["name"] for party in parties}) == len(parties)


def test_a_link_with_true_names_is_called_otherwise_once_it_is_open(reader: Reader):
    found = reader.ask("/api/scenario", scenario="us_walks_away", set={}, named={"us.lean": 0.9, "velmar.trust": 1})
    assert (found["name"].startswith("case_"), found["named"]) == (True, {"osmere_league.lean": 0.9, "velmar.trust": 1})
    reader.ask("/api/scenario", 422, scenario="baseline", set={}, named=["us.lean"])


@pytest.mark.parametrize("name", lesson_names())
def test_nothing_in_a_lesson_names_anybody(reader: Reader, monkeypatch: pytest.MonkeyPatch, name: str):
    monkeypatch.setattr(lesson_answers, "RUNS", RUNS)
    bets = reader.ask("/api/lesson", lesson=name)["bets"]
    said = [next(iter(bet["choices"]), bet["low"]) for bet in bets]
    found = reader.ask("/api/lesson/bet", lesson=name, said=said)
    reader.ask("/api/lesson/try", lesson=name, values=[knob["value"] for knob in found["knobs"]])
    assert [part["heading"] for part in found["prose"]][-1] == "Further reading"


def test_a_command_line_that_would_not_work_waits_for_the_true_names(reader: Reader, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lesson_answers, "RUNS", RUNS)
    found = str(reader.ask("/api/lesson/bet", lesson="whose_blame", said=[50, "same"])["prose"])
    assert found.count(TOLD["command"]) == 2
    assert "['code', 'parley lesson whose_blame']" in found
    assert "--set" not in found


def test_no_question_to_a_class_names_anybody(reader: Reader, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(teaching, "RUNS", RUNS)
    room = reader.ask("/api/rooms", 201)
    path, key = f"/api/rooms/{room['code']}", {"key": room["key"]}
    token = reader.ask(f"{path}/join")["token"]
    reader.ask(f"{path}/lessons", **key)
    for lesson in lessons():
        bet = next((number for number, one in enumerate(lesson.bets) if one.choices), 0)
        assert real_names(str(reader.mask.hidden([dict(one.replies) for one in lesson.bets]))) == []
        asked = reader.ask(f"{path}/ask", **key, lesson=lesson.name, bet=bet)["question"]
        reader.ask(f"{path}/predict", token=token, said=next(iter(asked["choices"]), asked["low"]))
        seen = [reader.ask(f"{path}/{step}", **key) for step in ("close", "show", "try")]
    reader.ask(f"{path}/move", token=token, place=seen[-1]["knob"]["asked"])
    question = {"scenario": "baseline", "days": DAYS, "set": {"osmere_league.lean": 0.9}, "measure": "mediator_left"}
    asked = reader.ask(f"{path}/ask", **key, **question, knob="osmere_league.leverage.velmar", words="Does Russia give in?")
    assert (asked["question"]["words"], asked["question"]["changes"][0]["owner"]) == ("Does Velmar give in?", "Osmere League")


@pytest.mark.parametrize("party", ["velmar", "kestria", "osmere_league", "halveth_compact"])
def test_no_seat_names_anybody(reader: Reader, party: str):
    game = {"scenario": "baseline", "days": 31, "parties": [party]}
    whole = {**game, "choices": reader.ask("/api/seat/follow", **game)["choices"]}
    assert any(f" {party} " in choice for choice in whole["choices"])
    reader.ask("/api/seat/look", **game)
    reader.ask("/api/seat/why", **game)
    assert reader.ask("/api/seat/look", **whole)["over"]
    reader.ask("/api/seat/debrief", **whole)
    reader.ask("/api/seat/look", 422, **game, choices=["1 us offer truce"])
    reader.ask("/api/seat/look", 422, **{**game, "parties": ["us_", "uk"]})


def test_no_shared_game_names_anybody(reader: Reader):
    game = {"scenario": "baseline", "days": 31, "parties": ["kestria", "osmere_league"]}
    opened = reader.ask("/api/games", 201, **game, party="osmere_league")
    path = f"/api/games/{opened['code']}"
    assert reader.ask(f"{path}/look")["free"] == ["kestria"]
    reader.ask(f"{path}/sit", 409, party="osmere_league")
    reader.ask(f"{path}/sit", 422, party="uk")
    tokens = {"osmere_league": opened["token"], "kestria": reader.ask(f"{path}/sit", party="kestria")["token"]}
    due = reader.ask(f"{path}/look", token=tokens["kestria"])["due"]
    other = next(party for party in tokens if party != due)
    state = reader.ask(f"{path}/look", token=tokens[due])
    choice = f"{state['decision']['day']} {due} {state['decision']['kind']} {state['decision']['options'][0]['name']}"
    reader.ask(f"{path}/choose", token=tokens[due], choice=choice, number=state["number"])
    reader.ask(f"{path}/back", 422, token=tokens[due], day=1)
    reader.ask(f"{path}/back", token=tokens[due], day=state["decision"]["day"])
    reader.ask(f"{path}/back", 422, token=tokens[other], day=state["decision"]["day"])
    wish = reader.ask(f"{path}/look", token=tokens[other])["wish"]
    assert wish["party"] == due


@pytest.mark.parametrize(
    "wrong",
    [
        {"set": {"osmere_league.lean": 7}},
        {"set": {"osmere_league.laen": 0.5}},
        {"set": {"us": 0.5}},
        {"set": {"agreements.truce.relief.velmar": 7}},
        {"yaml": "extends: baseline\nparties: {us: {leen: 1}, velmar: {trust: 3}}\n", "scenario": ""},
        {"yaml": "extends: baseline\nparties: {us: null}\n", "scenario": "", "set": {"us.lean": 1}},
        {"scenario": "us_walk_away"},
    ],
)
def test_no_complaint_names_anybody(reader: Reader, wrong: dict[str, Any]):
    body = {"client": CLIENT, "scenario": "baseline", "set": {}, "runs": 1, "days": 1, **wrong}
    found = reader.web.post("/api/ensemble", json={key: value for key, value in body.items() if value != ""})
    assert 400 <= found.status_code < 500
    assert real_names(found.text) == []
    assert found.json()["sentences"][0]


@pytest.mark.parametrize("name", ["baseline", "us_walks_away", "several_allies", "january_2025"])
def test_a_setting_that_is_taken_along_names_nobody_and_plays_the_same_runs(reader: Reader, listed: list[dict[str, Any]], name: str, tmp_path: Any):
    days = shortest(load(name))
    hidden = listed[EVERY.index(name)]["name"]
    taken = reader.ask("/api/take", scenario=hidden, set={"osmere_league.lean": 0.9}, days=days, runs=40, seed=2)
    assert (taken["masked"], taken["command"]) == (True, "parley run scenario.yaml --runs 40 --seed 2")
    file = tmp_path / "scenario.yaml"
    file.write_text(taken["yaml"], encoding="utf-8")
    mine, true = sim.load(str(file)), sim.load(name, ["us.lean=0.9"]).set("days", days)
    assert (mine.situation.about, mine.days) == (TOLD["about"], days)
    assert [one.value for one in sim.run(mine, 40, 2).summary.values()] == [one.value for one in sim.run(true, 40, 2).summary.values()]
