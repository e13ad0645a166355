"""Pages to look into: made once each, and read as a browser would."""

from __future__ import annotations

import functools
import re
from html.parser import HTMLParser
from typing import Any

import sim
from sim.comparison import Comparison
from sim.report import page
from sim.result import Result

RUNS, DAYS, SEED = 120, 60, 2
OTHER = "european_guarantees"
COMMAND = f"parley report baseline --compare {OTHER} --runs {RUNS} --seed {SEED} --days {DAYS}"
EMPTY = {"meta", "br", "hr", "link", "img", "input", "wbr"}
PAINTED = {"style", "clip-path", "mask", "filter", "fill", "stroke", "marker-start", "marker-mid", "marker-end"}
HOSTILE = """</title></style><script>alert("id='x' url(#y)")</script><img src=x onerror=alert(1)>{{ 7 * 7 }}"""


@functools.cache
def compared() -> Comparison:
    """The baseline beside another scenario, with daily states."""
    scenarios = {name: sim.load(name).set("days", DAYS) for name in ("baseline", OTHER)}
    return sim.compare(scenarios, RUNS, SEED, panel=RUNS)


@functools.cache
def made() -> str:
    """The page of the baseline beside another scenario."""
    return page(compared().before, compared=compared(), command=COMMAND)


@functools.cache
def hostile(batch: int = 12) -> tuple[Result, str]:
    """A scenario whose every text tries to be more than text, and its page."""
    said = sim.load("baseline").set("days", 20).to_dict()
    said |= {"title": HOSTILE[:120], "about": HOSTILE, "events": [{"day": 5, "title": HOSTILE[:120]}]}
    for place, entry in enumerate([*said["parties"].values(), *said["agreements"].values()]):
        entry["label"] = f"{place}{HOSTILE}"[:60]
    result = sim.run(said, runs=12, seed=1, batch=batch)
    return result, page(result, command=f"parley report '{HOSTILE}'")


class Read(HTMLParser):
    """A page as it is read: every element with its attributes and the text in it, tables by their captions."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, Any]]] = []
        self.open: list[str] = []
        self.text = ""
        self.tables: dict[str, list[list[str]]] = {}
        self.caption, self.rows, self.cell = "", list[list[str]](), list[str]()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th", "caption"):
            self.cell = []
        if tag == "table":
            self.rows = []
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> is out of place"
        said = " ".join("".join(self.cell).split())
        if tag == "caption":
            self.caption = said
        if tag in ("td", "th"):
            self.rows[-1].append(said)
        if tag == "table":
            assert self.caption not in self.tables, f"two tables are called {self.caption}"
            self.tables[self.caption] = self.rows

    def handle_data(self, data: str) -> None:
        self.text += data
        self.cell.append(data)

    def table(self, begins: str) -> dict[str, list[str]]:
        """The rows of the table whose caption begins like this, by their first cell."""
        (rows,) = [rows for caption, rows in self.tables.items() if caption.startswith(begins)]
        return {row[0]: row[1:] for row in rows}

    def attributes(self, name: str) -> list[str]:
        """Every value of an attribute."""
        return [found[name] for _, found in self.elements if name in found]

    def tags(self, *names: str) -> list[dict[str, Any]]:
        """The attributes of the elements of some kinds."""
        return [found for tag, found in self.elements if tag in names]


@functools.cache
def read(text: str) -> Read:
    """A page, read; it is well-formed, or this fails."""
    found = Read(text)
    assert found.open == []
    return found


def referred(text: str) -> set[str]:
    """Every name that something on a page refers to."""
    page = read(text)
    links = [*page.attributes("href"), *page.attributes("xlink:href")]
    painted = [value for _, found in page.elements for name, value in found.items() if name in PAINTED]
    within = [name for value in painted for name in re.findall(r"url\(\s*['\"]?([^'\")]*)", value)]
    labels = [f"#{name}" for value in page.attributes("aria-labelledby") for name in value.split()]
    return {*links, *within, *labels}
