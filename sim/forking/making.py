"""From a run and a day to its fork: the history is lived through once, and goes on in batches, side by side under every setting."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sim import registry
from sim.agents import Belligerent
from sim.comparison import Comparison
from sim.forking.changes import Changes, changed, notes
from sim.forking.found import Fork
from sim.happenings import Course
from sim.model import Talks
from sim.partings import step_together
from sim.record import Outcomes, Panel
from sim.resuming import resumed
from sim.runs import BATCH, RUNS_LIMIT, Block, Piece, Pieces, Progress, Strategies, carried_out, gathered, whole_from_1
from sim.scenario import Scenario, ScenarioError, load
from sim.story import follow

CONTINUATIONS = 1000
MOST = 1_000_000


def fork(
    scenario: Any,
    run: int,
    day: int,
    settings: Mapping[str, Changes],
    continuations: int = CONTINUATIONS,
    seed: int = 1,
    *,
    batch: int = BATCH,
    workers: int = 1,
    strategies: Strategies | None = None,
    progress: Progress | None = None,
) -> Fork:
    """Let one run fork on a day: as it was, and under other settings, with the same luck under each.

    scenario: a Scenario, or what ``sim.load`` takes. run: its number, from 1. day: up to the day before everything is as in that run; on the morning
    of this day the changes of a setting take hold. settings: by name, each with values by parameter (``{"us.bias": 0}``) and amounts added to
    states (``{"us.impatience+": -0.2}``). continuations: how many are played under each. batch, workers, strategies, progress: as for ``sim.run``; no
    number depends on the first two.

    >>> found = fork("baseline", run=8, day=40, settings={"a fairer mediator": {"us.bias": 0}}, continuations=20)
    >>> found
    <Fork of run 8 on day 40: 20 continuations under 2 settings>
    """
    scenario = scenario if isinstance(scenario, Scenario) else load(scenario)
    check(scenario, run, day, continuations, workers)
    scenarios = changed(scenario, day, settings)
    followed = registry.followed(scenario.situation.parties, strategies or {})
    work = functools.partial(play_on, list(scenarios.values()), seed, run, day, followed)
    done = carried_out(work, continuations, max(1, batch // len(scenarios)), workers, progress)
    results = {name: gathered(one, seed, [pieces.pieces[place] for pieces in done]) for place, (name, one) in enumerate(scenarios.items())}
    parted = {name: np.concatenate([pieces.parted[place] for pieces in done]) for place, name in enumerate(list(scenarios)[1:])}
    courses, own = the_run_itself(scenarios, seed, run, day, followed)
    return Fork(run, day, Comparison(results, parted), courses, own, notes(scenario, day, settings))


def check(scenario: Scenario, run: int, day: int, continuations: int, workers: int) -> None:
    """Refuse counts that are none, and a day on which the scenario is over. Raises ValueError and ScenarioError."""
    for name, count in (("run", run), ("day", day), ("continuations", continuations), ("workers", workers)):
        whole_from_1(name, count)
    for name, count, most in (("run", run, RUNS_LIMIT), ("continuations", continuations, MOST)):
        if count > most:
            raise ValueError(f"{name} is {count}, but should be at most {most:,}")
    if day > scenario.days:
        raise ScenarioError(f"a fork on day {day} comes too late: {scenario.name} ends on day {scenario.days}.")


def history(scenario: Scenario, seed: int, run: int, day: int, strategies: Strategies) -> tuple[Talks, Outcomes]:
    """One run on the eve of a day, and what is recorded of it."""
    model = Talks(scenario, seed, [run], strategies)
    record = Outcomes(model)
    model.observers.append(record)
    model.play_to(day - 1)
    return model, record


def play_on(scenarios: Sequence[Scenario], seed: int, run: int, day: int, strategies: Strategies, block: Block) -> Pieces:
    """The continuations with these first and last numbers, under every scenario, side by side."""
    before, recorded = history(scenarios[0], seed, run, day, strategies)
    numbers = np.arange(block[0], block[1] + 1)
    models = [resumed(before, numbers, scenario) for scenario in scenarios]
    records = [Outcomes(model) for model in models]
    for model, record in zip(models, records, strict=True):
        record.go_on_from(recorded)
        model.observers.append(record)
    with registry.blaming():
        parted = step_together(models, scenarios[0].days - day + 1)
    pieces = []
    for model, record in zip(models, records, strict=True):
        model.close_down()
        pieces.append(Piece(record.columns(model) | {"run": numbers.astype(np.int32)}, record.endings, record.at_rung, {}))
    return Pieces(pieces, parted)


def the_run_itself(
    scenarios: Mapping[str, Scenario], seed: int, run: int, day: int, strategies: Strategies
) -> tuple[dict[str, Course], dict[str, int]]:
    """The run with its own luck under every scenario: its course from the first day, and the day on which it parts from the first scenario's."""
    courses = {name: follow(scenario, seed, run, strategies) for name, scenario in scenarios.items()}
    before, _ = history(next(iter(scenarios.values())), seed, run, day, strategies)
    models = [resumed(before, [0], scenario) for scenario in scenarios.values()]
    panels = [Panel(model, run) for model in models]
    for model, panel in zip(models, panels, strict=True):
        model.observers.append(panel)
    with registry.blaming():
        parted = step_together(models, courses[next(iter(courses))].days - day + 1)
    for model, panel, course in zip(models, panels, courses.values(), strict=True):
        model.close_down()
        check_memory(model, panel, course, day)
    return courses, {name: int(days[0]) for name, days in zip(list(scenarios)[1:], parted, strict=True)}


def check_memory(model: Talks, panel: Panel, course: Course, day: int) -> None:
    """A run that goes on must be the run that never stopped, but a strategy may remember what is none of its states. Raises StrategyError then."""
    if all(np.array_equal(days[day - 1 :, 0], course.states[name][day - 1 :], equal_nan=True) for name, days in panel.columns.items()):
        return
    who = " or ".join(sorted({type(side).__name__ for side in model.sides if type(side) is not Belligerent}))
    raise registry.StrategyError(
        f"run {course.run} does not go on from day {day} as it did: {who} remembers something that is not among its states, "
        "so that it cannot be taken over; name it in states, and replace it by become(...)"
    )
