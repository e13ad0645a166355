"""A moved slider: an ensemble played anew, and what all charts are drawn from."""

from __future__ import annotations

import dataclasses

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sim.web.answers.ensemble import all_as_json, as_json
from sim.web.asking import JSON_TYPE, answer, client, desk_of, said, settings_of
from sim.web.desk import Joint
from sim.web.giving_way import GaveWayError
from sim.web.kept import Kept
from sim.web.meaning import Setting, neighbours, pinned, setting

MOST_RUNS, MOST_WORK, A_YEAR = 16_000, 6_000_000, 365  # of one batch: memory, and how long a worker is busy with it
MOST_AHEAD = 8  # settings of a batch that nobody waits for: the hand may go elsewhere before it is done


async def ensembles(request: Request) -> Response:
    """All charts of a setting. What was asked before is not played again."""
    settings = settings_of(request)
    asked = await said(request, settings.file)
    now = setting(asked, settings)
    before = pinned(asked, now)
    kept: Kept = request.app.state.kept
    found = kept.get(known(now, before))
    if found is None:
        found = await desk_of(request).ask(client(asked), kind(asked), as_json, now, before, settings.work, joint=joint(now))
        kept.put(known(now, before), found)
    return Response(found, media_type=JSON_TYPE, headers={"Cache-Control": "no-store"})


def known(now: Setting, before: Setting | None) -> tuple[Setting, Setting | None]:
    """By what an answer is known again."""
    return now.in_short, before.in_short if before is not None else None


async def ahead(request: Request) -> Response:
    """What a slider may ask for next, the nearest first: as many as make a small batch, played by a worker that has nothing to do.

    Nobody waits for it. Tells how many were kept, and how many are left to ask for.
    """
    settings, desk = settings_of(request), desk_of(request)
    asked = await said(request, settings.file)
    if not settings.ahead:
        return answer({"kept": 0, "left": 0})
    now = setting(asked, settings)
    before, kept = pinned(asked, now), request.app.state.kept
    wanted = [one for one in neighbours(asked, now) if kept.get(known(one, before)) is None]
    batch = wanted[: min(joint(now).most, MOST_AHEAD)]
    if not batch or not desk.has_time:
        return answer({"kept": 0, "left": len(wanted)})
    try:
        found = await desk.ask(client(asked), "ahead", all_as_json, [(one, before, settings.work) for one in batch], True, spare=True)
    except GaveWayError:
        return answer({"kept": 0, "left": len(wanted)})
    good = [(one, told) for one, told in zip(batch, found, strict=True) if isinstance(told, bytes)]
    for one, told in good:
        kept.put(known(one, before), told)
    return answer({"kept": len(good), "left": len(wanted) - len(batch) if good else 0})  # where nothing can be played, nobody need ask again


def joint(now: Setting) -> Joint:
    """Other settings of the same scenario, with as many runs and the same luck, are played in the same batch."""
    most = min(MOST_RUNS // now.runs, MOST_WORK // (now.runs * (now.days or A_YEAR)))
    return Joint(all_as_json, dataclasses.replace(now, meant=dataclasses.replace(now.meant, values=())), max(1, most))


def kind(asked: dict[str, object]) -> str:
    """What is compared with is asked for by the same tab, and must not take the place of the slider's question."""
    return "ensemble of before" if asked.get("kind") == "before" else "ensemble"


ROUTES: list[BaseRoute] = [Route("/api/ensemble", ensembles, methods=["POST"]), Route("/api/ahead", ahead, methods=["POST"])]
