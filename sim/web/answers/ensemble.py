"""The answer to a moved slider: the headline and everything the charts are drawn from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sim.runs import PANEL
from sim.scenario import ScenarioError
from sim.web.answers import colours
from sim.web.answers.differences import differences
from sim.web.answers.headline import headline
from sim.web.answers.holding import holding
from sim.web.answers.playing import MEMORY, Played, asked_for, differing, play, side_by_side
from sim.web.answers.states import bargaining, moods
from sim.web.answers.weighing import as_data
from sim.web.answers.year import year
from sim.web.giving_way import GaveWayError, somebody_waits
from sim.web.meaning import Setting
from sim.web.refusing import RefusedError

Asked = tuple[Setting, Setting | None, int]  # a setting, another to compare it with if there is one, and how much work is allowed


def as_json(asked: Setting, before: Setting | None, work: int) -> bytes:
    """All charts of a setting as they travel, compared with another setting if one is given."""
    return told(asked, before, work, play(asked_for(asked, work), asked.runs, asked.seed))


def all_as_json(questions: Sequence[Asked], spare: bool = False) -> list[bytes | Exception]:
    """The same for several questions about one scenario, with as many runs and the same seed: in one batch where that can be done.

    spare: nobody waits for it. Raises GaveWayError as soon as somebody waits for anything else.
    """
    found: dict[int, bytes | Exception] = {}
    scenarios = {}
    for number, (asked, _, work) in enumerate(questions):
        try:
            scenarios[number] = asked_for(asked, work)
        except (ScenarioError, RefusedError) as fault:
            found[number] = fault
    settings = [questions[number][0] for number in scenarios]
    names = differing(settings, list(scenarios.values())) if len(scenarios) > 1 and settings[0].runs <= PANEL else None
    if names is None:
        played = [side_by_side([scenario], [], one.runs, one.seed, spare)[0] for one, scenario in zip(settings, scenarios.values(), strict=True)]
    else:
        played = side_by_side(list(scenarios.values()), names, settings[0].runs, settings[0].seed, spare)
    for number, one in zip(scenarios, played, strict=True):
        if spare and somebody_waits():
            raise GaveWayError
        found[number] = told(*questions[number], one)
    return [found[number] for number in range(len(questions))]


def told(asked: Setting, before: Setting | None, work: int, played: Played) -> bytes:
    """What was played as it travels."""
    MEMORY.keep(asked, work, played.result)
    found = charts(played)
    if before is not None:
        found["differences"] = differences(MEMORY.find(before, work), MEMORY.find(asked, work))
    return json.dumps(found, separators=(",", ":"), ensure_ascii=False).encode()


def charts(played: Played) -> dict[str, Any]:
    """All charts of an ensemble."""
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
        "holding": holding(result),
        "bargaining": bargaining(result, played.shown),
        "why": as_data(played.weighed),
        "moods": moods(result, played.shown),
    }
