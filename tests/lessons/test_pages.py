"""The pages of the lessons, and the commands in their prose."""

from __future__ import annotations

import re
import shlex

import pytest

from docs import make_lessons
from sim.cli import parley
from sim.lessons import Lesson, lessons
from sim.scenario import load

COMMAND = re.compile(r"`(parley \w+\s[^`]+)`")


@pytest.mark.parametrize("name", make_lessons.PAGES)
def test_the_pages_of_the_lessons_are_up_to_date(name: str) -> None:
    page = (make_lessons.FOLDER / name).read_text(encoding="utf-8")
    assert page == make_lessons.PAGES[name](), "run: python docs/make_lessons.py"


def commands(one: Lesson) -> list[list[str]]:
    """The commands that its prose names, as words."""
    told = "\n".join([*one.prose.values(), one.teacher.script, one.teacher.debrief])
    return [shlex.split(" ".join(found.split())) for found in COMMAND.findall(told)]


@pytest.mark.parametrize("one", lessons(), ids=lambda one: one.name)
def test_commands_in_the_prose_can_be_typed(one: Lesson) -> None:
    found = commands(one)
    assert found
    for _, command, *words in found:
        with parley.commands[command].make_context(command, list(words)) as context:
            given = context.params
        scenario = given.get("scenario") or given.get("name") or given["scenarios"][0]
        assert load(scenario, given["settings"])


@pytest.mark.parametrize("one", lessons(), ids=lambda one: one.name)
def test_a_lesson_is_begun_by_its_own_command(one: Lesson) -> None:
    assert ["parley", "lesson", one.name] in commands(one)
