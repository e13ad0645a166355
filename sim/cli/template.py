"""The text of a scenario to start from: it changes nothing yet, and teaches how to change something."""

from __future__ import annotations

import textwrap

import yaml

from sim.described import span, written
from sim.scenario import Scenario
from sim.scenario.complaining import printable
from sim.scenario.naming import belligerents, parameters, what, with_role
from sim.scenario.writing import Writer

WIDTH = 90
ENDLESS = 10_000  # a text in one line
SCHEMA_FILE = "parley.schema.json"
KNOBS = ("resources", "time_pressure", "trust")
EXAMPLE_DAY = 40
FRAME = """\
# yaml-language-server: $schema={schema}
# {title}
#
# Stands on: write here on which claims, sources or judgement it rests.
# Differs: write here what is changed, and why.
# Should show:
# - write here what you expect, before you run it.
{said}
# about: what it stands for, in a sentence or two

{how}

# Three values of each side:
{knobs}
parties:
{parties}

# An agreement, and an event. To use them, take "# " away at the start of each line.
{watching}
#
# agreements:
#   {rung}:
#     monitoring: {monitoring}
#
# events:
#   - day: {day}
#     title: What happens on this day, in words
#     change: {{{defender}.trust_kept: 10}}  # is added: ten days of evidence for trust
#     set: {{{defender}.time_pressure: {time_pressure}}}  # holds from this day on
"""


def template(parent: Scenario, extends: str, title: str) -> str:
    """A file that extends a scenario and says some of its values once more. ``extends`` is the parent's name or path in the file."""
    sides, (defender,), rung = belligerents(parent.data), with_role(parent.data, "defender"), an_agreement(parent)
    how = (
        f"Everything that is not said here is taken over from its parent, {printable(extends)}: {printable(parent.title)}. "
        f"Change a number below, and delete what stays as it is. The parent has {len(parent.names)} values; "
        f'"parley show" and the name of this file tell the meaning, unit, range and source of each. null takes away what is inherited.'
    )
    return FRAME.format(
        schema=SCHEMA_FILE,
        title=printable(title),
        said=as_yaml(title=title, extends=extends),
        how=remark(how),
        knobs="\n".join(remark(f"- {key}: {explained(parent, f'{sides[0]}.{key}')}", "  ") for key in KNOBS),
        parties="\n".join(party(parent, name) for name in sides),
        rung=rung,
        watching=remark(f"- monitoring: {explained(parent, f'agreements.{rung}.monitoring')}", "  "),
        monitoring=written(parent.get(f"agreements.{rung}.monitoring")),
        day=min(EXAMPLE_DAY, parent.days),
        defender=defender,
        time_pressure=written(parent.get(f"{defender}.time_pressure")),
    )


def as_yaml(**said: str) -> str:
    """Keys and texts as lines of a file."""
    return str(yaml.dump(said, Dumper=Writer, sort_keys=False, allow_unicode=True, width=ENDLESS)).rstrip("\n")


def remark(text: str, hanging: str = "") -> str:
    """A paragraph as a comment."""
    return textwrap.fill(text, WIDTH, initial_indent="# ", subsequent_indent=f"# {hanging}", break_long_words=False, break_on_hyphens=False)


def explained(parent: Scenario, name: str) -> str:
    """Meaning, unit, range and source of a value, as they are declared."""
    found = what(parameters(parent.data)[name], parent.data)
    return f"{found.meaning}. Unit: {found.unit}. Range: {span(found)}. Source: {found.source}."


def party(parent: Scenario, name: str) -> str:
    """Three values of a side, as they are in the parent."""
    values = "\n".join(f"    {key}: {written(parent.get(f'{name}.{key}'))}" for key in KNOBS)
    return f"  {name}:  # {parent.situation.parties[name].role}\n{values}"


def an_agreement(parent: Scenario) -> str:
    """The agreement that the mediator puts on the table or, where there is none, the lowest rung."""
    tables = [parent.get(f"{name}.table") for name in with_role(parent.data, "mediator")]
    return str(next(filter(None, tables), next(iter(parent.situation.agreements))))
