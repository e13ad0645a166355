"""A file of words as it is written: texts by their names, mappings and lists of texts, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

SHIPPED = Path(__file__).parent / "en"
SPOKEN = ("numbers", "story", "seat", "answers")  # what is filled here, by str.format
PAGE, MASKS = "page", "masks"
FILES = (PAGE, MASKS, *SPOKEN)
LARGEST = 1_000_000
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the faster one, where it is there
PLAIN = tuple(f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "timestamp"))  # what need not stand in quotes to be a text


class WordsError(Exception):
    """Why a folder of words cannot be used, in one sentence."""


def read(file: Path) -> dict[str, str]:
    """Every text of a file of words by its name, such as ``knobs.search``. Raises WordsError."""
    return dict(flat(file, tree(file), ""))


def tree(file: Path) -> dict[str, Any]:
    """What a file of words says. Raises WordsError."""
    try:
        with file.open("rb") as opened:
            found = yaml.compose(opened.read(LARGEST).decode("utf-8"), LOADER)
    except FileNotFoundError:
        raise WordsError(f"{file}: there is no such file; a folder of words has {', '.join(f'{name}.yaml' for name in FILES)}.") from None
    except OSError as fault:
        raise WordsError(f"{file}: this cannot be read: {fault.strerror}.") from None
    except (UnicodeDecodeError, RecursionError, yaml.YAMLError) as fault:
        raise WordsError(f"{file}: this cannot be read as YAML{where(fault)}.") from None
    if not isinstance(found, yaml.MappingNode):
        raise WordsError(f"{file}: this should be a mapping of names and texts.")
    return Reading(file).mapping(found, "")


def where(fault: Exception) -> str:
    """In which line a file is no YAML."""
    mark = getattr(fault, "problem_mark", None)
    return f" in line {mark.line + 1}" if mark is not None else ""


def flat(file: Path, found: Mapping[str, Any], above: str) -> Iterator[tuple[str, str]]:
    """The texts of a tree of words, each under the names that lead to it."""
    for key, below in found.items():
        if "." in key:
            raise WordsError(f"{file}: {above}{key} has a full stop in its name; write one name below the other.")
        if isinstance(below, dict):
            yield from flat(file, below, f"{above}{key}.")
        elif isinstance(below, str):
            yield f"{above}{key}", below.strip("\n")
        else:
            raise WordsError(f"{file}: {above}{key} should be a text; put it in quotes.")


class Reading:
    """Takes the words from what YAML has made of a file, where a text is what stands there: no date, no number, no yes or no."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.met: set[int] = set()

    def mapping(self, node: yaml.MappingNode, above: str) -> dict[str, Any]:
        """What stands under each name. above: the names that lead here."""
        found: dict[str, Any] = {}
        for key, below in node.value:
            name = self.text(key, f"{above}{key.value}" if isinstance(key, yaml.ScalarNode) else f"a name in line {line(key)}")
            if name in found:
                raise WordsError(f"{self.file}: {above}{name} stands there for the second time in line {line(key)}.")
            found[name] = self.below(below, f"{above}{name}")
        return found

    def below(self, node: yaml.Node, name: str) -> Any:
        """What stands under a name."""
        if not isinstance(node, yaml.CollectionNode):
            return self.text(node, name)
        self.meet(node, name)
        return self.mapping(node, f"{name}.") if isinstance(node, yaml.MappingNode) else [self.below(one, name) for one in node.value]

    def text(self, node: yaml.Node, name: str) -> str:
        """A text."""
        self.meet(node, name)
        if not isinstance(node, yaml.ScalarNode) or node.tag not in PLAIN:
            raise WordsError(f"{self.file}: {name} should be a text; put it in quotes.")
        return str(node.value)

    def meet(self, node: yaml.Node, name: str) -> None:
        """Refuse what stands elsewhere too: a file could refer to itself without end."""
        if id(node) in self.met:
            raise WordsError(f"{self.file}: {name} refers to another place with * in line {line(node)}; write the text itself.")
        self.met.add(id(node))


def line(node: yaml.Node) -> int:
    """The line in which something begins."""
    return int(node.start_mark.line) + 1
