"""What belongs together: values by whose they are, and entries that share something."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sim.scenario.naming import BELLIGERENTS, WHOLE_RUN


def kind(name: str, roles: dict[str, str]) -> str:
    """Whose value it is, as a heading.

    >>> [kind(name, {"us": "mediator", "russia": "attacker"}) for name in ("russia.trust", "us.bias", "red_lines.russia.worth", "days")]
    ['Attacker and defender', 'Mediator', 'Red lines', 'The run as a whole']
    """
    first = name.split(".")[0]
    if name in WHOLE_RUN:
        return "The run as a whole"
    if roles.get(first) in BELLIGERENTS:
        return "Attacker and defender"
    return {"mediator": "Mediator", "ally": "Allies"}.get(roles.get(first, ""), first.replace("_", " ").capitalize())


def grouped(entries: Iterable[Any], keys: Iterable[Any]) -> dict[Any, list[Any]]:
    """The entries by their keys, in the order in which these first come."""
    found: dict[Any, list[Any]] = {}
    for entry, key in zip(entries, keys, strict=True):
        found.setdefault(key, []).append(entry)
    return found
