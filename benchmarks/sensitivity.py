"""Cost, memory and precision of a sensitivity of the baseline year in the article's four knobs.

    python benchmarks/sensitivity.py [speed] [memory] [precision] [--settings 128] [--runs 100] [--days 365]

Without a word all are measured. Rates are by processor time, as others may be at work on the machine; the ratio is taken pair by pair in one process.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from functools import partial

import numpy as np
from speed import line, peak_memory
from sweep import spent

import sim
from sim import sensitivity
from sim.scenario import Scenario
from sim.sensitivity.playing import BATCH

ROUNDS = 3
KNOBS = 4
OUTCOME = "days_at_peace"
FEW, MANY = 20, 400  # runs of each setting, of which the few are held against the many


def speed(scenario: Scenario, settings: int, runs: int) -> None:
    """A sensitivity against an ensemble of as many runs, and how much of it is not playing."""
    total = sensitivity.plays(KNOBS, settings, runs)
    sim.run(scenario, runs=BATCH, panel=0)
    rates: dict[str, list[float]] = {"ensembles": [], "sensitivities": []}
    for seed in range(1, ROUNDS + 1):
        rates["ensembles"].append(total / spent(partial(sim.run, scenario, runs=total, seed=seed, panel=0)))
        rates["sensitivities"].append(total / spent(partial(sensitivity.of, scenario, settings=settings, runs=runs, seed=seed)))
    for what, values in rates.items():
        line(f"runs a second of a core, {what} of {total:,} runs", values, "runs/s")
    line("  ratio, pair by pair", [one / other for one, other in zip(rates["sensitivities"], rates["ensembles"], strict=True)], "times")
    short = scenario.set("days", 1)
    print(f"all but playing, by a scenario of one day: {spent(partial(sensitivity.of, short, settings=settings, runs=runs)):.1f} s")


def memory(scenario: Scenario, settings: int, runs: int) -> None:
    """Peak memory of whole commands as the design grows, by the operating system's account."""
    for size in (settings, 4 * settings):
        words = ("sensitivity", "baseline", "--settings", f"{size}", "--runs", f"{runs}", "--days", f"{scenario.days}", "--quiet", "--out", "here")
        print(f"peak memory, {sensitivity.plays(KNOBS, size, runs):,} runs of {scenario.days} days: {peak_memory(*words):,.0f} MB")


def precision(scenario: Scenario, settings: int, runs: int) -> None:
    """How far total indices from few runs of each setting lie from those of many on the same settings, as played and with luck taken out."""
    few, many = (sensitivity.of(scenario, outcomes=[OUTCOME], settings=settings, runs=each, seed=2).table for each in (FEW, MANY))
    print(f"total indices of {OUTCOME}, {settings} base settings: {FEW} runs of each against {MANY}")
    for name, what in (("total.as_played", "as played"), ("total", "luck taken out")):
        off = few[name] - many["total"]
        print(f"  {what}: too large by {np.mean(off):+.3f} in the mean, off by {np.mean(np.abs(off)):.3f}")


def main() -> None:
    """Measure and print."""
    measures: dict[str, Callable[[Scenario, int, int], None]] = {"speed": speed, "memory": memory, "precision": precision}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", metavar="WHAT", choices=[*measures, []])
    parser.add_argument("--settings", type=int, default=128)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--days", type=int, default=365)
    said = parser.parse_args()
    scenario = sim.load("baseline").set("days", said.days)
    for name in said.what or measures:
        begin = time.perf_counter()
        measures[name](scenario, said.settings, said.runs)
        print(f"({name}: {time.perf_counter() - begin:.0f} s)\n", flush=True)


if __name__ == "__main__":
    main()
