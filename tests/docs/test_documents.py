"""Every command and prompt of the documents is run, and what they name exists."""

from __future__ import annotations

import ast
import contextlib
import doctest
import functools
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from matplotlib.figure import Figure

import sim
from docs import make_parameters
from sim import charts, registry
from sim.cli import main, parley, reporting
from sim.runs import PANEL
from sim.web.answers import lesson
from sim.web.meaning import setting
from sim.web.routes import teaching
from sim.web.settings import Settings
from tests.docs.markdown import DOCUMENTS, PAGES, ROOT, Block, agrees, anchors, blocks, commands, in_code, links, prose, text_of

pytestmark = pytest.mark.no_cover  # whole runs, whose parts are measured elsewhere: tracing would take as long again

RULE_BOOK = ROOT / "docs" / "rulebook.md"
COLUMNS = ROOT / "docs" / "columns.md"
COMMANDS = ROOT / "docs" / "commands.md"
LANGUAGES = {"console", "pycon", "python", "yaml"}
GATE = ROOT / ".ci" / "run"
NAMED = re.compile(r"# (\w+\.(?:yaml|py))\n")
PLACES = re.compile(r"(?:sim|docs|tests|scenarios|benchmarks|seeds|\.ci)/[\w/.]*")
OURS = re.compile(r"""(parley (?:(?!--help)[^|<>&;*$`'"]|"[^"$`]*"|'[^']*')+)([|>].+)?""", re.DOTALL)  # and where its output goes
DRAWN = ("bargaining_range", "comparison", "moods", "survival", "timeline", "why", "year")
CLAIMS, FACTS = range(1, 53), range(1, 9)


def name(page: Path) -> str:
    """A page as it is called in the names of tests."""
    return str(page.relative_to(ROOT) if page.is_relative_to(ROOT) else page)


# What is shown is run


