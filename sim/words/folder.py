"""The folder of words in use: which it is, what its files say, and whether they say all that is needed and nothing else."""

from __future__ import annotations

import difflib
import functools
import os
import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

VARIABLE = "PARLEY_WORDS"
SHIPPED = Path(__file__).parent / "en"
SPOKEN = ("numbers", "story", "seat", "answers")  # what is filled here, by str.format
PAGE, MASKS = "page", "masks"
FILES = (PAGE, MASKS, *SPOKEN)
OTHER = "other"
PLACE = re.compile(r"\{(\w+)(?:\|(\w+))?\}")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
LARGEST = 1_000_000
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the faster one, where it is there


class WordsError(Exception):
    """Why a folder of words cannot be used, in one sentence."""


class Chosen:
    """The folder in use, empty for the shipped one: what the environment names, until another is chosen."""

    folder = os.environ.get(VARIABLE, "")


def chosen() -> Path:
    """The folder in use."""
    return Path(Chosen.folder or SHIPPED)


def use(folder: Path) -> None:
    """Speak in the words of a folder from now on. Workers are told of it (``workers.known``). Raises WordsError."""
    Chosen.folder = str(checked(folder).resolve())


def checked(folder: Path) -> Path:
    """The folder, if its files hold every text that is needed and no other, and name nothing but what is filled in. Raises WordsError."""
    if folder == SHIPPED:
        return folder
    if not folder.is_dir():
        raise WordsError(f"{folder}: there is no such folder of words; it should be a copy of {SHIPPED}, translated.")
    for name in FILES:
        file = folder / f"{name}.yaml"
        if name == MASKS:  # whose names are those of scenarios, and no texts of ours
            compare(file, dict.fromkeys(tree(file), ""), dict.fromkeys(tree(SHIPPED / file.name), ""), fields)
        else:
            compare(file, read(file), read(SHIPPED / file.name), fields_of_page if name == PAGE else fields)
    language = read(folder / f"{PAGE}.yaml")["language"]
    if not LANGUAGE.fullmatch(language):
        raise WordsError(f"{folder / PAGE}.yaml: language is “{shortened(language)}”, but should be a code such as en, uk or pt-BR.")
    return folder


def page() -> dict[str, str]:
    """The words of the page. Raises WordsError."""
    return {name: text.strip() for name, text in read(checked(chosen()) / f"{PAGE}.yaml").items()}


@functools.lru_cache(maxsize=8)
def texts(folder: str) -> Mapping[str, str]:
    """All templates of a folder by the name of the file and of the text; of the shipped one for an empty name. Raises WordsError."""
    place = checked(Path(folder)) if folder else SHIPPED
    return {f"{file}.{name}": text for file in SPOKEN for name, text in read(place / f"{file}.yaml").items()}


def read(file: Path) -> dict[str, str]:
    """Every text of a file of words by its name, such as ``knobs.search``. Raises WordsError."""
    return dict(flat(file, tree(file), ""))


def tree(file: Path) -> dict[Any, Any]:
    """What a file of words says. Raises WordsError."""
    try:
        with file.open("rb") as opened:
            found = yaml.load(opened.read(LARGEST).decode("utf-8"), LOADER)
    except FileNotFoundError:
        raise WordsError(f"{file}: there is no such file; a folder of words has {', '.join(f'{name}.yaml' for name in FILES)}.") from None
    except OSError as fault:
        raise WordsError(f"{file}: this cannot be read: {fault.strerror}.") from None
    except (UnicodeDecodeError, yaml.YAMLError) as fault:
        raise WordsError(f"{file}: this cannot be read as YAML{where(fault)}.") from None
    if not isinstance(found, dict):
        raise WordsError(f"{file}: this should be a mapping of names and texts.")
    return found


def where(fault: Exception) -> str:
    """In which line a file is no YAML."""
    mark = getattr(fault, "problem_mark", None)
    return f" in line {mark.line + 1}" if mark is not None else ""


def flat(file: Path, found: Mapping[Any, Any], above: str) -> Iterator[tuple[str, str]]:
    """The texts of a tree of words, each under the names that lead to it."""
    for key, below in found.items():
        name = f"{above}{key}"
        if isinstance(key, bool) or isinstance(below, bool) or below is None or isinstance(below, list):
            raise WordsError(f"{file}: {name.lower()} should be a text; put it in quotes.")
        if isinstance(below, dict):
            yield from flat(file, below, f"{name}.")
        else:
            yield name, str(below).strip("\n")


def compare(file: Path, found: Mapping[str, str], own: Mapping[str, str], fields_in: Any) -> None:
    """Refuse a file that lacks a text, has one that nobody asks for, or names what is not filled in. Raises WordsError."""
    free = tuple(name.removesuffix(OTHER) for name in own if name.endswith(f".{OTHER}"))  # a language has as many cases as it has
    for name in own:
        if name not in found and (name.endswith(f".{OTHER}") or not name.startswith(free)):
            raise WordsError(f"{file}: {name} is missing; in English it is “{shortened(own[name])}”.")
    for name, text in found.items():
        if name not in own and not name.startswith(free):
            near = difflib.get_close_matches(name, own, 1)
            raise WordsError(f"{file}: {shortened(name)} is no name of a text.{f' Did you mean {near[0]}?' if near else ''}")
        known = own.get(name, own.get(f"{name.rpartition('.')[0]}.{OTHER}", ""))
        check_places(file, name, text, fields_in, fields_in(known))


def check_places(file: Path, name: str, text: str, fields_in: Any, known: set[str]) -> None:
    """Refuse a text that names what is not filled in, or that is no template. Raises WordsError."""
    try:
        wrong = sorted(fields_in(text) - known)
    except ValueError as fault:
        raise WordsError(f"{file}: {name} is no template: {fault}; write {{{{ and }}}} for braces that stay.") from None
    if wrong:
        may = f"it may name {', '.join(f'{{{one}}}' for one in sorted(known))} only" if known else "nothing is filled in here"
        raise WordsError(f"{file}: {name} names {{{shortened(wrong[0])}}}, but {may}.")


def fields(text: str) -> set[str]:
    """What a template names. Raises ValueError for what is none.

    >>> sorted(fields("{who} offers {deal}"))
    ['deal', 'who']
    """
    parts = list(string.Formatter().parse(text))
    return {f"{name}{f'!{how}' if how else ''}{f':{form}' if form else ''}" for _, name, form, how in parts if name is not None}


def fields_of_page(text: str) -> set[str]:
    """What a text of the page names, each with the way in which it is shown, if any.

    >>> sorted(fields_of_page("{share|percent} of {runs}"))
    ['runs', 'share|percent']
    """
    return {f"{name}{f'|{kind}' if kind else ''}" for name, kind in PLACE.findall(text)}


def shortened(text: str) -> str:
    """A text in a sentence, at no great length."""
    return text if len(text) <= 80 else f"{text[:79]}…"
