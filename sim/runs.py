"""Ensembles: many runs of one scenario, in batches, on one core or several. The batch and the workers change no number."""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from sim import registry
from sim.comparison import Comparison, as_long_as_the_shortest, named
from sim.result import Result
from sim.scenario import Scenario, load
from sim.workers import finished

BATCH = 32768
PANEL = 2000
LARGE = 4000
RUNS_LIMIT = 100_000_000
Progress = Callable[[int], None]
Strategies = Mapping[str, Any]
Block = tuple[int, int]
Done = TypeVar("Done")


@dataclass(frozen=True)
class Piece:
    """What a batch leaves: outcome columns, endings and rungs counted, and the daily states of its members of the panel."""

    columns: dict[str, np.ndarray]
    endings: np.ndarray
    at_rung: np.ndarray
    panel: dict[str, np.ndarray]


@dataclass(frozen=True)
class Pieces:
    """What a batch leaves of several scenarios: a piece of each, and for all but the first the days on which histories part."""

    pieces: list[Piece]
    parted: list[np.ndarray]


def run(
    scenario: Any,
    runs: int = 2000,
    seed: int = 1,
    *,
    batch: int = BATCH,
    workers: int = 1,
    panel: int = PANEL,
    strategies: Strategies | None = None,
    progress: Progress | None = None,
    uncertain: bool = False,
) -> Result:
    """Run an ensemble.

    scenario: a Scenario, or what ``sim.load`` takes. runs: how many, numbered from 1. seed: any whole number. batch, workers: how
    the work is cut; no result depends on them. panel: of how many of the first runs the daily states are kept (0: none, and then
    there are no bands by day). strategies: classes derived from ``Belligerent`` by party name. progress: told
    how many runs are done, as they are done. uncertain: give each run a setting from the calibrated set, which shows what is not known
    beside what is luck. Raises ValueError for counts that are not whole numbers from 1.
    """
    scenario = scenario if isinstance(scenario, Scenario) else load(scenario)
    check(runs, seed, batch, workers, panel)
    followed = registry.followed(scenario.situation.parties, strategies or {})
    work = functools.partial(play, scenario, seed, followed, panel, uncertain=uncertain)
    return gathered(scenario, seed, carried_out(work, runs, batch, workers, progress))