class AsShown(doctest.OutputChecker):
    """Compares the output of prompts as a reader does."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        return self.reader.finds(want, got)


def blank(*_: Any) -> Figure:
    """A picture on which nothing is."""
    return Figure()


class Reader:
    """Somebody who does what a document says, from top to bottom, in a folder with copies of what the project ships."""

    def __init__(self, page: Path, folder: Path) -> None:
        self.page, self.folder = page, folder
        self.names: dict[str, Any] = {"__name__": "document"}
        for shipped in ("docs", "benchmarks", "scenarios"):
            shutil.copytree(ROOT / shipped, folder / shipped, ignore=shutil.ignore_patterns("images", "__pycache__"))

    def finds(self, shown: str, real: str) -> bool:
        """Whether output is as shown."""
        return agrees(shown, real)

    def follow(self, block: Block) -> None:
        """Do what one block says."""
        doing = {"console": self.type_commands, "pycon": self.answer_prompts, "python": self.execute, "yaml": self.save}
        (self.save if NAMED.match(block.text) else doing[block.language])(block)

    def type_commands(self, block: Block) -> None:
        """Type commands, and compare."""
        for command, shown in commands(block):
            status, out = self.type(command)
            assert (status != 0) == block.fails, f"{name(self.page)}:{block.line}: {command}\n{out}"
            assert not shown or self.finds(shown, out), f"{name(self.page)}:{block.line}: {command} said\n{out}"

    def type(self, command: str) -> tuple[int, str]:
        """Exit status of a command line, and its output."""
        ours = OURS.fullmatch(command)
        if not ours:
            return self.ask_the_shell(command)
        status, out, said = self.call(ours[1])
        return self.ask_the_shell(f"cat {ours[2]}", out) if ours[2] and not status else (status, said)

    def ask_the_shell(self, command: str, given: str = "") -> tuple[int, str]:
        """Exit status of a command line, and its output; where it failed, with what it said of that."""
        env = {**os.environ, "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
        done = subprocess.run(command, shell=True, cwd=self.folder, env=env, input=given, capture_output=True, encoding="utf-8")
        return done.returncode, done.stdout + (done.stderr if done.returncode else "")

    def call(self, command: str) -> tuple[int, str, str]:
        """Exit status of our own command, its output, and that with what it says beside it. In this process: to start Python takes longer than
        most commands. It leaves no strategies behind."""
        kept, files = dict(registry.registered), dict(registry.files)
        with contextlib.chdir(self.folder), self.pictures(), CliRunner().isolation() as (out, _, both):
            try:
                main(shlex.split(command)[1:])
                status = 0
            except SystemExit as left:
                status = int(left.code or 0)
            finally:
                for now, before in ((registry.registered, kept), (registry.files, files)):
                    now.clear()
                    now.update(before)
            return status, out.getvalue().decode(), both.getvalue().decode()

    @contextlib.contextmanager
    def pictures(self) -> Iterator[None]:
        """Where they are neither shown nor spoken of they stay blank: every command draws those of the README, and has tests of its own."""
        with pytest.MonkeyPatch.context() as patch:
            if self.page.name != "README.md":
                patch.setattr(charts, "PICTURES", dict.fromkeys(charts.PICTURES, blank))
                for drawn in DRAWN:
                    patch.setattr(charts, drawn, blank)
            yield

    def answer_prompts(self, block: Block) -> None:
        """Type what stands after prompts, and compare."""
        prompts = doctest.DocTestParser().get_doctest(block.text, self.names, name(self.page), name(self.page), block.line)
        said: list[str] = []
        failed, _ = doctest.DocTestRunner(AsShown(self), verbose=False).run(prompts, out=said.append, clear_globs=False)
        self.names.update(prompts.globs)
        assert not failed, "".join(said)

    def execute(self, block: Block) -> None:
        """Type in a piece of a program."""
        exec(compile(block.text, f"{name(self.page)}:{block.line}", "exec"), self.names)

    def save(self, block: Block) -> None:
        """Save a file under the name in its first line."""
        named = NAMED.match(block.text)
        assert named, f"{name(self.page)}:{block.line}: the first line should name the file, as in # river.yaml"
        (self.folder / named[1]).write_text(block.text, encoding="utf-8")


@pytest.mark.parametrize("page", DOCUMENTS, ids=name)
def test_commands_and_prompts_do_what_the_document_shows(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if page.name != "README.md":
        monkeypatch.setattr(charts, "save", lambda figure, path: Path(path).touch())  # pictures are drawn, but not printed
    reader = Reader(page, tmp_path)
    for block in blocks(page):
        if block.language != "sh" and block.needs is None:  # for what needs more than we install see the tests beside this
            reader.follow(block)


@pytest.mark.parametrize("page", DOCUMENTS, ids=name)
def test_every_block_is_of_a_kind_that_is_run(page: Path) -> None:
    allowed = LANGUAGES | ({"sh"} if page.name == "README.md" else set())
    assert {block.language for block in blocks(page)} <= allowed
    assert text_of(page).count("\n```") == 2 * len(blocks(page))


def test_the_gate_runs_the_two_command_lines_of_the_readme() -> None:
    shown = [line for block in blocks(ROOT / "README.md") if block.language == "sh" for line in block.text.splitlines()]
    assert [line for line in text_of(ROOT / "README.md").splitlines() if line.startswith("python3 -m venv .venv && ")] == shown
    install_and_run, install_and_test = shown
    assert install_and_run.endswith(" && pip install . && parley run baseline")
    assert install_and_test.endswith(' && pip install -e ".[test]" && pytest')
    gate = text_of(GATE)
    assert "README.md" in gate or all(line in gate for line in shown)


# What is named exists


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.is_relative_to(ROOT), f"{link} leads out of the project"
        assert target.exists(), f"{link} leads nowhere"
        assert not anchor or anchor in anchors(target), f"{link}: there is no such heading"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_files_and_functions_that_are_named_exist(page: Path) -> None:
    for words in in_code(page):
        path, _, function = words.partition(": ")
        if PLACES.fullmatch(path):
            assert (ROOT / path).exists(), f"{words}: there is no such file"
            assert not function or function in defined(ROOT / path), f"{words}: there is no such function"


def defined(file: Path) -> set[str]:
    """The functions, classes and methods of a file, as ``function`` or ``Class.method``."""
    found = set()
    for node in ast.parse(text_of(file)).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{method.name}" for method in node.body if isinstance(method, ast.FunctionDef)}
    return found


def test_every_rule_is_in_the_rule_book() -> None:
    rules = {f"sim/rules/{file.name}: {function}" for file in (ROOT / "sim" / "rules").glob("*.py") for function in defined(file)}
    assert rules <= set(in_code(RULE_BOOK))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_claims_and_facts_are_numbered_as_in_the_evidence(page: Path) -> None:
    assert {int(number) for number in re.findall(r"\bA(\d+)\b", prose(page))} <= set(CLAIMS)
    assert {int(number) for number in re.findall(r"\bF(\d+)\b", prose(page))} <= set(FACTS)


def test_the_table_of_parameters_is_up_to_date() -> None:
    assert text_of(make_parameters.PAGE) == make_parameters.page(), "run: python docs/make_parameters.py"


def test_every_column_and_number_is_explained_and_no_other() -> None:
    result = sim.run(sim.load("baseline").set("days", 8), runs=3)
    kept = {name.removesuffix(suffix) for name in result.days.columns for suffix in ("_mean",) if name.endswith(suffix)}
    shares = {name for name in result.days.columns if name.startswith("share_")}
    outcomes = {f"outcome.{name}" for name in result.outcomes["outcome"].cat.categories}
    real = {*result.outcomes.columns, *kept, *shares, *result.summary} - outcomes | {"outcome.<outcome>"}
    explained = {words for words in in_code(COLUMNS) if re.fullmatch(r"[\w.<>]+", words)}
    assert {general(name, result) for name in real} <= explained
    first_cells = re.findall(r"^\| `([\w.<>]+)` \|", text_of(COLUMNS), re.MULTILINE)
    assert set(first_cells) <= {general(name, result) for name in real} | columns_of_a_comparison()


def test_every_column_of_a_comparison_is_explained() -> None:
    assert columns_of_a_comparison() <= set(in_code(COLUMNS))


@functools.cache
def columns_of_a_comparison() -> set[str]:
    """The columns of its tables, and the numbers that a single ensemble has not."""
    before = sim.load("baseline").set("days", 8)
    compared = sim.compare({"before": before, "after": before.set("us.bias", 0.8)}, runs=3)
    tables = (compared.differences, compared.changes, compared.parted)
    named = {re.sub(r"(?<=: )\w+$", "<scenario>", column) for table in tables for column in table.columns}
    own = set(compared.differences["number"]) - set(compared.before.summary)
    return named | {general(name, compared.before) for name in own}


def general(column: str, result: sim.Result) -> str:
    """A column's name with placeholders for parties and agreements."""
    for placeholder, names in (("<rung>", result.rungs), ("<party>", [result.attacker, result.defender])):
        for one in sorted(names, key=len, reverse=True):
            column = re.sub(rf"(?<=[._]){one}(?=_|$)", placeholder, column)
    return column


