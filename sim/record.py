"""What is kept of a batch of runs: a row of outcomes per run, the year at each rung, how agreements ended, and daily states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.agents import ATTACKER, DEFENDER
from sim.ladder import NOTHING
from sim.model import Talks
from sim.observer import Observer, Views
from sim.result import ENDINGS, OUTCOMES
from sim.rules.bargaining import attackers_terms
from sim.rules.choice import HOLD_OUT
from sim.varied import in_every_run

NEVER = 0
MISSING = np.nan
COUNTS = ("endings", "at_rung", "now_at_rung")  # over all runs of a batch; all else is kept for each run


class Outcomes(Observer):
    """One row per run. Days are counted from 1; NEVER (0) stands for a day that did not come."""

    def __init__(self, model: Talks) -> None:
        size, rungs = model.runs.size, model.ladder.names
        self.ladder = model.ladder

        def counters() -> np.ndarray:
            return np.zeros(size, dtype=np.int32)

        self.first, self.times, self.renewals = (np.zeros((len(rungs), size), dtype=np.int32) for _ in range(3))
        self.by_side = {
            what: {role: counters() for role in (ATTACKER, DEFENDER)}
            for what in ("violations", "denounced", "offers", "cynical_offers", "accepted", "table_yes")
        }
        self.days_at_peace, self.ceasefires, self.longest_ceasefire, self.covered_since = counters(), counters(), counters(), counters()
        self.covered = np.zeros(size, dtype=bool)
        self.touched: list[np.ndarray] = []
        self.tables, self.deadlines_passed = counters(), counters()
        self.mediator_left, self.red_line_dropped, self.direct_talks = counters(), counters(), counters()
        self.terms = np.full(size, MISSING)
        self.endings = np.zeros((len(rungs), model.story_of.days + 1, len(ENDINGS)), dtype=np.int64)
        self.now_at_rung = np.zeros(len(rungs) + 1, dtype=np.int64)  # from NOTHING up
        self.now_at_rung[NOTHING + 1] = size
        self.at_rung = np.zeros((model.story_of.days + 1, len(rungs) + 1), dtype=np.int64)
        self.note_rungs(0)

    def go_on_from(self, before: Outcomes) -> None:
        """Take over what was recorded of a batch of one run, in every run."""
        size = self.covered.size
        for name, kept in vars(before).items():
            if name in COUNTS:
                setattr(self, name, kept * size)
            elif name != "ladder":
                setattr(self, name, in_every_run(kept, size))

    # What it hears

    def offered(self, model: Talks, views: Views, role: str, rungs: np.ndarray, accepted: np.ndarray) -> None:
        made = np.flatnonzero(rungs != HOLD_OUT)
        worth = model.ladder.pick(rungs, made, [views[role].advantage(rung) for rung in model.ladder.rungs])
        self.by_side["offers"][role][made] += 1
        self.by_side["cynical_offers"][role][made] += worth < 0
        self.by_side["accepted"][DEFENDER if role == ATTACKER else ATTACKER] += accepted
        self.direct_talks[made[self.direct_talks[made] == NEVER]] = model.day

    def tabled(self, model: Talks, views: Views, runs: np.ndarray, yes: Mapping[str, np.ndarray]) -> None:
        self.tables[runs] += 1
        for role, said in yes.items():
            self.by_side["accepted"][role][runs] += said
            self.by_side["table_yes"][role][runs] += said

    def signed(self, model: Talks, runs: np.ndarray, rungs: np.ndarray, views: Views) -> None:
        before = model.table.rung[runs]
        self.end(model, runs[before != NOTHING], "replaced")
        self.move(before, rungs)
        self.touched.append(runs)
        self.times[rungs, runs] += 1
        new = self.first[rungs, runs] == NEVER
        self.first[rungs[new], runs[new]] = model.day
        settled = runs[model.ladder.bargained[rungs]]
        if settled.size:
            view = views[ATTACKER]
            self.terms[settled] = attackers_terms(view.reservation, view.room, view.owner.surplus)[settled]

    def policed(self, model: Talks, runs: np.ndarray, conduct: Mapping[str, Any]) -> None:
        for role, did in conduct.items():
            self.by_side["violations"][role][runs[did.violated]] += 1
            self.by_side["denounced"][role][runs[did.denounced]] += 1
        broken = runs[np.logical_or(conduct[ATTACKER].violated, conduct[DEFENDER].violated)]
        self.days_at_peace[broken[model.table.coverage[broken] == 1]] -= 1

    def renewed(self, model: Talks, runs: np.ndarray) -> None:
        self.renewals[model.table.rung[runs], runs] += 1

    def ended(self, model: Talks, runs: np.ndarray, how: str) -> None:
        self.end(model, runs, how)
        self.move(model.table.rung[runs], np.full(runs.size, NOTHING))
        self.touched.append(runs)

    def deadline(self, model: Talks, runs: np.ndarray, leaves: np.ndarray) -> None:
        self.mediator_left[runs[leaves]] = model.day
        self.deadlines_passed[runs[np.logical_not(leaves)]] += 1

    def line_fell(self, model: Talks, role: str, runs: np.ndarray) -> None:
        self.red_line_dropped[runs[self.red_line_dropped[runs] == NEVER]] = model.day

    def day_over(self, model: Talks) -> None:
        self.note_rungs(model.day)
        if self.touched:
            self.cover(model, np.concatenate(self.touched))
            self.touched = []
        if model.day == model.story_of.days:
            self.end(model, np.flatnonzero(model.table.rung != NOTHING), "holding")
            self.uncover(model, np.flatnonzero(self.covered))

    def cover(self, model: Talks, runs: np.ndarray) -> None:
        """Total ceasefires begin and end at the end of a day, whatever was signed in place of what during the day."""
        before, after = self.covered[runs], model.table.coverage[runs] == 1
        self.covered_since[runs[np.logical_and(after, np.logical_not(before))]] = model.day
        self.uncover(model, runs[np.logical_and(before, np.logical_not(after))])
        self.covered[runs] = after

    def end(self, model: Talks, runs: np.ndarray, how: str) -> None:
        """Count how long the agreements in force have lasted, and how they ended."""
        lasted = model.day - model.table.signed_day[runs]
        np.add.at(self.endings, (model.table.rung[runs], lasted, ENDINGS.index(how)), 1)

    def move(self, before: np.ndarray, after: np.ndarray) -> None:
        """Keep count of how many runs are at each rung."""
        size = self.now_at_rung.size
        self.now_at_rung += np.bincount(after + 1, minlength=size) - np.bincount(before + 1, minlength=size)

    def note_rungs(self, day: int) -> None:
        """The end of a day: how many runs are at each rung, and in the last column at none."""
        self.at_rung[day, :NOTHING], self.at_rung[day, NOTHING] = self.now_at_rung[NOTHING + 2 :], self.now_at_rung[NOTHING + 1]

    def uncover(self, model: Talks, runs: np.ndarray) -> None:
        """Total ceasefires end; one that follows another without a gap has continued it."""
        lasted = model.day - self.covered_since[runs]
        self.ceasefires[runs] += lasted > 0
        self.days_at_peace[runs] += lasted
        self.longest_ceasefire[runs] = np.maximum(self.longest_ceasefire[runs], lasted)

    # What it tells

    def outcome(self, model: Talks) -> np.ndarray:
        """Number of each run's outcome in OUTCOMES."""

        def ever(kind: str) -> np.ndarray:
            found = np.zeros(model.runs.size, dtype=bool)
            for rung in self.ladder.rungs:
                if rung.kind == kind:
                    found = np.logical_or(found, self.times[rung.number] > 0)
            return found

        def holding(kind: str) -> np.ndarray:
            return np.isin(model.table.rung, [rung.number for rung in self.ladder.rungs if rung.kind == kind])

        found = [
            (holding("settlement"), "settlement holding"),
            (holding("ceasefire"), "ceasefire holding"),
            (ever("settlement"), "settlement broke down"),
            (ever("ceasefire"), "ceasefire broke down"),
            (ever("short truce"), "short truces only"),
            (ever("limited deal"), "limited deals only"),
        ]
        return np.select([where for where, _ in found], [OUTCOMES.index(name) for _, name in found], OUTCOMES.index("no deal"))

    def columns(self, model: Talks) -> dict[str, np.ndarray]:
        """All columns of the outcome table, shape (runs,). Days that never came are 0; shares never formed are NaN."""
        table: dict[str, np.ndarray] = {"run": model.runs.astype(np.int32), "outcome": self.outcome(model).astype(np.int8)}
        for what, values in (("first", self.first), ("times", self.times), ("renewed", self.renewals)):
            table |= {f"{what}_{name}": column for name, column in zip(self.ladder.names, values, strict=True)}
        for name in ("days_at_peace", "ceasefires", "longest_ceasefire"):
            table[name] = getattr(self, name)
        for what, sides in self.by_side.items():
            table |= {f"{what}_{model.names[role]}": column for role, column in sides.items()}
        for name in ("tables", "mediator_left", "deadlines_passed", "red_line_dropped", "direct_talks"):
            table[name] = getattr(self, name)
        table["held_end"] = model.held
        table |= {f"trust_{side.name}_end": side.trust for side in (model.attacker, model.defender)}
        return table | {"blame_end": model.mediator.blame, "terms": self.terms}


