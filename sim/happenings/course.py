"""The course of one run: what happens in it, why, and the states day by day."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from sim.happenings.kinds import Close, Deadline, Ending, Happening, Offer, Proposal, Signing
from sim.ladder import Ladder
from sim.reasons import Ledgers
from sim.scenario import Scenario

Kind = TypeVar("Kind", bound=Happening)


@dataclass(frozen=True, eq=False)
class Course:
    """The course of one run.

    outcome: how it ends, in words. happenings: in their order. ledgers: by day, what each rung was worth to each side on the days on which
    something was weighed. states: the daily states of ``days.csv`` by name, shape (days + 1,).
    """

    scenario: Scenario
    seed: int
    run: int
    outcome: str
    happenings: tuple[Happening, ...]
    ledgers: dict[int, Ledgers]
    states: dict[str, np.ndarray]

    def of(self, kind: type[Kind]) -> list[Kind]:
        """The happenings of a kind."""
        return [happening for happening in self.happenings if isinstance(happening, kind)]

    def on(self, day: int) -> list[Happening]:
        """What happens on a day."""
        return [happening for happening in self.happenings if happening.day == day]

    @property
    def days(self) -> int:
        """How many days there are."""
        return self.scenario.days

    @property
    def attacker(self) -> str:
        """Name of the attacker."""
        return self.scenario.situation.role("attacker")[0]

    @property
    def defender(self) -> str:
        """Name of the defender."""
        return self.scenario.situation.role("defender")[0]

    @property
    def rungs(self) -> list[str]:
        """Names of the agreements, from the lowest to the highest."""
        return list(self.scenario.situation.agreements)

    def label(self, name: str) -> str:
        """How a party or an agreement is called in print."""
        named = {**self.scenario.situation.parties, **self.scenario.situation.agreements}[name]
        return named.label or name.replace("_", " ").capitalize()

    def date(self, day: int) -> datetime.date:
        """The date of a day."""
        return self.scenario.situation.start + datetime.timedelta(days=day)

    @property
    def decided(self) -> list[int]:
        """Days on which something was decided by somebody who weighed it."""
        return sorted({*self.ledgers, *(deadline.day for deadline in self.of(Deadline))})

    @property
    def telling(self) -> int | None:
        """The day on which it pays most to ask why; None if nothing was ever weighed.

        When the highest ceasefire or settlement of the run was signed; else when one was first refused; else the first signing or offer.
        """
        ceasefires = [rung for rung in self.rungs if self.kind(rung) in ("ceasefire", "settlement")]
        signed = [(-self.rungs.index(each.rung), each.day) for each in self.of(Signing) if each.rung in ceasefires]
        refused = [offer.day for offer in self.of(Offer) if offer.rung in ceasefires and not offer.accepted]
        refused += [proposal.day for proposal in self.of(Proposal) if proposal.rung in ceasefires and not proposal.agreed]
        others = [signing.day for signing in self.of(Signing)] + [offer.day for offer in self.of(Offer)]
        return min(signed)[1] if signed else min(refused or others or self.ledgers, default=None)

    def kind(self, rung: str) -> str:
        """What a newspaper would call an agreement: limited deal, short truce, ceasefire or settlement."""
        situation = self.scenario.situation
        roles = {role: situation.role(role)[0] for role in ("attacker", "defender")}
        return Ladder({rung: situation.agreements[rung]}, roles, {}).rungs[0].kind

    def in_force(self) -> list[tuple[str, int, int]]:
        """The agreements of the run: rung, day of signing, day of its end (or the last day of the run)."""
        found: list[tuple[str, int, int]] = []
        open_since: tuple[str, int] | None = None
        for happening in self.happenings:
            if isinstance(happening, Signing | Ending | Close) and open_since is not None:
                found.append((*open_since, happening.day))
                open_since = None
            if isinstance(happening, Signing):
                open_since = (happening.rung, happening.day)
        return found

    def as_dict(self) -> dict[str, Any]:
        """Everything as plain data."""
        return {
            "scenario": self.scenario.name,
            "title": self.scenario.title,
            "digest": self.scenario.digest,
            "seed": self.seed,
            "run": self.run,
            "start": self.date(0).isoformat(),
            "days": self.days,
            "outcome": self.outcome,
            "happenings": [{"kind": each.kind, "date": self.date(each.day).isoformat(), **dataclasses.asdict(each)} for each in self.happenings],
            "ledgers": {str(day): plain(found) for day, found in self.ledgers.items()},
        }


def plain(found: Ledgers) -> Mapping[str, list[dict[str, Any]]]:
    """Ledgers as plain data."""
    return {party: [dataclasses.asdict(ledger) for ledger in sheets] for party, sheets in found.items()}
