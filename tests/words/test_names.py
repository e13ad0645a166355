"""Every text that is asked for is there, every text that is there is asked for, and each names exactly what it is given."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sim import words
from sim.words.matching import fields
from sim.words.reading import SPOKEN

PACKAGE = Path(words.__file__).parent.parent
TEXTS = {f"{file}.{name}": text for file in SPOKEN for name, text in words.read(words.SHIPPED / f"{file}.yaml").items()}
SAYERS = ("say", "say_of", "counted")
OTHER = ".other"


@dataclass(frozen=True)
class Said:
    """A place in the code where something is said: under which names, and what is given to it, for certain or perhaps."""

    place: str
    names: tuple[str, ...]
    given: frozenset[str]
    perhaps: frozenset[str]

    @property
    def texts(self) -> list[str]:
        """The texts that are meant."""
        return [name for name in TEXTS if any(re.fullmatch(pattern, name) for pattern in self.names)]


def patterns(node: ast.expr, end: str) -> list[str]:
    """The names that an expression stands for: spelled out, but for parts that are one of some."""
    if isinstance(node, ast.Constant):
        return [re.escape(str(node.value)) + end]
    if isinstance(node, ast.JoinedStr):
        parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w*" for part in node.values]
        return ["".join(parts) + end]
    if isinstance(node, ast.IfExp):
        return [*patterns(node.body, end), *patterns(node.orelse, end)]
    raise AssertionError(f"the name of a text is not spelled out: {ast.unparse(node)}")


def sayers(path: Path, tree: ast.Module) -> set[str]:
    """By which names a file says something."""
    if path == SAYING:
        return {"say"}  # the others pass on a name that they are given
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "sim.words"]
    return {alias.name for node in imports for alias in node.names} & set(SAYERS)


def said_in(path: Path) -> Iterator[Said]:
    """What is said in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = sayers(path, tree)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)] if known else []
    for function in functions:
        inner = {node for other in ast.walk(function) if other in functions and other is not function for node in ast.walk(other)}
        nodes = [node for node in ast.walk(function) if node not in inner]
        keys = {str(key.value) for node in nodes if isinstance(node, ast.Dict) for key in node.keys if isinstance(key, ast.Constant)}
        for call in nodes:
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in known:
                yield said_by(path, call, call.func.id, keys)


def said_by(path: Path, call: ast.Call, sayer: str, keys: set[str]) -> Said:
    """What a call says. keys: of the plain mappings beside it."""
    given = {keyword.arg for keyword in call.keywords if keyword.arg} | ({"count"} if sayer == "counted" else set())
    perhaps = keys if any(keyword.arg is None for keyword in call.keywords) else set()
    names = patterns(call.args[0], "" if sayer == "say" else r"\..+")
    return Said(f"{path.relative_to(PACKAGE)}:{call.lineno}", tuple(names), frozenset(given), frozenset(perhaps))


SAYING = PACKAGE / "words" / "saying.py"
SAID = [said for path in sorted(PACKAGE.rglob("*.py")) for said in said_in(path)]


def test_every_text_that_is_asked_for_is_there() -> None:
    assert len(SAID) > 150
    assert [said.place for said in SAID if not said.texts] == []


def test_every_text_is_asked_for() -> None:
    assert sorted(set(TEXTS) - {name for said in SAID for name in said.texts}) == []


def test_every_text_names_only_what_it_is_given() -> None:
    wrong = [
        f"{said.place}: {name} names {sorted(fields(TEXTS[name]) - said.given - said.perhaps)}"
        for said in SAID
        for name in said.texts
        if fields(TEXTS[name]) - said.given - said.perhaps
    ]
    assert wrong == []


def test_what_is_given_is_named() -> None:
    named = {said: {field for name in said.texts for field in fields(TEXTS[name])} for said in SAID}
    assert [f"{said.place}: {sorted(said.given - found)}" for said, found in named.items() if said.given - found] == []


def test_every_text_with_cases_has_one_for_all_others() -> None:
    numbered = {name.rpartition(".")[0] for name in TEXTS if re.fullmatch(r".+\.\*?\d+", name)} - {"numbers.months"}
    assert {f"{name}{OTHER}" for name in numbered} <= set(TEXTS)


# No text in the code

ROOMS = ("story", "seat", "web")
PROSE = re.compile(r"[A-Za-z]{3,} [A-Za-z]{2,}")
AT_A_TERMINAL = ("web/serving.py",)
NOT_READ = ("your file", "ensemble of before", "<Buckets of ")  # what a file is called in complaints, a kind of question, a repr


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Texts in a file that look like prose, but for docstrings and what only its writers read."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = [
        node for node in ast.walk(tree) if isinstance(node, ast.Assert) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    ]
    inside = {below for node in skipped for below in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in inside and PROSE.search(node.value):
            yield node.lineno, node.value


def test_the_code_holds_no_words_but_names_of_texts() -> None:
    named = {name.rpartition(".")[2] for name in [*TEXTS, *words.page()]}
    files = [path for room in ROOMS for path in sorted((PACKAGE / room).rglob("*.py")) if path.relative_to(PACKAGE).as_posix() not in AT_A_TERMINAL]
    found = [(path, line, text) for path in files for line, text in literals(path) if text not in NOT_READ]
    assert len(found) > 20
    spoken = [f"{path.relative_to(PACKAGE)}:{line}: {text}" for path, line, text in found if words.key(text.rpartition(".")[2]) not in named]
    assert spoken == []
