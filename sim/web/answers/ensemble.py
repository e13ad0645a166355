"""The answer to a moved slider: the headline and everything the charts are drawn from."""

from __future__ import annotations

import json
from typing import Any

from sim.web.answers import colours
from sim.web.answers.differences import differences
from sim.web.answers.headline import headline
from sim.web.answers.holding import holding
from sim.web.answers.playing import MEMORY, asked_for, play
from sim.web.answers.states import bargaining, moods
from sim.web.answers.year import year
from sim.web.meaning import Setting


def as_json(asked: Setting, before: Setting | None, work: int) -> bytes:
    """All charts of a setting as they travel, compared with another setting if one is given."""
    found = ensemble(asked, work)
    if before is not None:
        found["differences"] = differences(MEMORY.find(before, work), MEMORY.find(asked, work))
    return json.dumps(found, separators=(",", ":"), ensure_ascii=False).encode()


def ensemble(asked: Setting, work: int) -> dict[str, Any]:
    """All charts of a setting."""
    played = play(asked_for(asked, work), asked.runs, asked.seed)
    result = played.result
    MEMORY.keep(asked, work, result)
    return {
        "runs": result.runs,
        "seed": result.seed,
        "days": result.scenario.days,
        "start": result.scenario.situation.start.isoformat(),
        "title": result.scenario.title,
        "digest": result.scenario.digest,
        "attacker": result.label(result.attacker),
        "defender": result.label(result.defender),
        "rungs": [result.label(rung) for rung in result.rungs],
        "colours": {"rungs": colours.ladder(len(result.rungs)), "sides": colours.sides()},
        "headline": headline(result),
        "year": year(result),
        "holding": holding(result),
        "bargaining": bargaining(result, played.shown),
        "why": played.weighed.as_data(),
        "moods": moods(result, played.shown),
    }
