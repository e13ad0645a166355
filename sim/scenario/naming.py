"""The names of a scenario's numbers, one and the same in files, options, sweeps and columns."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sim.scenario.complaining import guess, nearest
from sim.scenario.declared import Declared, declared, definition, resolved, sections_by_role
from sim.scenario.tree import Path, Plain

BELLIGERENTS = ("attacker", "defender")
WHOLE_RUN = ("days", "start", "title")
NUMBERED_SECTIONS = {"front": "Front", "talks": "Talks", "truces": "Truces"}
RESERVED = ("agreements", "events", "extends", "about", "parties", "red_lines", "shocks", *NUMBERED_SECTIONS, *WHOLE_RUN)
STATES_OF_BELLIGERENTS = ("resources", "resolve", "optimism", "trust_kept", "trust_broken")
STATES_OF_MEDIATORS = ("blame", "impatience", "credibility")
IDENTITY_OF_AGREEMENTS = ("coverage", "relief", "days", "terms")
STARTS = {"resources": "resources", "resolve": "resolve", "optimism": "optimism", "trust": "trust_kept", "trust_weight": "trust_kept", "held": "held"}


def mapping(data: Plain, *path: str) -> dict[str, Any]:
    """The mapping at a path of data that may be anything; empty where there is none."""
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def roles_of(data: Plain) -> dict[str, object]:
    """Each party's role, whatever was written there."""
    return {name: party.get("role") for name, party in mapping(data, "parties").items() if isinstance(party, dict)}


def with_role(data: Plain, *wanted: str) -> list[str]:
    """The parties in these roles, in the order of the file."""
    return [name for name, role in roles_of(data).items() if role in wanted]


def belligerents(data: Plain) -> list[str]:
    """Attackers and defenders."""
    return with_role(data, *BELLIGERENTS)


def parameters(data: Plain) -> dict[str, Path]:
    """Every name that can be given a value in this scenario, with the path where the value stands."""
    return {short(path): path for path in paths(data)}


def paths(data: Plain) -> Iterator[Path]:
    """The path of everything that can be given a value."""
    yield from ((word,) for word in WHOLE_RUN)
    for party, role in roles_of(data).items():
        section = sections_by_role().get(str(role))
        yield from section_paths(data, ("parties", party), section) if section else ()
    for name, section in NUMBERED_SECTIONS.items():
        yield from section_paths(data, (name,), section)
    for rung in mapping(data, "agreements"):
        yield from section_paths(data, ("agreements", rung), "Agreement")
    for holder in mapping(data, "red_lines"):
        yield from section_paths(data, ("red_lines", holder), "RedLine")
    if mapping(data, "shocks", "atrocity"):
        yield from section_paths(data, ("shocks", "atrocity"), "Atrocity")


def section_paths(data: Plain, at: Path, section: str) -> Iterator[Path]:
    """The paths of a section's own parameters; one for each belligerent where a parameter concerns another party."""
    for key, schema in definition(section)["properties"].items():
        if resolved(schema).get("type") == "object":
            yield from ((*at, key, name) for name in belligerents(data))
        elif key != "role":
            yield (*at, key)


def states(data: Plain) -> list[str]:
    """The states that an event can change: evidence, not trust itself, as trust is worked out from the evidence."""
    fighting = [f"{name}.{state}" for name in belligerents(data) for state in STATES_OF_BELLIGERENTS]
    pressing = [f"{name}.{state}" for name in with_role(data, "mediator") for state in STATES_OF_MEDIATORS]
    return [*fighting, *pressing, "front.held"]


def settable_by_events(data: Plain) -> dict[str, Path]:
    """The parameters that an event can set: not what holds for the whole run, nor what only says where a run starts."""
    return {name: path for name, path in parameters(data).items() if not whole_run(path) and start_of(path) is None and not_words(path, data)}


def whole_run(path: Path) -> bool:
    """Whether a parameter holds for the whole run: its length and title, what an agreement is, and a party's strategy."""
    return path[0] in WHOLE_RUN or (path[0] == "agreements" and path[2] in IDENTITY_OF_AGREEMENTS) or path[-1] == "strategy"


def not_words(path: Path, data: Plain) -> bool:
    """Whether a value is more than a label, and a single one."""
    return path[-1] != "label" and what(path, data).kind != "array"


def start_of(path: Path) -> str | None:
    """The state whose start this parameter is, as an event would change it; None for all others."""
    concerns_start = path == ("front", "held") or (path[0] == "parties" and len(path) == 3)
    state = STARTS.get(str(path[-1])) if concerns_start else None
    return f"{short(path[:-1])}.{state}" if state else None


def what(path: Path, data: Plain) -> Declared:
    """What is declared about a parameter of this scenario."""
    return declared(path, roles_of(data)) or Declared({})


def short(path: Path) -> str:
    """A path as a name: ``russia.trust``, ``us.leverage.russia``, ``agreements.truce.days``."""
    return ".".join(step for step in (path[1:] if path[0] == "parties" and len(path) > 1 else path) if isinstance(step, str))


def guess_name(name: str, known: Collection[str]) -> str:
    """A guess at a name with dots: first at its first word, then at the rest; at whose it is if only the last word was given.

    >>> guess_name("us.bais", ["us.bias"]), guess_name("rusia.trust", ["russia.trust"]), guess_name("bias", ["us.bias"])
    (' Did you mean us.bias?', ' Did you mean russia.trust?', ' Did you mean us.bias?')
    """
    first, _, rest = name.partition(".")
    if not rest:
        owned = [other for other in known if other.rpartition(".")[2] == name]
        return f" Did you mean {owned[0]}?" if owned else guess(name, known)
    owner = nearest(first, {other.partition(".")[0] for other in known})
    near = nearest(rest, [other.partition(".")[2] for other in known if owner and other.startswith(f"{owner}.")])
    return f" Did you mean {owner}.{near}?" if near else ""


def long(path: Path, data: Plain) -> str:
    """A path as it reads in a sentence about a file: ``parties.russia.trust``; events go by their titles."""
    if path[:1] != ("events",) or len(path) < 2:
        return ".".join(step for step in path if isinstance(step, str))
    below = ".".join(str(step) for step in path[2:])
    return f"event {event_name(data, int(path[1]))}" + (f": {below}" if below else "")


def event_name(data: Plain, number: int) -> str:
    """An event's title in quotes, or its number where it has none."""
    event = data["events"][number] if isinstance(data.get("events"), list) else None
    title = event.get("title") if isinstance(event, dict) else None
    return f"'{title}'" if isinstance(title, str) and title else str(number + 1)
