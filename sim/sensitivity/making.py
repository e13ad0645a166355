"""From a scenario to its sensitivity: what is asked is checked, the settings are played, and the variance is shared out."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from sim.analysis import sobol
from sim.calibration.inputs import Prior
from sim.comparison.numbers import Number
from sim.ladder import Ladder
from sim.result import OUTCOMES
from sim.scenario import Scenario, ScenarioError, load
from sim.scenario.complaining import guess, shortened
from sim.sensitivity import design
from sim.sensitivity.ends import ends, runs_of_ends
from sim.sensitivity.ends import settings as settings_of_ends
from sim.sensitivity.found import Sensitivity
from sim.sensitivity.playing import BATCH, Block, at, blocks, play, recorded, summed_up
from sim.sensitivity.ranges import check_count, notes, ranges, usual
from sim.workers import finished

SETTINGS, RUNS = 512, 100
FEWEST, MOST = 16, 65_536
BATCHES = 20  # of the runs of each setting, to tell luck from parameters
RUNS_LIMIT = 1_000_000_000
Progress = Callable[[int], None]
Piece = TypeVar("Piece")


def of(
    scenario: Any,
    vary: Iterable[str] | None = None,
    outcomes: Iterable[str] | None = None,
    settings: int = SETTINGS,
    runs: int = RUNS,
    seed: int = 1,
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> Sensitivity:
    """Which parameters matter for which outcomes of a scenario.

    scenario: a Scenario, or what ``sim.load`` takes. vary: parameters, each as NAME, which has a prior range, or NAME=LOW:HIGH; by default
    the article's knobs. outcomes: numbers of ``sim.compare``, but no shares of occasions; by default a few headlines. settings: base
    settings, a power of two; with k parameters k + 2 times as many are played. runs: of each setting, all on the same luck, a multiple of
    20. workers: processes; no number depends on it. progress: told how many runs are done, as they are done. Raises ScenarioError for names and
    ranges, ValueError for counts, ImportError where SALib is missing.
    """
    scenario = scenario if isinstance(scenario, Scenario) else load(scenario)
    varied = ranges(scenario, usual(scenario) if vary is None else vary)
    check_count(varied)
    check(settings, runs, len(varied))
    known = recorded(scenario, seed, np.array([1]), {})
    asked = chosen(known, headlines(scenario) if outcomes is None else outcomes)
    question = Question(scenario, seed, varied, asked, workers, progress)
    summaries = question.summaries(settings, runs)
    at_ends = question.at_ends(runs)
    names = [prior.name for prior in varied]
    by_name = dict(zip(asked, np.moveaxis(summaries, 2, 0), strict=True))
    return Sensitivity(
        scenario=scenario,
        seed=seed,
        settings=settings,
        runs=runs,
        varied=varied,
        words={name: known[name].words for name in asked},
        are_shares={name: known[name].values.dtype == bool for name in asked},
        shares={name: sobol.shares(one[:, :, :-1], one[:, :, -1], runs, names, seed) for name, one in by_name.items()},
        as_played={name: design.as_played(one[:, :, :-1].mean(axis=2)) for name, one in by_name.items()},
        means={name: float(one[:, [0, -1], :-1].mean()) for name, one in by_name.items()},
        own={name: float(at_ends[name][0].mean()) for name in asked},
        ends={name: ends(known[name].words, at_ends[name], len(varied)) for name in asked},
        notes=notes(scenario, varied),
    )


@dataclass(frozen=True)
class Question:
    """What is played: the model, luck, parameters with their ranges, outcomes, workers, and who is told how far it is."""

    scenario: Scenario
    seed: int
    varied: list[Prior]
    outcomes: list[str]
    workers: int
    progress: Progress | None

    @property
    def names(self) -> list[str]:
        """The parameters."""
        return [prior.name for prior in self.varied]

    def summaries(self, settings: int, runs: int) -> np.ndarray:
        """Means over batches of runs and, last, the variance between runs, of every setting of Saltelli's design, shape
        (base settings, parameters + 2, outcomes, batches + 1)."""
        width = len(self.varied) + 2
        values = at(self.varied, design.places(width - 2, settings, self.seed).reshape(-1, width - 2))
        work = functools.partial(summed_up, self.scenario, self.names, self.seed, self.outcomes, BATCHES)
        return np.concatenate(self.carried_out(work, blocks(values, runs))).reshape(settings, width, len(self.outcomes), -1)

    def at_ends(self, runs: int) -> dict[str, np.ndarray]:
        """Outcomes by name in every run of the scenario and of the ends of all ranges, shape (1 + 2 parameters, runs)."""
        work = functools.partial(play, self.scenario, self.names, self.seed, self.outcomes)
        played = self.carried_out(work, blocks(settings_of_ends(self.scenario, self.varied), runs_of_ends(runs)))
        return {name: np.concatenate([part[name] for part in played]) for name in self.outcomes}

    def carried_out(self, work: Callable[[Block], Piece], todo: Sequence[Block]) -> list[Piece]:
        """What the blocks leave, in their order."""
        found = {}
        for block, piece in finished(work, todo, self.workers):
            found[block.number] = piece
            if self.progress is not None:
                self.progress(block.runs * len(block.values))
        return [found[block.number] for block in todo]


def plays(parameters: int, settings: int, runs: int) -> int:
    """How many runs it all takes."""
    return settings * (parameters + 2) * runs + (2 * parameters + 1) * runs_of_ends(runs)


def check(settings: int, runs: int, parameters: int) -> None:
    """Refuse counts that the design or the batches of luck cannot take, and more runs than anybody can wait for. Raises ValueError."""
    if isinstance(settings, bool) or settings not in [2**power for power in range(4, 17)]:
        raise ValueError(f"settings is {settings!r}, but should be a power of two from {FEWEST} to {MOST:,}: Saltelli's design needs one")
    if isinstance(runs, bool) or runs not in range(BATCHES, BATCH + 1, BATCHES):
        raise ValueError(
            f"runs is {runs!r}, but should be a multiple of {BATCHES} up to {BATCH // BATCHES * BATCHES:,}: "
            f"luck is told apart by {BATCHES} batches of the runs of each setting"
        )
    total = plays(parameters, settings, runs)
    if total > RUNS_LIMIT:
        raise ValueError(f"{settings * (parameters + 2):,} settings of {runs:,} runs are {total:,} runs, but at most {RUNS_LIMIT:,} are played")


def headlines(scenario: Scenario) -> list[str]:
    """The outcomes that are looked at unless others are asked for: whether a ceasefire of more than a week comes about, what holds at the end, and
    days at peace."""
    situation = scenario.situation
    roles = {role: situation.role(role)[0] for role in ("attacker", "defender")}
    reached = [f"reached.{rung.name}" for rung in Ladder(situation.agreements, roles, situation.red_lines).rungs if rung.kind == "ceasefire"]
    return [*reached[:1], "outcome.ceasefire holding", "outcome.settlement holding", "days_at_peace"]


def chosen(known: dict[str, Number], asked: Iterable[str]) -> list[str]:
    """The names of outcomes, each once, ways for a run to end by their words alone too. Raises ScenarioError for each that is not there."""
    names = [f"outcome.{name}" if name in OUTCOMES else name for name in asked]
    can = [name for name, number in known.items() if number.whole is None]
    faults = [fault(name, known, can) for name in dict.fromkeys(names) if name not in can]
    faults += [f"the outcome {name} is asked for twice." for name in dict.fromkeys(names) if names.count(name) > 1]
    if faults:
        raise ScenarioError(faults)
    return names


def fault(name: str, known: dict[str, Number], can: list[str]) -> str:
    """One sentence for an outcome that has no indices."""
    if name in known:
        return f"{name} is a share of occasions, which differ in number from run to run, and has no indices; any other number of a run has."
    return f"{shortened(name)} is not an outcome of this scenario.{guess(name, can) or ' There are ' + ', '.join(can) + '.'}"
