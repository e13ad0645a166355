"""Speed and memory of sweeps of the baseline year: 1,000 settings of three parameters, on disk.

    python benchmarks/sweep.py [speed] [workers] [resume] [query] [memory] [--total 1000000] [--largest 1000000]

Without a word all are measured. Every figure that depends on the machine is a ratio of two measured in one process, or says so.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from speed import line, peak_memory, seconds

import sim
from sim.sweeps import design, playing
from sim.sweeps.store import Store

SETTINGS = 1000
SMALLEST = 100_000
ROWS = 10_000_000
ROUNDS = 5
VARY = {"russia.time_pressure": [0.005, 0.10], "russia.resources": [1.0, 3.0], "ukraine.trust": [0.02, 0.60]}
QUERY = "SELECT outcome, count(*), avg(days_at_peace) FROM '{}/runs/*.parquet' WHERE \"ukraine.trust\" > 0.3 GROUP BY outcome"
OF_SETTINGS = "SELECT setting, avg(CAST(first_freeze IS NOT NULL AS INT)), avg(days_at_peace) FROM '{}/runs/*.parquet' GROUP BY setting"


def asked(total: int, vary: dict[str, list[float]] = VARY) -> dict[str, Any]:
    """A design of so many runs in all."""
    kind = {"kind": "latin_hypercube", "settings": SETTINGS}
    return {"scenario": "baseline", "runs": total // SETTINGS, "design": kind, "vary": vary}


def near() -> dict[str, list[float]]:
    """Ranges so close to the baseline that no run has more to do than there: what a sweep costs, and not what its settings cost."""
    baseline = sim.load("baseline")
    return {name: [0.999 * baseline.get(name), 1.001 * baseline.get(name)] for name in VARY}


def speed(total: int, folder: Path) -> None:
    """Sweeps to disk against ensembles of as many runs, in turn in one process; by processor time, as others may be at work on the machine."""
    sim.run("baseline", runs=playing.BATCH, panel=0)
    rates: dict[str, list[float]] = {what: [] for what in ("ensembles, in memory", "sweeps near the baseline", "sweeps over wide ranges")}
    each = total // ROUNDS
    for number in range(ROUNDS):
        works = (
            lambda number=number: sim.run("baseline", runs=each, seed=number, panel=0),
            lambda number=number: sim.sweep({**asked(each, near()), "seed": number}, folder / f"near-{number}"),
            lambda number=number: sim.sweep({**asked(each), "seed": number}, folder / f"wide-{number}"),
        )
        for what, work in zip(rates, works, strict=True):
            rates[what].append(each / spent(work))
    alone, *swept = rates.items()
    line(f"runs a second of a core, {alone[0]}", alone[1], "runs/s")
    for what, values in swept:
        line(f"runs a second of a core, {what}, written", values, "runs/s")
        line("  ratio to the ensembles, pair by pair", [one / other for one, other in zip(values, alone[1], strict=True)], "times")


def spent(work: Callable[[], object]) -> float:
    """Processor time of one call, all threads together."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def workers(total: int, folder: Path) -> None:
    """Two workers against one process, by the clock, which needs two idle cores, and by processor time, which does not."""
    spent_by, took = {}, {}
    for count in (1, 2):
        before = of_all()
        took[count] = seconds(lambda count=count: sim.sweep(asked(total), folder / f"workers-{count}", count))
        spent_by[count] = of_all() - before
    print(f"two workers against one, {total:,} runs, their start included: {took[1] / took[2]:.2f} times as fast by the clock")
    print(f"processor time of two workers and the process that writes: {spent_by[2] / spent_by[1]:.2f} times that of one process")


def of_all() -> float:
    """Processor time so far of this process and of those that it has started and seen end."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def resume(total: int, folder: Path) -> None:
    """What a stop costs beside the batch that was in hand: everything that a sweep does but play."""
    whole = sim.sweep
    played = seconds(lambda: whole(asked(total), folder / "resume"))
    store = Store(folder / "resume", design(asked(total)))
    blocks = playing.blocks(store.design.values, store.design.runs)
    looked = seconds(lambda: store.missing(blocks))
    (folder / "resume" / "settings.parquet").unlink()
    again = seconds(lambda: whole(asked(total), folder / "resume"))
    print(f"{total:,} runs take {played:.1f} s; to see what is there {looked:.2f} s, {looked / played:.2%}")
    print(f"all that is not playing, the count of settings included: {again:.2f} s, {again / played:.2%}; at most one batch is played again")


def query(folder: Path) -> None:
    """DuckDB on ten million rows, made by repeating a part of a sweep."""
    import duckdb

    sim.sweep(asked(SMALLEST), folder / "query")
    runs = folder / "query" / "runs"
    part, size = runs / "part-00000.parquet", playing.BATCH
    there = len(list(runs.iterdir()))
    for number in range(there, -(-ROWS // size)):
        shutil.copy(part, runs / f"part-{number:05}.parquet")
    ((rows,),) = duckdb.sql(f"SELECT count(*) FROM '{runs}/*.parquet'").fetchall()
    space = sum(path.stat().st_size for path in runs.iterdir())
    print(f"{rows:,} rows in {len(list(runs.iterdir()))} parts, {space / 1e6:,.0f} MB ({space / ROWS:.0f} bytes a row)")
    for what in (QUERY, OF_SETTINGS):
        times = [seconds(lambda what=what: duckdb.sql(what.format(folder / "query")).fetchall()) for _ in range(3)]
        print(f"DuckDB, {what.split(' FROM')[0].removeprefix('SELECT ')}: {min(times):.2f} s")


def memory(largest: int, folder: Path) -> None:
    """Peak memory of whole commands as sweeps grow, by the operating system's account: of years, and of short runs, of which more can be awaited."""
    file = folder / "memory.yaml"
    vary = "\n".join(f"  {name}: {ends}" for name, ends in VARY.items())
    for days, most in ((365, largest), (20, ROWS)):
        total = SMALLEST
        while total <= most:
            head = f"scenario: baseline\nset: {{days: {days}}}\nruns: {total // SETTINGS}"
            file.write_text(f"{head}\ndesign: {{kind: latin_hypercube, settings: {SETTINGS}}}\nvary:\n{vary}\n", encoding="utf-8")
            peak = peak_memory("sweep", str(file), "--quiet", "--out", "here")
            print(f"peak memory of a sweep of {total:,} runs of {days} days: {peak:,.0f} MB", flush=True)
            total *= 10


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", metavar="WHAT")
    parser.add_argument("--total", type=int, default=1_000_000)
    parser.add_argument("--largest", type=int, default=1_000_000)
    said = parser.parse_args()
    measures: dict[str, Callable[[Path], None]] = {
        "speed": lambda folder: speed(said.total, folder),
        "workers": lambda folder: workers(said.total, folder),
        "resume": lambda folder: resume(said.total, folder),
        "query": query,
        "memory": lambda folder: memory(said.largest, folder),
    }
    for name in said.what or measures:
        begin = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            measures[name](Path(folder))
        print(f"({name}: {time.perf_counter() - begin:.0f} s)\n", flush=True)


if __name__ == "__main__":
    main()
