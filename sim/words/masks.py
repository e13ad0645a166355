"""Invented names for parties and places, in a file of words: all that a mask needs, and no name that means two parties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sim.words.matching import compare, fields, shortened
from sim.words.reading import MASKS, SHIPPED, WordsError, flat, tree

TEXTS = ("parties", "case", "about", "command")  # what every file has; all else is phrases of scenarios, in whatever language those are
PHRASES, KEPT, INVENTED = "words", "kept", "invented"


def invented(file: Path) -> dict[str, Any]:
    """What a file of invented names says, if a mask can be made of it. Raises WordsError."""
    found, own = tree(file), tree(SHIPPED / f"{MASKS}.yaml")
    compare(file, of_ours(file, found), of_ours(file, own), fields)
    check_phrases(file, found[PHRASES])
    for name in (KEPT, INVENTED):
        check_list(file, name, found[name])
    if set(found[INVENTED]) != set(own[INVENTED]):
        raise WordsError(f"{file}: {INVENTED} should be {', '.join(own[INVENTED])}, as in English; so scenarios name these parties.")
    check_parties(file, found["parties"], found[INVENTED])
    return found


def of_ours(file: Path, found: Mapping[str, Any]) -> dict[str, str]:
    """The texts that every file of invented names has, and all else only by name."""
    return dict(flat(file, {name: below if name in TEXTS else "…" for name, below in found.items()}, ""))


def check_phrases(file: Path, phrases: Any) -> None:
    """Refuse what gives no phrase for a phrase. Raises WordsError."""
    if not isinstance(phrases, dict):
        raise WordsError(f"{file}: {PHRASES} should be a mapping of phrases and what takes their place.")
    for phrase, other in phrases.items():
        if not isinstance(other, str):
            raise WordsError(f"{file}: {PHRASES}.{shortened(phrase)} should be a text; put it in quotes.")


def check_list(file: Path, name: str, found: Any) -> None:
    """Refuse what is no list of texts. Raises WordsError."""
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise WordsError(f"{file}: {name} should be a list of texts, as in [one, another].")


def check_parties(file: Path, parties: Mapping[str, str], others: Iterable[str]) -> None:
    """Refuse an invented name that means another party as well: what is set for the one would be set for the other. Raises WordsError."""
    meant = {name: name for name in (*parties, *others)}
    for party, label in parties.items():
        name = in_code(label)
        if not name.strip("_"):
            raise WordsError(f"{file}: parties.{party} should be a name.")
        if name in meant:
            raise WordsError(f"{file}: parties.{party} is “{shortened(label)}”, which means {meant[name]} too; no two may have one name.")
        meant[name] = party


def in_code(label: str) -> str:
    """A party's name as it stands in the names of parameters.

    >>> in_code("Osmere League")
    'osmere_league'
    """
    return label.lower().replace(" ", "_")
