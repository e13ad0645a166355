"""The names that a masked page must not say, and where a text says one."""

from __future__ import annotations

import re

import yaml

from sim.scenario import lessons, load, names
from sim.web.masking import FILE, cases

TOLD = yaml.safe_load(FILE.read_text(encoding="utf-8"))
EVERY = (*names(), *lessons())
LABELS = {party.label for name in EVERY for known, party in load(name).situation.parties.items() if known in TOLD["parties"] and party.label}
STEMS = r"russia\w*|ukrain\w*|europe\w*|americ\w*|moscow|kyiv|washington|putin|trump|zelensky\w*|kremlin|donbas|crimea|nato|april 2025"
WORDS = [*map(re.escape, (*TOLD["parties"], *LABELS, *TOLD["words"], *cases())), STEMS]
REAL = re.compile(f"(?<![A-Za-z0-9])(?:{'|'.join(WORDS)})(?![A-Za-z0-9])", re.IGNORECASE)
JOURNALS = re.compile("|".join(TOLD["kept"]))


def real_names(text: str) -> list[str]:
    """Every real name or id in a text that stands as a word, with what stands around it."""
    text = JOURNALS.sub("", text.replace("\\n", "\n"))
    return [text[max(0, found.start() - 40) : found.end() + 40] for found in REAL.finditer(text)]
