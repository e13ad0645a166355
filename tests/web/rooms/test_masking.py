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
from sim.web.answers.betting import shelf
from sim.web.answers.describing import described, shipped
from sim.web.app import application
from sim.web.masking import FILE, Mask
from sim.web.meaning import Meant
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
    settings = Settings(workers=1, mask=True, rate=10_000, address_rate=10_000)
    with TestClient(application(settings), "http://127.0.0.1", client=("127.0.0.1", 50000)) as found:
        yield found


def ask(web: TestClient, path: str, **body: Any) -> Any:
    """Ask something."""
    return web.post(path, json={**CLIENT, **body})


def test_every_real_party_has_an_invented_name():
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    parties = {party for name in (*names(), *lessons()) for party in load(name).situation.parties}
    assert parties - set(told["invented"]) == set(told["parties"])


def test_no_real_name_is_left_in_what_is_said_of_any_scenario(mask: Mask):
    said = [shipped(), shelf(), *(described(Meant(name, "", ())) for name in (*names(), *lessons()))]
    hidden = mask.hide(json.dumps(said, ensure_ascii=False))
    assert REAL.findall(hidden) == []
    assert json.loads(hidden)[2]["parties"][0] == {"name": "velmar", "role": "attacker", "label": "Velmar"}


def test_titles_are_numbered_and_no_two_are_the_same(mask: Mask):
    titles = [one["title"] for one in json.loads(mask.hide(json.dumps(shipped(), ensure_ascii=False))) if not one["lesson"]]
    assert len(set(titles)) == len(titles) == len(names())
    assert titles[0] == "Case 1"


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ('{"a":"us"}', '{"a":"osmere_league"}'),
        ('"us.leverage.russia"', '"osmere_league.leverage.velmar"'),
        ('"trust_russia_end"', '"trust_velmar_end"'),
        ('"tell us"', '"tell us"'),
        ('"Prussian"', '"Prussian"'),
    ],
)
def test_names_are_replaced_as_whole_words(mask: Mask, true: str, false: str):
    assert mask.hide(true) == false


def test_invented_names_of_a_question_mean_the_true_ones(mask: Mask):
    found = mask.seek('{"scenario":"case_17","set":{"velmar.trust":0.5,"osmere_league.leverage.kestria":1}}')
    assert json.loads(found) == {"scenario": names()[16], "set": {"russia.trust": 0.5, "us.leverage.ukraine": 1}}


def test_a_page_without_the_mask_replaces_nothing():
    assert Mask(False).hide("Russia") == Mask(False).seek("Russia") == "Russia"


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
