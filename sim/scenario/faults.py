"""What pydantic finds wrong, said in sentences with the range and meaning that are declared."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from pydantic import ValidationError

from sim.parameters import Situation
from sim.scenario.complaining import guess, listed, shown
from sim.scenario.declared import Declared, declared, definition, roles, sections_by_role
from sim.scenario.ledger import Ledger
from sim.scenario.naming import roles_of
from sim.scenario.tree import Path

NEEDED_TITLE = "every scenario needs a title of its own, one line that names it"
NAME_RULE = "is not a good name: use small letters, digits and _, with a letter first, at most 30 characters"


def validated(ledger: Ledger, complete: bool, except_for: Collection[Path]) -> Situation | None:
    """The scenario as the model takes it, or None after complaining, but not about what the caller knows to be missing.

    A scenario whose parent cannot be read may lack anything.
    """
    try:
        return Situation.model_validate(ledger.data)
    except ValidationError as fault:
        found = [(path_of(error["loc"]), error) for error in fault.errors(include_url=False, include_context=False)]
        for path, error in dict(found).items():
            absent = error["type"] in ("missing", "union_tag_not_found")
            if not absent or (complete and path not in except_for):
                say(ledger, path, error["type"], error["msg"])
        return None


def path_of(location: tuple[int | str, ...]) -> Path:
    """Where pydantic's complaint belongs in the file: without the role and without the names of alternatives."""
    if location[0] == "parties" and len(location) > 2 and location[2] != "[key]":
        location = (*location[:2], *location[3:])
    if location[0] == "agreements" and location[2:3] == ("days",):
        return location[:3]
    return location[:4] if location[0] == "events" and location[2:3] == ("set",) else location


def say(ledger: Ledger, path: Path, kind: str, message: str) -> None:
    """One complaint of pydantic's in our words."""
    if path[:1] == ("events",) and path[2:3] == ("set",) and len(path) == 4:
        return  # the value is checked against the parameter that it sets
    if path[-1] == "[key]":
        ledger.key(path[:-1], f"{NAME_RULE}.{guess_at_name(str(path[-2]))}")
    elif kind == "missing":
        say_missing(ledger, path)
    elif kind == "extra_forbidden":
        say_unknown(ledger, path)
    elif kind.startswith("union_tag"):
        say_role(ledger, path)
    else:
        say_value(ledger, path, message)


def guess_at_name(name: str) -> str:
    """The name as it would be allowed, if small letters and underscores are all it takes."""
    better = name.strip().lower().replace(" ", "_").replace("-", "_")
    usable = better.isascii() and better.replace("_", "").isalnum() and better[:1].isalpha() and len(better) <= 30
    return f" Did you mean {better}?" if usable and better != name else ""


def say_missing(ledger: Ledger, path: Path) -> None:
    """Something that is needed is not there."""
    found = declared(path, roles_of(ledger.data))
    what = f"{found.meaning}; {found.allowed()}".removeprefix("; ") if found else "it is needed"
    ledger.missing(path, NEEDED_TITLE if path == ("title",) else what)


def say_unknown(ledger: Ledger, path: Path) -> None:
    """A key that nobody knows, or that belongs to another role."""
    above = declared(path[:-1], roles_of(ledger.data))
    known = sorted([*above.keys, *(["extends"] if len(path) == 1 else [])]) if above else []
    key = str(path[-1])
    owners = [role for role, section in sections_by_role().items() if key in definition(section)["properties"]] if path[0] == "parties" else []
    hint = f" It belongs to a party in the role of {listed(owners, 'or')}." if owners else guess(key, known) or f" Known here are {listed(known)}."
    ledger.key(path, f"is not known here.{hint}")


def say_role(ledger: Ledger, path: Path) -> None:
    """A party without a role, or with one that does not exist."""
    party = ledger.data["parties"][path[1]]
    if "role" not in party:
        others = [name for name, role in roles_of(ledger.data).items() if role in roles()]
        ledger.missing((*path, "role"), f"one of {listed(roles(), 'or')}", guess(str(path[1]), others))
    else:
        ledger.value((*path, "role"), f"is {shown(party['role'])}, but should be {listed(roles(), 'or')}.{guess(str(party['role']), roles())}")


def say_value(ledger: Ledger, path: Path, message: str) -> None:
    """A value of the wrong kind or out of its range."""
    value, above = value_at(ledger.data, path), value_at(ledger.data, path[:-1])
    found = declared(path, roles_of(ledger.data)) or Declared({"type": "object"})
    if value is None and isinstance(above, dict) and not knows_its_keys(path[:-1], ledger):
        others = sorted(key for key, other in above.items() if other is not None)
        ledger.value(path, f"is null, but nothing of that name is there to take away.{guess(str(path[-1]), others)}")
    else:
        ledger.value(path, found.fault(value) or f"is not right: {message}.")


def knows_its_keys(path: Path, ledger: Ledger) -> bool:
    """Whether the keys below a path are declared; below others any name may stand."""
    found = declared(path, roles_of(ledger.data))
    return bool(found and found.keys)


def value_at(data: Any, path: Path) -> Any:
    """The value at a path of what was read."""
    for step in path:
        data = data[step]
    return data
