"""Writes the pages of the lessons, docs/lessons.md and docs/lessons_teacher.md, from the files in scenarios/lessons/.

python docs/make_lessons.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sim.lessons import Bet, Knob, Lesson, lessons

FOLDER = Path(__file__).parent
MADE = "<!-- made by docs/make_lessons.py from the files in scenarios/lessons/; a test checks that it is up to date -->"
HEAD = f"""# Ten lessons

{MADE}

Each lesson has one idea and one question. Write down your bet, then run, then see how far off you were and why: `parley lesson NAME` asks for the bet
and answers to it, in about half an hour each. If you read on here instead, you will know the answers and not what you would have said.

What each lesson claims of the model is measured by a test in 2,048 runs of each setting, on the same luck. It is true of the
model and, for that reason alone, of nothing else. Lessons 1, 3, 4 and 9 play in an invented war. The others play in April 2025,
a war that is real, with the values of the baseline, which are one choice among many ([limits](limits.md)). For the classroom
there is [a page for teachers](lessons_teacher.md); to write a lesson of your own, see [how](writing_lessons.md).
"""
TEACHERS_HEAD = f"""# Ten lessons: for the teacher

{MADE}

Minutes, script and debrief of [the lessons](lessons.md). `parley lesson NAME --teacher` prints the same. All you need is a projector and a terminal;
`--bet` takes the class's bet. A first lesson about the program itself is [a first half hour for teachers](teacher.md).
"""


def page() -> str:
    """The page for those who learn."""
    return "\n".join([HEAD, *(line for one in lessons() for line in section(one))])


def teachers_page() -> str:
    """The page for those who teach."""
    return "\n".join([TEACHERS_HEAD, *(line for one in lessons() for line in teachers_section(one))])


def title(one: Lesson) -> str:
    """The heading of a lesson."""
    return f"## {one.number} {one.title}\n"


def section(one: Lesson) -> Iterator[str]:
    """One lesson: idea, settings, bets, prose, and what a test holds the model to."""
    yield from (title(one), f"*{one.idea}* Command: `parley lesson {one.name}`\n")
    for heading, below in one.prose.items():
        yield f"**{heading.capitalize()}**\n\n{below}\n"
        if heading == "what you predict":
            yield from (f"- Before: {one.before.words}.\n- After: {one.after.words}.\n", *(f"> {asked(bet)}\n" for bet in one.bets))
        if heading == "what to do":
            yield from (f"{knobs(one.knobs)}\n",)
    yield "**What a test checks**\n"
    yield from (f"- {claim.says}" for claim in one.claims)
    yield ""


def asked(bet: Bet) -> str:
    """A question with what may be answered."""
    return bet.ask if not bet.choices else f"{bet.ask} ({' / '.join(bet.choices.values())})"


def knobs(found: tuple[Knob, ...]) -> str:
    """What may be moved, with its range."""
    rows = [f"| {knob.words} | {', '.join(f'`{name}`' for name in knob.moves)} | {knob.low:g} to {knob.high:g} |" for knob in found]
    return "\n".join(["| knob | name | range |", "|---|---|---|", *rows])


def teachers_section(one: Lesson) -> Iterator[str]:
    """What the teacher needs of one lesson."""
    yield from (title(one), f"*{one.idea}* {one.teacher.minutes} minutes; `parley lesson {one.name}`\n")
    yield from (f"**Script**\n\n{one.teacher.script}\n", f"**Debrief**\n\n{one.teacher.debrief}\n")


PAGES = {"lessons.md": page, "lessons_teacher.md": teachers_page}


if __name__ == "__main__":
    for name, write in PAGES.items():
        (FOLDER / name).write_text(write(), encoding="utf-8")
