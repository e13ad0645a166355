"""What ``parley compare`` leaves on disk: tables, every number as JSON, and the picture."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.comparison import Comparison, Pair

NAME_LIMIT = 120
UNFIT = re.compile(r"[^\w.=-]+")


def folder(names: list[str]) -> Path:
    """Where a comparison is written unless another place is named."""
    return Path("plots") / f"compare-{'-'.join(UNFIT.sub('-', name).strip('-') for name in names)}"[:NAME_LIMIT]


def write(compared: Comparison, stage: Path) -> list[str]:
    """Tables, summary and picture. Returns the names of the files, tables first."""
    from sim import charts, outputs

    tables = {"differences.csv": compared.differences, "changes.csv": compared.changes, "partings.csv": compared.parted}
    for name, table in tables.items():
        outputs.write_table(table, stage / name)
    (stage / "comparison.json").write_text(as_json(compared), encoding="utf-8")
    figure = charts.comparison(compared)
    pictures = [f"comparison.{ending}" for ending in ("png", "svg")]
    for picture in pictures:
        charts.save(figure, stage / picture)
    return [*tables, "comparison.json", *pictures]


def as_json(compared: Comparison) -> str:
    """Every number with its interval, and what is needed to get it again; the same bytes for the same comparison."""
    return json.dumps(summary(compared), indent=2, ensure_ascii=False) + "\n"


def summary(compared: Comparison) -> dict[str, Any]:
    """The same as plain data."""
    import sim
    from sim.comparison import LEFT_OUT

    scenarios = {name: result.scenario for name, result in compared.results.items()}
    return {
        "version": sim.__version__,
        "runs": compared.before.runs,
        "days": compared.before.scenario.days,
        "seed": compared.before.seed,
        "interval": "95%, of paired differences on the same luck, Monte Carlo error only: luck, not what is unknown about the parameters",
        "reference": compared.reference,
        "scenarios": {name: {"scenario": found.name, "title": found.title, "digest": found.digest} for name, found in scenarios.items()},
        "compared": {name: pair_summary(pair) for name, pair in compared.pairs.items()},
        "not_compared": compared.not_compared,
        "left_out": LEFT_OUT,
    }


def pair_summary(pair: Pair) -> dict[str, Any]:
    """One scenario beside the reference."""
    low, middle, high = pair.days_parted or (None, None, None)
    return {
        "numbers": {name: found.as_dict() for name, found in pair.differences.items()},
        "changed": pair.changed.as_dict(),
        "first_run_changed": pair.first_changed,
        "parted": pair.ever_parted.as_dict() | {"median_day": middle, "lower_quartile": low, "upper_quartile": high},
    }
