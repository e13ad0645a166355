"""Lesson files: what they say is taken in, and what is wrong with them is said with its place."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Callable

import pytest

import sim.scenario
from sim import lessons
from sim.lessons import HEADINGS, measures
from sim.runs import run
from sim.scenario import ScenarioError, library
from tests.ensembles import shipped

GOOD = (library.folder() / "lessons" / "02_whose_time.yaml").read_text(encoding="utf-8")
ALL = lessons.lessons()
Write = Callable[[str], list[str]]


@pytest.fixture
def told(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a lesson file and gives back what is said about it."""
    monkeypatch.chdir(tmp_path)

    def write(text: str) -> list[str]:
        pathlib.Path("mine.yaml").write_text(text, encoding="utf-8")
        return lessons.complaints(library.find("mine.yaml"))

    return write


def changed(before: str, after: str) -> str:
    """A good lesson in which one thing is otherwise."""
    assert GOOD.count(before) == 1
    return GOOD.replace(before, after)


def test_lessons_are_numbered_in_their_order_and_in_the_names_of_their_files() -> None:
    assert [one.number for one in ALL] == list(range(1, len(ALL) + 1))
    assert len(ALL) >= 9
    assert [path.name for path in library.lesson_files().values()] == [f"{one.number:02}_{one.name}.yaml" for one in ALL]


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_a_lesson_has_every_heading_in_the_fixed_order(one: lessons.Lesson) -> None:
    assert tuple(one.prose) == HEADINGS
    assert all(len(words) > 100 for words in one.prose.values())
    assert 20 <= one.teacher.minutes <= 60
    assert min(len(one.teacher.script), len(one.teacher.debrief)) > 100


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_a_lesson_changes_something_and_asks_about_it(one: lessons.Lesson) -> None:
    assert one.before.scenario != one.after.scenario
    assert one.bets
    assert one.claims
    moved = {name for knob in one.knobs for name in knob.moves}
    assert {*one.before.values, *one.after.values} <= moved


def test_names_of_lessons_and_of_scenarios_differ() -> None:
    assert not set(lessons.names()) & set(sim.scenario.names())


@pytest.mark.parametrize("word", ["whose_time", "lessons/whose_time", "2", str(library.folder() / "lessons" / "02_whose_time.yaml")])
def test_a_lesson_is_found_by_name_number_and_path(word: str) -> None:
    assert lessons.read(word).title == "Whose side is time on?"


@pytest.mark.parametrize("word", ["whose_tim", "lessons/whose_tim"])
def test_an_unknown_lesson_is_met_with_a_guess(word: str) -> None:
    with pytest.raises(ScenarioError, match=re.escape(f"there is no lesson '{word}'. Did you mean whose_time?")):
        lessons.read(word)


