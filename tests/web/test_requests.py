"""Questions to the page's server: what is answered, what is refused, and how."""

from __future__ import annotations

import asyncio
import os
import pathlib
import signal
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.testclient import TestClient

from sim.web.answers.ensemble import all_as_json
from sim.web.app import application
from sim.web.giving_way import Bell, GaveWayError, Heard, somebody_waits
from sim.web.guard import POLICY, Buckets, Guard, host_of
from sim.web.kept import Kept
from sim.web.meaning import Meant, Setting
from sim.web.routes import ensembles
from sim.web.settings import Settings

TAB = {"client": "tab-of-a-test"}
FEW = {**TAB, "scenario": "baseline", "runs": 5, "days": 10}
SETTINGS = Settings(port=80, workers=1)


@pytest.fixture(scope="module")
def page() -> Iterator[TestClient]:
    """The application with its worker."""
    with TestClient(application(SETTINGS), base_url="http://127.0.0.1", raise_server_exceptions=False) as found:
        yield found


@pytest.fixture(autouse=True)
def _with_full_buckets(request: pytest.FixtureRequest) -> None:
    """No test is refused because others have asked so much."""
    if "page" in request.fixturenames:
        request.getfixturevalue("page").app.state.buckets = Buckets(10**6, 1)


def told(response: Any, status: int) -> str:
    """The sentences of a refusal, which must not be a traceback."""
    assert response.status_code == status, response.text
    sentences = response.json()["sentences"]
    assert all(one.endswith((".", "?")) for one in sentences)
    assert "Traceback" not in response.text
    return " ".join(sentences)


def test_every_answer_carries_the_strict_policy(page: TestClient) -> None:
    for path in ("/", "/static/page.js", "/api/scenarios", "/nothing", "/words.json"):
        headers = page.get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
    assert "unsafe" not in POLICY
    assert POLICY.startswith("default-src 'none'")


def test_the_page_comes_with_its_words_and_without_any_script_of_its_own(page: TestClient) -> None:
    markup = page.get("/").text
    assert "<title>parley</title>" in markup
    assert "{{" not in markup
    assert "<script>" not in markup
    assert " style=" not in markup


def test_scenarios_are_listed_with_their_titles(page: TestClient) -> None:
    listed = page.get("/api/scenarios").json()["scenarios"]
    assert listed[0]["name"] == "baseline"
    assert all(one["title"] for one in listed)


def test_a_question_is_answered(page: TestClient) -> None:
    found = page.post("/api/ensemble", json={**FEW, "set": {"us.bias": 0.1}}).json()
    assert (found["runs"], found["days"], len(found["year"]["days"])) == (5, 10, 11)


