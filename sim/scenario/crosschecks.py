"""What must fit together in a scenario: roles, names of parties and agreements, red lines."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from sim import registry
from sim.scenario.complaining import guess, listed, shown
from sim.scenario.declared import declared, is_date, roles
from sim.scenario.ledger import Ledger
from sim.scenario.naming import RESERVED, belligerents, mapping, roles_of, with_role
from sim.scenario.tree import Path

SEATS = {"attacker": (1, 1, "exactly one attacker"), "defender": (1, 1, "exactly one defender"), "mediator": (0, 1, "at most one mediator")}


def check(ledger: Ledger) -> None:
    """Everything that must fit together, whatever else is wrong."""
    for name in RESERVED:
        if name in mapping(ledger.data, "parties"):
            ledger.key(("parties", name), "is not a good name for a party, as the word stands for something else. Choose another name.")
    for name in mapping(ledger.data, "agreements"):
        if name == "nothing" or name in mapping(ledger.data, "parties"):
            ledger.key(("agreements", name), "is not a good name for an agreement, as the word stands for something else. Choose another name.")
    check_seats(ledger)
    check_start(ledger)
    check_mediators(ledger)
    check_strategies(ledger)
    check_relief(ledger)
    check_content(ledger)
    check_red_lines(ledger)


def unsettled(data: object) -> list[str]:
    """Parties whose role is missing or misspelt: they may be anything, so nothing is said about what hangs on it."""
    of = roles_of(data)
    return [name for name in mapping(data, "parties") if of.get(name) not in roles()]


def fighters(ledger: Ledger) -> list[str]:
    """Belligerents, and parties that may be belligerents."""
    return [*belligerents(ledger.data), *unsettled(ledger.data)]


def check_seats(ledger: Ledger) -> None:
    """Exactly one attacker and one defender, at most one mediator."""
    if not mapping(ledger.data, "parties"):
        return
    for role, (least, most, rule) in SEATS.items():
        seated = with_role(ledger.data, role)
        if len(seated) > most:
            ledger.value(("parties", seated[-1], "role"), f"is {role}, and so is that of {listed(seated[:-1])}; a scenario has {rule}.")
        if len(seated) < least and not unsettled(ledger.data):
            ledger.key(("parties",), f"has no {role}; a scenario has {rule}.")


def check_start(ledger: Ledger) -> None:
    """The calendar must reach to the last day; pydantic alone would also take numbers for dates."""
    start, days = ledger.data.get("start"), ledger.data.get("days")
    found = declared(("start",), {})
    fault = found.fault(start) if found and start is not None else None
    if fault:
        ledger.value(("start",), fault)
    if is_whole(days) and isinstance(start, str) and is_date(start) and days > (datetime.date.max - datetime.date.fromisoformat(start)).days:
        ledger.value(("start",), f"is {start}, but {days} days from there the calendar is at its end.")


def check_content(ledger: Ledger) -> None:
    """An agreement stops some of the fighting or saves a cost of war; one that divides the stake ends the fighting."""
    for rung in mapping(ledger.data, "agreements"):
        said = mapping(ledger.data, "agreements", rung)
        coverage, relief = said.get("coverage"), mapping(said, "relief")
        if said.get("terms") == "bargained" and isinstance(coverage, int | float) and 0 <= coverage < 1:
            ledger.value(
                ("agreements", rung, "coverage"), f"is {shown(coverage)}, but an agreement with bargained terms ends the fighting: its coverage is 1."
            )
        elif coverage == 0 and relief and not any(relief.values()):
            ledger.key(("agreements", rung), "has no content: it neither stops fighting nor saves anybody a cost of war. Give it coverage or relief.")


def is_whole(value: object) -> bool:
    """Whether it is a whole number."""
    return isinstance(value, int) and not isinstance(value, bool)


def check_mediators(ledger: Ledger) -> None:
    """What a mediator says about others is about belligerents, and what it tables is an agreement."""
    for name in with_role(ledger.data, "mediator"):
        for key in ("leverage", "credulity", "candour"):
            check_keys(ledger, ("parties", name, key))
        table = mapping(ledger.data, "parties", name).get("table")
        if isinstance(table, str):
            check_word(ledger, ("parties", name, "table"), table)


def check_strategies(ledger: Ledger) -> None:
    """A belligerent follows a strategy that is known here."""
    for name in belligerents(ledger.data):
        word, known = mapping(ledger.data, "parties", name).get("strategy"), registry.names()
        if isinstance(word, str) and word not in known:
            rest = f"is {shown(word)}, but should be {listed(known, 'or')}, or one of a file given by --strategies.{guess(word, known)}"
            ledger.value(("parties", name, "strategy"), rest)


def check_keys(ledger: Ledger, path: tuple[str, ...]) -> None:
    """Keys that must be belligerents."""
    for key in mapping(ledger.data, *path):
        check_fighter(ledger, (*path, key))


def check_fighter(ledger: Ledger, path: tuple[str, ...]) -> None:
    """The last key of a path must be a belligerent."""
    known = fighters(ledger)
    if known and path[-1] not in known:
        ledger.key(path, f"concerns no attacker or defender; those are {listed(known)}.{guess(path[-1], known)}")


def check_word(ledger: Ledger, path: Path, word: str) -> None:
    """A word that must be an agreement."""
    known = list(mapping(ledger.data, "agreements"))
    if known and word not in known:
        ledger.value(path, f"is {shown(word)}, which is not an agreement here; those are {listed(known)}.{guess(word, known)}")


def check_relief(ledger: Ledger) -> None:
    """Every agreement says what it saves each of the two belligerents."""
    for rung, agreement in mapping(ledger.data, "agreements").items():
        check_keys(ledger, ("agreements", rung, "relief"))
        said = mapping(agreement, "relief")
        for name in both(ledger.data) if isinstance(mapping(agreement).get("relief"), dict) else ():
            if name not in said:
                ledger.missing(("agreements", rung, "relief", name), meaning_of(("agreements", rung, "relief", name)))


def both(data: object) -> list[str]:
    """The attacker and the defender, if they are there; of two in one role the first."""
    return [*with_role(data, "attacker")[:1], *with_role(data, "defender")[:1]]


def meaning_of(path: Path) -> str:
    """Meaning and range of what is declared at a path outside the parties."""
    found = declared(path, {})
    return f"{found.meaning}; {found.allowed()}" if found else ""


def check_red_lines(ledger: Ledger) -> None:
    """Red lines are held by belligerents and block agreements, each once."""
    for holder, line in mapping(ledger.data, "red_lines").items():
        check_fighter(ledger, ("red_lines", holder))
        blocks = mapping(line).get("blocks")
        words = blocks if isinstance(blocks, list) else []
        for number, word in enumerate(words):
            if isinstance(word, str):
                check_word(ledger, ("red_lines", holder, "blocks", number), word)
                check_repeat(ledger, ("red_lines", holder, "blocks", number), word, words[:number])


def check_repeat(ledger: Ledger, path: Path, word: str, earlier: Iterable[object]) -> None:
    """A word must not stand in a list twice."""
    if word in earlier:
        ledger.value(path, f"is {shown(word)}, which is in the list already.")
