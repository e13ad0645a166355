"""A score card as plain data and as files: a row for each statement, and everything together."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import math
from pathlib import Path
from typing import Any

from sim.analysis.estimates import wilson
from sim.scoring import scores
from sim.scoring.card import LEVELS, Card
from sim.scoring.forecasts import Forecast
from sim.scoring.statements import Measured, Statement, YesNo

DIGITS = 6
CSV, JSON = "score.csv", "score.json"
CHANCES = "(k + 1/2) / (n + 1) for k of n runs, so that none is 0 or 1"
ERRORS = "errors are Monte Carlo standard errors; gain_error is the standard error over the statements, as if they were independent"
IN_SAMPLE = "a score on what the modellers knew, by statements that they chose, is no test of foresight"


def as_dict(card: Card, version: str) -> dict[str, Any]:
    """Everything on the card, and what is needed to get it again."""
    scenario = card.file.scenario
    return {
        "file": card.file.name,
        "title": card.file.title,
        "scenario": scenario.name,
        "digest": scenario.digest,
        "version": version,
        "start": scenario.situation.start.isoformat(),
        "days": scenario.days,
        "runs": card.runs,
        "seed": card.seed,
        "chances": CHANCES,
        "errors": ERRORS,
        "caution": IN_SAMPLE,
        "statements": [*yes_no(card), *measured(card)],
        "model": dataclasses.asdict(card.total) if card.yes_no else None,
        "rivals": [dataclasses.asdict(rivalry) for rivalry in card.rivals],
        "own_world": dataclasses.asdict(card.own_world) if card.own_world else None,
        "coverage": {who: coverage(card, forecast) for who, forecast in (("model", card.model), ("at_random", card.random))},
    }


def coverage(card: Card, forecast: Forecast) -> dict[str, dict[str, float]]:
    """Share of the measured values that an ensemble's intervals hold, by level, with its interval over the statements."""
    levels = LEVELS if card.measured else ()
    return {name(level): dict(zip(("share", "low", "high"), card.coverage(level, forecast), strict=True)) for level in levels}


def yes_no(card: Card) -> list[dict[str, Any]]:
    """What is to be said of each statement that is true or not."""
    return [common(one) | chances(card, number, one) for number, one in enumerate(card.yes_no)]


def chances(card: Card, number: int, one: YesNo) -> dict[str, Any]:
    """The model's chance with its Monte Carlo interval, those of the rivals that have one of their own, and the scores."""
    model, random = card.model.chances, card.random.chances
    runs, yes = int(model.asked[:, number].sum()), int(model.yes[:, number].sum())
    low, high = wilson(yes, runs) if runs else (0.0, 1.0)
    given = float(model.given[number])
    return {
        "happened": one.happened,
        "of_runs": runs,
        "chance": given,
        "low": low,
        "high": high,
        "at_random": float(random.given[number]),
        "constant_danger": one.lasting.chance if one.lasting else None,
        "brier": float(scores.brier(given, one.happened)),
        "logarithmic": float(scores.logarithmic(given, one.happened)),
    }


def measured(card: Card) -> list[dict[str, Any]]:
    """What is to be said of each statement whose value was measured."""
    found = [common(one) | {"column": one.about.column, "value": value(one)} for one in card.measured]
    for level in LEVELS:
        (low, high), inside = card.bounds(card.model, level), card.inside(level, card.model)
        own, random = (card.interval_scores(forecast, level) for forecast in (card.model, card.random))
        for number, row in enumerate(found):
            row |= {f"low_{name(level)}": float(low[number]), f"high_{name(level)}": float(high[number])}
            row |= {f"inside_{name(level)}": bool(inside[number]), f"interval_score_{name(level)}": float(own[number])}
            row |= {f"interval_score_at_random_{name(level)}": float(random[number])}
    return found


def common(one: Statement) -> dict[str, Any]:
    """What every statement has."""
    kind = "yes or no" if isinstance(one, YesNo) else "measured"
    return {"statement": one.sentence, "date": one.date.isoformat(), "day": one.day, "kind": kind, "source": list(one.source), "note": one.note}


def value(one: Measured) -> float | None:
    """The observed value; None for a day that had not come."""
    return None if math.isnan(one.value) else one.value


def name(level: float) -> str:
    """A level as it stands in names of columns."""
    return f"{level:.0%}".rstrip("%")


def as_json(card: Card, version: str) -> str:
    """The card as text, the same bytes for the same card."""
    return json.dumps(as_dict(card, version), indent=2, ensure_ascii=False) + "\n"


def table(card: Card) -> str:
    """The statements as CSV, a row each."""
    rows = [*yes_no(card), *measured(card)]
    text = io.StringIO()
    writer = csv.DictWriter(text, list(dict.fromkeys(key for row in rows for key in row)), lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: cell(item) for key, item in row.items()} for row in rows)
    return text.getvalue()


def cell(item: Any) -> Any:
    """A value as it stands in a table."""
    if isinstance(item, bool):
        return "yes" if item else "no"
    if isinstance(item, list):
        return "; ".join(item)
    return f"{item:.{DIGITS}g}" if isinstance(item, float) else item


def write(card: Card, version: str, folder: Path) -> list[str]:
    """Both files. Returns their names."""
    (folder / CSV).write_text(table(card), encoding="utf-8")
    (folder / JSON).write_text(as_json(card, version), encoding="utf-8")
    return [CSV, JSON]
