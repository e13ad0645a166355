"""All words of the page stand in one file: none in its markup or its scripts, and none is missing."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from sim import words
from sim.cli.weighing import LETTERS
from sim.scenario import load
from sim.seat import Game
from sim.web import wording
from sim.web.settings import HERE

STATIC = HERE / "static"
WORDS = words.page()
PAGES = sorted(STATIC.glob("*.html"))
SCRIPTS = sorted(STATIC.rglob("*.js"))
SAID = re.compile(r"""\bsay\(\s*(["'`])([\w.]+)\1""")
NAMED = re.compile(r"""["']([a-z_]+(?:\.[a-z_]+)+)["']""")
LITERAL = re.compile(r"""(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1""")
CLASSES = re.compile(r"""\bclass: (?:[\w.]+ \? )?(["'`])(?:(?!\1).)*\1(?: : (["'`])(?:(?!\2).)*\2)?""")
SENTENCE = re.compile(r"[A-Za-z]{3,} [A-Za-z]{2,}|^[A-Z][a-z]{2,}$")
READ_ALOUD = ("alt", "title", "aria-label", "placeholder", "label", "content")
PLACES = re.compile(r"\{(\w+)(?:\|(\w+))?\}")
KINDS = {None, *["percent", "points", "signed", "date", "full", "quoted", "whole", "tenth", "number", "exact", "tenths"]}
CODE = ("axis name", "axis faint", "Content-Type", "AbortError", "Retry-After", "End", "Enter")


def without_comments(script: str) -> str:
    """A script without what only its readers read."""
    return re.sub(r"(?m)(^|\s)//.*$", "", re.sub(r"/\*.*?\*/", "", script, flags=re.DOTALL))


class Markup(HTMLParser):
    """Collects what a reader of the markup could read."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        self.read += [value or "" for name, value in attrs if name in READ_ALOUD and tag != "meta"]

    def handle_data(self, data: str) -> None:
        if self.inside not in ("style", "script"):
            self.read.append(data)


def looks_read(script: str) -> list[str]:
    """Texts of a script that look as if somebody read them: two words, or one with a capital."""
    found = [text for _, text in LITERAL.findall(CLASSES.sub("", without_comments(script)))]
    texts = [re.sub(r"\$\{[^}]*\}", "", text) for text in found]
    drawn = re.compile(r"^[\w\s#.:()\[\]=\"'*>,~^$|{}+-]*[#.\[=>]")  # selectors and classes
    return [text for text in texts if SENTENCE.search(text) and not drawn.match(text) and text not in CODE]


def test_the_markup_holds_no_words_of_its_own() -> None:
    markup = Markup()
    for page in PAGES:
        markup.feed(page.read_text(encoding="utf-8"))
    assert markup.read
    assert [text for text in markup.read if wording.NAMED.sub("", text).strip()] == []


def test_the_scripts_hold_no_words_of_their_own() -> None:
    found = {path.name: looks_read(path.read_text(encoding="utf-8")) for path in SCRIPTS}
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_the_search_for_words_finds_them() -> None:
    assert looks_read('make("p", {}, "No text here"); // a comment of ours') == ["No text here"]
    assert looks_read("say('Save')") == ["Save"]


def test_every_text_that_is_asked_for_is_there() -> None:
    asked = {name for path in SCRIPTS for _, name in SAID.findall(path.read_text(encoding="utf-8"))}
    asked |= {
        name for path in (HERE / "answers").glob("*.py") for name in NAMED.findall(path.read_text(encoding="utf-8")) if name.split(".")[0] in TITLES
    }
    asked |= {name for page in PAGES for name in wording.NAMED.findall(page.read_text(encoding="utf-8"))}
    assert len(asked) > 80
    assert asked - set(WORDS) == set()


TITLES = ("year", "holding", "bargaining", "moods")


def test_every_term_that_is_weighed_in_a_seat_has_its_name_and_its_hue() -> None:
    weighed: set[str] = set()
    game = Game(load("baseline").set("days", 60), run=8, parties=["ukraine"])
    while game.decision is not None:
        weighed |= {term for option in game.decision.options for term in (*option.terms, *option.deal)}
        game.choose("civilian_targets" if game.decision.kind == "offer" else game.decision.model)
    assert weighed == set(LETTERS)
    names = {re.sub("[^a-z]+", "_", term) for term in weighed}
    assert names == {name.removeprefix("terms.") for name in WORDS if name.startswith("terms.")}
    assert names == set(re.findall(r"(\w+): \"#", (STATIC / "charts" / "signed.js").read_text(encoding="utf-8")))


def test_every_text_is_used() -> None:
    everything = "".join(path.read_text(encoding="utf-8") for path in [*SCRIPTS, *PAGES, *(HERE / "answers").glob("*.py")])
    stems = set(re.findall(r"[`\"'{]([a-z_]+(?:\.[a-z_]+)*)\.\$\{", everything)) | {"moods", "charts.moods.short", "number", "language"}
    unused = [name for name in WORDS if name not in everything and not any(name.startswith(stem) for stem in stems) and name != "language"]
    assert unused == []


def test_places_of_texts_are_of_a_kind_that_the_page_knows() -> None:
    assert {kind or None for text in WORDS.values() for _, kind in PLACES.findall(text)} <= KINDS


def test_every_name_of_a_text_is_a_word() -> None:
    assert [name for name in WORDS if "True" in name or "False" in name or "None" in name] == []


def test_markup_is_never_set_from_text() -> None:
    wrong = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\([\"']style|javascript:")
    assert [path.name for path in SCRIPTS if wrong.search(path.read_text(encoding="utf-8"))] == []


def test_a_word_may_hold_what_markup_could_not() -> None:
    assert wording.filled("{{page.title}}", {"page.title": "<b>&"}) == "&lt;b&gt;&amp;"