def test_every_command_is_shown_with_its_help() -> None:
    shown = [command for block in blocks(COMMANDS) if block.language == "console" for command, said in commands(block) if said]
    assert [command for command in shown if command.endswith(" --help")] == ["parley --help", *(f"parley {name} --help" for name in in_the_page())]
    assert set(in_the_page()) == set(parley.commands), "write a section for each, then run: python docs/make_commands.py"


def in_the_page() -> list[str]:
    """The commands that have a section of their own."""
    return re.findall(r"^## parley (\w+)$", prose(COMMANDS), re.MULTILINE)


def test_every_outcome_is_explained() -> None:
    assert set(sim.run(sim.load("baseline").set("days", 1), runs=1).outcomes["outcome"].cat.categories) <= set(in_code(COLUMNS))


def test_everything_an_observer_hears_is_in_the_document() -> None:
    heard = {method for method in vars(sim.Observer) if not method.startswith("_")}
    assert heard - {"offered"} <= set(in_code(ROOT / "docs" / "python.md"))


def test_the_citation_names_this_version() -> None:
    citation = yaml.safe_load(text_of(ROOT / "CITATION.cff"))
    assert (citation["version"], citation["license"]) == (sim.__version__, "Apache-2.0")
    assert citation["authors"] == [{"name": "The parley authors"}]


def test_the_changelog_answers_the_analyst_first() -> None:
    entries = re.split(r"^## .+$", text_of(ROOT / "CHANGELOG.md"), flags=re.MULTILINE)[1:]
    assert entries
    assert all(entry.strip().startswith("**Do my numbers change?**") for entry in entries)
    assert f"## {sim.__version__}" in text_of(ROOT / "CHANGELOG.md")


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("page.md", f"plays the lesson's two settings, {lesson.RUNS:,} runs each"),
        ("page.md", f"sets how many runs are played (at most {Settings().runs:,})"),
        ("page.md", f"While a slider moves, {setting({'scenario': 'baseline'}, Settings()).runs:,} runs of the setting are played anew"),
        ("class.md", f"the share of runs among {teaching.RUNS:,}"),
        ("report.md", f"the usual {reporting.RUNS:,} runs of the whole year"),
        ("rulebook.md", f"the first {PANEL:,} runs"),
    ],
)
def test_counts_of_runs_in_sentences_are_those_of_the_code(page: str, says: str) -> None:
    assert says in " ".join((ROOT / "docs" / page).read_text(encoding="utf-8").split())
