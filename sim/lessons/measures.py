"""The names by which a lesson can ask for a number, known from its scenario alone."""

from __future__ import annotations

from sim.result import OUTCOMES
from sim.scenario import Scenario

YEAR = ("days_at_peace", "ceasefires", "ceasefire_of_a_month", "mediator_left", "deadlines_passed", "red_line_dropped")
OF_RUNGS = ("reached", "first", "lasted")
OF_PARTIES = ("offers", "cynical", "table_yes", "violations", "trust_end")
SHARES = ("outcome", "reached", "cynical", "table_yes", "ceasefire_of_a_month", "mediator_left", "red_line_dropped")
HAPPENED = ("outcome", "reached", "ceasefire_of_a_month", "mediator_left", "red_line_dropped")
COUNTED = ("longest_ceasefire", "days_at_peace", "ceasefires")


def summary(scenario: Scenario) -> list[str]:
    """The numbers of the summary that runs of a scenario will have, in their order."""
    rungs, situation = list(scenario.situation.agreements), scenario.situation
    parties = [situation.role(role)[0] for role in ("attacker", "defender")]
    ladder = [f"{kind}.{rung}" for rung in rungs for kind in OF_RUNGS]
    return [*(f"outcome.{name}" for name in OUTCOMES), *ladder, *YEAR, *(f"{kind}.{party}" for party in parties for kind in OF_PARTIES)]


def happened(scenario: Scenario) -> list[str]:
    """Those that say whether something happened in a run."""
    return [name for name in summary(scenario) if name.partition(".")[0] in HAPPENED]


def is_share(name: str) -> bool:
    """Whether a number of the summary is a share."""
    return name.partition(".")[0] in SHARES
