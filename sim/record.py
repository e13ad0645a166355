"""What is kept of a batch of runs: a row of outcomes per run, the year at each rung, how agreements ended, and daily states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.agents import ATTACKER, DEFENDER
from sim.ladder import NOTHING
from sim.model import Observer, Talks, Views
from sim.rules.bargaining import attackers_terms
from sim.rules.choice import HOLD_OUT

NEVER = 0
MISSING = np.nan
ENDINGS = ("collapsed", "expired", "replaced", "holding")
OUTCOMES = (
    "no deal",
    "limited deals only",
    "short truces only",
    "ceasefire broke down",
    "ceasefire holding",
    "settlement broke down",
    "settlement holding",
)


class Outcomes(Observer):
    """One row per run. Days are counted from 1; NEVER (0) stands for a day that did not come."""

    def __init__(self, model: Talks) -> None:
        size, rungs = model.runs.size, model.ladder.names
        self.ladder = model.ladder

        def counters() -> np.ndarray:
            return np.zeros(size, dtype=np.int32)

        self.first = [counters() for _ in rungs]
        self.times = [counters() for _ in rungs]
        self.renewals = [counters() for _ in rungs]
        self.by_side = {
            what: {role: counters() for role in (ATTACKER, DEFENDER)}
            for what in ("violations", "denounced", "offers", "cynical_offers", "accepted", "table_yes")
        }
        self.days_at_peace, self.ceasefires, self.longest_ceasefire, self.spell = counters(), counters(), counters(), counters()
        self.tables, self.deadlines_passed = counters(), counters()
        self.mediator_left, self.red_line_dropped, self.direct_talks = counters(), counters(), counters()
        self.terms = np.full(size, MISSING)
        self.endings = np.zeros((len(rungs), model.story_of.days + 1, len(ENDINGS)), dtype=np.int64)
        self.at_rung = np.zeros((model.story_of.days + 1, len(rungs) + 1), dtype=np.int64)
        self.at_rung[0, NOTHING] = size
        self.covered = np.zeros(size, dtype=bool)
        self.broken_today = np.array([], dtype=np.int64)

    # What it hears

    def offered(self, model: Talks, views: Views, role: str, rungs: np.ndarray, accepted: np.ndarray) -> None:
        made = rungs != HOLD_OUT
        against = model.ladder.pick(rungs, [views[role].advantage(rung) for rung in model.ladder.rungs]) < 0
        self.by_side["offers"][role] += made
        self.by_side["cynical_offers"][role] += np.logical_and(made, against)
        self.by_side["accepted"][DEFENDER if role == ATTACKER else ATTACKER] += accepted
        self.direct_talks[np.logical_and(made, self.direct_talks == NEVER)] = model.day

    def tabled(self, model: Talks, views: Views, runs: np.ndarray, yes: Mapping[str, np.ndarray]) -> None:
        self.tables[runs] += 1
        for role, said in yes.items():
            self.by_side["accepted"][role][runs] += said
            self.by_side["table_yes"][role][runs] += said

    def signed(self, model: Talks, runs: np.ndarray, rungs: np.ndarray, views: Views) -> None:
        standing = runs[model.table.rung[runs] != NOTHING]
        self.end(model, standing, "replaced")
        for rung in model.ladder.rungs:
            chosen = runs[rungs == rung.number]
            self.times[rung.number][chosen] += 1
            self.first[rung.number][chosen[self.first[rung.number][chosen] == NEVER]] = model.day
            if rung.bargained and chosen.size:
                view = views[ATTACKER]
                self.terms[chosen] = attackers_terms(view.reservation, view.room, view.owner.surplus)[chosen]

    def policed(self, model: Talks, runs: np.ndarray, conduct: Mapping[str, Any]) -> None:
        for role, did in conduct.items():
            self.by_side["violations"][role][runs] += did.violated
            self.by_side["denounced"][role][runs] += did.denounced
        self.broken_today = runs[np.logical_or(conduct[ATTACKER].violated, conduct[DEFENDER].violated)]

    def renewed(self, model: Talks, runs: np.ndarray) -> None:
        for number, renewals in enumerate(self.renewals):
            renewals[runs[model.table.rung[runs] == number]] += 1

    def ended(self, model: Talks, runs: np.ndarray, how: str) -> None:
        self.end(model, runs, how)

    def deadline(self, model: Talks, runs: np.ndarray, leaves: np.ndarray) -> None:
        self.mediator_left[runs[leaves]] = model.day
        self.deadlines_passed[runs[np.logical_not(leaves)]] += 1

    def line_fell(self, model: Talks, role: str, runs: np.ndarray) -> None:
        self.red_line_dropped[runs[self.red_line_dropped[runs] == NEVER]] = model.day

    def day_over(self, model: Talks) -> None:
        covered = self.covered
        self.days_at_peace += covered
        self.days_at_peace[self.broken_today] -= covered[self.broken_today]
        self.broken_today = self.broken_today[:0]
        self.ceasefires += np.logical_and(covered, self.spell == 0)
        self.spell = (self.spell + 1) * covered
        np.maximum(self.longest_ceasefire, self.spell, out=self.longest_ceasefire)
        self.covered = model.table.coverage == 1
        self.at_rung[model.day] = np.bincount(model.table.rung + 1, minlength=self.at_rung.shape[1])[np.r_[1 : self.at_rung.shape[1], 0]]
        if model.day == model.story_of.days:
            self.end(model, np.flatnonzero(model.table.rung != NOTHING), "holding")

    def end(self, model: Talks, runs: np.ndarray, how: str) -> None:
        """Count how long the agreements in force have lasted, and how they ended."""
        lasted = model.day - model.table.signed_day[runs]
        np.add.at(self.endings, (model.table.rung[runs], lasted, ENDINGS.index(how)), 1)

    # What it tells

    def outcome(self, model: Talks) -> np.ndarray:
        """Number of each run's outcome in OUTCOMES."""
        def ever(kind: str) -> np.ndarray:
            return np.any([self.times[rung.number] > 0 for rung in self.ladder.rungs if rung.kind == kind] or [np.zeros(model.runs.size, bool)], axis=0)

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
