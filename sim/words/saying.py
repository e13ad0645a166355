"""What is said: templates of the words in use, filled with names and numbers; counts, lists, numbers and dates as the language has them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from sim.words.folder import Chosen, texts
from sim.words.matching import OTHER


def say(name: str, /, **values: object) -> str:
    """The text of a name, filled.

    >>> say("story.proposal", who="Ahra", deal="“Truce”")
    'Ahra proposes “Truce”'
    """
    return texts(Chosen.folder)[name].format(**values)


def say_of(name: str, which: str | int, /, **values: object) -> str:
    """The text for this case, filled; for a number that has no text of its own, the one for its last digits (``*12``, ``*2``); else for ``other``.

    >>> say_of("numbers.days", 1, count=1), say_of("numbers.days", 21, count=21)
    ('1 day', '21 days')
    """
    known = texts(Chosen.folder)
    cases = [which, f"*{which % 100}", f"*{which % 10}"] if isinstance(which, int) else [which]
    return known[next((f"{name}.{case}" for case in cases if f"{name}.{case}" in known), f"{name}.{OTHER}")].format(**values)


def counted(name: str, count: int, /, **values: object) -> str:
    """A count with its word.

    >>> counted("numbers.days", 1), counted("numbers.days", 2)
    ('1 day', '2 days')
    """
    return say_of(name, count, count=count, **values)


def listed(words: Iterable[str]) -> str:
    """Words in a row, all of which are meant.

    >>> listed(["costs", "blame", "trust"]), listed(["costs"])
    ('costs, blame and trust', 'costs')
    """
    *some, end = words
    return say("numbers.list.and", some=row(some), last=end) if some else end


def either(words: Iterable[str]) -> str:
    """Words in a row, one of which is meant.

    >>> either(["yes", "no"]), either(["yes"])
    ('yes or no', 'yes')
    """
    *some, end = words
    return say("numbers.list.or", some=row(some), last=end) if some else end


def row(words: Iterable[str]) -> str:
    """Words in a row, one after the other.

    >>> row(["costs", "blame"])
    'costs, blame'
    """
    first, *others = words
    for word in others:
        first = say("numbers.list.more", some=first, next=word)
    return first


def number(value: float, form: str) -> str:
    """A number in the form that Python calls so, with the signs of the language.

    >>> number(-1234.5, ",.1f"), number(0.25, "+.2f")
    ('−1,234.5', '+0.25')
    """
    text = format(value, form)
    if text.startswith("-"):
        text = f"\N{MINUS SIGN}{text[1:]}"
    whole, point, rest = text.partition(".")
    if "," in whole:
        whole = whole.replace(",", say("numbers.thousands"))
    return f"{whole}{say('numbers.decimal')}{rest}" if point else whole


def percent(value: float, form: str = ".0f") -> str:
    """A share in per cent.

    >>> percent(0.254), percent(-0.0121, "+.1f")
    ('25%', '−1.2%')
    """
    return say("numbers.percent", number=number(100 * value, form))


def date(day: datetime.date) -> str:
    """A date, whatever the language of the computer.

    >>> date(datetime.date(2025, 4, 22))
    '22 Apr 2025'
    """
    return say("numbers.date", day=day.day, month=say(f"numbers.months.{day.month}"), year=day.year)


def sentence(words: str) -> str:
    """Words as a sentence, with a capital at its start and a full stop."""
    return say("numbers.sentence", words=capital(words))


def capital(words: str) -> str:
    """The words with a capital at their start."""
    return words[:1].upper() + words[1:]


def key(name: str) -> str:
    """A name in the code as the name of a text.

    >>> key("blame, if it is seen")
    'blame_if_it_is_seen'
    """
    return re.sub(r"[^a-z]+", "_", name)
