"""Whether a file of words says all that is needed and nothing else, and names only what is filled in."""

from __future__ import annotations

import difflib
import re
import string
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from sim.words.reading import WordsError

OTHER, SPOKEN_OF = "other", "terms"
NUMBERED = re.compile(r"\*?\d{1,2}")
PLACE = re.compile(r"\{(\w+)(?:\|(\w+))?\}")
Fields = Callable[[str], set[str]]


def compare(file: Path, found: Mapping[str, str], own: Mapping[str, str], fields_in: Fields, heads: Collection[str] = ()) -> None:
    """Refuse a file that lacks a text, has one that nobody asks for, or names what is not filled in. heads: texts with cases. Raises WordsError."""
    for name in own:
        above, _, case = name.rpartition(".")
        if name not in found and (above not in heads or case == OTHER):
            raise WordsError(f"{file}: {name} is missing; in English it is “{shortened(own[name])}”.")
    for name, text in found.items():
        if name not in own and not is_case(name, own, heads):
            near = difflib.get_close_matches(name, own, 1)
            raise WordsError(f"{file}: {shortened(name)} is no name of a text.{f' Did you mean {near[0]}?' if near else ''}")
        known = own.get(name, own.get(f"{name.rpartition('.')[0]}.{OTHER}", ""))
        check_places(file, name, text, fields_in, fields_in(known))


def heads_of(own: Mapping[str, str]) -> set[str]:
    """Texts that have cases, of which a language has as many as it needs.

    >>> heads_of({"days.1": "{count} day", "days.other": "{count} days", "percent": "{number}%"})
    {'days'}
    """
    return {name.removesuffix(f".{OTHER}") for name in own if name.endswith(f".{OTHER}")}


def is_case(name: str, own: Mapping[str, str], heads: Collection[str]) -> bool:
    """Whether a text is one for a number, for the last digits of one, or for one of the things spoken of.

    >>> [is_case(name, {}, {"days"}) for name in ("days.*1", "days.1st", "months.1")]
    [True, False, False]
    """
    above, _, case = name.rpartition(".")
    return above in heads and (NUMBERED.fullmatch(case) is not None or f"{SPOKEN_OF}.{case}" in own)


def check_places(file: Path, name: str, text: str, fields_in: Fields, known: set[str]) -> None:
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
