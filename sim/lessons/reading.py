"""Lesson files, read with the guards of scenario files: all that is wrong is said at once, each with its place."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from sim.lessons.lesson import HEADINGS, TEACHER, Knob, Lesson, Setting, Teacher
from sim.lessons.taking import Tray
from sim.scenario import Scenario, ScenarioError, library
from sim.scenario.complaining import Complaint, Place, guess, listed, refuse, shortened
from sim.scenario.library import Source, lesson_files
from sim.scenario.merging import from_text
from sim.scenario.reading import read as read_tree
from sim.scenario.tree import Node, plain

KEYS = ("lesson", "title", "idea", "scenario", "before", "after", "knobs", "bets", "claims", "text")
OF_TEACHER = ("minutes", "script", "debrief")
MOST_MINUTES = 240
MOST_LESSONS = 99


def names() -> list[str]:
    """The shipped lessons by name, in their order."""
    return list(lesson_files())


def lessons() -> list[Lesson]:
    """The shipped lessons, in their order."""
    return [read(name) for name in names()]


def read(word: str) -> Lesson:
    """A lesson by its shipped name, its number, or the path of its file. Raises ScenarioError with a sentence for each thing that is wrong."""
    return read_file(find(word))


def read_file(source: Source) -> Lesson:
    """A lesson file."""
    return kept(source, source.text())


def complaints(source: Source) -> list[str]:
    """Everything that is wrong with a lesson file, a sentence each; empty if it can be used."""
    try:
        read_file(source)
    except ScenarioError as fault:
        return fault.sentences
    return []


def is_lesson(source: Source) -> bool:
    """Whether a file is meant as a lesson."""
    try:
        return read_tree(source.text(), source.shown).root.at("lesson") is not None
    except ScenarioError:
        return False


def find(word: str) -> Source:
    """The lesson file that a word means. Raises ScenarioError for a name that is not shipped."""
    known = lesson_files()
    number = int(word) if word.isascii() and word.isdigit() and len(word) < len("100") else 0
    name = list(known)[number - 1] if 0 < number <= len(known) else word.removeprefix(f"{library.LESSONS}/")
    found = library.shipped(f"{library.LESSONS}/{name}")
    if found:
        return found
    if word.endswith(library.ENDINGS) or (library.looks_like_a_path(word) and not word.startswith(f"{library.LESSONS}/")):
        return library.find(word)
    raise ScenarioError(f"there is no lesson '{shortened(word)}'.{guess(name, known)} parley lesson shows all; give any other as a path.")


@functools.lru_cache(maxsize=64)
def kept(source: Source, text: str) -> Lesson:
    """A lesson file's text, read once."""
    reading = read_tree(text, source.shown)
    refuse(reading.complaints)
    scenario = scenario_of(reading.root, text, source)
    tray = Tray(scenario)
    lesson = taken(tray, reading.root, source.name)
    refuse(tray.complaints)
    return lesson


def scenario_of(root: Node, text: str, source: Source) -> Scenario:
    """The scenario beside the prose. Raises ScenarioError if there is none, or none that can be used."""
    if root.at("lesson") is None:
        raise ScenarioError(f"{Place(source.shown)}: this is no lesson: there should be a line 'lesson:' with its number.")
    part = root.at("scenario")
    if part is None or not isinstance(part.value, dict):
        place = part.place if part and part.place else Place(source.shown)
        raise ScenarioError(f"{place}: a lesson should have a 'scenario' that says what it extends and what differs, as a scenario file does.")
    return Scenario.of(from_text(text, source, ()), source.name)


def taken(tray: Tray, root: Node, name: str) -> Lesson:
    """The lesson of a file; what is wrong with it is left on the tray."""
    tray.mapping("the lesson", root, KEYS, KEYS)
    part = root.at
    before, after = (setting(tray, key, part(key)) for key in ("before", "after"))
    prose, teacher = words(tray, part("text"))
    return Lesson(
        name=name,
        number=tray.between("lesson", part("lesson"), 1, MOST_LESSONS),
        title=tray.text("title", part("title")),
        idea=tray.text("idea", part("idea")),
        scenario=tray.scenario,
        before=before,
        after=after,
        knobs=tuple(knob(tray, node) for node in tray.items("knobs", part("knobs"))),
        bets=tuple(tray.bet(f"bet {number}", node) for number, node in enumerate(tray.items("bets", part("bets")), 1)),
        prose=prose,
        teacher=teacher,
        claims=tuple(tray.claim(f"claim {number}", node) for number, node in enumerate(tray.items("claims", part("claims")), 1)),
    )


def setting(tray: Tray, which: str, node: Node | None) -> Setting:
    """The scenario before or after the change."""
    if node is None or not tray.mapping(which, node, ("words", "set"), ("words",)):
        return Setting("", {}, tray.scenario)
    values, scenario = tray.values(f"{which}: set", node.at("set"))
    return Setting(tray.text(f"{which}: words", node.at("words")), values, scenario)


def knob(tray: Tray, node: Node) -> Knob:
    """What may be moved, and how far, which must be within the range of each parameter."""
    if not tray.mapping("a knob", node, ("words", "moves", "from", "to"), ("words", "moves", "from", "to")):
        return Knob("", (), 0.0, 0.0)
    moves = tray.texts("moves", node.at("moves"))
    low, high = (tray.number(f"the knob's '{end}'", node.at(end)) for end in ("from", "to"))
    if not low < high:
        tray.say(node, f"the knob goes from {low:g} to {high:g}, but should go upwards.")
    for name in moves:
        for end in (node.at("from"), node.at("to")):
            if end is not None and not isinstance(end.value, str):
                tray.value(name, plain(end), end)
    return Knob(tray.text("words", node.at("words")), moves, low, high)


def words(tray: Tray, node: Node | None) -> tuple[dict[str, str], Teacher]:
    """The prose under its headings, which are all there, in their order."""
    known = (*HEADINGS, TEACHER)
    if node is None or not tray.mapping("the text", node, known, known):
        return {}, Teacher(0, "", "")
    said = [heading for heading in node.value if heading in known]
    in_order = [heading for heading in known if heading in said]
    tray.complaints.extend(out_of_order(node, said, in_order))
    prose = {heading: tray.prose(heading, node.at(heading)) for heading in HEADINGS}
    return prose, teachers_part(tray, node.at(TEACHER))


def out_of_order(node: Node, said: list[str], in_order: list[str]) -> Iterator[Complaint]:
    """The first heading that stands where another should."""
    for heading, expected in zip(said, in_order, strict=True):
        if heading != expected:
            below = node.value[heading]
            sentence = f"the heading '{heading}' stands where '{expected}' should; their order is {listed(in_order)}."
            yield Complaint(below.key or Complaint().place, sentence)
            return


def teachers_part(tray: Tray, node: Node | None) -> Teacher:
    """What only the teacher needs."""
    if node is None or not tray.mapping(TEACHER, node, OF_TEACHER, OF_TEACHER):
        return Teacher(0, "", "")
    minutes = tray.between("minutes", node.at("minutes"), 1, MOST_MINUTES)
    return Teacher(minutes, *(tray.prose(f"{TEACHER}: {part}", node.at(part)) for part in ("script", "debrief")))