def test_the_same_question_is_not_played_again(page: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {**FEW, "seed": 77}
    first = page.post("/api/ensemble", json=asked).content
    monkeypatch.setattr(page.app.state.desk, "ask", None)
    assert page.post("/api/ensemble", json=asked).content == first


def test_a_pinned_setting_is_compared_run_by_run(page: TestClient) -> None:
    found = page.post("/api/ensemble", json={**FEW, "set": {"us.bias": 0.5}, "pin": {"scenario": "baseline", "set": {}}}).json()
    assert found["differences"]["rows"]
    assert found["differences"]["same"] is False


def test_tables_and_files_can_be_taken_along(page: TestClient) -> None:
    assert page.post("/api/tables/outcomes.csv", json=FEW).text.startswith("run,outcome,")
    assert page.post("/api/tables/days.csv", json=FEW).text.startswith("day,share_")
    told(page.post("/api/tables/secrets.csv", json=FEW), 404)
    taken = page.post("/api/take", json=FEW).json()
    assert taken["command"] == "parley run baseline --runs 5 --days 10"
    assert taken["yaml"].startswith("title: ")


@pytest.mark.parametrize(
    ("wrong", "status", "sentence"),
    [
        ({"scenario": "basline"}, 404, "Did you mean baseline?"),
        ({"scenario": "../baseline"}, 404, "There is no scenario"),
        ({"scenario": 7}, 422, "Name a shipped scenario"),
        ({"runs": 10**6}, 422, "runs is 1000000, but should be a whole number from 1 to 10,000."),
        ({"runs": 1.5}, 422, "runs is 1.5"),
        ({"runs": True}, 422, "runs is true"),
        ({"days": 10**9}, 422, "days is 1000000000"),
        ({"days": 3650, "runs": 5000}, 422, "at most 1,095 runs are"),
        ({"seed": "x"}, 422, 'seed is "x"'),
        ({"set": {"us.bais": 1}}, 422, "Did you mean us.bias?"),
        ({"set": {"us.bias": 7}}, 422, "us.bias is 7, but it goes from -1 to 1"),
        ({"set": {"us.bias": {}}}, 422, "us.bias is {}, but should be a number of at most 308 digits, a word or a list of words"),
        ({"set": {"us.bias": -(10**400)}}, 422, "us.bias is -1000"),
        ({"set": []}, 422, "set should give values by name"),
        ({"pin": 1}, 422, "pin should name a scenario"),
        ({"client": "x"}, 422, "client should be"),
        ({"scenario": "", "yaml": "title: [\n"}, 422, "your file:"),
        ({"scenario": "", "yaml": "title: x\nextends: /etc/passwd\n"}, 422, "shipped scenarios only"),
        ({"scenario": "", "yaml": "a: &a [x]\nb: *a\n"}, 422, "aliases"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(page: TestClient, wrong: dict[str, Any], status: int, sentence: str) -> None:
    assert sentence in told(page.post("/api/ensemble", json={**FEW, **wrong}), status)


@pytest.mark.parametrize(
    ("named", "sentence"), [("3", "named should give values by name"), ('{"us.bias": 1e400}', "us.bias is Infinity, but should be")]
)
def test_values_that_are_only_to_be_named_are_looked_at_as_well(page: TestClient, named: str, sentence: str) -> None:
    content = f'{{"client": "tab-of-a-test", "scenario": "baseline", "named": {named}}}'
    assert sentence in told(page.post("/api/scenario", content=content, headers={"content-type": "application/json"}), 422)


def test_only_json_of_a_sensible_size_is_read(page: TestClient) -> None:
    told(page.post("/api/ensemble", data={"scenario": "baseline"}), 415)
    as_json = {"content-type": "application/json"}
    for content in (b"{", b"\xff", b'{"runs": NaN}', b"[" * 100_000, b"[]"):
        told(page.post("/api/ensemble", content=content, headers=as_json), 400)
    told(page.post("/api/ensemble", content=b" " * (SETTINGS.file + 1), headers=as_json), 413)
    told(page.post("/api/ensemble", content=(b" " * 100_000 for _ in range(20)), headers=as_json), 413)
    told(page.get("/api/ensemble"), 405)


def test_a_large_file_is_refused_before_it_is_read(page: TestClient) -> None:
    assert "too large" in told(page.post("/api/scenario", json={**TAB, "yaml": "#" * 1_000_001}), 413)


def test_a_hostile_title_stays_text(page: TestClient) -> None:
    title = "<img src=x onerror=alert(1)>"
    found = page.post("/api/scenario", json={**TAB, "yaml": f"title: '{title}'\nextends: baseline\n"})
    assert found.headers["content-type"].startswith("application/json")
    assert found.json()["title"] == title


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.1.7", ""])
def test_a_foreign_host_is_turned_away(page: TestClient, host: str) -> None:
    told(page.get("/", headers={"host": host}), 421)


def test_a_page_elsewhere_cannot_ask(page: TestClient) -> None:
    told(page.post("/api/ensemble", json=FEW, headers={"origin": "http://evil.example"}), 403)
    assert page.get("/", headers={"origin": "http://127.0.0.1"}).status_code == 200


def test_an_open_page_answers_to_addresses_but_not_to_strange_names() -> None:
    guard = Guard(application, Settings(host="0.0.0.0"))
    assert guard.knows("192.168.1.7")
    assert guard.knows("localhost")
    assert not guard.knows("evil.example")


def test_hosts_are_read_without_their_ports() -> None:
    assert [host_of(header) for header in ("a:1", "[::1]:80", "[::1]", "a", "")] == ["a", "[::1]", "[::1]", "a", ""]


def test_who_asks_too_often_waits(page: TestClient) -> None:
    page.post("/api/ensemble", json=FEW)  # from now on it is answered in no time
    page.app.state.buckets = Buckets(1.0, 2.0)
    answers = [page.post("/api/ensemble", json=FEW) for _ in range(3)]
    assert "goes on in a moment" in told(answers[-1], 429)
    assert answers[-1].headers["retry-after"] == "1"
    assert page.post("/api/ensemble", json={**FEW, "client": "another-tab"}).status_code == 200


def test_a_bucket_fills_again() -> None:
    buckets = Buckets(2.0, 1.0)
    assert [buckets.take("a", now) for now in (0.0, 0.0, 0.0, 0.5, 0.5)] == [True, True, False, True, False]
    assert buckets.take("b", 0.0)


def test_files_of_the_machine_are_not_served(page: TestClient) -> None:
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd", "/app.py"):
        told(page.get(path), 404)


def test_a_worker_that_dies_is_replaced_and_the_question_answered(page: TestClient) -> None:
    page.post("/api/ensemble", json={**FEW, "seed": 5})
    before = set(page.app.state.desk.pool._processes)
    for process in before:
        os.kill(process, signal.SIGKILL)
    assert page.post("/api/ensemble", json={**FEW, "seed": 6}).status_code == 200
    assert before.isdisjoint(page.app.state.desk.pool._processes)


def test_a_fault_of_our_own_is_said_without_details(page: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page.app.state.kept, "get", None)
    found = page.post("/api/ensemble", json=FEW)
    assert "Something went wrong here" in told(found, 500)
    assert found.headers["content-security-policy"] == POLICY


def test_a_question_is_known_again_without_the_text_of_its_file() -> None:
    one, other = (Setting(Meant("", f"title: {title}\nextends: baseline\n", ()), 5, 1, None) for title in "ab")
    assert one.in_short != other.in_short
    assert "title" not in one.in_short.meant.text
    assert Setting(Meant("baseline", "", ()), 5, 1, None).in_short == Setting(Meant("baseline", "", ()), 5, 1, None)


def test_kept_answers_are_no_more_than_so_many_bytes() -> None:
    kept = Kept(10)
    for question in "abc":
        kept.put(question, b"12345")
    assert (kept.get("a"), kept.get("b"), kept.get("c"), kept.size) == (None, b"12345", b"12345", 10)


def test_nothing_is_written(page: TestClient, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page.post("/api/ensemble", json={**FEW, "seed": 9})
    page.post("/api/tables/days.csv", json=FEW)
    assert list(tmp_path.iterdir()) == []


def in_a_loop_of_its_own(story: Callable[[], Coroutine[Any, Any, list[Any]]]) -> list[Any]:
    """What comes of a story. In a thread of its own, as a browser that is open in this process has a loop in this one."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(lambda: asyncio.run(story())).result()


def test_the_desk_answers_only_the_latest_of_a_kind() -> None:
    from sim.web.desk import Desk, SupersededError

    async def story() -> list[Any]:
        desk = Desk(1)
        await desk.open()
        try:
            first = asyncio.create_task(desk.ask("tab", "slow", time.sleep, 0.5))
            await asyncio.sleep(0.2)
            older, other, newer = (asyncio.create_task(desk.ask(tab, "ensemble", len, "ab")) for tab in ("tab", "other", "tab"))
            return await asyncio.gather(first, older, other, newer, return_exceptions=True)
        finally:
            await desk.close()

    first, older, other, newer = in_a_loop_of_its_own(story)
    assert (first, other, newer) == (None, 2, 2)
    assert isinstance(older, SupersededError)


def test_questions_that_fit_are_answered_together() -> None:
    from sim.web.desk import Desk, Joint

    async def story() -> list[Any]:
        desk = Desk(1)
        await desk.open()
        try:
            first = asyncio.create_task(desk.ask("a", "slow", time.sleep, 0.5))
            await asyncio.sleep(0.2)
            joint = Joint(sorted, "fits", 2)
            rest = [asyncio.create_task(desk.ask(tab, "x", max, number, 0, joint=joint)) for tab, number in (("a", 3), ("b", 2), ("c", 1))]
            return await asyncio.gather(first, *rest)
        finally:
            await desk.close()

    assert in_a_loop_of_its_own(story) == [None, (2, 0), (3, 0), 1]  # two together, sorted; the third alone


def test_what_a_slider_may_ask_for_next_is_played_while_there_is_time(page: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {**FEW, "seed": 31, "name": "us.bias", "values": [0.2, 0.3, 9]}
    with monkeypatch.context() as busy:
        busy.setattr(page.app.state.desk, "busy", 1)
        assert page.post("/api/ahead", json=asked).json() == {"kept": 0, "left": 3}
    assert page.post("/api/ahead", json=asked).json() == {"kept": 2, "left": 0}
    with monkeypatch.context() as small:
        small.setattr(ensembles, "MOST_RUNS", 10)  # two settings to a batch
        assert page.post("/api/ahead", json={**asked, "values": [0.2, 0.4, 0.5, 0.6]}).json() == {"kept": 2, "left": 1}
        assert page.post("/api/ahead", json={**asked, "values": [7, 8, 9]}).json() == {"kept": 0, "left": 0}  # none of them can be played
    monkeypatch.setattr(page.app.state.desk, "ask", None)
    assert page.post("/api/ensemble", json={**FEW, "seed": 31, "set": {"us.bias": 0.3}}).json()["runs"] == 5
    told(page.post("/api/ahead", json={**asked, "values": ["x"]}), 422)
    told(page.post("/api/ahead", json={**asked, "values": [0.1] * 199}), 422)
    monkeypatch.setitem(page.app.state._state, "settings", Settings(ahead=False))
    assert page.post("/api/ahead", json={**asked, "values": [0.7]}).json() == {"kept": 0, "left": 0}


def linger(day: float) -> None:
    """Work of many days for which nobody waits."""
    for _ in range(1000):
        time.sleep(day)
        if somebody_waits():
            raise GaveWayError


@pytest.mark.parametrize("later", [True, False])
def test_what_nobody_waits_for_gives_way_to_what_somebody_does(later: bool) -> None:
    from sim.web.desk import Desk

    async def story() -> list[Any]:
        desk = Desk(1)
        await desk.open()
        try:
            spare = asyncio.create_task(desk.ask("tab", "ahead", linger, 0.02, spare=True))
            await asyncio.sleep(0)  # it is in the line
            while later and not desk.busy:
                await asyncio.sleep(0.01)
            assert not desk.has_time
            answered = await desk.ask("tab", "ensemble", len, "ab")
            again = asyncio.create_task(desk.ask("tab", "ahead", linger, 0.0, spare=True))  # and nothing is left of it
            return await asyncio.gather(spare, again, return_exceptions=True) + [answered]
        finally:
            await desk.close()

    given_up, done, answered = in_a_loop_of_its_own(story)
    assert isinstance(given_up, GaveWayError)
    assert (done, answered) == (None, 2)


def test_an_ensemble_gives_way_only_where_nobody_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    bell = Bell()
    monkeypatch.setattr(Heard, "bell", bell)
    questions = [(Setting(Meant("baseline", "", ()), 5, 1, 10), None, 50)]
    quiet = all_as_json(questions, spare=True)
    bell.ring(somebody_waits=True)
    assert all_as_json(questions) == quiet
    with pytest.raises(GaveWayError):
        all_as_json(questions, spare=True)
