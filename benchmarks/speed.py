"""Speed and memory of the baseline year, beside the same model as conventional scalar Mesa agents, one model object per run.

    python benchmarks/speed.py

Both sides run in turn in one process, several times; the ratio is taken pair by pair. Whole commands are timed as
processes of their own. Figures of one machine say little; the ratio says more.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import scalar_peer
import yaml

import sim
from sim.runs import BATCH, play
from sim.scenario import library

PEER_RUNS = 100
ROUNDS = 5
MEMORY_RUNS = 100_000
CHILD = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
)


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def engine(first: int) -> None:
    """One batch of the baseline year, outcomes recorded."""
    play(sim.load("baseline"), 1, {}, 0, (first, first + BATCH - 1))


def peer(seed: int) -> None:
    """The same year, run by run."""
    scenario = yaml.safe_load((library.folder() / "baseline.yaml").read_text(encoding="utf-8"))
    scalar_peer.run_many(scenario, PEER_RUNS, seed)


def single_run() -> None:
    """One run, stepped to its end."""
    scenario = sim.load("baseline")
    model = sim.Talks(scenario)
    for _ in range(scenario.days):
        model.step()


def command(*words: str) -> float:
    """Wall time of a whole command, from the shell."""
    with tempfile.TemporaryDirectory() as folder:
        return seconds(lambda: subprocess.run([sys.executable, "-m", "sim", *words], check=True, cwd=folder, capture_output=True, env=environment()))


def peak_memory(*words: str) -> float:
    """Peak memory of a whole command in MB, by the operating system's account."""
    with tempfile.TemporaryDirectory() as folder:
        words = ("-c", CHILD, sys.executable, "-m", "sim", *words)
        done = subprocess.run([sys.executable, *words], check=True, cwd=folder, capture_output=True, text=True, env=environment())
    return float(done.stdout.split()[-1])


def environment() -> dict[str, str]:
    """The project first on the path, so that a checkout can be measured without installing it."""
    paths = [str(Path(sim.__file__).parent.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths)}


def figure(value: float) -> str:
    """A value to three digits or to the whole."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def line(what: str, values: list[float], unit: str) -> None:
    """One figure: median, smallest and largest."""
    print(f"{what:58} {figure(statistics.median(values)):>10} {unit:8} ({figure(min(values))} to {figure(max(values))})")


def main() -> None:
    """Measure and print."""
    engine(1_000_001)
    peer(0)
    single_run()
    ours, theirs, alone = [], [], []
    for round_number in range(ROUNDS):
        ours.append(BATCH / seconds(lambda number=round_number: engine(2_000_001 + number * BATCH)))
        theirs.append(PEER_RUNS / seconds(lambda number=round_number: peer(number)))
        alone.append(seconds(single_run))
    print(f"baseline, 365 days, one core, {ROUNDS} rounds in turn: median (smallest to largest)\n")
    line(f"runs a second in batches of {BATCH}", ours, "runs/s")
    line("runs a second, scalar agents, one model object per run", theirs, "runs/s")
    line("ratio, pair by pair", [fast / slow for fast, slow in zip(ours, theirs, strict=True)], "times")
    line("a single run, stepped to its end", alone, "s")
    line("parley --help", [command("--help") for _ in range(ROUNDS)], "s")
    line("parley run baseline (2,000 runs, tables, pictures)", [command("run", "baseline") for _ in range(3)], "s")
    line(f"peak memory of parley run baseline --runs {MEMORY_RUNS}", [peak_memory("run", "baseline", "--runs", str(MEMORY_RUNS), "--quiet")], "MB")
    print(f"\npeak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
