"""A lesson: its prose, its bets, what the runs answer to what somebody has said, and its knobs for a setting of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from sim.lessons import HEADINGS, Bet, Lesson, Verdict, lessons, names, read
from sim.runs import run
from sim.scenario.complaining import shortened
from sim.web.answers.betting import spoken
from sim.web.refusing import RefusedError, near, shown
from sim.words import key, number, row, say

RUNS, SEED = 2000, 1
BEFORE_THE_BET, AFTER_THE_BET = HEADINGS[:2], HEADINGS[2:]
TAGS = {"paragraph": "p", "bullet_list": "ul", "ordered_list": "ol", "list_item": "li", "em": "em", "strong": "strong"}
MARKDOWN = MarkdownIt("commonmark", {"html": False})
Told = dict[str, Any]
Prose = list[Any]  # texts, and lists of a tag and what is inside


def shelf() -> list[Told]:
    """The lessons, a line each."""
    return [{"name": one.name, "number": one.number, "title": one.title, "idea": one.idea} for one in lessons()]


def found(name: str) -> Lesson:
    """A shipped lesson. Raises RefusedError where there is none of this name."""
    if name not in names():
        raise RefusedError(say("answers.lesson.none", name=shortened(name), near=near(name, names())), 404)
    return read(name)


def opened(name: str) -> Told:
    """A lesson up to its bets; how it goes on is told to those who have placed theirs."""
    lesson = found(name)
    return {
        "name": lesson.name,
        "number": lesson.number,
        "title": lesson.title,
        "idea": lesson.idea,
        "before": lesson.before.words,
        "after": lesson.after.words,
        "prose": prose(lesson, BEFORE_THE_BET),
        "bets": [asked(bet) for bet in lesson.bets],
    }


def asked(bet: Bet) -> Told:
    """What a bet asks, and what may be said."""
    return {"ask": bet.ask, "unit": bet.unit, "choices": dict(bet.choices), "low": bet.low, "high": bet.high}


def judged(name: str, said: Sequence[Any]) -> Told:
    """How the bets of somebody came out, and the rest of the lesson."""
    lesson = found(name)
    bets = checked(lesson, said)
    before, after = (run(setting.scenario, RUNS, SEED, panel=0) for setting in (lesson.before, lesson.after))
    verdicts = [bet.judged(word, before, after) for bet, word in zip(lesson.bets, bets, strict=True)]
    numbers = [{"before": spoken(bet, before), "after": spoken(bet, after)} for bet in lesson.bets]
    return {
        "verdicts": [told(verdict) | one for verdict, one in zip(verdicts, numbers, strict=True)],
        "runs": RUNS,
        "seed": SEED,
        "days": lesson.scenario.days,
        "prose": prose(lesson, AFTER_THE_BET),
        "teacher": {"minutes": lesson.teacher.minutes, "script": grown(lesson.teacher.script), "debrief": grown(lesson.teacher.debrief)},
        "after": {"scenario": lesson.scenario.name, "set": dict(lesson.after.values)},
        "knobs": [
            {"words": knob.words, "moves": list(knob.moves), "low": knob.low, "high": knob.high, "value": lesson.after.scenario.get(knob.moves[0])}
            for knob in lesson.knobs
        ],
    }


def checked(lesson: Lesson, said: Sequence[Any]) -> list[float | str]:
    """One answer to each bet, of a kind that may be given. Raises RefusedError."""
    if len(said) != len(lesson.bets):
        raise RefusedError(say("answers.lesson.bets", lesson=lesson.number, bets=len(lesson.bets), count=len(said)))
    return [fitting(bet, word) for bet, word in zip(lesson.bets, said, strict=True)]


def fitting(bet: Bet, said: Any) -> float | str:
    """What was said to a bet. Raises RefusedError for what cannot be an answer."""
    if bet.choices:
        if isinstance(said, str) and said in bet.choices:
            return said
        raise RefusedError(say("answers.lesson.choice", what=shown(said), known=row(bet.choices)))
    if isinstance(said, bool) or not isinstance(said, int | float) or not bet.low <= said <= bet.high:
        raise RefusedError(say("answers.lesson.number", what=shown(said), low=number(bet.low, "g"), high=number(bet.high, "g")))
    return float(said)


def told(verdict: Verdict) -> Told:
    """How a bet came out. off: by how much it was too high; None between choices."""
    bet = verdict.bet
    is_close = verdict.said == verdict.found if verdict.off is None else abs(verdict.off) <= bet.near
    return {**asked(bet), "said": verdict.said, "found": verdict.found, "off": verdict.off, "close": is_close, "reply": verdict.reply}


def tried(name: str, values: Sequence[Any]) -> Told:
    """What the bets' numbers are in a setting of somebody's own: a value for each knob, all other values as before the change."""
    lesson = found(name)
    if len(values) != len(lesson.knobs):
        raise RefusedError(say("answers.lesson.values", lesson=lesson.number, knobs=len(lesson.knobs), count=len(values)))
    own: dict[str, Any] = {}
    for knob, value in zip(lesson.knobs, values, strict=True):
        if isinstance(value, bool) or not isinstance(value, int | float) or not knob.low <= value <= knob.high:
            raise RefusedError(
                say(
                    "answers.lesson.knob",
                    knob=say("numbers.quoted", name=knob.words),
                    what=shown(value),
                    low=number(knob.low, "g"),
                    high=number(knob.high, "g"),
                )
            )
        whole = {lesson.scenario.parameters[name].kind for name in knob.moves} != {"number"}
        own |= dict.fromkeys(knob.moves, round(value) if whole else value)
    scenario = lesson.before.scenario.set_all(own)
    result = run(scenario, RUNS, SEED, panel=0)
    numbers = [{**asked(bet), "target": bet.target, **spoken(bet, result)} for bet in lesson.bets]
    return {"numbers": numbers, "set": {**lesson.before.values, **own}, "scenario": lesson.scenario.name}


def prose(lesson: Lesson, headings: Sequence[str]) -> list[Told]:
    """Some parts of a lesson, each with its heading."""
    return [{"heading": say(f"answers.heading.{key(heading)}"), "prose": grown(lesson.prose[heading])} for heading in headings]


def grown(text: str) -> Prose:
    """Markdown as a tree of plain lists: texts, and lists that begin with a tag.

    >>> grown("A *bet*:\\n\\n- one `x`\\n- two")
    [['p', 'A ', ['em', 'bet'], ':'], ['ul', ['li', 'one ', ['code', 'x']], ['li', 'two']]]
    """
    return inside(SyntaxTreeNode(MARKDOWN.parse(text)))


def inside(node: SyntaxTreeNode) -> Prose:
    """What stands in a node."""
    parts: Prose = []
    for child in node.children:
        if child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type in ("code_inline", "code_block", "fence"):
            parts.append(["code", child.content.rstrip("\n")])
        elif child.type == "text":
            parts.append(child.content)
        elif child.type in TAGS and not (child.type == "paragraph" and child.hidden):
            parts.append([TAGS[child.type], *inside(child)])
        else:
            parts += inside(child)
    return parts
