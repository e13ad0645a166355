"""The answer to a moved slider: the headline and everything the charts are drawn from."""

from __future__ import annotations

from typing import Any

from sim.web.answers import colours
from sim.web.answers.headline import headline
from sim.web.answers.playing import asked_for, play
from sim.web.answers.year import year
from sim.web.meaning import Setting


def ensemble(asked: Setting, work: int) -> dict[str, Any]:
    """All charts of a setting."""
    played = play(asked_for(asked, work), asked.runs, asked.seed)
    result = played.result
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
    }