@pytest.mark.parametrize("word", ["0", "99", "999999999999999999999", "", "lessons/"])
def test_a_word_that_means_no_lesson_is_one_sentence(word: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        lessons.read(word)
    assert len(refused.value.sentences) == 1


def test_the_scenario_of_a_lesson_is_a_scenario_with_the_lessons_title() -> None:
    one = lessons.read("whose_time")
    assert sim.scenario.load("lessons/whose_time") == one.scenario
    assert (one.scenario.digest, one.scenario.title) == (shipped().digest, one.title)
    assert sim.scenario.load({"title": "Mine", "extends": "whose_time"}).digest == one.scenario.digest


def test_names_of_numbers_are_those_of_a_summary() -> None:
    scenario = shipped().set("days", 3)
    result = run(scenario, runs=2, panel=0)
    assert measures.summary(scenario) == list(result.summary)
    assert measures.happened(scenario) == list(result.happened)
    shares = {name for name, estimate in result.summary.items() if estimate.kind in ("probability", "share of occasions")}
    assert {name for name in result.summary if measures.is_share(name)} == shares
    assert set(measures.COUNTED) <= set(result.columns)


# What is wrong is said with its place


def test_a_good_lesson_is_good(told: Write) -> None:
    assert told(GOOD) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("  why: |\n", "  reason: |\n", ["mine.yaml:56:3: the text: why is missing.", "mine.yaml:75:3: the text: reason is not known here."]),
        ("  what to notice: |\n", "  what to notise: |\n", ["the text: what to notise is not known here. Did you mean what to notice?"]),
        ("set: {russia.time_pressure: 0.003}", "set: {russia.time_presure: 0.003}", ["mine.yaml:16:9: russia.time_presure is not a name"]),
        ("set: {russia.time_pressure: 0.003}", "set: {russia.time_pressure: 3}", ["mine.yaml:16:31: ", "is 3, but it goes from 0 to 0.99"]),
        ("    to: 0.06\n", "    to: 1.5\n", ["mine.yaml:22:9: ", "is 1.5, but it goes from 0 to 0.99"]),
        ("    to: 0.06\n", "    to: 0.0001\n", ["the knob goes from 0.001 to 0.0001, but should go upwards."]),
        ("measure: reached.truce\n", "measure: reached.truse\n", ["mine.yaml:26:14: bet 1: measure", "Did you mean reached.truce?"]),
        ("    near: 10\n", "    near: ten\n", ["bet 1: near is the text 'ten', but should be a number."]),
        ("lesson: 2\n", "lesson: two\n", ["mine.yaml:2:9: lesson is the text 'two', but should be a whole number from 1 to 99."]),
        ("    minutes: 30\n", "    minutes: 0\n", ["minutes is 0, but should be a whole number from 1 to 240."]),
        ("at_most: 0.05}", "at_most: 0.05, at_least: 0}", ["should expect exactly one thing"]),
        ("  extends: baseline\n", "  extends: baselin\n", ["mine.yaml:10:12: extends: there is no scenario 'baselin'. Did you mean baseline?"]),
        ("title: Whose", "title: Whose\ntitle: Whose", ["title is given twice"]),
        ("idea: ", "idea: !!python/object:os.system ", ["tags (", "are not allowed"]),
    ],
)  # fmt: skip
def test_a_slip_is_said_with_its_place(told: Write, before: str, after: str, said: list[str]) -> None:
    found = told(changed(before, after))
    assert all(sentence.startswith("mine.yaml:") for sentence in found)
    assert len(found) <= 2
    assert all(any(part in sentence for sentence in found) for part in said), found


def test_a_heading_without_words_is_said(told: Write) -> None:
    start, end = GOOD.index("  question: |\n"), GOOD.index("  what you predict: |\n")
    assert told(f'{GOOD[:start]}  question: " "\n{GOOD[end:]}') == ["mine.yaml:56:13: the heading 'question' is empty; say something, be it short."]


def test_headings_in_another_order_are_said(told: Write) -> None:
    start, middle, end = (GOOD.index(f"  {heading}: |\n") for heading in ("question", "what you predict", "what to do"))
    (said,) = told(GOOD[:start] + GOOD[middle:end] + GOOD[start:middle] + GOOD[end:])
    assert "the heading 'what you predict' stands where 'question' should; their order is question, what you predict, " in said


def test_a_file_that_is_no_lesson_is_one_sentence(tmp_path: pathlib.Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("title: Mine\nextends: baseline\n", encoding="utf-8")
    assert not lessons.is_lesson(library.find(str(mine)))
    (said,) = lessons.complaints(library.find(str(mine)))
    assert said.endswith("mine.yaml: this is no lesson: there should be a line 'lesson:' with its number.")


@pytest.mark.parametrize("text", ["lesson: 1\n", "lesson: 1\nscenario: baseline\n", "lesson: 1\nscenario: {extends: baseline}\n", "lesson: [", "- 1"])
def test_a_file_that_lacks_nearly_everything_is_refused_in_sentences(told: Write, text: str) -> None:
    found = told(text)
    assert found
    assert all(sentence.startswith("mine.yaml") for sentence in found)
