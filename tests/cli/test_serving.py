"""``parley serve``: the address, a port that is taken, who may come, and a quiet end."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys

import pytest

from sim.web import neighbourhood, serving
from sim.web.settings import LOOPBACK, MOST_WORKERS, Settings, cores
from tests.cli.command import parley


def test_serve_prints_the_address_answers_and_stops_quietly() -> None:
    command = [sys.executable, "-m", "sim", "serve", "--port", "0", "--workers", "1", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}) as served:
        said = served.stdout.readline()
        port = int(re.search(r"http://127\.0\.0\.1:(\d+)/", said)[1])
        with contextlib.closing(http.client.HTTPConnection(LOOPBACK, port, timeout=60)) as asked:
            asked.request("GET", "/")
            assert asked.getresponse().status == 200
        served.send_signal(signal.SIGINT)
        out, err = served.communicate(timeout=60)
    assert (served.returncode, out, err) == (0, "", "")


def test_a_port_in_use_is_said_with_a_free_one() -> None:
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, _, said = parley("serve", "--port", str(port))
    assert status == 1
    free = int(re.fullmatch(rf"Port {port} is in use by another program\. Port \d+ is free: parley serve --port (\d+)\n", said)[1])
    assert free > port


@pytest.mark.parametrize("port", ["-1", "70000", "x"])
def test_what_is_no_port_is_a_wrong_usage(port: str) -> None:
    assert parley("serve", "--port", port)[0] == 2


def test_a_host_that_is_not_this_machine_is_refused() -> None:
    status, _, said = parley("serve", "--host", "203.0.113.9", "--port", "0")
    assert status == 1
    assert said == "203.0.113.9:0: this machine has no such address; 0.0.0.0 stands for all that it has.\n"


def test_an_open_page_says_what_that_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "serve", lambda settings, listening, ready: (ready(), listening.close()))
    _, said, _ = parley("serve", "--host", "0.0.0.0", "--port", "0")
    assert "everybody who can reach" in said
    assert "http://127.0.0.1:" in said
    assert "everybody" not in parley("serve", "--port", "0")[1]


@pytest.mark.parametrize(("host", "told"), [("0.0.0.0", True), (LOOPBACK, False)])
def test_others_are_told_where_they_and_a_class_find_it_if_they_may_come(host: str, told: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "serve", lambda settings, listening, ready: (ready(), listening.close()))
    monkeypatch.setattr(neighbourhood, "own_address", lambda: "192.168.1.20")
    _, said, _ = parley("serve", "--host", host, "--port", "0")
    assert bool(re.search(r"http://192\.168\.1\.20:\d+/, and a class joins at http://192\.168\.1\.20:\d+/room$", said, re.MULTILINE)) is told


def test_there_is_a_worker_for_each_core_within_reason() -> None:
    assert 1 <= cores() <= min(MOST_WORKERS, os.cpu_count() or 1)


def test_a_page_is_closed_to_others_unless_a_host_is_given() -> None:
    assert Settings().host == LOOPBACK
    assert not Settings().is_open
    assert Settings(host="0.0.0.0").is_open
