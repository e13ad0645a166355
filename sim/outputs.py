"""What ``parley run`` leaves on disk: tables, summary and pictures, all or nothing."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import sim
from sim import uncertain
from sim.honesty import in_short
from sim.result import Result
from sim.story import full_text

FLOATS = "%.6g"
ROWS = 20_000
UNFINISHED = ".unfinished-"
A_DAY = 24 * 3600
Writer = Callable[[Path], None]


@contextlib.contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A folder to write in, beside the one meant; its files are moved over only when all of them are complete."""
    new = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    clear_away(folder)
    stage = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=folder))
    try:
        yield stage
        for path in sorted(stage.iterdir()):
            os.replace(path, folder / path.name)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        with contextlib.suppress(OSError):
            for place in new:
                place.rmdir()  # only where nothing came of it: a folder with files in it stays


def clear_away(folder: Path) -> None:
    """Remove what a killed run has left behind, once nobody can be writing there any more."""
    for left in folder.glob(f"{UNFINISHED}*"):
        if left.stat().st_mtime < time.time() - A_DAY:
            shutil.rmtree(left, ignore_errors=True)


def write(result: Result, stage: Path) -> list[str]:
    """Tables, summary and pictures of a result. Returns the names of the files, tables first."""
    from sim import charts

    write_table(result.outcomes, stage / "outcomes.csv")
    write_table(result.days, stage / "days.csv")
    (stage / "summary.json").write_text(as_json(result), encoding="utf-8")
    (stage / "story.txt").write_text(full_text(uncertain.scenario_of(result, result.example), result.seed, result.example), encoding="utf-8")
    names = ["outcomes.csv", "days.csv", "summary.json", "story.txt"]
    for name, draw in charts.PICTURES.items():
        figure = draw(result)
        for ending in ("png", "svg"):
            charts.save(figure, stage / f"{name}.{ending}")
            names.append(f"{name}.{ending}")
    return names


def write_table(table: Any, path: Path) -> None:
    """A data frame as CSV, a slice of rows at a time, so that memory stays flat."""
    with path.open("w", encoding="utf-8", newline="") as file:
        for first in range(0, len(table), ROWS):
            table.iloc[first : first + ROWS].to_csv(file, index=False, header=first == 0, float_format=FLOATS, lineterminator="\n")


def summary(result: Result) -> dict[str, Any]:
    """Every number of the summary with its interval, and what is needed to get it again."""
    scenario = result.scenario
    return {
        "scenario": scenario.name,
        "title": scenario.title,
        "digest": scenario.digest,
        "version": sim.__version__,
        "start": scenario.situation.start.isoformat(),
        "days": scenario.days,
        "runs": result.runs,
        "seed": result.seed,
        "interval": "95%, Monte Carlo error only: luck, not what is unknown about the parameters",
        "panel": result.panel_size,
        **unknown(result),
        "honesty": in_short(result).as_dict(),
        "numbers": {name: estimate.as_dict() for name, estimate in result.summary.items()},
    }


def unknown(result: Result) -> dict[str, Any]:
    """Where parameters are uncertain: which, in how many settings, and the interval of each number over the settings, luck taken out."""
    if not uncertain.is_uncertain(result):
        return {}
    intervals = {name: {"low": low, "high": high} for name, (low, high) in uncertain.intervals(result).items()}
    return {"uncertain": {"settings": uncertain.how_many(), "parameters": uncertain.not_known(result.scenario), "intervals": intervals}}


def as_json(result: Result) -> str:
    """The summary as text, the same bytes for the same result."""
    return json.dumps(summary(result), indent=2) + "\n"
