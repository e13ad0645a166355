"""How agreements came about in the baseline, counted run by run against what the rule book says of it."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
import pytest

from sim.agents import ATTACKER
from sim.model import Talks
from sim.observer import Observer
from tests.docs.markdown import ROOT
from tests.ensembles import shipped

pytestmark = pytest.mark.no_cover  # whole runs, whose parts are measured elsewhere: tracing would take as long again

RUNS, SEED = 1000, 1
PAGE = ROOT / "docs" / "rulebook.md"
FOR_SHOW, MEANT, TABLED = "on cynical offers by Russia", "on offers by Russia that were meant", "on the mediator's proposal"
SAID = re.compile(
    r"In 1,000 runs \(seed 1\) ([\d,]+) thirty-day ceasefires were signed: (\d+) on cynical offers by Russia, which Ukraine accepted, (\d+) on "
    r"other offers, and (\d+) on the mediator's proposal\. Of (\d+) freezes (\d+) were signed on cynical offers by Russia\. Of (\d+) settlements "
    r"(\d+) were, and (\d+) on offers by Russia that were meant\."
)


class Origins(Observer):
    """On what each agreement was signed, by rung."""

    def __init__(self) -> None:
        self.found: Counter[tuple[str, str]] = Counter()
        self.origin = np.array([])

    def offered(self, model, views, role, rungs, accepted):
        worth = np.column_stack([np.broadcast_to(views[role].advantage(rung), model.runs.shape) for rung in model.ladder.rungs])
        for_show = worth[np.arange(rungs.size), rungs] < 0
        attackers = np.where(for_show, FOR_SHOW, MEANT)
        self.origin = attackers if role == ATTACKER else np.full(rungs.size, "on an offer by Ukraine", dtype=object)

    def tabled(self, model, views, runs, yes):
        self.origin = np.full(model.runs.size, TABLED, dtype=object)

    def signed(self, model, runs, rungs, views):
        self.found.update((model.ladder.names[rung], str(self.origin[run])) for run, rung in zip(runs, rungs, strict=True))

    def of(self, rung: str, origin: str | None = None) -> int:
        """How many agreements of a rung were signed, on something or at all."""
        return sum(count for (name, how), count in self.found.items() if name == rung and origin in (None, how))


def test_the_rule_book_says_on_what_the_agreements_of_the_baseline_were_signed():
    said = SAID.search(" ".join(PAGE.read_text(encoding="utf-8").split()))
    assert said is not None, "the sentence of section 10 has another form"
    model, origins = Talks(shipped(), SEED, np.arange(1, RUNS + 1)), Origins()
    model.observers.append(origins)
    for _ in range(shipped().days):
        model.step()
    month = "thirty_day_ceasefire"
    rest = [origins.of(month, FOR_SHOW), origins.of(month, TABLED)]
    assert [int(number.replace(",", "")) for number in said.groups()] == [
        origins.of(month), rest[0], origins.of(month) - sum(rest), rest[1],
        origins.of("freeze"), origins.of("freeze", FOR_SHOW),
        origins.of("settlement"), origins.of("settlement", FOR_SHOW), origins.of("settlement", MEANT),
    ]  # fmt: skip
