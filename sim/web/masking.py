"""Invented names for parties and scenarios, in everything the server says, until a teacher shows the true ones.

Names are replaced in the texts of answers, so that no view can forget to, and put back in the text of questions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from sim.scenario import Scenario, lessons, load, names
from sim.scenario.writing import as_yaml
from sim.words import SHIPPED, in_code, invented

FILE = SHIPPED / "masks.yaml"
TELLING_NOTHING = ("baseline", "two_cities")  # names of scenarios, which stay
START, END = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"
SHORT = 2  # a name as short as "us" is a word of the language as well, so it is left alone in what people write
WRITTEN = ("words", "title", "about")  # parts of an answer that hold prose, where no name of a parameter stands
CODE, EMPHASIS, COMMAND = "code", "em", re.compile(r"\bparley |--\w")
FILE_PART = "yaml"
Others = dict[str, str]


class Mask:
    """What is called what, while it is on. Questions are understood under both names, also after the true ones have been shown."""

    def __init__(self, on: bool, file: Path = FILE) -> None:
        self.on = self.worn = on
        told: dict[str, Any] = invented(file) if on else {"parties": {}, "command": ""}
        self.command: str = told["command"]
        self.parties: Others = {name: in_code(label) for name, label in told["parties"].items()}
        self.cases = cases() if on else {}
        self.whole = whole(told) if on else {}
        others = {**told["words"], **self.parties, **self.cases, **labels(told), **{phrase: phrase for phrase in told["kept"]}} if on else {}
        self.everywhere = Replacing(others)
        self.in_prose = Replacing({before: after for before, after in others.items() if len(before) > SHORT})
        self.seeking = Replacing({false: true for true, false in {**self.parties, **self.cases}.items()})

    def hide(self, text: str) -> str:
        """A text with invented names."""
        return self.everywhere.done(text) if self.on else text

    def hide_answer(self, text: str) -> str:
        """An answer in JSON with invented names."""
        return json.dumps(self.hidden(json.loads(text)), ensure_ascii=False, separators=(",", ":")) if self.on else text

    def hidden(self, value: Any, part: str = "") -> Any:
        """Something in an answer with invented names. part: the name under which it stands."""
        if isinstance(value, dict):
            return {self.hide(name): self.hidden(below, name) for name, below in value.items()}
        if isinstance(value, list):
            return self.in_code(value) if value[:1] == [CODE] else [self.hidden(one, part) for one in value]
        return self.hidden_text(value, part) if isinstance(value, str) else value

    def hidden_text(self, text: str, part: str) -> str:
        """A text of an answer with invented names."""
        if part == FILE_PART:
            return as_yaml(self.hidden(yaml.safe_load(text)))
        replacing = self.in_prose if part in WRITTEN else self.everywhere
        return self.whole.get(text) or "\n".join(self.whole.get(line) or replacing.done(line) for line in text.split("\n"))

    def in_code(self, found: list[Any]) -> list[Any]:
        """A piece of code in prose. A command line with invented names would not work, so it comes with the true ones."""
        hidden = [CODE, *(self.hidden(one) for one in found[1:])]
        return [EMPHASIS, self.command] if hidden != found and COMMAND.search(str(found[1:])) else hidden

    def seek(self, text: str) -> str:
        """The text with true names, where a page names an invented one."""
        return self.seeking.done(text)

    def drop(self) -> None:
        """Show the true names from now on."""
        self.on = False


def cases() -> Others:
    """Numbers for the names of scenarios. One that is a part of a parameter's name as well, such as ``war_economy``, stays: it tells nothing."""
    parts = {part for name in names() for parameter in load(name).names for part in parameter.split(".")}
    return {name: f"case_{number}" for number, name in enumerate(names(), 1) if name not in {*parts, *TELLING_NOTHING}}


def labels(told: Mapping[str, Any]) -> Others:
    """How parties are called, in all scenarios and lessons."""
    found: Others = {}
    for name in (*names(), *lessons()):
        for party in (scenario := load(name)).situation.parties:
            if party not in told["invented"]:
                found[scenario.situation.parties[party].label or party.capitalize()] = told["parties"][party]
    return found


def whole(told: Mapping[str, Any]) -> Others:
    """What scenarios are called and say of themselves, as far as they are not invented. It is replaced as a whole."""
    found: Others = {}
    for number, name in enumerate((*names(), *lessons()), 1):
        if is_real(scenario := load(name), told["invented"]):
            found[scenario.about] = told["about"]
            if name in names():
                found[scenario.title] = told["case"].format(number=number)
    return {before: after for before, after in found.items() if before}


def is_real(scenario: Scenario, invented: Iterable[str]) -> bool:
    """Whether a scenario has a party that there is."""
    return not set(scenario.situation.parties) <= set(invented)


class Replacing:
    """Replaces phrases by others, the longest first, wherever they stand as whole words."""

    def __init__(self, others: Mapping[str, str]) -> None:
        self.others = others
        longest_first = sorted((phrase for phrase in others if phrase), key=len, reverse=True)
        self.pattern = re.compile(f"{START}(?:{'|'.join(map(re.escape, longest_first))}){END}") if longest_first else None

    def done(self, text: str) -> str:
        """The text with every phrase replaced."""
        return self.pattern.sub(lambda found: self.others[found[0]], text) if self.pattern else text
