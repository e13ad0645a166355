"""The folder of words in use: which it is, whether it can be used, and what its files say."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Mapping
from pathlib import Path

from sim.words.masks import invented
from sim.words.matching import compare, fields, fields_of_page, heads_of, shortened
from sim.words.reading import MASKS, PAGE, SHIPPED, SPOKEN, WordsError, read

VARIABLE = "PARLEY_WORDS"
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?")  # with a script and a region, if need be


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
    check_page(folder / f"{PAGE}.yaml")
    invented(folder / f"{MASKS}.yaml")
    for name in SPOKEN:
        own = read(SHIPPED / f"{name}.yaml")
        compare(folder / f"{name}.yaml", read(folder / f"{name}.yaml"), own, fields, heads_of(own))
    return folder


def check_page(file: Path) -> None:
    """Refuse words that the page cannot use. Raises WordsError."""
    found = read(file)
    compare(file, found, read(SHIPPED / file.name), fields_of_page)
    if not LANGUAGE.fullmatch(language := found["language"]):
        raise WordsError(f"{file}: language is “{shortened(language)}”, but should be a code such as en, uk, pt-BR or sr-Latn.")


def page() -> dict[str, str]:
    """The words of the page. Raises WordsError."""
    return {name: text.strip() for name, text in read(checked(chosen()) / f"{PAGE}.yaml").items()}


@functools.lru_cache(maxsize=8)
def texts(folder: str) -> Mapping[str, str]:
    """All templates of a folder by the name of the file and of the text; of the shipped one for an empty name. Raises WordsError."""
    place = checked(Path(folder)) if folder else SHIPPED
    return {f"{file}.{name}": text for file in SPOKEN for name, text in read(place / f"{file}.yaml").items()}
