"""From the text of a file to values with their places, refusing what could cost much or mean two things.

The parser's events are read one by one, so nothing is built before it is allowed: no tag, anchor, alias or merge key is ever followed.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeAlias

import yaml

from sim.scenario.complaining import Complaint, Place, ScenarioError, sentences, shortened
from sim.scenario.scalars import Scalar, meaning
from sim.scenario.tree import DEPTH_LIMIT, NODES_LIMIT, UNKNOWN, Absent, Node, is_text

Mark: TypeAlias = Any  # the parser's line and column, from 0
SIZE_LIMIT = 1_000_000
COMPLAINTS_LIMIT = 50
MERGE_KEY = "<<"
SAID_PLAINLY = {
    "cannot start any token": "a value cannot start with this character; indent with spaces, not with tabs, and put text in quotes",
    "mapping values are not allowed": "there is a second ':' in this line; put the text in quotes, or check the indentation",
    "could not find expected ':'": "a key without a ':' after it",
    "expected <block end>": "the indentation does not fit the lines above",
    "expected ',' or": "a bracket is not closed, or a comma is missing",
    "expected the node content": "a value is missing here",
    "unexpected end of stream": "a quotation mark or a bracket is not closed",
    "unexpected document separator": "a quotation mark is not closed",
}


@dataclass
class Reading:
    """What was read, and everything that is wrong with how it is written."""

    root: Node
    complaints: list[Complaint] = field(default_factory=list)


@functools.lru_cache(maxsize=64)
def read(text: str, file: str) -> Reading:
    """The tree of a scenario file's text. Raises ScenarioError where reading cannot go on.

    Parents are read again and again, hence the cache: what it gives is shared, and nobody changes it.
    """
    try:
        reader = Reader(text, file)
    except yaml.reader.ReaderError as fault:
        line, column = lines_to(text, fault.position)
        raise ScenarioError(f"{Place(file, line, column)}: the character U+{ord(text[fault.position]):04X} cannot be in a scenario file.") from None
    try:
        return Reading(reader.document(), reader.complaints)
    except yaml.MarkedYAMLError as fault:
        reader.stop(mark_of(fault), plainly(fault.problem or "it cannot be read"))


def mark_of(fault: yaml.MarkedYAMLError) -> Mark:
    """Where to look: what is never closed was opened somewhere, and a key that goes on without ':' began somewhere."""
    begun = any(part in (fault.problem or "") for part in ("stream end", "end of stream", "expected ':'"))
    return fault.context_mark if begun and fault.context_mark else fault.problem_mark


def decode(content: bytes, file: str) -> str:
    """A file's bytes as text, which must be UTF-8 and not too long."""
    if len(content) > SIZE_LIMIT:
        raise ScenarioError(f"{Place(file)}: the file has more than {SIZE_LIMIT:,} bytes, too large for a scenario.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line, column = lines_to(content[: fault.start].decode("utf-8-sig", "replace"))
        raise ScenarioError(f"{Place(file, line, column)}: the file is not UTF-8 text; save it as UTF-8.") from None


def lines_to(text: str, position: int | None = None) -> tuple[int, int]:
    """Line and column, from 1, of a position in a text (its end if none is given)."""
    before = text[:position]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def plainly(problem: str) -> str:
    """What the YAML parser says, in words that help; its own words where there are none."""
    known = (said for part, said in SAID_PLAINLY.items() if part in problem)
    return next(known, f"this is not readable as YAML: {shortened(problem)}")


class Reader:
    """Reads one document event by event, keeping count."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.loader: Any = yaml.SafeLoader(text)
        self.nodes = 0
        self.complaints: list[Complaint] = []

    def next(self) -> yaml.Event:
        """The parser's next event. Numbers in escapes and directives that Python refuses are refused here."""
        try:
            event: yaml.Event = self.loader.get_event()
            return event
        except (ValueError, OverflowError):
            self.stop(self.loader.get_mark(), "there is a number here that cannot be read")

    def document(self) -> Node:
        """The only document of the file, which must be a mapping."""
        self.next()
        if isinstance(start := self.next(), yaml.StreamEndEvent):
            self.stop(start.start_mark, "the file is empty; write at least a title and what it extends")
        if not isinstance(first := self.next(), yaml.MappingStartEvent):
            self.stop(first.start_mark, "a scenario is made of lines `key: value`, but this is something else")
        root = self.node(first, "", 1)
        self.next()
        if not isinstance(end := self.next(), yaml.StreamEndEvent):
            self.stop(end.start_mark, "a second document starts here, but a scenario file holds one")
        return root

    def node(self, event: yaml.Event, path: str, depth: int, key: Place | None = None) -> Node:
        """The value that starts with this event."""
        self.count(event, depth)
        self.no_magic(event)
        place = self.place(event.start_mark)
        if isinstance(event, yaml.MappingStartEvent):
            return Node(self.mapping(path, depth), place, key)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(self.sequence(path, depth), place, key)
        if isinstance(event, yaml.ScalarEvent):
            return Node(self.scalar(event, path, key or place), place, key)
        return Node(UNKNOWN, place, key)

    def mapping(self, path: str, depth: int) -> dict[str, Node]:
        """The keys and values up to the end of the mapping. Of a key given twice the first counts."""
        found: dict[str, Node] = {}
        firsts: dict[str, Place] = {}
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            key, place = self.key(event, depth), self.place(event.start_mark)
            name = f"{path}.{key}" if path else key
            node = self.node(self.next(), name, depth + 1, place)
            if key in firsts:
                self.say(place, f"{shortened(name)} is given twice; the first is in line {firsts[key].line}, column {firsts[key].column}")
            elif key != MERGE_KEY:
                found[key], firsts[key] = node, place
        return found

    def key(self, event: yaml.Event, depth: int) -> str:
        """A key, which must be a word."""
        self.count(event, depth)
        self.no_magic(event)
        if not isinstance(event, yaml.ScalarEvent):
            self.stop(event.start_mark, "a key should be a word, not a list, a mapping or an alias")
        if event.value == MERGE_KEY:
            self.say(self.place(event.start_mark), "merge keys (<<) are not allowed in a scenario; `extends` takes over a whole scenario")
        elif event.implicit[0] and not isinstance(meaning(event.value), str):
            self.say(self.place(event.start_mark), f"the key '{shortened(event.value)}' should be a word")
        return self.text(event)

    def sequence(self, path: str, depth: int) -> list[Node]:
        """The items up to the end of the list, without those that cannot be used."""
        found: list[Node] = []
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            found.append(self.node(event, f"{path}[{len(found) + 1}]", depth + 1))
        return [node for node in found if node.value is not UNKNOWN]

    def scalar(self, event: yaml.ScalarEvent, path: str, place: Place) -> Scalar | Absent:
        """A single value: text if it stands in quotes, else what the word means."""
        if not event.implicit[0]:
            return self.text(event)
        if event.value:
            return meaning(event.value)
        self.say(place, f"{shortened(path)} has no value; give it one, leave the line out, or write null to take away what is inherited")
        return UNKNOWN

    def text(self, event: yaml.ScalarEvent) -> str:
        """A text, without the halves of characters that escapes can smuggle in."""
        text = str(event.value)
        if not is_text(text):
            self.stop(event.start_mark, "there is half a character (a surrogate) in this text")
        return text

    def count(self, event: yaml.Event, depth: int) -> None:
        """Stop where a file is too deep or holds too much."""
        self.nodes += 1
        if depth > DEPTH_LIMIT:
            self.stop(event.start_mark, f"this is nested deeper than {DEPTH_LIMIT} levels")
        if self.nodes > NODES_LIMIT:
            self.stop(event.start_mark, f"the file holds more than {NODES_LIMIT:,} keys and values")

    def no_magic(self, event: yaml.Event) -> None:
        """Tags, anchors and aliases are not followed, and that is said."""
        place, anchor, tag = self.place(event.start_mark), getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            self.say(place, f"aliases (*{shortened(str(anchor))}) are not allowed in a scenario; write the value out")
        elif anchor is not None:
            self.say(place, f"anchors (&{shortened(anchor)}) are not allowed in a scenario; leave it out")
        if tag is not None:
            self.say(place, f"tags ({shortened(tag)}) are not allowed in a scenario; leave it out")

    def place(self, mark: Mark) -> Place:
        """Line and column as people count them, from 1."""
        return Place(self.file, mark.line + 1, mark.column + 1)

    def say(self, place: Place, what: str) -> None:
        """Complain and read on, within reason."""
        self.complaints.append(Complaint(place, f"{what}."))
        if len(self.complaints) >= COMPLAINTS_LIMIT:
            self.stop_at(place, "there is too much wrong to read on")

    def stop(self, mark: Mark, what: str) -> NoReturn:
        """Complain and give up, with everything that was wrong before."""
        self.stop_at(self.place(mark) if mark else Place(self.file), what)

    def stop_at(self, place: Place, what: str) -> NoReturn:
        """Complain about a place and give up, with everything that was wrong before."""
        raise ScenarioError(sentences([*self.complaints, Complaint(place, f"{what}.")]))
