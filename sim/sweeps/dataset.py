"""A finished sweep: what was asked, a row per setting, a row per run."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.scenario import ScenarioError
from sim.scenario.complaining import guess, shortened
from sim.sweeps.arrow import parquet

if TYPE_CHECKING:
    import pandas as pd

MANIFEST, SETTINGS, RUNS = "manifest.json", "settings.parquet", "runs"
PART = "part-*.parquet"
Names = list[str] | None
Read = Callable[[Names], Any]


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """The tables of a sweep.

    manifest: design as written, names of the varied parameters ("varied"), how many settings and runs of each, seed, version, scenario, columns.
    settings: a row per setting, with its number, its values, how many runs, and the share of them in which this or that happened, each with
    its interval (``<name>.low``, ``<name>.high``). read: some columns of all runs, or all of them, as a pyarrow table. folder: where it is
    on disk, None where it is in memory only.
    """

    manifest: dict[str, Any]
    settings: pd.DataFrame
    read: Read
    folder: Path | None = None

    @classmethod
    def open(cls, folder: str | os.PathLike[str]) -> Dataset:
        """The sweep in a folder. Raises ScenarioError with a sentence where there is no finished one, ImportError without pyarrow."""
        place = Path(folder)
        manifest = manifest_of(place)
        if not (place / SETTINGS).is_file():
            raise ScenarioError(f"the sweep in {place} is not finished; parley sweep with the same design and --out {place} goes on with it.")
        settings = parquet().read_table(place / SETTINGS).to_pandas()
        return cls(manifest, settings, functools.partial(parts, place), place)

    def __repr__(self) -> str:
        called = self.manifest["scenario"]["name"]
        return f"<Dataset of {called}: {len(self.settings):,} settings of {self.manifest['runs']:,} runs, {', '.join(self.varied)} varied>"

    @property
    def varied(self) -> list[str]:
        """The parameters that differ between settings."""
        return list(self.manifest["varied"])

    @property
    def columns(self) -> list[str]:
        """The columns of the table of runs."""
        return list(self.manifest["columns"])

    def runs(self, columns: Iterable[str] | None = None) -> pd.DataFrame:
        """A row per run, in the order of settings and runs; only these columns, or all. Raises ScenarioError for a column that is not there."""
        wanted = None if columns is None else list(columns)
        unknown = [name for name in wanted or () if name not in self.columns]
        if unknown:
            raise ScenarioError([f"the sweep has no column {shortened(name)}.{guess(name, self.columns)}" for name in unknown])
        return self.read(wanted).to_pandas()


def manifest_of(folder: Path) -> dict[str, Any]:
    """What a sweep's folder says of it. Raises ScenarioError where there is no sweep."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except OSError:
        what = "there is no such folder" if not folder.exists() else f"it has no {MANIFEST}" if folder.is_dir() else "it is not a folder"
        raise ScenarioError(f"{folder} is not the folder of a sweep: {what}.") from None
    except ValueError:
        found = None
    if not isinstance(found, dict) or not {"design", "varied", "settings", "runs", "scenario", "columns"} <= found.keys():
        raise ScenarioError(f"{folder / MANIFEST} is not the manifest of a sweep.")
    return found


def parts(folder: Path, columns: Names) -> Any:
    """The parts of the table of runs, end to end, as one pyarrow table."""
    return parquet().read_table([str(path) for path in sorted((folder / RUNS).glob(PART))], columns=columns)
