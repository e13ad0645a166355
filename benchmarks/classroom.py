"""A class of thirty over the loopback: everybody predicts, then moves the knob twice a second for a minute, while the projector looks on.

    python benchmarks/classroom.py [--seconds 60] [--pause 60]

``parley serve`` runs as a process of its own with two workers. Every student looks once a second, as a tab does, and
as many connections are open as are needed. Printed are errors, how long answers took, and the memory of the server and its workers.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import httpx

import sim

STUDENTS, MOVES, PLACES, PATIENCE = 30, 2, 41, 300
QUESTION = {"scenario": "baseline", "set": {"russia.time_pressure": 0.05}, "measure": "at_rest", "knob": "russia.time_pressure"}
READY = re.compile(r"http://[\d.]+:\d+/")


class Class:
    """A room, and how long each kind of question took."""

    def __init__(self, address: str) -> None:
        self.address, self.took, self.errors = address, {}, []
        self.code = self.key = ""

    async def ask(self, web: httpx.AsyncClient, kind: str, path: str, **body: object) -> dict:
        """One question, timed."""
        begin = time.perf_counter()
        try:
            answer = await web.post(
                f"{self.address}api/rooms{path}", json={"client": f"tab-{body.get('token', 'of-the-teacher')}", **body}, timeout=PATIENCE
            )
            if answer.is_error:
                self.errors.append(f"{kind}: {answer.status_code} {answer.text[:100]}")
            return answer.json()
        except httpx.HTTPError as fault:
            self.errors.append(f"{kind}: {fault!r}")
            return {}
        finally:
            self.took.setdefault(kind, []).append(time.perf_counter() - begin)

    async def steer(self, web: httpx.AsyncClient, what: str, **body: object) -> dict:
        """The teacher does something."""
        return await self.ask(web, what, f"/{self.code}/{what}", key=self.key, **body)


async def every(pause: float, until: float, act) -> None:
    """Do something again and again, at a steady pace where it can be kept."""
    await asyncio.sleep(random.random() * pause)
    due = time.monotonic()
    while time.monotonic() < until:
        await act()
        due += pause
        await asyncio.sleep(max(0.0, due - time.monotonic()))


async def student(web: httpx.AsyncClient, room: Class, token: str, until: float) -> None:
    """Moves the knob twice a second, and looks once a second."""
    seen = {"version": 0}

    async def move() -> None:
        await room.ask(web, "move", f"/{room.code}/move", token=token, place=random.randrange(PLACES))

    async def look() -> None:
        seen.update(await room.ask(web, "look", f"/{room.code}/look", token=token, version=seen["version"]))

    await asyncio.gather(every(1 / MOVES, until, move), every(1, until, look))


async def lesson(room: Class, seconds: float, pause: float, server: int) -> list[float]:
    """A question from its bets to its tries; the memory at the beginning of the moves, in the middle and at the end."""
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections=200)) as web:
        opened = await room.ask(web, "open", "")
        room.code, room.key = opened["code"], opened["key"]
        tokens = [(await room.ask(web, "join", f"/{room.code}/join"))["token"] for _ in range(STUDENTS)]
        await room.steer(web, "ask", **QUESTION)
        await asyncio.gather(*(room.ask(web, "predict", f"/{room.code}/predict", token=token, said=random.randrange(101)) for token in tokens))
        for step in ("close", "show"):
            await room.steer(web, step)
        await asyncio.sleep(pause)
        await room.steer(web, "try")
        memory, busy = [megabytes(server)], processor(server)
        until = time.monotonic() + seconds
        students = asyncio.gather(*(student(web, room, token, until) for token in tokens))
        await asyncio.sleep(seconds / 2)
        memory.append(megabytes(server))
        await students
        memory.append(megabytes(server))
        print(f"processor time of server and workers: {processor(server) - busy:.1f} s in {seconds:.0f} s")
        await room.steer(web, "end")
        return memory


def megabytes(process: int) -> float:
    """The resident memory of a process and its children, by the operating system's account."""
    return sum(int(re.search(r"^VmRSS:\s+(\d+)", (one / "status").read_text(), re.MULTILINE)[1]) / 1024 for one in family(process))


def processor(process: int) -> float:
    """The processor time of a process and its children, in seconds."""
    ticks = os.sysconf("SC_CLK_TCK")
    return sum(sum(int(part) for part in (one / "stat").read_text().rpartition(")")[2].split()[11:13]) / ticks for one in family(process))


def family(process: int) -> list[Path]:
    """Where the operating system tells of a process and its children."""
    tree = {process}
    for status in Path("/proc").glob("[0-9]*/status"):
        found = re.search(r"^PPid:\s+(\d+)", status.read_text(), re.MULTILINE) if status.exists() else None
        if found and int(found[1]) in tree:
            tree.add(int(status.parent.name))
    return [Path("/proc") / str(one) for one in sorted(tree)]


def report(room: Class, memory: list[float]) -> None:
    """What was measured."""
    print(f"errors: {len(room.errors)}")
    for fault in room.errors[:5]:
        print(f"  {fault}")
    for kind, times in room.took.items():
        ordered = sorted(times)
        middle, late = (1000 * ordered[int(part * (len(ordered) - 1))] for part in (0.5, 0.95))
        print(f"{kind:8} {len(ordered):6,} median {middle:7.0f} ms, 95% {late:7.0f} ms")
    print("memory of server and workers before, midway, after: " + ", ".join(f"{one:.0f} MB" for one in memory))
    print(f"load average: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def main() -> None:
    """Serve the page, hold the class, and print."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--seconds", type=float, default=60)
    reader.add_argument("--pause", type=float, default=60, help="how long the class talks about the answer before it may turn the knob")
    chosen = reader.parse_args()
    environment = os.environ | {"PYTHONPATH": str(Path(sim.__file__).parent.parent)}
    server = subprocess.Popen([sys.executable, "-m", "sim", "serve", "--port", "0"], stdout=subprocess.PIPE, text=True, env=environment)
    try:
        room = Class(READY.search(server.stdout.readline())[0])
        report(room, asyncio.run(lesson(room, chosen.seconds, chosen.pause, server.pid)))
    finally:
        server.terminate()
        server.wait(30)


if __name__ == "__main__":
    main()
