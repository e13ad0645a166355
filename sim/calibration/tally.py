"""What is counted in a batch that holds many settings side by side, the runs of each next to each other."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.agents import ATTACKER, DEFENDER
from sim.ladder import NOTHING
from sim.model import Talks
from sim.observer import Observer, Views
from sim.result import ENDINGS

SIX_WEEKS = 42
YEAR_END = datetime.date(2025, 12, 31)
GENERAL, LIMITED, SHORT = "general ceasefire", "limited deal", "short truce"
KINDS = {GENERAL: ("ceasefire", "settlement"), LIMITED: ("limited deal",), SHORT: ("short truce",)}
NEVER = 0


class Tally(Observer):
    """Counts by setting. A general ceasefire stops all the fighting for longer than a week; a short truce for up to a week.

    lives: for each kind, agreements by setting, days lasted and ending, shape (settings, days + 1, endings). gaps: times from one beginning of
    general ceasefire to the next by setting and days, and times without a next one, shape (settings, days + 1) each. All others: one entry
    per run.
    """

    def __init__(self, model: Talks, settings: int) -> None:
        self.days, self.settings, self.runs = model.story_of.days, settings, model.runs.size // settings
        self.of_kind = {kind: np.array([*(rung.kind in kinds for rung in model.ladder.rungs), False]) for kind, kinds in KINDS.items()}
        self.open_ended = np.append(self.of_kind[GENERAL][:-1] & (model.ladder.days > self.days), False)
        self.lives = {kind: np.zeros((settings, self.days + 1, len(ENDINGS))) for kind in KINDS}
        self.gaps, self.no_next = np.zeros((settings, self.days + 1)), np.zeros((settings, self.days + 1))
        size = model.runs.size
        self.first = {kind: np.zeros(size, dtype=np.int64) for kind in KINDS}
        self.times = {kind: np.zeros(size) for kind in KINDS}
        self.began = np.zeros(size, dtype=np.int64)
        self.renewed_limited, self.broken_truce = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
        self.tables, self.yes = np.zeros(size), {role: np.zeros(size) for role in (ATTACKER, DEFENDER)}
        self.held_first, self.held, self.trust = model.held.copy(), model.held, model.defender.trust
        self.at_peace, self.trust_at_end = np.zeros(size, dtype=bool), self.trust
        self.time_pressure = {party.role: party.numbers.time_pressure * np.ones(size) for party in (model.attacker, model.defender)}
        self.year_end = (YEAR_END - model.story_of.situation.start).days

    def setting(self, runs: np.ndarray) -> np.ndarray:
        """To which setting each of some places in the batch belongs."""
        return runs // self.runs

    # What it hears

    def signed(self, model: Talks, runs: np.ndarray, rungs: np.ndarray, views: Views) -> None:
        before = model.table.rung[runs]
        self.end(model, runs[before != NOTHING], "replaced")
        self.begin(runs[self.of_kind[GENERAL][rungs] & ~self.of_kind[GENERAL][before]], model.day)
        for kind, is_one in self.of_kind.items():
            new = runs[is_one[rungs]]
            self.first[kind][new[self.first[kind][new] == NEVER]] = model.day
            self.times[kind][new] += 1

    def begin(self, runs: np.ndarray, day: int) -> None:
        """General ceasefires begin."""
        again = runs[self.began[runs] != NEVER]
        np.add.at(self.gaps, (self.setting(again), day - self.began[again]), 1)
        self.began[runs] = day

    def ended(self, model: Talks, runs: np.ndarray, how: str) -> None:
        self.end(model, runs, how)

    def end(self, model: Talks, runs: np.ndarray, how: str) -> None:
        """Agreements in force end in one way; those that were replaced on the day of signing were never in force."""
        lasted, rungs = model.day - model.table.signed_day[runs], model.table.rung[runs]
        for kind, is_one in self.of_kind.items():
            mine = is_one[rungs] & (lasted > 0)
            np.add.at(self.lives[kind][:, :, ENDINGS.index(how)], (self.setting(runs[mine]), lasted[mine]), 1)

    def renewed(self, model: Talks, runs: np.ndarray) -> None:
        if model.day <= SIX_WEEKS:
            self.renewed_limited[runs[self.of_kind[LIMITED][model.table.rung[runs]]]] = True

    def policed(self, model: Talks, runs: np.ndarray, conduct: Mapping[str, Any]) -> None:
        if model.day <= SIX_WEEKS:
            broken = conduct[ATTACKER].violated | conduct[DEFENDER].violated
            self.broken_truce[runs[broken & self.of_kind[SHORT][model.table.rung[runs]]]] = True

    def tabled(self, model: Talks, views: Views, runs: np.ndarray, yes: Mapping[str, np.ndarray]) -> None:
        if model.day <= SIX_WEEKS:
            self.tables[runs] += 1
            for role, said in yes.items():
                self.yes[role][runs] += said

    def day_over(self, model: Talks) -> None:
        if model.day == SIX_WEEKS:
            self.held, self.trust = model.held, model.defender.trust
        if model.day == self.days:
            self.end(model, np.flatnonzero(model.table.rung != NOTHING), "holding")
            waiting = np.flatnonzero(self.began != NEVER)
            np.add.at(self.no_next, (self.setting(waiting), self.days - self.began[waiting]), 1)
            self.at_peace, self.trust_at_end = self.open_ended[model.table.rung], model.defender.trust
