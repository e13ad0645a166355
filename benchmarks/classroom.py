"""A class of thirty over the loopback: everybody predicts, then moves the knob twice a second for a minute, while the projector looks on.

    python benchmarks/classroom.py [--seconds 60]

``parley serve`` runs as a process of its own with two workers. Every student is a connection of its own and looks once a second, as a
tab does. Printed are errors, how long answers took, and the memory of the server and its workers.
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

STUDENTS, MOVES, PLACES = 30, 2, 41
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
            answer = await web.post(f"{self.address}api/rooms{path}", json={"client": f"benchmark-{id(web)}", **body}, timeout=30)
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


async def student(room: Class, token: str, until: float) -> None:
    """Moves the knob twice a second, and looks once a second."""
    async with httpx.AsyncClient() as web, httpx.AsyncClient() as tab:

        async def move() -> None:
            await room.ask(web, "move", f"/{room.code}/move", token=token, place=random.randrange(PLACES))

        async def look() -> None:
            await room.ask(tab, "look", f"/{room.code}/look", token=token)

        await asyncio.gather(every(1 / MOVES, until, move), every(1, until, look))


async def lesson(room: Class, seconds: float, server: int) -> list[float]:
    """A question from its bets to its tries; the memory at the beginning of the moves, in the middle and at the end."""
    async with httpx.AsyncClient() as teacher:
        opened = await room.ask(web, "open", "")
        room.code, room.key = opened["code"], opened["key"]
        tokens = [(await room.ask(web, "join", f"/{room.code}/join"))["token"] for _ in range(STUDENTS)]
        await room.steer(web, "ask", **QUESTION)
        await asyncio.gather(*(room.ask(web, "predict", f"/{room.code}/predict", token=token, said=random.randrange(101)) for token in tokens))
        for step in ("close", "show", "try"):
            await room.steer(web, step)
        memory = [megabytes(server)]
        until = time.monotonic() + seconds
        students = asyncio.gather(*(student(room, token, until) for token in tokens))
        await asyncio.sleep(seconds / 2)
        memory.append(megabytes(server))
        await students
        memory.append(megabytes(server))
        await room.steer(web, "end")
        return memory


def megabytes(process: int) -> float:
    """The resident memory of a process and its children, by the operating system's account."""
    tree = {process}
    for status in Path("/proc").glob("[0-9]*/status"):
        found = re.search(r"^PPid:\s+(\d+)", status.read_text(), re.MULTILINE) if status.exists() else None
        if found and int(found[1]) in tree:
            tree.add(int(status.parent.name))
    return sum(int(re.search(r"^VmRSS:\s+(\d+)", (Path("/proc") / str(one) / "status").read_text(), re.MULTILINE)[1]) / 1024 for one in tree)


def report(room: Class, memory: list[float]) -> None:
    """What was measured."""
    print(f"errors: {len(room.errors)}")
    for fault in room.errors[:5]:
        print(f"  {fault}")
    for kind, times in room.took.items():
        ordered = sorted(times)
        print(
            f"{kind:8} {len(ordered):6,} median {1000 * ordered[len(ordered) // 2]:7.0f} ms, 95% {1000 * ordered[int(0.95 * (len(ordered) - 1))]:7.0f} ms"
        )
    print("memory of server and workers before, midway, after: " + ", ".join(f"{one:.0f} MB" for one in memory))
    print(f"load average: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def main() -> None:
    """Serve the page, hold the class, and print."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--seconds", type=float, default=60)
    seconds = reader.parse_args().seconds
    environment = os.environ | {"PYTHONPATH": str(Path(sim.__file__).parent.parent)}
    server = subprocess.Popen([sys.executable, "-m", "sim", "serve", "--port", "0"], stdout=subprocess.PIPE, text=True, env=environment)
    try:
        room = Class(READY.search(server.stdout.readline())[0])
        report(room, asyncio.run(lesson(room, seconds, server.pid)))
    finally:
        server.terminate()
        server.wait(30)


if __name__ == "__main__":
    main()
