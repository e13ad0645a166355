"""Where scenarios are found: shipped ones by name, all others by path."""

from __future__ import annotations

import itertools
import os
import pathlib
from dataclasses import dataclass

from sim.scenario.complaining import ScenarioError, guess, printable, shortened
from sim.scenario.reading import SIZE_LIMIT, decode, read
from sim.scenario.tree import scenario_in

ENDINGS = (".yaml", ".yml")
NEIGHBOURS_LIMIT = 1000
LESSONS = "lessons"
ELSEWHERE = "parley list shows all that are shipped; give any other as a path, such as river.yaml."
PACKAGE = pathlib.Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Source:
    """A scenario file: where it is, its name, and what it is called in sentences."""

    path: pathlib.Path
    name: str
    shown: str

    def text(self) -> str:
        """The file's text, read only if it is a file of a sensible size."""
        try:
            if not self.path.is_file():
                raise ScenarioError(f"{printable(self.shown)}: {self.why_not()}")
            with self.path.open("rb") as file:
                return decode(file.read(SIZE_LIMIT + 1), self.shown)
        except (OSError, ValueError) as fault:
            reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
            raise ScenarioError(f"{printable(self.shown)}: this cannot be read: {reason}.") from None

    def why_not(self) -> str:
        """Why there is no file to read here."""
        if self.path.is_dir():
            return "this is a folder, not a file; name a scenario file in it."
        return "this is not an ordinary file." if self.path.exists() else f"there is no such file.{guess(self.path.name, self.neighbours())}"

    def neighbours(self) -> list[str]:
        """Scenario files in the same folder, for a guess."""
        folder = self.path.parent
        found = itertools.islice(folder.iterdir(), NEIGHBOURS_LIMIT) if folder.is_dir() else ()
        return sorted(path.name for path in found if path.suffix in ENDINGS)

    def same_as(self, other: Source) -> bool:
        """Whether both are one and the same file."""
        return self.path.resolve() == other.path.resolve()


def folder(package: pathlib.Path = PACKAGE) -> pathlib.Path:
    """The shipped scenarios: inside the installed package or, in a checkout, beside it."""
    installed = package / "shipped" / "scenarios"
    return installed if installed.is_dir() else package.parent / "scenarios"


def names() -> list[str]:
    """The shipped scenarios, baseline first."""
    found = sorted(path.stem for path in folder().glob("*.yaml"))
    return sorted(found, key=lambda name: name != "baseline")


def lessons() -> list[str]:
    """The shipped lessons, in their order."""
    return list(lesson_files())


def lesson_files() -> dict[str, pathlib.Path]:
    """The files of the shipped lessons by name; in front of the name each carries its number, as in 04_empty_offers.yaml."""
    return {path.stem.partition("_")[2]: path for path in sorted((folder() / LESSONS).glob("*_*.yaml"))}


def shipped(name: str) -> Source | None:
    """A shipped scenario or lesson by its name, as in pressing_moscow or lessons/empty_offers."""
    if name in names():
        return Source(folder() / f"{name}.yaml", name, f"scenarios/{name}.yaml")
    short, files = name.removeprefix(f"{LESSONS}/"), lesson_files()
    return Source(files[short], short, f"scenarios/{LESSONS}/{files[short].name}") if short in files else None


def find(word: str | os.PathLike[str], beside: pathlib.Path | None = None) -> Source:
    """The scenario that a word means: a shipped name or a path, which is taken from the folder ``beside`` if one is given."""
    text = os.fspath(word)
    found = shipped(text) if isinstance(word, str) else None
    if found:
        return found
    path = (beside or pathlib.Path()) / text
    if not isinstance(word, str) or looks_like_a_path(text) or (text and exists(path)):
        return Source(path, path.stem, str(path))
    raise ScenarioError(unknown(text))


def ancestors(source: Source) -> list[Source]:
    """What a scenario that can be used extends, and what that extends, the nearest first."""
    found: list[Source] = []
    while extends := scenario_in(read(source.text(), source.shown).root).at("extends"):
        source = find(str(extends.value), source.path.parent)
        found.append(source)
    return found


def looks_like_a_path(text: str) -> bool:
    """Whether a word can only be meant as a path."""
    return text.endswith(ENDINGS) or "/" in text or os.sep in text


def exists(path: pathlib.Path) -> bool:
    """Whether there is something at a path, which may be any text."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def unknown(name: str) -> str:
    """One sentence for a name that is not shipped."""
    known = [*names(), *lessons()]
    return f"there is no scenario '{shortened(name)}'.{guess(name, known)} {ELSEWHERE}"
