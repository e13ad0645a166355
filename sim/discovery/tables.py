"""What was found in a sweep, as plain data and as tables."""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING, Any

from sim.analysis.estimates import Estimate
from sim.discovery.boxes import Discovery, Region
from sim.discovery.cells import Map
from sim.discovery.edge import EDGE, Frontier

if TYPE_CHECKING:
    import pandas as pd

    from sim.sweeps.dataset import Dataset

INTERVAL = "95%, over the choice of settings and the luck that all settings share"
OF_LUCK = "95%, over luck"
HALVES = "boxes were found on one half of the settings, by the throw of a die; coverage, density, mass and p are from the other half"


def about(dataset: Dataset) -> dict[str, Any]:
    """Which sweep it is about."""
    manifest = dataset.manifest
    return {
        "scenario": manifest["scenario"],
        "swept_with": manifest.get("version"),
        "seed": manifest.get("seed"),
        "settings": len(dataset.settings),
        "runs": manifest["runs"],
        "varied": dataset.varied,
    }


def whose(dataset: Dataset) -> str:
    """Whose numbers these are, in a line."""
    said = dataset.manifest["scenario"]
    days = f", {said['days']:,} days" if "days" in said else ""
    settings = f"{len(dataset.settings):,} settings of {dataset.manifest['runs']:,} run{'' if dataset.manifest['runs'] == 1 else 's'}{days}"
    return f"{said.get('title') or said['name']} · {settings} · seed\u00a0{dataset.manifest.get('seed')}"


# Boxes


def of_boxes(found: Discovery) -> dict[str, Any]:
    """Everything about the boxes."""
    coverage, density = found.together
    return {
        "outcome": found.outcome,
        "interval": INTERVAL,
        "halves": HALVES,
        "settings_that_found": int(found.finding.sum()),
        "overall": found.overall.as_dict(),
        "parameters": {name: dataclasses.asdict(one) for name, one in found.parameters.items()},
        "boxes": [box(found, region) for region in found.regions],
        "together": {"coverage": coverage.as_dict(), "density": density.as_dict()},
        "notes": found.notes,
    }


def box(found: Discovery, region: Region) -> dict[str, Any]:
    """One box."""
    return {
        "limits": limits(found, region),
        "coverage": region.coverage.as_dict(),
        "density": region.density.as_dict(),
        "mass": region.mass,
        "where_it_was_found": dataclasses.asdict(region.found),
        "chosen_step": region.chosen,
        "way": [{"found": dataclasses.asdict(step.found), "checked": dataclasses.asdict(step.checked)} for step in region.path],
    }


def limits(found: Discovery, region: Region) -> list[dict[str, Any]]:
    """The limits of a box, the least doubtful first."""
    names = list(found.parameters)
    return [limit(found, region, number, names[number]) for number in region.by_doubt]


def limit(found: Discovery, region: Region, number: int, name: str) -> dict[str, Any]:
    """The limits of one parameter; None where there is none."""
    low, high, parameter = float(region.box.low[number]), float(region.box.high[number]), found.parameters[name]
    return {
        "parameter": name,
        "words": parameter.condition(low, high),
        "low": low if math.isfinite(low) else None,
        "high": high if math.isfinite(high) else None,
        "p": region.doubts[number],
    }


def table_of_boxes(found: Discovery) -> pd.DataFrame:
    """A row for each limit of each box, with the numbers of the box."""
    import pandas as pd

    rows = []
    for number, region in enumerate(found.regions, 1):
        numbers = {**ends("coverage", region.coverage), **ends("density", region.density), "mass": region.mass}
        fitted = {f"{name}.where_found": getattr(region.found, name) for name in ("coverage", "density", "mass")}
        rows += [{"box": number, **one, **numbers, **fitted} for one in limits(found, region)]
    return pd.DataFrame(rows, columns=None if rows else ["box", "parameter"])


def table_of_ways(found: Discovery) -> pd.DataFrame:
    """A row for each box on each way: the curve of coverage against density, where it was found and on the other half."""
    import pandas as pd

    names, rows = list(found.parameters), []
    for number, region in enumerate(found.regions, 1):
        for step, one in enumerate(region.path):
            qualities = {
                f"{name}{end}": getattr(quality, name)
                for end, quality in (("", one.checked), (".where_found", one.found))
                for name in ("coverage", "density", "mass")
            }
            lows = {f"{name}.low": one.box.low[place] for place, name in enumerate(names)}
            highs = {f"{name}.high": one.box.high[place] for place, name in enumerate(names)}
            rows.append({"box": number, "step": step, "chosen": step == region.chosen, **qualities, **lows, **highs})
    return pd.DataFrame(rows, columns=None if rows else ["box", "step"]).replace([math.inf, -math.inf], math.nan)


def ends(name: str, one: Estimate) -> dict[str, float | None]:
    """A number with its interval, as columns."""
    return {name: one.value, f"{name}.low": one.low, f"{name}.high": one.high}


# Cells and the edge


def of_map(found: Map) -> dict[str, Any]:
    """Everything about a heat map."""
    return {
        "outcome": found.outcome,
        "is": "share of runs" if found.is_share else "mean over runs",
        "interval": OF_LUCK if found.settings.max() == 1 else INTERVAL,
        "x": axis(found, "x"),
        "y": axis(found, "y"),
        "differ_within_cells": found.others,
        "cells": found.rows,
    }


def axis(found: Map, side: str) -> dict[str, Any]:
    """One side of a heat map."""
    one = getattr(found, side)
    return {"parameter": dataclasses.asdict(one.parameter), "edges" if one.is_binned else "values": one.values.tolist()}


def of_frontier(found: Frontier) -> dict[str, Any]:
    """Everything about the frontier: how many settings stand where, and those on the edge."""
    return {
        "signed": found.rungs,
        "within": found.within,
        "days": found.days,
        "lasting": found.measured,
        "interval": OF_LUCK,
        "parameters": {name: dataclasses.asdict(one) for name, one in found.parameters.items()},
        "places": found.count,
        "edge": [found.row(number) for number in found.at(EDGE)],
        "notes": found.notes,
    }