class Panel(Observer):
    """Daily states of the first runs of an ensemble, in single precision: what the bands of ``days.csv`` rest on.

    A panel of fixed size keeps memory flat however many runs there are, and does not depend on the batch. The runs of the model
    must come in rising order, its members first.
    """

    def __init__(self, model: Talks, size: int) -> None:
        self.members = slice(0, int(np.sum(model.runs <= size)))
        self.columns: dict[str, np.ndarray] = {}
        if self.members.stop:
            shape = (model.story_of.days + 1, self.members.stop)
            self.columns = {name: np.zeros(shape, dtype=np.float32) for name in self.states(model)}
            self.day_over(model)

    def day_over(self, model: Talks) -> None:
        with np.errstate(under="ignore"):  # what is too small for single precision is 0
            for name, values in self.states(model).items():
                self.columns[name][model.day] = values

    def states(self, model: Talks) -> dict[str, np.ndarray]:
        """The main states at the end of a day, by column name, shape (members,)."""
        members, mediator = self.members, model.mediator
        views = model.weigh(members)
        found = {"prospects": model.prospect[members], "held": model.held[members]}
        for side in (model.attacker, model.defender):
            view = views[side.role]
            found |= {
                f"resources_{side.name}": side.resources[members],
                f"trust_{side.name}": side.trust_on(members),
                f"resolve_{side.name}": side.resolve[members],
                f"pressure_{side.name}": view.pressure,
                f"reservation_{side.name}": view.reservation,
            }
        return found | {name: getattr(mediator, name)[members] for name in ("blame", "impatience", "credibility")}
