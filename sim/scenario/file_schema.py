"""The JSON Schema of a scenario file, for editors: what pydantic knows, loosened by what ``extends`` allows to leave out or take away."""

from __future__ import annotations

from typing import Any

from sim.scenario import library
from sim.scenario.declared import Schema, everything, rounded

DRAFT = "https://json-schema.org/draft/2020-12/schema"
ABOUT = "Who bargains while fighting, over which agreements, and what happens when. Null takes away what is inherited."
NEVER_MERGED = ("Event",)  # each says all it needs, and null takes nothing away
ALWAYS_THERE = ("title", "role")
NAMED = ("properties", "patternProperties", "$defs")
NOISE = ("title", "default", "discriminator", "unit", "source")
NULL = {"type": "null"}


def schema() -> Schema:
    """A JSON Schema (draft 2020-12) of a scenario file."""
    whole = {**everything(), "description": ABOUT}
    file = loosened(tidy(whole))
    file["properties"] = {"title": file["properties"]["title"], "extends": extends(), **file["properties"]}
    file["$defs"] = {name: section if name in NEVER_MERGED else loosened(section) for name, section in file["$defs"].items()}
    return {"$schema": DRAFT, "title": "A parley scenario", **file, "required": ["title"]}


def extends() -> Schema:
    """What ``extends`` may be."""
    meaning = "the scenario from which everything is taken over that is not said here: a shipped name, or a path from this file"
    return {"type": "string", "minLength": 1, "description": meaning, "examples": library.names()}


def tidy(value: Any) -> Any:
    """The schema with descriptions that also say range, unit and source, and without what only pydantic needs."""
    if isinstance(value, list):
        return [tidy(item) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: named(below) if key in NAMED else tidy(below) for key, below in value.items() if key not in NOISE}
    if "unit" in value:
        found["description"] = explained(value)
    if "patternProperties" in found:
        found["additionalProperties"] = False
    return {"anyOf" if key == "oneOf" else key: below for key, below in found.items()}  # half a party may fit several roles


def named(schemas: dict[str, Any]) -> dict[str, Any]:
    """Schemas by names that are not words of JSON Schema."""
    return {name: tidy(below) for name, below in schemas.items()}


def explained(value: Schema) -> str:
    """Meaning, range, unit and source in one line."""
    span = f" From {rounded(value['minimum'])} to {rounded(value['maximum'])}." if "minimum" in value else ""
    return f"{value['description']}.{span} Unit: {value['unit']}. Source: {value['source']}."


def loosened(section: Schema) -> Schema:
    """A section whose keys may be left out, or taken away by null."""
    properties = {key: value if key in ALWAYS_THERE else removable(value) for key, value in section["properties"].items()}
    return {**{key: value for key, value in section.items() if key != "required"}, "properties": properties}


def removable(value: Schema) -> Schema:
    """The value, or null to take it away; the same for the entries of a mapping by names."""
    if isinstance(value.get("additionalProperties"), dict):
        value = {**value, "additionalProperties": removable(value["additionalProperties"])}
    if "patternProperties" in value:
        value = {**value, "patternProperties": {pattern: removable(entry) for pattern, entry in value["patternProperties"].items()}}
    return nullable(value)


def nullable(value: Schema) -> Schema:
    """The value or null."""
    if NULL in value.get("anyOf", ()):
        return value
    if "type" in value and "enum" not in value:
        return {**value, "type": [value["type"], "null"]}
    said = {"description": value["description"]} if "description" in value else {}
    return {**said, "anyOf": [value, NULL]}
