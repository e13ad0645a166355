"""What is declared about a place in a scenario: kind, range, unit, meaning and source, all taken from ``sim.parameters``."""

from __future__ import annotations

import datetime
import functools
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sim.parameters import Situation
from sim.scenario.complaining import listed, shown
from sim.scenario.scalars import intended
from sim.scenario.tree import Path

Schema: TypeAlias = dict[str, Any]
Roles: TypeAlias = Mapping[str, object]
KINDS = {"number": "a number", "integer": "a whole number", "string": "text", "array": "a list", "object": "a mapping"}
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
SHARE_LIMIT = 10  # ranges up to here are shares and the like, where somebody may have thought in per cent


@functools.cache
def everything() -> Schema:
    """The JSON Schema that pydantic makes of a whole scenario."""
    return Situation.model_json_schema()


def definition(name: str) -> Schema:
    """The schema of one section of a scenario by the name of its model."""
    found: Schema = everything()["$defs"][name]
    return found


@functools.cache
def sections_by_role() -> dict[str, str]:
    """The model that each role's parameters come from."""
    mapping: dict[str, str] = party_schema()["discriminator"]["mapping"]
    return {role: reference.rsplit("/", 1)[-1] for role, reference in mapping.items()}


def party_schema() -> Schema:
    """The schema of a party of any role."""
    return inside(everything()["properties"]["parties"]) or {}


def roles() -> list[str]:
    """The roles that there are."""
    return list(sections_by_role())


def inside(schema: Schema) -> Schema | None:
    """What every value of a mapping, or every item of a list, has to be."""
    by_pattern = list(schema.get("patternProperties", {}).values())
    found = by_pattern[0] if by_pattern else schema.get("additionalProperties") or schema.get("items")
    return found if isinstance(found, dict) else None


def resolved(schema: Schema) -> Schema:
    """The schema without references and without the choice of leaving the value out."""
    if "$ref" in schema:
        return resolved({**definition(schema["$ref"].rsplit("/", 1)[-1]), **{key: said for key, said in schema.items() if key != "$ref"}})
    options = [option for option in schema.get("anyOf", ()) if option.get("type") != "null"]
    if len(options) == 1:
        return resolved({**options[0], **{key: said for key, said in schema.items() if key != "anyOf"}, "nullable": True})
    return schema


