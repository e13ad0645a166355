"""What the commands share that read a finished sweep: how it is opened, where they write, and what they leave."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli import options

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from sim.sweeps import Dataset

results = click.argument("results", type=click.Path(path_type=Path))


def told(command: str) -> options.Decorator:
    """Where a command writes what it has read off a sweep, and in which form it tells it."""
    return options.together(options.out(f"plots/{command}-<results>"), options.as_json("all numbers"), options.quiet)


def opened(folder: Path) -> Dataset:
    """The sweep in a folder."""
    from sim.sweeps import Dataset

    try:
        return Dataset.open(folder)
    except ImportError as missing:
        raise click.ClickException(f"{missing}") from None


def place(command: str, results: Path, out: Path | None) -> Path:
    """Where a command writes unless another place is named."""
    return out or Path("plots") / f"{command}-{results.resolve().name.removeprefix('sweep-')}"


def write(stage: Path, tables: Mapping[str, pd.DataFrame], report: Any, name: str, figure: Figure) -> list[str]:
    """Tables, numbers and the picture. Returns the names of the files, tables first."""
    from sim import outputs
    from sim.charts import save

    for table, rows in tables.items():
        outputs.write_table(rows, stage / f"{table}.csv")
    (stage / f"{name}.json").write_text(text(report), encoding="utf-8")
    pictures = [f"{name}.{ending}" for ending in ("png", "svg")]
    for picture in pictures:
        save(figure, stage / picture)
    return [*(f"{table}.csv" for table in tables), f"{name}.json", *pictures]


def text(report: Any) -> str:
    """Numbers as JSON; the same bytes for the same question."""
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"
