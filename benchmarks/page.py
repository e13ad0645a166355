"""How quickly the page follows a slider, and how it bears a class: python benchmarks/page.py [--moves N] [--look S] [--students N] [--minutes N]

The page is served by a process of its own. In a browser (the system's Chromium, by Playwright) a slider is moved again and again; what is measured
is the time from its move to the frame after all charts have been drawn anew, at 1,000 runs of a year: from stop to stop with a pause between moves,
as a hand does that looks; with leaps right after another slider has been moved, so that next to nothing has been played ahead; and with leaps of a
third slider once somebody has looked at the charts for a while. Students are questions without a browser: each moves a slider twice a second, has at
most one question on its way, and forgets what a later move has overtaken, as the page does; what is measured is the time from a move to its answer.
In one class each has one of the sliders in front and moves it over its stops; in the other every move is another setting than any before, the worst
that can be.
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
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

WARM, BETWEEN, MEGABYTE = 3, 0.5, 1e6
STOP, STOPS = 20, 51  # of the page's sliders
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
Moves = Callable[[int, int], dict[str, float]]  # the values of a student's setting at a move
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
    up = list(range(100, 100 + STOP * (moves + WARM), STOP))
    return [place if place <= 900 else 1800 - place for place in up]


def leaps(moves: int) -> list[int]:
    """Places far from each other, hardly any of them twice."""
    return [STOP * ((37 * number + 3) % STOPS) for number in range(moves + WARM)]


def in_a_browser(address: str, moves: int, look: float) -> None:
    """First paint, and moves of one slider."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        painted = []
        for _ in range(5):
            for context in browser.contexts:
                context.close()
            page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
            page.set_default_timeout(300_000)
            page.goto(address)
            page.wait_for_selector(".view-ensemble[data-answered]")
            page.wait_for_selector(".front input[type=range]")
            painted.append(page.evaluate(PAINTED))
        print(f"first paint: {summed_up(painted)}", flush=True)
        kinds = {"from stop to stop": stops(moves), "with leaps": leaps(moves), f"with leaps after a look of {look:g} s": leaps(moves)}
        for slider, (words, places) in enumerate(kinds.items()):
            times = []
            if slider == 2:
                page.wait_for_timeout(1000 * look)
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


@dataclass(frozen=True)
class Slider:
    """A slider of the page, with the ends of its range."""

    name: str
    low: float
    high: float

    def at(self, stop: int) -> float:
        """The value at a stop, counted from 0, in as many digits as the page asks for."""
        return float(f"{self.low + (self.high - self.low) * stop / (STOPS - 1):.3g}")


def in_front(address: str) -> list[Slider]:
    """The sliders in front."""
    told = httpx.post(f"{address}api/scenario", json={"client": "first-question", "scenario": "baseline", "set": {}}, timeout=300).json()
    declared = {one["name"]: one for one in told["parameters"]}
    return [Slider(name, declared[name]["low"], declared[name]["high"]) for group in told["front"] for name in group["names"]]


def one_slider(sliders: list[Slider]) -> Moves:
    """Each student has one of the sliders in front, and moves it over its stops."""
    return lambda student, move: one_of(sliders[student % len(sliders)], (student * 7919 + move * 104729) % STOPS)


def one_of(slider: Slider, stop: int) -> dict[str, float]:
    """The values of a setting in which one slider is at a stop."""
    return {slider.name: slider.at(stop)}


def always_another(student: int, move: int) -> dict[str, float]:
    """A setting like none before."""
    return {"ukraine.trust": round(0.05 + 0.9 * ((student * 7919 + move * 104729) % 10007) / 10007, 6)}


async def student(number: int, address: str, until: float, tally: Tally, setting: Moves) -> None:
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
            asked = {"client": f"student-{number:03}", "scenario": "baseline", "set": setting(number, moves)}
            try:
                answer = await client.post("api/ensemble", json=asked)
            except httpx.HTTPError:
                tally.failed += 1
                continue
            if answer.status_code == 200:
                tally.times.append(1000 * (time.monotonic() - moved))
            else:
                tally.refused[answer.status_code] = tally.refused.get(answer.status_code, 0) + 1


async def a_class(address: str, pid: int, students: int, minutes: float, words: str, setting: Moves) -> None:
    """Many students at once, and the memory of the page's processes while they are there."""
    tally, until = Tally(), time.monotonic() + 60 * minutes
    work = [asyncio.create_task(student(number, address, until, tally, setting)) for number in range(students)]
    held = []
    while time.monotonic() < until:
        await asyncio.sleep(min(5.0, 10 * minutes))
        held.append(memory(pid))
    await asyncio.gather(*work)
    print(f"{students} students, two moves a second each, {minutes:g} minutes, {words}: {summed_up(tally.times)} answered")
    print(f"  errors {tally.failed}, refused {tally.refused or 0}, overtaken by a later move of the same student {tally.overtaken}")
    print(f"  memory of all processes: {held[0]:.0f} MB at first, {max(held):.0f} MB at most, {held[-1]:.0f} MB at the end", flush=True)


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--moves", type=int, default=40)
    options.add_argument("--look", type=float, default=30.0)
    options.add_argument("--students", type=int, default=30)
    options.add_argument("--minutes", type=float, default=1.0)
    chosen = options.parse_args()
    with served() as (address, pid):
        load = os.getloadavg()[0]
        httpx.post(f"{address}api/ensemble", json={"client": "first-question", "scenario": "baseline"}, timeout=300)
        print(f"{os.cpu_count()} cores, load {load:.1f} before", flush=True)
        in_a_browser(address, chosen.moves, chosen.look)
        for words, setting in {"a slider each": one_slider(in_front(address)), "every move another setting": always_another}.items():
            asyncio.run(a_class(address, pid, chosen.students, chosen.minutes, words, setting))
        print(f"load {os.getloadavg()[0]:.1f} after")


if __name__ == "__main__":
    main()
