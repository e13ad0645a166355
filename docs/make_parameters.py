"""Writes the table of all parameters, docs/parameters.md, from their declarations in sim/parameters.py.

python docs/make_parameters.py
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sim import parameters
from sim.scenario.declared import resolved

PAGE = Path(__file__).with_name("parameters.md")
HEAD = """# The parameters

<!-- made by docs/make_parameters.py from sim/parameters.py; a test checks that it is up to date -->

Every number of the model, as declared in `sim/parameters.py`. Names are the same in scenario files, in `--set`, and in Python:
`party.parameter`, or `party.parameter.other_party` where it concerns another. Write the names of your own scenario for `PARTY`,
`BELLIGERENT` and `RUNG`. The values of the baseline stand in `scenarios/baseline.yaml`; what each parameter does, in [the rule
book](rulebook.md).

Both ends of a range are allowed. "start only" marks parameters that say where a run starts; an event changes the state instead
([how](scenarios.md#events)). "neutral" is the value of what is left out; without one, a scenario must say it or inherit it.

Sources: A1 to A52 are claims of the founding article (The i Paper, 22 April 2025), given as claims; F1 to F8 are sections of the
collected facts; papers are listed in [the rule book](rulebook.md#12-references); "judgement" is what it says. A source says why the
parameter is there. The values of the baseline are the centre of those that [the record does not rule out](calibration.md).
"""
SECTIONS = (
    ("Belligerents: attacker and defender", "PARTY", parameters.Belligerent),
    ("Mediator", "PARTY", parameters.Mediator),
    ("Allies", "PARTY", parameters.Ally),
    ("Front", "front", parameters.Front),
    ("Talks", "talks", parameters.Talks),
    ("Truces", "truces", parameters.Truces),
    ("Agreements: the rungs of the ladder", "agreements.RUNG", parameters.Agreement),
    ("Red lines", "red_lines.BELLIGERENT", parameters.RedLine),
    ("Shocks", "shocks.atrocity", parameters.Atrocity),
)
STARTS = {"resources", "optimism", "resolve", "trust", "trust_weight", "held"}


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(section(*facts) for facts in SECTIONS)])


def section(title: str, owner: str, model: Any) -> str:
    """A heading, what the section is, and its table."""
    declared = model.model_json_schema()
    rows = [
        row(owner, name, resolved(schema), model.model_fields[name].default) for name, schema in declared["properties"].items() if "unit" in schema
    ]
    head = "| name | range | unit | meaning | source |\n|---|---|---|---|---|"
    return "\n".join([f"## {title}\n", declared["description"] + "\n", head, *rows, ""])


def row(owner: str, name: str, schema: dict[str, Any], neutral: Any) -> str:
    """One line of a table."""
    inner = schema.get("additionalProperties")
    other = ".BELLIGERENT" if isinstance(inner, dict) else ""
    notes = [schema["description"], *(["start only"] if name in STARTS and owner in ("PARTY", "front") else []), *said(neutral)]
    return f"| `{owner}.{name}{other}` | {span(inner if other else schema)} | {schema['unit']} | {'; '.join(notes)} | {schema['source']} |"


def said(neutral: Any) -> list[str]:
    """The neutral value, if there is one."""
    return [f"neutral {neutral:g}"] if isinstance(neutral, int | float) else ["neutral 0"] if neutral == {} else []


def span(schema: dict[str, Any]) -> str:
    """The range in words."""
    options = schema.get("anyOf", [schema])
    return " or ".join(found for found in (one_span(option) for option in options) if found)


def one_span(schema: dict[str, Any]) -> str:
    """The range of one kind of value."""
    if "minimum" in schema:
        whole = "whole, " if schema.get("type") == "integer" else ""
        return f"{whole}{number(schema['minimum'])} to {number(schema['maximum'])}"
    return " or ".join(schema.get("enum") or ([schema["const"]] if "const" in schema else ["names" if schema.get("type") == "array" else "name"]))


def number(value: float) -> str:
    """A number without digits that nobody typed."""
    return f"{value:,.0f}" if value == int(value) else f"{value:g}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
