"""Every check of a scenario in one pass: all that is wrong is said at once."""

from __future__ import annotations

from sim.parameters import Situation
from sim.scenario import crosschecks, faults, occasions
from sim.scenario.complaining import Complaint, ScenarioError, listed, refuse
from sim.scenario.declared import everything
from sim.scenario.ledger import Ledger
from sim.scenario.merging import Family
from sim.scenario.tree import plain

FEW = 2


def checked(family: Family) -> Situation:
    """The checked scenario of a family. Raises ScenarioError with everything that is wrong, also with how it is written."""
    situation, complaints = examined(family)
    refuse([*family.complaints, *complaints])
    if situation is None:
        raise ScenarioError("this scenario cannot be used, and the checks do not know why; please report it, with the file.")
    return situation


def examined(family: Family) -> tuple[Situation | None, list[Complaint]]:
    """The scenario if it can be used, and everything that is wrong with what it says."""
    ledger = Ledger(family.tree, plain(family.tree))
    sections = missing_sections(ledger) if family.complete and family.extends is None else []
    situation = faults.validated(ledger, complete=family.complete, except_for=[(name,) for name in sections])
    if sections:
        ledger.key((), f"{listed(sections)} are missing; write them, or `extends: baseline` to take over what is not said.")
    if family.complete:
        crosschecks.check(ledger)
        occasions.check(ledger)
    return situation, ledger.complaints


def missing_sections(ledger: Ledger) -> list[str]:
    """The parts that a scenario without a parent lacks, if they are so many that `extends` was probably forgotten."""
    missing = [key for key in everything()["required"] if key not in ledger.data and key != "title"]
    return missing if len(missing) > FEW else []
