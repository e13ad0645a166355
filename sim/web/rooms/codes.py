"""What nobody can guess: the code of a room, which a class can type; the teacher's key; and the token of a student's tab."""

from __future__ import annotations

import hmac
import secrets

ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"  # no letter that looks like a digit, and no vowel, so that no code is a word
LENGTH, GROUP = 9, 3
KEY_BYTES, TOKEN_BYTES = 24, 16


def new_code() -> str:
    """A code of 43 bits, in groups that can be read aloud: ``k7m-2qx-9rt``."""
    return spoken("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def spoken(letters: str) -> str:
    """Letters in groups.

    >>> spoken("k7m2qx9rt")
    'k7m-2qx-9rt'
    """
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def read(typed: str) -> str:
    """A code as it was meant, however it was typed; empty if it can be none.

    >>> read(" K7M 2QX 9RT "), read("hello")
    ('k7m-2qx-9rt', '')
    """
    letters = "".join(letter for letter in typed[:40].lower() if letter not in " -._")
    return spoken(letters) if len(letters) == LENGTH and all(letter in ALPHABET for letter in letters) else ""


def new_key() -> str:
    """The key of a teacher."""
    return secrets.token_urlsafe(KEY_BYTES)


def new_token() -> str:
    """The token of a student's tab."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def same(one: object, other: str) -> bool:
    """Whether two secrets are the same, in a time that does not depend on where they differ."""
    return isinstance(one, str) and hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8"))
