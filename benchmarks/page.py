"""How quickly the page follows a slider, and how it bears a class: python benchmarks/page.py [--moves N] [--students N] [--minutes N]

The page is served by a process of its own. In a browser (the system's Chromium, by Playwright) a slider is moved again and again; what is measured
is the time from its move to the frame after all charts have been drawn anew, at 1,000 runs of a year: once from stop to stop with a pause between
moves, as a hand does that looks, and once with leaps, for which nothing can be played ahead. Students are questions without a browser: each moves
a slider twice a second, has at most one question on its way, and forgets what a later move has overtaken, as the page does; what is measured is
the time from a move to its answer.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

WARM, BETWEEN, MEGABYTE = 3, 0.5, 1e6
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]
MOVE = """
async ([number, place]) => {
  const view = document.querySelector(".view-ensemble"), slider = document.querySelectorAll(".front input[type=range]")[number];
  const answered = view.dataset.answered, began = performance.now();
  slider.value = place;
  slider.dispatchEvent(new Event("input", {bubbles: true}));
  while (view.dataset.answered === answered) await new Promise((done) => setTimeout(done, 2));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - began;
}
"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


@contextlib.contextmanager
def served() -> Iterator[tuple[str, int]]:
    """A page on a free port, and the number of its process."""
    command = [sys.executable, "-m", "sim", "serve", "--port", "0", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}) as process:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found, "the page did not come up"
        try:
            yield found[0], process.pid
        finally:
            process.terminate()


def memory(pid: int) -> float:
    """Megabytes that a process and its children hold, as Linux tells; shared pages count for each."""
    pids = [pid]
    for one in pids:
        with contextlib.suppress(OSError):
            pids += [int(child) for child in Path(f"/proc/{one}/task/{one}/children").read_text(encoding="utf-8").split()]
    found = 0.0
    for one in pids:
        with contextlib.suppress(OSError, IndexError):
            found += int(Path(f"/proc/{one}/statm").read_text(encoding="utf-8").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return found / MEGABYTE


def summed_up(times: list[float]) -> str:
    """Median and 95% of some milliseconds."""
    ordered = sorted(times)
    high = ordered[int(0.95 * (len(ordered) - 1))]
    return f"median {statistics.median(ordered):.0f} ms, 95% {high:.0f} ms, largest {ordered[-1]:.0f} ms, of {len(ordered)}"


def stops(moves: int) -> list[int]:
    """Places of a slider that goes up and down again, stop by stop."""
    up = list(range(300, 300 + 10 * (moves + WARM), 10))
    return [place if place <= 900 else 1800 - place for place in up]


def leaps(moves: int) -> list[int]:
    """Places far from each other, none of them twice."""
    return [10 * ((37 * number + 3) % 97) for number in range(moves + WARM)]


def in_a_browser(address: str, moves: int) -> None:
    """First paint, and moves of one slider."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        painted = []
        for _ in range(5):
            page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
            page.set_default_timeout(300_000)
            page.goto(address)
            page.wait_for_selector(".view-ensemble[data-answered]")
            page.wait_for_selector(".front input[type=range]")
            painted.append(page.evaluate(PAINTED))
        print(f"first paint: {summed_up(painted)}", flush=True)
        for slider, (words, places) in enumerate({"from stop to stop": stops(moves), "with leaps": leaps(moves)}.items()):
            times = []
            for place in places:
                times.append(page.evaluate(MOVE, [slider, place]))
                page.wait_for_timeout(1000 * BETWEEN)
            print(f"slider to all charts, 1,000 runs of a year, {words}: {summed_up(times[WARM:])}", flush=True)
        browser.close()


@dataclass
class Tally:
    """What a class has seen."""

    times: list[float] = field(default_factory=list)
    refused: dict[int, int] = field(default_factory=dict)
    overtaken: int = 0
    failed: int = 0


async def student(number: int, address: str, until: float, tally: Tally) -> None:
    """Moves a slider twice a second, and asks for the newest place whenever the last question is answered."""
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        moves = 0
        began = time.monotonic() + number / 60  # not all in the same instant
        while time.monotonic() < until:
            due = int((time.monotonic() - began) / BETWEEN) + 1
            if due <= moves:
                await asyncio.sleep(max(0.0, began + moves * BETWEEN - time.monotonic()))
                continue
            tally.overtaken += due - moves - 1
            moves = due
            moved = began + (moves - 1) * BETWEEN
            value = round(0.05 + 0.9 * ((number * 7919 + moves * 104729) % 10007) / 10007, 6)
            asked = {"client": f"student-{number:03}", "scenario": "baseline", "set": {"ukraine.trust": value}}
            try:
                answer = await client.post("api/ensemble", json=asked)
            except httpx.HTTPError:
                tally.failed += 1
                continue
            if answer.status_code == 200:
                tally.times.append(1000 * (time.monotonic() - moved))
            else:
                tally.refused[answer.status_code] = tally.refused.get(answer.status_code, 0) + 1


async def a_class(address: str, pid: int, students: int, minutes: float) -> None:
    """Many students at once, and the memory of the page's processes while they are there."""
    tally, until = Tally(), time.monotonic() + 60 * minutes
    work = [asyncio.create_task(student(number, address, until, tally)) for number in range(students)]
    held = []
    while time.monotonic() < until:
        await asyncio.sleep(min(5.0, 10 * minutes))
        held.append(memory(pid))
    await asyncio.gather(*work)
    print(f"{students} students, two moves a second each, {minutes:g} minutes: {summed_up(tally.times)} answered")
    print(f"  errors {tally.failed}, refused {tally.refused or 0}, overtaken by a later move of the same student {tally.overtaken}")
    print(f"  memory of all processes: {held[0]:.0f} MB at first, {max(held):.0f} MB at most, {held[-1]:.0f} MB at the end")


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--moves", type=int, default=40)
    options.add_argument("--students", type=int, default=30)
    options.add_argument("--minutes", type=float, default=1.0)
    chosen = options.parse_args()
    with served() as (address, pid):
        load = os.getloadavg()[0]
        httpx.post(f"{address}api/ensemble", json={"client": "first-question", "scenario": "baseline"}, timeout=300)
        print(f"{os.cpu_count()} cores, load {load:.1f} before", flush=True)
        in_a_browser(address, chosen.moves)
        asyncio.run(a_class(address, pid, chosen.students, chosen.minutes))
        print(f"load {os.getloadavg()[0]:.1f} after")


if __name__ == "__main__":
    main()