def compare(
    scenarios: Mapping[str, Any] | Iterable[Any],
    runs: int = 2000,
    seed: int = 1,
    *,
    batch: int = BATCH,
    workers: int = 1,
    panel: int = 0,
    strategies: Strategies | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Run several scenarios on the same luck, and compare every other with the first.

    scenarios: from 2 to 8 of what ``run`` takes, by name, or without names if each has one of its own. Scenarios of different length are
    compared over the days of the shortest. All else is as in ``run``, but by default no daily states are kept. progress: told how many
    runs are done in all scenarios.

    >>> guarantee = compare(["baseline", "european_guarantees"], runs=100).pairs["european_guarantees"]
    >>> change = guarantee.differences["outcome.settlement holding"].change
    >>> 0 < change.low < change.value < change.high
    True
    """
    check(runs, seed, batch, workers, panel)
    chosen, said = as_long_as_the_shortest(named(scenarios))
    followed = [registry.followed(scenario.situation.parties, strategies or {}) for scenario in chosen.values()]
    work = functools.partial(play_together, list(chosen.values()), seed, followed, panel)
    done = carried_out(work, runs, max(1, batch // len(chosen)), workers, progress)
    results = [gathered(scenario, seed, [pieces.pieces[place] for pieces in done]) for place, scenario in enumerate(chosen.values())]
    parted = [np.concatenate([pieces.parted[place] for pieces in done]) for place in range(len(chosen) - 1)]
    return Comparison(dict(zip(chosen, results, strict=True)), dict(zip(list(chosen)[1:], parted, strict=True)), said)


def check(runs: int, seed: int, batch: int, workers: int, panel: int) -> None:
    """Refuse what is not a count, not a seed, or too much."""
    for name, count in (("runs", runs), ("batch", batch), ("workers", workers)):
        whole_from_1(name, count)
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer):
        raise ValueError(f"seed is {seed!r}, but should be a whole number")
    if isinstance(panel, bool) or not isinstance(panel, int | np.integer) or panel < 0:
        raise ValueError(f"panel is {panel!r}, but should be a whole number from 0")
    if runs > RUNS_LIMIT:
        raise ValueError(f"runs is {runs}, but one ensemble takes at most {RUNS_LIMIT:,}")


def whole_from_1(name: str, count: int) -> None:
    """Refuse what is not a count."""
    if isinstance(count, bool) or not isinstance(count, int | np.integer) or count < 1:
        raise ValueError(f"{name} is {count!r}, but should be a whole number from 1")


def play(scenario: Scenario, seed: int, strategies: Strategies, panel: int, block: Block, uncertain: bool = False) -> Piece:
    """One batch from start to end: the runs with these first and last numbers."""
    (piece,) = play_together([scenario], seed, [strategies], panel, block, uncertain).pieces
    return piece


def play_together(
    scenarios: list[Scenario], seed: int, strategies: Sequence[Strategies], panel: int, block: Block, uncertain: bool = False
) -> Pieces:
    """The same batch of several scenarios that are equally long, side by side."""
    from sim.model import Talks
    from sim.partings import step_together
    from sim.record import Outcomes, Panel
    from sim.uncertain import SETTING, drawn, which

    runs = np.arange(block[0], block[1] + 1)
    vary = [drawn(scenario, seed, runs) if uncertain else None for scenario in scenarios]
    models = [Talks(scenario, seed, runs, followed, vary=values) for scenario, followed, values in zip(scenarios, strategies, vary, strict=True)]
    given = {SETTING: (which(seed, runs) + 1).astype(np.int32)} if uncertain else {}
    records = [(Outcomes(model), Panel(model, panel)) for model in models]
    for model, (outcomes, members) in zip(models, records, strict=True):
        model.observers += [outcomes, members] if members.columns else [outcomes]
    with registry.blaming():
        parted = step_together(models, scenarios[0].days)
    pieces = []
    for model, (outcomes, members) in zip(models, records, strict=True):
        model.close_down()
        pieces.append(Piece(outcomes.columns(model) | given, outcomes.endings, outcomes.at_rung, members.columns))
    del model, models, outcomes, members, records
    if block[1] - block[0] >= LARGE:
        gc.collect()  # agents and model point at each other: without this, several large batches are in memory at once
    return Pieces(pieces, parted)


def carried_out(work: Callable[[Block], Done], runs: int, batch: int, workers: int, progress: Progress | None) -> list[Done]:
    """All the work, cut into batches; what they leave, in the order of their runs."""
    blocks = [(first, min(first + batch - 1, runs)) for first in range(1, runs + 1, batch)]
    found: dict[Block, Done] = {}
    for block, done in finished(work, blocks, workers):
        found[block] = done
        if progress is not None:
            progress(block[1] - block[0] + 1)
    return [found[block] for block in blocks]


def gathered(scenario: Scenario, seed: int, pieces: list[Piece]) -> Result:
    """The pieces of an ensemble, in the order of their runs, as one result."""
    return Result(
        scenario=scenario,
        seed=seed,
        columns=joined([piece.columns for piece in pieces], axis=0),
        endings=np.sum([piece.endings for piece in pieces], axis=0),
        at_rung=np.sum([piece.at_rung for piece in pieces], axis=0),
        panel=joined([piece.panel for piece in pieces if piece.panel], axis=1),
    )


def joined(parts: list[dict[str, np.ndarray]], axis: int) -> dict[str, np.ndarray]:
    """Columns of several pieces, end to end."""
    if len(parts) < 2:
        return parts[0] if parts else {}
    return {name: np.concatenate([part.pop(name) for part in parts], axis=axis) for name in list(parts[0])}
