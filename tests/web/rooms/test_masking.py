"""Invented names: everywhere while the mask is on, nowhere afterwards, and understood in questions all the time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from starlette.testclient import TestClient

from sim.scenario import lessons, load, names
from sim.web.answers.describing import shipped
from sim.web.app import application
from sim.web.masking import FILE, Mask
from sim.web.settings import Settings

pytestmark = pytest.mark.no_cover
CLIENT = {"client": "a-tab-of-the-tests"}
REAL = re.compile(r"russia|ukrain|moscow|kyiv|washington|americ|europe|putin|trump|zelensk|united|france|german|poland|bucha|jeddah|april 2025", re.I)
QUESTION = {"scenario": "baseline", "days": 20, "set": {"velmar.trust": 0.5}, "measure": "at_rest", "knob": "velmar.trust"}


@pytest.fixture(scope="module")
def mask() -> Mask:
    """The mask."""
    return Mask(True)


@pytest.fixture(scope="module")
def web() -> Iterator[TestClient]:
    """A page with the mask on."""
    settings = Settings(workers=1, mask=True, ahead=False, rate=10_000, address_rate=10_000)
    with TestClient(application(settings), "http://127.0.0.1", client=("127.0.0.1", 50000)) as found:
        yield found


def ask(web: TestClient, path: str, **body: Any) -> Any:
    """Ask something."""
    return web.post(path, json={**CLIENT, **body})


def test_every_real_party_has_an_invented_name():
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    parties = {party for name in (*names(), *lessons()) for party in load(name).situation.parties}
    assert parties - set(told["invented"]) == set(told["parties"])


def test_titles_are_numbered_and_no_two_are_the_same(mask: Mask):
    titles = [one["title"] for one in mask.hidden(shipped()) if not one["lesson"]]
    assert len(set(titles)) == len(titles) == len(names())
    assert (titles[0], load("two_cities").title in titles) == ("Case 1", True)


def test_parameters_keep_their_names_also_where_a_scenario_has_the_same(mask: Mask):
    assert mask.hide("russia.war_economy shocks.atrocity.size agreements.thirty_day_ceasefire.days") == (
        "velmar.war_economy shocks.atrocity.size agreements.thirty_day_ceasefire.days"
    )


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ({"a": ["us", 1]}, {"a": ["osmere_league", 1]}),
        ({"us.leverage.russia": 0.1}, {"osmere_league.leverage.velmar": 0.1}),
        ("trust_russia_end,blame_us", "trust_velmar_end,blame_osmere_league"),
        ("14 us offer truce", "14 osmere_league offer truce"),
        ("its seats are ‘us’ and\nuk", "its seats are ‘osmere_league’ and\nardevane"),
        ({"words": "Tell us, Russia"}, {"words": "Tell us, Velmar"}),
        ("Prussian housed", "Prussian housed"),
        ("American Journal of Political Science, American aid", "American Journal of Political Science, League aid"),
        (["code", "parley lesson trust"], ["code", "parley lesson trust"]),
        (["code", "parley run us_walks_away"], ["em", "a command line, which comes with the true names"]),
        (["code", "us.lean"], ["code", "osmere_league.lean"]),
    ],
)
def test_names_are_replaced_as_whole_words(mask: Mask, true: Any, false: Any):
    assert mask.hidden(true) == false
    assert json.loads(mask.hide_answer(json.dumps(true))) == false


def test_invented_names_of_a_question_mean_the_true_ones(mask: Mask):
    number = names().index("us_walks_away") + 1
    found = mask.seek(f'{{"scenario":"case_{number}","set":{{"velmar.trust":0.5,"osmere_league.leverage.kestria":1}}}}')
    assert json.loads(found) == {"scenario": "us_walks_away", "set": {"russia.trust": 0.5, "us.leverage.ukraine": 1}}


def test_a_page_without_the_mask_replaces_nothing():
    assert Mask(False).hide("Russia") == Mask(False).seek("Russia") == Mask(False).hide_answer("Russia") == "Russia"


def test_names_are_invented_until_the_teacher_shows_the_true_ones(web: TestClient):
    room = ask(web, "/api/rooms").json()
    path = f"/api/rooms/{room['code']}"
    asked = ask(web, f"{path}/ask", key=room["key"], **QUESTION)
    assert asked.status_code == 200
    hidden = asked.json()
    assert (hidden["masked"], hidden["question"]["title"], hidden["question"]["changes"][0]["owner"]) == (True, "Case 1", "Velmar")
    assert REAL.findall(web.get("/api/scenarios").text) == []
    assert ask(web, f"{path}/reveal", key="x").status_code == 403
    ask(web, f"{path}/reveal", key=room["key"])
    seen = ask(web, f"{path}/look", version=hidden["version"]).json()
    assert (seen["masked"], seen["question"]["changes"][0]["owner"]) == (False, "Russia")
    assert ask(web, f"{path}/ask", key=room["key"], **QUESTION).status_code == 200


def test_a_question_that_is_too_large_is_still_refused(web: TestClient):
    found = web.post("/api/scenario", content=b'{"yaml": "' + b"x" * 1_200_000 + b'"}', headers={"content-type": "application/json"})
    assert found.status_code == 413