@dataclass(frozen=True)
class Declared:
    """What is declared about one place. ``meaning``, ``unit`` and ``source`` are empty where nothing needs to be said."""

    schema: Schema

    @property
    def meaning(self) -> str:
        return str(self.schema.get("description", ""))

    @property
    def unit(self) -> str:
        return str(self.schema.get("unit", ""))

    @property
    def source(self) -> str:
        return str(self.schema.get("source", ""))

    @property
    def low(self) -> float | None:
        return self.options[0].get("minimum")

    @property
    def high(self) -> float | None:
        return self.options[0].get("maximum")

    @property
    def options(self) -> list[Schema]:
        """What the value may be: nearly always one kind of thing."""
        return self.schema.get("anyOf") or [self.schema]

    @property
    def kind(self) -> str:
        """number, integer, string, array or object."""
        return str(self.options[0].get("type", "string"))

    @property
    def words(self) -> list[str]:
        """The words that are allowed, if only some are."""
        return [word for option in self.options for word in (option.get("enum") or ([option["const"]] if "const" in option else []))]

    @property
    def keys(self) -> dict[str, Schema]:
        """The keys that are known below this place, with what is declared about them."""
        found: dict[str, Schema] = self.schema.get("properties", {})
        return found

    def allowed(self) -> str:
        """What the value should be, in words: ``a number from 0 to 1``."""
        if self.schema.get("format") == "date":
            return "a date such as 2025-04-22"
        kinds = [] if self.kind == "string" and self.words else [KINDS[self.kind] + self.span()]
        return " or ".join([*kinds, *([listed(self.words, "or")] if self.words else [])])

    def span(self) -> str:
        """The range in words, if there is one."""
        return "" if self.low is None or self.high is None else f" from {rounded(self.low)} to {rounded(self.high)}"

    def meant(self) -> str:
        """The meaning in brackets, if there is one."""
        return f" ({self.meaning.rstrip('.')})" if self.meaning else ""

    def fault(self, value: Any) -> str | None:
        """What is wrong with a value, as the end of a sentence that starts with its name; None if nothing is."""
        if (value is None and self.schema.get("nullable")) or (isinstance(value, str) and value in self.words):
            return None
        if self.kind in ("number", "integer"):
            return self.fault_of_number(value)
        return self.fault_of_text(value) if self.kind == "string" else self.fault_of_collection(value)

    def fault_of_number(self, value: Any) -> str | None:
        """What is wrong with a value that should be a number."""
        whole = self.kind == "integer"
        if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
            return f"is {shown(value)}, but should be {self.allowed()}{self.meant()}.{self.from_text(value)}"
        if not self.within(value):
            return f"is {value!r}, but it goes {self.span().strip()}{self.meant()}.{self.from_share(value)}"
        return None if math.isfinite(value) else f"is {value!r}, but should be a finite number{self.meant()}."

    def within(self, value: float) -> bool:
        """Whether a number is in the range, if there is one."""
        low, high = self.low, self.high
        return (low is None or low <= value) and (high is None or value <= high)

    def fault_of_text(self, value: Any) -> str | None:
        """What is wrong with a value that should be text, one of some words, or a date."""
        if self.words or not isinstance(value, str):
            return f"is {shown(value)}, but should be {self.allowed()}{self.meant()}."
        if self.schema.get("format") == "date":
            return None if is_date(value) else f"is {shown(value)}, but should be {self.allowed()}{self.meant()}."
        if not value and self.schema.get("minLength"):
            return f"is empty, but should say something{self.meant()}."
        if len(value) > self.schema.get("maxLength", math.inf):
            return f"has {len(value):,} characters, but at most {self.schema['maxLength']:,} are allowed."
        unprintable = "pattern" in self.schema and not re.fullmatch(self.schema["pattern"], value)
        return f"is {shown(value)}, which has a character that cannot be printed." if unprintable else None

    def fault_of_collection(self, value: Any) -> str | None:
        """What is wrong with a value that should be a list or a mapping; its parts are looked at elsewhere."""
        if not isinstance(value, list if self.kind == "array" else dict):
            return f"is {shown(value)}, but should be {self.allowed()}{self.meant()}."
        least = int(self.schema.get("minItems") or self.schema.get("minProperties") or 0)
        return None if len(value) >= least else f"is empty, but should hold at least one{self.meant()}."

    def from_text(self, value: Any) -> str:
        """A guess at the number meant by a text such as ``0,5`` or ``5%``."""
        meant = intended(value) if isinstance(value, str) else None
        if meant is None or self.fault(meant):
            return ""
        return f" Did you mean {rounded(meant)}?"

    def from_share(self, value: float) -> str:
        """A guess at the number meant by somebody who wrote per cent."""
        is_share = self.kind == "number" and self.high is not None and self.high <= SHARE_LIMIT
        return f" Did you mean {rounded(value / 100)}?" if is_share and self.within(value / 100) else ""


def is_date(text: str) -> bool:
    """Whether a text is a date of the calendar, written 2025-04-22."""
    try:
        return bool(ISO_DATE.fullmatch(text)) and bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False


def rounded(value: float) -> str:
    """A number without digits that nobody typed."""
    return str(int(value)) if float(value).is_integer() else f"{value:.12g}"


def declared(path: Path, of: Roles) -> Declared | None:
    """What is declared about a place, given each party's role; None where nothing may stand."""
    schema = everything()
    for step in path:
        below = step_into(schema, step, of)
        if below is None:
            return None
        schema = below
    return Declared(schema)


def step_into(schema: Schema, step: str | int, of: Roles) -> Schema | None:
    """One step down. A value in a mapping of numbers keeps the meaning of the mapping."""
    named = schema.get("properties", {}).get(step)
    below = named if named is not None else inside(schema)
    if below is None:
        return None
    if "discriminator" in below:
        section = sections_by_role().get(str(of.get(str(step))))
        return definition(section) if section else None
    kept: Schema = {key: schema[key] for key in ("description", "unit", "source") if key in schema and named is None}
    return {**kept, **resolved(below)}
