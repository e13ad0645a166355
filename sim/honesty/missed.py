"""Targets: what the record asks of an ensemble, whether a scenario can be asked it, and whether it misses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.calibration.inputs import Target, targets
from sim.calibration.moments import SHAPE_DAYS, SUMMARIES, SURVIVAL_DAYS
from sim.calibration.tally import GENERAL, KINDS, LIMITED, SHORT, SIX_WEEKS, YEAR_END, Tally
from sim.calibration.waves import CUTOFF
from sim.honesty.sources import calibrated, same_war
from sim.ladder import Ladder
from sim.parameters import Mediator
from sim.scenario import Scenario

MET, MISSED, NOT_SEEN, NOT_ASKED = "met", "missed", "not seen", "not asked"
OTHERS_FIGHT = "others fight than those whom the record is about"


@dataclass(frozen=True)
class Need:
    """What a scenario must have for a target: at least so many days (0: as many as the calibrated situation), rungs of some kinds, a table."""

    days: int = 0
    kinds: tuple[str, ...] = ()
    tabled: bool = False


NEEDS: Mapping[str, Need] = {
    **{f"general_survival_{day}": Need(day, (GENERAL,)) for day in SURVIVAL_DAYS},
    "general_shape": Need(SHAPE_DAYS[-1], (GENERAL,)),
    "short_truces_kept": Need(SIX_WEEKS, (SHORT,)),
    "partial_hazard": Need(SIX_WEEKS, (LIMITED, GENERAL)),
    "partial_easier": Need(kinds=(LIMITED, GENERAL)),
    "general_gap": Need(kinds=(GENERAL,)),
    "six_weeks_limited": Need(SIX_WEEKS, (LIMITED,)),
    "six_weeks_limited_not_renewed": Need(SIX_WEEKS, (LIMITED,)),
    "six_weeks_truce_broken": Need(SIX_WEEKS, (SHORT,)),
    "six_weeks_yes_defender": Need(SIX_WEEKS, tabled=True),
    "six_weeks_yes_attacker": Need(SIX_WEEKS, tabled=True),
    "six_weeks_no_general": Need(SIX_WEEKS, (GENERAL,)),
    "front_drift": Need(SIX_WEEKS),
    "six_weeks_trust_defender": Need(SIX_WEEKS),
    "limited_a_year": Need(kinds=(LIMITED,)),
    "short_a_year": Need(kinds=(SHORT,)),
    "patience": Need(1),
    "general_by_year_end": Need(1, (GENERAL,)),
}


@dataclass(frozen=True)
class Held:
    """A target beside what an ensemble says, and what the same with everybody choosing at random says.

    got and random are None where the target is not asked or the model has none of what is counted. why: why it is not asked.
    """

    target: str
    what: str
    low: float
    high: float
    unit: str
    got: float | None
    verdict: str
    random: float | None
    random_verdict: str
    why: str


def against_targets(scenario: Scenario, model: Tally, random: Tally) -> list[Held]:
    """Every target."""
    return [held(scenario, target, model, random) for target in targets()]


def held(scenario: Scenario, target: Target, model: Tally, random: Tally) -> Held:
    """One target."""
    why = cannot_be_asked(scenario, target.summary)
    (got, verdict), (by_chance, random_verdict) = ((None, NOT_ASKED) if why else judged(target, tally) for tally in (model, random))
    low, high = target.value - target.tolerance, target.value + target.tolerance
    return Held(target.name, target.what, low, high, target.unit, got, verdict, by_chance, random_verdict, why)


def judged(target: Target, tally: Tally) -> tuple[float | None, str]:
    """What an ensemble says, and whether it misses: it lies beyond the tolerance by more than two standard errors."""
    found = SUMMARIES[target.summary](tally)
    value, error = float(found.value[0]), float(found.error[0])
    if not np.isfinite(error):
        return None, NOT_SEEN
    beyond = abs(value - target.value) - target.tolerance
    return value, MISSED if beyond > CUTOFF * error else MET


def cannot_be_asked(scenario: Scenario, summary: str) -> str:
    """Why a target says nothing of a scenario; empty if it does."""
    need = NEEDS.get(summary, Need())
    if not same_war(scenario):
        return OTHERS_FIGHT
    missing = [kind for kind in need.kinds if not has(scenario, kind)]
    if missing:
        return f"the ladder has no {' and no '.join(missing)}"
    if need.tabled and not tables_alike(scenario):
        return "no mediator puts the same agreement on the table within six weeks"
    if summary != "general_by_year_end":
        return too_short(scenario, need.days, calibrated().days)
    least = (YEAR_END - scenario.situation.start).days
    return too_short(scenario, least, calibrated().days) if least > 0 else f"it starts after the end of {YEAR_END.year}"


def has(scenario: Scenario, kind: str) -> bool:
    """Whether the ladder has a rung of a kind."""
    situation = scenario.situation
    roles = {role: situation.role(role)[0] for role in ("attacker", "defender")}
    return any(rung.kind in KINDS[kind] for rung in Ladder(situation.agreements, roles, situation.red_lines).rungs)


def tables_alike(scenario: Scenario) -> bool:
    """Whether a mediator tables what is tabled in the calibrated situation, within the first six weeks."""
    (mine, often), (theirs, _) = (tabled(one) for one in (scenario, calibrated()))
    return mine == theirs and often <= SIX_WEEKS


def tabled(scenario: Scenario) -> tuple[str | None, int]:
    """Which agreement a mediator tables, and every how many days."""
    for party in scenario.situation.parties.values():
        if isinstance(party, Mediator):
            return party.table, party.table_every
    return None, 0


def too_short(scenario: Scenario, least: int, whole: int) -> str:
    """Whether a scenario has another length than a target needs, in words; ``least`` 0: as many days as the calibrated situation."""
    if scenario.days < (least or whole):
        return f"{scenario.days} days are too few"
    return f"it is counted over {whole} days, not {scenario.days}" if least == 0 and scenario.days > whole else ""
